"""Random calls of what is no plain function of tensors: functions mapped, attributes, texts, records, specs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf
import tf_keras
from hypothesis import strategies as st

from pylint_lstmshape.domain.containers import DictValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.objects import LibraryObject
from pylint_lstmshape.domain.values import Array, Constant, Value, integer
from pylint_lstmshape.library.python.numbers import is_none
from tests.context import Function
from tests.library.calls import Call, Draw, maybe, names
from tests.library.numpy.drawing import a_shape, filled
from tests.library.tensorflow.calls import TABLE, TEXTS, a_tensor
from tests.library.truth import RENAMED, abstract, ask_model, assert_same, compares

calls = TABLE.calls
SYMBOLIC = [keras.KerasTensor, type(tf_keras.Input((3,)))]


# functions of the program


@dataclass(frozen=True)
class Mapped:
    """A function of the program, and what it makes of abstract arguments."""

    real: Callable[[Any], Any]
    model: Callable[[Any], Any]

    def __call__(self, one: Any) -> Any:
        return self.real(one)


@abstract.register
def _(thing: Mapped) -> Value:
    return Function(thing.model)


def modelled(path: str) -> Callable[[Any], Any]:
    """A modelled function of one argument."""
    return lambda one: ask_model(path, [one], {})


def first(pair: Any) -> Any:
    """The first of two tensors, in the model."""
    return pair.elements.items[0]


TOTAL = Mapped(tf.reduce_sum, modelled("tensorflow.reduce_sum"))
SQUARE = Mapped(tf.square, modelled("tensorflow.square"))
BOTH = Mapped(lambda one: (one, tf.reduce_sum(one)), lambda one: TupleValue.of(one, TOTAL.model(one)))
NAMED = Mapped(lambda one: {"sum": tf.reduce_sum(one)}, lambda one: abstract({"sum": TOTAL.model(one)}))
FIRST = Mapped(lambda pair: tf.square(pair[0]), lambda pair: SQUARE.model(first(pair)))


@calls("tensorflow.map_fn")
def _map_fn(draw: Draw) -> Call:
    function, signature = draw(st.sampled_from([
        (TOTAL, None), (SQUARE, None), (BOTH, (tf.float32, tf.float32)), (NAMED, {"sum": tf.float32}), (FIRST, tf.float32),
    ]))  # fmt: skip
    array = tf.constant(filled(draw(st.sampled_from([(3,), (2, 4), (3, 1, 2)])), "f"), tf.float32)
    given = (array, tf.zeros((array.shape[0], 2))) if function is FIRST else array
    return [function, given], {} if signature is None else {"fn_output_signature": signature}


@calls("tensorflow.vectorized_map", "keras.ops.map", "keras.ops.vectorized_map")
def _vectorized_map(draw: Draw) -> Call:
    function = draw(st.sampled_from([TOTAL, SQUARE, BOTH, FIRST]))
    array = tf.constant(filled(draw(st.sampled_from([(3,), (2, 4), (3, 1, 2)])), "f"), tf.float32)
    return [function, (array, tf.zeros((array.shape[0], 2))) if function is FIRST else array], {}


@calls("keras.ops.get_item")
def _get_item(draw: Draw) -> Call:
    keys = [0, -1, 3, (0, 7), slice(1, None), slice(None, -1), (0, 1), (Ellipsis, 0), (slice(None), None)]
    return [tf.constant(filled((3, 4), "f")), draw(st.sampled_from(keys))], {}


# attributes and shapes


@abstract.register(SYMBOLIC[0])
@abstract.register(SYMBOLIC[1])
def _(thing: Any) -> Value:
    dims = [Dim.of(dim) if dim is not None else Dim.symbol(("open", at), "None") for at, dim in enumerate(thing.shape)]
    return Array(tuple(dims), np.dtype(getattr(thing.dtype, "name", thing.dtype)).kind, library="keras")


@abstract.register
def _(thing: tf.TensorShape) -> Value:
    return abstract(tuple(thing))


@compares(type(None))
def _(said: Any, real: None, loose: bool) -> None:
    assert is_none(said), f"{said}, really None"


@compares(tf.DType)
def _(said: Any, real: tf.DType, loose: bool) -> None:
    if said == abstract(real):
        return
    kind = said.cell.content.get("kind") if isinstance(said, LibraryObject) else None
    assert kind == Constant(np.dtype(real.as_numpy_dtype).kind), f"{said}, really {real}"


def a_symbolic(draw: Draw, *generations: Any) -> Any:
    """A symbolic tensor of Keras 2 or 3."""
    shape, dtype = draw(st.sampled_from([(3,), (None, 2), ()])), draw(st.sampled_from(["float32", "int32"]))
    return draw(st.sampled_from(generations)).Input(shape, dtype=dtype)


@calls(*names("tensorflow.Tensor", "shape ndim dtype numpy get_shape"))
def _attributes(draw: Draw) -> Call:
    return [a_tensor(draw, least=0, kinds="fib")], {}


@calls(*names("tensorflow.Variable", "read_value value"))
def _variable(draw: Draw) -> Call:
    return [tf.Variable(filled(a_shape(draw), "f"))], {}


@calls("keras.KerasTensor.shape")
def _symbolic_shape(draw: Draw) -> Call:
    return [a_symbolic(draw, tf_keras, keras)], {}


@compares(SYMBOLIC[0])
def _(said: Any, real: Any, loose: bool) -> None:
    assert said.library == "keras" and said.kind == np.dtype(real.dtype).kind
    assert [None if is_none(integer(dim)) else dim.constant for dim in said.shape] == list(real.shape)


RENAMED["keras.KerasTensor.output"] = lambda self: self._keras_history.operation.output  # of its InputLayer


@calls("keras.KerasTensor.output")
def _output(draw: Draw) -> Call:
    return [a_symbolic(draw, keras)], {}


@calls("keras.KerasTensor.ndim")
def _symbolic_ndim(draw: Draw) -> Call:
    return [a_symbolic(draw, keras)], {}


@calls("keras.KerasTensor.dtype", "keras.KerasTensor.get_shape")
def _of_symbolic(draw: Draw) -> Call:
    return [a_symbolic(draw, tf_keras)], {}


def of_instance(name: str) -> Callable[..., Any]:
    """A method that the class of an instance has, its base perhaps not."""
    return lambda self, *args: getattr(self, name)(*args)


for _path in ("keras.KerasTensor.get_shape", "keras.KerasTensor.set_shape", "tensorflow.Tensor.set_shape",
              "tensorflow.Tensor.numpy", "tensorflow.Variable.read_value", "tensorflow.Variable.value"):  # fmt: skip
    RENAMED[_path] = of_instance(_path.rpartition(".")[2])


@calls("tensorflow.Tensor.set_shape", "keras.KerasTensor.set_shape")
def _set_shape(draw: Draw) -> Call:
    return [tf.zeros((3, 4)), draw(st.sampled_from([(3, 4), [None, 4], (3, 5), (3,), (None, None, None)]))], {}


@calls("tensorflow.shape", "keras.backend.shape")
def _shape(draw: Draw) -> Call:
    return [a_tensor(draw)], {}


@calls("tensorflow.TensorShape")
def _tensor_shape(draw: Draw) -> Call:
    return [draw(st.sampled_from([[2, 3], (4,), [], [None, 3]]))], {}


RENAMED["tuple.as_list"], RENAMED["tuple.rank"] = tf.TensorShape.as_list, lambda self: self.rank


@calls("tuple.as_list", "tuple.rank")
def _dims(draw: Draw) -> Call:
    return [tf.TensorShape(draw(st.sampled_from([[2, 3], (4,), [], [None, 3]])))], {}


@compares(tf.TensorSpec, tf.RaggedTensorSpec)
def _(said: Any, real: Any, loose: bool) -> None:
    assert isinstance(said, Array) and said.kind == np.dtype(real.dtype.as_numpy_dtype).kind, f"{said}, really {real}"
    shape = real.shape if isinstance(real, tf.TensorSpec) else real._shape
    if shape.rank is None:
        assert said.shape is None
        return
    assert said.shape is not None and [dim.constant for dim in said.shape] == list(shape), (
        f"{said.shape}, really {shape}"
    )


@calls("tensorflow.TensorSpec")
def _spec(draw: Draw) -> Call:
    return [draw(st.sampled_from([[2, 3], (None, 4), (), tf.TensorShape([None, 2]), None]))], maybe(
        draw, dtype=lambda: draw(st.sampled_from([tf.int32, "float64", tf.string])))  # fmt: skip


@calls("tensorflow.RaggedTensorSpec")
def _ragged_spec(draw: Draw) -> Call:
    return [draw(st.sampled_from([[2, None], (None, None, 4)]))], maybe(draw, dtype=lambda: tf.int32)


@calls("tensorflow.random.set_seed")
def _seed(draw: Draw) -> Call:
    return [1], {}


# texts

SOME = [TEXTS, tf.constant("a b"), tf.constant(["12", "3.5"])]


HELD = "what a text holds is no matter of shapes"
OPTIONS: dict[str, list[list[Any]]] = {
    "regex_replace": [["a", "xy"]], "substr": [[0, 1], [-1, 1]], "regex_full_match": [["a.*"]], "to_hash_bucket_fast": [[9]],
    "to_number": [[], [tf.int32]],
}  # fmt: skip
for _name, _options in OPTIONS.items():

    @calls(f"tensorflow.strings.{_name}", lenient=HELD if _name in ("substr", "to_number") else "")
    def _texts(draw: Draw, options: list[list[Any]] = _options) -> Call:
        return [draw(st.sampled_from(SOME)), *draw(st.sampled_from(options))], {}


@calls("tensorflow.strings.as_string")
def _as_string(draw: Draw) -> Call:
    if draw(st.booleans()):
        return [a_tensor(draw, kinds="f")], {"precision": 2}
    return [a_tensor(draw, least=0, kinds="fib")], {}


# records

FEATURES = {
    "words": tf.io.VarLenFeature(tf.int64), "score": tf.io.FixedLenFeature([2], tf.float32),
    "label": tf.io.FixedLenFeature((), tf.int64, default_value=-1),
    "pairs": tf.io.FixedLenSequenceFeature((2,), tf.float32, allow_missing=True),
    "name": tf.io.FixedLenFeature([], tf.string, default_value=""),
}  # fmt: skip


def a_record(draw: Draw) -> bytes:
    """An example, serialized."""
    words = draw(st.lists(st.integers(0, 9), max_size=3))
    feature = {
        "words": tf.train.Feature(int64_list=tf.train.Int64List(value=words)),
        "score": tf.train.Feature(float_list=tf.train.FloatList(value=[0.5, 0.5])),
        "pairs": tf.train.Feature(float_list=tf.train.FloatList(value=[1.0] * (2 * len(words)))),
    }
    return bytes(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())


def features(draw: Draw) -> dict[str, Any]:
    """Some of those that the records have."""
    return {name: FEATURES[name] for name in draw(st.lists(st.sampled_from(sorted(FEATURES)), min_size=1, unique=True))}


KINDS = (tf.io.FixedLenFeature, tf.io.FixedLenSequenceFeature, tf.io.VarLenFeature)
for _kind in KINDS:

    @abstract.register(_kind)
    def _(thing: Any) -> Value:
        said = ask_model(f"tensorflow.io.{type(thing).__name__}", [], thing._asdict())
        assert isinstance(said, Value)
        return said


@compares(*KINDS)
def _(said: Any, real: Any, loose: bool) -> None:
    assert isinstance(said, LibraryObject) and said.path == f"tensorflow.io.{type(real).__name__}"
    for name, one in said.cell.content.items:
        assert_same(one, getattr(real, name))


@compares(tf.SparseTensor)
def _(said: Any, real: Any, loose: bool) -> None:
    assert isinstance(said, LibraryObject) and said.path == "tensorflow.SparseTensor"
    assert_same(said.cell.content.get("values") or Constant(None), real.values, loose=True)
    assert_same(said.cell.content.get("dense") or Constant(None), tf.sparse.to_dense(real), loose=True)


@dataclass(frozen=True)
class Words:
    """The sparse tensor of a record's words."""

    record: bytes


@abstract.register
def _(thing: Words) -> Value:
    parsed = ask_model("tensorflow.io.parse_single_example", [thing.record, {"words": FEATURES["words"]}], {})
    assert isinstance(parsed, DictValue)
    return parsed.cell.content.items[0][1]


def words(thing: Words) -> Any:
    """The real one."""
    return tf.io.parse_single_example(thing.record, {"words": FEATURES["words"]})["words"]


RENAMED["tensorflow.SparseTensor.dtype"] = lambda thing: words(thing).dtype
RENAMED["tensorflow.sparse.to_dense"] = lambda thing: tf.sparse.to_dense(words(thing))


@calls("tensorflow.SparseTensor.dtype", "tensorflow.sparse.to_dense", loose=True)
def _sparse(draw: Draw) -> Call:
    return [Words(a_record(draw))], {}


@calls("tensorflow.io.FixedLenFeature", "tensorflow.io.FixedLenSequenceFeature")
def _feature(draw: Draw) -> Call:
    return [draw(st.sampled_from([[2], (), [3, 4]])), draw(st.sampled_from([tf.int64, tf.string]))], {}


@calls("tensorflow.io.VarLenFeature")
def _varying(draw: Draw) -> Call:
    return [tf.int64], {}


@calls("tensorflow.io.parse_single_example", loose=True)
def _parse_one(draw: Draw) -> Call:
    return [a_record(draw), features(draw)], {}


@calls("tensorflow.io.parse_example", loose=True)
def _parse_some(draw: Draw) -> Call:
    return [tf.constant([a_record(draw) for _ in range(draw(st.integers(1, 3)))]), features(draw)], {}


@calls("tensorflow.io.decode_csv", lenient=HELD)
def _decode_csv(draw: Draw) -> Call:
    records = draw(st.sampled_from([tf.constant(["1.5,2,x", "3.5,4,y"]), tf.constant("1,2,z"), "1,2,z"]))
    defaults = draw(st.sampled_from([[0.0, 0, ""], [[0.0], [0], [""]], [tf.constant(0.0), [1], ["x"]], [0.0, 0]]))
    return [records, defaults], maybe(draw, select_cols=lambda: [0, 1, 2][: len(defaults)])
