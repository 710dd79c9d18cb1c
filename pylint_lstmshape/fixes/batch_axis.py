"""newaxis: one sample still needs the batch axis; batch: a dataset that nobody batched, or that was batched twice."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.facts import Described, TargetConflict
from pylint_lstmshape.fixes import arrays, generators
from pylint_lstmshape.fixes.places import bindings, callee, scope_of
from pylint_lstmshape.fixes.situation import Fix, Misfit, Situation, misfit, shape_of

USUAL = 32


def newaxis(situation: Situation) -> Iterator[Fix]:
    """(T, F) to (1, T, F), for this array and for others of one sample."""
    found = misfit(situation)
    if found is None or found.shape is None or found.array is None:
        return
    if situation.symbol == "predict-without-batch-axis":
        yield from _one_sample(situation, found)
        return
    if found.declared is not None and len(found.shape) + 1 != len(found.declared):
        return
    if found.declared is None and any(call.method == "fit" for call in situation.calls_of(found.model)):
        return
    node = situation.places.at(found.array.site)
    if node is None:
        return
    batches = generators.source_of(node)
    if batches is None and _goes_with_targets(situation, found):
        return
    if batches is not None:
        if found.declared is not None and not is_sample(found.array, found):
            return  # it is a batch, of other samples
        yield from _batches(situation, found, batches)
        return
    yield from _one_sample(situation, found)


def of_targets(situation: Situation) -> Iterator[Fix]:
    """A dataset of single samples, whose targets are numbers without an axis, in batches."""
    fact = situation.fact
    node = situation.places.at(fact.target.site) if isinstance(fact, TargetConflict) else None
    batches = None if node is None else generators.source_of(node)
    if batches is not None and not batches.yields:
        yield _dataset_in_batches(situation, batches)


def _goes_with_targets(situation: Situation, found: Misfit) -> bool:
    """Whether there are as many targets as the array has rows: its rows are samples."""
    rows = (found.shape or ())[:1]
    return any(rows and rows == (shape_of(one) or ())[:1] for one in arrays.targets(situation, found))


def _one_sample(situation: Situation, found: Misfit) -> Iterator[Fix]:
    alike = [one for one in arrays.meeting(situation, found) if is_sample(one, found)]
    for inline in (True, False):
        patch = situation.patch()
        if arrays.change(situation, patch, alike, lambda x: x.index("newaxis"), inline=inline):
            yield Fix("newaxis", "one sample as a batch of one", patch.edits)


def is_sample(one: Described | None, found: Misfit) -> bool:
    """Whether an array is one sample as the model declares it, all but the batch axis; what a generator gives may be."""
    shape = shape_of(one)
    if one is None or shape is None or found.declared is None:
        return one is found.array
    pairs = list(zip(shape, found.declared[1:], strict=False))
    if len(shape) + 1 != len(found.declared) or not any(equal(*pair) for pair in pairs):
        return False
    may_be = (True, None) if one.stream == "generator" else (True,)
    return all(str(want) == "None" or equal(have, want) in may_be for have, want in pairs)


def _dataset_in_batches(situation: Situation, batches: generators.Batches) -> Fix:
    patch = situation.patch()
    made = _last_binding(batches.node)
    target = made if made is not None else batches.node
    patch.replace(target, f"{patch.operand(target)}.batch({_batch_size(situation)})")
    return Fix("batch", "the dataset in batches", patch.edits)


def _batches(situation: Situation, found: Misfit, batches: generators.Batches) -> Iterator[Fix]:
    if not batches.yields:
        yield _dataset_in_batches(situation, batches)
        return
    patch = situation.patch()
    for one in batches.yields:
        parts = one.value.elts if isinstance(one.value, nodes.Tuple) else [one.value]
        for part in parts:
            from pylint_lstmshape.fixes import style

            np = style.numpy(patch, part.root())
            if isinstance(part, nodes.Name | nodes.Attribute | nodes.Subscript):
                patch.replace(part, f"{patch.text(part)}[{np}.newaxis]")
            else:
                patch.replace(part, f"{np}.expand_dims({patch.text(part)}, 0)")
    yield Fix("newaxis", "each sample as a batch of one", patch.edits)


def _last_binding(node: nodes.NodeNG) -> nodes.NodeNG | None:
    if not isinstance(node, nodes.Name):
        return None
    found = [one for one in bindings(scope_of(node), node.name) if one.lineno < node.lineno]
    return found[-1].value if found and isinstance(found[-1], nodes.Assign) else None


def _batch_size(situation: Situation) -> str:
    """The program's own name for the size of a batch, else the usual number."""
    for name in ("batch_size", "BATCH_SIZE", "n_batch"):
        if name in situation.tree.locals:
            return name
    return str(USUAL)


def unbatch(situation: Situation) -> Iterator[Fix]:
    """A dataset that is batched already and was batched again: without the second."""
    found = misfit(situation)
    if found is None or found.array is None or found.shape is None or len(found.shape) != 4:
        return
    node = situation.places.at(found.array.site)
    made = _last_binding(node) if node is not None else None
    for expression in (made, node):
        if isinstance(expression, nodes.Call) and callee(expression) == "batch":
            patch = situation.patch()
            inner = expression.func.expr
            patch.replace(inner, f"{patch.text(inner)}.unbatch()")
            yield Fix("batch", "batched once: the batches that it had are undone before", patch.edits)
