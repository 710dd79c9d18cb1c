"""keras_probe's measured programs (probe.tsv) as whole Python source, and what the analysis says of each.

A row has the model (`A -> B` for a Sequential, else `;`-separated statements that end in a model named m), what stands
before it, x and y as source, what is done (build, fit, predict, evaluate, tob, call, loss, fit+predict, func), and what
tf_keras 2.21 and Keras 3.15 made of it: "raises", or "ok" and the shape that came out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import astroid

from pylint_lstmshape.analysis import Analysis, analyze
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.values import Array, Constant, Value
from pylint_lstmshape.facts import Binding, LayerCall, ModelCall
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.rules import RULES
from pylint_lstmshape.settings import Settings

MODULES = {2: "tf_keras", 3: "keras"}
_GENERATORS = {2: "tf_keras.preprocessing.sequence", 3: "keras.src.legacy.preprocessing.sequence"}
ERRORS = {rule.symbol for rule in RULES if rule.id.startswith("E")}
_NO_LAYERS = {"Model", "Sequential", "TimeseriesGenerator", "Batches", "M", "Constant"}


@dataclass(frozen=True)
class Row:
    """One measured program."""

    group: str
    scenario: str
    action: str
    program: str
    setup: str
    x: str
    y: str
    compile: str
    options: str
    then: str
    keras2: str
    keras3: str

    def measured(self, generation: int) -> str:
        """What this Keras did: "raises", "ok", or "ok" and a shape; "" where it was not measured."""
        return self.keras2 if generation == 2 else self.keras3


def rows() -> list[Row]:
    """All rows of probe.tsv."""
    lines = (Path(__file__).parent / "probe.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [Row(*[cell.replace("\\n", "\n") for cell in line.split("\t")]) for line in lines]


def source(row: Row, generation: int) -> str:
    """The row as a program for one Keras."""
    lines = [*_imports(row, generation), *([row.setup] if row.setup else [])]
    lines += [f"{name} = {text}" for name, text in (("x", row.x), ("y", row.y)) if text]
    return "\n".join([*lines, *model_lines(row.program), *_action(row), ""])


def model_lines(program: str) -> list[str]:
    """The statements that make the model m."""
    if re.search(r"(^|;)\s*m=", program):
        return [part.strip() for part in program.split(";")]
    if "->" not in program and re.fullmatch(r"\w+\(.*\)", program) and program.count("Sequential") == 0:
        return [f"m = {program}"] if program.startswith("m=") else ["m = keras.Sequential()", f"m.add({program})"]
    return ["m = keras.Sequential()", *[f"m.add({part})" for part in program.split(" -> ") if part]]


def import_lines(text: str, generation: int) -> list[str]:
    """What a program with this text must import."""
    module = MODULES[generation]
    lines = ["import numpy as np", f"import {module} as keras" if module != "keras" else "import keras"]
    if "pd." in text:
        lines.append("import pandas as pd")
    if "tf." in text:
        lines.append("import tensorflow as tf")
    words = set(re.findall(r"(?<![\w.\"'])([A-Z]\w*)(?=\(|$|\s->)", text))
    layers = sorted(words - _NO_LAYERS - {"Input", "None", "True", "False"})
    if layers:
        lines.append(f"from {module}.layers import {', '.join(layers)}")
    if "Input" in words:
        lines.append(f"from {module} import Input")
    lines += [f"from {module}.models import {name}" for name in ("Model", "Sequential") if name in words]
    if "TimeseriesGenerator" in words:
        lines.append(f"from {_GENERATORS[generation]} import TimeseriesGenerator")
    return lines


def _imports(row: Row, generation: int) -> list[str]:
    return import_lines(
        " ".join((row.program, row.setup, row.x, row.y, row.options, row.then, row.compile)), generation
    )


def _action(row: Row) -> list[str]:
    options = f", {row.options}" if row.options else ""
    data = "x, y" if row.y else "x"
    compiled = [f'm.compile(optimizer="sgd", {row.compile})'] if row.compile else []
    match row.action:
        case "build":
            return ['made = getattr(m, "output_shape", None)']
        case "fit":
            return [*compiled, f"m.fit({data}{options})"]
        case "predict":
            return [f"made = m.predict(x{options})"]
        case "evaluate":
            return [*compiled, f"m.evaluate({data}{options})"]
        case "tob":
            return [*compiled, "m.train_on_batch(x, y)"]
        case "call":
            return ["made = m(x)"]
        case "loss":
            measure = ["m.predict(x, batch_size=8)", "m.evaluate(x, y, batch_size=8)"]
            return [*compiled, *measure, f"m.fit({data}{options})"]
        case "fit+predict":
            return [*compiled, f"m.fit(x, y{options})", f"m.predict({row.then})"]
        case "func" if "tf.constant" in row.then:
            return [row.then.replace("m(", f"{row.program}(")]
    return row.then.split("\n")


@dataclass(frozen=True)
class Verdict:
    """What the analysis says: "raises", "ok" with the shape that comes out, or "" where it does not know."""

    said: str
    why: str = ""


def verdict(row: Row, generation: int) -> Verdict:
    """Analyse the row's program through the public door."""
    tree = astroid.parse(source(row, generation), path="program.py")
    analysis = analyze(tree, Settings(keras=str(generation)))
    errors = [finding for finding in analysis.findings if finding.symbol in ERRORS]
    if errors:
        return Verdict("raises", f"{errors[0].symbol}: {errors[0].message}")
    return _runs(row, analysis)


def _runs(row: Row, analysis: Analysis) -> Verdict:
    """ "ok" if what the action gives is known, whole."""
    calls = [fact for fact in analysis.facts if isinstance(fact, ModelCall)]
    made = [fact.value for fact in analysis.facts if isinstance(fact, Binding) and fact.name == "made"]
    if row.action in ("build", "call", "func"):
        text = _shown(made[-1]) if made else None
        return Verdict(f"ok {text}" if text else "")
    methods = {"fit": ["fit"], "tob": ["train_on_batch"], "loss": ["predict", "evaluate", "fit"]}
    wanted = methods.get(row.action, row.action.split("+"))
    if [call.method for call in calls if call.role == "training"] != wanted:
        return Verdict("", f"calls {[call.method for call in calls]}")
    fed = [array for fact in analysis.facts if isinstance(fact, LayerCall) for array in fact.inputs]
    if any(dim.constant is None and not is_open(dim) for array in fed for dim in array.shape or ()):
        return Verdict("", "a layer gets what nobody knows, of the rank that it demands")
    shapes = [_dims(array) for call in calls for array in call.outputs]
    if not shapes or any(shape is None for shape in shapes) or any(not call.outputs for call in calls):
        return Verdict("", f"outputs {shapes}")
    if (
        row.y
        and not row.action.startswith("predict")
        and not all(call.targets for call in calls if call.method == "fit")
    ):
        return Verdict("", "targets")
    if row.compile and not _is_compared(row, calls[-1]):
        return Verdict("", "loss")
    if row.action == "predict":
        arrays = [value for value in made[-1:] if isinstance(value, Array)]
        text = _shown(arrays[0]) if arrays else None
        return Verdict(f"ok {text}" if text and "None" not in text else "")
    last = [_dims(array) for array in calls[-1].outputs]
    return Verdict("ok " + (str(last[0]) if len(last) == 1 else str(last)))


def _is_compared(row: Row, call: ModelCall) -> bool:
    """Whether it is known that the loss takes the targets: it is modelled, and class ids surely are below the classes."""
    if "loss=None" in row.compile:
        return False
    if "sparse" not in row.compile.partition("metrics")[0]:
        return True
    pairs = [(one.value, output.shape) for one, output in zip(call.targets, call.outputs, strict=False)]
    return all(
        isinstance(target, Array)
        and shape
        and target.range.low is not None
        and target.range.high is not None
        and target.range.low >= 0
        and target.range.high < (shape[-1].constant or 0)
        for target, shape in pairs
    )


def _dims(array: Array) -> tuple[int | None, ...] | None:
    if array.shape is None:
        return None
    return tuple(None if is_open(dim) else dim.constant for dim in array.shape)


def _shown(value: Value) -> str | None:
    if isinstance(value, Array):
        return None if value.shape is None else str(_dims(value))
    if isinstance(value, Constant):
        return str(value.value)
    if isinstance(value, TupleValue) and value.elements.items is not None:
        parts = [_constant(item) for item in value.elements.items]
        return None if "?" in parts else f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    return None


def _constant(value: Value) -> str:
    return str(value.value) if isinstance(value, Constant) else str(getattr(value, "dim", "?"))


def agrees(said: str, measured: str, action: str) -> bool:
    """Whether a verdict is what was measured; a shape counts where both tell one, the batch's place apart for fit."""
    kind, _, shape = said.partition(" ")
    real, _, real_shape = measured.partition(" ")
    if kind != real:
        return False
    if kind == "raises" or not real_shape.startswith("(") or not shape.startswith("("):
        return True
    if action in ("fit", "evaluate", "tob", "loss", "build"):
        pairs = list(zip(shape.split(",")[1:], real_shape.split(",")[1:], strict=False))
        same = all(ours.strip() == theirs.strip() or theirs.strip() == "None" for ours, theirs in pairs)
        return same and shape.count(",") == real_shape.count(",")
    return shape == real_shape
