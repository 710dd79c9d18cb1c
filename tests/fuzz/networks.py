"""Random networks for data of a given shape: layers that fit (or, as a mistake, do not), in the styles that people write."""

from __future__ import annotations

import math

from tests.fuzz.choices import Choices, tuple_of
from tests.fuzz.pipelines import Data


def network(c: Choices, x: Data) -> list[int]:
    """The statements that bind `model`; gives the shape of a sample's output, as far as it was followed."""
    shape = [c.about(dim) for dim in x.shape[1:]]
    if c.wrong():
        shape = c.of(shape[::-1], [*shape, 1], shape[:-1] or [1, 1], list(x.shape))
    layers, output = _layers(c, shape, x)
    style = c.of(_sequential_list, _sequential_add, _functional, _functional, _branches, _subclass, _looped)
    style(c, shape, layers)
    return [*output[:-1], output[-1] * 2] if style is _branches else output


def _layers(c: Choices, shape: list[int], x: Data) -> tuple[list[str], list[int]]:
    """The layers' constructors, the last one the head, and the shape that comes out."""
    texts: list[str] = []
    now = list(shape)
    if x.ids and len(now) == 1 and c.chance(0.85):
        width = c.number(1, 4)
        texts.append(f"layers.Embedding({10 if not c.wrong() else 5}, {width})")
        now = [*now, width]
    for _ in range(c.number(0, 5)):
        made = _layer(c, now)
        if made is not None:
            texts.append(made[0])
            now = made[1]
    units = c.of(1, 1, 2, 3, c.number(1, 4))
    if len(now) > 1 and c.chance(0.6):
        text, now = c.of(
            ("layers.Flatten()", [math.prod(now)]),
            *([(f"layers.{c.of('LSTM', 'GRU', 'SimpleRNN')}(3)", [3])] if len(now) == 2 else []),
            *([(f"layers.Global{c.of('Average', 'Max')}Pooling1D()", [now[-1]])] if len(now) == 2 else []),
        )
        texts.append(text)
    activation = c.of("", "", ", activation='softmax'", ", activation='sigmoid'")
    texts.append(f"layers.Dense({units}{activation})")
    return texts, [*now[:-1], units]


def _layer(c: Choices, now: list[int]) -> tuple[str, list[int]] | None:
    rank = len(now)
    if c.wrong():
        rank = c.of(1, 2, 3)
    anywhere = [_dense, _same, _same, _reshape]
    if rank == 1:
        return c.of(_dense, _dense, _same, _reshape, _repeat)(c, now)
    if rank == 2:
        return c.of(
            *anywhere,
            _recurrent,
            _recurrent,
            _recurrent,
            _recurrent,
            _convolution,
            _pool,
            _permute,
            _pads,
            _timed,
            _flat,
        )(c, now)
    return c.of(*anywhere, _timed, _flat, _image)(c, now)


def _dense(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    units = c.number(1, 5)
    activation = c.of("", ", activation='relu'", ", activation='tanh'")
    return f"layers.Dense({units}{activation})", [*now[:-1], units]


def _same(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    text = c.of(
        "Dropout(0.2)", "BatchNormalization()", "Activation('relu')", "LayerNormalization()", "LeakyReLU()",
        "GaussianNoise(0.1)", "ReLU()", "Masking()" if len(now) == 2 else "Dropout(0.1)",
        "SpatialDropout1D(0.2)" if len(now) == 2 else "Activation('tanh')",
    )  # fmt: skip
    return f"layers.{text}", now


def _reshape(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    total = max(1, math.prod(now))
    one = c.of(*[one for one in range(1, total + 1) if total % one == 0])
    dims = c.of([one, total // one], [total], [total, 1], [1, total])
    written = [str(c.about(dim)) for dim in dims]
    if c.chance(0.3):
        written[c.number(0, len(written) - 1)] = "-1"
    return f"layers.Reshape(({', '.join(written)},))", dims


def _repeat(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    times = c.number(1, 4)
    return f"layers.RepeatVector({times})", [times, *now]


def _recurrent(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    units, kind = c.number(1, 4), c.of("LSTM", "GRU", "SimpleRNN", "SimpleRNN")
    sequences = c.chance(0.6)
    text = f"layers.{kind}({units}{', return_sequences=True' if sequences else ''})"
    if c.chance(0.15):
        text, units = f"layers.Bidirectional({text})", units * 2
    return text, [*now[:-1], units] if sequences else [units]


def _convolution(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    filters, kernel = c.number(1, 4), c.number(1, 3)
    padding = c.of("valid", "same", "causal")
    if kernel > now[0] and padding == "valid" and not c.wrong():
        kernel = now[0]
    kind = c.of("Conv1D", "Conv1D", "SeparableConv1D") if padding != "causal" else "Conv1D"
    steps = now[0] if padding != "valid" else now[0] - kernel + 1
    return f"layers.{kind}({filters}, {kernel}{'' if padding == 'valid' else f', padding={padding!r}'})", [
        steps,
        filters,
    ]


def _pool(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    size = c.number(1, 2)
    if size > now[0] and not c.wrong():
        size = 1
    return f"layers.{c.of('Max', 'Average')}Pooling1D({size})", [now[0] // size, *now[1:]]


def _permute(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    return "layers.Permute((2, 1))", now[::-1]


def _pads(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    if now[0] > 2 and c.chance(0.4):
        return "layers.Cropping1D(1)", [now[0] - 2, *now[1:]]
    return c.of(("layers.ZeroPadding1D(1)", [now[0] + 2, *now[1:]]), ("layers.UpSampling1D(2)", [now[0] * 2, *now[1:]]))


def _timed(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    if len(now) == 3 and c.chance(0.5):
        return c.of(
            ("layers.TimeDistributed(layers.Flatten())", [now[0], now[1] * now[2]]),
            ("layers.TimeDistributed(layers.SimpleRNN(3))", [now[0], 3]),
        )
    units = c.number(1, 4)
    return f"layers.TimeDistributed(layers.Dense({units}))", [*now[:-1], units]


def _flat(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    return "layers.Flatten()", [math.prod(now)]


def _image(c: Choices, now: list[int]) -> tuple[str, list[int]]:
    filters = c.number(1, 3)
    return f"layers.Conv2D({filters}, 1)", [*now[:-1], filters]


def _sequential_list(c: Choices, shape: list[int], layers: list[str]) -> None:
    declared = [f"layers.Input({c.of('', 'shape=')}{tuple_of(shape)})"] if c.chance(0.8) else []
    _in_function(c, ["model = keras.Sequential([", *[f"    {one}," for one in [*declared, *layers]], "])"])


def _declared(c: Choices, shape: list[int], first: str) -> str:
    """`input_shape=` on the first layer."""
    if first.endswith("()"):
        return f"{first[:-1]}input_shape={tuple_of(shape)})"
    return f"{first[:-1]}, input_shape={tuple_of(shape)})"


def _sequential_add(c: Choices, shape: list[int], layers: list[str]) -> None:
    first, *rest = layers
    lines = ["model = keras.Sequential()"]
    kind = c.number(0, 3)
    if kind == 0:
        lines.append(f"model.add(keras.Input(shape={tuple_of(shape)}))")
    elif kind < 3 and not first.startswith("layers.Embedding"):
        first = _declared(c, shape, first)
    lines += [f"model.add({one})" for one in [first, *rest]]
    _in_function(c, lines)


def _looped(c: Choices, shape: list[int], layers: list[str]) -> None:
    units = c.number(1, 3)
    lines = ["model = keras.Sequential()", f"model.add(keras.Input({tuple_of(shape)}))"]
    lines += [f"for _ in range({c.number(1, 3)}):", f"    model.add(layers.Dense({units}))"]
    _in_function(c, lines + [f"model.add({one})" for one in layers])


def _functional(c: Choices, shape: list[int], layers: list[str]) -> None:
    lines = [f"inputs = keras.Input(shape={tuple_of(shape)})"]
    name = "inputs"
    for one in layers:
        lines.append(f"h = {one}({name})")
        name = "h"
    _in_function(c, [*lines, f"model = keras.Model(inputs, {name})"])


def _branches(c: Choices, shape: list[int], layers: list[str]) -> None:
    """Two branches of the same layers, joined."""
    lines = [f"inputs = keras.Input({tuple_of(shape)})"]
    ends = []
    for branch in ("a", "b"):
        name = "inputs"
        for one in layers:
            lines.append(f"{branch} = {one}({name})")
            name = branch
        ends.append(name)
    join = c.of("layers.Concatenate()([a, b])", "layers.concatenate([a, b])", "layers.Concatenate(axis=-1)([a, b])")
    if c.wrong():
        join = c.of(
            "layers.Concatenate(axis=1)([a, inputs])", "layers.Add()([a, inputs])", "layers.Dot(axes=1)([a, b])"
        )
    _in_function(c, [*lines, f"merged = {join}", "model = keras.Model(inputs=inputs, outputs=merged)"])


def _subclass(c: Choices, shape: list[int], layers: list[str]) -> None:
    """A model of one's own."""
    c.line("class Network(keras.Model):")
    c.line("    def __init__(self):")
    c.line("        super().__init__()")
    for number, one in enumerate(layers):
        c.line(f"        self.layer_{number} = {one}")
    c.line("    def call(self, inputs):")
    c.line("        h = inputs")
    for number in range(len(layers)):
        c.line(f"        h = self.layer_{number}(h)")
    c.line("        return h")
    c.line("model = Network()")


def _in_function(c: Choices, lines: list[str]) -> None:
    """The lines flat, in a function, or in a method."""
    kind = c.number(0, 4)
    if kind == 0:
        c.line("def build_model():")
        c.lines += [f"    {line}" for line in [*lines, "return model"]]
        c.line("model = build_model()")
    elif kind == 1:
        c.line("class Trainer:")
        c.line("    def build(self):")
        c.lines += [f"        {line}" for line in [*lines, "return model"]]
        c.line("model = Trainer().build()")
    else:
        c.lines += lines
