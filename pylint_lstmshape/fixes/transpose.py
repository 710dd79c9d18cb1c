"""transpose: the axes are all there, in another order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.fixes.inputs import changed
from pylint_lstmshape.fixes.operand import Operand
from pylint_lstmshape.fixes.situation import Fix, Situation, misfit


def transpose(situation: Situation) -> Iterator[Fix]:
    """(N, F, T) to the (N, T, F) that the model declares; also where the samples stand last or second."""
    found = misfit(situation)
    if found is None or found.shape is None or found.declared is None or len(found.shape) != len(found.declared):
        return
    if len(found.shape) != 3:
        return
    for order in permutations(range(3)):
        pairs = list(zip(order[1:], found.declared[1:], strict=True))
        if order == (0, 1, 2) or not all(
            str(want) == "None" or equal(found.shape[axis], want) is True for axis, want in pairs
        ):
            continue
        wanted = [found.shape[axis] for axis in order[1:]]

        def turn(x: Operand, order: tuple[int, ...] = order) -> str:
            return x.transpose(*order)

        yield from changed(
            situation,
            found,
            "transpose",
            "transposed, never reshaped, to the axes that the model declares",
            turn,
            wanted,
        )
