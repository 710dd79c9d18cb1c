"""keras.datasets: the arrays that each load_data gives, with their real shapes. Source: keras/src/datasets/*.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import ANY, Array, Constant, Held, Range, Value
from pylint_lstmshape.knowledge import Context, Result, models

PIXELS, DIGITS = Range(0, 255), Range(0, 9)
# name: (training x, training y, test x, test y), each (shape, kind, range)
_IMAGES = {
    "mnist": ((60000, 28, 28), (60000,), (10000, 28, 28), (10000,), DIGITS),
    "fashion_mnist": ((60000, 28, 28), (60000,), (10000, 28, 28), (10000,), DIGITS),
    "cifar10": ((50000, 32, 32, 3), (50000, 1), (10000, 32, 32, 3), (10000, 1), DIGITS),
    "cifar100": ((50000, 32, 32, 3), (50000, 1), (10000, 32, 32, 3), (10000, 1), Range(0, 99)),
}


def _array(shape: tuple[int, ...], kind: str, values: Range = ANY) -> Array:
    return Array(tuple(map(Dim.of, shape)), kind, Cell(values))


def _pairs(x: Array, y: Array, x_test: Array, y_test: Array) -> Value:
    return TupleValue.of(TupleValue.of(x, y), TupleValue.of(x_test, y_test))


def _register_images(name: str) -> None:
    x, y, x_test, y_test, classes = _IMAGES[name]

    @models(f"keras.datasets.{name}.load_data")
    def load_data(path: Value = Constant(None), **options: Value) -> Result:
        return _pairs(
            _array(x, "u", PIXELS), _array(y, "u", classes), _array(x_test, "u", PIXELS), _array(y_test, "u", classes)
        )

    load_data.__doc__ = f"keras.datasets.{name}.load_data: {x} and {x_test}."


for _name in _IMAGES:
    _register_images(_name)


def _housing(ctx: Context, total: int, features: int, test_split: Value) -> Result:
    """`total` rows, the last int(total * test_split) or so of them for the test."""
    share = test_split.value if isinstance(test_split, Constant) else None
    if not isinstance(share, int | float) or not 0 <= share < 1:
        rows, rest = ctx.fresh("rows", 1), ctx.fresh("rows", 1)
    else:
        rows = Dim.of(int(total * (1 - share)))
        rest = total - rows
    width = Dim.of(features)
    return _pairs(Array((rows, width)), Array((rows,)), Array((rest, width)), Array((rest,)))


@models("keras.datasets.boston_housing.load_data")
def load_boston(
    ctx: Context,
    path: Value = Constant("boston_housing.npz"),
    test_split: Value = Constant(0.2),
    seed: Value = Constant(113),
) -> Result:
    """506 rows of 13 features."""
    return _housing(ctx, 506, 13, test_split)


@models("keras.datasets.california_housing.load_data")
def load_california(
    ctx: Context,
    version: Value = Constant("large"),
    path: Value = Constant("california_housing.npz"),
    test_split: Value = Constant(0.2),
    seed: Value = Constant(113),
) -> Result:
    """20640 rows of 8 features, or 600 of them."""
    return _housing(ctx, 600 if version == Constant("small") else 20640, 8, test_split)


def _words(rows: int, num_words: Value) -> Array:
    """An object array of lists of ids below num_words."""
    bound = as_dim(num_words) if num_words != Constant(None) else None
    high = None if bound is None or bound.constant is None else bound.constant - 1
    return _array((rows,), "O", Range(0, high, held=frozenset({Held("list", (), "i")})))


@models("keras.datasets.imdb.load_data")
def load_imdb(
    path: Value = Constant("imdb.npz"), num_words: Value = Constant(None), skip_top: Value = Constant(0),
    maxlen: Value = Constant(None), **options: Value,
) -> Result:  # fmt: skip
    """25,000 and 25,000 reviews as lists of ids, with labels 0 and 1."""
    label = Range(0, 1)
    if maxlen != Constant(None):
        rows, rest = Dim.symbol(("imdb", maxlen), "reviews", 1), Dim.symbol(("imdb test", maxlen), "reviews", 1)
        x, x_test = (Array((count,), "O", _words(1, num_words).contents) for count in (rows, rest))
        return _pairs(x, Array((rows,), "i", Cell(label)), x_test, Array((rest,), "i", Cell(label)))
    return _pairs(
        _words(25000, num_words), _array((25000,), "i", label), _words(25000, num_words), _array((25000,), "i", label)
    )


@models("keras.datasets.reuters.load_data")
def load_reuters(
    path: Value = Constant("reuters.npz"), num_words: Value = Constant(None), skip_top: Value = Constant(0),
    maxlen: Value = Constant(None), test_split: Value = Constant(0.2), **options: Value,
) -> Result:  # fmt: skip
    """11,228 newswires as lists of ids, with topics 0..45."""
    topics = Range(0, 45)
    if maxlen != Constant(None) or test_split != Constant(0.2):
        rows, rest = Dim.symbol(("reuters", maxlen), "texts", 1), Dim.symbol(("reuters test", maxlen), "texts", 1)
        words = _words(1, num_words).contents
        return _pairs(
            Array((rows,), "O", words), Array((rows,), "i", Cell(topics)),
            Array((rest,), "O", words), Array((rest,), "i", Cell(topics)),
        )  # fmt: skip
    return _pairs(
        _words(8982, num_words), _array((8982,), "i", topics), _words(2246, num_words), _array((2246,), "i", topics)
    )
