"""The constructors as the real classes have them, in both generations: parameters, defaults, what **kwargs lets in."""

from __future__ import annotations

import inspect
import os
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from pylint_lstmshape.keras.layers import LAYERS
from pylint_lstmshape.keras.layers.binding import KERAS_1, accepted
from pylint_lstmshape.keras.layers.signatures import SIGNATURES
from pylint_lstmshape.verify.signatures import layer_classes, signature_of
from tests.keras.layers.minimal import minimal

# Keywords that programs write: of the base class, of another generation, of another class, misspelt.
KEYWORDS: dict[str, Any] = {
    "input_shape": (4, 3), "batch_input_shape": (2, 4, 3), "input_dim": 3, "batch_size": 2, "input_length": 4,
    "name": "x", "trainable": True, "weights": None, "dynamic": False, "autocast": True, "activity_regularizer": None,
    "implementation": 1, "zero_output_for_mask": True, "time_major": False, "return_sequence": True, "units": 3,
    "batch_shape": (2, 4, 3), "shape": (4, 3), "use_cudnn": "auto", "seed": 1, "force_generator": True, "fused": True,
    "renorm": False, "causal": True, "dropout": 0.1, "reset_after": True, "alpha": 0.2, "negative_slope": 0.1,
    "data_format": "channels_last", "arguments": None, "lora_rank": None, "quantization_config": None, "groups": 1,
    "rms_scaling": False, "keepdims": False, "reverse_state_order": False, "custom": 1, "bounding_box_format": "xyxy",
}  # fmt: skip


def real(generation: int) -> Any:
    """The layers module of a generation."""
    import keras
    import tf_keras

    return keras.layers if generation == 3 else tf_keras.layers


@pytest.mark.parametrize("generation", [2, 3])
def test_parameters_and_defaults(generation: int) -> None:
    """SIGNATURES says of every public class what inspect says."""
    found = {name: signature_of(cls) for name, cls in layer_classes(real(generation)).items()}
    written = {name: pair[generation - 2] for name, pair in SIGNATURES.items() if pair[generation - 2] is not None}
    assert written == found


def drawn(generation: int) -> Iterator[tuple[str, str]]:
    """Each class that is modelled, with the arguments that it needs."""
    for name in sorted(layer_classes(real(generation))):
        text = minimal(name, generation)
        if text is not None and f"keras.layers.{name}" in LAYERS:
            yield name, text


def inherited(cls: type) -> dict[str, Any]:
    """The parameters that the classes above have a default for: what a constructor may hand on in **kwargs."""
    return {
        parameter.name: parameter.default
        for base in cls.__mro__[1:]
        if "__init__" in vars(base) and base is not object
        for parameter in inspect.signature(base.__init__).parameters.values()
        if parameter.default is not parameter.empty and parameter.name != "dtype"  # every class takes its own
    }


@pytest.mark.parametrize("generation", [2, 3])
def test_other_arguments(generation: int) -> None:
    """Every keyword on every class: taken or refused as the real constructor does."""
    layers, wrong, count = real(generation), [], 0
    for name, text in drawn(generation):
        taken = accepted(name, generation)
        for keyword, value in {**inherited(getattr(layers, name)), **KEYWORDS}.items():
            if f"{keyword}=" in text or keyword in inspect.signature(getattr(layers, name).__init__).parameters:
                continue
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    eval(f"L.{name}({text}{', ' if text else ''}{keyword}=value)", {"L": layers, "value": value})
                runs = True
            except (TypeError, ValueError):
                runs = False
            count += 1
            if runs != (taken is None or keyword in taken) and not (generation == 2 and keyword in KERAS_1):
                wrong.append((name, keyword, "runs" if runs else "raises"))
    print(f"\nKeras {generation}: {count} keywords compared")
    assert wrong == []
    assert count > 3000
