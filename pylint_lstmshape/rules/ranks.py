"""What to say of a layer that rejects the rank of its input: where the axis was lost, never added, or is one too many."""

from __future__ import annotations

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import RankConflict, show
from pylint_lstmshape.domain.values import Array, Site
from pylint_lstmshape.facts import Described, LayerConflict, ModelCall, maker_of
from pylint_lstmshape.fixes.choice import suggest
from pylint_lstmshape.keras.values import LayerValue, Node, is_open
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Known, facts_of, is_recurrent, narrow
from pylint_lstmshape.rules.history import axis_dropped, site_of

Related = tuple[tuple[str, Site], ...]
Said = tuple[str, str]  # what meets what, and what to do about it


def rank_message(fact: LayerConflict, here: Site, known: Known) -> tuple[Said, Related]:
    """What to say of a layer that rejects the rank of its input, at `here`, and the places that explain it."""
    shape = fact.input_shape or ()
    wanted = faults.wanted_rank(fact.layer.path) + _kept_back(fact)
    raising = narrow(fact)
    needs = f"{wording.layer_name(fact.layer)}{wording.at(raising, here)} needs {_wanted(fact)}"
    gets = f"{len(shape)}-D {wording.with_batch(shape)}"
    dropper = axis_dropped(fact.tensor)
    maker = maker_of(fact.data, (one for one, _ in known.facts))
    if maker is not None and is_recurrent(maker.path) and len(shape) == wanted - 1:
        first = f"{needs}, but the {maker.class_name}{wording.at(maker.site, here)} gives only its last step, {gets}."
        advice = f"Write {maker.class_name}(..., return_sequences=True)."
        return (first, advice), (("this gives only its last step", maker.site),)
    if fact.data is not None:
        data, advice = fact.data, suggest(fact.data)
        if data.stream:
            surplus = len(shape) > wanted
            advice = f"Leave one .batch(...) of {data.text} out" if surplus else wording.more_axes(data)
        if here != raising:
            return (f"{wording.have(data)}, but {needs}.", f"{advice}."), ()
        return (f"{needs} but gets {wording.array(data, here)}.", f"{advice}."), ()
    if dropper is not None:
        return _dropped(fact, dropper, here, needs, gets)
    if fact.producer is not None:
        made = f"{wording.layer_name(fact.producer)} ({wording.place(fact.producer.site, here)})"
        advice = _bridge(fact.tensor, len(shape), wanted) if wanted == 3 else ""
        return (f"{needs} but gets {gets} from {made}.", advice), (("its input is made here", fact.producer.site),)
    if fact.tensor is not None and isinstance(fact.tensor.node, Node) and fact.tensor.node.inputs:
        return (f"{needs} but gets {gets}.", _bridge(fact.tensor, len(shape), wanted) if wanted == 3 else ""), ()
    met = _data(fact, known)
    declared = f"{needs}, but its input is declared {gets}"
    advice = _declare(fact, wanted, met)
    if met is None:
        return (f"{declared}.", advice), ()
    return (f"{declared}, and {wording.have(met)}.", advice), wording.made(met)


def _wanted(fact: LayerConflict) -> str:
    """3-D input (batch, timesteps, features); of a layer that is not recurrent what Keras says."""
    conflict = fact.conflict
    if not is_recurrent(fact.layer.path):
        if not isinstance(conflict, RankConflict):
            return conflict.text.partition(",")[0]
        return f"{'at least ' * conflict.is_least}{conflict.wanted + _kept_back(fact)}-D input"
    rank = faults.wanted_rank(fact.layer.path)
    return f"{rank}-D input (batch, timesteps, {'features' if rank == 3 else '..., channels'})"


def _kept_back(fact: LayerConflict) -> int:
    """How many axes TimeDistributed keeps from the layer in it, which is the one that complains."""
    conflict = fact.conflict
    return max(len(fact.input_shape or ()) - conflict.found, 0) if isinstance(conflict, RankConflict) else 0


def _dropped(fact: LayerConflict, dropper: Node, here: Site, needs: str, gets: str) -> tuple[Said, Related]:
    """A layer on the way gives away the time axis."""
    site = site_of(dropper)
    info = dropper.layer.info if isinstance(dropper.layer, LayerValue) else None
    name = info.class_name if info is not None else dropper.operation.rpartition(".")[2] or "operation"
    where = f"the {name}{wording.at(site, here)}" if site.line != here.line else f"this {name}"
    if site.line == here.line == narrow(fact).line:
        where = f"the {name} before it"
    shape = dropper.inputs[0].shape or ()
    if info is not None and is_recurrent(info.path):
        first = f"{needs}, but {where} gives only its last step, {gets}."
        return (first, f"Write {name}(..., return_sequences=True)."), (("this gives only its last step", site),)
    first = f"{needs}, but {where} gives {gets}."
    if info is None:
        first = f"{needs}, but {where} gives {gets} of {wording.with_batch(shape)}."
        return (first, _bridge(fact.tensor, len(fact.input_shape or ()), 3)), (("the time axis is lost here", site),)
    advice = f"Leave {name} out: its input {wording.with_batch(shape)} has a time axis."
    if len(shape) != 3:
        advice = f"Instead of {name} write {_keeping(shape)}."
    return (first, advice), (("the time axis is lost here", site),)


def _keeping(shape: tuple[Dim, ...]) -> str:
    """The Reshape that makes timesteps of the first axis behind the batch."""
    return (
        "Reshape((timesteps, features))"
        if len(shape) < 4 or is_open(shape[1]) or str(shape[1]) == "?"
        else f"Reshape(({shape[1]}, -1))"
    )


def _bridge(tensor: Array | None, rank: int, wanted: int) -> str:
    shape = tensor.shape if tensor is not None and tensor.shape is not None else ()
    if rank == 2 and str(shape[1]) == "?":
        return "To repeat it at each step put RepeatVector(timesteps) before it."
    if rank == 2:
        return (
            f"To read its {shape[1]} values as timesteps: Reshape(({shape[1]}, 1)) before it; to repeat them: "
            "RepeatVector(timesteps)."
        )
    if rank > wanted:
        return f"Put {_keeping(shape)} before it."
    return ""


def _declare(fact: LayerConflict, wanted: int, data: Described | None) -> str:
    shape = fact.input_shape or ()
    have = data.value.shape if data is not None and isinstance(data.value, Array) else None
    if wanted > 3 and wanted == len(shape) + 1:
        return f"With one channel: {_parameter(fact)}={show((*shape[1:], Dim.of(1)))}."
    if wanted != 3:
        return ""
    if have is not None and len(have) == 3:
        assert data is not None
        return f"Declare timesteps and features, {show(have[1:])}: {_parameter(fact)}={data.text}.shape[1:]."
    if have is not None and data is not None and len(have) in (1, 2):
        return f"{suggest(data, declare=True)}."
    if len(shape) == 2:
        return f"For {shape[1]} steps of one value: {_parameter(fact)}=({shape[1]}, 1)."
    if len(shape) == 4:
        kept = show([None if is_open(dim) else dim for dim in shape[2:]])
        return f"Leave the number of samples out: {_parameter(fact)}={kept}."
    return f"Declare {_parameter(fact)}=(timesteps, features)."


def _data(fact: LayerConflict, known: Known) -> Described | None:
    """The array that the model with this layer is fitted on, where the program gets that far in the source."""
    for call, _ in facts_of(known, ModelCall):
        if any(layer.site == fact.layer.site for layer in call.model.layers) and call.inputs:
            return call.inputs[0]
    return None


def _parameter(fact: LayerConflict) -> str:
    """How the input shape is declared there."""
    return wording.shape_argument(fact.layer, fact.declared)
