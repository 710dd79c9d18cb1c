"""Small models against real Keras, both generations: does `model(x)` raise, and which shape comes out."""

from __future__ import annotations

import importlib
import inspect
import itertools
import os
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import pytest

from pylint_lstmshape import knowledge
from tests.keras.models.programs import interpret

REAL = {2: "tf_keras", 3: "keras"}
# Each as a Sequential; from Input on also as a functional model.
STACKS = [
    "Input((5,3)) -> LSTM(4) -> Dense(2)",
    "Input((5,1)) -> SimpleRNN(4) -> Dense(2)",
    "Input((None,3)) -> SimpleRNN(4,return_sequences=True) -> Dense(2)",
    "Input((5,3)) -> SimpleRNN(4,return_sequences=True) -> Flatten() -> Dense(2)",
    "Input((5,3)) -> Dense(4) -> SimpleRNN(2)",
    "Input((5,3)) -> Flatten() -> Dense(2)",
    "Input((5,)) -> Dense(2)",
    "Input((5,)) -> Embedding(10,4) -> SimpleRNN(2)",
    "Input((5,3)) -> Conv1D(4,2,padding='same') -> GlobalMaxPooling1D() -> Dense(2)",
    "Input((None,3)) -> Conv1D(4,4) -> SimpleRNN(2)",
    "Input((5,3)) -> Reshape((3,5)) -> SimpleRNN(2)",
    "Input((5,3)) -> SimpleRNN(4) -> RepeatVector(6) -> SimpleRNN(3,return_sequences=True) -> Dense(1)",
    "SimpleRNN(4) -> Dense(2)",
    "SimpleRNN(4,return_sequences=True) -> SimpleRNN(2)",
    "SimpleRNN(4) -> SimpleRNN(2)",
    "Dense(4) -> Dense(2)",
    "Embedding(10,4) -> SimpleRNN(2)",
    "SimpleRNN(4,input_shape=(5,1),return_sequences=True) -> Dense(1)",
]
SHAPES = [
    (8, 5, 3), (8, 5), (8, 3), (8, 7, 3), (8, 5, 4), (8, 3, 5), (8, 1, 3), (8, 5, 1), (8, 5, 3, 1), (8,), (5, 3),
    (8, 1, 5, 3), (8, 7), (8, 1), (5, 1),
]  # fmt: skip


def _functional(stack: str) -> str:
    first, *layers = stack.split(" -> ")
    steps = [f"i={first}", "h=i", *[f"h={layer}(h)" for layer in layers], "m=Model(i,h)"]
    return ";".join(steps)


def _programs() -> list[str]:
    return STACKS + [_functional(stack) for stack in STACKS if stack.startswith("Input")]


def _real(generation: int, program: str) -> Any:
    keras = importlib.import_module(REAL[generation])
    names = {**vars(keras.layers), "Input": keras.Input, "Model": keras.Model}
    if "m=" in program:
        exec(program, names)
        return names["m"]
    model = keras.Sequential()
    for layer in program.split(" -> "):
        model.add(eval(layer, names))
    return model


@pytest.mark.parametrize("generation", [2, 3])
@pytest.mark.parametrize("program", _programs())
def test_call_on_arrays(program: str, generation: int) -> None:
    wrong = []
    is_deferred = "Input" not in program and "input_shape" not in program
    real = None if is_deferred else _real(generation, program)
    for shape in SHAPES:
        model = _real(generation, program) if real is None else real
        try:
            expected: Any = tuple(model(np.zeros(shape, "float32")).shape)
        except Exception as error:
            expected = type(error).__name__
        run = interpret(program, [f"made = m(np.zeros({shape}))"], frozenset({generation}))
        made = run.shape("made")
        said = "raises" if run.raises(generation) else made
        if (said == "raises") != isinstance(expected, str) or (said != "raises" and made != expected):
            wrong.append((shape, expected, said))
    assert not wrong


@pytest.mark.parametrize("generation", [2, 3])
def test_second_data_of_a_deferred_model(generation: int) -> None:
    wrong = []
    pairs = itertools.product([(8, 5, 3), (8, 5, 1)], SHAPES)
    for first, second in pairs:
        model = _real(generation, "SimpleRNN(4) -> Dense(2)")
        model(np.zeros(first, "float32"))
        try:
            expected: Any = tuple(model(np.zeros(second, "float32")).shape)
        except Exception as error:
            expected = type(error).__name__
        lines = [f"m(np.zeros({first}))", f"made = m(np.zeros({second}))"]
        run = interpret("SimpleRNN(4) -> Dense(2)", lines, frozenset({generation}))
        made = run.shape("made")
        if run.raises(generation) != isinstance(expected, str) or (not run.raises(generation) and made != expected):
            wrong.append((first, second, expected, made))
    assert not wrong


# Taken by one generation only, or part of **kwargs here.
_LATER = {
    "workers", "max_queue_size", "use_multiprocessing", "steps_per_epoch", "validation_steps", "validation_batch_size",
    "validation_freq", "initial_epoch", "steps", "callbacks", "return_dict", "run_eagerly", "steps_per_execution",
    "jit_compile", "auto_scale_loss", "pss_evaluation_shards", "class_weight", "reset_metrics", "sample_weight", "mask",
}  # fmt: skip


@pytest.mark.parametrize(
    "name", ["compile", "fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch"]
)
@pytest.mark.parametrize("generation", [2, 3])
def test_signatures(name: str, generation: int) -> None:
    real = inspect.signature(getattr(importlib.import_module(REAL[generation]).Model, name))
    entry = knowledge.lookup(f"keras.Model.{name}")
    assert entry is not None
    ours = [parameter for parameter in entry.signature.parameters.values() if parameter.name != "ctx"]
    named = [parameter.name for parameter in ours if parameter.kind is not inspect.Parameter.VAR_KEYWORD]
    theirs = list(real.parameters)
    if (name, generation) != ("compile", 2):  # metrics and loss_weights stand the other way round there
        assert theirs[: len(named)] == named
    assert set(theirs) - set(named) <= _LATER | {"kwargs"}
