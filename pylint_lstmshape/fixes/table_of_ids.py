"""Embedding: as many rows as there are ids; and none before measurements."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.facts import IdsConflict, ModelCall
from pylint_lstmshape.fixes import arrays, declaration, network, style
from pylint_lstmshape.fixes.embedding import WIDTH
from pylint_lstmshape.fixes.operand import Operand
from pylint_lstmshape.fixes.places import keyword
from pylint_lstmshape.fixes.situation import Fix, Misfit, Situation, shape_of


def rows(situation: Situation) -> Iterator[Fix]:
    """Embedding(greatest id + 1, ...)."""
    fact = situation.fact
    if not isinstance(fact, IdsConflict):
        return
    call = situation.places.call(fact.layer.site)
    if call is None:
        return
    named = keyword(call, "input_dim")
    argument = named.value if named is not None else call.args[0] if call.args else None
    if argument is not None:
        written = situation.patch().text(argument)
        texts = (
            [str(fact.reached + 1)] if isinstance(argument, nodes.Const) else [f"{written} + 1", str(fact.reached + 1)]
        )
        for text in texts:
            patch = situation.patch()
            patch.replace(argument, text)
            yield Fix("rows", f"a row for each id up to {fact.reached}", patch.edits)


def measurements(situation: Situation) -> Iterator[Fix]:
    """Floats need no Embedding: they go to the recurrent layer as (samples, timesteps, 1)."""
    found = _first_layer(situation)
    if situation.symbol != "embedding-on-floats" or found is None or found.layer is None or found.shape is None:
        return
    call = situation.places.call(found.layer.site)
    if call is None or len(found.shape) != 2:
        return
    patch = situation.patch()
    if network.remove(situation, patch, call) and arrays.change(
        situation, patch, arrays.meeting(situation, found), lambda x: x.reshape(-1, x.dim(1), 1)
    ):
        declared = declaration.of_model(situation, found.model)
        if declared is not None and declared.is_input:
            declaration.declare(patch, declared, None, (found.shape[1], Dim.of(1)))
        yield Fix("reshape", "measurements as they are, without Embedding", patch.edits)
    steps = found.shape[1].constant
    patch = situation.patch()
    name = style.layer(patch, "Reshape", like=call)
    if name is not None and steps is not None:
        patch.replace(call, f"{name}(({steps}, 1))")
        yield Fix("reshape-layer", "measurements as they are: Reshape in the place of Embedding", patch.edits)


def _first_layer(situation: Situation) -> Misfit | None:
    fact = situation.fact
    if not isinstance(fact, ModelCall) or len(fact.inputs) != 1 or not fact.model.layers:
        return None
    return Misfit(fact.model, fact.inputs[0], None, None, fact.model.layers[0])


def words(situation: Situation) -> Iterator[Fix]:
    """Ids that a recurrent layer gets as numbers: as a matrix to an Embedding, or one-hot."""
    found = _first_layer(situation)
    if situation.symbol != "ids-as-numbers" or found is None or found.layer is None or found.shape is None:
        return
    call = situation.places.call(found.layer.site)
    shape: Shape = found.shape
    if call is None or (len(shape) == 3 and str(shape[2]) != "1") or len(shape) not in (2, 3):
        return
    declared = declaration.of_model(situation, found.model)
    high = found.array.value.range.high if found.array is not None and hasattr(found.array.value, "range") else None
    size = str(int(high) + 1) if high is not None else f"int({found.array.text}.max()) + 1" if found.array else ""
    patch = situation.patch()
    name = style.layer(patch, "Embedding", like=network.core(call))
    flat = (lambda x: x.index("...", "0")) if len(shape) == 3 else (lambda x: x.text)
    together = [one for one in arrays.meeting(situation, found) if len(shape_of(one) or ()) == 3]
    ok = name is not None and arrays.change(situation, patch, together, flat)
    if ok and declared is not None:
        if declared.is_input:
            ok = declaration.declare(patch, declared, None, shape[1:2])
        else:
            ok = declaration.remove(patch, declared)
    if ok and network.insert_before(situation, patch, call, f"{name}({size}, {WIDTH})"):
        yield Fix("embedding", f"a learned vector of {WIDTH} for each of {size} ids", patch.edits)
    if high is not None:
        patch = situation.patch()

        def code(x: Operand) -> str | None:
            y = Operand(x.index("...", "0"), x.array, patch, x.tree) if x.rank == 3 else x
            return y.one_hot(size)

        if arrays.change(situation, patch, arrays.meeting(situation, found), code) and (
            declared is None or declaration.declare(patch, declared, None, (shape[1], Dim.of(int(size))))
        ):
            yield Fix("one-hot", f"each id as {size} zeros and ones", patch.edits)
