"""reshape: give an array the axes (samples, timesteps, features) that its values mean."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import RankConflict, show
from pylint_lstmshape.facts import LayerConflict
from pylint_lstmshape.fixes.inputs import changed
from pylint_lstmshape.fixes.operand import Operand
from pylint_lstmshape.fixes.situation import Fix, Misfit, Situation, array_of, misfit

ONE = Dim.of(1)


def feature_axis(situation: Situation) -> Iterator[Fix]:
    """(N, T) to (N, T, 1): T readings of one quantity. (N,) to (N, 1, 1)."""
    found = misfit(situation)
    shape = None if found is None else found.shape
    if found is None or shape is None or len(shape) not in (1, 2) or is_ragged(found):
        return
    if len(shape) == 1:
        yield from changed(
            situation, found, "reshape", "one step of one value a sample", lambda x: x.reshape(-1, 1, 1), (ONE, ONE)
        )
        return
    yield from changed(
        situation,
        found,
        "reshape",
        f"{shape[1]} timesteps of one value: (samples, {shape[1]}, 1)",
        lambda x: x.reshape(-1, x.dim(1), 1),
        (shape[1], ONE),
    )


def one_window(situation: Situation) -> Iterator[Fix]:
    """(T,) to (1, T, 1) for a model of T steps of one value: the one sample that these readings are."""
    found = misfit(situation)
    if found is None or not found.shape or found.declared is None or len(found.declared) != 3:
        return
    if len(found.shape) == 1 and found.declared[2] == ONE and equal(found.shape[0], found.declared[1]) is True:
        title = f"one sample of {found.shape[0]} timesteps: (1, {found.shape[0]}, 1)"
        yield from changed(situation, found, "reshape", title, lambda x: x.reshape(1, -1, 1), found.declared[1:])


def channel_axis(situation: Situation) -> Iterator[Fix]:
    """(N, H, W) to (N, H, W, 1), for a layer that wants one axis more than it is declared or given: pictures, or frames,
    of one channel.
    """
    fact, found = situation.fact, misfit(situation)
    if not isinstance(fact, LayerConflict) or found is None or not isinstance(fact.conflict, RankConflict):
        return
    given = found.shape or fact.input_shape or ()
    is_color = bool(given) and given[-1].constant in (1, 3, 4)
    if fact.conflict.wanted == len(given) + 1 > 3 and "Conv" in fact.layer.class_name and not is_color:
        sample = (*given[1:], ONE)
        title = f"one channel: {show((Dim.symbol('samples', 'samples'), *sample))}"
        yield from changed(situation, found, "reshape", title, lambda x: x.index("...", "newaxis"), sample)


def as_floats(situation: Situation) -> Iterator[Fix]:
    """Ints as floats, for layers that take their input as it is."""
    fact, found = situation.fact, misfit(situation)
    if isinstance(fact, LayerConflict) and fact.conflict.kind == "dtype" and found is not None and found.shape:
        sample = found.shape[1:]
        yield from changed(situation, found, "floats", "the same numbers as floats", lambda x: x.text, sample)


def is_ragged(found: Misfit) -> bool:
    """Whether the array holds objects: arrays of different lengths."""
    array = array_of(found.array)
    return array is not None and array.kind == "O"


def one_step(situation: Situation) -> Iterator[Fix]:
    """(N, F) to (N, 1, F): independent rows of F features, one timestep each."""
    found = misfit(situation)
    shape = None if found is None else found.shape
    if found is None or shape is None or len(shape) != 2:
        return
    yield from changed(
        situation,
        found,
        "one-step",
        f"one timestep of {shape[1]} features: (samples, 1, {shape[1]})",
        lambda x: x.reshape(-1, 1, x.dim(1)),
        (ONE, shape[1]),
    )


def one_frame(situation: Situation) -> Iterator[Fix]:
    """(N, H, W, C) to (N, 1, H, W, C) for a ConvLSTM2D: one frame a sample."""
    found = misfit(situation)
    if found is None or found.shape is None or found.layer is None or not found.layer.class_name.startswith("ConvLSTM"):
        return
    sample = (ONE, *found.shape[1:])
    title = f"one frame a sample: {show((Dim.symbol('samples', 'samples'), *sample))}"
    yield from changed(situation, found, "one-step", title, lambda x: x.index(":", "newaxis"), sample)


def to_declared(situation: Situation) -> Iterator[Fix]:
    """(N, T*F) to the (N, T, F) that the model declares."""
    found = misfit(situation)
    if found is None or found.shape is None or found.declared is None or len(found.declared) != 3:
        return
    steps, features = found.declared[1:]
    if steps.constant is None or features.constant is None or len(found.shape) != 2:
        return
    if equal(found.shape[1], steps * features) is True:
        yield from changed(
            situation,
            found,
            "reshape",
            f"each row is {steps} timesteps of {features} features",
            lambda x: x.reshape(-1, steps, features),
            found.declared[1:],
        )


def drop_axis(situation: Situation) -> Iterator[Fix]:
    """(N, 1, T, F) or (N, T, F, 1) to (N, T, F); (N, T, A, B) to (N, T, A*B)."""
    found = misfit(situation)
    if found is None or found.shape is None or len(found.shape) != 4:
        return
    yield from _without_ones(situation, found)
    steps, width = found.shape[1], found.shape[2] * found.shape[3]
    yield from changed(
        situation,
        found,
        "reshape",
        f"each of {steps} steps flattened to {width} features",
        lambda x: x.reshape(-1, x.dim(1), f"{x.dim(2)} * {x.dim(3)}" if width.constant is None else str(width)),
        (steps, width),
    )


def _without_ones(situation: Situation, found: Misfit) -> Iterator[Fix]:
    shape = found.shape or ()
    for axis in (1, 3, 2):
        if shape[axis] == ONE:
            index = [":"] * axis + ["0"]
            kept = [dim for at, dim in enumerate(shape[1:], start=1) if at != axis]
            parts = tuple(index) if axis < 3 else ("...", "0")

            def take(x: Operand, parts: tuple[str, ...] = parts) -> str:
                return x.index(*parts)

            yield from changed(situation, found, "drop-axis", f"without axis {axis} of length 1", take, kept)
