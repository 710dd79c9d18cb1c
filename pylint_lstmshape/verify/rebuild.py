"""`python -m pylint_lstmshape.verify.rebuild 3`: builds models on real Keras from plans, feeds zeros, tells what came out.

Plans (JSON, one list) come in on standard input, and one answer each goes out; no code of any program is run.
"""

from __future__ import annotations

import json
import os
import re
import sys
from typing import Any

from pylint_lstmshape.verify.generations import load, versions
from pylint_lstmshape.verify.layer_hooks import parameter_count

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_MESSAGE = 300  # characters of an exception


def main() -> int:
    """Answers all plans on standard input."""
    generation: Any = sys.argv[1]
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what TensorFlow prints is no answer
    keras = load(generation)
    version = versions(generation)["tf_keras" if generation == "2" else "keras"]
    found = [answer(keras, plan) for plan in json.load(sys.stdin)]
    json.dump({"version": version, "answers": found}, answers)
    answers.close()
    return 0


def answer(keras: Any, plan: dict[str, Any]) -> dict[str, Any]:
    """What Keras makes of a plan: {layers, parameters, outputs} or {raised, at}."""
    try:
        model, layers = _model(keras, plan["model"])
    except Exception as error:  # whatever Keras raises is the answer
        return {"raised": _words(error), "at": "building"}
    fed: list[dict[str, Any]] = []
    for shapes in plan["feeds"]:
        try:
            fed.append({"outputs": _fed(model, shapes)})
        except Exception as error:  # as above
            fed.append({"raised": _words(error)})
    rows = [{"class": type(layer).__name__, "parameters": parameter_count(layer)} for layer in layers]
    return {"layers": rows, "parameters": parameter_count(model), "fed": fed}


def _words(error: Exception) -> str:
    text = _COLOURS.sub("", str(error))
    return f"{type(error).__name__}: {' '.join(text.split())}"[:_MESSAGE]


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
        for layer in layers:
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
        made = layers[call["layer"]](given[0] if len(given) == 1 else given, **keywords)
        results.append(list(made) if isinstance(made, list | tuple) else [made])
    heads = [results[at][0] for at in plan["heads"]]
    tails = [results[at][output] for at, output in plan["tails"]]
    return keras.Model(heads, tails if len(tails) > 1 else tails[0]), layers


def _layer(keras: Any, plan: dict[str, Any]) -> Any:
    if "model" in plan:
        return _model(keras, plan["model"])[0]
    arguments = {name: _argument(keras, value) for name, value in plan["arguments"].items()}
    return getattr(keras.layers, plan["class"])(**arguments)


def _argument(keras: Any, value: Any) -> Any:
    if isinstance(value, dict):
        return _layer(keras, value["layer"])
    return tuple(_argument(keras, one) for one in value) if isinstance(value, list) else value


if __name__ == "__main__":
    sys.exit(main())
