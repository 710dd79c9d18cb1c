"""Shape arithmetic: broadcasting, reshape, joining, indexing. Each rule gives a shape or the exact `Conflict`.

A `Shape` is a tuple of Dim; an array of unknown rank has shape None and never gets here.
Sources: numpy's "Broadcasting", "Indexing on ndarrays" and the docstring of the function that is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pylint_lstmshape.domain.dim import Dim, DimLike, at_least, divide, equal, maximum, minimum

Shape = tuple[Dim, ...]


@dataclass(frozen=True)
class Conflict:
    """What cannot work: the real function raises `error`. `text` is one clause that states both shapes; `about` is the
    parameter whose argument is at fault, where one is; `instead` the word that one which names nothing is meant to be.
    """

    kind: str
    text: str
    error: str = "ValueError"
    about: str = ""
    instead: str = ""


ONE_TENSOR = "one tensor"  # the kind of Conflict of a tensor that is taken for several


@dataclass(frozen=True)
class RankConflict(Conflict):
    """An input of rank `found` where `wanted` axes, or at least so many, are wanted."""

    wanted: int = 0
    found: int = 0
    is_least: bool = False


ShapeResult = Shape | Conflict


def shape_of(*dims: DimLike) -> Shape:
    """The shape with these dims."""
    return tuple(Dim.of(dim) for dim in dims)


def show(shape: Iterable[Dim | None] | None) -> str:
    """`shape` as Python writes it: (8, 31), (31,), (None, 5)."""
    if shape is None:
        return "of unknown shape"
    parts = ["None" if dim is None else str(dim) for dim in shape]
    return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"


def size(shape: Sequence[Dim]) -> Dim:
    """The number of elements."""
    return math.prod(shape, start=Dim.of(1))


def same(left: Sequence[Dim | None], right: Sequence[Dim | None]) -> bool | None:
    """Whether two shapes are equal; None (unknown) matches anything."""
    if len(left) != len(right):
        return False
    answers = [
        None if one is None or other is None else equal(one, other) for one, other in zip(left, right, strict=True)
    ]
    return False if False in answers else None if None in answers else True


def normalize_axis(axis: int, ndim: int) -> int | Conflict:
    """`axis` counted from the front. Raises AxisError outside -ndim..ndim-1 (numpy.lib.normalize_axis_index)."""
    if -ndim <= axis < ndim:
        return axis % ndim if ndim else 0
    return Conflict("axis", f"axis {axis} is out of bounds for an array of dimension {ndim}", "AxisError")


def broadcast(left: Shape, right: Shape) -> ShapeResult:
    """The shape two operands broadcast to (numpy.broadcast_shapes)."""
    result: list[Dim] = []
    for index in range(1, max(len(left), len(right)) + 1):
        one = left[-index] if index <= len(left) else Dim.of(1)
        other = right[-index] if index <= len(right) else Dim.of(1)
        if one == 1:
            result.append(other)
        elif other == 1 or equal(one, other):
            result.append(one)
        elif equal(one, other) is False and not maybe_one(one) and not maybe_one(other):
            return Conflict(
                "broadcast", f"operands could not be broadcast together with shapes {show(left)} {show(right)}"
            )
        else:
            result.append(_broadcast_unknown(one, other))
    return tuple(reversed(result))


def maybe_one(dim: Dim) -> bool:
    """Whether `dim` might be 1."""
    return equal(dim, 1) is not False


def _broadcast_unknown(one: Dim, other: Dim) -> Dim:
    # A concrete dim other than 1 wins: the unknown one is 1 or equal to it, else the program raises.
    for dim in (one, other):
        if dim.constant is not None:
            return dim
    first, second = sorted((one, other), key=str)
    return Dim.opaque("broadcast", first, second)


def reshape(shape: Shape, target: Sequence[Dim]) -> ShapeResult:
    """The shape after reshape to `target`, in which one dim may be -1 (numpy.reshape)."""
    holes = [index for index, dim in enumerate(target) if dim == -1]
    asked = show(target)
    if len(holes) > 1:
        return Conflict("reshape", "can only specify one unknown dimension (-1) in a reshape")
    total, known = size(shape), size([dim for dim in target if dim != -1])
    if not holes:
        if equal(total, known) is False:
            return Conflict(
                "reshape", f"cannot reshape an array of shape {show(shape)} ({total} values) into {asked} ({known})"
            )
        return tuple(target)
    if known == 0:  # TensorFlow makes 1 of the -1
        return Conflict("empty", f"cannot reshape an array of shape {show(shape)} into {asked}")
    hole = divide(total, known)
    if hole is None:
        if total.constant is not None and known.constant is not None:
            return Conflict(
                "reshape",
                f"cannot reshape an array of shape {show(shape)} ({total} values) into {asked}: {total} is not a "
                f"multiple of {known}",
            )
        hole = total // known
    return tuple(hole if dim == -1 else dim for dim in target)


def concatenate(shapes: Sequence[Shape], axis: int) -> ShapeResult:
    """The shape of arrays joined along an existing axis (numpy.concatenate)."""
    if not shapes:
        return Conflict("concatenate", "need at least one array to concatenate")
    first = shapes[0]
    at = normalize_axis(axis, len(first))
    if isinstance(at, Conflict):
        return at
    result = list(first)
    for shape in shapes[1:]:
        if len(shape) != len(first):
            return Conflict(
                "concatenate",
                f"all the arrays to join must have the same number of dimensions, but got {show(first)} and "
                f"{show(shape)}",
            )
        for index, (have, got) in enumerate(zip(result, shape, strict=True)):
            if index == at:
                result[index] = have + got
            elif equal(have, got) is False:
                return Conflict(
                    "concatenate",
                    f"all dims except axis {axis} must match to join arrays, but got {show(first)} and {show(shape)}",
                )
            elif have.constant is None:
                result[index] = got if got.constant is not None else have
    return tuple(result)


def stack(shapes: Sequence[Shape], axis: int) -> ShapeResult:
    """The shape of arrays joined along a new axis (numpy.stack)."""
    if not shapes:
        return Conflict("stack", "need at least one array to stack")
    for shape in shapes[1:]:
        if same(shapes[0], shape) is False:
            return Conflict("stack", f"all arrays to stack must have the same shape: {show(shapes[0])}, {show(shape)}")
    return insert(shapes[0], axis, Dim.of(len(shapes)))


def insert(shape: Shape, axis: int, dim: DimLike = 1) -> ShapeResult:
    """`shape` with a new axis so that it stands at `axis` of the result (numpy.expand_dims)."""
    at = normalize_axis(axis, len(shape) + 1)
    if isinstance(at, Conflict):
        return at
    return (*shape[:at], Dim.of(dim), *shape[at:])


def reduce(shape: Shape, axes: Sequence[int] | None, *, keepdims: bool = False) -> ShapeResult:
    """The shape after a reduction such as numpy.sum over `axes` (None: over all of them)."""
    gone: set[int] = set()
    for axis in range(len(shape)) if axes is None else axes:
        if not shape and axis in (0, -1):
            continue  # NumPy reduces a scalar along its imagined axis
        at = normalize_axis(axis, len(shape))
        if isinstance(at, Conflict):
            return at
        gone.add(at)
    if keepdims:
        return tuple(Dim.of(1) if index in gone else dim for index, dim in enumerate(shape))
    return tuple(dim for index, dim in enumerate(shape) if index not in gone)


def squeeze(shape: Shape, axes: Sequence[int] | None) -> Shape | Conflict | None:
    """`shape` without its axes of length 1 (numpy.squeeze); None where it is unknown which those are."""
    if axes is None:
        if any(dim != 1 and maybe_one(dim) and dim.constant is None and not _surely_data(dim) for dim in shape):
            return None
        return tuple(dim for dim in shape if dim != 1)
    gone: set[int] = set()
    for axis in axes:
        if not shape and axis in (0, -1):
            continue  # as reduce
        at = normalize_axis(axis, len(shape))
        if isinstance(at, Conflict):
            return at
        if not maybe_one(shape[at]):
            return Conflict(
                "squeeze", f"cannot select an axis to squeeze out which has size not equal to one: {show(shape)}"
            )
        gone.add(at)
    return tuple(dim for index, dim in enumerate(shape) if index not in gone)


def _surely_data(dim: Dim) -> bool:
    return at_least(dim, 2) is True


def transpose(shape: Shape, axes: Sequence[int] | None) -> ShapeResult:
    """`shape` with its axes permuted, reversed where `axes` is None (numpy.transpose)."""
    if axes is None:
        return tuple(reversed(shape))
    order = [axis + len(shape) if axis < 0 else axis for axis in axes]
    if sorted(order) != list(range(len(shape))):
        return Conflict("transpose", f"axes {tuple(axes)} do not match an array of shape {show(shape)}")
    return tuple(shape[axis] for axis in order)


def matmul(left: Shape, right: Shape) -> ShapeResult:
    """The shape of the matrix product (numpy.matmul)."""
    if not left or not right:
        return Conflict("matmul", "matmul: an operand is a scalar")
    inner = (left[-1], right[-2] if len(right) > 1 else right[0])
    if equal(*inner) is False:
        return Conflict(
            "matmul", f"matmul: shapes {show(left)} and {show(right)} not aligned: {inner[0]} != {inner[1]}"
        )
    batch = broadcast(left[:-2], right[:-2])
    if isinstance(batch, Conflict):
        return batch
    return batch + (left[-2:-1] if len(left) > 1 else ()) + (right[-1:] if len(right) > 1 else ())


def dot(left: Shape, right: Shape) -> ShapeResult:
    """The shape of numpy.dot."""
    if not left or not right:
        return left or right
    inner = (left[-1], right[-2] if len(right) > 1 else right[0])
    if equal(*inner) is False:
        return Conflict("matmul", f"dot: shapes {show(left)} and {show(right)} not aligned: {inner[0]} != {inner[1]}")
    return left[:-1] + (right[:-2] + right[-1:] if len(right) > 1 else ())


def slice_length(length: Dim, start: Dim | None, stop: Dim | None, step: int = 1) -> Dim:
    """How many elements `[start:stop:step]` takes of `length` (slice.indices).

    Bounds that cannot be compared with the length are taken to lie inside it, as `data[look_back:]` means.
    """
    if step < 0:
        if start is None and stop is None:
            return _ceil_div(length, -step)
        start_at = length - 1 if start is None else minimum(_from_front(start, length), length - 1)
        stop_at = Dim.of(-1) if stop is None else maximum(_from_front(stop, length), -1)
        return _ceil_div(_clip(start_at - stop_at), -step)
    first = Dim.of(0) if start is None else _from_front(start, length)
    last = length if stop is None else _from_front(stop, length)
    if at_least(first, 0) is False:
        first = Dim.of(0)
    if at_least(length, first) is False:
        first = length
    if stop is not None:
        last = minimum(last, length)
    return _ceil_div(_clip(last - first), step)


def _from_front(index: Dim, length: Dim) -> Dim:
    return length + index if at_least(-index, 1) or _counts_from_end(index) else index


def _counts_from_end(index: Dim) -> bool:
    # `x[-k:]` with a k nobody knows, `x[: -(n % k)]`: as written, from the end (x[-0:] would be all of them).
    return index.constant is None and (all(factor < 0 for factor in index.terms.values()) or bool(at_least(-index, 0)))


def _clip(count: Dim) -> Dim:
    return Dim.of(0) if at_least(count, 0) is False else count


def _ceil_div(count: Dim, step: int) -> Dim:
    return count if step == 1 else (count + (step - 1)) // step
