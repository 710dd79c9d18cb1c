"""What the methods of a class may change of its instances, read off their source."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.interpreter.objects import ClassValue


def set_later(cls: ClassValue) -> set[str]:
    """The attributes that methods other than __init__ set, or that change in place."""
    return {
        node.attrname
        for node in _attributes(cls)
        if isinstance(node, nodes.AssignAttr | nodes.DelAttr)
        or (isinstance(node.parent, nodes.Attribute) and node.parent.attrname in _GROWS)
    }


_GROWS = {"append", "extend", "insert", "update", "pop", "remove", "clear", "add"}


def used(cls: ClassValue) -> set[str]:
    """The attributes that methods other than __init__ do more with than look at them or at their elements."""
    return {node.attrname for node in _attributes(cls) if not _only_looks(node)}


def _only_looks(node: nodes.NodeNG) -> bool:
    """self.x[...], len(self.x), self.x.shape, self.x + 1: what leaves a value as it is."""
    parent = node.parent
    if isinstance(parent, nodes.Subscript):
        return parent.value is not node or not isinstance(parent.parent, nodes.Assign | nodes.AugAssign | nodes.Delete)
    return isinstance(parent, nodes.BinOp | nodes.Compare | nodes.UnaryOp | nodes.Return) or (
        isinstance(parent, nodes.Call) and isinstance(parent.func, nodes.Name) and parent.func.name in _LOOKS
    )


_LOOKS = {"len", "range", "int", "float", "enumerate", "zip", "min", "max", "sum", "print", "str"}


def _attributes(cls: ClassValue) -> Iterator[nodes.AssignAttr | nodes.DelAttr | nodes.Attribute]:
    """Where methods other than __init__, inherited ones too, name an attribute of `self`."""
    for base in cls.ancestry():
        for method in base.node.mymethods() if isinstance(base, ClassValue) else ():
            if method.name == "__init__" or not method.args.args:
                continue
            receiver = method.args.args[0].name
            for node in method.nodes_of_class((nodes.AssignAttr, nodes.DelAttr, nodes.Attribute)):
                if isinstance(node.expr, nodes.Name) and node.expr.name == receiver:
                    yield node


def are_dynamic(cls: ClassValue) -> bool:
    """Whether methods set attributes by names that are no source: setattr, __dict__."""
    return any(
        (isinstance(node, nodes.Name) and node.name in ("setattr", "vars"))
        or (isinstance(node, nodes.Attribute) and node.attrname == "__dict__")
        for base in cls.ancestry()
        if isinstance(base, ClassValue)
        for node in base.node.nodes_of_class((nodes.Name, nodes.Attribute))
    )
