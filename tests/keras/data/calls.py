"""Random calls of Keras's data utilities."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.library.calls import Call, CallTable, Draw, maybe, names
from tests.library.numpy.drawing import filled

TABLE = CallTable()
calls = TABLE.calls
PREPROCESSING = "keras.preprocessing"
WORDS = ["a good film", "A bad, bad film!", "", "not good: not bad", "one\ttwo  three"]


def a_sequence(draw: Draw, wide: bool) -> Any:
    steps = draw(st.integers(0, 5))
    if wide:
        return [[draw(st.integers(0, 9)), 1] for _ in range(steps)]
    values = [draw(st.integers(0, 9)) for _ in range(steps)]
    return np.array(values, int) if draw(st.booleans()) else values


@calls("keras.utils.pad_sequences")
def _pad(draw: Draw) -> Call:
    which = draw(st.integers(0, 9))
    if which == 0:
        sequences: Any = [1, 2, 3]
    elif which == 1:
        sequences = filled((3, 4))
    elif which == 2:
        sequences = filled((3, 4, 2), "f")
    else:
        wide = draw(st.booleans())
        sequences = [a_sequence(draw, wide) for _ in range(draw(st.integers(1, 4)))]
    return [sequences], maybe(
        draw,
        maxlen=lambda: draw(st.integers(1, 7)),
        dtype=lambda: draw(st.sampled_from(["int32", "float32", "float64", "int64"])),
        padding=lambda: draw(st.sampled_from(["pre", "post", "left"])),
        truncating=lambda: draw(st.sampled_from(["pre", "post", "post", "right"])),
        value=lambda: draw(st.sampled_from([0, -1.0, 5])),
    )


@calls("keras.utils.to_categorical")
def _categorical(draw: Draw) -> Call:
    shape = draw(st.sampled_from([(4,), (4, 1), (4, 3), (2, 3, 1), (1,), (1, 1), (1, 1, 1), ()]))
    labels: Any = filled(shape, draw(st.sampled_from("uf"))) * 2 // 2
    given = maybe(draw, num_classes=lambda: draw(st.sampled_from([2, 5, 7])))
    if draw(st.booleans()) and shape:
        labels = labels.astype(int).tolist()
    elif not given:
        given = {"num_classes": 6}  # else the greatest of the labels decides, which an array does not tell
    return [labels], given


@calls("keras.utils.normalize")
def _normalize(draw: Draw) -> Call:
    return [filled((3, 4), "f") + 1], maybe(draw, order=lambda: 1)


@calls(f"{PREPROCESSING}.text.text_to_word_sequence")
def _to_words(draw: Draw) -> Call:
    return [draw(st.sampled_from(WORDS))], maybe(
        draw, lower=lambda: False, split=lambda: draw(st.sampled_from([",", "o"])), filters=lambda: "!,:"
    )


@calls(*names(f"{PREPROCESSING}.text", "one_hot hashing_trick"))
def _hashed(draw: Draw) -> Call:
    return [draw(st.sampled_from(WORDS)), draw(st.integers(2, 20))], maybe(draw, lower=lambda: False)
