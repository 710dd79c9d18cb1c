"""What runs a model: TensorFlow, in graphs, where the program does not say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pylint_lstmshape.domain.values import TRUE, Constant
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.knowledge import Context

# Among the options of a run, while a model of the program's own is: whether without a graph, and to train it.
_EAGER, _TRAINING = "eager", "training"
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
    said = ctx.options.get(_EAGER, TRUE)
    return bool(said.value) if isinstance(said, Constant) and is_tensorflow(ctx) else None


def is_training(ctx: Context) -> bool:
    """Whether a layer that is called without `training` is told in Keras 2 that a model of the program's own trains."""
    return ctx.options.get(_TRAINING) == TRUE


@contextmanager
def running(ctx: Context, model: ModelValue, *, trains: bool) -> Iterator[None]:
    """While the program's own `call` of a model runs: what its layers are told, another model within it told otherwise."""
    eager = runs_eagerly(ctx, model)
    before = {name: ctx.options.get(name) for name in (_EAGER, _TRAINING)}
    ctx.options |= {_TRAINING: Constant(trains), _EAGER: ctx.unknown() if eager is None else Constant(eager)}
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                ctx.options.pop(name, None)
            else:
                ctx.options[name] = value
