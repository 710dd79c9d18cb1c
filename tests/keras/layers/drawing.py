"""Draws layer programs: three statements that make a layer, call it on symbolic inputs, and count its parameters.

`@` in a text stands for the program's number. The draws are seeded: the same programs on every run.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pylint_lstmshape.keras.layers.binding import signature

GIVEN = 0.45  # how often an optional argument is written
WRONG_RANK = 0.08
UNKNOWN_ARGUMENT = 0.03
MISSPELT = ("return_sequence", "hidden_size", "batch_first", "kernal_size", "units_", "nothing")


@dataclass(frozen=True)
class Program:
    """One drawn program."""

    name: str  # of the layer class
    text: str


class Draw:
    """The choices of one program, for the class `name` in a Keras generation."""

    def __init__(self, name: str, generation: int, seed: int) -> None:
        self.name = name
        self.generation = generation
        self.random = random.Random(f"{name} {generation} {seed}")  # repeatable on purpose

    def of(self, *options: str) -> str:
        """One of these."""
        return self.random.choice(options)

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.random.random() < share

    def number(self, low: int, high: int) -> int:
        """An int, both ends included."""
        return self.random.randint(low, high)

    def dims(self, rank: int, low: int = 1, high: int = 9, *, none: float = 0.12) -> list[str]:
        """So many dims, some None."""
        return ["None" if self.chance(none) else str(self.number(low, high)) for _ in range(rank)]

    def input(self, dims: Sequence[str], dtype: str = "", *, none_last: bool = False) -> str:
        """A symbolic input with these dims behind the batch axis."""
        dims = list(dims)
        if dims and dims[-1] == "None" and not none_last and not self.chance(0.1):
            dims[-1] = str(self.number(1, 9))
        more = f", batch_size={self.number(1, 4)}" if self.chance(0.08) else ""
        if not dtype and self.chance(0.06):
            dtype = "int32"
        more += f", dtype={dtype!r}" if dtype else ""
        return f"keras.Input({shape(dims)}{more})"

    def tuple_of(self, rank: int, low: int, high: int) -> str:
        """An int for all axes, or a tuple of ints."""
        if self.chance(0.5):
            return str(self.number(low, high))
        return shape([str(self.number(low, high)) for _ in range(rank)])

    def permuted(self, items: list[str]) -> list[str]:
        """The items in another order."""
        return self.random.sample(items, len(items))


def shape(dims: Sequence[str]) -> str:
    """A tuple as source."""
    return f"({dims[0]},)" if len(dims) == 1 else f"({', '.join(dims)})"


def rank_of(name: str) -> int:
    """The number of spatial axes that a class name tells: 2 for Conv2DTranspose."""
    return next((rank for rank in (1, 2, 3) if f"{rank}D" in name), 0)


def argument(draw: Draw, name: str) -> str | None:
    """A value for a constructor's parameter; None where it has no bearing on shapes and is left alone."""
    rank = rank_of(draw.name) or 1
    options = _OPTIONS.get(name)
    if options is not None:
        return draw.of(*options)
    if name == "kernel_size":
        return draw.tuple_of(rank, 1, 4)
    if name in {"strides", "dilation_rate"}:
        return draw.tuple_of(rank, 1, 2 if name == "dilation_rate" else 3)
    if name in {"pool_size", "size"}:
        return draw.tuple_of(rank, 1, 3)
    if name == "cropping" or (name == "padding" and draw.name.startswith("ZeroPadding")):
        pair = "({}, {})"
        ends = [pair.format(draw.number(0, 2), draw.number(0, 2)) for _ in range(rank)]
        if rank == 1:
            return draw.of(str(draw.number(0, 2)), ends[0])
        return draw.of(draw.tuple_of(rank, 0, 2), f"({', '.join(ends)})")
    if name == "padding":
        causal = ("'causal'", "'valid'") if rank == 1 and "Transpose" not in draw.name else ()
        return draw.of("'valid'", "'same'", "'same'", "'SAME'", *causal, *(("'full'",) if draw.chance(0.1) else ()))
    return None


_FLAG = ("True", "False")
_OPTIONS: dict[str, tuple[str, ...]] = {
    "units": ("1", "2", "3", "5", "8", "16", "4", "7", "6", "9", "10", "0", "-1"),
    "filters": ("1", "2", "3", "4", "6", "8", "4", "6", "0"),
    "use_bias": _FLAG,
    "return_sequences": _FLAG,
    "return_state": ("True", "False", "False"),
    "go_backwards": _FLAG,
    "stateful": ("False",),
    "unroll": ("False",),
    "time_major": _FLAG,
    "reset_after": _FLAG,
    "unit_forget_bias": _FLAG,
    "dropout": ("0.0", "0.2"),
    "recurrent_dropout": ("0.0", "0.2"),
    "activation": ("'relu'", "'tanh'", "None", "'sigmoid'", "'softmax'", "'linear'", "'relu'", "'nonsense'"),
    "recurrent_activation": ("'sigmoid'", "'hard_sigmoid'"),
    "kernel_initializer": ("'he_normal'", "'zeros'", "'glorot_uniform'"),
    "data_format": ("'channels_last'", "'channels_first'", "None", "'channels_last'", "'channels_last'"),
    "groups": ("1", "2", "1", "3"),
    "depth_multiplier": ("1", "2", "3"),
    "implementation": ("1", "2"),
    "keepdims": _FLAG,
    "mask_zero": _FLAG,
    "rate": ("0.1", "0.5", "0", "0.25"),
    "name": ("None",),
    "dtype": ("None", "'float32'"),
    "input_dim": ("10", "25", "1", "100", "25", "50"),
    "output_dim": ("1", "4", "8", "16", "32"),
    "input_length": ("5", "None"),
    "n": ("1", "2", "3", "7"),
    "center": _FLAG,
    "scale": _FLAG,
    "mask_value": ("0.0", "-1"),
    "use_scale": _FLAG,
    "score_mode": ("'dot'", "'concat'", "'nonsense'"),
    "stddev": ("0.1",),
    "l1": ("0.1",),
    "l2": ("0.1",),
    "interpolation": ("'nearest'", "'bilinear'"),
    "crop_to_aspect_ratio": _FLAG,
    "renorm": ("False",),
}


def arguments(draw: Draw, *, skip: Sequence[str] = (), required: dict[str, str] | None = None) -> str:
    """The arguments of a constructor call: those it must have, others by chance, in order or by name."""
    made = signature(draw.name, draw.generation)
    assert made is not None, draw.name
    texts: list[str] = []
    in_order = draw.chance(0.7)
    required = required or {}
    for parameter in made.positional:
        must = parameter not in made.defaults or parameter in required
        if parameter in skip or not (must or draw.chance(GIVEN)):
            in_order = False
            continue
        value = required.get(parameter) or argument(draw, parameter)
        if value is None:
            in_order = False
            continue
        texts.append(value if in_order and must else f"{parameter}={value}")
        in_order = in_order and must
    if made.open and draw.chance(UNKNOWN_ARGUMENT):
        texts.append(f"{draw.of(*MISSPELT)}=3")
    return ", ".join(texts)


def program(draw: Draw, made: str, called: str) -> Program:
    """Make, call, count."""
    return Program(draw.name, f"l@ = {made}\ny@ = {called}\nn@ = l@.count_params()\n")


def simple(
    draw: Draw, ranks: Sequence[int], *, low: int = 1, high: int = 9, dtype: str = "", **required: str
) -> Program:
    """A layer of one input, of one of these ranks (batch axis left out)."""
    rank = draw.random.choice(ranks)
    if draw.chance(WRONG_RANK):
        rank = draw.number(0, 5)
    inputs = draw.input(draw.dims(rank, low, high), dtype)
    return program(draw, f"L.{draw.name}({arguments(draw, required=required)})", f"l@({inputs})")


Drawer = Callable[[Draw], Program]
