"""Notes every call of a layer, by wrapping `__call__` of Keras's own layer classes."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

from pylint_lstmshape.verify.describe import arguments, describe, is_symbolic, shapes, tensors
from pylint_lstmshape.verify.records import FitCall, LayerCall, Place
from pylint_lstmshape.verify.session import Session

_RECORDS_AT_A_LINE = 40  # calls of one layer at one line: a loop over batches of many lengths would fill the trace


class LayerHooks:
    """Wraps the layers' calls for a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: set[tuple[Any, ...]] = set()
        self._counts: dict[tuple[Place, int], int] = {}
        self._alive: dict[int, Any] = {}  # while it lives, no other layer gets its id

    def install(self, keras: Any) -> None:
        """Wraps `__call__` where Keras defines it: in Layer, and in Keras 2 in Model, RNN and Bidirectional too."""
        layers = [keras.layers.Layer, keras.Model, keras.layers.RNN, keras.layers.Bidirectional]
        for cls in [cls for cls in layers if "__call__" in vars(cls)]:
            cls.__call__ = self._wrapped(cls.__call__)

    def forget(self) -> None:
        """Another program begins."""
        self._seen.clear()
        self._counts.clear()
        self._alive.clear()

    def _wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        session = self._session

        @functools.wraps(call)
        def wrapper(layer: Any, *args: Any, **kwargs: Any) -> Any:
            if session.layers and session.layers[-1] is layer:  # super().__call__
                return call(layer, *args, **kwargs)
            caller = sys._getframe(1).f_code.co_filename
            result, raised = None, None
            session.layers.append(layer)
            try:
                with session.in_keras():
                    result = call(layer, *args, **kwargs)
            except Exception as error:
                raised = type(error).__name__
                raise
            finally:
                session.layers.pop()
                self._note(layer, (args, kwargs), result, raised, caller)
            return result

        return wrapper

    def _note(self, layer: Any, given: Any, result: Any, raised: str | None, caller: str) -> None:
        session = self._session
        inputs, outputs = shapes(given), shapes(result)
        stack = session.stack()
        users = session.places.name(caller) is not None
        where = stack[0] if users else None
        depth = len(session.layers)
        key = (id(layer), inputs, outputs, raised, where)
        if key in self._seen:
            return
        self._seen.add(key)
        self._alive[id(layer)] = layer
        place = (stack[0], id(layer))
        self._counts[place] = self._counts.get(place, 0) + 1
        if self._counts[place] > _RECORDS_AT_A_LINE:
            return
        symbolic = any(map(is_symbolic, tensors((given, result))))
        session.emit(
            LayerCall(
                file=stack[0].file,
                line=stack[0].line,
                layer_class=type(layer).__name__,
                layer_name=str(getattr(layer, "name", "")),
                depth=depth,
                symbolic=symbolic,
                input_shapes=inputs,
                output_shapes=outputs,
                params=parameter_count(layer),
                raised=raised,
                stack=stack,
            )
        )
        if users and depth == 0 and not session.methods and not symbolic and hasattr(layer, "predict"):
            session.emit(_as_fit_call(layer, given, result, raised, stack))


def parameter_count(layer: Any) -> int | None:
    """layer.count_params(), or None where the layer is not built."""
    if not getattr(layer, "built", False):
        return None
    try:
        return int(layer.count_params())
    except Exception:  # a user's layer may have any state
        return None


def model_shapes(model: Any) -> tuple[Any, Any]:
    """The shapes of a model's inputs and outputs, None where it has none (a subclass, or not built)."""
    try:
        return shapes(model.inputs) or None, shapes(model.outputs) or None
    except Exception:  # Keras raises AttributeError or ValueError, by class and version
        return None, None


def _as_fit_call(model: Any, given: Any, result: Any, raised: str | None, stack: tuple[Place, ...]) -> FitCall:
    args, kwargs = given
    inputs, outputs = model_shapes(model)
    named = {"x" if position == 0 else str(position): one for position, one in enumerate(args)}
    return FitCall(
        file=stack[0].file,
        line=stack[0].line,
        method="__call__",
        model_class=type(model).__name__,
        model_name=str(model.name),
        arguments=arguments({**named, **kwargs}),
        input_shape=inputs,
        output_shape=outputs,
        result=None if raised else describe(result, ranges=False, items=2),
        raised=raised,
        capped=False,
        stack=stack,
    )
