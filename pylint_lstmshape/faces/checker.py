"""The Pylint checker: one module in, its findings as messages."""

from __future__ import annotations

import logging

from astroid import nodes
from pylint.checkers import BaseChecker
from pylint.interfaces import HIGH, INFERENCE
from pylint.lint import PyLinter

from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.faces import astroid_brain
from pylint_lstmshape.rules import RULES, Rule
from pylint_lstmshape.rules.documentation import documentation
from pylint_lstmshape.settings import KERAS_CHOICES, Settings

NAME = "lstmshape"
FAILED = "lstmshape-failed"


def _description(rule: Rule) -> str:
    """The prose of a rule's documentation: pylint's --help-msg puts all on one paragraph."""
    page = documentation(rule)
    return " ".join([page.title, *(f"{name}: {part.text}" for name, part in page.parts.items() if part.text)])


class LstmShapeChecker(BaseChecker):
    """Shape mistakes around Keras models, found without running or importing the program."""

    name = NAME
    msgs = {  # noqa: RUF012  # pylint's own declaration
        **{rule.id: ("%s", rule.symbol, _description(rule)) for rule in RULES},
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
    )

    def visit_module(self, node: nodes.Module) -> None:
        """Analyse a module and report what is found."""
        config = self.linter.config
        settings = Settings(keras=config.lstmshape_keras, read_data=config.lstmshape_read_data)
        try:
            findings = analyze(node, settings).findings
        except Exception as error:  # pylint: disable=broad-except
            # The one boundary: an exception would cost the file every other checker's messages (F0002).
            logging.getLogger(__name__).debug("analysis failed", exc_info=True)
            self.add_message(FAILED, node=node, line=1, args=(f"{type(error).__name__}: {error}",))
            return
        for finding in findings:
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
        astroid_brain.register()
