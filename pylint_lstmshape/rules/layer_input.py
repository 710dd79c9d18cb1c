"""layer-input-ndim and layer-input-shape: any other layer rejects what it gets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pylint_lstmshape.facts import LayerConflict
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, is_recurrent, layer_conflicts, narrow
from pylint_lstmshape.rules.ranks import rank_message

# What to do, by the kind of conflict.
_ADVICE = {
    "states": "Give one state for each that it takes, as wide as its units; the states of a Bidirectional encoder come in "
    "two halves, which joined are twice as wide: LSTM(2 * units).",
    "window": "Use a smaller window, a longer input, or padding='same'.",
    "no place": "Use a smaller window, a longer input, or padding='same'.",
    "reshape": "Leave one dim to Keras with -1, or write dims whose product is the same.",
    "merge": "Bring both to one shape first: return_sequences alike in both branches, RepeatVector, or another axis.",
    "features": "Write the number where the input is declared: Input((None, features)).",
    "axis": "It was built for another input: use a layer of its own for this one.",
    "mask": "Mask behind the layers that take no mask, where the tensor is (batch, timesteps, features).",
    "ragged": "Pad it: to_tensor().",
    "dtype": "Give it floats: x.astype('float32') where the data is made, or dtype='float32' where the input is declared.",
}


class LayerInputNdim(Rule):
    """A layer that is not recurrent gets input of a rank it cannot take.

    What it does: compares the rank that reaches each layer with its input_spec.
    Why it matters: Keras raises "expected min_ndim=3, found ndim=2" when the layer is added or first called.
    Example: Conv1D behind an LSTM that gives its last step only.

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Conv1D

        model = keras.Sequential()
        model.add(LSTM(32, input_shape=(20, 3)))  # [layer-input-ndim]
        model.add(Conv1D(8, 3))

    Use instead: return_sequences=True, which keeps the time axis; or RepeatVector or Reshape before the layer.

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Conv1D

        model = keras.Sequential()
        model.add(LSTM(32, return_sequences=True, input_shape=(20, 3)))
        model.add(Conv1D(8, 3))

    Known limits: silent where the rank is not known from the source.
    """

    id = "E9705"
    symbol = "layer-input-ndim"
    summary = "Layer gets input of a rank that it cannot take"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each layer that rejects the rank of its input."""
        for fact, calls in layer_conflicts(known):
            if fact.conflict.kind != "ndim" or is_recurrent(fact.layer.path):
                continue
            site = faults.of_layer(known, fact)
            (conflict, advice), related = rank_message(fact, site, known)
            yield Finding(
                self.symbol, conflict, site, calls, related, fact.generations,
                fact=fact, raises=narrow(fact), advice=advice,
            )  # fmt: skip


class LayerInputShape(Rule):
    """A layer gets input of the right rank whose dims it cannot take.

    What it does: checks features fixed by an earlier build, windows longer than their input, shapes that do not merge,
    a Reshape to another size, initial states of another number or width, masks that do not fit,
    ints where a layer works on floats and Keras does not convert them.
    Why it matters: Keras raises when the layer is called, or when the model runs.
    Example: two tensors of different rank are no two columns of one table.

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Concatenate

        inputs = keras.Input((5, 8))
        sequence = LSTM(8, return_sequences=True)(inputs)
        last = LSTM(8)(inputs)
        merged = Concatenate()([sequence, last])  # [layer-input-shape]

    Use instead: tensors that differ in the joined axis only.

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Concatenate

        inputs = keras.Input((5, 8))
        sequence = LSTM(8)(inputs)
        last = LSTM(8)(inputs)
        merged = Concatenate()([sequence, last])

    Known limits: silent where a dim is not known from the source.
    """

    id = "E9706"
    symbol = "layer-input-shape"
    summary = "Layer gets input of a shape that it cannot take"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each layer that rejects the dims of its input."""
        for fact, calls in layer_conflicts(known):
            if fact.conflict.kind not in ("ndim", "batch"):
                site = faults.of_layer(known, fact)
                name = f"{wording.layer_name(fact.layer)}{wording.at(narrow(fact), site)}"
                data = fact.data if fact.conflict.kind != "states" else None  # of states the data tells nothing
                came = f" It gets {wording.array(data, fact.site)}." if data is not None else ""
                conflict, advice = f"{name} cannot take its input: {fact.conflict.text}.{came}", _advice(fact)
                if fact.conflict.kind in ("argument", "name", "whole number"):
                    conflict, advice = f"{name} cannot be built: {fact.conflict.text}.", ""
                yield Finding(
                    self.symbol, conflict, site, calls, (), fact.generations,
                    fact=fact, raises=narrow(fact), advice=advice,
                )  # fmt: skip


def _advice(fact: LayerConflict) -> str:
    if fact.conflict.kind == "inputs" and fact.producer is not None and is_recurrent(fact.producer.path):
        return f"Take one of the {fact.producer.class_name}'s results: output, *states = ..., or return_state=False."
    ranks = {shape.count(",") for shape in re.findall(r"\(.*?\)", fact.conflict.text)}
    if fact.conflict.kind in ("merge", "concatenate") and ranks == {1, 2}:
        return (
            "Bring them to one shape first: RepeatVector(timesteps) for a vector, return_sequences=True for a sequence."
        )
    return _ADVICE.get(fact.conflict.kind, "")
