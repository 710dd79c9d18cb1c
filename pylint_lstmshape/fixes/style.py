"""How a file names the things of the libraries, so that what is inserted reads like the rest of it."""

from __future__ import annotations

from astroid import nodes

from pylint_lstmshape.fixes.patch import Patch

_LAYER_MODULES = ("keras.layers", "tensorflow.keras.layers", "tensorflow.python.keras.layers", "tf_keras.layers")
_ROOTS = ("keras", "tensorflow.keras", "tf_keras", "tensorflow.python.keras")


def quoted(patch: Patch, node: nodes.NodeNG, text: str) -> str:
    """A string literal with the quotes that the file of a node has most of."""
    source = patch.source(node).text
    return f'"{text}"' if source.count('"') >= source.count("'") else f"'{text}'"


def layer(patch: Patch, name: str, like: nodes.NodeNG) -> str | None:
    """The expression for the Keras layer class `name`, in the style of the call `like`; imports it where needed."""
    tree = like.root()
    if isinstance(like, nodes.Call) and isinstance(like.func, nodes.Attribute):
        return f"{patch.text(like.func.expr)}.{name}"
    found = _imported(tree, _LAYER_MODULES, name)
    if found is not None:
        return found
    if _is_bound(tree, name):
        return None
    for module in _LAYER_MODULES:
        for statement in _top(tree, nodes.ImportFrom):
            if statement.modname == module and not statement.level and _can_extend(statement):
                _extend(patch, statement, name)
                return name
    for prefix, path in _prefixes(tree):
        for module in _LAYER_MODULES:
            if path == module:
                return f"{prefix}.{name}"
            if module.startswith(f"{path}."):
                return f"{prefix}{module[len(path) :]}.{name}"
    for statement in _top(tree, nodes.ImportFrom):
        root = next((root for root in _ROOTS if statement.modname.startswith(root)), None)
        if root is not None and not statement.level:
            patch.insert_after(statement, f"from {root}.layers import {name}")
            return name
    return None


def keras_function(patch: Patch, tree: nodes.Module, module: str, name: str) -> str | None:
    """The expression for keras.<module>.<name>: keras_function(..., "utils", "to_categorical")."""
    modules = [f"{root}.{module}" for root in _ROOTS] + ["keras.utils.np_utils", "keras.preprocessing.sequence"]
    found = _imported(tree, modules, name)
    if found is not None:
        return found
    for prefix, path in _prefixes(tree):
        if path in (f"{root}.{module}" for root in _ROOTS):
            return f"{prefix}.{name}"
        if path in _ROOTS:
            return f"{prefix}.{module}.{name}"
    if _is_bound(tree, name):
        return None
    statements = [one for one in _top(tree, nodes.ImportFrom) if not one.level]
    for root in _ROOTS:
        for statement in reversed(statements):
            if statement.modname == root or statement.modname.startswith(f"{root}."):
                patch.insert_after(statement, f"from {root}.{module} import {name}")
                return name
    for prefix, path in _prefixes(tree):
        if path == "tensorflow":
            return f"{prefix}.keras.{module}.{name}"
    return None


def keras_module(patch: Patch, tree: nodes.Module, module: str) -> str | None:
    """The expression for the module keras.<module>; imports it where the file imports something of keras."""
    for prefix, path in _prefixes(tree):
        if path == "keras":
            return f"{prefix}.{module}"
        if path == f"keras.{module}":
            return prefix
    statements = [
        one for one in _top(tree, nodes.ImportFrom) if one.modname.partition(".")[0] == "keras" and not one.level
    ]
    if not statements or _is_bound(tree, module):
        return None
    patch.insert_after(statements[-1], f"from keras import {module}")
    return module


def numpy(patch: Patch, tree: nodes.Module) -> str:
    """How the file names NumPy; imports it where it does not."""
    return _module(patch, tree, "numpy", "np")


def tensorflow(patch: Patch, tree: nodes.Module) -> str:
    """How the file names TensorFlow; imports it where it does not."""
    return _module(patch, tree, "tensorflow", "tf")


def _module(patch: Patch, tree: nodes.Module, name: str, alias: str) -> str:
    for prefix, path in _prefixes(tree):
        if path == name:
            return prefix
    imports = _top(tree, nodes.Import) + [one for one in _top(tree, nodes.ImportFrom) if one.modname != "__future__"]
    line = f"import {name} as {alias}"
    if imports:
        patch.insert_before(min(imports, key=lambda one: one.lineno), line)
    elif tree.body:
        patch.insert_before(tree.body[0], line)
    return alias


def _top(tree: nodes.Module, kind: type[nodes.NodeNG]) -> list[nodes.NodeNG]:
    return [node for node in tree.body if isinstance(node, kind)]


def _imported(tree: nodes.Module, modules: tuple[str, ...] | list[str], name: str) -> str | None:
    """Under which name `from module import name` brought it, also by a star."""
    for statement in _top(tree, nodes.ImportFrom):
        if statement.level:
            continue
        for real, alias in statement.names:
            known = statement.modname in modules or (
                name not in ("Input",) and any(statement.modname.startswith(f"{module}.") for module in modules)
            )
            if known and real == name:
                return str(alias or name)
            if real == "*" and statement.modname in modules:
                return name
    return None


def _prefixes(tree: nodes.Module) -> list[tuple[str, str]]:
    """(how it is written, what it is) of every module that the file imports."""
    found = []
    for statement in tree.body:
        if isinstance(statement, nodes.Import):
            for name, alias in statement.names:
                if alias:
                    found.append((alias, name))
                else:
                    parts = name.split(".")
                    found += [(".".join(parts[:end]), ".".join(parts[:end])) for end in range(len(parts), 0, -1)]
        elif isinstance(statement, nodes.ImportFrom) and not statement.level:
            found += [(alias or name, f"{statement.modname}.{name}") for name, alias in statement.names]
    return found


def _is_bound(tree: nodes.Module, name: str) -> bool:
    return name in tree.locals


def _can_extend(statement: nodes.ImportFrom) -> bool:
    return all(name != "*" for name, _ in statement.names)


def _extend(patch: Patch, statement: nodes.ImportFrom, name: str) -> None:
    """One more name in an import: in its place where the names are sorted, else at the end."""
    start, end = patch.span(statement)
    text = patch.text(statement)
    begin = text.index("import", len("from") + len(statement.modname)) + len("import")
    written = [f"{real} as {alias}" if alias else real for real, alias in statement.names]
    later = [one for one in written if one > name]
    if later and written == sorted(written):
        at = _find(text, later[0], begin)
        if at is not None:
            patch.add(statement, start + at, start + at, f"{name}, ")
            return
    last = _find(text, written[-1].partition(" ")[0], begin)
    stop = end
    if last is not None:
        stop = start + last + len(written[-1]) if text[last:].startswith(written[-1]) else end
    patch.add(statement, stop, stop, f", {name}")


def _find(text: str, word: str, start: int) -> int | None:
    import re

    found = None
    for match in re.finditer(rf"\b{re.escape(word)}\b", text[start:]):
        found = start + match.start()
        break
    return found
