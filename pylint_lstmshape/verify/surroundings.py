"""What a traced program sees of the world: no network, no display, no input, little memory, the same random numbers."""

from __future__ import annotations

import importlib.util
import os
import resource
import socket
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

_DRAWING = ("matplotlib", "seaborn")
_SEED = 0


def shut(memory: int) -> None:
    """Shuts the doors; `memory` bytes may be taken beyond what the process already has."""
    used = Path("/proc/self/statm")
    if used.exists():  # elsewhere than on Linux memory is not limited
        limit = int(used.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # for the program's whole life
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _no_network)
    socket.getaddrinfo = _no_network
    if any(importlib.util.find_spec(name) is None for name in _DRAWING):
        sys.meta_path.append(_Drawing())


def seed(keras: Any) -> None:
    """Seeds random, numpy.random and Keras's own generators."""
    keras.utils.set_random_seed(_SEED)


def _no_network(*args: object, **kwargs: object) -> NoReturn:
    raise OSError("no network in a traced program")


class _Anything:
    """Takes every call, attribute and item, and gives itself."""

    def __call__(self, *args: object, **kwargs: object) -> _Anything:
        return self

    def __getattr__(self, name: str) -> _Anything:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, index: object) -> _Anything:
        return self

    def __iter__(self) -> Iterator[_Anything]:
        return iter(())

    def __enter__(self) -> _Anything:
        return self

    def __exit__(self, *args: object) -> None:
        return None


_ANYTHING = _Anything()
# Calls whose result a program takes apart.
_PARTS = {"subplots": 2, "hist": 3}


class _Drawing(MetaPathFinder, Loader):
    """Stands in for drawing libraries that are not installed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(fullname, self, is_package=True) if fullname.partition(".")[0] in _DRAWING else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Stub(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to do: the stub has every attribute."""


class _Stub(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in _PARTS:
            return lambda *args, **kwargs: (_ANYTHING,) * _PARTS[name]
        return _ANYTHING
