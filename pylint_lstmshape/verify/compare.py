"""Holds what the analysis says of a program against what a run of it on real Keras showed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import astroid

from pylint_lstmshape import facts
from pylint_lstmshape.analysis import Analysis, analyze
from pylint_lstmshape.domain.containers import DictValue, ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import NONE, Array, Constant, Integer, Real, Text, Unknown, Value
from pylint_lstmshape.library.python.builtins import value_length
from pylint_lstmshape.rules import LEVELS
from pylint_lstmshape.settings import Settings
from pylint_lstmshape.verify.compare_models import Models, compare_models
from pylint_lstmshape.verify.harness import Program
from pylint_lstmshape.verify.records import Binding, Described, Shape, Trace

_SIZED = ("list", "tuple", "dict", "set", "str")
_SIZED_VALUES = (ListValue, TupleValue, DictValue, Text, Constant)
_PLAIN = (Constant, Integer, Real, Text, ListValue, TupleValue, DictValue)  # what is surely no array
_DATA = ("x", "y", "inputs", "generator")  # the parameters of fit, predict, __call__ … that take arrays
_ARRAYS = ("array", "tensor", "symbolic", "table", "column")


@dataclass
class Comparison:
    """`violations`: static facts that the run contradicts. The counts: arrays that met a layer or a fit in the run, and
    of how many the analysis knew the rank, and every dim but the first; `gaps` tells of each that it did not know.
    """

    program: Path
    violations: list[str] = field(default_factory=list)
    met: int = 0
    rank_known: int = 0
    dims_known: int = 0
    gaps: list[str] = field(default_factory=list)
    models: Models = field(default_factory=Models)

    def count(self, where: str, real: Shape, static: Sequence[tuple[Dim, ...] | None]) -> None:
        """Count one array that was met, and what the analysis said of it."""
        fitting = [shape for shape in static if shape is not None and fits(shape, real)]
        known = any(
            all(dim.constant is not None or one is None for dim, one in zip(shape[1:], real[1:], strict=True))
            for shape in fitting
        )
        self.met += 1
        self.rank_known += bool(fitting)
        self.dims_known += known
        if not known:
            said = "; ".join(dict.fromkeys(show(shape) for shape in fitting or static)) or "nothing"
            self.gaps.append(f"{where} {real}: {said}")


def analyze_program(program: Program, keras: str) -> Analysis:
    """The analysis of a program's source, as if pylint had read it from its file."""
    tree = astroid.parse(program.source, program.path.stem, str(program.path), apply_transforms=False)
    return analyze(tree, Settings(keras=keras))


def fits(static: Sequence[Dim], real: Shape) -> bool:
    """Whether a run-time shape is one that the static shape allows; a None of Keras allows everything.

    A list that came out empty makes an array of shape (0,), whatever its elements would have been.
    """
    if real == (0,) and static and static[0].constant is None:
        return True
    return len(static) == len(real) and all(
        one is None or dim.constant is None or dim.constant == one for dim, one in zip(static, real, strict=True)
    )


def compare(program: Program, analysis: Analysis, trace: Trace) -> Comparison:
    """What of the analysis the run contradicts, and how much of the run the analysis knew."""
    result = Comparison(program.path)
    _compare_bindings(result, analysis, trace)
    _compare_layers(result, analysis, trace)
    _compare_calls(result, analysis, trace)
    result.models = compare_models(program.path, analysis, trace)
    result.violations += result.models.wrong
    if trace.outcome.ran:
        result.violations += [
            f"line {one.site.line}: {one.symbol}, but the program runs: {one.message}"
            for one in analysis.findings
            if LEVELS[one.symbol] == "E"
        ]
    return result


def _here(program: Path, file: str) -> bool:
    return Path(file).name == program.name


def _shape_of(value: Value) -> tuple[bool, tuple[Dim, ...] | None]:
    """Whether a static value says something of an array, and its shape."""
    array = value if isinstance(value, Array) else value.to_array()
    return array is not None, None if array is None else array.shape


def said_of(value: Value) -> tuple[str, str]:
    """What a static value says, and of what: ("shape", "(8, 31)"), ("len", "n - 3"), ("value", "'adam'")."""
    is_array, shape = _shape_of(value)
    if is_array:
        return "shape", show(shape)
    length = value_length(value)
    if length is not None and not isinstance(value, Constant):
        return "len", str(length)
    if isinstance(value, Constant):
        return "value", repr(value.value)
    return "value", str(value.dim) if isinstance(value, Integer) else "unknown"


def allows(value: Value, binding: Binding) -> bool:
    """Whether a run-time value is one that the static value stands for, as far as shape, length and numbers tell."""
    is_array, shape = _shape_of(value)
    if binding.kind in _ARRAYS:
        if is_array:
            return binding.shape is None or shape is None or fits(shape, binding.shape)
        return not isinstance(value, _PLAIN)
    if binding.kind in _SIZED and binding.shape is not None:
        length = value_length(value)
        if isinstance(value, _SIZED_VALUES) and length is not None:
            return length.constant is None or length.constant == binding.shape[0]
        return not isinstance(value, Constant) or isinstance(value.value, str | bytes)
    if binding.kind in ("int", "bool", "float") and isinstance(value, Constant):
        number = value.value
        return isinstance(number, bool | int | float) and (
            binding.min is None or binding.max is None or binding.min <= number <= binding.max
        )
    return binding.kind != "none" or isinstance(value, Unknown) or value == NONE


def bound(analysis: Analysis, program: Path) -> dict[tuple[int, str], list[Value]]:
    """The values that the analysis gave each name, by line."""
    found: dict[tuple[int, str], list[Value]] = {}
    for fact in analysis.facts:
        if isinstance(fact, facts.Binding) and _here(program, fact.site.file):
            found.setdefault((fact.site.line, fact.name), []).append(fact.value)
    return found


def _compare_bindings(result: Comparison, analysis: Analysis, trace: Trace) -> None:
    """What a name was bound to: one of the values that the analysis gave it must allow what the run showed."""
    said = bound(analysis, result.program)
    for binding in trace.bindings:
        values = said.get((binding.line, binding.name), [])
        if values and _here(result.program, binding.file) and not any(allows(value, binding) for value in values):
            shown = binding.shape if binding.shape else f"{binding.type} {binding.min}..{binding.max}"
            texts = ", ".join(sorted({" ".join(said_of(value)) for value in values}))
            result.violations.append(f"line {binding.line}: {binding.name} is {shown}, said to be {texts}")


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
        if isinstance(fact, facts.DataGiven):
            said.setdefault(fact.site.line, []).extend(fact.arrays)
        elif isinstance(fact, facts.LayerCall):
            said.setdefault(fact.site.line, []).extend(fact.inputs)
    for call in trace.fit_calls:
        if not _here(result.program, call.file):
            continue
        static = [_shape_of(value)[1] for value in said.get(call.line, [])]
        for name in _DATA:
            for described in _arrays(call.arguments.get(name)):
                assert described.shape is not None
                result.count(f"line {call.line}: {call.method} {name}", described.shape, static)


def _arrays(described: Described | None) -> list[Described]:
    """The arrays in an argument: itself, or those of a list, tuple, dict or an element of a stream."""
    if described is None:
        return []
    if described.kind in (*_ARRAYS, "spec"):
        return [described] if described.shape is not None else []
    return [array for item in described.items for array in _arrays(item)]
