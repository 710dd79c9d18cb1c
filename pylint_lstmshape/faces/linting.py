"""Pylint as the other faces use it: which files, which options, and which messages the user has switched off where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from astroid import nodes
from pylint.lint import PyLinter, Run
from pylint.reporters import BaseReporter, CollectingReporter
from pylint.utils import FileState, tokenize_module

from pylint_lstmshape.settings import Settings


def run(paths: Sequence[str], keras: str, *options: str, reporter: BaseReporter | None = None) -> PyLinter:
    """Lint files and folders with this checker alone; gives pylint's linter when it is done."""
    return Run(
        [
            "--load-plugins=pylint_lstmshape",
            "--disable=all",
            "--enable=lstmshape,syntax-error,parse-error",
            "--recursive=y",
            "--score=n",
            "--persistent=n",
            f"--lstmshape-keras={keras}",
            *options,
            *paths,
        ],
        reporter=reporter,
        exit=False,
    ).linter


class Linted:
    """What pylint found: the files with messages of this checker, and whether a message is wanted at a line."""

    def __init__(self, paths: Sequence[str], keras: str) -> None:
        reporter = CollectingReporter()
        self._linter = run(paths, keras, reporter=reporter)
        self.messages = list(reporter.messages)

    @property
    def failures(self) -> list[str]:
        """Files that are no Python, paths that are not there: as pylint says it."""
        bad = [one for one in self.messages if one.category in ("fatal", "error") and not self._own(one.symbol)]
        return [f"{one.path}:{one.line}: {one.msg}" for one in bad]

    def _own(self, symbol: str) -> bool:
        return any(one.symbol == symbol and one.msgid[1:3] == "97" for one in self._linter.msgs_store.messages)

    @property
    def files(self) -> list[Path]:
        """The files with messages, in pylint's order."""
        return list(dict.fromkeys(Path(one.abspath) for one in self.messages if self._own(one.symbol)))

    @property
    def settings(self) -> Settings:
        """The options, as pylint read them."""
        config = self._linter.config
        return Settings(keras=config.lstmshape_keras, read_data=config.lstmshape_read_data)

    def wanted(self, tree: nodes.Module, symbol: str, line: int) -> bool:
        """Whether the message is switched on at a line of this tree: by options, and by its `# pylint:` comments."""
        linter = self._linter
        linter.set_current_module(tree.name, tree.file)
        linter.file_state = FileState(tree.name, linter.msgs_store, tree)
        linter._ignore_file = False  # as PyLinter._check_file does
        linter.process_tokens(tokenize_module(tree))
        if linter._ignore_file:
            return False
        return bool(linter.is_message_enabled(symbol, line))
