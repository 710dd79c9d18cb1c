"""`python -m pylint_lstmshape.verify.rebuild 3`: builds models on real Keras from plans, feeds zeros, tells what came out.

Plans (JSON, one list) come in on standard input, and one answer each goes out; no code of any program is run.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pylint_lstmshape.verify.generations import load, versions
from pylint_lstmshape.verify.layer_hooks import parameter_count

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_MESSAGE = 300  # characters of an exception


class _RefusalError(Exception):
    """Keras raised when the layer made at one of these lines was built or called."""

    def __init__(self, lines: list[int]) -> None:
        self.lines = lines


def main() -> int:
    """Answers all plans on standard input."""
    generation: Any = sys.argv[1]
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what TensorFlow prints is no answer
    keras = load(generation)
    version = versions(generation)["tf_keras" if generation == "2" else "keras"]
    _keep_tracebacks(keras)
    found = [answer(keras, plan) for plan in json.load(sys.stdin)]
    json.dump({"version": version, "answers": found}, answers)
    answers.close()
    return 0


def _keep_tracebacks(keras: Any) -> None:
    """Have Keras leave its own frames in tracebacks: they tell which layer raised."""
    import tensorflow

    tensorflow.debugging.disable_traceback_filtering()
    if hasattr(keras, "config"):  # Keras 3
        keras.config.disable_traceback_filtering()


def answer(keras: Any, plan: dict[str, Any]) -> dict[str, Any]:
    """What Keras makes of a plan: {layers, parameters, fed: [{outputs} or refusal]} or a refusal.

    A refusal is {raised: class and words, error: class, at: building or feeding, lines: where the layer that raised is
    made and those within it; none where no layer of the model did}.
    """
    try:
        model, layers = _model(keras, plan["model"])
    except Exception as error:  # whatever Keras raises is the answer
        lines = error.lines if isinstance(error, _RefusalError) else []
        return _refusal(error.__cause__ if isinstance(error, _RefusalError) else error, "building", lines)
    fed: list[dict[str, Any]] = []
    for shapes in plan["feeds"]:
        try:
            fed.append({"outputs": _fed(model, shapes)})
        except Exception as error:  # as above
            fed.append(_refusal(error, "feeding", _blamed(error, layers, plan["model"]["layers"])))
    rows = [{"class": type(layer).__name__, "parameters": parameter_count(layer)} for layer in layers]
    return {"layers": rows, "parameters": parameter_count(model), "fed": fed}


def _refusal(error: BaseException | None, at: str, lines: list[int]) -> dict[str, Any]:
    text = " ".join(_COLOURS.sub("", str(error)).split())
    name = type(error).__name__
    return {"raised": f"{name}: {text}"[:_MESSAGE], "error": name, "at": at, "lines": lines}


@contextmanager
def _of(plan: dict[str, Any]) -> Iterator[None]:
    """Where what is raised is told of a layer of the plan, unless a layer within it is to blame."""
    try:
        yield
    except _RefusalError:
        raise
    except Exception as error:
        raise _RefusalError(_lines(plan)) from error


def _lines(plan: Any) -> list[int]:
    """The lines where a layer of a plan is made, and those within it."""
    if isinstance(plan, dict):
        own = [plan["line"]] if "line" in plan else []
        return own + [line for part in plan.values() for line in _lines(part)]
    return [line for part in plan for line in _lines(part)] if isinstance(plan, list) else []


def _blamed(error: Exception, layers: list[Any], plans: list[dict[str, Any]]) -> list[int]:
    """The lines of the innermost of these layers that was being called."""
    found: list[int] = []
    trace = error.__traceback__
    while trace is not None:
        own = trace.tb_frame.f_locals.get("self")
        found = next((_lines(plan) for layer, plan in zip(layers, plans, strict=True) if layer is own), found)
        trace = trace.tb_next
    return found


def _fed(model: Any, shapes: list[list[int]]) -> list[list[int]]:
    """The shapes that come out for zeros of these shapes."""
    import numpy as np

    zeros: list[Any] = [np.zeros(shape, dtype="float32") for shape in shapes]
    model.predict_function = None  # one traced for other shapes would be made to take any
    outputs = model.predict(zeros[0] if len(zeros) == 1 else zeros, batch_size=len(zeros[0]), verbose=0)
    every = list(outputs.values()) if isinstance(outputs, dict) else outputs
    return [list(one.shape) for one in (every if isinstance(every, list | tuple) else [every])]


def _model(keras: Any, plan: dict[str, Any]) -> tuple[Any, list[Any]]:
    layers = [_layer(keras, one) for one in plan["layers"]]
    if plan["kind"] == "Sequential":
        model = keras.Sequential()
        if plan["input"] is not None:
            model.add(keras.Input(batch_shape=plan["input"]))
        for layer, made_of in zip(layers, plan["layers"], strict=True):
            with _of(made_of):
                model.add(layer)
        return model, layers
    results: list[list[Any]] = []
    for call in plan["calls"]:
        if "input" in call:
            results.append([keras.Input(batch_shape=call["input"])])
            continue
        given = [results[at][output] for at, output in call["inputs"]]
        states = [results[at][output] for at, output in call["states"]]
        keywords = {"initial_state": states if len(states) > 1 else states[0]} if states else {}
        with _of(plan["layers"][call["layer"]]):
            made = layers[call["layer"]](given[0] if len(given) == 1 else given, **keywords)
        results.append(list(made) if isinstance(made, list | tuple) else [made])
    heads = [results[at][0] for at in plan["heads"]]
    tails = [results[at][output] for at, output in plan["tails"]]
    return keras.Model(heads, tails if len(tails) > 1 else tails[0]), layers


def _layer(keras: Any, plan: dict[str, Any]) -> Any:
    if "model" in plan:
        return _model(keras, plan["model"])[0]
    with _of(plan):
        arguments = {name: _argument(keras, value) for name, value in plan["arguments"].items()}
        return getattr(keras.layers, plan["class"])(**arguments)


def _argument(keras: Any, value: Any) -> Any:
    if isinstance(value, dict):
        return _layer(keras, value["layer"])
    return tuple(_argument(keras, one) for one in value) if isinstance(value, list) else value


if __name__ == "__main__":
    sys.exit(main())
