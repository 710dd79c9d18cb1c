"""scikit-learn's objects, made and fitted both by the model and really."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

import pylint_lstmshape.library.sklearn  # noqa: F401  # registers the models
from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.containers import Stream, TupleValue
from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.objects import LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array, Unknown, Value
from pylint_lstmshape.library.sklearn.common import dim_option
from tests.context import PlainContext
from tests.library.calls import CallTable
from tests.library.pandas.truth import abstract
from tests.library.signatures import OWNERS
from tests.library.truth import RENAMED, ask_real, assert_same, assert_same_array, real_function

SCALER, DECOMPOSITION = "sklearn.base.Transformer", "sklearn.decomposition.Decomposition"
OWNERS.update({SCALER: (StandardScaler,), DECOMPOSITION: (PCA,)})


class Context(PlainContext):
    """Calls methods of library objects, as the interpreter does."""

    def attribute(self, value: Value, name: str) -> Value:
        entry = knowledge.member(value.type_path, name)
        return self.unknown() if entry is None else LibraryObject(f"bound {entry.path}", value)  # type: ignore[arg-type]  # its receiver, for call

    def call(self, function: Value, *arguments: Value, **keywords: Value) -> Value:
        entry = knowledge.lookup(function.type_path.removeprefix("bound "))
        if entry is None:
            return self.unknown()
        found = knowledge.apply(entry, self, [function.cell, *arguments], keywords)  # type: ignore[attr-defined]  # as above
        return self.unknown() if isinstance(found, Conflict) else found


@dataclass
class Made:
    """An object of a class, fitted to something where that is given."""

    path: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    fitted: Any = None

    def real(self) -> Any:
        if not hasattr(self, "object"):
            self.object = real_function(self.path)(*self.args, **self.kwargs)
            if self.fitted is not None:
                self.object.fit(self.fitted)
        return self.object


@abstract.register
def _(thing: Made) -> Value:
    made = knowledge.apply(
        knowledge.entries()[thing.path], Context(), list(map(abstract, thing.args)),
        {name: abstract(one) for name, one in thing.kwargs.items()},
    )  # fmt: skip
    assert isinstance(made, Value)
    if thing.fitted is not None:
        entry = knowledge.member(made.type_path, "fit")
        assert entry is not None
        assert made is knowledge.apply(entry, Context(), [made, abstract(thing.fitted)], {})
    return made


def _method(name: str) -> Callable[..., Any]:
    def call(made: Made, *args: Any, **kwargs: Any) -> Any:
        found = getattr(made.real(), name)(*args, **kwargs)
        return made if found is made.real() else found

    return call


_CLASSES = {
    path for path in knowledge.entries() if path.startswith("sklearn.") and path.rpartition(".")[2][0].isupper()
}
METHODS = [
    path for path in knowledge.entries()
    if path.rpartition(".")[0] in (*_CLASSES, SCALER, DECOMPOSITION) and path.startswith("sklearn.")
]  # fmt: skip
for _path in METHODS:
    RENAMED[_path] = _method(_path.rpartition(".")[2])


class SklearnCalls(CallTable):
    """Compares what a call gives and what an object has learnt by it."""

    def compare(self, path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
        given = [abstract(one) for one in args]
        owner = given[0].type_path if given and args and isinstance(args[0], Made) else ""
        entry = knowledge.member(owner, path.rpartition(".")[2]) if owner else knowledge.lookup(path)
        assert entry is not None and (entry.path == path or not owner), f"{path} is shadowed by {entry}"
        options = {name: abstract(one) for name, one in kwargs.items()}
        said = knowledge.apply(entry, Context(), given, options)
        real = ask_real(path, args, kwargs)
        if hasattr(real, "__next__"):
            try:
                real = list(real)
            except ValueError as error:
                real = error
        loose, lenient = path in self.loose, path in self.lenient
        if isinstance(real, Exception):
            assert isinstance(said, Conflict) or lenient, f"{real!r}, the model says {said}"
            return
        assert not isinstance(said, Conflict), f"the model raises {said}"
        if isinstance(real, Made):
            assert said is given[0]
            self.assert_learnt(said, real)
            return
        if isinstance(said, Stream):
            items = said.elements.items
            if items is None or len(said.elements.runs) == 1:
                self.assert_folds(said, real)
                return
            said = TupleValue(said.elements)
        if isinstance(said, LibraryObject) and said.path in knowledge.entries():
            assert said.path.rpartition(".")[2] == type(real).__name__
            return
        if isinstance(said, Unknown) and loose:
            return
        if scipy.sparse.issparse(real):
            assert isinstance(said, LibraryObject) and said.path == "scipy.sparse.matrix"
            for name, size in zip(("rows", "columns"), real.shape, strict=True):
                assert equal(dim_option(said, name), size) is not False
            return
        if isinstance(said, Array) and isinstance(real, np.ndarray):
            assert_same_array(said, real, loose=loose)
            return
        assert_same(said, real, loose=loose)

    def assert_folds(self, said: Stream, real: list[Any]) -> None:
        assert equal(said.elements.length, len(real)) is not False
        for pair in real:
            assert_same(said.elements.runs[0].value, pair, loose=True)

    def assert_learnt(self, said: Value, real: Made) -> None:
        assert isinstance(said, LibraryObject)
        for name, value in said.cell.content.items:
            found = getattr(real.real(), name, None)
            if isinstance(found, np.ndarray) and isinstance(value, Array):
                assert_same_array(value, found, loose=True)
            elif isinstance(found, int) and (told := dim_option(said, name)) is not None:
                assert equal(told, found) is not False, name
