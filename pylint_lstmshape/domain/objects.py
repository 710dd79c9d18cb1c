"""Objects: names of libraries and their methods, instances of a library's classes and of the program's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import Joiner, Value, join


@dataclass(frozen=True)
class LibraryName(Value):
    """A module, function, class or constant of a library, by its dotted name: numpy.reshape.

    spelled: how the program reaches it: tensorflow.keras.layers, where `path` is keras.layers.
    """

    path: str
    spelled: str = field(default="", compare=False)
    type_path = "library name"


# The types of plain data, by the name of the class.
TYPES = {
    "builtins.list": "list",
    "builtins.tuple": "tuple",
    "builtins.dict": "dict",
    "builtins.str": "str",
    "builtins.int": "int",
    "builtins.float": "float",
    "builtins.bool": "bool",
    "builtins.set": "set",
    "numpy.ndarray": "numpy.ndarray",
    "pandas.DataFrame": "pandas.DataFrame",
    "pandas.Series": "pandas.Series",
}


@dataclass(frozen=True)
class BoundMethod(Value):
    """`receiver.name`, where the method is modelled under the dotted name `path`."""

    receiver: Value
    path: str
    type_path = "method"


@dataclass(frozen=True)
class Attributes:
    """The attributes of a library object that has been looked at or written."""

    items: tuple[tuple[str, Value], ...] = ()

    def get(self, name: str) -> Value | None:
        """The value of an attribute."""
        return next((value for have, value in self.items if have == name), None)

    def set(self, **values: Value) -> Attributes:
        """With these attributes set."""
        return Attributes(tuple({**dict(self.items), **values}.items()))

    def join(self, other: Attributes, joiner: Joiner) -> Attributes:
        """What either has: unknown where the other lacks it."""
        names = dict.fromkeys(name for name, _ in (*self.items, *other.items))
        pairs = [(name, self.get(name), other.get(name)) for name in names]
        return Attributes(
            tuple(
                (name, joiner.unknown(name) if ours is None or theirs is None else join(ours, theirs, joiner))
                for name, ours, theirs in pairs
            )
        )


@dataclass(frozen=True)
class LibraryObject(Value):
    """An instance of a library's class (a scaler, a tokenizer, a random generator), modelled under `path`."""

    path: str
    cell: Cell[Attributes] = field(default_factory=lambda: Cell(Attributes()))

    @property
    def type_path(self) -> str:  # type: ignore[override]  # a class attribute elsewhere
        """The dotted name under which its methods are modelled."""
        return self.path

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Two objects of one class become one."""
        if not isinstance(other, LibraryObject) or self.path != other.path:
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self


@dataclass(frozen=True)
class Instance(Value):
    """An instance of a class of the program; `library_base` is the library class it derives from, keras.Model say."""

    cls: Value
    cell: Cell[Attributes] = field(default_factory=lambda: Cell(Attributes()))
    library_base: str = ""

    @property
    def type_path(self) -> str:  # type: ignore[override]  # a class attribute elsewhere
        """The dotted name under which its methods are modelled."""
        return self.library_base or "object"

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Two objects of one class become one."""
        if not isinstance(other, Instance) or self.cls != other.cls:
            joiner.lose()
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self
