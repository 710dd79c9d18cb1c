"""Exact dimensions, shapes and abstract values: arithmetic only, no knowledge of Python source or of any library."""
