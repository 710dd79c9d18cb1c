"""The Pylint checker: one module in, its findings as messages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from astroid import nodes
from pylint.checkers import BaseChecker
from pylint.interfaces import HIGH, INFERENCE
from pylint.lint import PyLinter

from pylint_lstmshape import disk
from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.faces import astroid_brain
from pylint_lstmshape.faces.sarif import Related, SarifReporter
from pylint_lstmshape.settings import KERAS_CHOICES, Settings

if TYPE_CHECKING:
    from pylint_lstmshape.faces.told import Told

NAME = "lstmshape"
FAILED = "lstmshape-failed"


# Of each message its id, symbol and text for --help-msg: `make docs` writes them down from the rules, which need not
# be loaded to know them.
_MESSAGES: Mapping[str, Sequence[str]] = json.loads(Path(__file__).with_name("messages.json").read_bytes())


class LstmShapeChecker(BaseChecker):
    """Shape mistakes around Keras models, found without running or importing the program."""

    name = NAME
    msgs = {  # noqa: RUF012  # pylint's own declaration
        **{msgid: ("%s", symbol, text) for msgid, (symbol, text) in _MESSAGES.items()},
        "I9701": (
            "lstmshape could not analyse this module: %s",
            FAILED,
            "The analysis met a program it cannot handle; the other checkers are not affected. Please report it.",
            {"default_enabled": False},
        ),
    }
    options = (
        (
            "lstmshape-keras",
            {
                "default": "auto",
                "type": "choice",
                "choices": KERAS_CHOICES,
                "metavar": "<auto|2|3>",
                "help": "Keras generation to check against; auto reads imports, pinned requirements and what is installed.",
            },
        ),
        (
            "lstmshape-read-data",
            {
                "default": True,
                "type": "yn",
                "metavar": "<y or n>",
                "help": "Read the headers of local .npy and .csv files that the program names.",
            },
        ),
        (
            "lstmshape-cache",
            {
                "default": False,
                "type": "yn",
                "metavar": "<y or n>",
                "help": "Keep results in the user's cache folder, for files and imports that have not changed.",
            },
        ),
    )

    def __init__(self, linter: PyLinter) -> None:
        super().__init__(linter)
        self.related: Related = {}

    def open(self) -> None:
        """A run begins."""
        disk.remember()

    def close(self) -> None:
        """It has ended."""
        disk.forget()

    def get_map_data(self) -> Related:
        """What this worker of `-j` found out about one file beside its messages."""
        related, self.related = self.related, {}
        return related

    def reduce_map_data(self, linter: PyLinter, data: list[Any]) -> None:
        """What all workers found out."""
        for related in data:
            self.related.update(related)

    def _kept(self, node: nodes.Module, settings: Settings) -> Sequence[Told]:
        from pylint_lstmshape.faces import results

        on = [symbol for symbol, _ in _MESSAGES.values() if self.linter.is_message_enabled(symbol)]
        return results.kept(node, f"{settings} {on}", lambda: self._told(node, settings))

    def _told(self, node: nodes.Module, settings: Settings) -> tuple[list[Told], bool]:
        """What there is to tell of a module; and whether it has to do with Keras at all."""
        analysis = analyze(node, settings)
        if not analysis.findings:
            return [], bool(analysis.generations)
        from pylint_lstmshape.faces import told  # costs time that files without findings need not spend

        try:
            return told.tell(node, settings, analysis.findings, self.linter.is_message_enabled), True
        except Exception as error:  # pylint: disable=broad-except  # without repairs the findings are as true
            self._failed(node, error, "looking for repairs, ")
            return [told.said(one) for one in analysis.findings], True

    def _failed(self, node: nodes.Module, error: Exception, doing: str = "") -> None:
        import logging

        logging.getLogger(__name__).debug("analysis failed", exc_info=True)
        self.add_message(FAILED, node=node, line=1, args=(f"{doing}{type(error).__name__}: {error}",))

    def visit_module(self, node: nodes.Module) -> None:
        """Analyse a module and report what is found."""
        config = self.linter.config
        settings = Settings(keras=config.lstmshape_keras, read_data=config.lstmshape_read_data)
        told: Sequence[Told] = ()
        try:
            told = self._kept(node, settings) if config.lstmshape_cache else self._told(node, settings)[0]
        except Exception as error:  # pylint: disable=broad-except
            # The one boundary: an exception would cost the file every other checker's messages (F0002).
            self._failed(node, error)
        for finding in told:
            if finding.related:
                place = (finding.symbol, finding.site.file, finding.site.line, finding.site.column)
                self.related[place] = list(finding.related)
            self.add_message(
                finding.symbol,
                node=node,
                line=finding.site.line,
                col_offset=finding.site.column,
                end_lineno=finding.site.end_line,
                end_col_offset=finding.site.end_column,
                args=(finding.message,),
                confidence=HIGH if finding.certain else INFERENCE,
            )


def register(linter: PyLinter) -> None:
    """Add the checker once: some pylint versions load plugins again in each `-j` worker and would report twice."""
    if not any(checker.name == NAME for checker in linter.get_checkers()):
        linter.register_checker(LstmShapeChecker(linter))
        linter.register_reporter(SarifReporter)
        astroid_brain.register()
