"""What is known of one document: its last text that is Python, analysed, with its lines where they stand now."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pylint_lstmshape.analysis import Analysis, advised, analyze, fixes, parse
from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.faces.language.positions import Moved
from pylint_lstmshape.faces.linting import Linted
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.fixes.situation import Fix
from pylint_lstmshape.outline import Outline
from pylint_lstmshape.rules import Finding
from pylint_lstmshape.settings import Settings

MAX_FIXES = 6  # offered of one finding


class Switches:
    """The options that pylint reads from the project, and which messages are switched off where."""

    def __init__(self, keras: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            nothing = Path(folder, "nothing.py")
            nothing.write_text("", encoding="utf-8")
            self.linted = Linted([str(nothing)], keras)

    @property
    def settings(self) -> Settings:
        """The options."""
        return self.linted.settings


@dataclass(frozen=True)
class State:
    """A text that is Python, and what was found in it."""

    path: Path
    source: Source
    analysis: Analysis
    wanted: tuple[Finding, ...]  # those that are not switched off, in their rules' own words
    settings: Settings

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings as pylint words them: the shapes of a program are there before its repairs are proved."""
        try:
            return tuple(advised(self.source, self.path, self.settings, self.wanted))
        except Exception:  # pylint: disable=broad-except
            # The boundary of checker.py, for this face: a finding stands without its fix.
            logging.getLogger(__name__).debug("no advice", exc_info=True)
            return self.wanted

    @cached_property
    def outline(self) -> Outline:
        """Its models and arrays."""
        return self.analysis.outline(str(self.path))

    @cached_property
    def _fixes(self) -> dict[int, tuple[Fix, ...]]:
        return {}

    def fixes(self, finding: Finding) -> tuple[Fix, ...]:
        """The proved fixes of a finding, each time the same."""
        if id(finding) not in self._fixes:
            found = []
            try:
                for fix in fixes(self.source, self.path, self.settings, finding):
                    found.append(fix)
                    if len(found) == MAX_FIXES:
                        break
            except Exception:  # pylint: disable=broad-except
                # The boundary of checker.py, for this face: what was found so far stands.
                logging.getLogger(__name__).debug("no fix", exc_info=True)
            self._fixes[id(finding)] = tuple(found)
        return self._fixes[id(finding)]


def examine(path: Path, text: str, switches: Switches) -> State | None:
    """What is found in a text; None where it is no Python or the analysis cannot handle it."""
    source = Source(text)
    try:
        tree = parse(source, path)
        if tree is None:
            return None
        analysis = analyze(tree, switches.settings)
        wanted = [one for one in analysis.findings if switches.linted.wanted(tree, one.symbol, one.site.line)]
        return State(path, source, analysis, tuple(wanted), switches.settings)
    except Exception:  # pylint: disable=broad-except
        # The boundary of checker.py, for this face: the server goes on.
        logging.getLogger(__name__).debug("analysis failed", exc_info=True)
        return None


@dataclass(frozen=True)
class Now:
    """A state, and the text that the editor shows now, which may be a later one that is not Python."""

    state: State
    source: Source

    @cached_property
    def _moved(self) -> Moved | None:
        if self.source.text == self.state.source.text:
            return None
        return Moved(self.state.source.lines, self.source.lines)

    @property
    def is_current(self) -> bool:
        """Whether the state is that of the very text."""
        return self._moved is None

    def site(self, site: Site) -> Site | None:
        """Where a site stands now; None where its lines have changed."""
        if self._moved is None or site.file != str(self.state.path):
            return site
        line = self._moved.line(site.line)
        end = None if site.end_line is None else self._moved.line(site.end_line)
        if line is None or (site.end_line is not None and end is None):
            return None
        return replace(site, line=line, end_line=end)
