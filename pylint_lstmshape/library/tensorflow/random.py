"""tf.random, keras.random and keras.backend's random tensors."""

from __future__ import annotations

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.values import NONE, Array, Constant, Range, Value
from pylint_lstmshape.knowledge import Context, Ranked, Result, models
from pylint_lstmshape.library.numpy.common import shape_argument
from pylint_lstmshape.library.tensorflow.tensors import tensor


def _drawn(path: str, first: str, second: str) -> None:
    @models(path)
    def drawn(ctx: Context, shape: Value, *limits: Value, dtype: Value | None = None, **options: Value) -> Result:
        values = Range()
        kind = kind_of(dtype if dtype is not None else limits[2] if len(limits) > 2 else None, "f")
        if second in ("maxval", "high"):
            low = options.get(first, limits[0] if limits else Constant(0))
            high = options.get(second, limits[1] if len(limits) > 1 else Constant(1))
            values = Range(_number(low), _number(high))
        return tensor(None, shape_argument(ctx, shape), kind, values)

    drawn.__doc__ = f"A tensor of `shape` ({path})."


for _path in ("tensorflow.random.normal", "tensorflow.random.truncated_normal", "keras.random.normal",
              "keras.random.truncated_normal", "keras.backend.random_normal", "keras.backend.truncated_normal"):  # fmt: skip
    _drawn(_path, "mean", "stddev")
for _path in ("tensorflow.random.uniform", "keras.random.uniform", "keras.backend.random_uniform"):
    _drawn(_path, "minval", "maxval")


def _number(value: Value) -> float | None:
    return value.value if isinstance(value, Constant) and isinstance(value.value, int | float) else None


@models("keras.random.randint")
def randint(
    ctx: Context, shape: Value, minval: Value, maxval: Value, dtype: Value | None = None, seed: Value = NONE
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
    logits: Ranked, num_samples: Dim, dtype: Value | None = None, seed: Value | None = None
) -> Result:
    """(rows, num_samples) class ids (keras.random.categorical). Raises where logits is no matrix."""
    return _sampled(logits, num_samples, dtype)


def _sampled(logits: Ranked, number: Dim, dtype: Value | None) -> Result:
    if len(logits.shape) != 2:
        return Conflict("ndim", f"logits must be (rows, classes), not {show(logits.shape)}")
    high = logits.shape[1].constant
    return tensor(logits, (logits.shape[0], number), kind_of(dtype, "i"), Range(0, None if high is None else high - 1))


@models("tensorflow.random.set_seed", "keras.utils.set_random_seed")
def set_seed(seed: Value) -> Result:
    """Nothing that matters to shapes."""
    return NONE
