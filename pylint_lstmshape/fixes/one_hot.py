"""one-hot: ids become vectors of zeros with a single one."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.fixes.inputs import changed
from pylint_lstmshape.fixes.meaning import classes_of
from pylint_lstmshape.fixes.situation import Fix, Situation, array_of, misfit


def one_hot(situation: Situation) -> Iterator[Fix]:
    """(N, T) of ids to (N, T, classes)."""
    found = misfit(situation)
    array = None if found is None else array_of(found.array)
    if found is None or array is None or array.shape is None or len(array.shape) != 2:
        return
    classes = classes_of(array)
    wanted = found.declared[2].constant if found.declared is not None and len(found.declared) == 3 else None
    if classes is None and (wanted in (None, 1) or array.kind not in ("i", "u")):
        return
    if wanted is not None and (classes is None or classes <= wanted):
        classes = wanted
    yield from changed(
        situation,
        found,
        "one-hot",
        f"each id as {classes} zeros and ones: (samples, {array.shape[1]}, {classes})",
        lambda x: x.one_hot(str(classes)),
        (array.shape[1], Dim.of(classes or 1)),
    )
