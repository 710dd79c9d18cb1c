"""Layers that code ids and texts, called on real data (lists, arrays, tensors): what comes out is what is said."""

from __future__ import annotations

import itertools

import pytest

from tests.keras.layers import static
from tests.keras.layers.real import Outcome, Real

NUMBERS = ["1", "[1, 2, 1]", "[[1, 2], [2, 1]]", "[[1], [2]]", "tf.constant([1, 2, 1])", "tf.ones((2, 3, 1), tf.int32)",
           "tf.ones((2, 3, 2), tf.int32)"]  # fmt: skip
WORDS = ["'a'", "['a', 'b', 'c']", "[['a', 'b'], ['b', 'c']]", "[['a'], ['b']]", "tf.constant(['a', 'b'])"]
TEXTS = ["'a good film'", "['a good film']", "['good', 'a bad film']", "tf.constant(['good', 'a bad film'])",
         "tf.constant([['good'], ['a bad film']])", "[['good', 'bad'], ['a', 'film']]", "tf.constant('a bad film')"]  # fmt: skip
MODES = ["'int'", "'one_hot'", "'multi_hot'", "'tf_idf'"]
LAYERS = {
    "L.CategoryEncoding(5, output_mode={})": (NUMBERS, MODES[1:3], ""),
    "L.Hashing(5, output_mode={})": (NUMBERS, MODES[:3], ""),
    "L.Discretization([1.0, 2.0, 3.0], output_mode={})": (NUMBERS, MODES[:3], ""),
    "L.IntegerLookup(output_mode={})": (NUMBERS, MODES, "[1, 2, 3]"),
    "L.IntegerLookup(vocabulary=[1, 2, 3], output_mode={})": (NUMBERS, MODES[:3], ""),
    "L.StringLookup(output_mode={})": (WORDS, MODES, "['a', 'b', 'c']"),
    "L.StringLookup(max_tokens=9, pad_to_max_tokens=True, output_mode={})": (WORDS, MODES, "['a', 'b']"),
    "L.StringLookup(vocabulary=['a', 'b'], invert=True, output_mode={})": (NUMBERS[:3], MODES[:1], ""),
    "L.TextVectorization(output_mode={})": (TEXTS, [MODES[0], *MODES[2:]], "['a bad film', 'a good film']"),
    "L.TextVectorization(output_sequence_length=6, output_mode={})": (TEXTS, MODES[:1], "['a bad film']"),
    "L.TextVectorization(split='character', output_mode={})": (TEXTS, MODES[:1], "['a bad film']"),
    "L.TextVectorization(split=None, output_mode={})": (TEXTS, [MODES[0], *MODES[2:]], "['a bad film', 'good']"),
    "L.TextVectorization(split=None, output_sequence_length=2, output_mode={})": (TEXTS, MODES[:1], "['good']"),
    "L.TextVectorization(max_tokens=9, pad_to_max_tokens=True, output_mode={})": (TEXTS, ["'count'"], "['a bad film']"),
    "L.TextVectorization(vocabulary=['a', 'bad'], output_mode={})": (TEXTS, [MODES[0], *["'count'"]], ""),
}
KNOWN = 0.93  # share of the calls whose rank is known


def programs() -> list[str]:
    """Each layer in each mode on each data."""
    texts = []
    for layer, (data, modes, learnt) in LAYERS.items():
        for given, mode in itertools.product(data, modes):
            adapted = f"; l@.adapt({learnt})" if learnt else ""
            texts.append(f"l@ = {layer.format(mode)}{adapted}\ny@ = l@({given})\nn@ = int(0)\n")
    return texts


def check(text: str, said: Outcome, real: Outcome) -> None:
    """Ranks, known dims and kinds are the real ones; a rejection is one."""
    what = f"{text}said {said}, really {real}"
    assert bool(said.raised) == bool(real.raised), what
    for one, other in zip(said.shapes, real.shapes, strict=True):
        assert len(one) == len(other) and all(dim in (None, true) for dim, true in zip(one, other, strict=True)), what
    assert all(one in ("?", other) for one, other in zip(said.kinds, real.kinds, strict=True)), what


@pytest.mark.parametrize("generation", [2, 3])
def test_data_comes_out_as_said(generation: int) -> None:
    texts, keras = programs(), Real(generation)
    found = static.outcomes(texts, generation)
    known = 0
    for text, said in zip(texts, found, strict=True):
        if said is not None:
            known += 1
            check(text, said, keras.run(text))
    assert known / len(texts) >= KNOWN
