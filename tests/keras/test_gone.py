"""The names that one Keras generation lacks (keras/gone.py): each is tried on both real Keras, as programs spell it."""

from __future__ import annotations

import importlib
import os
import types
from typing import Any

import astroid
import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from pylint_lstmshape import knowledge
from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.keras import gone
from pylint_lstmshape.settings import Settings
from tests.keras.test_version_guards import errors

LACKING = sorted(gone.LACKING.items())
# Public names of tf_keras 2.21 that Keras 3 has not, and the table neither: what nobody uses who stacks recurrent layers.
LEFT_OUT = (
    "keras.applications.", "keras.dtensor.", "keras.estimator.", "keras.experimental.", "keras.protobuf",
    "keras.backend.experimental.", "keras.callbacks.experimental.", "keras.layers.experimental.", "keras.metrics.experimental.",
    "keras.models.experimental.", "keras.optimizers.experimental.", "keras.utils.experimental.", "keras.preprocessing.text.",
    "keras.preprocessing.image.", "keras.optimizers.legacy.",
)  # fmt: skip
RARE = 20  # of the others


def has(package: str, path: str) -> bool:
    """Whether a real Keras has keras.<path>, as a module or as a name in one."""
    module, _, name = path.rpartition(".")
    try:
        if hasattr(importlib.import_module(f"{package}.{module}" if module else package), name):
            return True
        importlib.import_module(f"{package}.{path}")
    except ImportError:
        return False
    return True


def package_of(spelled: str, generation: int) -> tuple[str, str]:
    """The real package that stands for the first words of a name in this generation, and what follows."""
    package, _, path = spelled.partition("keras.")
    if generation == 2:
        return "tf_keras", path
    return ("keras._tf_keras.keras" if package == "tensorflow." else "keras"), path


@pytest.mark.parametrize("lacks", [2, 3])
def test_the_generation_lacks_each(lacks: int) -> None:
    found = [name for name, generation in LACKING if generation == lacks and has(*package_of(name, lacks))]
    assert found == []


def test_keras_3_has_what_keras_2_lacks() -> None:
    plain = [name for name, generation in LACKING if generation == 2 and name.startswith("keras.")]
    assert [name for name in plain if not has("keras", name.removeprefix("keras."))] == []


def test_no_public_name_of_keras_2_is_forgotten() -> None:
    """What tf_keras has and Keras 3 has not is in the table, but for what is rare."""
    import tf_keras

    names = {name for name in public(tf_keras, "keras") if not name.startswith(LEFT_OUT)}
    forgotten = [name for name in sorted(names) if not has("keras", name[6:]) and knowledge.lacking(name) is None]
    assert len(forgotten) <= RARE, forgotten


def public(module: types.ModuleType, path: str, depth: int = 3) -> set[str]:
    """The dotted names below a module of tf_keras."""
    found = set()
    for name, value in vars(module).items():
        is_module = isinstance(value, types.ModuleType)
        if name.startswith("_") or (is_module and (name == "src" or not value.__name__.startswith("tf_keras"))):
            continue
        found.add(f"{path}.{name}")
        if is_module and depth:
            found |= public(value, f"{path}.{name}", depth - 1)
    return found


def test_successors_exist() -> None:
    successors = {name: knowledge.successor(name) for name, generation in LACKING if generation == 3}
    named: dict[str, Any] = {name: now for name, now in successors.items() if now is not None}
    assert len(named) > 80
    assert [now for name, now in named.items() if not has(*package_of(now, 3))] == []


def one(program: str, keras: str = "3") -> list[str]:
    return [finding.symbol for finding in analyze(astroid.parse(program), Settings(keras)).findings]


FOUND = ["unknown-keras-name"]
SPELLINGS = {
    "from keras.layers import CuDNNLSTM": FOUND,
    "from tensorflow.keras.layers import CuDNNLSTM": FOUND,
    "from keras.layers.recurrent import LSTM, GRU": FOUND,
    "import keras.layers.recurrent": FOUND,
    "import keras.layers.recurrent as r": FOUND,
    "from keras import layers\nlayers.CuDNNLSTM(3)": FOUND,
    "import tensorflow as tf\ntf.keras.layers.CuDNNLSTM(3)": FOUND,
    "from keras import backend as K\nK.sum": FOUND,
    "import tensorflow as tf\ntf.keras.backend.sum": [],
    "from tensorflow import keras\nkeras.losses.mse": [],
    "import keras\nkeras.losses.mse": FOUND,
    "import tensorflow.keras.backend as K\nK.sum": [],
    "from tensorflow.keras import backend as K\nK.in_train_phase": FOUND,
    "from tensorflow.keras.preprocessing.text import Tokenizer": [],
    "from keras.preprocessing.text import Tokenizer": FOUND,
    "import keras\ngetattr(keras.layers, 'CuDNNLSTM', None)": [],
    "import keras\ngetattr(keras.layers, 'CuDNNLSTM')": FOUND,
    "import keras\nkeras.layers.CuDNNLSTM = keras.layers.LSTM\nkeras.layers.CuDNNLSTM": [],
    "try:\n    from keras.layers import CuDNNLSTM\nexcept ImportError:\n    from keras.layers import LSTM as CuDNNLSTM": [],
    "import contextlib\nwith contextlib.suppress(ImportError):\n    from keras.layers import CuDNNLSTM": [],
    "import os\nos.environ['TF_USE_LEGACY_KERAS'] = '1'\nimport tensorflow as tf\ntf.keras.experimental.LinearModel": [],
    "from tf_keras.layers import LocallyConnected1D": [],
}  # fmt: skip


@pytest.mark.parametrize("program", SPELLINGS)
def test_spellings(program: str) -> None:
    """Found where real Keras 3 raises, and only there."""
    assert one(f"import numpy\n{program}\n") == SPELLINGS[program]
    if "LEGACY" not in program:
        raised = None
        try:
            exec(program, {"__name__": "program"})
        except (ImportError, AttributeError) as error:
            raised = error
        import keras

        vars(keras.layers).pop("CuDNNLSTM", None)
        assert (raised is not None) == bool(SPELLINGS[program]), raised


def test_a_guarded_import_tells_no_generation() -> None:
    """What stands where its absence is caught may be for another Keras than the one that runs."""
    guarded = (
        "try:\n    from keras.utils import np_utils\nexcept ImportError:\n    from keras import utils as np_utils\n"
    )
    program = f"{guarded}from keras import layers\nlayers.LSTM(2, batch_input_shape=(1, 5, 3))\n"
    both = analyze(astroid.parse(program), Settings("auto")).generations
    assert both == analyze(astroid.parse("import keras"), Settings("auto")).generations
    assert errors("from keras.utils import np_utils\nfrom keras import layers\nlayers.LSTM(2, dynamic=True)", 2) == []
