"""tf.strings: tensors of texts."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.containers import Elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array, Constant, Text, Value
from pylint_lstmshape.knowledge import Axes, Context, Result, models
from pylint_lstmshape.library.numpy.common import flag, normalize_axes
from pylint_lstmshape.library.tensorflow.ragged import rows_of
from pylint_lstmshape.library.tensorflow.tensors import tensor


def _each(name: str, kind: str) -> None:
    @models(f"tensorflow.strings.{name}")
    def each(input: Array, *more: Value, **options: Value) -> Result:
        return tensor(input, input.shape, kind)

    each.__doc__ = f"One result for each text (tf.strings.{name})."


for _name in ("lower", "upper", "strip", "regex_replace", "substr", "as_string"):
    _each(_name, "O")
_each("length", "i")
_each("regex_full_match", "b")
_each("to_hash_bucket_fast", "i")


@models("tensorflow.strings.to_number")
def to_number(input: Array, out_type: Value | None = None, name: Value | None = None) -> Result:
    """The number that each text is (tf.strings.to_number)."""
    return tensor(input, input.shape, kind_of(out_type, "f"))


@models("tensorflow.strings.unicode_split")
def unicode_split(
    ctx: Context,
    input: Value,
    input_encoding: Value,
    errors: Value | str = "replace",
    replacement_char: Value | int = 65533,
    name: Value | None = None,
) -> Result:
    """The letters of one text; of several texts a ragged tensor."""
    if isinstance(input, Constant) and isinstance(input.value, str):
        return tensor(None, (Dim.of(len(input.value)),), "O")
    if isinstance(input, Text):
        return tensor(None, (input.length,), "O")
    return rows_of(ctx, input)


@models("tensorflow.strings.split")
def split(
    ctx: Context, input: Value, sep: Value | None = None, maxsplit: Value | int = -1, name: Value | None = None
) -> Result:
    """The words of one text; of several texts a ragged tensor."""
    return rows_of(ctx, input)


@models("tensorflow.strings.bytes_split")
def bytes_split(ctx: Context, input: Value, name: Value | None = None) -> Result:
    """The bytes of one text; of several texts a ragged tensor."""
    return rows_of(ctx, input)


@models("tensorflow.strings.unicode_decode")
def unicode_decode(ctx: Context, input: Value, input_encoding: Value, *more: Value, **options: Value) -> Result:
    """The letters of a text as numbers; of several texts a ragged tensor."""
    letters = rows_of(ctx, input)
    return replace(letters, kind="i") if isinstance(letters, Array) else letters


@models("tensorflow.strings.reduce_join")
def reduce_join(
    inputs: Array, axis: Axes = None, keepdims: Value | bool = False, separator: Value | str = "", name: Value | None = None
) -> Result:  # fmt: skip
    """The texts along the axes in one, along all of them where there is no axis."""
    keeps = flag(keepdims)
    if inputs.shape is None or keeps is None:
        return tensor(inputs, None, "O")
    axes = None if axis is None else normalize_axes(axis, len(inputs.shape))
    if isinstance(axes, Conflict):
        return axes
    return tensor(inputs, shapes.reduce(inputs.shape, axes, keepdims=keeps), "O")


@models("tensorflow.strings.join")
def join(ctx: Context, inputs: Elements, separator: Value | str = "", name: Value | None = None) -> Result:
    """The texts at the same place in one; a single text goes with each."""
    whole: tuple[Dim, ...] = ()
    like: Array | None = None
    for run in inputs:
        array = as_array(run.value)
        if not isinstance(array, Array) or array.shape is None:
            return ctx.unknown()
        if array.shape:
            like, whole = array, array.shape
    return tensor(like, whole, "O")
