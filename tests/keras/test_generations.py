"""Every entry of keras/generations.py: its program run on both real Keras and analysed for both."""

from __future__ import annotations

import os
import warnings
from typing import Any

import astroid
import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.facts import Binding
from pylint_lstmshape.keras.generations import DIFFERENCES, Difference
from pylint_lstmshape.rules import LEVELS
from pylint_lstmshape.settings import Settings

HEAD = "import tensorflow as tf\nimport keras\nfrom keras import layers\n"


def run(difference: Difference, generation: int) -> tuple[str, Any]:
    """("raises", message) or ("runs", result) on real Keras."""
    import keras
    import tensorflow as tf
    import tf_keras

    one = keras if generation == 3 else tf_keras
    names: dict[str, Any] = {"keras": one, "layers": one.layers, "tf": tf}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(difference.program, names)
    except Exception as error:  # whatever it raises
        return "raises", f"{type(error).__name__}: {error}"
    result = names.get("result")
    return "runs", str(getattr(result, "name", result)) if not isinstance(result, tuple) else tuple(result)


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda one: one.name)
def test_real_keras_differs(difference: Difference) -> None:
    """It raises where it is said to, and only there; where it runs in both, the results differ."""
    found = {generation: run(difference, generation) for generation in (2, 3)}
    assert {generation for generation, (verdict, _) in found.items() if verdict == "raises"} == difference.raises, found
    if not difference.raises:
        assert found[2] != found[3]


@pytest.mark.parametrize("generation", [2, 3])
@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda one: one.name)
def test_analysis_agrees(difference: Difference, generation: int) -> None:
    """Found where it raises, and only there; the shape of a result is the real one."""
    analysis = analyze(astroid.parse(HEAD + difference.program, path="program.py"), Settings(str(generation)))
    found = [finding.symbol for finding in analysis.findings if LEVELS[finding.symbol] == "E"]
    if difference.unseen:
        assert not found
        return
    assert bool(found) == (generation in difference.raises), analysis.findings
    known = [fact.value for fact in analysis.facts if isinstance(fact, Binding) and fact.name == "result"]
    if not difference.raises:
        assert shown(known[-1], difference) in (str(run(difference, generation)[1]), None)


def shown(value: Value, difference: Difference) -> str | None:
    """A static value as the program's result is written; None where it is unknown."""
    from pylint_lstmshape.domain.arrays import as_dim, as_dims

    dims = as_dims(value)
    if dims is not None and ".shape" in difference.program:
        from pylint_lstmshape.keras.values import is_open

        return str(tuple(None if is_open(dim) else dim.constant for dim in dims))
    number = as_dim(value)
    return None if number is None or isinstance(value, Array) else str(number)


def test_unknown_generation_says_only_what_both_do() -> None:
    """Without a known generation nothing of this is reported."""
    for difference in DIFFERENCES:
        analysis = analyze(astroid.parse(HEAD + difference.program, path="program.py"), Settings("auto"))
        if len(analysis.generations) == 2:
            assert not [one for one in analysis.findings if one.symbol.startswith(("layer", "lstm", "unknown"))], (
                difference.name
            )
