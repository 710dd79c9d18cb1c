"""Pylint as the other faces use it: which files, which options, and which messages the user has switched off where."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from glob import has_magic
from pathlib import Path
from typing import Any, TextIO, cast

from astroid import nodes
from pylint.interfaces import HIGH
from pylint.lint import PyLinter, Run
from pylint.lint.expand_modules import discover_package_path
from pylint.reporters import BaseReporter
from pylint.utils import FileState, tokenize_module

from pylint_lstmshape.analysis import alone
from pylint_lstmshape.faces import documents
from pylint_lstmshape.faces.notebooks import Notebook, NotebookError
from pylint_lstmshape.faces.progress import Collected
from pylint_lstmshape.faces.sarif import Related, related
from pylint_lstmshape.rules import RULES
from pylint_lstmshape.settings import Settings

LEVELS = {"error": "E", "warning": "EW", "advice": "EWRCI"}  # --fail-on: the kinds of message that make the status 1
WATCHED = ("--enable=lstmshape-failed,astroid-error,fatal",)  # what tells that a file was not linted
OWN = frozenset({"lstmshape", *(name for rule in RULES for name in (rule.id, rule.symbol))})


class Linter(PyLinter):
    """Pylint's, which reads notebooks, too: those it is given, and those in folders.

    Messages of this checker that the project's configuration file switches off stay off, whatever `run` switches on.
    """

    def __init__(self, *arguments: Any, spread: Spread | None = None, **options: Any) -> None:
        self._unwanted: list[str] = []
        self._spread = spread
        super().__init__(*arguments, **options)

    def disable(self, msgid: str, scope: str = "package", *arguments: Any, **options: Any) -> None:
        """Switch a message off."""
        if scope == "package" and self.current_name != "Command line":  # which pylint reads last
            self._unwanted.append(msgid)
        super().disable(msgid, scope, *arguments, **options)

    def check(self, files_or_modules: Sequence[str]) -> None:
        """Lint files and folders."""
        for message in OWN.intersection(self._unwanted):
            super().disable(message)
        paths = [*files_or_modules, *self._notebooks(files_or_modules)]
        if self._spread is None:
            if self.config.jobs > 1 and isinstance(self.reporter, Collected) and self.reporter.is_shown:
                self.reporter.total = len(self._files(paths))
            super().check(paths)
        else:
            self._spread(self, self._files(paths))

    def _files(self, paths: Sequence[str]) -> dict[str, str]:
        """The files that `PyLinter.check` would lint, in its order, and the names of their modules."""
        self.initialize()
        found = tuple(self._discover_files(paths))
        packages = dict.fromkeys(discover_package_path(one, self.config.source_roots) for one in found)
        items = self._iterate_file_descrs(found, extra_packages_paths=[*packages])
        return {one.filepath: one.name for one in items}

    def get_ast(self, filepath: str, modname: str, data: str | None = None) -> nodes.Module | None:
        """The tree of a file; None, with a message, where it cannot be read."""
        if data is None and documents.is_notebook(filepath):
            try:
                data = Notebook.decode(Path(filepath).read_bytes()).source.text
            except (NotebookError, OSError) as error:
                self.add_message("syntax-error", line=1, args=f"Parsing failed: '{error}'", confidence=HIGH)
                return None
        with alone():
            return super().get_ast(filepath, modname, data)

    def _notebooks(self, folders: Sequence[str]) -> Iterator[str]:
        """The notebooks below folders that the options do not ignore; the copies that Jupyter keeps are hidden."""
        patterns, paths = self.config.ignore_patterns, self.config.ignore_paths
        for top in filter(os.path.isdir, folders):
            for folder, below, files in os.walk(top):
                below[:] = sorted(
                    name
                    for name in below
                    if not name.startswith(".")
                    and name not in self.config.ignore
                    and not any(pattern.match(name) for pattern in patterns)
                    and not any(path.match(os.path.normpath(os.path.join(folder, name))) for path in paths)
                )
                yield from (os.path.join(folder, name) for name in sorted(files) if documents.is_notebook(name))


Spread = Callable[[Linter, Mapping[str, str]], None]
"""Lints files (of modules of these names) elsewhere, and gives what is found to the linter's reporter and checkers."""


class UsageError(Exception):
    """A path that is not there, or what pylint refuses: its options, its configuration file."""


def run(
    paths: Sequence[str],
    keras: str,
    *options: str,
    reporter: BaseReporter | None = None,
    spread: Spread | None = None,
) -> PyLinter:
    """Lint files and folders with this checker alone; gives pylint's linter when it is done. Raises UsageError."""
    arguments = [
        "--load-plugins=pylint_lstmshape",
        "--disable=all",
        "--enable=lstmshape,syntax-error,parse-error",
        "--recursive=y",
        "--score=n",
        "--persistent=n",
        f"--lstmshape-keras={keras}",
        *options,
        *paths,
    ]
    kind = type("_Run", (Run,), {"LinterClass": partial(Linter, spread=spread)})
    try:
        return cast(Run, kind(arguments, reporter=reporter, exit=False)).linter
    except SystemExit as error:  # it has said why
        raise UsageError("pylint refuses its options or its configuration file") from error


class Linted:
    """What pylint found: the files with messages of this checker, and whether a message is wanted at a line.

    Raises UsageError.
    """

    def __init__(
        self,
        paths: Sequence[str],
        keras: str,
        *options: str,
        jobs: int = 1,
        bar: TextIO | None = None,
        spread: Spread | None = None,
    ) -> None:
        for path in paths:
            if not Path(path).exists() and not has_magic(path):  # pylint takes patterns, for shells that do not
                raise UsageError(f"there is no file or folder {path}")
        reporter = Collected(bar)
        self.linter = run(paths, keras, f"--jobs={jobs}", *WATCHED, *options, reporter=reporter, spread=spread)
        self.modules = reporter.modules  # file: name, of all that were linted
        order = {os.path.abspath(file): number for number, file in enumerate(self.modules)}
        # In the order of files, however many processes there are: one alone parses all files before it lints the first.
        self.messages = sorted(reporter.messages, key=lambda one: order.get(os.path.abspath(one.abspath), -1))

    @property
    def related(self) -> Related:
        """What explains each message."""
        return related(self.linter)

    @property
    def failures(self) -> list[str]:
        """Files that are no Python, paths that are not there: as pylint says it."""
        bad = [one for one in self.messages if one.category in ("fatal", "error") and not self._own(one.symbol)]
        return [f"{one.path}:{one.line}: {one.msg}" for one in bad]

    def _own(self, symbol: str) -> bool:
        return any(one.symbol == symbol and one.msgid[1:3] == "97" for one in self.linter.msgs_store.messages)

    @property
    def files(self) -> list[Path]:
        """The files with messages; first those whose messages lead into another module: they know what data it meets."""
        leading = {
            file for (_, file, *_), places in self.related.items() if any(site.file != file for _, site in places)
        }
        files = dict.fromkeys(one.abspath for one in self.messages if self._own(one.symbol))
        return [Path(one) for one in sorted(files, key=lambda file: file not in leading)]

    @property
    def settings(self) -> Settings:
        """The options, as pylint read them."""
        config = self.linter.config
        return Settings(keras=config.lstmshape_keras, read_data=config.lstmshape_read_data)

    def wanted(self, tree: nodes.Module, symbol: str, line: int) -> bool:
        """Whether the message is switched on at a line of this tree: by options, and by its `# pylint:` comments."""
        linter = self.linter
        linter.set_current_module(tree.name, tree.file)
        linter.file_state = FileState(tree.name, linter.msgs_store, tree)
        linter._ignore_file = False  # as PyLinter._check_file does
        linter.process_tokens(tokenize_module(tree))
        if linter._ignore_file:
            return False
        return bool(linter.is_message_enabled(symbol, line))
