"""What the program itself says about shapes: `assert x.shape == (n, 31)`, `assert x.ndim == 3`, annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from astroid import nodes

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import ANY, Array, Constant, Unknown, Value
from pylint_lstmshape.interpreter.declared import typed
from pylint_lstmshape.interpreter.frames import Frame, evaluate
from pylint_lstmshape.interpreter.project import imported_names

MAX_RANK = 16
# Their arrays and tables have attributes of NumPy's names that do something else.
_TABLES = ("pandas", "polars", "xarray", "torch", "dask")
_TENSORS = ("torch",)


def learn_shapes(frame: Frame, test: nodes.NodeNG, outcome: bool) -> None:
    """From here on the shapes of names are such that bool(test) is `outcome`."""
    if isinstance(test, nodes.UnaryOp) and test.op == "not":
        learn_shapes(frame, test.operand, not outcome)
    elif isinstance(test, nodes.BoolOp) and (test.op == "and") is outcome:
        for part in test.values:
            learn_shapes(frame, part, outcome)
    elif isinstance(test, nodes.Compare) and (outcome or len(test.ops) == 1):
        left = test.left
        for operator, right in test.ops:
            if operator == ("==" if outcome else "!="):
                _equal(frame, left, right)
                _equal(frame, right, left)
            left = right


def _equal(frame: Frame, told: nodes.NodeNG, other: nodes.NodeNG) -> None:
    """`told`, an expression about some name's shape, equals `other`."""
    if isinstance(told, nodes.Tuple | nodes.List) and isinstance(other, nodes.Tuple | nodes.List):
        if len(told.elts) == len(other.elts):
            for one, each in zip(told.elts, other.elts, strict=True):
                _equal(frame, one, each)
        return
    if _calls(other):
        return  # it is not to be run a second time
    array, index, is_rank = _measured(told)
    if array is None:
        return
    held = _read(frame, array)
    if not (isinstance(held, Unknown) or (isinstance(held, Array) and held.library != "keras")):
        return
    frame.machine.muted += 1
    value = evaluate(frame, other)
    part = Constant(None) if index is None else evaluate(frame, index) if not isinstance(index, nodes.Slice) else None
    frame.machine.muted -= 1
    shape = held.shape if isinstance(held, Array) else None
    if is_rank:
        known = shape if shape is not None else _of_rank(frame, value)
    elif index is None:
        known = _merged(shape, _dims(frame, value))
    elif isinstance(index, nodes.Slice):
        known = _sliced(frame, shape, index, _dims(frame, value))
    else:
        known = _indexed(shape, part, as_dim(value))
    if known is not None and known != shape:
        _write(frame, array, held, known)


def _measured(node: nodes.NodeNG) -> tuple[nodes.NodeNG | None, nodes.NodeNG | None, bool]:
    """Whose shape an expression reads, at which index, and whether it is the rank that it reads."""
    if isinstance(node, nodes.Attribute) and node.attrname in ("shape", "ndim"):
        return node.expr, None, node.attrname == "ndim"
    if isinstance(node, nodes.Subscript) and isinstance(node.value, nodes.Attribute) and node.value.attrname == "shape":
        return node.value.expr, node.slice, False
    if isinstance(node, nodes.Call) and len(node.args) == 1 and not node.keywords and isinstance(node.func, nodes.Name):
        (argument,) = node.args
        if node.func.name == "len" and isinstance(argument, nodes.Attribute) and argument.attrname == "shape":
            return argument.expr, None, True
        if node.func.name == "len":
            return argument, nodes.Const(0), False
    return None, None, False


def learn_unpacked(frame: Frame, node: nodes.NodeNG, target: nodes.Tuple | nodes.List, parts: Sequence[Value]) -> None:
    """`a, b = x.shape` worked: x has as many axes as there are names."""
    starred = any(isinstance(one, nodes.Starred) for one in target.elts)
    if starred or not isinstance(node, nodes.Attribute) or node.attrname != "shape":
        return
    held = _read(frame, node.expr)
    dims = [as_dim(part) for part in parts]
    unknown = isinstance(held, Unknown) or (isinstance(held, Array) and held.shape is None and held.library != "keras")
    if held is not None and unknown and None not in dims and len(dims) <= MAX_RANK:
        _write(frame, node.expr, held, tuple(dim for dim in dims if dim is not None))


def _calls(node: nodes.NodeNG) -> bool:
    """Whether evaluating an expression may do something."""
    for one in node.nodes_of_class((nodes.Call, nodes.NamedExpr, nodes.Await, nodes.Yield)):
        if not (isinstance(one, nodes.Call) and one.func.as_string() == "len"):
            return True
    return False


def _read(frame: Frame, node: nodes.NodeNG) -> Value | None:
    """The value of a name of this scope, or of an attribute of an instance; None for everything else."""
    if isinstance(node, nodes.Name):
        return frame.scope.names.get(node.name)
    if isinstance(node, nodes.Attribute) and isinstance(node.expr, nodes.Name):
        owner = frame.scope.find(node.expr.name)
        return owner.cell.content.get(node.attrname) if isinstance(owner, Instance) else None
    return None


def _write(frame: Frame, node: nodes.NodeNG, held: Value, shape: Shape) -> None:
    """Bind the name to what it holds with the shape that was learnt."""
    if isinstance(held, Array):
        learnt = replace(held, shape=shape)
    elif _imports(frame, _TENSORS if len(shape) > 2 else _TABLES):
        return  # it may well be no array of NumPy's
    else:
        learnt = Array(shape, None, Cell(ANY))
    if isinstance(node, nodes.Name):
        frame.bind(node.name, learnt)
    elif isinstance(node, nodes.Attribute) and isinstance(node.expr, nodes.Name):
        owner = frame.scope.find(node.expr.name)
        if isinstance(owner, Instance):
            frame.machine.heap.write(owner.cell, owner.cell.content.set(**{node.attrname: learnt}))


def _imports(frame: Frame, packages: Sequence[str]) -> bool:
    return not _packages(frame.scope.module.node).isdisjoint(packages)


@lru_cache(maxsize=4)
def _packages(module: nodes.Module) -> frozenset[str]:
    """The packages that a module imports."""
    return frozenset(name.partition(".")[0] for name, _ in imported_names(module))


def _of_rank(frame: Frame, value: Value) -> Shape | None:
    rank = value.value if isinstance(value, Constant) else None
    if type(rank) is not int or not 0 < rank <= MAX_RANK:
        return None
    return tuple(frame.machine.fresh() for _ in range(rank))


def _dims(frame: Frame, value: Value) -> Shape | None:
    """The dims that a tuple says; an unknown one is a number nobody knows."""
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    if items is None or len(items) > MAX_RANK:
        return None
    return tuple(frame.machine.fresh() if (dim := as_dim(one)) is None else dim for one in items)


def _merged(shape: Shape | None, told: Shape | None) -> Shape | None:
    """A shape that is said to equal `told`: numbers in the place of symbols. None where they are not equal."""
    if shape is None or told is None:
        return told if told != () else None
    if len(shape) != len(told) or any(equal(one, other) is False for one, other in zip(shape, told, strict=True)):
        return None
    return tuple(_sharper(one, other) for one, other in zip(shape, told, strict=True))


def _sharper(one: Dim, other: Dim) -> Dim:
    return other if one.constant is None and other.constant is not None else one


def _sliced(frame: Frame, shape: Shape | None, index: nodes.Slice, told: Shape | None) -> Shape | None:
    """The shape behind `x.shape[start:stop] == told`."""
    bounds = [None if one is None else _literal(one) for one in (index.lower, index.upper)]
    start, stop = bounds
    written = (index.lower, index.upper)
    if (
        told is None
        or index.step is not None
        or any(node is not None and bound is None for node, bound in zip(written, bounds, strict=True))
    ):
        return None
    if shape is None:
        if not told or (start or 0) < 0 or (start or 0) > MAX_RANK:
            return None
        if stop is None:  # shape[1:] of three dims belongs to rank 4
            shape = tuple(frame.machine.fresh() for _ in range((start or 0) + len(told)))
        elif stop < 0:  # shape[:-1]
            shape = tuple(frame.machine.fresh() for _ in range((start or 0) + len(told) - stop))
        else:
            return None
    positions = range(len(shape))[slice(start, stop)]
    merged = _merged(tuple(shape[at] for at in positions), told)
    if merged is None:
        return None
    dims = dict(zip(positions, merged, strict=True))
    return tuple(dims.get(at, dim) for at, dim in enumerate(shape))


def _literal(node: nodes.NodeNG) -> int | None:
    if isinstance(node, nodes.UnaryOp) and node.op == "-":
        inner = _literal(node.operand)
        return None if inner is None else -inner
    return node.value if isinstance(node, nodes.Const) and type(node.value) is int else None


def _indexed(shape: Shape | None, index: Value | None, told: Dim | None) -> Shape | None:
    """The shape behind `x.shape[index] == told`."""
    at = index.value if isinstance(index, Constant) else None
    if shape is None or told is None or type(at) is not int or not -len(shape) <= at < len(shape):
        return None
    at %= len(shape)
    merged = _merged((shape[at],), (told,))
    return None if merged is None else (*shape[:at], *merged, *shape[at + 1 :])


def annotated(frame: Frame, annotation: nodes.NodeNG | None, value: Value) -> Value:
    """The value of a name with this annotation, which tells the shape where the value does not."""
    if not isinstance(annotation, nodes.Subscript | nodes.Name | nodes.Attribute):
        return value
    frame.machine.muted += 1
    declared = evaluate(frame, annotation)
    frame.machine.muted -= 1

    # As jaxtyping has it, names bind within one call of a function; outside each annotation stands alone.
    axes = frame.axes if frame.function is not None else {}

    def axis_of(name: str) -> Dim:
        return axes.setdefault(name, frame.machine.fresh(name)) if name else frame.machine.fresh()

    return typed(declared, value, axis_of)
