"""What the values of an array mean, as far as their element kind, range and maker tell."""

from __future__ import annotations

from pylint_lstmshape.domain.values import Array

MOST_CLASSES = 100_000
# What makes arrays of ids, and what makes an array of ints that the program then fills, number by number.
_MAKERS_OF_IDS = ("pad_sequences", "texts_to_sequences", "TextVectorization", "zeros", "empty", "full")


def classes_of(array: Array) -> int | None:
    """How many different ids the array may hold, 0 included; None where its values are no ids of known range."""
    low, high = array.range.low, array.range.high
    if array.kind not in ("i", "u") or low is None or high is None or low < 0 or high != int(high):
        return None
    return int(high) + 1 if 1 < high < MOST_CLASSES else None


def are_ids(array: Array) -> bool:
    """Whether the values are ids: of a known range, or made by what makes ids."""
    if classes_of(array) is not None:
        return True
    maker = array.origin.maker if array.origin is not None else ""
    return array.kind in ("i", "u") and maker in _MAKERS_OF_IDS
