"""Calls that draw random numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.library.calls import Call, Draw, maybe
from tests.library.numpy.drawing import RNG, a_shape, calls, filled


def a_size(draw: Draw) -> Any:
    return draw(
        st.one_of(st.none(), st.integers(0, 4), st.lists(st.integers(0, 3), max_size=3).map(tuple), st.just(-1))
    )


_LEGACY_SELF = np.random.RandomState(0)


_RECEIVERS: dict[str, list[Any]] = {
    "numpy.random": [],
    "numpy.random.RandomState": [_LEGACY_SELF],
    "numpy.random.Generator": [RNG],
}


def _register_random(name: str, args: list[Any], owners: tuple[str, ...]) -> None:
    for owner in owners:
        given = [*_RECEIVERS[owner], *args]

        @calls(f"{owner}.{name}")
        def drawing(draw: Draw, given: list[Any] = given) -> Call:
            return given, maybe(draw, size=lambda: a_size(draw))


_OWNERS = ("numpy.random", "numpy.random.RandomState", "numpy.random.Generator")
_PARAMETERS: dict[str, list[Any]] = {
    "uniform": [0, 5], "normal": [], "lognormal": [], "laplace": [], "logistic": [], "gumbel": [], "exponential": [],
    "rayleigh": [], "poisson": [3], "gamma": [2.0], "beta": [1, 2], "binomial": [5, 0.5], "geometric": [0.5],
    "chisquare": [3], "standard_t": [3], "weibull": [2.0], "pareto": [2.0], "vonmises": [0, 1],
    "triangular": [0, 1, 2], "standard_normal": [], "standard_exponential": [], "standard_cauchy": [],
    "multivariate_normal": [np.zeros(2), np.eye(2)],
}  # fmt: skip
for _name, _args in _PARAMETERS.items():
    _register_random(_name, _args, _OWNERS)
_register_random("random", [], _OWNERS)
_register_random("random_sample", [], _OWNERS[:2])
for _name in ("ranf", "sample"):
    _register_random(_name, [], _OWNERS[:1])
_register_random("randint", [0, 25], _OWNERS[:2])
_register_random("random_integers", [5], _OWNERS[:1])
_register_random("integers", [0, 25], _OWNERS[2:])


@calls("numpy.random.rand", "numpy.random.randn")
def _rand(draw: Draw) -> Call:
    return list(a_shape(draw)), {}


@calls("numpy.random.RandomState.rand", "numpy.random.RandomState.randn")
def _rand_method(draw: Draw) -> Call:
    return [_LEGACY_SELF, *a_shape(draw)], {}


def a_choice(draw: Draw) -> Call:
    return [draw(st.sampled_from([5, [1, 2, 3], filled((3,), "f"), filled((3, 2))]))], maybe(
        draw, size=lambda: a_size(draw)
    )


@calls("numpy.random.choice")
def _choice(draw: Draw) -> Call:
    return a_choice(draw)


@calls("numpy.random.RandomState.choice")
def _choice_method(draw: Draw) -> Call:
    args, kwargs = a_choice(draw)
    return [_LEGACY_SELF, *args], kwargs


@calls("numpy.random.Generator.choice")
def _choice_generator(draw: Draw) -> Call:
    args, kwargs = a_choice(draw)
    return [RNG, *args], kwargs | maybe(draw, axis=lambda: draw(st.integers(-1, 0)))


@calls("numpy.random.permutation")
def _permutation(draw: Draw) -> Call:
    return [draw(st.sampled_from([4, [1, 2], filled((3, 2))]))], {}


@calls("numpy.random.RandomState.permutation")
def _permutation_method(draw: Draw) -> Call:
    return [_LEGACY_SELF, *_permutation(draw)[0]], {}


@calls("numpy.random.Generator.permutation", "numpy.random.Generator.permuted")
def _permutation_generator(draw: Draw) -> Call:
    return [RNG, draw(st.sampled_from([[1, 2], filled((3, 2))]))], {}
