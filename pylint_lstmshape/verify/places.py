"""Which lines of the user's own code are on the stack."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from pylint_lstmshape.verify.records import Place

_FOREIGN = tuple(
    os.path.join(folder, "")
    for folder in {*sysconfig.get_paths().values(), sys.prefix, os.path.dirname(os.path.abspath(__file__))}
)
_DEPTH = 30  # user lines kept of one stack, innermost first


class Places:
    """The user's files: the program itself and modules in its folder, installed packages and this one left out."""

    def __init__(self, program: str, folder: str | None) -> None:
        self._folder = None if folder is None else os.path.join(os.path.abspath(folder), "")
        self._names: dict[str, str | None] = {program: os.path.basename(program)}
        self.generated: dict[tuple[str, int], Place] = {}
        """Lines of code that autograph generated, mapped to the user's."""

    def name(self, filename: str) -> str | None:
        """A user's file relative to the program's folder; None for any other file."""
        try:
            return self._names[filename]
        except KeyError:
            path = os.path.abspath(filename)
            users = self._folder is not None and path.startswith(self._folder) and not path.startswith(_FOREIGN)
            users = users and not filename.startswith("<") and path.endswith(".py")
            name = os.path.relpath(path, self._folder) if users else None
            self._names[filename] = name
            return name

    def place(self, filename: str, line: int) -> Place | None:
        """The user's line that a line of code is or was generated from."""
        name = self.name(filename)
        return self.generated.get((filename, line)) if name is None else Place(name, line)

    def stack(self, frame: FrameType | None) -> tuple[Place, ...]:
        """The user's lines from a frame outwards."""
        found: list[Place] = []
        while frame is not None and len(found) < _DEPTH:
            place = self.place(frame.f_code.co_filename, frame.f_lineno)
            if place is not None:
                found.append(place)
            frame = frame.f_back
        return tuple(found)

    def raised_at(self, error: BaseException) -> tuple[Place, ...]:
        """The user's lines through which an exception came, innermost first.

        Of code under tf.function, autograph raises the exception anew and keeps the lines in `ag_error_metadata`
        (tensorflow/python/autograph/pyct/error_utils.py).
        """
        if isinstance(error, SyntaxError) and error.filename is not None:
            place = self.place(error.filename, error.lineno or 0)
            if place is not None:
                return (place,)
        outer = [
            place
            for frame, line in reversed(list(_walk(error.__traceback__)))
            if (place := self.place(frame.f_code.co_filename, line)) is not None
        ]
        metadata: Any = getattr(error, "ag_error_metadata", None)
        inner = [
            place
            for one in (() if metadata is None else metadata.translated_stack)
            if (place := self.place(one.filename, one.lineno)) is not None and place not in outer
        ]
        return tuple([*inner, *outer][:_DEPTH])

    def imported(self) -> list[str]:
        """The user's modules that are loaded."""
        files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
        return sorted({str(Path(file)) for file in files if isinstance(file, str) and self.name(file) is not None})


def map_generated_code(places: Callable[[], Places]) -> None:
    """Has TensorFlow's autograph tell where the code it generates comes from (pyct/loader.py, load_ast)."""
    from tensorflow.python.autograph.pyct import origin_info

    create_source_map = origin_info.create_source_map

    def noting(nodes: Any, code: str, filepath: str) -> Any:
        source_map = create_source_map(nodes, code, filepath)
        now = places()
        for generated, origin in source_map.items():
            place = now.place(origin.loc.filename, origin.loc.lineno)
            if place is not None:
                now.generated[generated.filename, generated.lineno] = place
        return source_map

    origin_info.create_source_map = noting


def _walk(traceback: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next
