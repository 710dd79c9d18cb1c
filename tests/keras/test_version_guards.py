"""Programs for several versions of Keras: what stands on a way that is for another version is no mistake."""

from __future__ import annotations

import os
import warnings

import astroid
import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.settings import Settings

HEAD = """import keras
from keras import layers

def old():
    return layers.LSTM(2, batch_input_shape=(1, 5, 3))

def new():
    return layers.LSTM(2)

"""
# Each makes the layer in the way that the Keras that runs takes.
GUARDS = {
    "text": "made = old() if keras.__version__ < '3' else new()",
    "chosen": "make = old if keras.__version__ < '3' else new\nmake()",
    "name": "is_old = keras.__version__.startswith('2')\nif is_old:\n    old()",
    "major": "major = int(keras.__version__.split('.')[0])\nif major < 3:\n    old()",
    "numbers": "major, minor = map(int, keras.__version__.split('.')[:2])\nif major < 3:\n    old()",
    "tuple": "if tuple(int(part) for part in keras.__version__.split('.')[:2]) < (3, 0):\n    old()",
    "packaging": "from packaging import version\nif version.parse(keras.__version__) < version.parse('3.0'):\n    old()",
    "metadata": "from importlib import metadata\nif metadata.version('keras') < '3' and keras.__version__ < '3':\n    old()",
    "returns": "def make():\n    if keras.__version__ >= '3':\n        return new()\n    return old()\nmake()",
    "arguments": "more = {'batch_input_shape': (1, 5, 3)} if keras.__version__ < '3' else {}\nlayers.LSTM(2, **more)\n"
    "made = old() if keras.__version__ < '3' else new()",
    "attribute": "class Setup:\n    def __init__(self):\n        self.old = keras.__version__ < '3'\nif Setup().old:\n    old()",
    "class": "class One:\n    def make(self):\n        return layers.LSTM(2, batch_input_shape=(1, 5, 3))\n"
    "class Two:\n    def make(self):\n        return new()\n"
    "(One if keras.__version__ < '3' else Two)().make()\nmade = old() if keras.__version__ < '3' else new()",
    "hasattr": "if hasattr(layers, 'LocallyConnected1D'):\n    old()",
    "try": "try:\n    keras.ops\n    new()\nexcept AttributeError:\n    old()",
    "import": "try:\n    from keras import ops\n    IS_NEW = True\nexcept ImportError:\n    IS_NEW = False\nif not IS_NEW:\n    old()",
}  # fmt: skip


def run(program: str, generation: int) -> None:
    """Run a program on real Keras, whose package it names keras."""
    import sys

    import keras
    import tf_keras

    one = keras if generation == 3 else tf_keras
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setitem(sys.modules, "keras", one)
        exec(program, {"__name__": "program"})


def errors(program: str, generation: int) -> list[str]:
    return [one.symbol for one in analyze(astroid.parse(program), Settings(str(generation))).findings]


@pytest.mark.parametrize("generation", [2, 3])
@pytest.mark.parametrize("guard", GUARDS.values(), ids=GUARDS)
def test_a_program_that_looks_at_the_version_runs_and_is_not_reported(guard: str, generation: int) -> None:
    run(HEAD + guard, generation)
    assert errors(HEAD + guard, generation) == []


@pytest.mark.parametrize("guard", GUARDS.values(), ids=GUARDS)
def test_what_follows_is_still_reported(guard: str) -> None:
    program = f"{HEAD}{guard}\nlayers.GRU(2, batch_input_shape=(1, 5, 3))\n"
    with pytest.raises(ValueError, match="batch_input_shape"):
        run(program, 3)
    assert errors(program, 3) == ["unknown-layer-argument"]


def test_another_condition_is_no_guard() -> None:
    assert errors(f"import sys\n{HEAD}if len(sys.argv) > 1:\n    old()\n", 3) == ["unknown-layer-argument"]
