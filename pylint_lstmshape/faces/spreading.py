"""`lstmshape check --scheduler ADDRESS`: spreads files over the workers of a Dask cluster that is there already.

The workers see the same files under the same paths, and have the same version of this package. What they cannot do, or
what is lost with them, is done here: the result is that of one machine.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pylint.message import Message
from pylint.utils import LinterStats, merge_stats

from pylint_lstmshape import disk
from pylint_lstmshape.faces import results
from pylint_lstmshape.faces.linting import WATCHED, Linter, UsageError, run
from pylint_lstmshape.faces.progress import Collected
from pylint_lstmshape.faces.sarif import Related, related

if TYPE_CHECKING:
    from distributed import Client

MOST = 32  # files in one task: a worker starts a process for each, so that none shares pylint's state with others
SHARES = 4  # tasks for each worker, where there are many files: the fast ones take more
RETRIES = 2  # of a task whose process fails
WAIT = 10  # seconds until the scheduler must have answered
_CHILD = "import sys; from pylint_lstmshape.faces import spreading; sys.exit(spreading.main())"
PATIENCE = 5.0  # seconds after which it is asked whether there are workers left


@dataclass(frozen=True)
class Task:
    """Files to be linted in a working directory, each with what it is known by."""

    folder: str
    keras: str
    options: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    versions: str


@dataclass(frozen=True)
class Part:
    """What was found in the files of a task: the modules linted (file: name), messages, what explains them."""

    modules: dict[str, str]
    messages: list[Message]
    related: Related
    stats: LinterStats


class TaskError(Exception):
    """A task was not done; the message says why."""


class Spreading:
    """Lints on a cluster, with this generation of Keras and these options of pylint."""

    def __init__(self, address: str, keras: str, *options: str) -> None:
        self._address = address
        self._keras = keras
        self._options = options

    def __call__(self, linter: Linter, modules: Mapping[str, str]) -> None:
        """Lint files (each with its module's name); their messages come in the order in which one machine finds them. Raises UsageError."""
        client, files = _client(self._address), list(modules)
        parts: dict[int, Part] = {}
        reasons: set[str] = set()
        try:
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
            size = max(1, min(MOST, -(-len(files) // (SHARES * max(workers, 1)))))
            tasks = [self._task(files[start : start + size]) for start in range(0, len(files), size)]
            for number, part in _gathered(client, tasks):
                if isinstance(part, str):
                    reasons.add(part)
                    continue
                parts[number] = part
                cast(Collected, linter.reporter).arrived(sum(len(one.modules) for one in parts.values()), len(files))
        finally:
            client.close()
        if len(parts) < len(tasks):
            why = "; ".join(sorted(reasons)) or "it has no workers"
            print(
                f"lstmshape: the cluster left {len(tasks) - len(parts)} of {len(tasks)} tasks: {why}", file=sys.stderr
            )
        for number, task in enumerate(tasks):
            _take(linter, parts[number] if number in parts else pickle.loads(lint(task)), modules)

    def _task(self, files: Sequence[str]) -> Task:
        known = tuple((file, disk.content(file)) for file in files)
        return Task(os.getcwd(), self._keras, self._options, known, results.versions())


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise UsageError('--scheduler needs Dask: pip install "pylint-lstmshape[dask]"') from error
    try:
        return Client(address, timeout=WAIT)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}") from error


def _gathered(client: Client, tasks: Sequence[Task]) -> Iterator[tuple[int, Part | str]]:
    """What the workers have done, as it comes, or why a task was not done; ends where there are no workers left."""
    from distributed import wait

    pending = {client.submit(lint, task, pure=False, retries=RETRIES): number for number, task in enumerate(tasks)}
    while pending:
        try:
            done = wait(list(pending), timeout=PATIENCE, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            if _has_workers(client):
                continue
            return
        except (OSError, CancelledError):  # the scheduler is gone
            return
        for future in done:
            number = pending.pop(future)
            if future.status == "finished":
                yield number, pickle.loads(future.result())
            elif future.status == "error":
                error = future.exception()
                yield number, f"{type(error).__name__}: {error}".splitlines()[0]


def _has_workers(client: Client) -> bool:
    try:
        return bool(client.scheduler_info(n_workers=-1)["workers"])
    except (OSError, RuntimeError):
        return False


def lint(task: Task) -> bytes:
    """Do a task in a process of its own; gives the Part, pickled. Raises TaskError."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD],
            cwd=task.folder,
            input=pickle.dumps(task),
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise TaskError(f"{task.folder}: {error.strerror}") from error
    if done.returncode:
        raise TaskError((done.stderr.decode(errors="replace").strip().splitlines() or ["its process died"])[-1])
    return done.stdout


def _done(task: Task) -> Part:
    if task.versions != results.versions():
        raise TaskError("another version of lstmshape, pylint or Python")
    if not disk.holds(("content", file, known) for file, known in task.files):
        raise TaskError("the files are not the same there")
    reporter = Collected()
    linter = run([file for file, _ in task.files], task.keras, *WATCHED, *task.options, reporter=reporter)
    return Part(reporter.modules, list(reporter.messages), related(linter), linter.stats)


def _take(linter: Linter, part: Part, modules: Mapping[str, str]) -> None:
    """What pylint's `check_parallel` does with what its workers found."""
    for file, there in part.modules.items():
        name = modules.get(file, there)
        linter.set_current_module(name, file)
        if name != there and there in part.stats.by_module:  # a package is named otherwise where it is given alone
            part.stats.by_module[name] = part.stats.by_module.pop(there)
    names = {os.path.abspath(file): name for file, name in modules.items()}
    for message in part.messages:
        message.module = names.get(os.path.abspath(message.abspath), message.module)
        linter.reporter.handle_message(message)
    for checker in linter.get_checkers():
        if hasattr(checker, "related"):
            checker.reduce_map_data(linter, [part.related])
    linter.stats = merge_stats([linter.stats, part.stats])


def main() -> int:
    """A task comes in on standard input, its part goes out."""
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what pylint prints is no part
    try:
        part = _done(pickle.load(sys.stdin.buffer))
    except (TaskError, UsageError) as error:
        print(error, file=sys.stderr)
        return 1
    with told:
        pickle.dump(part, told)
    return 0
