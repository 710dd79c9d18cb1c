"""The declared input shape: `input_shape=`, `Input(...)`, `batch_input_shape=`, `input_dim=`; read and rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from astroid import nodes

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.facts import ModelInfo
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import callee, keyword, written
from pylint_lstmshape.fixes.situation import Situation
from pylint_lstmshape.keras.values import is_open

_INPUTS = ("Input", "InputLayer")
_BATCHED = ("batch_shape", "batch_input_shape")
_OPEN = ("shape", "input_shape")


@dataclass(frozen=True)
class Declaration:
    """The call that declares, and its argument; `batched` where the number of samples is a part of it."""

    call: nodes.Call
    argument: nodes.NodeNG
    value: nodes.NodeNG
    name: str

    @property
    def batched(self) -> bool:
        """Whether the samples stand in front."""
        return self.name in _BATCHED

    @property
    def is_input(self) -> bool:
        """Whether it is an Input of its own, no argument of a layer."""
        return callee(self.call) in _INPUTS


def find(situation: Situation, site: Site | None) -> Declaration | None:
    """What declares the shape at a site: that of Input(...), of a layer, or of model.add(layer)."""
    node = situation.places.at(site)
    if node is None:
        return None
    for call in node.nodes_of_class(nodes.Call):
        found = _of_call(call)
        if found is not None:
            return found
    return None


def of_model(situation: Situation, model: ModelInfo | None) -> Declaration | None:
    """What declares the input of a model: an argument of its first layer, or the only Input of the file."""
    if model is None:
        return None
    if model.layers:
        call = situation.places.call(model.layers[0].site)
        found = None if call is None else _of_call(call)
        if found is not None:
            return found
    tree = situation.places.tree_of(model.site.file)
    inputs = [] if tree is None else [one for one in tree.nodes_of_class(nodes.Call) if callee(one) in _INPUTS]
    return _of_call(inputs[0]) if len(inputs) == 1 else None


def _of_call(call: nodes.Call) -> Declaration | None:
    names = (*_OPEN, *_BATCHED)
    is_input = callee(call) in _INPUTS
    if is_input and call.args:
        return Declaration(call, call.args[0], call.args[0], "shape")
    have = keyword(call, *names) if is_input else keyword(call, "input_shape", "batch_input_shape")
    if have is None and not is_input and callee(call) != "Embedding":
        have = keyword(call, "input_dim")
    return None if have is None else Declaration(call, have, have.value, have.arg)


def declare(
    patch: Patch, found: Declaration, now: Shape | None, wanted: Sequence[Dim | None], data: str | None = None
) -> bool:
    """Write the shape (samples left out) that is wanted; elements that stay keep their text. False where it cannot be.

    `now`: what is declared, samples in front. `data`: the name of an array whose axes are wanted, where it is bound.
    """
    elements = list(found.value.elts) if isinstance(found.value, nodes.Tuple | nodes.List) else []
    dims = list(now or ())[0 if found.batched else 1 :]
    length = keyword(found.call, "input_length")
    if found.name == "input_dim":
        elements = [found.value] if length is None else [length.value, found.value]
        dims = dims[-len(elements) :]
    if len(elements) != len(dims):
        elements, dims = [], []
    texts = [_text(patch, dim, elements, dims, data, axis) for axis, dim in enumerate(wanted, start=1)]
    if any(text is None for text in texts):
        return False
    if found.batched:
        first = patch.text(elements[0]) if elements else "None"
        texts.insert(0, first)
    parts = [text or "None" for text in texts]
    inside = f"{parts[0]}," if len(parts) == 1 else ", ".join(parts)
    shape = f"[{', '.join(parts)}]" if isinstance(found.value, nodes.List) else f"({inside})"
    if found.name == "input_dim":
        if length is not None:
            patch.remove_argument(found.call, length)
        patch.replace(found.argument, f"input_shape={shape}")
    elif len(elements) == len(parts):
        for element, text in zip(elements, parts, strict=True):
            if patch.text(element) != text:
                patch.replace(written(element) if text.isdecimal() else element, text)
    elif patch.text(found.value) != shape:
        is_plain = all(part.isdecimal() or part == "None" for part in parts)
        patch.replace(written(found.value) if is_plain else found.value, shape)
    return True


def follow(patch: Patch, found: Declaration, data: str) -> bool:
    """Write that the samples are those of an array: input_shape=x.shape[1:], in the place of plain numbers."""
    value = written(found.value)
    elements = value.elts if isinstance(value, nodes.Tuple | nodes.List) else []
    plain = all(isinstance(one, nodes.Const) for one in elements)
    if found.batched or found.name == "input_dim" or not plain:
        return False
    patch.replace(value, f"{data}.shape[1:]")
    return True


def _text(
    patch: Patch, dim: Dim | None, elements: list[nodes.NodeNG], dims: list[Dim], data: str | None, axis: int
) -> str | None:
    """How a wanted dim is written: as it stands in the declaration, or as a number; None where it has no number."""
    if dim is None or is_open(dim):
        return "None"
    for element, have in zip(elements, dims, strict=True):
        if not is_open(have) and equal(have, dim) is True:
            return patch.text(element)
    if dim.constant is not None and elements and all(isinstance(one, nodes.Const) for one in elements):
        return str(dim.constant)  # as the others are written
    if data is not None:
        return f"{data}.shape[{axis}]"
    return None if dim.constant is None else str(dim.constant)


def remove(patch: Patch, found: Declaration) -> bool:
    """Take the declaration out of a layer's arguments."""
    if found.is_input:
        return False
    length = keyword(found.call, "input_length") if found.name == "input_dim" else None
    patch.remove_argument(found.call, found.argument, *([length] if length is not None else []))
    return True
