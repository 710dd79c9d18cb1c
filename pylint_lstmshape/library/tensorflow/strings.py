"""tf.strings: tensors of texts."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.values import Array, Constant, Text, Value
from pylint_lstmshape.knowledge import Context, Result, models
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
    """The letters of one text; of several texts a ragged tensor, which is not followed."""
    if isinstance(input, Constant) and isinstance(input.value, str):
        return tensor(None, (Dim.of(len(input.value)),), "O")
    if isinstance(input, Text):
        return tensor(None, (input.length,), "O")
    return _parts(ctx, input)


@models("tensorflow.strings.split")
def split(
    ctx: Context, input: Value, sep: Value | None = None, maxsplit: Value | int = -1, name: Value | None = None
) -> Result:
    """The words of one text; of several texts a ragged tensor, which is not followed."""
    return _parts(ctx, input)


@models("tensorflow.strings.bytes_split")
def bytes_split(ctx: Context, input: Value, name: Value | None = None) -> Result:
    """The bytes of one text; of several texts a ragged tensor, which is not followed."""
    return _parts(ctx, input)


def _parts(ctx: Context, value: Value) -> Result:
    array = as_array(value)
    if isinstance(array, Array) and array.shape == ():
        return tensor(None, (ctx.fresh("parts"),), "O")
    return ctx.unknown()
