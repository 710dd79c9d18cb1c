"""embedding: ids stay a matrix; an Embedding layer learns a vector for each."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.fixes import declaration, network, style
from pylint_lstmshape.fixes.meaning import classes_of
from pylint_lstmshape.fixes.situation import Fix, Situation, array_of, misfit

WIDTH = 32


def embedding(situation: Situation) -> Iterator[Fix]:
    """An Embedding before the first layer; what declares the input declares one axis, or nothing."""
    found = misfit(situation)
    array = None if found is None else array_of(found.array)
    if found is None or found.layer is None or array is None or array.shape is None or len(array.shape) != 2:
        return
    layer = situation.places.call(found.layer.site)
    classes = classes_of(array)
    if layer is None or array.kind not in ("i", "u"):
        return
    patch = situation.patch()
    name = style.layer(patch, "Embedding", like=network.core(layer))
    if name is None:
        return
    if classes is not None:
        size = str(classes)
    elif found.array is not None and found.array.text.isidentifier():
        size = f"int({found.array.text}.max()) + 1"
    else:
        return
    if found.declared is not None:
        declared = declaration.find(situation, found.declared_site)
        if declared is None:
            return
        if declared.is_input:
            if not declaration.declare(patch, declared, found.declared, array.shape[1:]):
                return
        elif not declaration.remove(patch, declared):
            return
    if network.insert_before(situation, patch, layer, f"{name}({size}, {WIDTH})", at=situation.fact.site):
        yield Fix("embedding", f"a learned vector of {WIDTH} for each of {size} ids", patch.edits)
