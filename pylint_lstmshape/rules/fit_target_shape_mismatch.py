"""fit-target-shape-mismatch: a target does not fit the model's output under its loss."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.values import Array, Site
from pylint_lstmshape.facts import TargetConflict
from pylint_lstmshape.keras.layers.base import is_recurrent
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of
from pylint_lstmshape.rules.history import recurrent_before, steps


class FitTargetShapeMismatch(Rule):
    """A target given to fit or evaluate does not fit the model's output under its loss.

    What it does: compares y with the output shape as the loss does.
    Why it matters: Keras raises in the first training step.
    Example: an output at every step, one label a sample.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(32, 10, 3), np.eye(4)[np.random.randint(0, 4, 32)]
        model = Sequential()
        model.add(LSTM(8, input_shape=(10, 3), return_sequences=True))  # [fit-target-shape-mismatch]
        model.add(Dense(4, activation="softmax"))
        model.compile(loss="categorical_crossentropy")
        model.fit(x, y, verbose=0)

    Use instead: the last step only. For class ids the loss sparse_categorical_crossentropy.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(32, 10, 3), np.eye(4)[np.random.randint(0, 4, 32)]
        model = Sequential()
        model.add(LSTM(8, input_shape=(10, 3)))
        model.add(Dense(4, activation="softmax"))
        model.compile(loss="categorical_crossentropy")
        model.fit(x, y, verbose=0)

    Known limits: losses of the program's own are not checked; what broadcasts is no error.
    """

    id = "E9707"
    symbol = "fit-target-shape-mismatch"
    summary = "Target does not fit the model's output"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each target that the loss rejects."""
        for fact, calls in facts_of(known, TargetConflict):
            site = faults.of_target(known, fact)
            message = wording.one_line(_conflict(known, fact, site), _advice(fact, site))
            related = (("the output is made here", fact.last_layer.site),) if fact.last_layer else ()
            yield Finding(self.symbol, message, site, calls, related, fact.generations, fact=fact, raises=fact.site)


def _conflict(known: Known, fact: TargetConflict, here: Site) -> str:
    """What meets what, where the two do."""
    output, loss = wording.with_batch(fact.output), fact.loss
    call = f"{fact.method}{wording.at(fact.site, here)}"
    if here.line == fact.site.line:
        return (
            f"{call} gets target {wording.array(fact.target, here)}, but the model gives {output}, and {loss} raises."
        )
    if any(step.site == here for step in steps(known, fact, fact.target)):
        target = f"{fact.target.text} is {wording.dims(fact.target)}"
        return f"{target}, but the model gives {output}, and {call} compares them by {loss}."
    return f"The model gives {output}, but {call} compares it with {fact.target.text}, {wording.dims(fact.target)}, by {loss}."


def _advice(fact: TargetConflict, here: Site) -> str:
    target = fact.target.value
    if not isinstance(target, Array) or target.shape is None:
        return ""
    have, output, text = target.shape, fact.output, fact.target.text
    if faults.is_coding(fact):
        other = "categorical_crossentropy" if "sparse" in fact.loss else "sparse_categorical_crossentropy"
        coded = "One-hot targets" if "sparse" in fact.loss else "Class ids"
        return f"{coded} need loss='{other}'."
    recurrent = recurrent_before(fact.tensor)
    name = "" if recurrent is None else f"the {recurrent.class_name}{wording.at(recurrent.site, here)}"
    if len(have) < len(output):
        if recurrent is None:
            return "One target a sample: put Flatten() or a recurrent layer without return_sequences before the last layer."
        return f"One target a sample needs return_sequences=False on {name}; one a step needs {text} with a time axis."
    if len(have) > len(output):
        if recurrent is None:
            return f"Cut the target to one a sample: {text}[:, -1]."
        return f"One target a sample: {text}[:, -1]; a target a step: return_sequences=True on {name}."
    if equal(have[-1], output[-1]) is False and fact.last_layer is not None and not is_recurrent(fact.last_layer.path):
        return f"Make the last layer {have[-1]} units wide, as {text} is."
    if len(have) == 3 and equal(have[1], output[1]) is False:
        return f"Both need the same timesteps: {output[1]} come out, {text} has {have[1]}; cut or pad {text}."
    return ""
