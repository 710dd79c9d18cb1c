"""Each transfer function of Python against the real one: results, what is left of the arguments, files written."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from tests.library.python.calls import TABLE


@pytest.mark.parametrize("path", sorted(TABLE))
def test_agrees_with_python(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", dict(os.environ) | {"HOME": "/home/me"})
    monkeypatch.setattr(sys, "stdin", io.StringIO("typed\n" * 1000))
    try:
        TABLE.check(path)
    finally:
        os.unsetenv("KERAS_BACKEND")  # os.putenv sets it for child processes alone
