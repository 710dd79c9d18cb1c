"""Methods whose result only the data tells, or that give nothing: named so that they are not taken for columns."""

from __future__ import annotations

from pylint_lstmshape.domain.tables import Column, Table
from pylint_lstmshape.domain.values import NONE, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.pandas.common import FRAME, SERIES, both, forget
from pylint_lstmshape.library.python.paths import overwrite

UNTOLD = [
    *both(
        "to_pickle", "to_json", "to_excel", "to_hdf", "to_sql", "to_string", "to_latex", "to_markdown",
        "to_clipboard", "hist", "plot", "pipe", "memory_usage", "equals", "mode", "first_valid_index",
        "last_valid_index", "unstack", "xs", "kurt", "cov", "dot", "tz_convert", "to_timestamp",
        "reindex_like", "attrs", "flags", "axes", "sparse", "compare", "combine_first", "reorder_levels", "swaplevel",
    ),
    *(f"{FRAME}.{name}" for name in (
        "to_html", "to_parquet", "to_feather", "to_records", "info", "boxplot", "melt", "pivot", "pivot_table", "stack",
        "style", "corrwith", "get", "lookup",
    )),
    *(f"{SERIES}.{name}" for name in ("corr", "argmax", "argmin", "autocorr", "searchsorted", "get", "array_")),
    *(f"pandas.Grouped.{name}" for name in (
        "apply", "pipe", "describe", "rolling", "expanding", "resample", "interpolate", "asfreq", "ohlc", "plot", "unique",
        "value_counts", "groups", "indices", "ngroups",
    )),
    "pandas.melt", "pandas.pivot_table", "pandas.crosstab", "pandas.read_pickle", "pandas.read_hdf",
]  # fmt: skip


@models(*UNTOLD)
def untold(ctx: Context, *args: Value, **options: Value) -> Result:
    """Nothing is claimed."""
    return ctx.unknown()


@models(f"{FRAME}.eval", *both("update"))
def changed(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """What becomes of the table is not followed."""
    if isinstance(self, Table | Column):
        forget(ctx, self)
    return ctx.unknown()


@models(*both("to_csv"))
def to_csv(ctx: Context, self: Value, path_or_buf: Value = NONE, *args: Value, **options: Value) -> Result:
    """The file is no longer the one on disk."""
    overwrite(ctx, path_or_buf)
    return ctx.unknown()
