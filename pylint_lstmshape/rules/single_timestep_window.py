"""single-timestep-window: a window of readings lies on the feature axis, with one timestep."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.shape import Shape, show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import ModelCall, Reshaped
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of, is_recurrent

_WINDOWS = ("array", "asarray", "stack", "vstack", "sliding_window_view")


class SingleTimestepWindow(Rule):
    """Windows (samples, look_back) are reshaped to (samples, 1, look_back): the recurrent layer sees one step.

    What it does: follows windows that were cut in a loop through such a reshape to a model whose first layer is recurrent.
    Why it matters: with one timestep nothing is carried from step to step, the layer is a Dense layer with gates. Books
    do it on purpose; as (samples, look_back, 1) the readings follow each other in time.
    Example: look_back on the feature axis.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Input
        from tensorflow.keras.models import Sequential

        series = np.sin(np.arange(100) / 5)
        x = np.array([series[i : i + 12] for i in range(88)])
        x = x.reshape(88, 1, 12)  # [single-timestep-window]
        model = Sequential([LSTM(4, input_shape=(1, 12)), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, series[12:], verbose=0)

    Use instead: look_back on the time axis.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Input
        from tensorflow.keras.models import Sequential

        series = np.sin(np.arange(100) / 5)
        x = np.array([series[i : i + 12] for i in range(88)])
        x = x.reshape(88, 12, 1)
        model = Sequential([LSTM(4, input_shape=(12, 1)), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, series[12:], verbose=0)

    Known limits: a table of independent rows as (rows, 1, columns) is meant so, and not reported.
    """

    id = "R9710"
    symbol = "single-timestep-window"
    summary = "Window of readings lies on the feature axis, with one timestep"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such reshape."""
        met = [
            one.value.shape
            for fact, _ in facts_of(known, ModelCall)
            if fact.model.layers and is_recurrent(fact.model.layers[0].path)
            for one in fact.inputs
            if isinstance(one.value, Array) and one.value.shape
        ]
        for fact, calls in facts_of(known, Reshaped):
            before, after = fact.before.value, fact.after.shape
            if not isinstance(before, Array) or before.origin is None or before.origin.maker not in _WINDOWS:
                continue
            if after and _is_laid_flat(before.shape, after) and any(shape[1:] == after[1:] for shape in met):
                text, window = fact.before.text, after[2]
                conflict = (
                    f"{show(after)} is one timestep of {window} features: the recurrent layer sees no order in the "
                    f"{window} readings of a window."
                )
                advice = f"As {window} timesteps of one feature: {text}.reshape(-1, {window}, 1) and input_shape=({window}, 1)."
                yield Finding(self.symbol, conflict, fact.site, calls, fact=fact, advice=advice)


def _is_laid_flat(before: Shape | None, after: Shape) -> bool:
    return (
        before is not None
        and len(before) == 2
        and len(after) == 3
        and after[1] == 1
        and after[2] == before[1]
        and equal(after[2], 1) is False
    )
