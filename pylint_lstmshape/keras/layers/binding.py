"""Binds a layer constructor's arguments by the real signatures of the Keras generations that are possible."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.values import NONE, Constant, Unknown, Value
from pylint_lstmshape.keras.layers.base import LAYERS
from pylint_lstmshape.keras.layers.signatures import SIGNATURES

# What the base class Layer takes in **kwargs, by generation (measured: tf_keras 2.21, Keras 3.15).
BASE_ARGUMENTS = {
    2: {"input_shape", "batch_input_shape", "input_dim", "batch_size", "dtype", "name", "trainable", "weights",
        "dynamic", "autocast", "activity_regularizer", "implementation"},
    3: {"input_shape", "input_dim", "dtype", "name", "trainable", "autocast", "activity_regularizer"},
}  # fmt: skip
# Arguments that a class takes out of **kwargs itself, by generation, and those of the base class that it refuses.
_ATTENTION = {"causal", "dropout", "force_generator", "seed"}
_STEPS = {"input_length", "zero_output_for_mask"}
OWN_ARGUMENTS: dict[tuple[int, str], set[str]] = {
    **{(2, name): _ATTENTION for name in ("Attention", "AdditiveAttention")},
    **{(2, name): {"force_generator"} for name in ("AlphaDropout", "Dropout", "GaussianDropout", "GaussianNoise")},
    (2, "BatchNormalization"): {
        "adjustment",
        "fused",
        "renorm",
        "virtual_batch_size",
        "renorm_clipping",
        "renorm_momentum",
    },
    **{
        (2, f"{name}{rank}D{more}"): {"groups"}
        for rank in (1, 2, 3)
        for name, more in (("Conv", "Transpose"), ("DepthwiseConv", ""), ("SeparableConv", ""))
    },
    **{(2, name): {*_STEPS, "time_major"} for name in ("SimpleRNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D")},
    **{(2, name): {*_STEPS, "force_generator", "seed"} for name in ("GRU", "LSTM")},
    **{
        (2, name): {"force_generator", "seed"}
        for name in ("GRUCell", "LSTMCell", "SimpleRNNCell", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D")
    },
    (2, "GlobalAveragePooling1D"): {"keepdims"},
    (2, "GlobalMaxPooling1D"): {"keepdims"},
    (2, "RNN"): _STEPS,
    (2, "StackedRNNCells"): {"reverse_state_order"},
    (3, "AdditiveAttention"): {"seed"},
    **{
        (3, name): {"data_format"}
        for name in ("AutoContrast", "MaxNumBoundingBoxes", "RandomBrightness", "RandomContrast", "Solarization")
    },
    **{(3, f"Conv{rank}D"): {"lora_rank", "lora_alpha"} for rank in (1, 2, 3)},
    **{(3, name): {"zero_output_for_mask"} for name in ("SimpleRNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "RNN")},
    (3, "Embedding"): {"input_length"},
    **{(3, name): {"implementation", "zero_output_for_mask"} for name in ("GRU", "LSTM")},
    **{(3, name): {"implementation"} for name in ("GRUCell", "LSTMCell")},
    (3, "LayerNormalization"): {"rms_scaling"},
    (3, "LeakyReLU"): {"alpha"},
    (3, "ReversibleEmbedding"): {"input_length", "lora_rank", "lora_alpha", "quantization_config", "weights"},
}
# Arguments that a class hands on in **kwargs to the class it derives from: generation, classes, arguments.
_HANDED_ON = (
    (2, ("Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose DepthwiseConv1D DepthwiseConv2D SeparableConv1D "
        "SeparableConv2D"), "conv_op"),
    (2, "DepthwiseConv1D DepthwiseConv2D SeparableConv1D SeparableConv2D",
        "kernel_constraint kernel_initializer kernel_regularizer"),
    (2, "SpatialDropout1D SpatialDropout2D SpatialDropout3D", "noise_shape"),
    (2, ("AdditiveAttention AlphaDropout Attention Dropout GRU GRUCell GaussianDropout GaussianNoise LSTM LSTMCell "
        "RandomBrightness RandomContrast RandomCrop RandomFlip RandomHeight RandomRotation RandomTranslation RandomWidth "
        "RandomZoom SimpleRNNCell SpatialDropout1D SpatialDropout2D SpatialDropout3D"), "rng_type"),
    (2, "ConvLSTM1D ConvLSTM2D ConvLSTM3D", "unroll"),
    (3, "ConvLSTM1D ConvLSTM2D ConvLSTM3D", "unroll"),
    (3, "AdditiveAttention", "score_mode"),
    (3, "StringLookup", "oov_method"),
    (3, ("AugMix AutoContrast CenterCrop ContrastLimitedAdaptiveHistogramEqualization CutMix Equalization MixUp RandAugment "
        "RandomBrightness RandomColorDegeneration RandomColorJitter RandomContrast RandomCrop RandomElasticTransform "
        "RandomErasing RandomFlip RandomGaussianBlur RandomGrayscale RandomHue RandomInvert RandomPerspective "
        "RandomPosterization RandomRotation RandomSaturation RandomSharpness RandomShear RandomTranslation RandomZoom Resizing "
        "Solarization"), "bounding_box_format"),
    (3, ("AutoContrast CenterCrop ContrastLimitedAdaptiveHistogramEqualization Equalization MixUp RandomColorJitter RandomCrop "
        "RandomFlip RandomShear Resizing Solarization"), "factor"),
)  # fmt: skip
for _generation, _classes, _names in _HANDED_ON:
    for _class in _classes.split():
        OWN_ARGUMENTS[_generation, _class] = OWN_ARGUMENTS.get((_generation, _class), set()) | set(_names.split())
REFUSED_ARGUMENTS: dict[tuple[int, str], set[str]] = {
    **{(generation, "ActivityRegularization"): {"activity_regularizer"} for generation in (2, 3)},
    **{(2, name): {"autocast"} for name in ("CenterCrop", "RandomCrop")},
    **{
        (3, name): {"activity_regularizer", "autocast", "input_dim", "input_shape"}
        for name in ("IntegerLookup", "StringLookup")
    },
}
TAKES_ANYTHING = {(3, "HashedCrossing")}
# What older Keras (keras/legacy/interfaces.py), PyTorch and hasty fingers call things.
RENAMED = {
    "output_dim": "units",
    "hidden_size": "units",
    "num_units": "units",
    "nb_filter": "filters",
    "nb_filters": "filters",
    "filter_length": "kernel_size",
    "border_mode": "padding",
    "subsample": "strides",
    "subsample_length": "strides",
    "pool_length": "pool_size",
    "p": "rate",
    "dropout_W": "dropout",
    "dropout_U": "recurrent_dropout",
    "init": "kernel_initializer",
    "inner_init": "recurrent_initializer",
    "inner_activation": "recurrent_activation",
    "W_regularizer": "kernel_regularizer",
    "U_regularizer": "recurrent_regularizer",
    "b_regularizer": "bias_regularizer",
    "W_constraint": "kernel_constraint",
    "U_constraint": "recurrent_constraint",
    "b_constraint": "bias_constraint",
    "bias": "use_bias",
    "num_embeddings": "input_dim",
    "embedding_dim": "output_dim",
    "return_sequence": "return_sequences",
    "return_states": "return_state",
    "dim_ordering": "data_format",
    "sigma": "stddev",
    "forget_bias_init": "unit_forget_bias",
    "gamma_init": "gamma_initializer",
    "beta_init": "beta_initializer",
    "atrous_rate": "dilation_rate",
    "stride": "strides",
    "input_dtype": "dtype",
}
_INSTEAD = {
    "nb_row": "the argument is kernel_size=(rows, columns)",
    "nb_col": "the argument is kernel_size=(rows, columns)",
    "batch_input_shape": "put Input(batch_shape=...) before it",
    "batch_size": "put Input(batch_shape=...) before it",
    "input_length": "leave it out, or put Input(shape=(length,)) before it",
    "weights": "call layer.set_weights after building it",
    "time_major": "transpose the input to (batch, timesteps, features)",
    "batch_first": "leave it out: the batch axis is always first",
    "nb_epoch": "the argument of fit is epochs",
}
# Names of Keras 1, which Keras 2.0 to 2.3 still translates (keras/legacy/interfaces.py).
KERAS_1 = {
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


@dataclass
class Bound:
    """The arguments by name with defaults, for each Keras generation that can make the layer; and what is rejected."""

    values: dict[int, dict[str, Value]]
    rejected: list[Rejected]


def bind(
    class_name: str,
    positional: Sequence[Value],
    keywords: dict[str, Value],
    generations: frozenset[int],
    *,
    translates: bool = True,
) -> Bound:
    """Bind by the real signatures. A generation without the class takes what the other one does (CuDNNLSTM in 3).

    `translates`: whether Keras 2 may be one that takes the argument names of Keras 1; TensorFlow's never did.
    """
    refusals: dict[tuple[str, str], set[int]] = {}
    bound: dict[int, dict[str, Value]] = {}
    for generation in sorted(generations):
        one = signature(class_name, generation) or signature(class_name, 5 - generation)
        if one is None:
            bound[generation] = dict(keywords)
            continue
        if len(positional) > len(one.positional):
            text = f"it takes at most {len(one.positional)} arguments without a name but gets {len(positional)}"
            refusals.setdefault(("", text), set()).add(generation)
            continue
        values = {**one.defaults, **dict(zip(one.positional, positional, strict=False)), **keywords}
        taken = accepted(class_name, generation if signature(class_name, generation) else 5 - generation)
        twice = [name for name in one.positional[: len(positional)] if name in keywords]
        strange = [name for name in keywords if taken is not None and name not in taken]
        old = generation == 2 and translates and any(name in KERAS_1 for name in strange)
        for name in twice:
            refusals.setdefault((name, f"it gets the argument {name} twice"), set()).add(generation)
        for name in strange:
            if not (generation == 2 and translates and name in KERAS_1):
                refusals.setdefault((name, _refusal(name, generation, sorted(one.names))), set()).add(generation)
        missing = [name for name in one.positional if name not in values]
        renamed = missing and missing[0] in map(RENAMED.get, strange)  # whose refusal names it
        if missing and not old and not twice and not renamed:
            reason = f"it needs the argument {missing[0]}"
            refusals.setdefault(("", reason), set()).add(generation)
        if not missing:
            bound[generation] = values
    return Bound(bound, [(name, text, frozenset(found)) for (name, text), found in _joined(refusals).items()])


def _joined(refusals: dict[tuple[str, str], set[int]]) -> dict[tuple[str, str], set[int]]:
    """One refusal an argument: what both generations refuse is said once, in the newer one's words."""
    joined: dict[str, tuple[str, set[int]]] = {}
    for (name, text), found in refusals.items():
        before = joined.get(name, (text, set()))
        joined[name] = (text, before[1] | found)
    return {
        (name, text.replace("Keras 3 rejects", "Keras rejects") if len(found) > 1 else text): found
        for name, (text, found) in joined.items()
    }


def accepted(class_name: str, generation: int) -> set[str] | None:
    """The names that the constructor takes in this generation; None where it takes any, or there is no such class."""
    one = signature(class_name, generation)
    cls = LAYERS.get(f"keras.layers.{class_name}")
    key = (generation, class_name if cls is None else cls.path.rpartition(".")[2])
    if one is None or key in TAKES_ANYTHING:
        return None
    names = set(one.names)
    if one.open:
        names |= BASE_ARGUMENTS[generation] | OWN_ARGUMENTS.get(key, set())
    return names - REFUSED_ARGUMENTS.get(key, set())


def _refusal(name: str, generation: int, known: list[str]) -> str:
    near = get_close_matches(name, known, 1, 0.75)
    advice = _INSTEAD.get(name) or (f"perhaps {near[0]} is meant" if near else "")
    if RENAMED.get(name) in known:
        advice = f"the argument is {RENAMED[name]}"
    elif name in RENAMED:
        advice = ""
    return f"Keras {generation} rejects the argument {name}" + (f"; {advice}" if advice else "")


__all__ = ["NONE", "Bound", "bind", "signature"]
