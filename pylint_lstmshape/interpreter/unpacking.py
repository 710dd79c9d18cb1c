"""a, b = value and a, *b = value."""

from __future__ import annotations

from collections.abc import Sequence

from astroid import nodes

from pylint_lstmshape.domain.containers import Elements, ListValue, Run
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import ONE_TENSOR, Conflict
from pylint_lstmshape.domain.values import Array, Constant, Integer, Unknown, Value
from pylint_lstmshape.facts import Described
from pylint_lstmshape.interpreter.calls import elements_of
from pylint_lstmshape.interpreter.context import fail
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.keras.values import LayerValue, Node, is_open

MAX_TOLD = 40  # characters of an expression that messages quote


def _is_counted(items: Sequence[Value]) -> bool:
    """Whether their number is beyond doubt: the dims of a shape, or what one recurrent layer gives."""
    if all(isinstance(one, Integer) or (isinstance(one, Constant) and type(one.value) is int) for one in items):
        return True
    nodes_of = [one.node for one in items if isinstance(one, Array) and isinstance(one.node, Node)]
    layers = [one.layer for one in nodes_of if isinstance(one.layer, LayerValue)]
    return len(layers) == len(items) and all(one is layers[0] and one.spec.is_recurrent for one in layers)


def _is_one_tensor(frame: Frame, value: Array) -> bool:
    """Whether it is a symbolic tensor, which has no elements: Keras 2 finds some where it knows how many samples there are."""
    if value.library != "keras" or not isinstance(value.node, Node):
        return False
    return 2 not in frame.machine.generations or bool(value.shape and is_open(value.shape[0]))


def unpack(frame: Frame, target: nodes.Tuple | nodes.List, value: Value) -> list[Value]:
    """The values that the parts of a tuple target get."""
    count = len(target.elts)
    star = next((at for at, part in enumerate(target.elts) if isinstance(part, nodes.Starred)), None)
    if isinstance(value, Unknown):
        # `rows, columns = x.shape` and x.shape[0] are the same numbers.
        version = frame.machine.versions.get(value.key, 0)
        return [
            frame.machine.unknown() if star is not None and at >= star else _part(value, version, at)
            for at in range(count)
        ]
    if isinstance(value, Array) and _is_one_tensor(frame, value):
        text = f"one symbolic tensor cannot be unpacked into {count} names"
        told = getattr(target.parent, "value", target)
        operand = Described(told.as_string()[:MAX_TOLD], frame.site(told), value)
        fail(frame, target, "unpacking", Conflict(ONE_TENSOR, text, "NotImplementedError"), operand)
        return [frame.machine.unknown() for _ in range(count)]
    elements = elements_of(frame, value)
    if elements is None:
        return [frame.machine.unknown() for _ in range(count)]
    items = elements.items
    if (
        items is not None
        and _is_counted(items)
        and (len(items) < count - 1 if star is not None else len(items) != count)
    ):
        name = "one name" if count == 1 else f"{count} names"
        text = f"{len(items)} value{'s' * (len(items) != 1)} cannot be unpacked into {name}"
        fail(frame, target, "unpacking", Conflict("unpack", text), None)
        return [frame.machine.unknown() for _ in range(count)]
    if star is None:
        return [elements.get(Dim.of(at)) or frame.machine.unknown() for at in range(count)]
    after = count - star - 1
    parts: list[Value] = [elements.get(Dim.of(at)) or frame.machine.unknown() for at in range(star)]
    parts.append(ListValue(Cell(_middle(frame, elements, star, after))))
    parts += [elements.get(Dim.of(at - after)) or frame.machine.unknown() for at in range(after)]
    return parts


def _part(value: Unknown, version: int, at: int) -> Value:
    from pylint_lstmshape.domain.values import Constant

    return Unknown(("item", value.key, version, Constant(at)))


def _middle(frame: Frame, elements: Elements, before: int, after: int) -> Elements:
    items = elements.items
    if items is not None:
        return Elements.of(items[before : len(items) - after])
    element = elements.element(frame.machine)
    rest = elements.length - before - after
    if element is None or at_least(rest, 0) is False:
        return Elements()
    return Elements((Run(element, rest),))
