"""Runs programs on real Keras and gives what truly happened: the door to this package.

    traces = run_programs([Program.read(path) for path in paths], keras="3")

TensorFlow is imported once per generation and process (server.py), every program runs in a forked child,
of its own unless it may share one.
"""

from __future__ import annotations

import atexit
import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pylint_lstmshape.verify.cache import Cache
from pylint_lstmshape.verify.records import RECORDS, Binding, Generation, Outcome, Trace, decode
from pylint_lstmshape.verify.trace import Job

TIMEOUT = 300.0
"""Seconds that a program may take: many times what one needs, for machines that do other things as well."""
MEMORY = 4 << 30
"""Bytes that a program may take beyond what TensorFlow and Keras have."""
JOBS = 2
"""Programs that run at once."""

_CHECKOUT = Path(__file__).parents[2]
_CACHE = Cache(_CHECKOUT / ".cache" / "verify") if (_CHECKOUT / "pyproject.toml").exists() else None
_OUTPUT = 4000  # characters kept of the end of what a program prints


@dataclass(frozen=True)
class Program:
    """Source to be run under the name `path`; what stands beside it is found, what it writes is not kept."""

    path: Path
    source: str

    @classmethod
    def read(cls, path: Path) -> Program:
        """A program as it stands in its file."""
        return cls(path.resolve(), path.read_text(encoding="utf-8"))


def run_programs(
    programs: Sequence[Program],
    keras: Generation = "3",
    *,
    timeout: float = TIMEOUT,
    cached: bool = True,
    together: int = 1,
) -> list[Trace]:
    """The traces of programs, in their order; a kept trace is taken if nothing has changed (`cached`).

    Programs that leave nothing behind in Python or TensorFlow may run so many `together`, one after the other in one
    process, which is several times faster.
    """
    store = _CACHE if cached else None
    traces: dict[int, Trace] = {}
    for position, program in enumerate(programs):
        kept = None if store is None else store.get(program.path, program.source, keras)
        if kept is not None:
            traces[position] = kept
    missing = [position for position in range(len(programs)) if position not in traces]
    if missing:
        server = _server(keras)
        for number, trace in server.run([programs[position] for position in missing], timeout, together):
            traces[missing[number]] = trace
            if store is not None:
                store.put(programs[missing[number]].path, programs[missing[number]].source, trace)
    return [traces[position] for position in range(len(programs))]


class _Server:
    """A process of server.py."""

    def __init__(self, keras: Generation) -> None:
        self._keras = keras
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # open as long as the process lives
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pylint_lstmshape.verify.server", keras, str(JOBS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=_CHECKOUT,
            text=True,
            start_new_session=True,
        )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """Ends the process: its input ends."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process.wait()
        self._errors.close()

    def _last_words(self) -> str:
        self._process.wait()
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")[-_OUTPUT:]

    def run(self, programs: Sequence[Program], timeout: float, together: int) -> Iterator[tuple[int, Trace]]:
        """The traces with their programs' numbers, in the order they end."""
        questions, answers = self._process.stdin, self._process.stdout
        assert questions is not None
        assert answers is not None
        with tempfile.TemporaryDirectory(prefix="lstmshape-", ignore_cleanup_errors=True) as scratch:
            jobs = [
                _job(program, Path(scratch, str(number)), timeout, 1 + number // together if together > 1 else 0)
                for number, program in enumerate(programs)
            ]
            for number, job in enumerate(jobs):
                questions.write(json.dumps({"number": number, **dataclasses.asdict(job)}) + "\n")
            questions.flush()
            for _ in jobs:
                line = answers.readline()
                if not line:
                    raise RuntimeError(f"the server for Keras {self._keras} has ended: {self._last_words()}")
                answer = json.loads(line)
                job = jobs[answer["number"]]
                yield answer["number"], _read(job, self._keras, answer["exit"], answer["seconds"])
                shutil.rmtree(job.scratch, ignore_errors=True)


_servers: dict[Generation, _Server] = {}


def _server(keras: Generation) -> _Server:
    """The server of a generation, started when it is first needed."""
    server = _servers.get(keras)
    if server is None or not server.alive:
        server = _servers[keras] = _Server(keras)
        atexit.register(server.close)
    return server


def _job(program: Program, place: Path, timeout: float, group: int) -> Job:
    """A job in a folder of its own, in which what stands beside the program can be read."""
    scratch = place / "run"
    scratch.mkdir(parents=True)
    folder = program.path.parent
    beside = folder if folder.is_dir() else None
    for entry in [] if beside is None else os.scandir(beside):
        (scratch / entry.name).symlink_to(entry.path)
    return Job(
        path=str(program.path),
        source=program.source,
        folder=None if beside is None else str(beside),
        scratch=str(scratch),
        records=str(place / "records"),
        output=str(place / "output"),
        memory=MEMORY,
        timeout=timeout,
        group=group,
    )


def _read(job: Job, keras: Generation, code: int | None, seconds: float) -> Trace:
    """The trace that a child has left; `code` is its exit status, negative for a signal, None when it was late."""
    found: dict[str, list[Any]] = {name: [] for name in [*RECORDS, "files"]}
    bindings: dict[tuple[Any, ...], Binding] = {}
    for data in _lines(Path(job.records)):
        name = data.pop("record")
        if name == "files":
            found[name] = data["files"]
            continue
        record = decode(RECORDS[name], data)
        if isinstance(record, Binding):  # a later one of the same form says more
            place = (record.file, record.line, record.function, record.name)
            form = (record.kind, record.type, record.shape, record.dtype)
            bindings[place, form] = record
        else:
            found[name].append(record)
    try:
        output = Path(job.output).read_text(encoding="utf-8", errors="replace")[-_OUTPUT:]
    except OSError:
        output = ""
    return Trace(
        path=job.path,
        keras=keras,
        outcome=found["Outcome"][-1] if code == 0 and found["Outcome"] else _ended(code),
        layer_calls=tuple(found["LayerCall"]),
        fit_calls=tuple(found["FitCall"]),
        bindings=tuple(bindings.values()),
        models=tuple(found["ModelSummary"]),
        warnings=tuple(found["Warned"]),
        files=tuple(found["files"]),
        output=output,
        seconds=seconds,
    )


def _ended(code: int | None) -> Outcome:
    """The outcome of a program that has not told its own."""
    if code is None:
        return Outcome("timeout")
    if code < 0:
        return Outcome("crashed", message=f"ended by {signal.Signals(-code).name}")
    return Outcome("crashed", message=f"left the interpreter with exit status {code}")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file; a child that was ended may have left its last line half."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return
    *whole, _ = text.split("\n")
    for line in whole:
        yield json.loads(line)
