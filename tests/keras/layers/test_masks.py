"""Masks against real Keras, both generations: who supports them, what comes out, what raises."""

from __future__ import annotations

import importlib

import astroid
import numpy as np
import pytest

from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import Binding
from pylint_lstmshape.keras.layers import LAYERS, masks
from pylint_lstmshape.keras.values import LayerValue, Unseen, is_open
from pylint_lstmshape.settings import Settings
from tests.keras.layers.minimal import minimal

MODULES = {2: "tf_keras", 3: "keras"}
PROLOGUE = """
import numpy as np
import {module} as keras
from {module} import layers as L
def M(t):
    return L.Masking()(t)
def E(t):
    return L.Embedding(50, 3, mask_zero=True)(t)
x = keras.Input({shape})
z = keras.Input({second})
"""
EPILOGUE = "m = keras.Model([x, z], [out, L.Flatten()(z)])\n"
SHAPES = {"v": (4,), "c": (4, 1), "s": (4, 6), "d": (4, 5, 6), "i": (4, 5, 5, 1)}
FLAT = "L.TimeDistributed(L.Flatten())(M(x))"
# shape of x, shape of z, what is made of them.
PROGRAMS = [
    *[("s", "s", f"L.{name}(M(x))") for name in ("Dense(2)", "Conv1D(2, 2)", "Flatten()", "Activation('softmax')")],
    *[("s", "s", f"L.{name}(M(x))") for name in ("Softmax()", "Softmax(axis=1)", "BatchNormalization()", "LSTM(2)")],
    *[("s", "s", f"L.{name}(M(x))") for name in ("SimpleRNN(2)", "GlobalAveragePooling1D()")],
    *[("s", "s", f"L.Bidirectional(L.GRU(2, return_sequences={one}))(M(x))") for one in (True, False)],
    ("s", "s", "L.LSTM(2, return_sequences=True, return_state=True)(M(x))[0]"),
    ("s", "s", "L.LSTM(2, return_sequences=True, return_state=True)(M(x))[1]"),
    ("s", "s", "L.LSTM(2)(L.LSTM(3, return_sequences=True)(M(x)))"),
    *[("s", "s", f"L.TimeDistributed(L.{name})(M(x))") for name in ("Dense(2)", "Reshape((3, 2))", "Dropout(0.1)")],
    *[("s", "s", f"L.TimeDistributed(L.{name})(M(x))") for name in ("Embedding(9, 2)", "Lambda(lambda t: t)")],
    *[("d", "s", f"L.TimeDistributed(L.{name})(M(x))") for name in ("Conv1D(2, 2)", "Dense(2)", "LSTM(3)", "MaxPooling1D(2)")],
    *[("d", "s", f"L.TimeDistributed(L.{name})(M(x))") for name in ("GlobalAveragePooling1D()", "Bidirectional(L.LSTM(2))")],
    *[("d", "s", f"L.{name}({FLAT})") for name in ("LSTM(3)", "LSTM(5)", "Bidirectional(L.GRU(3))")],
    ("d", "s", f"L.LSTM(3, return_sequences=True)({FLAT})"),
    ("d", "s", f"L.GlobalAveragePooling1D()({FLAT})"),
    ("i", "s", f"L.SimpleRNN(3)({FLAT})"),
    ("d", "s", "L.LSTM(2)(L.Reshape((4, 30))(M(x)))"),
    ("d", "s", "L.LSTM(2)(L.TimeDistributed(L.LSTM(3))(M(x)))"),
    ("s", "s", "L.TimeDistributed(L.LSTM(3))(E(x))"),
    ("s", "s", "L.LSTM(2)(L.TimeDistributed(L.LSTM(3))(E(x)))"),
    ("s", "s", "L.LSTM(2)(L.TimeDistributed(L.LSTM(3))(L.TimeDistributed(L.Embedding(9, 3, mask_zero=True))(x)))"),
    ("d", "s", "L.TimeDistributed(L.LSTM(2))(L.TimeDistributed(L.Masking())(x))"),
    ("c", "s", "E(x)"),
    ("c", "s", "L.LSTM(2)(L.TimeDistributed(L.Flatten())(E(x)))"),
    ("c", "s", "L.LSTM(2)(L.Reshape((4, 3))(E(x)))"),
    ("v", "s", "L.LSTM(2)(E(x)[:, 1:])"),
    ("v", "s", "L.SpatialDropout1D(0.1)(E(x))"),
    ("d", "s", "L.ConvLSTM1D(2, 2)(M(x))"),
    ("d", "s", "L.ConvLSTM1D(2, 2, padding='same', return_sequences=True)(M(x))"),
    ("i", "s", "L.ConvLSTM2D(2, 2)(M(x))"),
    *[("s", "s", f"L.Add()([M(x), {other}])") for other in ("z", "M(z)", "L.Masking()(L.Reshape((1, 24))(z))[:, :, :6]")],
    ("s", "s", "L.Add()([M(x), L.LSTM(6, return_sequences=True)(M(z))])"),
    *[("s", "s", f"L.Concatenate(axis={axis})([M(x), {other}])") for axis in (-1, 1) for other in ("z", "M(z)")],
    ("c", "c", "L.Concatenate(axis=1)([M(x), z])"),
    ("s", "s", "L.Dot(2)([M(x), M(z)])"),
    ("s", "s", "L.Attention()([M(x), M(z)])"),
    ("s", "s", "L.LSTM(2)(M(x), mask=None)"),
]  # fmt: skip
RUN = (
    f"L.LSTM(5)({FLAT})",
    "L.LSTM(2)(L.TimeDistributed(L.Flatten())(E(x)))",
    "L.ConvLSTM1D(2, 2, padding='same', return_sequences=True)(M(x))",
)


@pytest.mark.parametrize("generation", [2, 3])
def test_who_supports_masks(generation: int) -> None:
    """`supports_masking` of every class that can be made from a line."""
    module = importlib.import_module(MODULES[generation])
    wrong, compared = [], 0
    for path in sorted(LAYERS):
        name = path.rpartition(".")[2]
        arguments, cls = minimal(name, generation), getattr(module.layers, name, None)
        if cls is None or arguments is None:
            continue
        source = f"import {MODULES[generation]} as keras\nfrom {MODULES[generation]} import layers as L\n"
        facts = analyze(astroid.parse(f"{source}made = L.{name}({arguments})\n"), Settings(keras=str(generation))).facts
        layer = next((fact.value for fact in facts if isinstance(fact, Binding) and fact.name == "made"), None)
        if not isinstance(layer, LayerValue) or generation not in layer.spec.configs:
            continue
        made = eval(f"L.{name}({arguments})", {"L": module.layers})
        compared += 1
        if bool(getattr(made, "supports_masking", False)) is not masks.supports(layer.spec.at(generation)):
            wrong.append(name)
    assert wrong == []
    assert compared > 80


@pytest.mark.parametrize("generation", [2, 3])
def test_masks_are_those_of_keras(generation: int) -> None:
    """The mask of what is built, and whether building or (where that is in doubt) running it raises."""
    wrong = []
    for first, second, expression in PROGRAMS:
        head = PROLOGUE.format(module=MODULES[generation], shape=SHAPES[first], second=SHAPES[second])
        source = f"{head}out = {expression}\n{EPILOGUE}"
        data = [np.ones((2, *SHAPES[one]), "float32") for one in (first, second)]
        run = f"m.predict([np.ones((2, *{SHAPES[first]})), np.ones((2, *{SHAPES[second]}))])\n"
        analysis = analyze(astroid.parse(source + run), Settings(keras=str(generation)))
        raises = any(one.symbol.startswith("layer-input") for one in analysis.findings)
        world: dict[str, object] = {}
        try:
            exec(source, world)
            if raises or expression in RUN:
                world["m"].predict_on_batch(data)  # type: ignore[attr-defined]  # the program's model
        except Exception as error:  # whatever it raises
            if not raises:
                wrong.append(f"{expression}: {error}")
            continue
        if raises:
            wrong.append(f"{expression}: runs, said {analysis.findings[0].message}")
            continue
        real = getattr(world["out"], "_keras_mask", None)
        values = [one.value for one in analysis.facts if isinstance(one, Binding) and one.name == "out"]
        mask = masks.of(values[-1], generation) if values and isinstance(values[-1], Array) else Unseen.MASK
        shown = (
            mask
            if mask is None or isinstance(mask, Unseen)
            else tuple(None if is_open(one) else one.constant for one in mask)
        )
        if shown != (None if real is None else tuple(real.shape)):
            wrong.append(f"{expression}: mask {getattr(real, 'shape', None)}, said {shown}")
    assert wrong == []
