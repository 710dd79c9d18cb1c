"""Python itself: builtins, operators, containers, strings, the standard library where it touches shapes."""

from pylint_lstmshape.library.python import builtins, iterators, numbers, sequences, stdlib, strings

__all__ = ["builtins", "iterators", "numbers", "sequences", "stdlib", "strings"]
