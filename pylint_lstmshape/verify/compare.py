"""Holds what the analysis says of a program against what a run of it on real Keras showed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import astroid

from pylint_lstmshape import facts
from pylint_lstmshape.analysis import Analysis, analyze
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.settings import Settings
from pylint_lstmshape.verify.harness import Program
from pylint_lstmshape.verify.records import Described, Shape, Trace

_ARRAYS = ("array", "tensor", "symbolic", "table", "column")


@dataclass
class Comparison:
    """`violations`: static facts that the run contradicts. The counts: arrays that met a layer or a fit in the run, and
    of how many the analysis knew the rank, and every dim but the first.
    """

    program: Path
    violations: list[str] = field(default_factory=list)
    met: int = 0
    rank_known: int = 0
    dims_known: int = 0

    def count(self, real: Shape, static: Iterable[tuple[Dim, ...] | None]) -> None:
        """Count one array that was met, and what the analysis said of it."""
        fitting = [shape for shape in static if shape is not None and fits(shape, real)]
        self.met += 1
        self.rank_known += bool(fitting)
        self.dims_known += any(
            all(dim.constant is not None or one is None for dim, one in zip(shape[1:], real[1:], strict=True))
            for shape in fitting
        )


def analyze_program(program: Program, keras: str) -> Analysis:
    """The analysis of a program's source, as if pylint had read it from its file."""
    tree = astroid.parse(program.source, program.path.stem, str(program.path), apply_transforms=False)
    return analyze(tree, Settings(keras=keras))


def fits(static: Sequence[Dim], real: Shape) -> bool:
    """Whether a run-time shape is one that the static shape allows; a None of Keras allows everything."""
    return len(static) == len(real) and all(
        one is None or dim.constant is None or dim.constant == one for dim, one in zip(static, real, strict=True)
    )


def compare(program: Program, analysis: Analysis, trace: Trace) -> Comparison:
    """What of the analysis the run contradicts, and how much of the run the analysis knew."""
    result = Comparison(program.path)
    _compare_bindings(result, analysis, trace)
    _compare_layers(result, analysis, trace)
    _compare_calls(result, analysis, trace)
    if trace.outcome.ran:
        result.violations += [
            f"line {one.site.line}: {one.symbol}, but the program runs: {one.message}" for one in analysis.findings
        ]
    return result


def _here(program: Path, file: str) -> bool:
    return Path(file).name == program.name


def _shape_of(value: Value) -> tuple[bool, tuple[Dim, ...] | None]:
    """Whether a static value says something of an array, and its shape."""
    array = value if isinstance(value, Array) else value.to_array()
    return array is not None, None if array is None else array.shape


def _compare_bindings(result: Comparison, analysis: Analysis, trace: Trace) -> None:
    """A name's array: one of the values that the analysis gave it must allow the shape of the run."""
    said: dict[tuple[int, str], list[Value]] = {}
    for fact in analysis.facts:
        if isinstance(fact, facts.Binding) and _here(result.program, fact.site.file):
            said.setdefault((fact.site.line, fact.name), []).append(fact.value)
    for binding in trace.bindings:
        values = said.get((binding.line, binding.name), [])
        if (
            binding.kind not in _ARRAYS
            or binding.shape is None
            or not values
            or not _here(result.program, binding.file)
        ):
            continue
        known = [_shape_of(value) for value in values]
        if all(is_array and shape is not None and not fits(shape, binding.shape) for is_array, shape in known):
            shapes = ", ".join(sorted({show(shape) for _, shape in known}))
            result.violations.append(f"line {binding.line}: {binding.name} is {binding.shape}, said to be {shapes}")


def _compare_layers(result: Comparison, analysis: Analysis, trace: Trace) -> None:
    """A layer's call: the shapes it got and gave."""
    said: dict[tuple[int, str], list[facts.LayerCall | facts.LayerConflict]] = {}
    for fact in analysis.facts:
        if isinstance(fact, facts.LayerCall | facts.LayerConflict) and _here(result.program, fact.site.file):
            for line in {fact.site.line, fact.layer.site.line}:
                said.setdefault((line, fact.layer.class_name), []).append(fact)
    for call in trace.layer_calls:
        if call.depth or call.raised or not call.symbolic or not _here(result.program, call.file):
            continue
        known = [fact for fact in said.get((call.line, call.layer_class), []) if isinstance(fact, facts.LayerCall)]
        if not known:
            continue
        if not any(_allows(fact, call.input_shapes, call.output_shapes) for fact in known):
            shapes = "; ".join(
                sorted({" ".join(show(one.shape) for one in (*fact.inputs, *fact.outputs)) for fact in known})
            )
            result.violations.append(
                f"line {call.line}: {call.layer_class} takes {call.input_shapes} to {call.output_shapes}, said: {shapes}"
            )


def _allows(fact: facts.LayerCall, inputs: Sequence[Shape | None], outputs: Sequence[Shape | None]) -> bool:
    pairs = list(zip(fact.inputs, inputs, strict=False)) + list(zip(fact.outputs, outputs, strict=False))
    return all(one.shape is None or real is None or fits(one.shape, real) for one, real in pairs)


def _compare_calls(result: Comparison, analysis: Analysis, trace: Trace) -> None:
    """fit, predict …: the arrays that really met the model, and what the analysis knew of them."""
    said: dict[int, list[Value]] = {}
    for fact in analysis.facts:
        if isinstance(fact, facts.ModelCall):
            said.setdefault(fact.site.line, []).extend(one.value for one in (*fact.inputs, *fact.targets))
        elif isinstance(fact, facts.InputConflict):
            said.setdefault(fact.site.line, []).append(fact.array.value)
        elif isinstance(fact, facts.TargetConflict):
            said.setdefault(fact.site.line, []).append(fact.target.value)
        elif isinstance(fact, facts.LayerConflict) and fact.data is not None:
            said.setdefault(fact.site.line, []).append(fact.data.value)
    for call in trace.fit_calls:
        if not _here(result.program, call.file):
            continue
        static = [_shape_of(value)[1] for value in said.get(call.line, [])]
        for name in ("x", "y"):
            for described in _arrays(call.arguments.get(name)):
                assert described.shape is not None
                result.count(described.shape, static)


def _arrays(described: Described | None) -> list[Described]:
    """The arrays in an argument: itself, or those of a list, tuple, dict or an element of a stream."""
    if described is None:
        return []
    if described.kind in (*_ARRAYS, "spec"):
        return [described] if described.shape is not None else []
    return [array for item in described.items for array in _arrays(item)]
