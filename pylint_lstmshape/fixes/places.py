"""Places in the trees: the node a fact's site means, statements and blocks, where a name is bound."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from typing import Any

from astroid import nodes

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.fixes.edits import Source

Scope = nodes.Module | nodes.FunctionDef | nodes.Lambda | nodes.ClassDef
_BLOCKS = ("body", "orelse", "finalbody")


Parsed = tuple[Source, nodes.Module]
_Index = dict[tuple[Any, ...], list[nodes.NodeNG]]


class Places:
    """The trees of a program's files, asked for nodes by their site: that of `file`, and those that it leads to."""

    def __init__(self, file: str, parsed: Parsed, other: Callable[[str], Parsed | None]) -> None:
        """`other` reads another file of the project; None where it is not to be changed."""
        self.file = file
        self._other = other
        self._parsed: dict[str, Parsed | None] = {file: parsed}
        self._indexes: dict[str, _Index] = {}

    @property
    def tree(self) -> nodes.Module:
        """The tree of the file itself."""
        tree = self.tree_of(self.file)
        assert tree is not None
        return tree

    def _of(self, file: str) -> Parsed | None:
        if file not in self._parsed:
            self._parsed[file] = self._other(file)
        return self._parsed[file]

    def tree_of(self, file: str) -> nodes.Module | None:
        """The tree of a file of the project."""
        parsed = self._of(file)
        return None if parsed is None else parsed[1]

    def source(self, file: str) -> Source:
        """The source of a file that nodes were found in."""
        parsed = self._of(file)
        assert parsed is not None
        return parsed[0]

    def _index(self, file: str) -> _Index:
        if file not in self._indexes:
            tree = self.tree_of(file)
            self._indexes[file] = {} if tree is None else _indexed(tree)
        return self._indexes[file]

    def at(self, site: Site | None, *kinds: type[nodes.NodeNG]) -> nodes.NodeNG | None:
        """The expression at a site (of these classes); None where it is in a file that is not to be changed."""
        if site is None:
            return None
        found = self._index(site.file).get((site.line, site.column, site.end_line, site.end_column), [])
        fitting = [
            node for node in found if not isinstance(node, nodes.Expr) and (not kinds or isinstance(node, kinds))
        ]
        return fitting[-1] if fitting else None

    def call(self, site: Site | None) -> nodes.Call | None:
        """The call at a site."""
        node = self.at(site, nodes.Call)
        return node if isinstance(node, nodes.Call) else None


def _indexed(tree: nodes.Module) -> _Index:
    index: _Index = {}
    pending: list[nodes.NodeNG] = [tree]
    while pending:
        node = pending.pop()
        index.setdefault(_place(node), []).append(node)
        pending += list(node.get_children())
    return index


def _place(node: nodes.NodeNG) -> tuple[Any, ...]:
    return (node.lineno, node.col_offset or 0, node.end_lineno, node.end_col_offset)


def statement_of(node: nodes.NodeNG) -> nodes.NodeNG:
    """The statement that a node is in, or is."""
    while not node.is_statement:
        node = node.parent
    return node


def block_of(statement: nodes.NodeNG) -> list[nodes.NodeNG]:
    """The list of statements that a statement stands in."""
    parent = statement.parent
    for name in _BLOCKS:
        block = getattr(parent, name, None)
        if isinstance(block, list) and any(one is statement for one in block):
            return block
    return [statement]


def lineage(node: nodes.NodeNG) -> Iterator[nodes.NodeNG]:
    """The statements around a node, innermost first, up to the body of its function or module."""
    statement = statement_of(node)
    while True:
        yield statement
        parent = statement.parent
        if isinstance(parent, nodes.Module | nodes.FunctionDef | nodes.ClassDef | nodes.Lambda) or parent is None:
            return
        statement = statement_of(parent)


def scope_of(node: nodes.NodeNG) -> nodes.NodeNG:
    """The function or module whose names a node uses."""
    scope = node.scope()
    while isinstance(scope, nodes.ClassDef | nodes.Lambda | nodes.ComprehensionScope) and not isinstance(
        scope, nodes.FunctionDef
    ):
        scope = scope.parent.scope()
    return scope


def same_scope(node: nodes.NodeNG) -> Iterator[nodes.NodeNG]:
    """The nodes below a function or module, those of inner functions and classes left out."""
    pending: list[nodes.NodeNG] = list(node.get_children())
    while pending:
        one = pending.pop()
        yield one
        if not isinstance(one, nodes.FunctionDef | nodes.ClassDef | nodes.Lambda):
            pending += list(one.get_children())


def bindings(scope: nodes.NodeNG, text: str) -> list[nodes.NodeNG]:
    """The statements of a scope that bind `text`: a name, or an attribute such as self.x; in order of their lines."""
    found = []
    for node in same_scope(scope):
        if isinstance(node, nodes.AssignName):
            hit = node.name == text and not isinstance(node.parent, nodes.Comprehension | nodes.Arguments)
        elif isinstance(node, nodes.AssignAttr):
            hit = node.as_string() == text
        elif isinstance(node, nodes.Import | nodes.ImportFrom):
            hit = any((alias or name) == text for name, alias in node.names)
        else:
            hit = False
        if hit:
            found.append(statement_of(node))
    return sorted(found, key=lambda one: (one.lineno, one.col_offset))


def is_parameter(scope: nodes.NodeNG, name: str) -> bool:
    """Whether a function has this parameter."""
    if not isinstance(scope, nodes.FunctionDef):
        return False
    arguments = scope.args
    every = [*(arguments.posonlyargs or []), *(arguments.args or []), *(arguments.kwonlyargs or [])]
    return any(one.name == name for one in every)


def written(node: nodes.NodeNG) -> nodes.NodeNG:
    """Where a value is written that is read here alone: in the only call of a function whose parameter it is, or as the
    literal that a name is bound to; else the node itself.
    """
    if not isinstance(node, nodes.Name):
        return node
    scope = scope_of(node)
    if is_parameter(scope, node.name):
        reads = [one for one in scope.nodes_of_class(nodes.Name) if one.name == node.name]
        argument = _argument(scope, node.name) if len(reads) == 1 and not bindings(scope, node.name) else None
        return node if argument is None else written(argument)
    tree = node.root()
    reads = [one for one in tree.nodes_of_class(nodes.Name) if one.name == node.name]
    bound = [one for one in tree.nodes_of_class(nodes.AssignName) if one.name == node.name]
    made = bound[0].parent if len(reads) == len(bound) == 1 else None
    value = made.value if isinstance(made, nodes.Assign) and made.targets == bound else None
    parts = value.elts if isinstance(value, nodes.Tuple | nodes.List) else [value]
    return value if value is not None and all(isinstance(one, nodes.Const) for one in parts) else node


def _argument(function: nodes.FunctionDef, name: str) -> nodes.NodeNG | None:
    """What the only call of a function gives for a parameter."""
    calls = [one for one in function.root().nodes_of_class(nodes.Call) if callee(one) == function.name]
    if len(calls) != 1:
        return None
    named = keyword(calls[0], name)
    if named is not None:
        return named.value
    names = [one.name for one in [*(function.args.posonlyargs or []), *(function.args.args or [])]]
    at = names.index(name) - int(function.type in ("method", "classmethod")) if name in names else -1
    positional = calls[0].args[: at + 1]
    whole = 0 <= at < len(positional) and not any(isinstance(one, nodes.Starred) for one in positional)
    return positional[at] if whole else None


def names_in(node: nodes.NodeNG) -> set[str]:
    """The names that an expression reads."""
    return {one.name for one in node.nodes_of_class(nodes.Name)}


def unbound_names(tree: nodes.Module) -> Iterator[str]:
    """The names that are read where nothing binds them; none where a star import may bind any."""
    if any(real == "*" for one in tree.nodes_of_class(nodes.ImportFrom) for real, _ in one.names):
        return
    for node in tree.nodes_of_class(nodes.Name):
        if not hasattr(builtins, node.name) and not node.lookup(node.name)[1]:
            yield node.name


def keyword(call: nodes.Call, *names: str) -> nodes.Keyword | None:
    """The keyword argument of a call with one of these names."""
    return next((one for name in names for one in call.keywords if one.arg == name), None)


def callee(call: nodes.NodeNG) -> str:
    """The last part of what a call calls: LSTM, of tf.keras.layers.LSTM(...); "" where it has no name."""
    function = call.func if isinstance(call, nodes.Call) else None
    if isinstance(function, nodes.Attribute):
        return str(function.attrname)
    return str(function.name) if isinstance(function, nodes.Name) else ""
