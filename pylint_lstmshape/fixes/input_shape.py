"""input-shape: the model declares another input than it gets; drop-batch: it declares the number of samples too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from astroid import nodes

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.facts import ArgumentConflict, LayerConflict
from pylint_lstmshape.fixes import declaration
from pylint_lstmshape.fixes.inputs import agrees
from pylint_lstmshape.fixes.places import bindings, scope_of, written
from pylint_lstmshape.fixes.situation import Fix, Misfit, Situation, misfit, shape_of
from pylint_lstmshape.keras.values import BATCH


def of_the_data(situation: Situation) -> Iterator[Fix]:
    """Declare the array's own shape."""
    found = misfit(situation)
    if found is None or found.shape is None or found.declared is None or len(found.shape) < 2:
        return
    declared = declaration.find(situation, found.declared_site)
    if declared is None:
        return
    wanted = found.shape[1:]
    dropped = len(found.declared) == len(found.shape) + 1 == 4
    kind = "drop-batch" if dropped else "input-shape"
    title = "declare one sample's shape, without the number of samples" if dropped else "declare the data's own shape"
    samples: list[tuple[str, Sequence[Dim | None]]] = [(title, wanted)]
    if len(wanted) == 2:
        samples.append((f"{title}, any number of timesteps", (None, wanted[1])))
        if equal(wanted[1], found.declared[-1]) is True and not dropped:
            samples.reverse()  # the lengths alone differ
    bound = _bound_before(situation, found, declared.call)
    follows = _bound_before(situation, found, written(declared.value))
    for what, sample in samples:
        if not _suits_others(situation, found, sample):
            continue
        patch = situation.patch()
        if follows is not None and sample is wanted and declaration.follow(patch, declared, follows):
            yield Fix(kind, what, patch.edits)
        is_named = written(declared.value) is not declared.value
        for data in dict.fromkeys((None, bound) if is_named else (bound, None)):
            patch = situation.patch()
            if declaration.declare(patch, declared, found.declared, sample, data):
                yield Fix(kind, what, patch.edits)


def _suits_others(situation: Situation, found: Misfit, sample: Sequence[Dim | None]) -> bool:
    """Whether the arrays of other calls that fit what is declared now would fit this as well."""
    for call in situation.calls_of(found.model):
        shape = shape_of(call.inputs[found.position]) if len(call.inputs) > found.position else None
        if shape and found.declared and agrees(found.declared[1:], shape[1:]):
            wanted = [have if dim is None else dim for dim, have in zip(sample, shape[1:], strict=False)]
            if len(sample) != len(shape) - 1 or not agrees(shape[1:], wanted):
                return False
    return True


def _bound_before(situation: Situation, found: Misfit, place: nodes.NodeNG) -> str | None:
    """The array's name, where it has its last value already at that place."""
    if found.array is None or found.array.stream:
        return None  # a Dataset, a generator, a Sequence has no shape
    node = situation.places.at(found.array.site)
    if not isinstance(node, nodes.Name) or scope_of(node) is not scope_of(place):
        return None
    lines = [one.lineno for one in bindings(scope_of(node), node.name) if one.lineno < node.lineno]
    return str(node.name) if lines and max(lines) < place.lineno else None


def drop_batch(situation: Situation) -> Iterator[Fix]:
    """(samples, T, F) declared: the samples are no part of it."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.input_shape is None or len(fact.input_shape) != 4:
        return
    declared = declaration.find(situation, fact.declared)
    if declared is None or fact.producer is not None:
        return
    patch = situation.patch()
    if declaration.declare(patch, declared, fact.input_shape, fact.input_shape[2:]):
        yield Fix("drop-batch", "declare one sample's shape, without the number of samples", patch.edits)


def feature_axis(situation: Situation) -> Iterator[Fix]:
    """(T,) declared, and no data is in sight: (T, 1)."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.input_shape is None or len(fact.input_shape) != 2:
        return
    declared = declaration.find(situation, fact.declared)
    if declared is None or fact.producer is not None:
        return
    length = fact.input_shape[1]
    for sample, title in (
        ((length, Dim.of(1)), f"{length} timesteps of one value"),
        ((None, length), f"any number of timesteps of {length} features"),
    ):
        patch = situation.patch()
        if declaration.declare(patch, declared, fact.input_shape, sample):
            yield Fix("input-shape", title, patch.edits)


def a_number(situation: Situation) -> Iterator[Fix]:
    """input_shape=31, or Input(31): a tuple is wanted, with the feature axis."""
    fact = situation.fact
    if not isinstance(fact, ArgumentConflict) or fact.conflict.kind != "input-shape":
        return
    found = declaration.find(situation, fact.layer.site)
    number = None if found is None else getattr(found.value, "value", None)
    if found is None or isinstance(number, bool):
        return
    if isinstance(number, int):
        for sample in ((Dim.of(number), Dim.of(1)), (None, Dim.of(number)), (Dim.of(number),)):
            patch = situation.patch()
            if declaration.declare(patch, found, (BATCH,), sample):
                yield Fix("input-shape", "a tuple (timesteps, features)", patch.edits)
    else:
        patch = situation.patch()
        patch.replace(found.value, f"({patch.text(found.value)}, 1)")
        yield Fix("input-shape", "a tuple (timesteps, features)", patch.edits)
        patch = situation.patch()
        patch.replace(found.value, f"({patch.text(found.value)},)")
        yield Fix("input-shape", "a tuple", patch.edits)
