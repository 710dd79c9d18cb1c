"""windows: the rows of a table follow in time; a sample is `timesteps` rows in a row."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.fixes import arrays
from pylint_lstmshape.fixes.inputs import declared
from pylint_lstmshape.fixes.operand import Operand
from pylint_lstmshape.fixes.places import bindings, callee, scope_of
from pylint_lstmshape.fixes.situation import Fix, Situation, misfit

USUAL = 10  # timesteps, where the program names no number


def windows(situation: Situation) -> Iterator[Fix]:
    """(N, F) to (N - T + 1, T, F), and y from the last row of each window on; or a window of y for each of x."""
    found = misfit(situation)
    if found is None or found.shape is None or len(found.shape) not in (1, 2):
        return
    if found.array is not None and found.array.stream:
        return  # the rows of a batch need not follow in time
    said = found.declared[1].constant if found.declared is not None and len(found.declared) == 3 else None
    if said == 1:
        return
    steps = said or USUAL
    if at_least(found.shape[0], steps) is False:
        return
    features = found.shape[1] if len(found.shape) == 2 else Dim.of(1)
    if found.declared is not None and len(found.declared) == 3 and equal(found.declared[2], features) is False:
        return
    together = arrays.meeting(situation, found)
    goals = arrays.targets(situation, found)
    for sequences in (False, True):
        patch = situation.patch()

        def cut(x: Operand) -> str | None:
            return None if x.is_tensor else slide(x, steps)  # called at once

        def follow(y: Operand) -> str | None:
            if sequences:  # noqa: B023  # called at once
                return cut(y)
            return y.index(f"{steps - 1}:")

        if (
            arrays.change(situation, patch, together, cut)
            and arrays.change(situation, patch, goals, follow, goals=True)
            and declared(situation, patch, found, (Dim.of(steps), features))
        ):
            what = "a window of targets for each" if sequences else "the target of its last row for each"
            yield Fix("windows", f"windows of {steps} rows that follow in time, {what}", patch.edits)


def slide(x: Operand, steps: int) -> str:
    """Windows of `steps` rows."""
    view = f"{x.library}.lib.stride_tricks.sliding_window_view({x.text}, {steps}"
    return f"{view})[..., {x.library}.newaxis]" if x.rank == 1 else f"{view}, axis=0).transpose(0, 2, 1)"


def rows_before(situation: Situation) -> Iterator[Fix]:
    """Windows cut from the end of a series that is shorter than one window: with the rows before it."""
    for loop in situation.tree.nodes_of_class(nodes.For):
        turns = loop.iter
        if callee(turns) != "range" or len(turns.args) != 2 or callee(turns.args[1]) != "len":
            continue
        series = turns.args[1].args[0] if turns.args[1].args else None
        if not isinstance(series, nodes.Name):
            continue
        found = [one for one in bindings(scope_of(series), series.name) if one.lineno < series.lineno]
        cut = found[-1].value if found and isinstance(found[-1], nodes.Assign) else None
        index = cut.slice if isinstance(cut, nodes.Subscript) else None
        rows = index.elts[0] if isinstance(index, nodes.Tuple) else index
        if isinstance(rows, nodes.Slice) and rows.lower is not None:
            patch = situation.patch()
            patch.replace(rows.lower, f"{patch.operand(rows.lower)} - {patch.text(turns.args[0])}")
            yield Fix("windows", f"{series.name} with the {patch.text(turns.args[0])} rows before it", patch.edits)
