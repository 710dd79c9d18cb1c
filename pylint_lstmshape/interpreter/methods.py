"""What the methods of a class may change of its instances, read off their source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from astroid import nodes

from pylint_lstmshape.interpreter.objects import ClassValue

Read = TypeVar("Read")


def _once(read: Callable[[ClassValue], Read]) -> Callable[[ClassValue], Read]:
    """Read off each class once: its source stays as it is, and every object that is handed on asks."""
    known: WeakKeyDictionary[ClassValue, Read] = WeakKeyDictionary()

    @wraps(read)
    def ask(cls: ClassValue) -> Read:
        if cls not in known:
            known[cls] = read(cls)
        return known[cls]

    return ask


@_once
def set_later(cls: ClassValue) -> set[str]:
    """The attributes that methods other than __init__ set, or that change in place."""
    return {
        node.attrname
        for node in _attributes(cls)
        if isinstance(node, nodes.AssignAttr | nodes.DelAttr)
        or (isinstance(node.parent, nodes.Attribute) and node.parent.attrname in _GROWS)
    }


_GROWS = {"append", "extend", "insert", "update", "pop", "remove", "clear", "add"}


@_once
def used(cls: ClassValue) -> set[str]:
    """The attributes that methods other than __init__ name: what they hold may change in place, at any depth."""
    return {node.attrname for node in _attributes(cls)}


def _attributes(cls: ClassValue) -> Iterator[nodes.AssignAttr | nodes.DelAttr | nodes.Attribute]:
    """Where methods other than __init__, inherited ones too, name an attribute of `self`."""
    for name in _receivers(cls):
        if isinstance(name.parent, nodes.AssignAttr | nodes.DelAttr | nodes.Attribute):
            yield name.parent


def _receivers(cls: ClassValue) -> Iterator[nodes.Name]:
    """Where methods name `self`; of __init__ only what stands in functions that it leaves behind."""
    for base in cls.ancestry():
        for method in base.node.mymethods() if isinstance(base, ClassValue) else ():
            receiver = method.args.args[0].name if method.args.args else ""
            for node in method.nodes_of_class(nodes.Name):
                if node.name == receiver and (method.name != "__init__" or node.scope() is not method):
                    yield node


@_once
def are_dynamic(cls: ClassValue) -> bool:
    """Whether methods may change what their source does not name: by setattr or __dict__, or by handing `self` on."""
    bases = [base for base in cls.ancestry() if isinstance(base, ClassValue)]
    named = (node for base in bases for node in base.node.nodes_of_class((nodes.Name, nodes.Attribute)))
    return any(getattr(node, "name", getattr(node, "attrname", "")) in _DYNAMIC for node in named) or any(
        not isinstance(node.parent, nodes.AssignAttr | nodes.DelAttr | nodes.Attribute | nodes.Return)
        and not _is_super(node.parent)
        for node in _receivers(cls)
    )


_DYNAMIC = ("setattr", "vars", "__dict__")


def _is_super(node: nodes.NodeNG | None) -> bool:
    """super(Class, self)"""
    return isinstance(node, nodes.Call) and isinstance(node.func, nodes.Name) and node.func.name == "super"
