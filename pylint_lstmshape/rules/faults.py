"""Where the fault is: the place to change, which is often not the line that raises.

One principle decides: the fault is the step that made something unfit of something that fitted (a reshape, a layer that
dropped an axis, a window loop). Where no step did, what was declared is at fault if no added axis could make the data fit
it; and where something is only missing (an axis that the data never had), the place where the two meet.
"""

from __future__ import annotations

from collections.abc import Sequence

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Shape, size
from pylint_lstmshape.domain.values import Array, Site
from pylint_lstmshape.facts import (
    CountConflict,
    Described,
    InputAdapted,
    InputConflict,
    LayerConflict,
    ModelCall,
    TargetBroadcast,
    TargetConflict,
    Yielded,
)
from pylint_lstmshape.keras.values import BATCH, ancestors, is_open
from pylint_lstmshape.rules.base import Known, narrow
from pylint_lstmshape.rules.history import Step, axis_dropped, dim_changed, recurrent_before, site_of, steps


def of_layer(known: Known, fact: LayerConflict) -> Site:
    """Where a layer's input was spoilt: the layer that dropped the axis, the declaration, or what made the data."""
    if fact.conflict.kind in ("inputs", "outputs") and fact.producer is not None:
        return _in_file(fact.producer.site, fact.site)
    if fact.conflict.kind == "states":
        return _in_file(fact.layer.site, narrow(fact))  # its units are not those of the states
    if fact.conflict.kind == "mask" and fact.tensor is not None:
        from pylint_lstmshape.keras.layers import masks

        made = next((node for node in ancestors(fact.tensor) if masks.makes(node.layer)), None)
        return narrow(fact) if made is None else _in_file(site_of(made), narrow(fact))
    if fact.conflict.kind != "ndim":
        # Of a layer inside a model, found out when the model runs, neither input nor data is known.
        inside = fact.tensor is None and fact.data is None
        return _in_file(fact.layer.site, narrow(fact)) if inside else narrow(fact)
    node = axis_dropped(fact.tensor)
    if node is not None:
        return _in_file(site_of(node), narrow(fact))
    if fact.data is not None:
        surplus = len(fact.input_shape or ()) > wanted_rank(fact.layer.path)
        return _in_file(_made(known, fact, fact.data), narrow(fact)) if surplus else narrow(fact)
    return narrow(fact) if fact.declared is None else _in_file(fact.declared, narrow(fact))


def of_input(known: Known, fact: InputConflict | InputAdapted) -> Site:
    """Where array and declared input part: the step that made the array unfit, the declaration, or the call itself."""
    array, declared = fact.array.value, fact.declared
    if not isinstance(array, Array) or array.shape is None:
        return fact.site
    made = list(steps(known, fact, fact.array))
    step = next((one for one in made if any(_fits(before.shape, declared) for before in one.before)), None)
    if step is not None:
        return _in_file(step.site, fact.site)
    reader = fact.first_layer if isinstance(fact, InputConflict) else None
    if len(array.shape) > len(declared) and reader is not None and reader.class_name == "Embedding":
        return fact.site  # vectors and a table for ids: either may be what is meant
    if len(array.shape) > len(declared) and made:
        return _in_file(made[0].site, fact.site)
    if len(array.shape) + 1 == len(declared) and _fits((declared[0], *array.shape), declared):
        return _in_file(_source(known, fact, made), fact.site)  # one sample, which still needs the batch axis
    if len(array.shape) == len(declared) and (is_confirmed(known, fact) or not _differs(array.shape, declared, -1)):
        number = _number(made, array.shape, declared)
        return _in_file(number or (made[0].site if made else fact.site), fact.site)
    if isinstance(fact, InputConflict) and fact.declared_site is not None and not _lacks_axis(array.shape, declared):
        return _in_file(fact.declared_site, fact.site)
    return fact.site


def of_target(known: Known, fact: TargetConflict | TargetBroadcast) -> Site:
    """Where target and output part: the loss, the step that made the target unfit, or the layer that shaped the output."""
    target, output = fact.target.value, fact.output
    if not isinstance(target, Array) or target.shape is None or is_masked(fact):
        return fact.site
    if isinstance(fact, TargetConflict) and fact.compiled is not None and is_coding(fact):
        return _in_file(fact.compiled, fact.site)
    if isinstance(fact, TargetConflict) and is_beyond(fact) and fact.last_layer is not None:
        return _in_file(fact.last_layer.site, fact.site)
    for step in steps(known, fact, fact.target):
        if any(_fits(before.shape, output) for before in step.before):
            return _in_file(step.site, fact.site)
    layer = _shaping(fact.tensor, target.shape, output)
    return fact.site if layer is None else _in_file(layer, fact.site)


def of_counts(known: Known, fact: CountConflict) -> Site:
    """Where arrays that go together part: the step that changed the samples of one, else where the last was made."""
    counts = [one.value.shape[0] for one in fact.arrays if isinstance(one.value, Array) and one.value.shape]
    made = [list(steps(known, fact, one)) for one in fact.arrays]
    for step in [step for one in made for step in one]:
        after = array_shape(step)
        for before in step.before:
            if before.shape and after and before.shape[0] != after[0] and before.shape[0] in counts:
                if equal(size(before.shape), size(after)):
                    return _in_file(step.site, fact.site)
    places = [(one[0].site.file, one[0].site.line) for one in made if one]
    if len(places) > 1 and len(set(places)) == 1:
        return fact.site  # made together, of one array that was split: it is the call that mixes them up
    if fact.conflict.kind == "samples" and made[-1]:
        return _in_file(made[-1][0].site, fact.site)
    if fact.conflict.kind == "inputs" and len(made) == 1 and made[0]:
        return _in_file(made[0][0].site, fact.site)
    return fact.site


def is_masked(fact: TargetConflict | TargetBroadcast) -> bool:
    """Whether it is the mask of the output that does not go with the target."""
    return isinstance(fact, TargetConflict) and fact.conflict.kind == "mask"


def is_beyond(fact: TargetConflict) -> bool:
    """Whether the target has class ids that the output has no place for."""
    return fact.conflict.kind == "class ids"


def is_coding(fact: TargetConflict) -> bool:
    """Whether target and output agree in all but the coding of classes: ids against one-hot."""
    target = fact.target.value
    if not isinstance(target, Array) or target.shape is None or "categorical" not in fact.loss:
        return False
    rows, classes = fact.output[1:-1], fact.output[-1]
    given = target.shape[1:]
    if "sparse" in fact.loss:
        return len(given) == len(rows) + 1 and not _clash(given[:-1], rows) and equal(given[-1], classes) is True
    ids = given[:-1] if len(given) == len(rows) + 1 and equal(given[-1], 1) else given
    return len(ids) == len(rows) and not _clash(ids, rows) and equal(classes, 1) is False


def wanted_rank(path: str) -> int:
    """The rank that a recurrent layer takes."""
    return {"ConvLSTM1D": 4, "ConvLSTM2D": 5, "ConvLSTM3D": 6}.get(path.rpartition(".")[2], 3)


def array_shape(step: Step) -> Shape | None:
    """The shape that an assignment gave."""
    value = step.binding.value
    return value.shape if isinstance(value, Array) else None


def _shaping(tensor: Array | None, target: Shape, output: Shape) -> Site | None:
    """The layer behind which an output no longer looks like its target."""
    if output and output[0] != BATCH:
        made = [] if tensor is None else ancestors(tensor)
        node = next((one for one in made if any(each.shape and each.shape[0] == BATCH for each in one.inputs)), None)
    elif len(target) > len(output):
        node = axis_dropped(tensor)
    elif len(target) < len(output):
        layer = recurrent_before(tensor) if len(output) > 2 else None  # one of its steps would do
        return None if layer is None else layer.site
    else:
        axis = next((at for at in range(len(output) - 1, 0, -1) if equal(target[at], output[at]) is False), None)
        node = None if axis is None else dim_changed(tensor, axis - len(output), target[axis])
    return None if node is None else site_of(node)


def _fits(shape: Shape | None, declared: Shape) -> bool:
    """Whether an array of this shape would do, the number of samples left aside."""
    return shape is not None and len(shape) == len(declared) and not _clash(shape[1:], declared[1:])


def _clash(shape: Sequence[Dim], declared: Sequence[Dim]) -> bool:
    pairs = zip(shape, declared, strict=True)
    return any(not is_open(one) and not is_open(other) and equal(one, other) is False for one, other in pairs)


def _differs(shape: Shape, declared: Shape, axis: int) -> bool:
    return _clash(shape[axis:][:1], declared[axis:][:1])


def _lacks_axis(shape: Shape, declared: Shape) -> bool:
    """Whether the array has fewer axes than declared, and one of its own is declared too."""
    return len(shape) < len(declared) and (
        len(shape) < 2 or any(is_open(one) or equal(one, dim) is True for one in declared[1:] for dim in shape[1:])
    )


def is_confirmed(known: Known, fact: InputConflict | InputAdapted) -> bool:
    """Whether other data has met the same model before and fitted."""
    for one, _ in known.facts:
        if one is fact:
            return False
        if isinstance(one, ModelCall) and one.model.site == fact.model.site and one.inputs:
            shapes = [given.value.shape for given in one.inputs if isinstance(given.value, Array)]
            if any(_fits(shape, fact.declared) for shape in shapes):
                return True
    return False


def _number(made: Sequence[Step], shape: Shape, declared: Shape) -> Site | None:
    """The assignment of the number that gave the array the dim that differs."""
    for dim, other in zip(shape[1:], declared[1:], strict=True):
        if equal(dim, other) is False:
            found = [one for step in made if (one := step.number(dim)) is not None]
            return found[0].site if found else None
    return None


def _source(known: Known, fact: InputConflict | InputAdapted, made: Sequence[Step]) -> Site:
    """Where a generator yields, or a Dataset was made, that gives samples one by one; else the call."""
    where = {fact.array.site.line, *(step.site.line for step in made)}
    for one, calls in known.facts:
        if isinstance(one, Yielded) and calls and calls[-1].line in where:
            return one.site
    return made[0].site if made and not isinstance(made[0].binding.value, Array) else fact.site


def _made(known: Known, fact: LayerConflict, data: Described) -> Site:
    return next((step.site for step in steps(known, fact, data)), data.site)


def _in_file(site: Site, raising: Site) -> Site:
    """`site`, if it is another line in the file of the one that raises: a finding belongs to one file."""
    return site if site.file == raising.file and site.line not in (0, raising.line) else raising
