"""lstm-input-ndim: a recurrent layer gets input that is not 3-D."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.facts import Described, LayerConflict, ModelCall
from pylint_lstmshape.fixes.choice import suggest
from pylint_lstmshape.keras.layers.base import is_recurrent
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of, layer_conflicts, narrow


class LstmInputNdim(Rule):
    """A recurrent layer (LSTM, GRU, SimpleRNN, Bidirectional, ConvLSTM …) gets input of the wrong rank.

    What it does: follows the shape that reaches each recurrent layer, from `input_shape=`, from the layer before it, or
    from the array itself, and reports where its rank is not the layer's (3 for LSTM: batch, timesteps, features).
    Why it matters: Keras raises "expected ndim=3, found ndim=2", often only after the data has been loaded.
    Example: a table of ids (samples, timesteps) has no feature axis.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x_train = np.random.randint(0, 25, (64, 31))
        y_train = np.random.rand(64, 1)
        model = Sequential()
        model.add(LSTM(8, input_shape=(31,)))  # [lstm-input-ndim]
        model.add(Dense(1))
        model.compile(loss="mse", optimizer="adam")
        model.fit(x_train, y_train, verbose=0)

    Use instead: an Embedding for ids; for measurements a feature axis: `x_train.reshape(64, 31, 1)`, `input_shape=(31, 1)`.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Embedding
        from tensorflow.keras.models import Sequential

        x_train = np.random.randint(0, 25, (64, 31))
        y_train = np.random.rand(64, 1)
        model = Sequential()
        model.add(Embedding(25, 4))
        model.add(LSTM(8))
        model.add(Dense(1))
        model.compile(loss="mse", optimizer="adam")
        model.fit(x_train, y_train, verbose=0)

    Known limits: silent where the rank is not known from the source.
    """

    id = "E9701"
    symbol = "lstm-input-ndim"
    summary = "Recurrent layer gets input that is not 3-D (batch, timesteps, features)"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each recurrent layer that rejects the rank of its input."""
        for conflict, calls in layer_conflicts(known):
            if conflict.conflict.kind == "ndim" and is_recurrent(conflict.layer.path):
                yield _finding(conflict, calls, known)


def _finding(fact: LayerConflict, calls: tuple[Site, ...], known: Known) -> Finding:
    shape = fact.input_shape or ()
    wanted, axes = _wanted(fact.layer.path)
    name = wording.layer_name(fact.layer)
    head = f"{name} needs {wanted}-D input {axes}"
    related: tuple[tuple[str, Site], ...] = ()
    if fact.data is not None:
        message = wording.one_line(f"{head} but gets {wording.array(fact.data, fact.site)}.", suggest(fact.data) + ".")
    elif fact.producer is not None and is_recurrent(fact.producer.path) and len(shape) == wanted - 1:
        before = wording.layer_name(fact.producer)
        line = wording.place(fact.producer.site, fact.site)
        message = wording.one_line(
            f"{head} but gets {len(shape)}-D {wording.with_batch(shape)}: {before} ({line}) gives only its last step.",
            f"Add return_sequences=True to the {fact.producer.class_name} at {line}.",
        )
        related = ((f"{before} gives only its last step", fact.producer.site),)
    elif fact.producer is not None:
        line = wording.place(fact.producer.site, fact.site)
        message = wording.one_line(
            f"{head} but gets {len(shape)}-D {wording.with_batch(shape)} from {wording.layer_name(fact.producer)} "
            f"({line}).",
            _bridge(len(shape), wanted, shape),
        )
        related = (("its input is made here", fact.producer.site),)
    else:
        data = _data(fact, known)
        declared = f"{head} but its input is declared {len(shape)}-D {wording.with_batch(shape)}"
        if data is None:
            message = wording.one_line(f"{declared}.", _declare(shape, wanted))
        else:
            met = f" and it is given {wording.array(data, fact.site)}"
            message = wording.one_line(f"{declared}{met}.", suggest(data) + ".", _declare(shape, wanted))
    return Finding(
        self_symbol(),
        message,
        faults.of_layer(known, fact),
        calls,
        related,
        fact.generations,
        fact=fact,
        raises=narrow(fact),
    )


def self_symbol() -> str:
    """The symbol of this rule."""
    return LstmInputNdim.symbol


def _wanted(path: str) -> tuple[int, str]:
    name = path.rpartition(".")[2]
    ranks = {"ConvLSTM1D": 1, "ConvLSTM2D": 2, "ConvLSTM3D": 3}
    if name in ranks:
        return ranks[name] + 3, "(batch, timesteps, ..., channels)"
    return 3, "(batch, timesteps, features)"


def _bridge(rank: int, wanted: int, shape: tuple[object, ...]) -> str:
    if rank == 2:
        return (
            f"Put Reshape((timesteps, features)) with timesteps * features = {shape[1]} before it, or RepeatVector(n) to "
            "repeat the vector n times."
        )
    if rank > wanted:
        return "Put Reshape((timesteps, -1)) before it, or wrap the layers before it in TimeDistributed."
    return ""


def _declare(shape: tuple[object, ...], wanted: int) -> str:
    if wanted == 3 and len(shape) == 2:
        return f"Declare input_shape=(timesteps, features), such as ({shape[1]}, 1) for {shape[1]} steps of one value."
    if wanted == 3 and len(shape) == 4:
        return "Declare input_shape=(timesteps, features): the number of samples is no part of it."
    return ""


def _data(fact: LayerConflict, known: Known) -> Described | None:
    """The array that the model with this layer is fitted on, where the program gets that far in the source."""
    for call, _ in facts_of(known, ModelCall):
        if any(layer.site == fact.layer.site for layer in call.model.layers) and call.inputs:
            return call.inputs[0]
    return None
