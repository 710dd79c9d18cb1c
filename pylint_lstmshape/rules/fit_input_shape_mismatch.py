"""fit-input-shape-mismatch: an array does not fit the input that the model declares."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.shape import Shape, show
from pylint_lstmshape.domain.values import Array, Site
from pylint_lstmshape.facts import InputConflict, LayerConflict
from pylint_lstmshape.fixes.choice import IDS, suggest
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class FitInputShapeMismatch(Rule):
    """An array given to fit, evaluate, predict or train_on_batch does not fit the model's declared input.

    What it does: compares rank, timesteps and features of the array with input_shape= or Input(...).
    Why it matters: Keras raises, often deep inside the graph ("Matrix size-incompatible").
    Example: ids (samples, timesteps) for an input that is declared with 25 features.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x_train, y_train = np.random.randint(0, 25, (64, 31)), np.random.rand(64, 1)
        model = Sequential([LSTM(8, input_shape=(31, 25)), Dense(1)])
        model.compile(loss="mse")
        model.fit(x_train, y_train, verbose=0)  # [fit-input-shape-mismatch]

    Use instead: the axis that is declared, or a declaration of the axes that there are.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x_train, y_train = np.random.randint(0, 25, (64, 31)), np.random.rand(64, 1)
        model = Sequential([LSTM(8, input_shape=(31, 25)), Dense(1)])
        model.compile(loss="mse")
        model.fit(np.eye(25)[x_train], y_train, verbose=0)

    Known limits: what Keras repairs silently (a trailing axis of 1) is no error and is not reported here.
    """

    id = "E9702"
    symbol = "fit-input-shape-mismatch"
    summary = "Array does not fit the input shape that the model declares"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each array that the model rejects."""
        told: set[object] = set()
        broken = {fact.layer.site for fact, _ in facts_of(known, LayerConflict)}
        for fact, calls in facts_of(known, InputConflict):
            if any(layer.site in broken for layer in fact.model.layers):
                continue  # the model could not even be built
            call = (fact.site.file, fact.site.line, fact.method, calls)
            if call in told:
                continue  # the call ends with the first
            told.add(call)
            site = faults.of_input(known, fact)
            related = (("the input shape is declared here", fact.declared_site),) if fact.declared_site else ()
            yield Finding(
                self.symbol, _conflict(fact, site), site, calls, related, fact.generations,
                fact=fact, raises=fact.site, advice=_advice(known, fact),
            )  # fmt: skip


def _conflict(fact: InputConflict, here: Site) -> str:
    """What meets what, the thing at fault first."""
    validation = " as validation data" if fact.role == "validation" else ""
    call = f"{fact.method}{wording.at(fact.site, here)}"
    if fact.traced is not None:
        array = wording.array(fact.array, here)
        return (
            f"{call} gets {array}{validation}, but TensorFlow made the graph of {fact.method} for {fact.conflict.text} "
            f"data{wording.at(fact.traced, here)}, and it serves no other rank."
        )
    declared = wording.with_batch(fact.declared)
    where = "" if fact.declared_site is None else wording.at(fact.declared_site, here)
    if fact.declared_site is not None and here.line == fact.declared_site.line != fact.site.line:
        array = wording.array(fact.array, here)
        return f"The model is declared for {declared}, but {call} gives it {array}{validation}."
    if here.line != fact.site.line:
        return f"{wording.have(fact.array)}, but {call} needs {declared}, declared{where}."
    return (
        f"{call} gets {wording.array(fact.array, here)}{validation}, but the model is declared for {declared}{where}."
    )


def _advice(known: Known, fact: InputConflict) -> str:
    array, declared = fact.array.value, fact.declared
    if not isinstance(array, Array) or array.shape is None:
        return ""
    have = array.shape
    if len(have) == 3 and len(declared) == 3 and _same(have[1], declared[2]) and _same(have[2], declared[1]):
        return f"The last two axes are swapped: {fact.array.text}.transpose(0, 2, 1), not reshape."
    alike = _may_be if fact.method.startswith("predict") else _same
    if len(have) + 1 == len(declared) and all(alike(*pair) for pair in zip(have, declared[1:], strict=True)):
        if fact.array.stream == "dataset":
            return f"Samples come one by one: write {fact.array.text}.batch(32)."
        if fact.array.stream == "generator":
            return "It gives one sample: give batches, x[np.newaxis], y[np.newaxis]."
        return f"One sample still needs the batch axis: {fact.array.text}[np.newaxis]."
    if len(have) + 1 == len(declared) and fact.array.stream:
        return f"{wording.more_axes(fact.array)}."
    if len(have) < len(declared) == 3 and have:
        if len(have) == 2 and declared[2].constant not in (None, 1) and _same(have[1], declared[1]):
            classes = declared[2]
            if array.kind in ("i", "u"):
                return (
                    f"Ids: Embedding({classes}, 32) first and Input(({have[1]},)), or one-hot, "
                    f"to_categorical({fact.array.text}, {classes}); {IDS}input_shape=({have[1]}, 1) and "
                    f"{fact.array.text}.reshape({_first(have[0])}, {have[1]}, 1)."
                )
        return f"{suggest(fact.array, declare=not _declares_last(have, declared))}."
    if len(have) == len(declared):
        if faults.is_confirmed(known, fact) and len(have) == 3 and not _same(have[1], declared[1]):
            return _same_steps(fact.array.text, have[1], declared[1])
        if faults.is_confirmed(known, fact):
            return f"The model was fitted on samples of {show(declared[1:])}: give it such here, too."
        own, name = show(have[1:]), wording.shape_argument(fact.first_layer, fact.declared_site)
        if fact.array.stream:
            return f"Declare the shape of its samples: {name}={own}."
        return f"Declare the array's own shape, {own}: {name}={fact.array.text}.shape[1:]."
    if len(have) == 3 and len(declared) == 2 and fact.first_layer and fact.first_layer.path.endswith(".Embedding"):
        return f"An Embedding takes ids, not one-hot vectors: {fact.array.text}.argmax(axis=-1)."
    return ""


def _same_steps(text: str, have: Dim, wanted: Dim) -> str:
    less = wanted - have
    first = f"The model was fitted on {wanted} timesteps"
    if at_least(less, 1):
        return f"{first}; to pad {text} in front: np.pad({text}, ((0, 0), ({less}, 0), (0, 0)))."
    return f"{first}; to keep the last {wanted}: {text}[:, -{wanted}:]."


def _same(one: Dim, other: Dim) -> bool:
    return equal(one, other) is True


def _may_be(one: Dim, wanted: Dim) -> bool:
    return is_open(wanted) or _same(one, wanted)


def _first(samples: Dim) -> str:
    return str(samples) if samples.constant is not None else "-1"


def _declares_last(have: Shape, declared: Shape) -> bool:
    """Whether the declared features are those of the data: then it is only the array that lacks an axis."""
    return len(have) > 1 and _same(have[-1], declared[-1])
