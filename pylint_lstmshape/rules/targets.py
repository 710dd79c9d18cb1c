"""What to say of a target and an output that do not go together, whether the loss raises or broadcasts."""

from __future__ import annotations

from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.values import Array, Site
from pylint_lstmshape.facts import TargetBroadcast, TargetConflict
from pylint_lstmshape.keras.values import BATCH
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Known, is_recurrent
from pylint_lstmshape.rules.history import recurrent_before, steps


def meeting(known: Known, fact: TargetConflict | TargetBroadcast, here: Site) -> str:
    """The beginning of a sentence: what meets what, the thing at fault first."""
    output = wording.with_batch(fact.output)
    call = f"{fact.method}{wording.at(fact.site, here)}"
    validation = "validation target" if fact.role == "validation" else "target"
    if here.line == fact.site.line:
        return f"{call} gets {validation} {wording.array(fact.target, here)}, but the model gives {output}"
    target = wording.named(fact.target)
    if any(step.site == here for step in steps(known, fact, fact.target)):
        return f"{target}, is the {validation} of {call}, but the model gives {output}"
    return f"The model gives {output}, but {call} gets {validation} {target}"


def repair(fact: TargetConflict | TargetBroadcast, here: Site) -> str:
    """What to change, by what differs: the coding of classes, an axis, the width, the timesteps."""
    target = fact.target.value
    if not isinstance(target, Array) or target.shape is None:
        return ""
    have, output, text = target.shape, fact.output, "y" if fact.target.stream else fact.target.text
    if not have:
        return "The dataset gives one sample at a time: put .batch(32) at its end."
    if output and output[0] != BATCH:
        return "Axis 0 holds the samples: no layer may join along it or fold it."
    if isinstance(fact, TargetConflict) and faults.is_beyond(fact):
        return _classes(text, target, output[-1])
    if isinstance(fact, TargetConflict) and faults.is_coding(fact):
        other = "categorical_crossentropy" if "sparse" in fact.loss else "sparse_categorical_crossentropy"
        coded = "One-hot targets" if "sparse" in fact.loss else "Class ids"
        return f"{coded} need loss='{other}'."
    last = fact.last_layer
    if (len(have), len(output)) == (1, 2) and last is not None and not is_recurrent(last.path):
        return f"Make the last layer as wide as {text}: Dense(1)."
    recurrent = recurrent_before(fact.tensor)
    name = "" if recurrent is None else f"the {recurrent.class_name}{wording.at(recurrent.site, here)}"
    if len(have) < len(output):
        if recurrent is None:
            return "For one target a sample put Flatten() before the last layer."
        return f"A target a step needs {text} with a time axis; one a sample: {name} with return_sequences=False."
    if len(have) > len(output):
        cut = f"{text}[:, -1]"
        return (
            cut_to(cut) if recurrent is None else f"{cut_to(cut)[:-1]}; one a step: {name} with return_sequences=True."
        )
    if equal(have[-1], output[-1]) is False and last is not None and not is_recurrent(last.path):
        return f"Make the last layer as wide as {text}: Dense({have[-1]})."
    if len(have) == 3 and equal(have[1], output[1]) is False:
        return _same_steps(text, have[1], output[1])
    return ""


def _classes(text: str, target: Array, classes: Dim) -> str:
    """Class ids against the number of classes."""
    reached, low = target.reached, target.range.low
    if reached is None or reached < 0:
        return f"Class ids count from 0: {text} has negative ones."
    wide = f"for them the last layer needs {int(reached) + 1} units"
    from_one = classes == int(reached) and low == 1
    there = f"{text} has ids up to {int(reached)}, {classes} units are for ids 0 to {classes - 1}"
    return f"{there}: count from 0, {text} - 1, or {wide}." if from_one else f"{there}: {wide}."


def cut_to(code: str) -> str:
    """One target a sample."""
    return f"One target a sample: {code}."


def _same_steps(text: str, wanted: Dim, made: Dim) -> str:
    more = made - wanted
    if at_least(more, 1) and more.constant is not None:
        return f"Both need the same timesteps; to keep the last {wanted}: Cropping1D(({more}, 0)) at the end."
    return f"Both need the same timesteps; to keep the last {made}: {text}[:, -{made}:]."
