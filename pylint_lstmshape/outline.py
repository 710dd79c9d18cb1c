"""What a program's models and arrays are, as plain facts for every face: layers, shapes, parameters, where arrays come from.

A dim is an int, None (what Keras leaves open: the batch), or a str: a number that nobody knows, by its name ("n - 3").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Constant, Site, Value
from pylint_lstmshape.facts import Binding, CountConflict, Described, Fact, LayerCall, ModelCall, ModelMade
from pylint_lstmshape.interpreter.machine import World
from pylint_lstmshape.keras.blueprints import NoPlanError, Plan, plan
from pylint_lstmshape.keras.model_values import HIDDEN, ModelValue
from pylint_lstmshape.keras.summary import Row, Summary, summarize
from pylint_lstmshape.keras.values import LayerValue, is_open
from pylint_lstmshape.rules.base import Known
from pylint_lstmshape.rules.history import array_of, steps

Dims = tuple[int | str | None, ...]
Number = int | str | None
KINDS = {"b": "bool", "i": "int", "u": "uint", "f": "float", "c": "complex", "U": "str", "S": "bytes", "O": "object"}
MAX_STEPS = 6  # how far back the making of an array is told
MAX_VARIANTS = 4  # models made at one place that are shown


@dataclass(frozen=True)
class Edge:
    """What goes from the layer in a row to another."""

    row: int
    shape: Dims | None


@dataclass(frozen=True)
class Layer:
    """A row of a model's table. `above`: the rows that it reads, and what; a shape is None where its rank is unknown."""

    name: str
    class_name: str
    site: Site
    inputs: tuple[Dims | None, ...]
    outputs: tuple[Dims | None, ...]
    dtype: str
    parameters: Number
    trainable: Number
    above: tuple[Edge, ...]


@dataclass(frozen=True)
class Model:
    """A model: `name` is the variable that holds it, `kind` Sequential, Functional or the program's own class.

    `heads` and `tails`: the rows of its inputs and outputs; a Sequential's input has none.
    """

    name: str
    kind: str
    site: Site
    layers: tuple[Layer, ...]
    inputs: tuple[Dims | None, ...]
    outputs: tuple[Dims | None, ...]
    parameters: Number
    trainable: Number
    complete: bool
    heads: tuple[int, ...] = ()
    tails: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """An assignment on an array's way. Of what is no array yet `dtype` says what it is: "list of 12"."""

    name: str
    site: Site
    shape: Dims | None
    dtype: str
    maker: str


@dataclass(frozen=True)
class Given:
    """An array that meets a model, and the assignments that made it, latest first."""

    text: str
    site: Site
    shape: Dims | None
    dtype: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """A model met data at `site`; `model` is where the model was made."""

    method: str
    site: Site
    model: Site
    role: str
    inputs: tuple[Given, ...]
    targets: tuple[Given, ...]
    outputs: tuple[Dims | None, ...]


@dataclass(frozen=True)
class Named:
    """What a name is bound to at a place, in words: "(n, 31) float array, made by reshape at line 6"."""

    name: str
    site: Site
    text: str
    hint: str = ""  # the short form: (n, 31)


@dataclass(frozen=True)
class Outline:
    """All of a program."""

    models: tuple[Model, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    names: tuple[Named, ...] = field(default=(), repr=False)
    calls: tuple[Named, ...] = field(default=(), repr=False)  # layers where they are called: what they give


def outline(worlds: Sequence[World], generation: int, file: str) -> Outline:
    """The outline of what the worlds of `file` found, in one Keras generation."""
    facts = [recorded.fact for world in worlds for recorded in world.facts]
    return Outline(
        tuple(model for model, _ in _models(worlds, generation, file)),
        tuple(_meetings(worlds, file)),
        tuple(_names(facts, file)),
        tuple(_calls(facts, file)),
    )


def plans(worlds: Sequence[World], generation: int, file: str) -> list[Plan | str]:
    """How to build each model of the outline again, in its order; a str says why that cannot be told."""
    return [_plan(made, generation) for _, made in _models(worlds, generation, file)]


def _plan(made: ModelValue, generation: int) -> Plan | str:
    try:
        return plan(made, generation)
    except NoPlanError as error:
        return str(error)


def _made(facts: Sequence[Fact], file: str) -> list[ModelMade]:
    """The models made in a file, and those of other modules that meet data in it."""
    met = {one.model.site for one in facts if isinstance(one, ModelCall) and one.site.file == file}
    made = [one for one in facts if isinstance(one, ModelMade) and isinstance(one.model, ModelValue)]
    return [one for one in made if one.site.file == file or one.site in met]


def dims(shape: Shape | None) -> Dims | None:
    """A shape as plain numbers and names."""
    return None if shape is None else tuple(None if is_open(dim) else _number(dim) for dim in shape)


def show(shape: Dims | None) -> str:
    """A shape as Python writes it; "?" where unknown."""
    if shape is None:
        return "?"
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"


def _number(dim: Dim | None) -> Number:
    if dim is None or any(str(atom) == "?" for atom in dim.atoms):
        return None  # a formula in a number without a name tells nobody anything
    constant = dim.constant
    return str(dim) if constant is None else constant


def _kind(kind: str | None) -> str:
    return KINDS.get(kind or "", "")


def _models(worlds: Sequence[World], generation: int, file: str) -> Iterator[tuple[Model, ModelValue]]:
    found: dict[Site, list[tuple[Model, ModelValue]]] = {}
    for world in worlds:
        facts = [recorded.fact for recorded in world.facts]
        summaries = [(one, summarize(one.model, one.owner, generation)) for one in _made(facts, file)]  # type: ignore[arg-type]  # models all
        names = _layer_names([row for _, summary in summaries for row in summary.rows], generation)
        for fact, summary in summaries:
            if summary.rows or summary.inputs:
                model = _model(fact, summary, names, _variable(facts, fact))
                variants = found.setdefault(fact.site, [])
                if len(variants) < MAX_VARIANTS and all(model != one for one, _ in variants):
                    variants.append((model, fact.model))  # type: ignore[arg-type]  # models all
    for site in sorted(found, key=lambda one: (one.file != file, one.line, one.column)):
        yield from found[site]


def _variable(facts: Sequence[Fact], made: ModelMade) -> str:
    """The name that a model is first bound to."""
    for fact in facts:
        if isinstance(fact, Binding) and (fact.value is made.model or fact.value is made.owner):
            return fact.name
    return ""


def _model(fact: ModelMade, summary: Summary, names: dict[int, str], variable: str) -> Model:
    assert isinstance(fact.model, ModelValue)
    layers = tuple(_layer(row, names) for row in summary.rows)
    own = getattr(getattr(fact.owner, "cls", None), "name", "")
    total, trained = _total(summary.rows) if summary.complete else (None, None)
    shapes = tuple(map(dims, summary.inputs)), tuple(map(dims, summary.outputs))
    kind = own or fact.model.kind
    ends = summary.heads, summary.tails
    return Model(variable or fact.model.name, kind, fact.site, layers, *shapes, total, trained, summary.complete, *ends)


def _layer(row: Row, names: dict[int, str]) -> Layer:
    return Layer(
        row.name or names.get(id(row), ""),
        row.class_name,
        row.site,
        tuple(map(dims, row.inputs)),
        tuple(map(dims, row.outputs)),
        _kind(row.kinds[0] if row.kinds else None),
        _number(row.parameters.total),
        _number(row.parameters.trained),
        tuple(Edge(at, dims(shape)) for at, shape in row.above),
    )


def _total(rows: Sequence[Row]) -> tuple[Number, Number]:
    """The parameters of a model; None where those of a layer are unknown."""
    sums: list[Number] = []
    for numbers in ([row.parameters.total for row in rows], [row.parameters.trained for row in rows]):
        known = [one for one in numbers if one is not None]
        sums.append(_number(sum(known, Dim.of(0))) if len(known) == len(numbers) else None)
    return sums[0], sums[1]


def _snake_case(name: str) -> str:
    """A class as Keras names its layers: to_snake_case of keras/src/utils/naming.py, the same in Keras 2."""
    return re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)).lower()


def _layer_names(rows: Sequence[Row], generation: int) -> dict[int, str]:
    """The names that Keras gives, by the row's id: the class in snake_case and a number, as layers are made."""
    counts: dict[str, int] = {}
    made: dict[object, str] = {}
    names: dict[int, str] = {}
    for row in sorted(rows, key=lambda one: one.made):
        if row.name:
            continue
        base = _snake_case(row.class_name)
        if row.class_name == "InputLayer":
            base = "input" if generation == 2 else "input_layer"
        key: object = row.made or row.site
        if key not in made:
            number = counts[base] = counts.get(base, -1) + 1
            first = "input_1" if base == "input" else base
            made[key] = first if number == 0 else f"{base}_{number + (base == 'input')}"
        names[id(row)] = made[key]
    return names


def _meetings(worlds: Sequence[World], file: str) -> Iterator[Meeting]:
    seen: set[Meeting] = set()
    for world in worlds:
        known = Known([(one.fact, one.calls) for one in world.facts], frozenset())
        calls = [fact for fact, _ in known.facts if isinstance(fact, ModelCall)]
        met = {fact.site for fact in calls}
        for fact, _ in known.facts:  # where the arrays are not even as many as the inputs, no model met them
            if isinstance(fact, CountConflict) and fact.site not in met:
                met.add(fact.site)
                calls.append(ModelCall(fact.site, fact.method, fact.model, fact.arrays, (), ()))
        for call in calls:
            if call.site.file != file:
                continue
            inputs, targets = (
                tuple(_given(known, call, one) for one in group) for group in (call.inputs, call.targets)
            )
            outputs = tuple(dims(one.shape) for one in call.outputs)
            meeting = Meeting(call.method, call.site, call.model.site, call.role, inputs, targets, outputs)
            if meeting not in seen:
                seen.add(meeting)
                yield meeting


def _given(known: Known, fact: Fact, data: Described) -> Given:
    array = array_of(data.value)
    shape, dtype = (None, "") if array is None else (dims(array.shape), _kind(array.kind))
    return Given(data.text, data.site, shape, dtype, tuple(_history(known, fact, data)))


def _history(known: Known, fact: Fact, data: Described) -> Iterator[Step]:
    """The assignments that made an array: that of its own name, then of the array that this was computed from."""
    seen: set[Site] = set()
    pending = [binding for step in steps(known, fact, data) for binding in (step.binding, *step.reads.values())]
    for binding in pending[:MAX_STEPS]:
        array = array_of(binding.value)
        if binding.site in seen or (array is None and not isinstance(binding.value, ListValue)):
            continue
        seen.add(binding.site)
        shape, dtype = (dims(array.shape), _kind(array.kind)) if array is not None else (None, _text(binding.value))
        maker = array.origin.maker if array is not None and array.origin is not None else ""
        yield Step(binding.name, binding.site, shape, dtype, maker)


def _names(facts: Sequence[Fact], file: str) -> Iterator[Named]:
    """What each name is bound to where it is bound, each place once."""
    seen: dict[Site, Named] = {}
    for fact in facts:
        if isinstance(fact, Binding) and fact.site.file == file and fact.site not in seen:
            described = _words(fact.value)
            if described is not None:
                seen[fact.site] = Named(fact.name, fact.site, *described)
    yield from seen.values()


def _words(value: Value) -> tuple[str, str] | None:
    array = array_of(value)
    if array is not None:
        return (_of_array(array), show(dims(array.shape))) if array.shape is not None else None
    if isinstance(value, LayerValue):
        return f"{value.info.class_name} layer, made at line {value.info.site.line}", ""
    if isinstance(value, ModelValue):
        return f"{value.kind} model, made at line {value.site.line}", ""
    if isinstance(value, Instance) and isinstance(value.cell.content.get(HIDDEN), ModelValue):
        return "model of the program's own class", ""
    if isinstance(value, Constant) and isinstance(value.value, int | float | str | bool):
        return f"{type(value.value).__name__} {value.value!r:.60}", ""
    if isinstance(value, ListValue | TupleValue):
        length = value.cell.content.length if isinstance(value, ListValue) else value.elements.length
        return f"{value.type_path} of {length}", f"len {length}"
    return None


def _text(value: Value) -> str:
    words = _words(value)
    return "" if words is None else words[0]


def _of_array(array: Array) -> str:
    words = {"keras": "symbolic tensor", "tensorflow": "tensor"}.get(array.library, "array")
    text = f"{show(dims(array.shape))} {_kind(array.kind)} {words}".replace("  ", " ")
    low, high = array.range.low, array.range.high
    if low is not None and high is not None:
        text += f", values {low:g} to {high:g}"
    if array.origin is not None and array.origin.site.line:
        text += f", made by {array.origin.maker} at line {array.origin.site.line}"
    return text


def _calls(facts: Sequence[Fact], file: str) -> Iterator[Named]:
    """What each layer gives, where it is made; each place once."""
    seen: dict[Site, Named] = {}
    for fact in facts:
        if isinstance(fact, LayerCall) and fact.layer.site.file == file and fact.layer.site not in seen:
            before, after = (", ".join(show(dims(one.shape)) for one in group) for group in (fact.inputs, fact.outputs))
            name = fact.layer.name or fact.layer.class_name
            seen[fact.layer.site] = Named(name, fact.layer.site, f"{fact.layer.class_name}: {before} -> {after}", after)
    yield from seen.values()
