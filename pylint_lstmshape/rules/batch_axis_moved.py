"""batch-axis-moved: a recurrent layer in a model runs over the batch, not over time."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import LayerCall
from pylint_lstmshape.keras.values import BATCH, LayerValue, Node
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of, is_recurrent
from pylint_lstmshape.rules.history import chain, site_of


class BatchAxisMoved(Rule):
    """Inside a model the batch axis was moved to the place of the timesteps, and a recurrent layer runs over it.

    What it does: looks whether the first axis of what a recurrent layer gets is still the batch axis of the model's input.
    Why it matters: the layer takes the samples of a batch for the steps of one sequence: what it says of a sample depends
    on which others stand beside it, and predict gives another number of rows than it got.
    Example: a batch of vectors as one sequence.

        import numpy as np
        import tensorflow as tf
        from tensorflow.keras.layers import LSTM, Input, Lambda
        from tensorflow.keras.models import Model

        vectors = Input(batch_shape=(2, 5))
        sequence = Lambda(lambda t: tf.expand_dims(t, 0))(vectors)  # [batch-axis-moved]
        model = Model(vectors, LSTM(3, return_sequences=True)(sequence))
        print(model.predict(np.random.rand(4, 5), batch_size=2, verbose=0).shape)

    Use instead: an axis of timesteps behind the batch axis.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Input, Reshape
        from tensorflow.keras.models import Model

        vectors = Input(batch_shape=(2, 5))
        sequence = Reshape((5, 1))(vectors)
        model = Model(vectors, LSTM(3, return_sequences=True)(sequence))
        print(model.predict(np.random.rand(4, 5), batch_size=2, verbose=0).shape)

    Known limits: silent where the batch size is not declared and the axis cannot be followed; layers with time_major=True.
    """

    id = "W9715"
    symbol = "batch-axis-moved"
    summary = "Recurrent layer runs over the batch axis"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such layer."""
        for fact, calls in facts_of(known, LayerCall):
            tensor = fact.inputs[0] if fact.inputs and is_recurrent(fact.layer.path) else None
            if tensor is None or not tensor.shape or len(tensor.shape) != 3 or _is_time_major(fact):
                continue
            node = _mover(tensor)
            if node is None:
                continue
            place = site_of(node) if site_of(node).file == fact.site.file else fact.site
            here = "" if place.line == fact.site.line else f" ({wording.place(fact.site, place)})"
            conflict = (
                f"{fact.layer.class_name}{here} gets {wording.with_batch(tensor.shape)}, whose timesteps are the samples "
                f"of the batch: the input's first axis, {wording.with_batch(node.inputs[0].shape or ())}, was moved here."
            )
            advice = "Keep the batch axis first: Reshape((timesteps, features))."
            yield Finding(self.symbol, conflict, place, calls, fact=fact, raises=fact.site, advice=advice)


def _is_time_major(fact: LayerCall) -> bool:
    node = fact.outputs[0].node if fact.outputs else None
    layer = node.layer if isinstance(node, Node) else None
    return not isinstance(layer, LayerValue) or layer.spec.config.flag("time_major") is not False


def _mover(tensor: Array) -> Node | None:
    """The node that put the batch axis second."""
    shape = tensor.shape or ()
    if shape[0] == BATCH:
        return None
    for made, node in chain(tensor):
        given = node.inputs[0].shape if len(node.inputs) == 1 else None
        if not made.shape or not given:
            return None
        if made.shape[0] == given[0]:
            continue
        moved = made.shape[1:2] == (given[0],) and shape[1] == given[0]
        alone = made.shape[0] == 1 and equal(given[0], 1) is False
        return node if moved and (alone or given[0] == BATCH) else None
    return None
