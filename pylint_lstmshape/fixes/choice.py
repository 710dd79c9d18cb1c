"""Which repair fits an array that a recurrent layer cannot take: decided by its rank, element kind and value range."""

from __future__ import annotations

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import Described


def suggest(data: Described) -> str:
    """The repairs for an array given to a recurrent layer, as code to paste; "" where its shape is unknown."""
    array = data.value
    if not isinstance(array, Array) or array.shape is None:
        return ""
    shape, name = array.shape, data.text
    if len(shape) == 2:
        return _for_matrix(array, shape, name)
    if len(shape) == 1:
        return f"cut it into windows (samples, timesteps, 1), or for one sample write {name}.reshape(1, -1, 1)"
    if len(shape) == 4 and shape[-1] == 1:
        return f"drop the last axis: {name}.reshape({_numbers(shape[:3])})"
    if len(shape) == 4:
        flat = show((*shape[:2], shape[2] * shape[3]))
        return f"flatten each step: {name}.reshape({_first(shape[0])}, {shape[1]}, -1) gives {flat}"
    return ""


def _for_matrix(array: Array, shape: tuple[Dim, ...], name: str) -> str:
    samples, steps = shape
    reshaped = f"{name}.reshape({_first(samples)}, {steps}, 1)"
    classes = _classes(array)
    if classes is not None:
        return (
            f"Values are ids 0..{classes - 1}: put Embedding({classes}, 32) before it, which keeps {show(shape)}, or "
            f"one-hot with to_categorical({name}, {classes}) to {show((*shape, Dim.of(classes)))}, or {reshaped} to "
            f"{show((*shape, Dim.of(1)))} if they are magnitudes"
        )
    if array.kind in ("i", "u"):
        return (
            f"If the values are ids, put Embedding({name}.max() + 1, 32) before it, or one-hot with "
            f"to_categorical({name}); if they are magnitudes in time, {reshaped} to {show((*shape, Dim.of(1)))}"
        )
    return (
        f"If the {steps} values are readings in time: {reshaped} to {show((*shape, Dim.of(1)))}; if rows follow in time: "
        f"windows (samples, timesteps, {steps}); if rows are independent: {name}.reshape({_first(samples)}, 1, {steps})"
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
