"""What the transfer functions of scikit-learn share: reading arrays as check_array does, options kept on an object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pylint_lstmshape.domain.arrays import as_array, sequence_elements
from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.tables import Column, Table
from pylint_lstmshape.domain.values import Array, Constant, Unknown, Value, integer
from pylint_lstmshape.knowledge import Context, Result, models

SPARSE = "scipy.sparse.matrix"


def checked_2d(value: Value) -> Array | Conflict | None:
    """The array of a 2-D argument, as sklearn.utils.check_array takes it; None where its rank is unknown.

    Raises for another rank and for an array without rows.
    """
    array = as_array(value)
    if isinstance(array, Conflict) or array is None or array.shape is None:
        return None
    shape = array.shape
    if len(shape) == 1:
        return Conflict(
            "sklearn",
            f"Expected 2D array, got 1D array {show(shape)} instead: use .reshape(-1, 1) for one feature, "
            ".reshape(1, -1) for one sample",
        )
    if len(shape) == 0:
        return Conflict("sklearn", "Expected 2D array, got a scalar instead")
    if len(shape) > 2:
        return Conflict("sklearn", f"Found array with dim {len(shape)}, shape {show(shape)}; expected at most 2")
    if shape[0] == 0 or shape[1] == 0:
        return Conflict("sklearn", f"Found array of shape {show(shape)} with 0 samples or features")
    return array


def seen_2d(ctx: Context, value: Value) -> Array | None:
    """What is known of a 2-D argument once check_array has let it pass, though its rank was unknown before.

    Its dims are those that reading `value.shape` gives. None for what may be a sparse matrix.
    """
    if not isinstance(value, Unknown | Array | ListValue):
        return None
    shape = ctx.attribute(value, "shape") if not isinstance(value, ListValue) else None
    if not isinstance(shape, Unknown):
        return Array((ctx.fresh("rows", 1), ctx.fresh("features", 1)), None)
    dims = [Dim.symbol(("item", shape.key, 0, Constant(at)), name, 1) for at, name in enumerate(("rows", "features"))]
    return Array(tuple(dims), None)


def rows_of(value: Value) -> Dim | None:
    """How many samples an argument has (sklearn.utils.validation._num_samples)."""
    if isinstance(value, Table | Column):
        return value.length()
    if isinstance(value, Array):
        return value.shape[0] if value.shape else None
    elements = sequence_elements(value)
    return None if elements is None else elements.length


def consistent(values: Sequence[Value]) -> Conflict | None:
    """The Conflict where arguments differ in samples (sklearn.utils.check_consistent_length)."""
    found = [rows for value in values if (rows := rows_of(value)) is not None]
    for rows in found[1:]:
        if equal(found[0], rows) is False:
            counts = ", ".join(map(str, found))
            return Conflict("sklearn", f"Found input variables with inconsistent numbers of samples: {counts}")
    return None


def option(self: Value, name: str) -> Value | None:
    """An option that an object was made with, or what it has learnt."""
    return self.cell.content.get(name) if isinstance(self, LibraryObject) else None


def learnt(ctx: Context, self: Value, values: Mapping[str, Value]) -> None:
    """Write down what an object has learnt in fit."""
    if isinstance(self, LibraryObject):
        ctx.heap.write(self.cell, self.cell.content.set(**values))


def dim_option(self: Value, name: str) -> Dim | None:
    """A learnt or given number."""
    value = option(self, name)
    if isinstance(value, Constant):
        return Dim.of(value.value) if isinstance(value.value, int) and not isinstance(value.value, bool) else None
    return getattr(value, "dim", None) if value is not None and value.type_path == "int" else None


def register(path: str, positional: Sequence[str] = (), *others: str) -> None:
    """Register a class: its objects keep the options they are made with; `positional` are the parameters before the `*`."""

    def make(*args: Value, **options: Value) -> Result:
        kept = {**dict(zip(positional, args, strict=False)), **options}
        return LibraryObject(path, Cell(Attributes(tuple(kept.items()))))

    make.__doc__ = f"A {path.rpartition('.')[2]}."
    models(path, *others)(make)


def sparse(rows: Dim, columns: Dim) -> LibraryObject:
    """A scipy.sparse matrix."""
    shape = TupleValue.of(integer(rows), integer(columns))
    return LibraryObject(
        SPARSE, Cell(Attributes((("shape", shape), ("rows", integer(rows)), ("columns", integer(columns)))))
    )


@models(f"{SPARSE}.toarray", f"{SPARSE}.todense")
def toarray(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """The dense array."""
    shape: Shape | None = None
    rows, columns = dim_option(self, "rows"), dim_option(self, "columns")
    if rows is not None and columns is not None:
        shape = (rows, columns)
    return Array(shape, None)
