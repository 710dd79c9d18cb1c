"""lstm-input-ndim: a recurrent layer gets input that is not 3-D."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.rules import faults
from pylint_lstmshape.rules.base import Finding, Known, Rule, is_recurrent, layer_conflicts, narrow
from pylint_lstmshape.rules.ranks import rank_message


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
        for fact, calls in layer_conflicts(known):
            if fact.conflict.kind == "ndim" and is_recurrent(fact.layer.path):
                site = faults.of_layer(known, fact)
                (conflict, advice), related = rank_message(fact, site, known)
                yield Finding(
                    self.symbol, conflict, site, calls, related, fact.generations,
                    fact=fact, raises=narrow(fact), advice=advice,
                )  # fmt: skip
