"""What runs a model: TensorFlow, in graphs, where the program does not say otherwise."""

from __future__ import annotations

from pylint_lstmshape.domain.values import Constant
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.knowledge import Context

_TENSORFLOW = Constant("tensorflow")


def is_tensorflow(ctx: Context) -> bool:
    """Whether nothing else is chosen in os.environ["KERAS_BACKEND"] (Keras 3: jax, torch ...; Keras 2: theano ...)."""
    return ctx.options.get("KERAS_BACKEND", _TENSORFLOW) == _TENSORFLOW


def makes_graphs(ctx: Context, model: ModelValue) -> bool:
    """Whether fit, evaluate and predict surely run a tf.function: not with run_eagerly, nor another backend."""
    compiled = model.state.compiled
    eager = ctx.options.get("run_functions_eagerly", Constant(False)) != Constant(False)
    return is_tensorflow(ctx) and not eager and not (compiled is not None and compiled.may_be_eager)
