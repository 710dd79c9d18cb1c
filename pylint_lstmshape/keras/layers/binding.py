"""Binds a layer constructor's arguments by the real signatures of the Keras generations that are possible."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pylint_lstmshape.domain.values import NONE, Constant, TupleValue, Unknown, Value
from pylint_lstmshape.keras.layers.signatures import SIGNATURES

# What the base class Layer takes in **kwargs, by generation (measured: tf_keras 2.21, Keras 3.15).
BASE_ARGUMENTS = {
    2: {"input_shape", "batch_input_shape", "input_dim", "batch_size", "dtype", "name", "trainable", "weights",
        "dynamic", "autocast", "activity_regularizer", "implementation", "experimental_autocast"},
    3: {"input_shape", "input_dim", "dtype", "name", "trainable", "autocast", "activity_regularizer"},
}  # fmt: skip
# Arguments that a class takes out of **kwargs itself.
_OWN = {
    (2, "recurrent"): {"input_length", "implementation", "zero_output_for_mask"},
    (3, "recurrent"): {"implementation", "zero_output_for_mask"},
    (2, "Embedding"): {"input_length"},
    (3, "Embedding"): {"input_length"},
    (3, "BatchNormalization"): set(),
}
_RECURRENT = {"LSTM", "GRU", "SimpleRNN", "RNN", "Bidirectional", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"}
_NEW_SPELLING = {
    "batch_input_shape": "put Input(batch_shape=...) before it",
    "batch_size": "put Input(batch_shape=...) before it",
    "input_length": "leave it out, or put Input(shape=(length,)) before it",
    "weights": "call layer.set_weights after building it",
    "return_sequence": "the argument is return_sequences",
    "return_states": "the argument is return_state",
    "time_major": "transpose the input to (batch, timesteps, features)",
    "hidden_size": "the argument is units",
    "batch_first": "leave it out: the batch axis is always first",
    "nb_epoch": "the argument of fit is epochs",
    "init": "the argument is kernel_initializer",
    "border_mode": "the argument is padding",
    "nb_filter": "the argument is filters",
    "filter_length": "the argument is kernel_size",
    "output_dim": "the argument is units",
    "inner_activation": "the argument is recurrent_activation",
    "dropout_U": "the argument is recurrent_dropout",
    "dropout_W": "the argument is dropout",
}
# Names of Keras 1, which Keras 2.0 to 2.3 still translates (keras/legacy/interfaces.py).
_KERAS_1 = {
    "output_dim", "init", "inner_init", "inner_activation", "W_regularizer", "U_regularizer", "b_regularizer",
    "W_constraint", "b_constraint", "dropout_W", "dropout_U", "nb_filter", "nb_row", "nb_col", "filter_length",
    "border_mode", "subsample", "subsample_length", "pool_length", "consume_less", "bias", "forget_bias_init", "stride",
    "dim_ordering", "p", "sigma", "input_dtype", "kernel_dim1", "kernel_dim2", "kernel_dim3", "atrous_rate", "dropout",
    "cropping_dims", "mode", "gamma_init", "beta_init", "concat_axis", "output_shape", "causal", "scale",
}  # fmt: skip
Rejected = tuple[str, str, frozenset[int]]


@dataclass(frozen=True)
class Signature:
    """The parameters of a constructor: names in order with defaults (None: required), and whether it takes **kwargs."""

    positional: tuple[str, ...]
    defaults: dict[str, Value]
    open: bool

    @property
    def names(self) -> set[str]:
        """All named parameters."""
        return {*self.positional, *self.defaults}


@cache
def signature(class_name: str, generation: int) -> Signature | None:
    """The constructor of a layer class in a Keras generation; None where it has no such class."""
    pair = SIGNATURES.get(class_name)
    text = None if pair is None else pair[generation - 2]
    if text is None:
        return None
    arguments = ast.parse(f"def f({text}): pass").body[0].args  # type: ignore[attr-defined]  # a FunctionDef
    defaults: dict[str, Value] = {}
    positional = [argument.arg for argument in arguments.args]
    for name, default in zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True):
        defaults[name] = _value(default, class_name, name)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            defaults[argument.arg] = _value(default, class_name, argument.arg)
    return Signature(tuple(positional), defaults, arguments.kwarg is not None)


def _value(node: ast.expr, class_name: str, name: str) -> Value:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return Unknown(("default", class_name, name))
    if value is ...:
        return Unknown(("default", class_name, name))
    return _plain(value)


def _plain(value: object) -> Value:
    return TupleValue.of(*map(_plain, value)) if isinstance(value, tuple | list) else Constant(value)


def bind(
    class_name: str, positional: Sequence[Value], keywords: dict[str, Value], generations: frozenset[int]
) -> tuple[dict[str, Value] | None, list[Rejected]]:
    """The arguments by name with defaults, and what is rejected: (parameter, why, in which generations)."""
    signatures = {one: made for one in sorted(generations) if (made := signature(class_name, one)) is not None}
    if not signatures:
        return _bind_loose(class_name, positional, keywords), []
    values: dict[str, Value] = {}
    refusals: dict[str, set[int]] = {}
    for generation, one in signatures.items():
        if len(positional) > len(one.positional):
            return None, []
        values.update({name: default for name, default in one.defaults.items() if name not in values})
        values.update(zip(one.positional, positional, strict=False))
        for name in keywords:
            known = name in _accepted(class_name, generation, one) or (generation == 2 and name in _KERAS_1)
            if not known:
                refusals.setdefault(name, set()).add(generation)
    values.update(keywords)
    required = [name for one in signatures.values() for name in one.positional if name not in one.defaults]
    if any(name in _KERAS_1 for name in keywords) and any(name not in values for name in required):
        return None, []
    rejected = [_refusal(class_name, name, frozenset(found)) for name, found in refusals.items()]
    if any(name not in values for name in required):
        return None, rejected
    return values, rejected


def _bind_loose(class_name: str, positional: Sequence[Value], keywords: dict[str, Value]) -> dict[str, Value] | None:
    """A class that the generation does not have (CuDNNLSTM in 3): its arguments are those of the other one."""
    for generation in (2, 3):
        one = signature(class_name, generation)
        if one is not None and len(positional) <= len(one.positional):
            return {**one.defaults, **dict(zip(one.positional, positional, strict=False)), **keywords}
    return None


def _accepted(class_name: str, generation: int, one: Signature) -> set[str]:
    names = set(one.names)
    if one.open:
        names |= BASE_ARGUMENTS[generation]
    names |= _OWN.get((generation, class_name), set())
    if class_name in _RECURRENT:
        names |= _OWN[generation, "recurrent"]
    return names


def _refusal(class_name: str, name: str, generations: frozenset[int]) -> Rejected:
    which = "Keras" if generations == {2, 3} else f"Keras {min(generations)}"
    advice = _NEW_SPELLING.get(name)
    text = f"{which} rejects the argument {name}" + (f"; {advice}" if advice else "")
    return name, text, generations


__all__ = ["NONE", "bind", "signature"]
