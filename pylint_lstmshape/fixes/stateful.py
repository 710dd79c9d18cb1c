"""batch-size: a stateful layer, the declared batch and the batches of fit agree; stateless: a layer that keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.facts import BatchConflict, LayerConflict, LayerInfo
from pylint_lstmshape.fixes import arrays, declaration, network, style
from pylint_lstmshape.fixes.operand import Operand
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import callee, keyword
from pylint_lstmshape.fixes.situation import Fix, Situation, shape_of


def batch_of_calls(situation: Situation) -> Iterator[Fix]:
    """batch_size= in the calls that need it; and as many samples as fill whole batches."""
    fact = situation.fact
    if not isinstance(fact, BatchConflict) or fact.batch is None:
        return
    for cut in (False, True):
        patch = situation.patch()
        for model_call in situation.calls_of(fact.model):
            call = situation.places.call(model_call.site)
            if call is not None and model_call.method in ("fit", "evaluate", "predict"):
                patch.set_keyword(call, "batch_size", str(fact.batch))
        if cut and not _whole_batches(situation, patch, fact):
            continue
        yield Fix("batch-size", f"batches of {fact.batch}", patch.edits)


def _whole_batches(situation: Situation, patch: Patch, fact: BatchConflict) -> bool:
    calls = situation.calls_of(fact.model)
    given = arrays.unique(one for call in calls for one in (*call.inputs, *call.targets))
    batch = fact.batch.constant if fact.batch is not None else None
    if batch is None:
        return False
    odd = [one for one in given if (rows := (shape_of(one) or (None,))[0]) is not None and (rows.constant or 1) % batch]

    def whole(x: Operand) -> str:
        rows = x.array.shape[0].constant if x.array.shape else None
        if rows is not None:
            return x.index(f":{rows // batch * batch}")
        return x.index(f":len({x.text}) // {batch} * {batch}")

    return bool(odd) and arrays.change(situation, patch, odd, whole)


def declared_batch(situation: Situation) -> Iterator[Fix]:
    """The input declared with the batch that fit uses."""
    fact = situation.fact
    layer = _layer(situation)
    if layer is None or not isinstance(fact, LayerConflict | BatchConflict):
        return
    model = situation.model_with(layer)
    sizes = _sizes(situation)
    site = fact.declared if isinstance(fact, LayerConflict) else None
    found = declaration.find(situation, site) or declaration.of_model(situation, model)
    if found is None or not sizes:
        return
    for size in sizes:
        patch = situation.patch()
        elements = found.value.elts if isinstance(found.value, nodes.Tuple | nodes.List) else None
        if found.batched and elements:
            patch.replace(elements[0], size)
        elif elements is not None:
            inside = ", ".join([size, *[patch.text(one) for one in elements]])
            if found.is_input:
                patch.replace(found.argument, f"batch_shape=({inside})")
            else:
                name = style.layer(patch, "Input", like=found.call)
                if name is None:
                    continue
                patch.remove_argument(found.call, found.argument)
                if not network.insert_before(situation, patch, found.call, f"{name}(batch_shape=({inside}))"):
                    continue
        elif not found.batched:
            patch.replace(found.argument, f"batch_shape=({size}, *{patch.operand(found.value)})")
        yield Fix("batch-size", f"an input of batches of {size}", patch.edits)


def _layer(situation: Situation) -> LayerInfo | None:
    fact = situation.fact
    if isinstance(fact, BatchConflict) or (isinstance(fact, LayerConflict) and fact.conflict.kind == "batch"):
        return fact.layer
    return None


def _sizes(situation: Situation) -> list[str]:
    """The batch sizes that fit is told, as they are written."""
    found = []
    for call in situation.tree.nodes_of_class(nodes.Call):
        given = keyword(call, "batch_size")
        if given is not None and callee(call) in ("fit", "evaluate", "predict"):
            found.append(given.value.as_string())
    return list(dict.fromkeys(found))


def stateless(situation: Situation) -> Iterator[Fix]:
    """Without stateful=True, on every layer."""
    if _layer(situation) is None:
        return
    patch = situation.patch()
    for tree in situation.trees:
        for call in tree.nodes_of_class(nodes.Call):
            given = keyword(call, "stateful")
            if given is not None:
                patch.remove_argument(call, given)
    if patch.edits:
        yield Fix("left-out", "no states are kept from batch to batch", patch.edits)
