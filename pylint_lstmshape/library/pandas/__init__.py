"""pandas: tables and columns, their selection, and their way to arrays."""

from pylint_lstmshape.library.pandas import arithmetic, creation, indexing, methods

__all__ = ["arithmetic", "creation", "indexing", "methods"]
