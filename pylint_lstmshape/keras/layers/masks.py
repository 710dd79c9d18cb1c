"""Masks: which layers make one, pass it on, lose it, and which cannot take the one that reaches them.

A mask says for each step whether it counts: Masking makes one of the input's shape without its last axis, Embedding with
mask_zero one of the ids' shape. Of images or of documents in sentences a mask has an axis too many for the layers behind.
Sources: `compute_mask` and `supports_masking` of each layer in Keras 3 and tf_keras; Keras 2 asks the layer within a
TimeDistributed for its mask, which one that knows none refuses.
"""

from __future__ import annotations

from collections.abc import Sequence

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.keras.layers.base import Layer
from pylint_lstmshape.keras.layers.recurrent import Recurrent
from pylint_lstmshape.keras.values import LayerValue, Mask, Node, Unseen, is_open

# Layers that give their (first) input's mask to their output.
_PASS = frozenset((
    "Activation", "ActivityRegularization", "AdditiveAttention", "AlphaDropout", "Attention", "BatchNormalization",
    "Dense", "Dropout", "ELU", "GaussianDropout", "GaussianNoise", "GroupNormalization",
    "LayerNormalization", "LeakyReLU", "MultiHeadAttention", "PReLU", "ReLU", "Softmax",
    "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "UnitNormalization",
))  # fmt: skip
PASSING = {
    2: _PASS | {"ThresholdedReLU"},
    3: _PASS | {"GroupQueryAttention", "Identity", "Normalization", "Rescaling"},
}
_MERGING = frozenset(["Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract"])
# They take a mask and give none; all others do not know what a mask is, and lose it.
_ENDING = frozenset(["Dot", "GlobalAveragePooling1D", "GlobalAvgPool1D", "Lambda"])
_STEPPING = frozenset(["LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Bidirectional"])
_OWN = frozenset(("Masking", "Embedding", "Concatenate", "TimeDistributed"))


def supports(layer: Layer) -> bool:
    """Whether its `supports_masking` is true."""
    name = layer.class_name
    if name == "Embedding":
        return layer.config.flag("mask_zero") is not False
    if name == "Lambda":
        return layer.generation == 2 or not layer.config.is_none("mask")
    return name in PASSING[layer.generation] | _MERGING | (_ENDING - {"Lambda"}) | _STEPPING | (_OWN - {"Embedding"})


def outgoing(layer: Layer, shapes: Sequence[Shape], masks: Sequence[Mask], output: Shape) -> Mask:
    """The mask of a layer's (first) output."""
    name, first = layer.class_name, masks[0]
    if name == "Masking":
        return shapes[0][:-1]
    if name == "Embedding":
        makes = layer.config.flag("mask_zero")
        return Unseen.MASK if makes is None else shapes[0] if makes else None
    if name == "Lambda" and not layer.config.is_none("mask"):
        return Unseen.MASK
    if name in _MERGING or name == "Concatenate":
        if any(isinstance(one, Unseen) for one in masks):
            return Unseen.MASK
        given = [one for one in masks if one is not None and not isinstance(one, Unseen)]
        if not given or (name in _MERGING and layer.generation == 3 and len(given) < len(masks)):
            return None
        return output[:-1] if name == "Concatenate" else given[0]
    if name in _STEPPING:
        inner = layer.config.get("layer")
        sequences = (inner.spec.config if isinstance(inner, LayerValue) else layer.config).flag("return_sequences")
        return Unseen.MASK if sequences is None else first if sequences else None
    if name == "TimeDistributed":
        return first if layer.generation == 3 else _timed(layer, shapes[0], first, output)
    return first if name in PASSING[layer.generation] else None


def _timed(layer: Layer, shape: Shape, mask: Mask, output: Shape) -> Mask:
    """Keras 2: what the layer within makes of one step's mask, else the mask's first two axes."""
    inner = layer.config.get("layer")
    if not isinstance(inner, LayerValue) or isinstance(mask, Unseen):
        return Unseen.MASK
    step = None if mask is None else (mask[0], *mask[2:])
    made = outgoing(inner.spec.at(2), [(shape[0], *shape[2:])], [step], (output[0], *output[2:]))
    if isinstance(made, Unseen):
        return made
    if made is None:
        return None if mask is None else mask[:2]
    return (*shape[:2], *made[1:])


def conflict(layer: Layer, shapes: Sequence[Shape], masks: Sequence[Mask], output: Shape) -> Conflict | None:
    """The Conflict of a layer with the masks that reach it: Keras 2 raises at the call, Keras 3 when the model runs."""
    known = [one for one in masks if one is not None and not isinstance(one, Unseen)]
    if not known:
        return None
    if layer.generation == 2:
        problem = _refused(layer) or _unmergeable(layer, shapes, masks, known)
        if problem is not None:
            return problem
    mask, shape = known[0], shapes[0]
    if masks[0] is not mask:
        return None
    if layer.class_name == "Softmax" and _differ(mask[-1], shape[-1], layer.generation == 2):
        return Conflict("mask", f"its input {show(shape)} comes with a mask {show(mask)}, which is not as long")
    if layer.class_name.startswith("GlobalAv") and layer.generation == 3 and len(mask) == 3 == len(shape):
        return _over(mask, shape) if _differ(mask[2], shape[1]) and not is_open(shape[1]) else None
    return _too_many_axes(layer, shape, mask, output)


def _refused(layer: Layer) -> Conflict | None:
    """A layer in TimeDistributed that knows no masks."""
    inner = layer.config.get("layer")
    if layer.class_name != "TimeDistributed" or not isinstance(inner, LayerValue):
        return None
    spec = inner.spec.at(2)
    if supports(spec) or spec.class_name in ("Embedding", "Lambda"):
        return None
    return Conflict("mask", f"its input comes with a mask, which the {spec.class_name} in it does not support")


def _unmergeable(
    layer: Layer, shapes: Sequence[Shape], masks: Sequence[Mask], known: Sequence[Shape]
) -> Conflict | None:
    """Keras 2: masks that cannot be joined although the tensors can."""
    if layer.class_name in _MERGING and len(known) == len(masks):
        pairs = [(one, other) for mask in known[1:] for one, other in zip(known[0], mask, strict=False)]
        if any(not is_open(one) and not is_open(other) and equal(one, other) is False for one, other in pairs):
            return Conflict(
                "mask", f"masks {' and '.join(map(show, known))} come with its inputs, and do not broadcast"
            )
    axes = layer.config.integers("axis")
    if layer.class_name != "Concatenate" or axes is None or len(known) == len(masks) or Unseen.MASK in masks:
        return None
    rank, wide = len(shapes[0]), shapes[0][-1]
    low = any(len(mask) < rank for mask in known)
    if low and axes[0] % rank != rank - 1 and not is_open(wide) and equal(wide, 1) is False:
        return Conflict(
            "mask", "only some of its inputs come with a mask, and Keras 2 joins those along the last axis only"
        )
    return None


def _too_many_axes(layer: Layer, shape: Shape, mask: Shape, output: Shape) -> Conflict | None:
    """A recurrent layer takes (batch, timesteps); what more there is meets its states, and hardly ever fits."""
    inner = layer.config.get("layer")
    spec = inner.spec.at(layer.generation) if isinstance(inner, LayerValue) and layer.is_recurrent else layer
    if layer.class_name.startswith("ConvLSTM"):
        sequences = layer.config.flag("return_sequences")
        if sequences is None or layer.config.text("data_format") == "channels_first" or len(mask) != len(shape) - 1:
            return None
        space = output[2:-1] if sequences else output[1:-1]
        wrong = any(_differ(one, other) for one, other in zip(mask[2:], space, strict=False))
        return _over(mask, shape) if wrong else None
    units = spec.config.dim("units")
    if not isinstance(spec, Recurrent) or units is None or len(mask) < 3:
        return None
    if len(mask) > 3:
        return _over(mask, shape) if any(_differ(one, Dim.of(1)) for one in mask[2:]) else None
    return _over(mask, shape) if _differ(mask[2], units) else None


def _over(mask: Shape, shape: Shape) -> Conflict:
    return Conflict("mask", f"its input {show(shape)} comes with a mask {show(mask)}, but it takes (batch, timesteps)")


def _differ(masked: Dim, dim: Dim, broadcasts: bool = False) -> bool:
    """Whether an axis of a mask surely does not fit, nor stretches; `broadcasts`: the other axis may stretch too."""
    if is_open(masked) or is_open(dim) or equal(masked, 1) is not False or equal(masked, dim) is not False:
        return False
    return not broadcasts or equal(dim, 1) is False


def of(tensor: Array, generation: int) -> Mask:
    """The mask of a symbolic tensor."""
    node = tensor.node
    if not isinstance(node, Node) or node.layer is None:
        return None  # an Input, or what an operation made
    if isinstance(node.layer, LayerValue) and node.layer.spec.is_recurrent and node.inputs:
        whole = node.inputs[0].shape
        if whole is not None and tensor.shape is not None and len(tensor.shape) < len(whole):
            return None  # the last step, or a state
    return node.masks.get(generation, Unseen.MASK)


def makes(layer: Value | None) -> bool:
    """Whether a mask begins in this layer."""
    return isinstance(layer, LayerValue) and layer.spec.class_name in ("Masking", "Embedding")
