"""Analyses many drawn programs in one module, through the public door, and says what each is thought to do."""

from __future__ import annotations

from collections.abc import Sequence

import astroid

from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.containers import DictValue, ListValue, TupleValue
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.facts import ArgumentConflict, Binding, Fact, LayerConflict, OperationConflict
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.settings import Settings
from tests.keras.layers import real
from tests.keras.layers.real import Outcome

STEPS = 40  # programs a module


def outcomes(texts: Sequence[str], generation: int) -> list[Outcome | None]:
    """What each program is thought to do; None where that is unknown."""
    found: list[Outcome | None] = []
    for start in range(0, len(texts), STEPS):
        found += _module(texts[start : start + STEPS], generation)
    return found


def _module(texts: Sequence[str], generation: int) -> list[Outcome | None]:
    head = f"import keras\nfrom keras import layers as L\n{real.prologue(generation)}"
    lines = head.count("\n") + 1
    starts: dict[int, int] = {}
    body = ""
    for number, text in enumerate(texts):
        for line in range(3):
            starts[lines + 3 * number + line] = number
        body += text.replace("@", str(number))
    analysis = analyze(astroid.parse(head + body, path="programs.py"), Settings(str(generation)))
    facts: list[list[Fact]] = [[] for _ in texts]
    for world in analysis.worlds:
        for recorded in world.facts:
            places = [site.line for site in (*recorded.calls, recorded.fact.site) if site.line in starts]
            if places:
                facts[starts[places[0]]].append(recorded.fact)
    return [_outcome(number, found, generation) for number, found in enumerate(facts)]


def _outcome(number: int, facts: Sequence[Fact], generation: int) -> Outcome | None:
    for fact in facts:
        if isinstance(fact, LayerConflict | ArgumentConflict) and generation in fact.generations:
            return Outcome(f"{type(fact).__name__}: {fact.conflict.text}")
        if isinstance(fact, OperationConflict):
            return Outcome(f"{type(fact).__name__}: {fact.conflict.text}")
    values = {fact.name: fact.value for fact in facts if isinstance(fact, Binding)}
    tensors = _flat(values.get(f"y{number}"))
    shapes = [one.shape for one in tensors or () if one.shape is not None]
    if tensors is None or len(shapes) != len(tensors):
        return None
    kinds = tuple(one.kind or "?" for one in tensors)
    count = as_dim(values[f"n{number}"]) if f"n{number}" in values else None
    return Outcome("", tuple(map(_shown, shapes)), kinds, None if count is None else count.constant)


def _flat(value: Value | None) -> list[Array] | None:
    if isinstance(value, Array):
        return [value]
    items: Sequence[Value] | None = None
    if isinstance(value, ListValue):
        items = value.cell.content.items
    elif isinstance(value, TupleValue):
        items = value.elements.items
    elif isinstance(value, DictValue):
        items = [one for _, one in value.cell.content.items]
    if items is None:
        return None
    parts = [_flat(item) for item in items]
    return [one for part in parts for one in part or ()] if None not in parts else None


def _shown(shape: Shape) -> real.Shape:
    return tuple(None if is_open(dim) or dim.constant is None else dim.constant for dim in shape)
