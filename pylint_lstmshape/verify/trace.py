"""Runs programs under the tracer, in a process that server.py has forked: one, or one after the other if they may."""

from __future__ import annotations

import ast
import json
import linecache
import logging
import os
import re
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

from pylint_lstmshape.verify import generations, surroundings
from pylint_lstmshape.verify.bindings import Bindings
from pylint_lstmshape.verify.layer_hooks import LayerHooks
from pylint_lstmshape.verify.places import Places, map_generated_code
from pylint_lstmshape.verify.records import Generation, Outcome, Record, Warned, encode
from pylint_lstmshape.verify.session import Session
from pylint_lstmshape.verify.statements import Source, read
from pylint_lstmshape.verify.training_hooks import TrainingHooks

_TEXT = 4000  # characters of an exception's message that are kept
_WARNINGS = 100
_CONTROL_CODES = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Job:
    """A program to run: its source under the name `path`; `folder` is where it finds modules and data, if anywhere.

    Records go to the file `records` as lines of JSON, what it prints to the file `output`; it runs in `scratch`. Jobs
    that follow each other and share a `group` other than 0 share a process.
    """

    path: str
    source: str
    folder: str | None
    scratch: str
    records: str
    output: str
    memory: int
    timeout: float
    group: int = 0

    @property
    def ended(self) -> Path:
        """An empty file that tells that the job has come to its end."""
        return Path(f"{self.records}.ended")


def run(jobs: Sequence[Job], generation: Generation, keras: ModuleType) -> None:
    """Runs the programs and writes what happens as it happens, so that a crash or a timeout leaves what came before."""
    process = _Process(generation, keras)
    for job in jobs:
        output = os.open(job.output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(output)
        with open(job.records, "w", encoding="utf-8") as sink:
            process.run(job, sink)
        sys.stdout.flush()
        sys.stderr.flush()
        job.ended.touch()


class _Process:
    """What the programs of one process share; `_job` is the one that runs."""

    _job: Job
    _sink: TextIO
    _places: Places

    def __init__(self, generation: Generation, keras: ModuleType) -> None:
        self._generation = generation
        self._keras = keras
        self._session = Session()
        self._layers, self._training = LayerHooks(self._session), TrainingHooks(self._session)
        self._arranged = False
        self._warned = 0
        self._read: set[str] = set()

    def run(self, job: Job, sink: TextIO) -> None:
        """One program."""
        self._job, self._sink = job, sink
        self._places = Places(job.path, job.folder)
        self._session.begin(self._places, self._emit)
        self._warned = 0
        self._read.clear()
        self._arrange()
        try:
            code = compile(job.source, job.path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            self._emit(self._outcome(error))
            return
        module = ModuleType("__main__")
        module.__file__ = job.path
        sys.modules["__main__"] = module
        bindings = Bindings(self._places, self._source, self._emit)
        self._session.follows_keras = bindings.subclasses
        error_: BaseException | None = None
        sys.settrace(bindings.trace)
        try:
            exec(code, vars(module))
        except BaseException as error:  # SystemExit and KeyboardInterrupt too: nothing of the program gets out
            error_ = error
        finally:
            sys.settrace(None)
        bindings.finish()
        self._files()
        self._emit(self._outcome(error_))

    def _arrange(self) -> None:
        job = self._job
        os.chdir(job.scratch)
        os.environ["KERAS_HOME"] = os.path.join(job.scratch, ".keras")
        sys.argv = [job.path]
        sys.path[0] = job.scratch if job.folder is None else job.folder
        # Python reads a file's source from here first: inspect and autograph see the program as it runs.
        linecache.cache[job.path] = (len(job.source), None, job.source.splitlines(keepends=True), job.path)
        if self._arranged:
            self._layers.forget()
            self._training.forget()
            generations.forget(self._generation)
        else:
            self._arrange_process()
        surroundings.seed(self._keras)
        if self._generation == "2":
            generations.uncover_private_copy(job.source)

    def _arrange_process(self) -> None:
        self._arranged = True
        sys.dont_write_bytecode = True
        surroundings.shut(self._job.memory)
        import tensorflow as tf

        # Graph rewriting changes speed only, and costs more than such short runs gain.
        tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
        map_generated_code(lambda: self._places)
        self._layers.install(self._keras)
        self._training.install(self._keras, self._generation)
        self._hear_warnings()
        sys.addaudithook(self._audit)

    def _emit(self, record: Record) -> None:
        self._write({"record": type(record).__name__, **encode(record)})

    def _write(self, data: dict[str, Any]) -> None:
        self._sink.write(json.dumps(data) + "\n")
        self._sink.flush()

    def _outcome(self, error: BaseException | None) -> Outcome:
        if error is None or (isinstance(error, SystemExit) and error.code in (None, 0)):
            return Outcome("ran")
        text = _CONTROL_CODES.sub("", str(error))
        stack = self._places.raised_at(error)
        return Outcome(
            "raised",
            type(error).__name__,
            text.partition("\n")[0],
            text[:_TEXT],
            stack[0].file if stack else None,
            stack[0].line if stack else 0,
            stack,
        )

    def _source(self, filename: str) -> Source:
        """A user's file as the line trace needs it."""
        if filename == self._job.path:
            text = self._job.source
        else:
            text = Path(filename).read_text(encoding="utf-8", errors="replace")
        try:
            return read(ast.parse(text))
        except SyntaxError:  # read differently by Python itself, by its declared encoding
            return Source({}, {}, subclasses=True)

    def _hear_warnings(self) -> None:
        def show(message: Warning | str, category: type[Warning], *rest: Any, **more: Any) -> None:
            self._warn(category.__name__, str(message))

        warnings.showwarning = show
        warnings.simplefilter("default")
        handler = logging.Handler(logging.WARNING)
        handler.emit = lambda record: self._warn("log", record.getMessage())  # type: ignore[method-assign]  # a class for one
        for name in ("absl", "tensorflow"):
            logging.getLogger(name).addHandler(handler)

    def _warn(self, category: str, message: str) -> None:
        self._warned += 1
        if self._warned <= _WARNINGS:
            place = self._session.stack()[0]
            self._emit(Warned(place.file, place.line, category, _CONTROL_CODES.sub("", message).strip()[:_TEXT]))

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str):
            self._read.add(arguments[0])

    def _files(self) -> None:
        """Tells which files of its folder the program has read: a kept trace holds as long as they are the same."""
        job = self._job
        if job.folder is None:
            return
        folder = os.path.realpath(job.folder)
        paths = {os.path.realpath(path) for path in {*self._read, *self._places.imported()}}
        scratch = os.path.realpath(job.scratch)
        inside = {os.path.join(folder, os.path.relpath(path, scratch)) for path in paths if _within(path, scratch)}
        inside |= {path for path in paths if _within(path, folder)}
        installed = os.path.realpath(sys.prefix)
        inside = {path for path in inside if not path.endswith(".pyc") and not _within(path, installed)}
        names = sorted(os.path.relpath(path, folder) for path in inside)
        program = os.path.relpath(os.path.realpath(job.path), folder)
        self._write({"record": "files", "files": [name for name in names if name != program]})


def _within(path: str, folder: str) -> bool:
    return path.startswith(os.path.join(folder, ""))
