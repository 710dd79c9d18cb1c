"""Imports TensorFlow and Keras once and forks a child for each program or group: `python -m pylint_lstmshape.verify.server 3 2`.

Nothing of TensorFlow has run when a child is forked, so there is no thread or lock of it to lose: its runtime starts
with the first operation, in the child. Jobs come in as lines of JSON, answers go out likewise, in the order
the programs end. The server ends when its input does.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import sys
import time
import traceback
from collections import deque
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from pylint_lstmshape.verify.generations import load
from pylint_lstmshape.verify.records import Generation
from pylint_lstmshape.verify.trace import Job, run

_PAUSE = 0.01  # seconds between looks at the children


@dataclass(frozen=True)
class _Child:
    jobs: tuple[tuple[int, Job], ...]
    started: float
    deadline: float


class Server:
    """Runs jobs from standard input, so many at once."""

    def __init__(self, generation: Generation, jobs: int) -> None:
        self._generation = generation
        self._jobs = jobs
        self._answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)  # what libraries print is no answer
        self._waiting: deque[tuple[int, Job]] = deque()
        self._children: dict[int, _Child] = {}
        self._keras: ModuleType = load(generation)
        gc.collect()
        gc.freeze()  # the children share these pages

    def serve(self) -> None:
        """Until the input ends; what still runs then is ended too."""
        read = b""
        try:
            while True:
                ready, _, _ = select.select([0], [], [], _PAUSE if self._children or self._waiting else None)
                if ready:
                    chunk = os.read(0, 1 << 20)
                    if not chunk:
                        return
                    *lines, read = (read + chunk).split(b"\n")
                    for line in lines:
                        data = json.loads(line)
                        self._waiting.append((data.pop("number"), Job(**data)))
                while self._waiting and len(self._children) < self._jobs:
                    self._start(self._next())
                self._look()
        finally:
            for pid in self._children:
                _kill(pid)

    def _next(self) -> list[tuple[int, Job]]:
        """The job that waits longest, with those that follow in its group."""
        jobs = [self._waiting.popleft()]
        group = jobs[0][1].group
        while group and self._waiting and self._waiting[0][1].group == group:
            jobs.append(self._waiting.popleft())
        return jobs

    def _start(self, jobs: list[tuple[int, Job]]) -> None:
        pid = os.fork()
        if pid == 0:
            try:
                os.setsid()
                self._answers = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # the answers are the server's
                gc.set_threshold(50_000, 50, 100)
                run([job for _, job in jobs], self._generation, self._keras)
                os._exit(0)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(70)
        now = time.monotonic()
        self._children[pid] = _Child(tuple(jobs), now, now + sum(job.timeout for _, job in jobs))

    def _look(self) -> None:
        """Answers for children that have ended, and ends those whose time is over."""
        for pid, child in list(self._children.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            late = not ended and time.monotonic() > child.deadline
            if late:
                _kill(pid)
                os.waitpid(pid, 0)
            if ended or late:
                _kill(pid)  # what it has started itself
                del self._children[pid]
                self._ended(child, None if late else os.waitstatus_to_exitcode(status))

    def _ended(self, child: _Child, code: int | None) -> None:
        """Answers for a child's jobs. The one that it did not end is to blame; those behind it wait for another child."""
        seconds = (time.monotonic() - child.started) / len(child.jobs)
        left = [(number, job) for number, job in child.jobs if not job.ended.exists()]
        blamed = {left[0][0]} if left else set()
        for number, job in child.jobs:
            if number in blamed or job.ended.exists():
                self._answer({"number": number, "exit": code if number in blamed else 0, "seconds": seconds})
        self._waiting.extendleft(reversed(left[1:]))

    def _answer(self, data: dict[str, Any]) -> None:
        self._answers.write(json.dumps(data) + "\n")
        self._answers.flush()


def _kill(group: int) -> None:
    """Ends a child and all it has started: each child leads a process group of its own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    Server("2" if sys.argv[1] == "2" else "3", int(sys.argv[2])).serve()
