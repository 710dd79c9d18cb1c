"""def, class and lambda: function and class values, and what their decorators make of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from astroid import nodes

from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.values import Unknown, Value
from pylint_lstmshape.interpreter.frames import Frame, evaluate
from pylint_lstmshape.interpreter.objects import ClassValue, FunctionValue, Scope

# Decorators of libraries that give a function which takes and returns the same.
_TRANSPARENT = {
    "functools.lru_cache", "functools.cache", "functools.wraps", "tensorflow.function", "contextlib.contextmanager",
    "numba.jit", "numba.njit", "staticmethod", "typing.no_type_check", "typing.override",
    "builtins.staticmethod", "builtins.classmethod", "builtins.property", "functools.cached_property",
    "keras.saving.register_keras_serializable", "keras.utils.register_keras_serializable",
    "tensorflow.autograph.experimental.do_not_convert", "functools.singledispatch", "jaxtyping.jaxtyped",
}  # fmt: skip
_CACHES = {"functools.lru_cache", "functools.cache", "functools.cached_property"}
_KINDS = {
    "builtins.staticmethod": "staticmethod",
    "builtins.classmethod": "classmethod",
    "builtins.property": "property",
    "functools.cached_property": "property",
}


def define_function(frame: Frame, node: Any, owner: ClassValue | None = None) -> Value:
    """The value of a `def` (decorated) or of a lambda."""
    is_guarded = frame.machine.guarded > 0
    function = FunctionValue(node, frame.scope, _defaults(frame, node), owner, is_guarded=is_guarded)
    frame.machine.defined.setdefault(id(node), function)
    if is_guarded:
        frame.machine.guarded_nodes.add(id(node))
    value: Value = function
    decorators = node.decorators.nodes if getattr(node, "decorators", None) is not None else []
    for decorator in reversed(decorators):
        value = _decorate(frame, decorator, value)
    if isinstance(value, Unknown) and owner is not None:
        return Unknown(("decorated", frame.machine.next()), value.name)
    return value


def _decorate(frame: Frame, decorator: nodes.NodeNG, value: Value) -> Value:
    from pylint_lstmshape.interpreter.calls import Arguments, call_value

    target = decorator.func if isinstance(decorator, nodes.Call) else decorator
    name = evaluate(frame, target)
    if isinstance(name, LibraryName) and isinstance(value, FunctionValue) and name.path in _TRANSPARENT:
        kind = _KINDS.get(name.path, value.kind)
        return replace(value, kind=kind, is_cached=name.path in _CACHES)
    if isinstance(target, nodes.Attribute) and target.attrname in ("setter", "deleter"):
        return name if not isinstance(name, Unknown) else frame.machine.unknown()
    made = evaluate(frame, decorator) if isinstance(decorator, nodes.Call) else name
    if isinstance(made, LibraryName | Unknown):
        return frame.machine.unknown(target.as_string())
    return call_value(frame, made, Arguments((value,)), decorator)


def _defaults(frame: Frame, node: Any) -> dict[str, Value]:
    spec = node.args
    positional = [*(spec.posonlyargs or []), *(spec.args or [])]
    defaults = spec.defaults or []
    pairs = list(zip(positional[len(positional) - len(defaults) :], defaults, strict=True))
    pairs += [
        (parameter, default)
        for parameter, default in zip(spec.kwonlyargs or [], spec.kw_defaults or [], strict=True)
        if default is not None
    ]
    return {parameter.name: evaluate(frame, default) for parameter, default in pairs}


def define_class(frame: Frame, node: nodes.ClassDef) -> Value:
    """The value of a `class` statement: its body is run in a scope of its own."""
    from pylint_lstmshape.interpreter.statements import run_block

    bases = tuple(evaluate(frame, base) for base in node.bases)
    decorators = node.decorators.nodes if node.decorators is not None else []
    is_dataclass = any("dataclass" in decorator.as_string() for decorator in decorators)
    scope = Scope(frame.scope.module, frame.scope if frame.scope is not frame.scope.module.scope else None)
    cls = ClassValue(node, bases, scope.names, scope, is_dataclass)
    if frame.machine.guarded:
        frame.machine.guarded_nodes.add(id(node))
    body = Frame(frame.machine, scope, frame.function, frame.receiver, frame.calls, frame.functions)
    for statement in node.body:
        if isinstance(statement, nodes.FunctionDef | nodes.AsyncFunctionDef):
            # A method sees the names around the class, not those of its body.
            outer = Frame(frame.machine, frame.scope, frame.function, frame.receiver, frame.calls, frame.functions)
            body.bind(statement.name, _method(body, outer, statement, cls))
        else:
            run_block(body, [statement])
    return cls


def _method(body: Frame, outer: Frame, node: nodes.FunctionDef, cls: ClassValue) -> Value:
    names = [one.attrname for one in _decorators(node) if isinstance(one, nodes.Attribute)]
    if {"setter", "deleter"} & set(names):
        return body.scope.names.get(node.name) or body.machine.unknown()
    return define_function(outer, node, cls)


def _decorators(node: nodes.FunctionDef) -> list[nodes.NodeNG]:
    return node.decorators.nodes if node.decorators is not None else []
