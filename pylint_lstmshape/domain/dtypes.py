"""dtype arguments and dtype objects, as kinds: numpy.float32, "float32", "<f4", float, x.dtype are all "f"."""

from __future__ import annotations

import math
import re

from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryName, LibraryObject
from pylint_lstmshape.domain.values import ANY, Constant, Range, Value

KINDS = {
    "bool": "b", "bool_": "b", "bool8": "b",
    "int": "i", "int_": "i", "int8": "i", "int16": "i", "int32": "i", "int64": "i", "intp": "i", "intc": "i",
    "byte": "i", "short": "i", "long": "i", "longlong": "i",
    "uint": "u", "uint8": "u", "uint16": "u", "uint32": "u", "uint64": "u", "uintp": "u", "uintc": "u",
    "ubyte": "u", "ushort": "u", "ulong": "u", "ulonglong": "u",
    "float": "f", "float_": "f", "float16": "f", "float32": "f", "float64": "f", "float96": "f", "float128": "f",
    "half": "f", "single": "f", "double": "f", "longdouble": "f", "bfloat16": "f",
    "complex": "c", "complex_": "c", "complex64": "c", "complex128": "c", "complex256": "c", "csingle": "c",
    "cdouble": "c", "clongdouble": "c",
    "str": "U", "str_": "U", "unicode": "U", "unicode_": "U", "bytes": "S", "bytes_": "S", "string_": "S",
    "object": "O", "object_": "O", "datetime64": "M", "timedelta64": "m", "void": "V",
}  # fmt: skip
_CHARACTERS = dict(zip("?bBhHiIlLqQpPefdgFDGOSaUMmV", "biuiuiuiuiuiuffffcccOSSUMmV", strict=True))
_SIZED = {letter: letter for letter in "biufcSUVMm"} | {"O": "O", "a": "S"}
_CODE = re.compile(r"[<>=|]?([a-zA-Z?])(\d*)(\[.*\])?$")
_NOT_IN_NUMPY = {"int", "float", "complex", "str", "unicode", "bytes", "object", "object_", "void", "bfloat16"}
SCALAR_TYPES = sorted(set(KINDS) - _NOT_IN_NUMPY)

_OBJECTS = {f"builtins.{name}" for name in ("list", "tuple", "dict", "set")}  # classes that are no dtypes


def kind_of(dtype: Value | str | None, default: str | None = None) -> str | None:
    """The kind that a dtype argument stands for; `default` where it is None, None where nobody knows."""
    if dtype is None or dtype == Constant(None):
        return default
    if isinstance(dtype, str):
        return kind_of_name(dtype)
    if isinstance(dtype, Constant):
        return kind_of_name(dtype.value) if isinstance(dtype.value, str) else None
    if isinstance(dtype, LibraryName):
        return "O" if dtype.path in (*_OBJECTS, "tensorflow.string") else KINDS.get(dtype.path.rpartition(".")[2])
    if isinstance(dtype, LibraryObject) and dtype.path == "numpy.dtype":
        kind = dtype.cell.content.get("kind")
        return kind.value if isinstance(kind, Constant) else None
    return None


def kind_of_name(name: str) -> str | None:
    """The kind of a dtype written as a str."""
    plain = re.sub(r"\[.*\]$", "", name)
    if plain in KINDS:
        return KINDS[plain]
    match = _CODE.match(name)
    if match is None:
        return None
    return (_SIZED if match[2] else _CHARACTERS).get(match[1])


def dtype_object(kind: str | None) -> Value:
    """A numpy.dtype of this kind."""
    known = Attributes((("kind", Constant(kind)),)) if kind is not None else Attributes()
    return LibraryObject("numpy.dtype", Cell(known))


def cast_range(values: Range, before: str | None, after: str | None) -> Range:
    """The range of elements after astype."""
    if after == "b":
        return Range(0, 1)
    if after == before:
        return values
    if before is None or after is None or before not in "biuf" or after not in "iuf":
        return ANY
    low, high = values.low, values.high
    if after == "f":
        return values
    low = None if low is None or not math.isfinite(low) else math.trunc(low)
    high = None if high is None or not math.isfinite(high) else math.trunc(high)
    if after == "u" and (low is None or low < 0 or high is None or high > 255):
        return ANY
    reached = values.reached
    if reached is not None:
        reached = (math.trunc(reached[0]), reached[1]) if math.isfinite(reached[0]) else None
    return Range(low, high, reached)
