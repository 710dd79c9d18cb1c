"""tf.random, keras.random and keras.backend's random tensors."""

from __future__ import annotations

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.values import NONE, Array, Constant, Range, Value
from pylint_lstmshape.knowledge import Context, Ranked, Result, models
from pylint_lstmshape.library.numpy.common import shape_argument
from pylint_lstmshape.library.tensorflow.tensors import tensor

_NORMAL = [
    f"{place}.{name}" for place in ("tensorflow.random", "keras.random") for name in ("normal", "truncated_normal")
]


@models(*_NORMAL, "keras.backend.random_normal", "keras.backend.truncated_normal")
def normal(
    ctx: Context, shape: Value, mean: Value | float = 0.0, stddev: Value | float = 1.0, dtype: Value | None = None,
    seed: Value | None = None, **options: Value,
) -> Result:  # fmt: skip
    """A tensor of `shape` (tf.random.normal)."""
    return tensor(None, shape_argument(ctx, shape), kind_of(dtype, "f"))


@models("tensorflow.random.uniform")
def tf_uniform(
    ctx: Context, shape: Value, minval: Value = Constant(0), maxval: Value = NONE, dtype: Value | None = None,
    seed: Value | None = None, name: Value | None = None,
) -> Result:  # fmt: skip
    """A tensor of `shape` (tf.random.uniform): numbers up to 1 where no maxval is given."""
    return uniform(ctx, shape, minval, Constant(1) if maxval == NONE else maxval, dtype)


@models("keras.random.uniform", "keras.backend.random_uniform")
def uniform(
    ctx: Context, shape: Value, minval: Value = Constant(0.0), maxval: Value = Constant(1.0),
    dtype: Value | None = None, seed: Value | None = None,
) -> Result:  # fmt: skip
    """A tensor of `shape` (keras.random.uniform)."""
    values = Range(_number(minval), _number(maxval))
    return tensor(None, shape_argument(ctx, shape), kind_of(dtype, "f"), values)


def _number(value: Value) -> float | None:
    return value.value if isinstance(value, Constant) and isinstance(value.value, int | float) else None


@models("keras.random.randint")
def randint(
    ctx: Context, shape: Value, minval: Value, maxval: Value, dtype: Value | str = "int32", seed: Value = NONE
) -> Result:
    """Whole numbers from minval up to maxval (keras.random.randint)."""
    high = _number(maxval)
    values = Range(_number(minval), None if high is None else high - 1)
    return tensor(None, shape_argument(ctx, shape), kind_of(dtype, "i"), values)


@models("tensorflow.random.shuffle")
def shuffle(value: Array, seed: Value | None = None, name: Value | None = None) -> Result:
    """The same rows in another order (tf.random.shuffle)."""
    return tensor(value, value.shape, value.kind, value.range)


@models("keras.random.shuffle")
def keras_shuffle(x: Array, axis: Value | int = 0, seed: Value | None = None) -> Result:
    """The same slices in another order (keras.random.shuffle)."""
    return tensor(x, x.shape, x.kind, x.range)


@models("tensorflow.random.categorical")
def categorical(
    logits: Ranked, num_samples: Dim, dtype: Value | None = None, seed: Value | None = None, name: Value | None = None
) -> Result:
    """(rows, num_samples) class ids (tf.random.categorical). Raises where logits is no matrix."""
    return _sampled(logits, num_samples, dtype)


@models("keras.random.categorical")
def keras_categorical(
    logits: Ranked, num_samples: Dim, dtype: Value | str = "int32", seed: Value | None = None
) -> Result:
    """(rows, num_samples) class ids (keras.random.categorical). Raises where logits is no matrix."""
    return _sampled(logits, num_samples, dtype)


def _sampled(logits: Ranked, number: Dim, dtype: Value | str | None) -> Result:
    if len(logits.shape) != 2:
        return Conflict("ndim", f"logits must be (rows, classes), not {show(logits.shape)}")
    high = logits.shape[1].constant
    return tensor(logits, (logits.shape[0], number), kind_of(dtype, "i"), Range(0, None if high is None else high - 1))


@models("tensorflow.random.set_seed", "keras.utils.set_random_seed")
def set_seed(seed: Value) -> Result:
    """Nothing that matters to shapes."""
    return NONE
