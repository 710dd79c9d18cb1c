"""The Pylint checker: one module in, its findings as messages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from astroid import nodes
from pylint.checkers import BaseChecker
from pylint.interfaces import HIGH, INFERENCE
from pylint.lint import PyLinter

from pylint_lstmshape.analysis import advised, analyze
from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.faces import astroid_brain, results
from pylint_lstmshape.faces.results import Told
from pylint_lstmshape.faces.sarif import Related, SarifReporter
from pylint_lstmshape.facts import Described
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.rules import RULES, Finding, Rule, wording
from pylint_lstmshape.rules.documentation import documentation
from pylint_lstmshape.settings import KERAS_CHOICES, Settings

NAME = "lstmshape"
FAILED = "lstmshape-failed"


def _description(rule: Rule) -> str:
    """The prose of a rule's documentation: pylint's --help-msg puts all on one paragraph."""
    page = documentation(rule)
    return " ".join([page.title, *(f"{name}: {part.text}" for name, part in page.parts.items() if part.text)])


def related(finding: Finding) -> list[tuple[str, Site]]:
    """The other places of a finding, each once: what explains it, what raises, the calls that led there."""
    facts = [] if finding.fact is None else [getattr(finding.fact, field.name) for field in fields(finding.fact)]
    found = [*finding.related, *(place for one in facts if isinstance(one, Described) for place in wording.made(one))]
    found += [("raised here", finding.raises)] if finding.raises is not None else []
    found += [("called here", site) for site in finding.calls]
    return [(words, site) for site, words in {site: words for words, site in reversed(found)}.items()][::-1]


def _said(finding: Finding) -> Told:
    places = tuple((words, site) for words, site in related(finding) if site != finding.site)
    return Told(finding.symbol, finding.site, finding.message, finding.certain, places)


def _advised(node: nodes.Module, settings: Settings, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings with proved fixes as their advice, where the module's text is at hand."""
    stream = node.stream() if findings else None
    if stream is None:
        return findings
    with stream:
        data = stream.read()
    source = Source(data.decode()) if node.file_bytes else Source.decode(data)
    return advised(source, Path(node.file), settings, findings)


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

    def get_map_data(self) -> Related:
        """What this worker of `-j` found out about one file beside its messages."""
        related, self.related = self.related, {}
        return related

    def reduce_map_data(self, linter: PyLinter, data: list[Any]) -> None:
        """What all workers found out."""
        for related in data:
            self.related.update(related)

    def _kept(self, node: nodes.Module, settings: Settings) -> Sequence[Told]:
        on = [rule.symbol for rule in RULES if self.linter.is_message_enabled(rule.symbol)]
        return results.kept(node, f"{settings} {on}", lambda: self._told(node, settings))

    def _told(self, node: nodes.Module, settings: Settings) -> tuple[list[Told], bool]:
        """What there is to tell of a module; and whether it has to do with Keras at all."""
        analysis = analyze(node, settings)
        off = [one for one in analysis.findings if not self.linter.is_message_enabled(one.symbol, one.site.line)]
        on = [one for one in analysis.findings if one not in off]
        findings = [*_advised(node, settings, on), *off]  # pylint itself counts what a comment switches off
        return [_said(one) for one in findings], bool(analysis.generations)

    def visit_module(self, node: nodes.Module) -> None:
        """Analyse a module and report what is found."""
        config = self.linter.config
        settings = Settings(keras=config.lstmshape_keras, read_data=config.lstmshape_read_data)
        told: Sequence[Told] = ()
        try:
            told = self._kept(node, settings) if config.lstmshape_cache else self._told(node, settings)[0]
        except Exception as error:  # pylint: disable=broad-except
            # The one boundary: an exception would cost the file every other checker's messages (F0002).
            logging.getLogger(__name__).debug("analysis failed", exc_info=True)
            self.add_message(FAILED, node=node, line=1, args=(f"{type(error).__name__}: {error}",))
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
