"""Notes what the methods that meet data are given, and keeps training short.

One epoch is trained; of a generator or Dataset that goes on from epoch to epoch (steps_per_epoch), as many as have
`_BATCHES` batches together, since each batch is another one. Of an epoch whose number of steps is known, the first
`_STEPS` and the last are trained (the last batch may be smaller: a model of fixed batch size raises there), of those
between only the data is read, so that a generator that fails on its way still fails. What only training on a batch
between would raise (a label out of range that no other batch has) is not seen. Prediction is never shortened: its result
has a row for each sample.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from pylint_lstmshape.verify.describe import arguments, describe, shapes
from pylint_lstmshape.verify.layer_hooks import model_shapes, parameter_count
from pylint_lstmshape.verify.records import FitCall, Generation, LayerSummary, ModelSummary
from pylint_lstmshape.verify.session import Session

METHODS = (
    "fit",
    "evaluate",
    "predict",
    "train_on_batch",
    "test_on_batch",
    "predict_on_batch",
    "fit_generator",
    "evaluate_generator",
    "predict_generator",
)
_STEPS = 20
_BATCHES = 100
_GOING_ON = ("dataset", "generator", "other")
_NOT_DATA = ("self", "callbacks", "verbose")


class TrainingHooks:
    """Wraps a model's methods for a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._summaries: dict[int, tuple[Any, ModelSummary]] = {}  # with the model: while it lives, no other has its id

    def install(self, keras: Any, generation: Generation) -> None:
        """Wraps compile and the methods that meet data where Keras defines them, and the epochs' iteration."""
        for name in METHODS:
            owner = _owner(keras.Model, name)
            if owner is not None:
                setattr(owner, name, self._wrapped(name, getattr(owner, name)))
        owner = _owner(keras.Model, "compile")
        setattr(owner, "compile", self._with_summary(owner.compile))  # noqa: B010  # the type checker knows no compile
        if generation == "3":
            self._shorten_epochs_of_keras_3()
        else:
            self._shorten_epochs_of_keras_2()

    def forget(self) -> None:
        """Another program begins."""
        self._summaries.clear()

    def _wrapped(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(method)

        @functools.wraps(method)
        def wrapper(model: Any, *args: Any, **kwargs: Any) -> Any:
            with self._session.method(name) as outermost:
                if not outermost:
                    return method(model, *args, **kwargs)
                given, args, kwargs, capped = _adjusted(signature, model, args, kwargs)
                described = arguments(given)
                inputs, outputs = model_shapes(model)
                result, raised = None, None
                try:
                    with self._session.in_keras():
                        result = method(model, *args, **kwargs)
                except Exception as error:
                    raised = type(error).__name__
                    raise
                finally:
                    stack = self._session.stack()
                    self._session.emit(
                        FitCall(
                            file=stack[0].file,
                            line=stack[0].line,
                            method=name,
                            model_class=type(model).__name__,
                            model_name=str(model.name),
                            arguments=described,
                            input_shape=inputs,
                            output_shape=outputs,
                            result=None if raised else describe(result, items=2),
                            raised=raised,
                            capped=capped,
                            stack=stack,
                        )
                    )
                    self._summarize(model, name)
                return result

        return wrapper

    def _with_summary(self, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def compile_(model: Any, *args: Any, **kwargs: Any) -> Any:
            with self._session.in_keras():
                result = method(model, *args, **kwargs)
            self._summarize(model, "compile")
            return result

        return compile_

    def _summarize(self, model: Any, method: str) -> None:
        stack = self._session.stack()
        inputs, outputs = model_shapes(model)
        summary = ModelSummary(
            file=stack[0].file,
            line=stack[0].line,
            method=method,
            model_class=type(model).__name__,
            model_name=str(model.name),
            input_shape=inputs,
            output_shape=outputs,
            params=parameter_count(model),
            layers=tuple(map(_summary, model.layers)),
        )
        known = self._summaries.get(id(model))
        if known is None or (known[1].input_shape, known[1].layers) != (summary.input_shape, summary.layers):
            self._summaries[id(model)] = (model, summary)
            self._session.emit(summary)

    def _skips(self) -> bool:
        methods = self._session.methods
        return bool(methods) and not methods[-1].startswith("predict")

    def _shorten_epochs_of_keras_3(self) -> None:
        from keras.src.trainers.epoch_iterator import EpochIterator

        enumerate_iterator = EpochIterator._enumerate_iterator

        def shortened(epoch: Any) -> Iterator[Any]:
            steps = epoch.steps_per_epoch or epoch._num_batches or -1
            for begin, end, iterator in enumerate_iterator(epoch):
                between = self._skips() and begin >= _STEPS and end + 1 < steps
                if not (between and _advance(iterator, end - begin + 1)):
                    yield begin, end, iterator

        EpochIterator._enumerate_iterator = shortened

    def _shorten_epochs_of_keras_2(self) -> None:
        from tf_keras.src.engine.data_adapter import DataHandler

        enumerate_epochs, every_step = DataHandler.enumerate_epochs, DataHandler.steps
        iterators: dict[int, Any] = {}

        def epochs(handler: Any) -> Iterator[Any]:
            for epoch, iterator in enumerate_epochs(handler):
                iterators[id(handler)] = iterator
                yield epoch, iterator

        def shortened(handler: Any) -> Iterator[int]:
            for step in every_step(handler):
                count = handler.step_increment + 1
                between = self._skips() and step >= _STEPS and step + count < (handler.inferred_steps or -1)
                if not (between and _advance(iterators[id(handler)], count)):
                    yield step

        DataHandler.enumerate_epochs, DataHandler.steps = epochs, shortened


def _owner(cls: type, name: str) -> Any:
    """The class of `cls`'s bases that defines a method."""
    return next((base for base in cls.__mro__ if name in vars(base)), None)


def _adjusted(
    signature: inspect.Signature, model: Any, args: Any, kwargs: Any
) -> tuple[dict[str, Any], Any, Any, bool]:
    """The arguments given, by name; then those to call with: one epoch, silent, in this process; whether it was cut."""
    try:
        bound = signature.bind(model, *args, **kwargs)
    except TypeError:  # Keras itself will say so
        return {**{str(position): one for position, one in enumerate(args)}, **kwargs}, args, kwargs, False
    given = {name: value for name, value in bound.arguments.items() if name not in _NOT_DATA}
    parameters = signature.parameters
    first, epochs = bound.arguments.get("initial_epoch", 0), bound.arguments.get("epochs", 1)
    last = first + _epochs(bound.arguments) if isinstance(first, int) else epochs
    capped = isinstance(epochs, int) and isinstance(last, int) and epochs > last
    if capped:
        bound.arguments["epochs"] = last
    if "verbose" in parameters:
        bound.arguments["verbose"] = 0
    if "use_multiprocessing" in bound.arguments:
        bound.arguments["use_multiprocessing"] = False
    return given, bound.args[1:], bound.kwargs, capped


def _epochs(given: dict[str, Any]) -> int:
    """How many epochs to train at most."""
    steps = given.get("steps_per_epoch")
    data = describe(given.get("x", given.get("generator")), ranges=False)
    return max(1, _BATCHES // steps) if isinstance(steps, int) and steps > 0 and data.kind in _GOING_ON else 1


def _advance(iterator: Any, count: int) -> bool:
    """Reads batches without training on them; False when the data has ended, which is for Keras to find out."""
    try:
        for _ in range(count):
            next(iterator)
    except StopIteration:
        return False
    return True


def _summary(layer: Any) -> LayerSummary:
    try:
        outputs = shapes(layer.output)
    except Exception:  # never called, or called more than once: by version another exception
        outputs = None
    return LayerSummary(type(layer).__name__, str(layer.name), outputs, parameter_count(layer))
