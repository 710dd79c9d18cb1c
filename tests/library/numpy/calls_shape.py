"""Calls that reshape, join, split and rearrange."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.library.calls import Call, Draw, maybe, names
from tests.library.numpy.drawing import a_shape, an_array, an_axis, calls, filled, related, some_axes

# joining and splitting


def a_family(draw: Draw, low: int = 0) -> list[np.ndarray]:
    """Arrays that mostly fit together."""
    base = a_shape(draw, low, 4)
    found = []
    for seed in range(draw(st.integers(1, 3))):
        shape = list(base)
        if shape and draw(st.integers(0, 2)) == 0:
            shape[draw(st.integers(0, len(shape) - 1))] = draw(st.integers(0, 4))
        if draw(st.integers(0, 9)) == 0:
            shape.append(1)
        found.append(filled(tuple(shape), draw(st.sampled_from("bifu")), seed))
    return found


@calls("numpy.concatenate", "numpy.concat")
def _concatenate(draw: Draw) -> Call:
    parts = a_family(draw, 1)
    if draw(st.integers(0, 5)) == 0:
        return [an_array(draw, low=2, least=1)], {}
    return [parts], maybe(draw, axis=lambda: draw(st.one_of(st.none(), st.just(an_axis(draw, parts[0].ndim)))))


@calls("numpy.stack")
def _stack(draw: Draw) -> Call:
    parts = a_family(draw)
    return [tuple(parts)], maybe(draw, axis=lambda: an_axis(draw, parts[0].ndim + 1))


@calls(*names("numpy", "vstack row_stack hstack dstack column_stack"))
def _stacked(draw: Draw) -> Call:
    return [a_family(draw)], {}


@calls("numpy.append")
def _append(draw: Draw) -> Call:
    parts = (a_family(draw, 1) * 2)[:2]
    return list(parts), maybe(draw, axis=lambda: an_axis(draw, parts[0].ndim))


@calls("numpy.block")
def _block(draw: Draw) -> Call:
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    flat = [filled((rows, 2)), filled((rows, columns))]
    return [[flat, flat] if draw(st.booleans()) else flat], {}


@calls("numpy.split", "numpy.array_split")
def _split(draw: Draw) -> Call:
    array = an_array(draw, most=6)
    number = st.integers(0, 4)
    where = draw(st.one_of(number, number.map(float), st.lists(st.integers(0, 6), max_size=3).map(sorted)))
    return [array, where], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls(*names("numpy", "hsplit vsplit dsplit"))
def _hsplit(draw: Draw) -> Call:
    return [an_array(draw), draw(st.sampled_from([1, 2, [1], [1, 3]]))], {}


# manipulation


def a_target(draw: Draw, array: np.ndarray) -> Any:
    dims = list(array.shape) or [1]
    if draw(st.booleans()):
        dims = draw(st.permutations(dims))
    how = draw(st.integers(0, 5))
    if how == 0:
        dims = [*dims, 1]
    elif how == 1:
        dims[draw(st.integers(0, len(dims) - 1))] = -1
    elif how == 2:
        dims = [array.size]
    elif how == 3:
        dims = draw(st.lists(st.integers(-1, 4), max_size=4))
    elif how == 4:
        dims = [None, *dims]
    return dims[0] if len(dims) == 1 and draw(st.booleans()) else tuple(dims)


@calls("numpy.reshape")
def _reshape(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, a_target(draw, array)], {}


@calls("numpy.ndarray.reshape")
def _reshape_method(draw: Draw) -> Call:
    array = an_array(draw)
    target = a_target(draw, array)
    if isinstance(target, tuple) and target and draw(st.booleans()):
        return [array, *target], {}
    return [array, target], {}


@calls("numpy.transpose", "numpy.permute_dims", "numpy.ndarray.transpose")
def _transpose(draw: Draw) -> Call:
    array = an_array(draw)
    if draw(st.booleans()):
        return [array], {}
    axes = draw(st.permutations(range(array.ndim)))
    if array.ndim and draw(st.integers(0, 4)) == 0:
        axes = [an_axis(draw, array.ndim) for _ in axes]
    return [array, tuple(axes)], {}


@calls("numpy.matrix_transpose", "numpy.ndarray.mT")
def _mT(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls("numpy.swapaxes", "numpy.ndarray.swapaxes", "numpy.moveaxis")
def _swapaxes(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, an_axis(draw, array.ndim), an_axis(draw, array.ndim)], {}


@calls("numpy.rollaxis")
def _rollaxis(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, an_axis(draw, array.ndim)], maybe(draw, start=lambda: draw(st.integers(-array.ndim, array.ndim)))


@calls("numpy.expand_dims")
def _expand_dims(draw: Draw) -> Call:
    array = an_array(draw, high=3)
    axis = an_axis(draw, array.ndim + 1)
    return [array, axis if draw(st.booleans()) else (axis, an_axis(draw, array.ndim + 2))], {}


@calls("numpy.squeeze", "numpy.ndarray.squeeze")
def _squeeze(draw: Draw) -> Call:
    array = an_array(draw, most=2)
    return [array], maybe(draw, axis=lambda: some_axes(draw, array.ndim))


@calls(*names("numpy", "atleast_1d atleast_2d atleast_3d"))
def _atleast(draw: Draw) -> Call:
    return [an_array(draw) for _ in range(draw(st.integers(1, 2)))], {}


@calls("numpy.broadcast_to")
def _broadcast_to(draw: Draw) -> Call:
    shape = a_shape(draw)
    return [related(draw, shape), shape], {}


@calls("numpy.broadcast_arrays")
def _broadcast_arrays(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, related(draw, array.shape)], {}


@calls("numpy.resize")
def _resize(draw: Draw) -> Call:
    return [an_array(draw, least=1), a_shape(draw)], {}


# rearranging


@calls("numpy.flip")
def _flip(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: some_axes(draw, array.ndim))


@calls("numpy.flipud", "numpy.fliplr")
def _flipud(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls("numpy.rot90")
def _rot90(draw: Draw) -> Call:
    array = an_array(draw)
    rank = array.ndim
    return [array], maybe(
        draw, k=lambda: draw(st.integers(-3, 4)), axes=lambda: (an_axis(draw, rank), an_axis(draw, rank))
    )


@calls("numpy.roll")
def _roll(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, draw(st.integers(-3, 3))], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.repeat", "numpy.ndarray.repeat")
def _repeat(draw: Draw) -> Call:
    array = an_array(draw)
    axis = an_axis(draw, array.ndim)
    if draw(st.booleans()) and array.ndim and -array.ndim <= axis < array.ndim:
        return [array, [1] * max(0, array.shape[axis] - draw(st.integers(0, 1)))], {"axis": axis}
    return [array, draw(st.integers(-1, 3))], {"axis": axis} if draw(st.booleans()) else {}


@calls("numpy.tile")
def _tile(draw: Draw) -> Call:
    return [an_array(draw, high=3), draw(st.one_of(st.integers(0, 3), st.lists(st.integers(0, 3), max_size=4)))], {}


@calls("numpy.pad")
def _pad(draw: Draw) -> Call:
    array = an_array(draw, low=1, high=3)

    def pair() -> tuple[int, int]:
        return draw(st.integers(-1 if draw(st.integers(0, 9)) == 0 else 0, 2)), draw(st.integers(0, 2))

    width = draw(st.sampled_from([0, 1, 2, (1, 0), [(2, 1)], "each"]))
    return [array, [pair() for _ in array.shape] if width == "each" else width], {}


@calls("numpy.delete")
def _delete(draw: Draw) -> Call:
    array = an_array(draw, low=1)
    obj = draw(
        st.one_of(st.integers(-4, 4), st.lists(st.integers(-3, 3), min_size=1, max_size=3), st.just(slice(0, 2)))
    )
    return [array, obj], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.insert")
def _insert(draw: Draw) -> Call:
    array = an_array(draw, low=1)
    obj = draw(st.one_of(st.integers(-4, 4), st.lists(st.integers(0, 2), min_size=2, max_size=3)))
    return [array, obj, draw(st.sampled_from([0, 1]))], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.trim_zeros", loose=True)
def _trim(draw: Draw) -> Call:
    return [an_array(draw, low=1, high=1, least=1)], {}
