"""attention-over-one-step: attention over a sequence of one step weighs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Site
from pylint_lstmshape.facts import LayerCall
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of, is_recurrent
from pylint_lstmshape.rules.history import chain, site_of

_ATTENTION = ("keras.layers.Attention", "keras.layers.AdditiveAttention")


class AttentionOverOneStep(Rule):
    """Attention gets values of one timestep: the softmax over one step is 1, whatever the query.

    What it does: looks at the number of timesteps of the value that an Attention or AdditiveAttention layer gets.
    Why it matters: the layer gives its value back, and learns nothing; often an LSTM before it lacks
    return_sequences=True and an axis was added to make it fit.
    Example: the last state of an LSTM, as a sequence of one step.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Attention, Dense, Flatten, Input, Reshape
        from tensorflow.keras.models import Model

        features = Input((16, 3))
        hidden = LSTM(8)(features)  # [attention-over-one-step]
        step = Reshape((1, 8))(hidden)
        seen = Attention()([step, step])
        model = Model(features, Dense(1)(Flatten()(seen)))
        model.compile(loss="mse")
        model.fit(np.random.rand(32, 16, 3), np.random.rand(32, 1), verbose=0)

    Use instead: all steps of the LSTM.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Attention, Dense, Flatten, Input
        from tensorflow.keras.models import Model

        features = Input((16, 3))
        hidden = LSTM(8, return_sequences=True)(features)
        seen = Attention()([hidden, hidden])
        model = Model(features, Dense(1)(Flatten()(seen)))
        model.compile(loss="mse")
        model.fit(np.random.rand(32, 16, 3), np.random.rand(32, 1), verbose=0)

    Known limits: MultiHeadAttention is not looked at.
    """

    id = "W9717"
    symbol = "attention-over-one-step"
    summary = "Attention over one timestep weighs nothing"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such layer."""
        for fact, calls in facts_of(known, LayerCall):
            value = fact.inputs[1] if len(fact.inputs) > 1 and fact.layer.path in _ATTENTION else None
            if value is None or value.library != "keras" or not _is_one_step(value.shape):
                continue
            site = _last_step_only(value)
            if site is None or site.file != fact.site.file:
                site = fact.site
            here = "" if site.line == fact.site.line else f" ({wording.place(fact.site, site)})"
            conflict = (
                f"{fact.layer.class_name}{here} gets values of one timestep, {wording.with_batch(value.shape or ())}: its "
                "weights are all 1 and it changes nothing."
            )
            advice = "Keep all steps: return_sequences=True on the recurrent layer before it, without the added axis."
            yield Finding(self.symbol, conflict, site, calls, fact=fact, raises=fact.site, advice=advice)


def _is_one_step(shape: Shape | None) -> bool:
    return shape is not None and len(shape) == 3 and shape[1] == 1


def _last_step_only(tensor: Array) -> Site | None:
    """The recurrent layer that gave its last step only, where the axis comes from."""
    for made, node in chain(tensor):
        if isinstance(node.layer, LayerValue) and is_recurrent(node.layer.info.path):
            return site_of(node) if made.ndim == 2 else None
    return None
