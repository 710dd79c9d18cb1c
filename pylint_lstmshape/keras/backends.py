"""What runs a model: TensorFlow, in graphs, where the program does not say otherwise."""

from __future__ import annotations

from pylint_lstmshape.domain.values import Constant
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.knowledge import Context

EAGER = "eager"  # among the options of a run: whether the model of the program's own that is run makes no graph
_TENSORFLOW = Constant("tensorflow")


def is_tensorflow(ctx: Context) -> bool:
    """Whether nothing else is chosen in os.environ["KERAS_BACKEND"] (Keras 3: jax, torch ...; Keras 2: theano ...)."""
    return ctx.options.get("KERAS_BACKEND", _TENSORFLOW) == _TENSORFLOW


def makes_graphs(ctx: Context, model: ModelValue) -> bool:
    """Whether fit, evaluate and predict surely run a tf.function: not with run_eagerly, nor another backend."""
    return runs_eagerly(ctx, model) is False


def runs_eagerly(ctx: Context, model: ModelValue) -> bool | None:
    """Whether fit, evaluate and predict run TensorFlow without a graph; None where nobody knows."""
    if not is_tensorflow(ctx):
        return None
    compiled = model.state.compiled
    eager = False if compiled is None else compiled.eager
    functions = ctx.options.get("run_functions_eagerly", Constant(False))
    return eager if functions == Constant(False) or eager else True if functions == Constant(True) else None


def is_eager(ctx: Context) -> bool | None:
    """Whether a layer that is called on data runs at once: not within a fit that makes a graph of it."""
    said = ctx.options.get(EAGER, Constant(True))
    return bool(said.value) if isinstance(said, Constant) and is_tensorflow(ctx) else None
