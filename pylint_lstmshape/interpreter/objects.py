"""What the program itself defines: functions, methods, classes, modules; and the scopes that their names live in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from astroid import nodes

from pylint_lstmshape.domain.objects import Instance, LibraryName
from pylint_lstmshape.domain.values import Joiner, Unknown, Value

FunctionNode = nodes.FunctionDef | nodes.AsyncFunctionDef | nodes.Lambda


class Scope:
    """The names of a module, a class body, one call of a function, or a comprehension; `parent` encloses it."""

    def __init__(
        self, module: ModuleValue | None, parent: Scope | None = None, *, is_comprehension: bool = False
    ) -> None:
        self.names: dict[str, Value] = {}
        self.parent = parent
        self.is_comprehension = is_comprehension
        self._module = module
        self.globals: set[str] = set()  # declared `global`
        self.outer: set[str] = set()  # declared `nonlocal`

    @property
    def module(self) -> ModuleValue:
        """The module that the code belongs to."""
        assert self._module is not None
        return self._module

    @property
    def of_function(self) -> Scope:
        """The scope around all comprehensions: where `name := value` binds."""
        return self.parent.of_function if self.is_comprehension and self.parent is not None else self

    def find(self, name: str) -> Value | None:
        """The value of a name as the code sees it, builtins excepted."""
        if name not in self.globals:
            scope: Scope | None = self
            while scope is not None:
                value = scope.names.get(name)
                if value is not None:
                    return value
                scope = scope.parent
        return self.module.scope.names.get(name)

    def target(self, name: str) -> dict[str, Value]:
        """The table that an assignment to `name` writes."""
        if name in self.globals:
            return self.module.scope.names
        if name in self.outer:
            scope = self.parent
            while scope is not None:
                if name in scope.names:
                    return scope.names
                scope = scope.parent
        return self.names


@dataclass(frozen=True, eq=False)
class ModuleValue(Value):
    """A module of the program, with the names it has bound so far."""

    name: str
    file: str
    node: nodes.Module
    scope: Scope = field(init=False)
    type_path = "module"

    def __post_init__(self) -> None:
        object.__setattr__(self, "scope", Scope(self))


@dataclass(frozen=True, eq=False)
class FunctionValue(Value):
    """A function of the program: its node, the scope it closes over, its defaults."""

    node: Any  # FunctionNode: astroid's Lambda is FunctionDef's sibling, not its base
    scope: Scope
    defaults: dict[str, Value]
    owner: ClassValue | None = None  # the class whose body defines it
    kind: str = "function"  # or staticmethod, classmethod, property
    is_guarded: bool = False  # whether it is made for the sake of the versions that are installed
    is_cached: bool = False  # whether it gives again what it gave for the same arguments
    type_path = "function"

    @property
    def name(self) -> str:
        """Its name, or <lambda>."""
        return str(getattr(self.node, "name", "<lambda>"))

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Which of two functions runs decides shapes."""
        joiner.lose()
        return joiner.unknown()


@dataclass(frozen=True)
class BoundFunction(Value):
    """A function of the program with its first argument."""

    function: FunctionValue
    receiver: Value
    type_path = "method"


@dataclass(frozen=True, eq=False)
class ClassValue(Value):
    """A class of the program: its namespace and bases."""

    node: nodes.ClassDef
    bases: tuple[Value, ...]
    names: dict[str, Value]
    scope: Scope
    is_dataclass: bool = False
    type_path = "type"

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.node.name)

    def ancestry(self) -> Iterator[Value]:
        """The class and what it derives from, depth first, each once: ClassValue, LibraryName or Unknown."""
        seen: list[Value] = []
        pending: list[Value] = [self]
        while pending:
            cls = pending.pop(0)
            if any(cls is one for one in seen):
                continue
            seen.append(cls)
            yield cls
            if isinstance(cls, ClassValue):
                pending = [*cls.bases, *pending]

    @property
    def library_base(self) -> str:
        """The dotted name of the first library class it derives from; "" where there is none."""
        return next((cls.path for cls in self.ancestry() if isinstance(cls, LibraryName) and cls.path != "object"), "")

    @property
    def has_unknown_base(self) -> bool:
        """Whether it derives from something nobody knows."""
        return any(isinstance(cls, Unknown) for cls in self.ancestry())

    def find(self, name: str, *, after: ClassValue | None = None) -> Value | None:
        """The class attribute `name`, with `after` only from classes behind that one."""
        passed = after is None
        for cls in self.ancestry():
            if passed and isinstance(cls, ClassValue) and name in cls.names:
                return cls.names[name]
            passed = passed or cls is after
        return None


@dataclass(frozen=True)
class SuperValue(Value):
    """`super()`: attributes of `receiver` looked up behind `cls`."""

    cls: ClassValue
    receiver: Value
    type_path = "super"


@dataclass(frozen=True)
class PartialValue(Value):
    """functools.partial: a callable with some arguments given."""

    function: Value
    positional: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...]
    type_path = "functools.partial"


@dataclass(frozen=True)
class FieldDefault(Value):
    """`dataclasses.field(...)`: what the field of a new object holds where the call does not say."""

    default: Value | None
    factory: Value | None
    in_call: bool = True
    type_path = "dataclasses.Field"


@dataclass(frozen=True)
class RecordType(Value):
    """A class that `collections.namedtuple` made; `defaults` are those of the last names."""

    names: tuple[str, ...]
    defaults: tuple[Value, ...] = ()
    type_path = "type"


def class_of(instance: Instance) -> ClassValue | None:
    """The class of an instance, where it is one of the program's."""
    return instance.cls if isinstance(instance.cls, ClassValue) else None
