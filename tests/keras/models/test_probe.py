"""1,857 measured programs (probe.jsonl, from keras_probe.py): what is said of each must agree with what Keras does.

Each row has the program, the arrays' shapes, and for tf_keras 2.21 and Keras 3.15 "raises" or "ok" and a shape.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import NONE, Array, Constant, Elements, LibraryName, Range, Run, Stream, Value
from tests.context import PlainContext, value_of
from tests.keras.models.programs import NotModelledError, Proxy, build, raises, shape_of

# Said of a layer, its constructor or Input, not of a model: for tests/keras/layers to settle.
OF_LAYERS = {
    "Dense(0)",
    "Input(3) int shape",
    "Input(3,2) positional",
    "fn: same LSTM layer shared with different F",
    "fn: initial_state wrong units (4 -> 5)",
    "fn: bidirectional states concat (8) into LSTM(4)",
}
# How many verdicts "raises" may go unsaid in each group that is about models. To be lowered, never raised.
UNSAID = {"1": 0, "1f": 0, "1x": 0, "3": 22, "3m": 0, "7": 48, "8": 11}
GENERATIONS = [frozenset({2}), frozenset({3}), frozenset({2, 3})]


@cache
def rows() -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "probe.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


def data(spec: dict[str, Any] | None) -> Value:
    """The value of a row's x, y or argument."""
    if spec is None:
        return NONE
    if "shape" in spec:
        return Array(tuple(Dim.of(dim) for dim in spec["shape"]), spec["kind"], Cell(Range(*spec.get("range", ()))))
    if "list" in spec:
        return value_of([data(one) for one in spec["list"]])
    if "tuple" in spec:
        return value_of(tuple(data(one) for one in spec["tuple"]))
    if "dict" in spec:
        return value_of({name: data(one) for name, one in spec["dict"].items()})
    if "stream" in spec:
        return Stream(Elements((Run(data(spec["stream"]), Dim.symbol("batches", "n")),)))
    return Constant(spec["const"])


def run(row: dict[str, Any], generations: frozenset[int]) -> tuple[PlainContext, tuple[int | None, ...] | None]:
    """Do what the row's program and action do: the facts, and the shape that comes out."""
    ctx = PlainContext(generations)
    model, action = build(ctx, row["program"]), row["action"]
    if action == "build":
        return ctx, None
    x, y = data(row.get("x")), data(row.get("y"))
    batch = {} if "batch_size" in row.get("fit", {}) else {"batch_size": row.get("batch", 8)}
    if action in ("predict", "call"):
        return ctx, shape_of(model(x) if action == "call" else model.predict(x))
    model.compile(optimizer="sgd", loss=row.get("loss", "mse"), **_metrics(ctx, row))
    options = {name: data(spec) for name, spec in row.get("fit", {}).items()}
    made = None
    if action == "evaluate":
        model.evaluate(x, y, **batch)
    elif action == "tob":
        model.train_on_batch(x, y)
    else:
        model.fit(x, y, **batch, **options)
    if action == "fit+predict":
        made = shape_of(model.predict(data(row["x2"])))
    return ctx, made


def _metrics(ctx: PlainContext, row: dict[str, Any]) -> dict[str, Any]:
    names = row.get("metrics")
    if not names:
        return {}
    if names[0][0].isupper():
        return {"metrics": [getattr(Proxy(LibraryName("keras.metrics"), ctx), name)() for name in names]}
    return {"metrics": names}


@pytest.mark.parametrize("generations", GENERATIONS, ids=str)
def test_no_false_alarm_and_right_shapes(generations: frozenset[int]) -> None:
    wrong: list[Any] = []
    checked = 0
    for row in rows():
        if row["scenario"] in OF_LAYERS:
            continue
        try:
            ctx, made = run(row, generations)
        except NotModelledError:
            continue
        for generation in generations:
            real = row.get(f"keras{generation}", "")
            checked += 1
            where = (row["group"], row["scenario"], row["action"], generation, real)
            if real.startswith("ok") and raises(ctx, generation):
                wrong.append((*where, [fact for fact in ctx.facts if hasattr(fact, "conflict")]))
            known = made is not None and None not in made and len(generations) == 1
            if known and real.startswith("ok (") and str(made) != real[3:]:
                wrong.append((*where, [], made))
    assert not wrong
    assert checked > 1500


def test_what_raises_is_said() -> None:
    unsaid: Counter[str] = Counter()
    for row in [row for row in rows() if row["group"] in UNSAID]:
        for generation in (2, 3):
            try:
                ctx, _ = run(row, frozenset({generation}))
            except NotModelledError:
                continue
            if row.get(f"keras{generation}", "") == "raises" and not raises(ctx, generation):
                unsaid[row["group"]] += 1
    assert all(unsaid[group] <= most for group, most in UNSAID.items()), unsaid


@pytest.mark.parametrize("action", ["predict", "call", "fit", "evaluate"])
def test_unknown_data_is_silent(action: str) -> None:
    for row in rows():
        if row["group"] in ("1", "1f", "8") and row["action"] == action:
            ctx = PlainContext()
            try:
                model = build(ctx, row["program"])
            except NotModelledError:
                continue
            before = len(ctx.facts)
            model.compile(loss="mse")
            unknown = ctx.unknown()
            if action == "call":
                model(unknown)
            elif action == "predict":
                model.predict(unknown)
            else:
                getattr(model, action)(unknown, ctx.unknown())
            assert not [fact for fact in ctx.facts[before:] if hasattr(fact, "conflict")], row
