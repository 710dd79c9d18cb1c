"""What the constructors check of their arguments: each gives (parameter, why) where the real one raises."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.values import NONE, Array, Constant, Real, Unknown
from pylint_lstmshape.keras.layers.base import Layer, Problem

# Names that keras.activations.get knows (measured: tf_keras 2.21, Keras 3.15).
_BOTH = {
    "relu", "sigmoid", "softmax", "softplus", "softsign", "tanh", "selu", "elu", "exponential", "linear", "gelu", "swish",
    "hard_sigmoid", "mish", "leaky_relu", "silu", "relu6", "log_softmax",
}  # fmt: skip
ACTIVATIONS = {
    2: _BOTH | {"LeakyReLU", "PReLU", "ELU", "ReLU", "Softmax", "ThresholdedReLU"},
    3: _BOTH
    | {
        "hard_silu", "hard_swish", "celu", "glu", "hard_tanh", "hard_shrink", "soft_shrink", "squareplus",
        "tanh_shrink", "threshold", "sparsemax", "sparse_plus", "sparse_sigmoid", "log_sigmoid",
    },
}  # fmt: skip


_INITIALIZERS = {
    "zeros", "ones", "zero", "one", "constant", "normal", "uniform", "identity", "orthogonal", "initializer", "random_normal",
    "random_uniform", "truncated_normal", "variance_scaling", "glorot_normal", "glorot_uniform", "he_normal", "he_uniform",
    "lecun_normal", "lecun_uniform", "Zeros", "Ones", "Constant", "RandomNormal", "RandomUniform", "TruncatedNormal",
    "VarianceScaling", "Orthogonal", "Identity", "Initializer", "GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform",
    "LecunNormal", "LecunUniform",
}  # fmt: skip
_REGULARIZERS = {
    "l1",
    "l2",
    "l1l2",
    "L1",
    "L2",
    "L1L2",
    "orthogonal_regularizer",
    "OrthogonalRegularizer",
    "Regularizer",
}
_CONSTRAINTS = {
    "max_norm", "non_neg", "unit_norm", "min_max_norm", "MaxNorm", "NonNeg", "UnitNorm", "MinMaxNorm", "Constraint",
}  # fmt: skip
# Names that keras.initializers.get and its kin know, by the end of the parameter's name; what one generation has alone.
NAMED = {"_initializer": _INITIALIZERS, "_regularizer": _REGULARIZERS, "_constraint": _CONSTRAINTS}
NAMED_ONLY = {
    2: {"l1_l2", "maxnorm", "nonneg", "unitnorm", "radial_constraint", "RadialConstraint"}
    | {f"{name}V2" for name in _INITIALIZERS},
    3: {"stft", "STFT", "STFTInitializer", "OrthogonalInitializer", "IdentityInitializer", "regularizer", "constraint"},
}


WHOLE = "whole number"  # the kind of a problem that int(...) mends


def first(*problems: Problem | None) -> Problem | None:
    """The first problem there is."""
    return next((problem for problem in problems if problem is not None), None)


def number(spec: Layer, parameter: str, least: int = 1) -> Problem | None:
    """A number of units or filters that is too small."""
    dim = spec.config.dim(parameter)
    if dim is None or isinstance(spec.config.get(parameter), Unknown) or at_least(dim, least) is not False:
        return None
    return Problem(parameter, f"{parameter}={dim} must be {'a positive int' if least == 1 else 'an int of at least 0'}")


def whole(spec: Layer, parameter: str, *, floats: bool = True, texts: bool = True) -> Problem | None:
    """What is surely no whole number where one is wanted: None, a list or tuple, and a float or text where they count."""
    value = spec.config.values.get(parameter)
    if isinstance(value, ListValue | TupleValue):
        return Problem(parameter, f"{parameter} is a {value.type_path} and must be a whole number")
    if floats and (isinstance(value, Real) or (isinstance(value, Array) and value.is_scalar and value.kind == "f")):
        return Problem(
            parameter, f"{parameter} is a float, such as / gives, and must be a whole number: // or int(...)", WHOLE
        )
    word = value.value if isinstance(value, Constant) else 0
    if value == NONE or (floats and isinstance(word, float)) or (texts and isinstance(word, str)):
        text = f"{parameter}={word!r} must be a whole number"
        return Problem(parameter, text, WHOLE) if isinstance(word, float) else Problem(parameter, text)
    return None


def python_int(spec: Layer, *parameters: str) -> Problem | None:
    """A NumPy integer where Keras asks isinstance(value, int)."""
    for parameter in parameters:
        value = spec.config.get(parameter)
        if isinstance(value, Array) and value.is_scalar and value.kind in ("i", "u"):
            return Problem(
                parameter,
                f"{parameter} is a NumPy integer, such as max() gives, and must be one of Python: int(...)",
                WHOLE,
            )
    return None


def share(spec: Layer, parameter: str) -> Problem | None:
    """A rate of dropping that is no part of the whole."""
    value = spec.config.get(parameter)
    rate = value.value if isinstance(value, Constant) else None
    if not isinstance(rate, int | float) or 0 <= rate <= 1:
        return None
    return Problem(
        parameter, f"{parameter}={rate} must be between 0 and 1: it is the share that is dropped, such as 0.2"
    )


def window(spec: Layer, parameter: str, rank: int, least: int = 1) -> Problem | None:
    """A kernel_size, strides, pool_size: an int, or one for each axis."""
    value = spec.config.get(parameter)
    if isinstance(value, Unknown) or spec.config.is_none(parameter):
        return None
    dims = spec.config.dims(parameter, rank)
    if dims is None:
        return None
    if len(dims) != rank:
        return Problem(parameter, f"{parameter} has {len(dims)} numbers and must be an int or a tuple of {rank}")
    if any(at_least(dim, least) is False for dim in dims):
        return Problem(parameter, f"{parameter} must be {'positive' if least else 'at least 0'}")
    return None


def choice(spec: Layer, parameter: str, options: Iterable[str], *, none: bool = True) -> Problem | None:
    """A word that is none of those allowed."""
    word = spec.config.text(parameter)
    if word is None or word in options:
        return None
    return _unknown(parameter, word, f"none of {', '.join(map(repr, options))}", options)


def _unknown(parameter: str, word: str, what: str, options: Iterable[str]) -> Problem:
    """A word that names nothing, and that of the options which it is nearest to."""
    meant = nearest(word, options)
    return Problem(parameter, f"{parameter}={word!r} is {what}{perhaps(meant)}", instead=meant)


def nearest(word: str, options: Iterable[str], cutoff: float = 0.6) -> str:
    """The option that a word is meant to be: one of the same letters, else the most alike; "" where none is alike."""
    word, options = word.lower(), sorted(options)
    same = [one for one in options if sorted(one) == sorted(word)]
    return next(iter(same or get_close_matches(word, options, 1, cutoff)), "")


def perhaps(meant: str) -> str:
    """How a message goes on that knows what is meant."""
    return f"; perhaps {meant!r} is meant" if meant else ""


def named(spec: Layer) -> Problem | None:
    """A name that is no initializer, regularizer or constraint; a number where a regularizer is wanted."""
    for parameter in sorted(spec.config.given):
        ending = f"_{parameter.rpartition('_')[2]}"
        value = spec.config.get(parameter)
        if ending not in NAMED or not isinstance(value, Constant) or value == NONE:
            continue
        word, kind = value.value, ending[1:]
        keeps_any = spec.generation == 2 and kind == "regularizer"  # Keras 2 takes any word for one
        keeps_any = keeps_any or (isinstance(word, str) and _is_registered(word))
        if isinstance(word, str) and not keeps_any and word not in NAMED[ending] | NAMED_ONLY[spec.generation]:
            return _unknown(parameter, word, f"no {kind} that Keras knows", NAMED[ending])
        if isinstance(word, int | float) and kind == "regularizer":
            return Problem(parameter, f"{parameter}={word} is no regularizer: keras.regularizers.L2({word})")
    return None


def _is_registered(word: str) -> bool:
    """Whether a name is one that register_keras_serializable gives: package>name."""
    return ">" in word


def activation(spec: Layer, parameter: str = "activation") -> Problem | None:
    """A name that is no activation in this Keras, or a number or tuple where a name or function is wanted."""
    value = spec.config.get(parameter)
    if isinstance(value, ListValue | TupleValue) or (
        isinstance(value, Constant) and isinstance(value.value, int | float)
    ):
        shown = value.value if isinstance(value, Constant) else f"a {value.type_path}"
        return Problem(parameter, f"{parameter} is {shown}, and must be the name of a function such as 'relu'")
    if not isinstance(value, Constant) or not isinstance(value.value, str):
        return None
    if value.value in ACTIVATIONS[spec.generation] or _is_registered(value.value):
        return None
    what = f"no activation that Keras {spec.generation} knows"
    return _unknown(parameter, value.value, what, ACTIVATIONS[spec.generation])
