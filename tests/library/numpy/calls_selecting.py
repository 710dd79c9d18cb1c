"""Calls that pick, sort and count elements; methods and scalar types."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from pylint_lstmshape.domain.dtypes import SCALAR_TYPES
from tests.library.calls import Call, Draw, maybe, names
from tests.library.numpy.drawing import a_flag, a_shape, an_array, an_axis, calls, filled, related

# selecting


@calls("numpy.take", "numpy.ndarray.take")
def _take(draw: Draw) -> Call:
    array = an_array(draw)
    indices = draw(st.one_of(st.integers(-4, 4), st.lists(st.integers(-3, 3), max_size=3)))
    if indices == []:
        indices = np.zeros((0,), int)
    return [array, indices], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.take_along_axis")
def _take_along(draw: Draw) -> Call:
    array = an_array(draw, low=1, least=1)
    axis = an_axis(draw, array.ndim, wrong=False)
    shape = list(array.shape)
    shape[axis] = draw(st.integers(1, 3))
    return [array, np.zeros(shape, int)], {"axis": axis}


@calls("numpy.where")
def _where(draw: Draw) -> Call:
    array = an_array(draw)
    return [array > 1, array if draw(st.booleans()) else 0, related(draw, array.shape)], {}


@calls("numpy.nonzero", "numpy.ndarray.nonzero", "numpy.argwhere", "numpy.flatnonzero", loose=True)
def _nonzero(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls("numpy.extract", "numpy.compress", loose=True)
def _extract(draw: Draw) -> Call:
    array = an_array(draw, low=1, high=1)
    return [array > 1, array], {}


@calls("numpy.choose")
def _choose(draw: Draw) -> Call:
    which: np.ndarray = filled(a_shape(draw), "b").astype(int)
    return [which, [related(draw, which.shape), related(draw, which.shape)]], {}


@calls("numpy.select")
def _select(draw: Draw) -> Call:
    array = an_array(draw, kinds="if")
    return [[array > 0, array > 1], [array, related(draw, array.shape, "if")]], {}


@calls("numpy.lib.stride_tricks.sliding_window_view")
def _windows(draw: Draw) -> Call:
    array = an_array(draw, low=1)
    if draw(st.booleans()):
        return [array, draw(st.integers(0, 3))], {"axis": an_axis(draw, array.ndim)}
    return [array, tuple(draw(st.integers(0, 3)) for _ in range(array.ndim))], {}


@calls("numpy.lib.stride_tricks.as_strided")
def _strided(draw: Draw) -> Call:
    return [filled((6,)), (2, 3)], {"strides": (8, 8)}


@calls("numpy.unravel_index")
def _unravel(draw: Draw) -> Call:
    return [filled(a_shape(draw)) + 1, (3, 4)], {}


@calls("numpy.ravel_multi_index")
def _ravel_index(draw: Draw) -> Call:
    return [(filled((3,), "u").astype(int), filled((3,), "u").astype(int)), (5, 5)], {}


@calls("numpy.diag_indices")
def _diag_indices(draw: Draw) -> Call:
    return [draw(st.integers(1, 4))], maybe(draw, ndim=lambda: draw(st.integers(1, 3)))


@calls("numpy.triu_indices", "numpy.tril_indices", loose=True)
def _triangles(draw: Draw) -> Call:
    return [draw(st.integers(1, 4))], {}


# sorting, sets, counting


@calls("numpy.sort", "numpy.argsort", "numpy.ndarray.argsort")
def _sort(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.partition", "numpy.argpartition", "numpy.ndarray.argpartition")
def _partition(draw: Draw) -> Call:
    array = an_array(draw, low=1, least=1)
    return [array, 0], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.lexsort")
def _lexsort(draw: Draw) -> Call:
    return [[filled((4,)), filled((4,), "f")]], {}


@calls("numpy.unique", loose=True)
def _unique(draw: Draw) -> Call:
    array = an_array(draw)
    flags = maybe(draw, return_index=a_flag(draw), return_inverse=a_flag(draw), return_counts=a_flag(draw))
    return [array], flags | maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls(*names("numpy", "intersect1d union1d setdiff1d setxor1d"), loose=True)
def _sets(draw: Draw) -> Call:
    return [an_array(draw, kinds="if"), an_array(draw, kinds="if")], {}


@calls("numpy.isin", "numpy.in1d")
def _isin(draw: Draw) -> Call:
    return [an_array(draw, kinds="if"), [1, 2]], {}


@calls("numpy.searchsorted", "numpy.ndarray.searchsorted")
def _searchsorted(draw: Draw) -> Call:
    return [an_array(draw, high=2, kinds="f"), an_array(draw, kinds="f")], {}


@calls("numpy.digitize")
def _digitize(draw: Draw) -> Call:
    return [an_array(draw, kinds="f"), np.array([0.0, 1.0, 2.0])], {}


@calls("numpy.histogram", "numpy.histogram_bin_edges")
def _histogram(draw: Draw) -> Call:
    return [an_array(draw, kinds="f")], maybe(draw, bins=lambda: draw(st.sampled_from([1, 5, [0.0, 1.0, 2.0]])))


@calls("numpy.histogram2d")
def _histogram2d(draw: Draw) -> Call:
    return [filled((4,), "f"), filled((4,), "f")], maybe(draw, bins=lambda: 3)


@calls("numpy.bincount", loose=True)
def _bincount(draw: Draw) -> Call:
    return [an_array(draw, high=2, kinds="u")], maybe(draw, minlength=lambda: 3)


# methods and scalars


@calls(*(f"numpy.{name}" for name in SCALAR_TYPES if hasattr(np, name) and name not in
         ("str_", "bytes_", "datetime64", "timedelta64", "void", "object_")))  # fmt: skip
def _scalar(draw: Draw) -> Call:
    return [draw(st.sampled_from([0, 1, 2, 2.5]))], {}


@calls("numpy.ndarray.astype", "numpy.astype")
def _astype(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, draw(st.sampled_from([np.float32, np.int64, np.bool_, np.uint8]))], {}


@calls("numpy.ndarray.item", "numpy.ndarray.tolist", "numpy.asscalar")
def _item(draw: Draw) -> Call:
    return [an_array(draw, kinds="if", most=2)], {}


@calls("numpy.ndarray.__len__")
def _len(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls("numpy.size")
def _size(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim))
