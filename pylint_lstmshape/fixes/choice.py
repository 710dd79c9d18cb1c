"""Which repair fits an array that a recurrent layer cannot take: decided by its rank, element kind and value range."""

from __future__ import annotations

from collections.abc import Iterable

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import Described
from pylint_lstmshape.fixes.meaning import are_ids

IDS, ROWS = "magnitudes: ", "readings in time: "  # in words that offer three repairs, told apart by meaning
_KINDS = {IDS: {"embedding", "one-hot", "reshape"}, ROWS: {"windows", "one-step", "reshape"}}


def is_proved(advice: str, kinds: Iterable[str]) -> bool:
    """Whether an advice offers three repairs told apart by meaning, and fixes of all these kinds are proved."""
    return any(mark in advice and named <= set(kinds) for mark, named in _KINDS.items())


def suggest(data: Described, *, declare: bool = False) -> str:
    """The repairs for an array given to a recurrent layer, as code to paste; "" where its shape is unknown.

    `declare`: with the input shape that goes with each.
    """
    array = data.value
    if not isinstance(array, Array) or array.shape is None:
        return ""
    shape, name = array.shape, data.text if not data.text.endswith("...") else "x"  # of code cut short, nothing pastes
    if len(shape) == 2:
        return _for_matrix(array, shape, name, declare=declare)
    if len(shape) == 1:
        return f"Cut windows (samples, timesteps, 1); or, if it is one sample, {name}.reshape(1, -1, 1)"
    if len(shape) == 4 and shape[-1] == 1:
        return f"Drop the last axis: {name}.reshape({_numbers(shape[:3])})"
    if len(shape) == 4:
        if shape[1] == 1:
            return f"Drop the axis of length 1: {name}[:, 0] is {show((shape[0], *shape[2:]))}"
        flat = show((*shape[:2], shape[2] * shape[3]))
        return f"Flatten each step to {flat}: {name}.reshape({_first(shape[0])}, {shape[1]}, -1)"
    return ""


def _for_matrix(array: Array, shape: tuple[Dim, ...], name: str, *, declare: bool) -> str:
    samples, steps = shape
    column, row = (f" with input_shape={one}" if declare else "" for one in (f"({steps}, 1)", f"(1, {steps})"))
    reshaped = f"{name}.reshape({_first(samples)}, {steps}, 1)"
    classes = _classes(array)
    if classes is not None:
        return (
            f"Ids 0..{classes - 1}: put Embedding({classes}, 32) before it, or one-hot, "
            f"to_categorical({name}, {classes}) gives {show((*shape, Dim.of(classes)))}; {IDS}{reshaped}{column}"
        )
    if are_ids(array):
        return f"Ids: put Embedding(int({name}.max()) + 1, 32) before it, or one-hot, to_categorical({name}); {IDS}{reshaped}{column}"
    return (
        f"Rows that follow in time: cut windows (samples, timesteps, {steps}); independent rows: "
        f"{name}.reshape({_first(samples)}, 1, {steps}){row}; {steps} {ROWS}{reshaped}{column}"
    )


def _classes(array: Array) -> int | None:
    low, high = array.range.low, array.range.high
    if array.kind not in ("i", "u", "f") or low is None or high is None or low < 0 or high != int(high):
        return None
    return int(high) + 1 if array.kind in ("i", "u") and 1 < high < 100_000 else None


def _first(samples: Dim) -> str:
    return str(samples) if samples.constant is not None else "-1"


def _numbers(shape: tuple[Dim, ...]) -> str:
    return ", ".join(str(dim) if dim.constant is not None else "-1" for dim in shape)
