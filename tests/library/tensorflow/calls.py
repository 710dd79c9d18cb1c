"""Random calls of the functions of tensors that are no twins of NumPy's."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from hypothesis import strategies as st

from tests.library.calls import Call, CallTable, Draw, maybe, names
from tests.library.numpy.drawing import a_shape, an_array, an_axis, filled

TABLE = CallTable()
calls = TABLE.calls


def a_tensor(draw: Draw, low: int = 1, high: int = 3, least: int = 1, kinds: str = "f") -> Any:
    return tf.constant(an_array(draw, low, high, least, kinds))


def ids(draw: Draw, shape: tuple[int, ...], below: int) -> Any:
    return tf.constant(filled(shape, "u").astype("int32") % max(below, 1))


@calls("tensorflow.cast", "keras.ops.cast")
def _cast(draw: Draw) -> Call:
    return [a_tensor(draw, kinds="fi"), draw(st.sampled_from(["int32", "float32", "bool"]))], {}


@calls("tensorflow.one_hot")
def _one_hot(draw: Draw) -> Call:
    shape = a_shape(draw, 0, 3, 1)
    return [ids(draw, shape, 5), draw(st.integers(1, 6))], maybe(draw, axis=lambda: an_axis(draw, len(shape) + 1))


@calls("keras.ops.add", loose=True)
def _ops_add(draw: Draw) -> Call:
    left = draw(st.sampled_from([(2, 4, 5), (2, 4, 4), (3, 4), (4, 1), (4,)]))
    right = draw(st.sampled_from([(4,), (5,), (4, 1), (1, 5), (5, 1), (1, 4, 1), (3, 4), (3,), ()]))
    return [tf.constant(filled(left, "f")), tf.constant(filled(right, "f"))], {}


@calls("keras.ops.one_hot")
def _ops_one_hot(draw: Draw) -> Call:
    return _one_hot(draw)


@calls("keras.ops.multi_hot")
def _multi_hot(draw: Draw) -> Call:
    return [ids(draw, a_shape(draw, 1, 2, 1), 4), 5], {}


@calls("tensorflow.convert_to_tensor", "tensorflow.constant")
def _constant(draw: Draw) -> Call:
    return [an_array(draw)], maybe(draw, dtype=lambda: "float32")


@calls("tensorflow.Variable", loose=True)
def _variable(draw: Draw) -> Call:
    return [an_array(draw, least=1, kinds="f")], {}


@calls("tensorflow.zeros", "tensorflow.ones")
def _filled(draw: Draw) -> Call:
    return [list(a_shape(draw))], maybe(draw, dtype=lambda: draw(st.sampled_from([tf.int32, "float64", tf.bool])))


@calls("tensorflow.fill")
def _fill(draw: Draw) -> Call:
    return [list(a_shape(draw)), draw(st.sampled_from([1, 2.5]))], {}


@calls("keras.ops.full")
def _full(draw: Draw) -> Call:
    return [a_shape(draw, 1), 2.5], {}


@calls("tensorflow.eye", "tensorflow.linalg.eye")
def _eye(draw: Draw) -> Call:
    return [draw(st.integers(1, 4))], maybe(
        draw, num_columns=lambda: draw(st.integers(1, 4)), batch_shape=lambda: [2, 3]
    )


@calls("tensorflow.range")
def _range(draw: Draw) -> Call:
    if draw(st.booleans()):
        return [draw(st.integers(0, 9))], {}
    return [draw(st.integers(0, 4)), draw(st.integers(5, 9)), draw(st.integers(1, 3))], {}


@calls("keras.ops.shape", loose=True)
def _shape(draw: Draw) -> Call:
    return [a_tensor(draw)], {}


@calls("tensorflow.matmul", "tensorflow.linalg.matmul")
def _matmul(draw: Draw) -> Call:
    left = tf.constant(filled(draw(st.sampled_from([(3, 4), (2, 3, 4), (4,), (4, 3)])), "f"))
    right = tf.constant(filled(draw(st.sampled_from([(4, 5), (2, 4, 5), (4,), (5, 4)])), "f"))
    return [left, right], maybe(draw, transpose_a=lambda: True, transpose_b=lambda: True)


@calls("tensorflow.linalg.matvec")
def _matvec(draw: Draw) -> Call:
    left = tf.constant(filled(draw(st.sampled_from([(3, 4), (2, 3, 4), (4,)])), "f"))
    return [left, tf.constant(filled(draw(st.sampled_from([(4,), (2, 4), (3,)])), "f"))], {}


@calls("tensorflow.split")
def _split(draw: Draw) -> Call:
    array = tf.constant(filled((6, 4), "f"))
    parts = draw(st.sampled_from([2, 3, 4, 5, [2, 4], [1, 3], [1, 2, 3], [-1, 2], [3, -1, 1]]))
    return [array, parts], maybe(draw, axis=lambda: an_axis(draw, 2))


@calls("tensorflow.unstack", "keras.ops.unstack")
def _unstack(draw: Draw) -> Call:
    array = a_tensor(draw)
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("tensorflow.gather")
def _gather(draw: Draw) -> Call:
    array = a_tensor(draw, low=2)
    indices = ids(draw, (array.shape[0], 2) if draw(st.booleans()) else a_shape(draw, 0, 2, 1), 1)
    return [array, indices], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("tensorflow.nn.embedding_lookup")
def _lookup(draw: Draw) -> Call:
    return [a_tensor(draw), ids(draw, a_shape(draw, 0, 2, 1), 1)], {}


@calls("tensorflow.gather_nd")
def _gather_nd(draw: Draw) -> Call:
    return [a_tensor(draw), ids(draw, (*a_shape(draw, 0, 2, 1), draw(st.integers(1, 3))), 1)], {}


@calls("tensorflow.boolean_mask", loose=True)
def _mask(draw: Draw) -> Call:
    array = tf.constant(filled((3, 4, 2), "f"))
    mask = tf.constant(filled(draw(st.sampled_from([(3,), (3, 4), (4,), (3, 4, 2), (2,)])), "b"))
    return [array, mask], maybe(draw, axis=lambda: draw(st.integers(0, 1)))


@calls("tensorflow.sequence_mask", loose=True)
def _sequence_mask(draw: Draw) -> Call:
    return [ids(draw, a_shape(draw, 0, 2, 1), 4)], maybe(draw, maxlen=lambda: draw(st.integers(1, 6)))


@calls("tensorflow.where", loose=True)
def _where(draw: Draw) -> Call:
    condition = tf.constant(filled((3, 4), "b"))
    if draw(st.booleans()):
        return [condition], {}
    other = [
        tf.constant(filled(shape, "f")) for shape in draw(st.sampled_from([((3, 4), ()), ((4,), (3, 1)), ((2,), ())]))
    ]
    return [condition, *other], {}


@calls("tensorflow.pad")
def _pad(draw: Draw) -> Call:
    return [tf.constant(filled((3, 4), "f")), draw(st.sampled_from([[[1, 2], [0, 0]], [[0, 0], [3, 1]], [[1, 1]]]))], {}


@calls("tensorflow.slice")
def _slice(draw: Draw) -> Call:
    pair = st.lists(st.integers(0, 3), min_size=2, max_size=2)
    sizes = st.lists(st.integers(-1, 3), min_size=2, max_size=2)
    return [tf.constant(filled((3, 4), "f")), draw(pair), draw(sizes)], {}


@calls("keras.ops.slice")
def _ops_slice(draw: Draw) -> Call:
    return [tf.constant(filled((3, 4), "f")), [draw(st.integers(0, 1)), 1], [draw(st.integers(1, 2)), 3]], {}


@calls("tensorflow.unique", loose=True)
def _unique(draw: Draw) -> Call:
    return [a_tensor(draw, high=2)], {}


@calls(*names("tensorflow", "math.top_k nn.top_k"), "keras.ops.top_k")
def _top_k(draw: Draw) -> Call:
    return [a_tensor(draw), draw(st.integers(1, 3))], {}


@calls("tensorflow.nn.moments", "keras.ops.moments")
def _moments(draw: Draw) -> Call:
    array = a_tensor(draw)
    return [array, [an_axis(draw, array.ndim)]], maybe(draw, keepdims=lambda: True)


@calls("tensorflow.nn.dropout")
def _dropout(draw: Draw) -> Call:
    return [a_tensor(draw), 0.5], {}


@calls("tensorflow.nn.bias_add")
def _bias(draw: Draw) -> Call:
    return [tf.constant(filled((2, 3, 4), "f")), tf.constant(filled((4,), "f"))], {}


@calls(*names("tensorflow.nn", "softmax_cross_entropy_with_logits sigmoid_cross_entropy_with_logits"))
def _cross_entropy(draw: Draw) -> Call:
    logits = filled((3, 4), "f")
    return [], {"labels": tf.constant(np.zeros_like(logits)), "logits": tf.constant(logits)}


@calls("tensorflow.nn.sparse_softmax_cross_entropy_with_logits")
def _sparse(draw: Draw) -> Call:
    shape = draw(st.sampled_from([(3,), (2, 3), (2,)]))
    return [ids(draw, shape, 3), tf.constant(filled(draw(st.sampled_from([(3, 4), (2, 3, 4)])), "f"))], {}


@calls("tensorflow.add_n", "tensorflow.math.add_n")
def _add_n(draw: Draw) -> Call:
    array = a_tensor(draw)
    return [[array, array]], {}


@calls("keras.ops.hstack")
def _hstack(draw: Draw) -> Call:
    shapes = draw(st.sampled_from([((3,), (2,)), ((2, 3), (2, 1)), ((2, 3), (3, 3))]))
    return [[tf.constant(filled(shape, "f")) for shape in shapes]], {}


@calls(
    *names("tensorflow.random", "normal truncated_normal uniform"),
    *names("keras.random", "normal truncated_normal uniform"),
)
def _random(draw: Draw) -> Call:
    return [a_shape(draw, 1, 3, 1)], {}


@calls("keras.random.randint")
def _randint(draw: Draw) -> Call:
    return [a_shape(draw, 1, 3, 1), 0, 7], {}


@calls("tensorflow.random.shuffle", "keras.random.shuffle")
def _shuffle(draw: Draw) -> Call:
    return [a_tensor(draw)], {}


@calls("tensorflow.random.categorical", "keras.random.categorical")
def _categorical(draw: Draw) -> Call:
    return [tf.constant(filled(draw(st.sampled_from([(3, 4), (2, 3, 4), (4,)])), "f")), draw(st.integers(1, 5))], {}


@calls(*names("keras.backend", "eval get_value"), "keras.ops.convert_to_numpy")
def _eval(draw: Draw) -> Call:
    return [a_tensor(draw)], {}


@calls("keras.backend.cast")
def _backend_cast(draw: Draw) -> Call:
    return _cast(draw)


@calls("keras.backend.cast_to_floatx")
def _floatx(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls("keras.backend.one_hot")
def _backend_one_hot(draw: Draw) -> Call:
    return [ids(draw, a_shape(draw, 1, 2, 1), 4), 5], {}


@calls("keras.backend.constant", "keras.backend.variable", loose=True)
def _backend_constant(draw: Draw) -> Call:
    return [an_array(draw, kinds="f")], {}


@calls(*names("keras.backend", "zeros ones random_normal random_uniform truncated_normal"))
def _backend_filled(draw: Draw) -> Call:
    return [a_shape(draw, 1, 3, 1)], {}


@calls("keras.backend.arange")
def _arange(draw: Draw) -> Call:
    return _range(draw)


@calls("keras.backend.int_shape", loose=True)
def _backend_shape(draw: Draw) -> Call:
    return [a_tensor(draw)], {}


@calls("keras.backend.gather")
def _backend_gather(draw: Draw) -> Call:
    return _lookup(draw)


@calls("keras.backend.repeat")
def _repeat(draw: Draw) -> Call:
    return [a_tensor(draw, low=2, high=2), draw(st.integers(1, 4))], {}


@calls("keras.backend.repeat_elements")
def _repeat_elements(draw: Draw) -> Call:
    array = a_tensor(draw)
    return [array, draw(st.integers(1, 4)), an_axis(draw, array.ndim, wrong=False) % array.ndim], {}


@calls("keras.backend.batch_flatten")
def _flatten(draw: Draw) -> Call:
    return [a_tensor(draw)], {}


@calls("keras.backend.dot")
def _dot(draw: Draw) -> Call:
    right = draw(st.sampled_from([(4, 5), (2, 4, 5), (3, 5)]))
    return [tf.constant(filled(draw(st.sampled_from([(3, 4), (2, 3, 4)])), "f")), tf.constant(filled(right, "f"))], {}


@calls("keras.backend.bias_add")
def _backend_bias(draw: Draw) -> Call:
    return _bias(draw)


@calls("keras.backend.temporal_padding")
def _temporal(draw: Draw) -> Call:
    return [a_tensor(draw)], maybe(draw, padding=lambda: (draw(st.integers(0, 3)), 2))


TEXTS = tf.constant([["a b", "12"], ["", "c"]])


@calls(*names("tensorflow.strings", "lower upper strip length"))
def _texts(draw: Draw) -> Call:
    return [TEXTS], {}


@calls(*names("tensorflow.strings", "unicode_split"), loose=True)
def _unicode(draw: Draw) -> Call:
    return [draw(st.sampled_from(["abc", "", "a b"])), "UTF-8"], {}


@calls(*names("tensorflow.strings", "split bytes_split"), loose=True)
def _parts(draw: Draw) -> Call:
    return ["a b c"], {}


@calls("tensorflow.tile", "keras.backend.tile")
def _tile(draw: Draw) -> Call:
    times = draw(st.sampled_from([[2], [2, 3], [1, 2, 0], 2]))
    return [a_tensor(draw), times], {}


@calls("tensorflow.ensure_shape")
def _ensure_shape(draw: Draw) -> Call:
    shape = a_shape(draw, 1, 3, 1)
    wanted = [None if draw(st.booleans()) else dim + draw(st.sampled_from([0, 0, 1])) for dim in shape]
    return [tf.constant(filled(shape, "f")), wanted[: draw(st.integers(0, 3))] if draw(st.booleans()) else wanted], {}
