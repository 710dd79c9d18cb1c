"""What is found in the worlds of a module: each rule's findings, where the user can act, and one of all worlds together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from astroid import nodes

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.facts import BOTH
from pylint_lstmshape.interpreter.machine import Decision, World
from pylint_lstmshape.rules import RULES
from pylint_lstmshape.rules.base import Finding, Known


def verdicts(tree: nodes.Module, file: str, explored: Sequence[World], generations: frozenset[int]) -> list[Finding]:
    """The findings in the module in `file`, in order of their place."""
    findings: list[tuple[Finding, int]] = []
    for number, world in enumerate(explored):
        known = Known([(recorded.fact, recorded.calls) for recorded in world.facts], generations)
        for rule in RULES:
            for finding in rule.check(known):
                placed = _place(finding, file)
                if placed is not None and generations <= finding.generations:
                    findings.append((replace(placed, site=_on_one_line(placed.site, tree)), number))
    return _merge(findings, explored)


def _on_one_line(site: Site, tree: nodes.Module) -> Site:
    """The part of a place that is on its first line: editors underline all lines of a region."""
    if site.end_line in (None, site.line):
        return site
    with tree.stream() or BytesIO() as source:
        lines = source.read().splitlines()
    text = lines[site.line - 1].rstrip() if site.line <= len(lines) else b""
    return replace(site, end_line=site.line, end_column=max(len(text), site.column + 1))


def _place(finding: Finding, file: str) -> Finding | None:
    """The finding where the user can act: in the linted file; None where it belongs to another file's own report."""
    if finding.site.file == file:
        return finding
    for at, site in reversed(list(enumerate(finding.calls))):
        if site.file != file:
            continue
        if site.line == 0:
            return None
        chain = [*finding.calls[at + 1 :], finding.site]
        where = " -> ".join(f"{Path(one.file).name} line {one.line}" for one in chain[-2:])
        return finding.noted(f"in {where}", site=site)
    return None


def _merge(findings: Sequence[tuple[Finding, int]], explored: Sequence[World]) -> list[Finding]:
    """One finding a place and rule; one that other worlds disprove stands only if a single condition explains it.

    A world that is not known to its end may disprove what is not found in it yet, where it goes a way of its own.
    """
    grouped: dict[tuple[str, Site], list[tuple[Finding, int]]] = {}
    for finding, number in findings:
        grouped.setdefault((finding.symbol, finding.site), []).append((finding, number))
    merged = []
    for (_, site), group in grouped.items():
        finding = group[0][0]
        found_in = {number for _, number in group}
        raises = finding.raises or site
        confirming = [explored[number] for number in found_in if explored[number].complete]
        reached = {
            number
            for number, world in enumerate(explored)
            if number in found_in or _reaches(world, raises) or _goes_its_own_way(world, confirming)
        }
        if finding.generations != BOTH and _is_guarded(found_in, explored):
            continue
        if found_in != reached:
            decision = _explains(found_in, reached, explored)
            if decision is None:
                continue
            outcome = "true" if decision.taken else "false"
            finding = finding.noted(f"when `{decision.text}` is {outcome}", certain=False)
        merged.append(finding)
    return sorted(merged, key=lambda one: (one.site.line, one.site.column, one.symbol))


def _reaches(world: World, site: Site) -> bool:
    return any(one.fact.site.line == site.line and one.fact.site.file == site.file for one in world.facts)


def _goes_its_own_way(world: World, others: Sequence[World]) -> bool:
    """Whether an unfinished world took a decision that none of the others took."""
    taken = {(one.key, one.taken) for other in others for one in other.decisions}
    return not world.complete and any((one.key, one.taken) not in taken for one in world.decisions)


def _is_guarded(found_in: set[int], explored: Sequence[World]) -> bool:
    """Whether the program goes there only with certain versions installed: it may know what this Keras takes."""
    taken = [{(one.key, one.taken) for one in explored[number].decisions if one.is_guard} for number in found_in]
    return bool(set.intersection(*taken))


def _explains(found_in: set[int], reached: set[int], explored: Sequence[World]) -> Decision | None:
    """The one decision that all worlds with the finding share, and no other world that reaches the place."""
    first = explored[min(found_in)]
    for decision in first.decisions:
        taken = {
            number: next((one.taken for one in explored[number].decisions if one.key == decision.key), None)
            for number in reached
        }
        if all((taken[number] == decision.taken) == (number in found_in) for number in reached) and None not in set(
            taken.values()
        ):
            return decision
    return None
