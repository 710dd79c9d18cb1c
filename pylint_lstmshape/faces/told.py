"""What the checker tells of a finding: its message, and the places that explain it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from astroid import nodes

from pylint_lstmshape.analysis import advised
from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.facts import Described
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.rules import Finding, wording
from pylint_lstmshape.settings import Settings


@dataclass(frozen=True)
class Told:
    """What is told of a finding: all that its message needs."""

    symbol: str
    site: Site
    message: str
    certain: bool
    related: tuple[tuple[str, Site], ...]


def tell(
    node: nodes.Module, settings: Settings, findings: Sequence[Finding], is_on: Callable[[str, int], bool]
) -> list[Told]:
    """What there is to tell of a module's findings; `is_on` says of a symbol and a line whether it is to be shown."""
    off = [one for one in findings if not is_on(one.symbol, one.site.line)]
    on = [one for one in findings if one not in off]
    # Those that are off are told, too: pylint itself counts what a comment switches off.
    return [said(one) for one in [*_advised(node, settings, on), *off]]


def related(finding: Finding) -> list[tuple[str, Site]]:
    """The other places of a finding, each once: what explains it, what raises, the calls that led there."""
    facts = [] if finding.fact is None else [getattr(finding.fact, field.name) for field in fields(finding.fact)]
    found = [*finding.related, *(place for one in facts if isinstance(one, Described) for place in wording.made(one))]
    found += [("raised here", finding.raises)] if finding.raises is not None else []
    found += [("called here", site) for site in finding.calls]
    return [(words, site) for site, words in {site: words for words, site in reversed(found)}.items()][::-1]


def said(finding: Finding) -> Told:
    """A finding in its rule's own words."""
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
