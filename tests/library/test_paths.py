"""os.path and pathlib on known paths, against the real ones."""

from __future__ import annotations

import os.path
from pathlib import Path
from typing import Any

import pytest

import pylint_lstmshape.library.python  # noqa: F401  # registers the models
from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.values import Constant, Unknown
from pylint_lstmshape.library.python.paths import path_text
from tests.context import PlainContext, ask

TEXTS = ["data/a.csv", "/top/data/a.csv", "a.csv", "../x/./b.npy", "folder/", ""]


@pytest.mark.parametrize("text", TEXTS)
def test_parts_of_a_path(text: str) -> None:
    for name in ("dirname", "basename", "normpath"):
        assert ask(f"os.path.{name}", text) == Constant(getattr(os.path, name)(text))
    parts = sequence_elements(ask("os.path.splitext", text))  # type: ignore[arg-type]  # a Result, and no conflict
    assert parts is not None and parts.items == tuple(map(Constant, os.path.splitext(text)))
    assert path_text(ask("pathlib.Path.parent", ask("pathlib.Path", text))) == str(Path(text).parent)  # type: ignore[arg-type]  # a Result, and no conflict


@pytest.mark.parametrize("parts", [("a", "b.csv"), ("/a", "b", "c"), ("a", "/b"), ("", "x")])
def test_joining(parts: tuple[str, ...]) -> None:
    assert ask("os.path.join", *parts) == Constant(os.path.join(*parts))
    joined = ask("pathlib.Path.__truediv__", ask("pathlib.Path", parts[0]), *parts[1:])
    assert path_text(joined) == str(Path(*parts))  # type: ignore[arg-type]  # a Result, and no conflict
    assert ask("pathlib.Path.as_posix", joined) == Constant(Path(*parts).as_posix())
    assert ask("builtins.str", joined) == Constant(str(Path(*parts)))  # type: ignore[arg-type]  # a Result, and no conflict


def test_an_absolute_path_of_a_relative_one_stays_relative() -> None:
    assert ask("os.path.abspath", "a.csv") == Constant("a.csv")
    assert ask("os.path.abspath", "/x/../a.csv") == Constant("/a.csv")


def test_an_unknown_part() -> None:
    for path in ("os.path.join", "pathlib.Path"):
        assert isinstance(ask(path, "a", Unknown("x")), Unknown)


@pytest.mark.parametrize(("path", "args", "changes"), [
    ("builtins.open", ("a.csv",), False), ("builtins.open", ("a.csv", "rb"), False), ("builtins.open", ("a.csv", "w"), True),
    ("builtins.open", ("a.csv", Unknown("mode")), True), ("urllib.request.urlretrieve", ("http://x", "a.csv"), True),
])  # fmt: skip
def test_what_is_written(path: str, args: tuple[Any, ...], changes: bool) -> None:
    ctx = PlainContext()
    ask(path, *args, ctx=ctx)
    assert ("a.csv" in ctx.files) is changes
