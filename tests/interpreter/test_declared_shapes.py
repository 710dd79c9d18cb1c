"""Shapes that the program or the project declares: each form ends in a fit; the bad one is flagged, the good one silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from pylint_lstmshape.analysis import analyze, parse
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.interpreter import project
from pylint_lstmshape.settings import Settings

IMPORTS = """\
import keras
import numpy as np
from jaxtyping import Float, Float32, Int, Shaped
from elsewhere import load, load_pair


def network():
    model = keras.Sequential([keras.layers.Input((31, 2)), keras.layers.LSTM(4), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


"""


@pytest.fixture(name="symbols")
def _symbols(tmp_path: Path):
    """The messages of a program in a project of its own, with what its pyproject.toml says."""

    def symbols(program: str, table: str = "") -> list[str]:
        (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
        file = tmp_path / "train.py"
        source = IMPORTS + program
        file.write_text(source, encoding="utf-8")
        tree = parse(Source(source), file)
        assert tree is not None
        return [one.symbol for one in analyze(tree, Settings(keras="3")).findings]

    return symbols


MODEL = ["fit-input-shape-mismatch"]


def flagged(shape: str) -> list[str]:
    """What is said of a bad shape: an LSTM runs on 30 steps where 31 are declared, so that is no error."""
    return ["unchecked-timesteps"] if "30" in shape else MODEL


TABLE = "[tool.lstmshape.shapes]\n"

ANNOTATED = {
    "parameter": 'def train(x: Float[np.ndarray, "{}"], y):\n    network().fit(x, y)\n',
    "keyword": 'def train(*, x: Float32[np.ndarray, "{}"], y=None):\n    network().fit(x, y)\ntrain(x=load(), y=load())\n',
    "variable": 'x: Float[np.ndarray, "{}"] = load()\nnetwork().fit(x, load())\n',
    "any kind": 'x: Shaped[np.ndarray, "{}"] = load()\nnetwork().fit(x, load())\n',
    "result": 'def get() -> Float[np.ndarray, "{}"]:\n    return load()\nnetwork().fit(get(), load())\n',
    "two results": 'def get() -> tuple[Float[np.ndarray, "{}"], Float[np.ndarray, "n"]]:\n    return load()\n'
    "x, y = get()\nnetwork().fit(x, y)\n",
    "abstract": 'def get() -> Float[np.ndarray, "{}"]:\n    raise NotImplementedError\n'
    "def main():\n    network().fit(get(), load())\n",
    "alias": 'Series = Float[np.ndarray, "{}"]\ndef train(x: Series):\n    network().fit(x, load())\n',
    "method": 'class Trainer:\n    def train(self, x: Float[np.ndarray, "{}"]):\n        network().fit(x, load())\n',
    "module name": 'import jaxtyping\ndef train(x: jaxtyping.Float[np.ndarray, "{}"]):\n    network().fit(x, load())\n',
    "tensor": 'import tensorflow as tf\ndef train(x: Float[tf.Tensor, "{}"]):\n    network().fit(x, load())\n',
}


@pytest.mark.parametrize("program", ANNOTATED.values(), ids=ANNOTATED)
def test_annotations(symbols, program):
    for good in ("batch 31 2", "n 31 2", "_ 31 2", "samples=100 31 2", "64 t 2", "n 31 k+1", "n #31 2", "...", "*n 2"):
        assert symbols(program.format(good)) == [], good
    for bad in ("batch 31", "batch 30 2", "_ 31 3"):
        assert symbols(program.format(bad)) == flagged(bad), bad


def test_equal_names_are_equal_numbers(symbols):
    program = 'def train(x: Float[np.ndarray, "n 31 2"], y: Float[np.ndarray, "{} 1"]):\n    network().fit(x, y[{}:])\n'
    assert symbols(program.format("n", 0)) == []
    assert symbols(program.format("m", 0)) == []
    assert symbols(program.format("m", 1)) == []
    assert symbols(program.format("n", 1)) == ["sample-count-mismatch"]
    module = 'x: Float[np.ndarray, "n 31 2"] = load()\ny: Float[np.ndarray, "n"] = load()\nnetwork().fit(x, y[1:])\n'
    assert symbols(module) == []
    assert symbols(
        'def train(x: Float[np.ndarray, "90 31 2"], y: Int[np.ndarray, "80"]):\n    network().fit(x, y)\n'
    ) == ["sample-count-mismatch"]


@pytest.mark.parametrize(
    "annotation",
    [
        'Float[np.ndarray, "n 31"] | None', 'Float["n 31"]', "Float[np.ndarray]", "Float[np.ndarray, 3]", "Float[()]", "Float",
        'Float[load, "n 31"]', 'Unheard[np.ndarray, "n 31"]', "np.ndarray", "tuple[int, ...]", "tuple[()]", '"n 31"', "list[3][4]",
        'Float[np.ndarray, "n 31 -1)( 2"]', 'Float[np.ndarray, "n 99999999999999999999 ..."]',
    ],
)  # fmt: skip
def test_annotations_that_tell_nothing(symbols, annotation):
    assert symbols(f"def train(x: {annotation}):\n    return network().fit(x, load())\n") in (
        [],
        MODEL * ("-1" in annotation),
    )


def test_what_is_known_goes_before_an_annotation(symbols):
    assert symbols('x: Float[np.ndarray, "n 31"] = np.zeros((8, 31, 2))\nnetwork().fit(x, load())\n') == []
    assert symbols('x: Float[np.ndarray, "n 31 2"] = np.zeros((8, 31))\nnetwork().fit(x, load())\n') == MODEL
    assert (
        symbols(
            'def f(x: Float[np.ndarray, "n 31"] = None):\n    if x is not None:\n        network().fit(x, x)\nf()\n'
        )
        == []
    )


CHECKS = {
    "assert": "assert {}\n",
    "and": "assert x is not None and {}, 'no'\n",
    "raise": "if not ({}):\n    raise ValueError(x)\n",
    "else raise": "if {}:\n    pass\nelse:\n    raise ValueError(x)\n",
    "or": "if x is None or not {}:\n    raise ValueError(x)\n",
}
SHAPES = {
    "x.shape == (8, 31, 2)": "x.shape == (8, 31)",
    "(load_pair, 31, 2) == x.shape": "(load_pair, 30, 2) == x.shape",
    "x.shape == (x.shape[0], 31, 2)": "x.shape == (x.shape[0], 31)",
    "x.ndim == 3": "x.ndim == 2",
    "3 == len(x.shape)": "len(x.shape) == 2",
    "x.shape[1:] == (31, 2)": "x.shape[1:] == (31,)",
    "x.shape[:-1] == (8, 31)": "x.shape[:-1] == (8, 30)",
    "(x.ndim == 3 and x.shape[1] == 31)": "(x.ndim == 3 and x.shape[1] == 30)",
    "(x.ndim == 3 and x.shape[-1] == 2)": "(x.ndim == 3 and x.shape[-1] == 3)",
    "(x.ndim == 3 and (x.shape[1], x.shape[2]) == (31, 2))": "(x.ndim == 3 and (x.shape[1], x.shape[2]) == (31, 3))",
    "(x.ndim == 3 and x.shape[1:2] == (31,))": "(x.ndim == 3 and x.shape[1:2] == (30,))",
}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_checks(symbols, check):
    fit = "network().fit(x, load())\n"
    for good, bad in SHAPES.items():
        assert symbols("x = load()\n" + check.format(good) + fit) == [], good
        assert symbols("x = load()\n" + check.format(bad) + fit) == flagged(bad), bad


def test_unequal_raises_in_a_function_and_of_an_attribute(symbols):
    train = "def train(x):\n    if x.shape[1:] != ({}):\n        raise ValueError\n    network().fit(x, load())\n"
    assert symbols(train.format("31, 2")) == []
    assert symbols(train.format("31, 3")) == MODEL
    trainer = (
        "class Trainer:\n    def __init__(self):\n        self.x = load()\n        assert self.x.ndim == {}\n"
        "    def train(self):\n        network().fit(self.x, load())\nTrainer().train()\n"
    )
    assert symbols(trainer.format(3)) == []
    assert symbols(trainer.format(2)) == MODEL


def test_the_length_of_a_known_array(symbols):
    program = "x = np.array(load()).reshape(-1, 31, 2)\nassert len(x) == {}\nnetwork().fit(x, np.zeros((100, 1)))\n"
    assert symbols(program.format(100)) == []
    assert symbols(program.format(90)) == ["sample-count-mismatch"]


@pytest.mark.parametrize(
    "check",
    [
        "assert x.ndim != 2", "assert x.ndim == 2 or load()", "if x.ndim == 2:\n    print(x)", "assert x.ndim == load()", "assert x.shape",
        "assert x.ndim == -2", "assert x.ndim == 10 ** 9", "assert x.shape[load()] == 3", "assert x.shape[::2] == (1, 2)",
        "assert x.shape[:2] == (8, 31)", "assert x.shape == ()", "assert x.shape[1] == 4", "assert len(x) == 7",
        "import pandas\nassert x.ndim == 2", "assert y.ndim == 2", "assert x.shape[-1:] == (7,)",
    ],
)  # fmt: skip
def test_checks_that_tell_nothing(symbols, check):
    assert symbols(f"x = load()\n{check}\nnetwork().fit(x, load())\n") == []


PAIR = "x, y = load_pair('data')\nnetwork().fit(x, y)\n"


def test_table(symbols):
    one = "import elsewhere\nnetwork().fit(elsewhere.load(), load_pair)\n"
    for table, good in {'"elsewhere.load" = "(n, 31, 2)"': True, 'elsewhere.load = "(?, 31)"': False}.items():
        assert symbols(one, TABLE + table) == ([] if good else MODEL)
    assert symbols(PAIR, TABLE + '"elsewhere.load_pair" = ["(n, 31, 2)", "(n,)"]') == []
    assert symbols(PAIR, TABLE + '"elsewhere.load_pair" = ["(None, None, 2)", "(...)"]') == []
    assert symbols(PAIR, TABLE + '"elsewhere.load_pair" = ["(n, 31)", "(n,)"]') == MODEL
    assert symbols(PAIR, TABLE + '"elsewhere.load_pair" = ["(90, 31, 2)", "(80,)"]') == ["sample-count-mismatch"]


def test_table_of_a_function_of_the_project(symbols, tmp_path):
    """What cannot be seen inside it is told by the table; what can be goes first."""
    (tmp_path / "own.py").write_text(
        "import pickle\ndef load():\n    return pickle.load(open('x', 'rb'))\n", encoding="utf-8"
    )
    program = "from own import load as data\nnetwork().fit(data(), load())\n"
    assert symbols(program, TABLE + '"own.load" = "(n, 31, 2)"') == []
    assert symbols(program, TABLE + '"own.load" = "(n, 31)"') == MODEL
    (tmp_path / "own.py").write_text(
        "import numpy as np\ndef load():\n    return np.zeros((800, 31, 2))\n", encoding="utf-8"
    )
    assert symbols(program, TABLE + '"own.load" = "(n, 31)"') == []


@pytest.mark.parametrize(
    "table",
    [
        "", "[tool", "tool = 3", "[tool]\nlstmshape = 3", "[tool.lstmshape]\nshapes = 3\nkeras = [3]", TABLE + "elsewhere = 3",
        TABLE + "elsewhere.load_pair = []", TABLE + 'elsewhere.load_pair = ["(n, 31)", 3]', TABLE + 'elsewhere.load_pair = "n, 31"',
        TABLE + 'elsewhere.load_pair = ["(n, 31", "(n,)"]', TABLE + 'elsewhere.load_pair = ["(n, -31)", "(n,)"]',
        TABLE + 'elsewhere.load_pair = ["(n,, 31)", "(n,)"]', TABLE + 'elsewhere.load_pair = ["", "()"]',
        TABLE + 'elsewhere.load = "(n, 31)"',
    ],
)  # fmt: skip
def test_a_table_that_makes_no_sense_is_passed_over(symbols, table):
    assert symbols(PAIR, table) == []


def test_a_bad_entry_leaves_the_others(symbols):
    table = TABLE + '"elsewhere.load" = 3\n"elsewhere.load_pair" = ["(n, 31)", "(n,)"]\n'
    assert symbols(PAIR, table) == MODEL


def test_other_settings_of_the_table(tmp_path):
    def configured(text: str, settings: Settings) -> Settings:
        (tmp_path / "pyproject.toml").write_text("[tool.lstmshape]\n" + text, encoding="utf-8")
        return project.configured(settings, tmp_path)

    assert configured('keras = "2"\nread-data = false\n', Settings()) == Settings("2", read_data=False)
    assert configured('keras = "2"\nread-data = true\n', Settings("3", read_data=False)) == Settings(
        "3", read_data=False
    )
    assert configured("keras = 3\nread-data = 0\nother = 1\n", Settings()) == Settings()


def test_a_symbolic_tensor_stays_one(symbols):
    """Checks and annotations of what a model is built of."""
    program = """
class Block(keras.layers.Layer):
    def call(self, inputs):
        assert inputs.shape[1:] == (31, 2) and inputs.ndim == 3
        return keras.ops.transpose(inputs, (0, 2, 1))


def build(inputs):
    if len(inputs.shape) != 3:
        raise ValueError("rank")
    assert inputs.shape[1:] == (31, 2)
    return keras.Model(inputs, keras.layers.LSTM({})(Block()(inputs)))


{}
"""
    call = "build(keras.Input((31, 2))).fit(np.zeros((8, 31, {})), np.zeros((8, 4)))"
    assert symbols(program.format(4, "")) == []
    assert symbols(program.format(4, call.format(2))) == []
    assert symbols(program.format(4, call.format(3))) == MODEL
