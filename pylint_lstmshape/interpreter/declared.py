"""Arrays that are declared: in jaxtyping's annotations and in the project's table [tool.lstmshape.shapes]."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import ANY, Array, Constant, Origin, Unknown, Value

AxisOf = Callable[[str], Dim]  # the number behind an axis name; "" for one nobody knows

_KINDS = {
    **dict.fromkeys(("Float", "Float16", "Float32", "Float64", "BFloat16"), "f"),
    **dict.fromkeys(("Int", "Int8", "Int16", "Int32", "Int64"), "i"),
    **dict.fromkeys(("UInt", "UInt8", "UInt16", "UInt32", "UInt64"), "u"),
    **dict.fromkeys(("Complex", "Complex64", "Complex128"), "c"),
    **dict.fromkeys(("Integer", "Inexact", "Num", "Real", "Shaped"), None),
    "Bool": "b",
}
_LIBRARIES = {"numpy.ndarray": "numpy", "tensorflow.Tensor": "tensorflow"}


@dataclass(frozen=True)
class ArrayType(Value):
    """`Float[np.ndarray, "batch 31 1"]`: the type of the arrays of this kind and these axes."""

    library: str
    kind: str | None
    axes: str
    type_path = "type"

    def array(self, axis_of: AxisOf) -> Array:
        """An array of this type."""
        return Array(_jaxtyping_shape(self.axes, axis_of), self.kind, Cell(ANY), library=self.library)


@dataclass(frozen=True)
class TupleType(Value):
    """`tuple[A, B]`: the type of the tuples with elements of these types, None where a type says nothing of shapes."""

    parts: tuple[ArrayType | TupleType | None, ...]
    type_path = "type"


def subscripted(value: LibraryName, key: Value) -> ArrayType | TupleType | None:
    """The array type that `Float[np.ndarray, "n 31"]` or a tuple of such is; None for every other annotation."""
    parts = key.elements.items if isinstance(key, TupleValue) else (key,)
    package, _, name = value.path.rpartition(".")
    if value.path in ("builtins.tuple", "typing.Tuple") and parts and Constant(...) not in parts:
        types = tuple(one if isinstance(one, ArrayType | TupleType) else None for one in parts)
        return TupleType(types) if any(types) else None
    if package != "jaxtyping" or name not in _KINDS or parts is None or len(parts) != 2:
        return None
    of, axes = parts
    library = _LIBRARIES.get(of.path) if isinstance(of, LibraryName) else None
    if library is None or not isinstance(axes, Constant) or not isinstance(axes.value, str):
        return None
    return ArrayType(library, _KINDS[name], axes.value)


def _jaxtyping_shape(axes: str, axis_of: AxisOf) -> Shape | None:
    """The shape that jaxtyping's text says; None where it leaves the rank open (`...`, `*batch`)."""
    names = [one.rpartition("=")[2] for one in axes.split()]
    if any("..." in one or "*" in one.rstrip("0123456789") for one in names):
        return None
    return tuple(_axis(name, axis_of) for name in names)


def _axis(name: str, axis_of: AxisOf) -> Dim:
    """An axis: a number is exact, a name is one number throughout, anything else (`_`, `#31`, `n+1`) is open."""
    if name.isascii() and name.isdigit() and len(name) < 12:
        return Dim.of(int(name))
    return axis_of(name if name.isidentifier() and name != "None" and not name.startswith("_") else "")


def typed(declared: Value, value: Value, axis_of: AxisOf) -> Value:
    """`value` where it is known; what its declared type tells where it is not."""
    if isinstance(declared, TupleType):
        parts = declared.parts
        items = value.elements.items if isinstance(value, TupleValue) else None
        if isinstance(value, Unknown):
            items = tuple(Unknown(("part", value.key, at)) for at in range(len(parts)))
        if items is None or len(items) != len(parts):
            return value
        pairs = zip(parts, items, strict=True)
        filled = [one if part is None else typed(part, one, axis_of) for part, one in pairs]
        return TupleValue.of(*filled) if isinstance(value, Unknown) else with_items(value, filled)
    return fill(declared.array(axis_of), value) if isinstance(declared, ArrayType) else value


def with_items(value: Value, items: list[Value]) -> Value:
    """The same (named) tuple with other elements."""
    assert isinstance(value, TupleValue)
    return replace(value, elements=TupleValue.of(*items).elements)


def fill(declared: Value, value: Value) -> Value:
    """`value`, with what is declared in the place of what is not known of it."""
    if isinstance(value, Unknown):
        return declared
    if isinstance(value, Array) and isinstance(declared, Array) and value.shape is None and value.library != "keras":
        return replace(value, shape=declared.shape, kind=value.kind or declared.kind)
    if isinstance(value, TupleValue) and isinstance(declared, TupleValue):
        ours, theirs = value.elements.items, declared.elements.items
        if ours is not None and theirs is not None and len(ours) == len(theirs):
            return with_items(value, [fill(one, other) for one, other in zip(theirs, ours, strict=True)])
    return value


def result_of(
    shapes: Mapping[str, str | tuple[str, ...]], path: str, axis_of: AxisOf, origin: Origin | None
) -> Value | None:
    """What the project's table says that the function `path` returns; None where it says nothing, or nothing sensible."""
    declared = shapes.get(path)
    if declared is None:
        return None
    texts = (declared,) if isinstance(declared, str) else declared
    parsed = [_table_shape(text) for text in texts]
    arrays: list[Value] = []
    for names in parsed:
        if names is None:
            return None
        shape = None if "..." in names else tuple(_axis(name, axis_of) for name in names)
        arrays.append(Array(shape, None, Cell(ANY), origin))
    return arrays[0] if isinstance(declared, str) else TupleValue.of(*arrays)


def _table_shape(text: str) -> list[str] | None:
    """The axes of "(n, 31)"; None where the text is no shape."""
    text = text.strip()
    if not (text.startswith("(") and text.endswith(")")):
        return None
    names = [one.strip() for one in text[1:-1].split(",")]
    if names[-1] == "":
        names.pop()  # "(n,)", "()"
    if not all(one in ("?", "...") or one.isidentifier() or (one.isascii() and one.isdigit()) for one in names):
        return None
    return names
