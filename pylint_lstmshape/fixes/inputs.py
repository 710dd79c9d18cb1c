"""What all repairs of an array that meets a model share: the arrays, and the declared input shape, change together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.fixes import arrays, declaration, style
from pylint_lstmshape.fixes.operand import Change, Operand
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import names_in
from pylint_lstmshape.fixes.situation import Fix, Misfit, Situation


def changed(
    situation: Situation, misfit: Misfit, kind: str, title: str, how: Change, sample: Sequence[Dim | None] | None
) -> Iterator[Fix]:
    """Every array of the misfit changed, and the declaration if it does not say `sample` (one sample's shape) already.

    First with the names bound anew, then at each use.
    """
    if misfit.declared is not None or kind == "one-hot":
        ways = [how]
    elif kind == "floats" or 2 in situation.generations:
        ways = [_as_floats(how)]
    else:
        ways = [how, _as_floats(how)]  # Keras 3 declares floats for most
    for way in ways:
        yield from _changed(situation, misfit, kind, title, way, sample)


def _changed(
    situation: Situation, misfit: Misfit, kind: str, title: str, how: Change, sample: Sequence[Dim | None] | None
) -> Iterator[Fix]:
    together = arrays.meeting(situation, misfit)
    said = declaration.find(situation, misfit.declared_site)
    if said is not None and names_in(said.value) & {one.text for one in together}:
        patch = situation.patch()
        if arrays.change(situation, patch, together, how):
            yield Fix(kind, title, patch.edits)  # what is declared follows the array
    for inline in (False, True):
        patch = situation.patch()
        if arrays.change(situation, patch, together, how, inline=inline) and declared(situation, patch, misfit, sample):
            yield Fix(kind, title, patch.edits)


def _as_floats(how: Change) -> Change:
    """Keras 2 builds a model that declares nothing for the first array's own kind, and multiplies no ints.

    Nor does either convolve any, where it is called on data.
    """

    def change(x: Operand) -> str | None:
        value = how(x)
        if value is None or x.array.kind not in ("i", "u", "b"):
            return value
        if x.is_tensor:
            return f"{x.library}.cast({value}, {x.library}.float32)"
        return f"{value}.astype({style.quoted(x.patch, x.tree, 'float32')})"

    return change


def declared(situation: Situation, patch: Patch, misfit: Misfit, sample: Sequence[Dim | None] | None) -> bool:
    """Make the declaration say `sample` where it does not; False where that cannot be written."""
    if misfit.declared is None or sample is None or agrees(misfit.declared[1:], sample):
        return True
    found = declaration.find(situation, misfit.declared_site)
    return found is not None and declaration.declare(patch, found, misfit.declared, sample)


def agrees(now: Shape, wanted: Sequence[Dim | None]) -> bool:
    """Whether a declared shape takes what is wanted: dims may be open."""
    return len(now) == len(wanted) and all(
        str(have) == "None" or (want is not None and equal(have, want) is True)
        for have, want in zip(now, wanted, strict=True)
    )
