"""Holds the summaries of a program's models against what Keras had of them after compile and after each fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pylint_lstmshape import facts
from pylint_lstmshape.analysis import Analysis
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.summary import Row, Summary, summarize
from pylint_lstmshape.verify.records import LayerSummary, ModelSummary, Shape, Trace


@dataclass
class Models:
    """`wrong`: what Keras contradicts. The counts are of what Keras told: parameters of layers and of models, output
    shapes; and of how many the analysis said the same. `open`: models whose parameters it does not say, and why.
    """

    wrong: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)

    def count(self, what: str, *, known: bool) -> None:
        """Count one thing that Keras told."""
        self.met[what] = self.met.get(what, 0) + 1
        self.known[what] = self.known.get(what, 0) + known


def compare_models(program: Path, analysis: Analysis, trace: Trace) -> Models:
    """Every summary of the run against those of the analysis that speak of a model compiled or fed at its line."""
    result = Models()
    said = _summaries(analysis, program)
    for real in trace.models:
        ours = said.get(real.line, []) if Path(real.file).name == program.name else []
        if not ours:
            continue
        found = [(_differences(one, real), one) for one in ours]
        differences, best = min(found, key=lambda pair: (len(pair[0]), -_said(pair[1])))
        result.wrong += [f"line {real.line}: {real.model_class} {real.model_name}: {text}" for text in differences]
        _count(result, best, real)
    return result


def _said(summary: Summary) -> int:
    return sum(row.parameters.total is not None for row in summary.rows)


def _summaries(analysis: Analysis, program: Path) -> dict[int, list[Summary]]:
    """The summaries by the lines of the program where the model is compiled or meets data."""
    met: dict[Site, set[int]] = {}
    for fact in analysis.facts:
        if isinstance(fact, facts.ModelCall) and Path(fact.site.file).name == program.name:
            met.setdefault(fact.model.site, set()).add(fact.site.line)
    found: dict[int, list[Summary]] = {}
    for fact in analysis.facts:
        if not isinstance(fact, facts.ModelMade) or not isinstance(fact.model, ModelValue):
            continue
        compiled = fact.model.state.compiled
        lines = {compiled.site.line} if compiled is not None and compiled.site is not None else set()
        for line in lines | met.get(fact.site, set()):
            found.setdefault(line, []).append(summarize(fact.model, fact.owner, max(analysis.generations)))
    return found


def _differences(ours: Summary, real: ModelSummary) -> list[str]:
    if not ours.complete or not ours.rows:
        return []
    rows = _layers(ours)
    pairs = zip([row.class_name for row in rows], [one.layer_class for one in real.layers], strict=False)
    # A "Model" is one that was loaded: of which class, nobody said.
    if len(rows) != len(real.layers) or any(said not in (other, "Model") for said, other in pairs):
        said = ", ".join(row.class_name for row in rows)
        return [f"has {', '.join(one.layer_class for one in real.layers)}; said to have {said}"]
    texts = [text for row, one in zip(rows, real.layers, strict=True) for text in _of_layer(row, one)]
    total = _total(rows)
    if total is not None and total.constant is not None and _is_built(real) and real.params != total.constant:
        texts.append(f"has {real.params} parameters, said to have {total}")
    return texts


def _is_built(real: ModelSummary) -> bool:
    """Whether all layers have their weights: a program that raises may have built some only."""
    return real.params is not None and all(one.params is not None for one in real.layers)


def _total(rows: Sequence[Row]) -> Dim | None:
    known = [row.parameters.total for row in rows if row.parameters.total is not None]
    return sum(known, Dim.of(0)) if len(known) == len(rows) else None


def _layers(summary: Summary) -> list[Row]:
    """Operations that are no layers have no row in Keras 3."""
    return [row for row in summary.rows if row.layer is not None or row.class_name == "InputLayer"]


def _of_layer(row: Row, real: LayerSummary) -> list[str]:
    name = f"{real.layer_class} {real.name}"
    texts = []
    total = None if row.parameters.total is None else row.parameters.total.constant
    if total is not None and real.params is not None and total != real.params:
        texts.append(f"{name} has {real.params} parameters, said to have {total}")
    if real.output_shapes and row.outputs and not _same(row, real.output_shapes):
        texts.append(f"{name} gives {real.output_shapes}, said to give {', '.join(map(show, row.outputs))}")
    return texts


def _same(row: Row, real: Sequence[Shape | None]) -> bool:
    """Whether outputs may be those: of a layer with several the model may take but some."""
    pairs = zip(row.outputs, real, strict=False)
    return all(ours is None or shape is None or _fits(ours, shape) for ours, shape in pairs)


def _fits(ours: Sequence[Dim], real: Shape) -> bool:
    return len(ours) == len(real) and all(
        one is None or dim.constant is None or dim.constant == one for dim, one in zip(ours, real, strict=True)
    )


def _count(result: Models, ours: Summary, real: ModelSummary) -> None:
    rows = _layers(ours)
    for at, one in enumerate(real.layers):
        row = rows[at] if at < len(rows) and rows[at].class_name == one.layer_class else None
        if one.params is not None:
            total = None if row is None or row.parameters.total is None else row.parameters.total.constant
            result.count("layers' parameters", known=total == one.params)
        if one.output_shapes and None not in one.output_shapes:
            result.count("output shapes", known=row is not None and bool(row.outputs) and None not in row.outputs)
    if _is_built(real):
        sums = _total(rows) if ours.complete else None
        result.count("models' parameters", known=sums is not None and sums.constant == real.params)
        if sums is None or sums.constant is None:
            why = "unknown" if sums is None else f"of a number that only a run tells: {sums}"
            result.open.append(f"line {real.line}: {real.model_class} of {real.params} parameters, {why}")
