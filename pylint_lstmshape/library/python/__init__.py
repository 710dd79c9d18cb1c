"""Python itself: builtins, operators, containers, strings, the standard library where it touches shapes."""

from pylint_lstmshape.library.python import (
    builtins,
    command_line,
    containers,
    conversions,
    deques,
    dict_classes,
    environment,
    files,
    iteration,
    iterators,
    numbers,
    paths,
    sequences,
    sets,
    stdlib,
    strings,
)

__all__ = [
    "builtins",
    "command_line",
    "containers",
    "conversions",
    "deques",
    "dict_classes",
    "environment",
    "files",
    "iteration",
    "iterators",
    "numbers",
    "paths",
    "sequences",
    "sets",
    "stdlib",
    "strings",
]
