"""Python itself: builtins, operators, containers, strings, the standard library where it touches shapes."""

from pylint_lstmshape.library.python import (
    builtins,
    command_line,
    deques,
    iterators,
    numbers,
    paths,
    sequences,
    stdlib,
    strings,
)

__all__ = ["builtins", "command_line", "deques", "iterators", "numbers", "paths", "sequences", "stdlib", "strings"]
