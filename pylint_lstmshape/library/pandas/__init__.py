"""pandas: tables and columns, their selection, joining and grouping, and their way to arrays."""

from pylint_lstmshape.library.pandas import (
    arithmetic,
    attributes,
    columns,
    creation,
    grouping,
    indexing,
    joining,
    naming,
    others,
    reading,
    reductions,
    shaping,
)

__all__ = [
    "arithmetic",
    "attributes",
    "columns",
    "creation",
    "grouping",
    "indexing",
    "joining",
    "naming",
    "others",
    "reading",
    "reductions",
    "shaping",
]
