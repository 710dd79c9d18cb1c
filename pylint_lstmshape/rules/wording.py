"""How messages speak of arrays, layers and shapes, so that all rules speak one language."""

from __future__ import annotations

from pathlib import Path

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array, Site
from pylint_lstmshape.facts import Described, LayerInfo
from pylint_lstmshape.keras.values import BATCH, is_open

MAX_MESSAGE = 490
MAX_FORMULA = 24  # characters of a number of samples that is shown as it is


def layer_name(layer: LayerInfo) -> str:
    """LSTM 'lstm_1'."""
    return f"{layer.class_name} '{layer.name}'" if layer.name else layer.class_name


def place(site: Site, here: Site) -> str:
    """line 6, or line 6 of data.py where it is another file."""
    return f"line {site.line}" if site.file == here.file else f"line {site.line} of {Path(site.file).name}"


def array(data: Described, here: Site, *, values: bool = False) -> str:
    """x_train, 2-D (1085420, 31), made by pad_sequences at line 6; of a Dataset 3-D (batch, 31, 1) from train."""
    value = data.value
    if not isinstance(value, Array) or value.shape is None:
        return data.text
    text = named(data)
    if value.origin is not None and value.origin.site.line:
        text += f", made by {value.origin.maker} at {place(value.origin.site, here)}"
    return text


def made(data: Described) -> tuple[tuple[str, Site], ...]:
    """Where an array was made, as a place that explains a finding; nothing where that is not known."""
    value = data.value
    if not isinstance(value, Array) or value.shape is None or value.origin is None or not value.origin.site.line:
        return ()
    return ((f"{data.text} is made here, by {value.origin.maker}: {show(value.shape)}", value.origin.site),)


def named(data: Described) -> str:
    """x_train, 2-D (64, 31); of a Dataset 3-D (batch, 31, 1) from train."""
    return f"{dims(data)} from {data.text}" if data.stream else f"{data.text}, {dims(data)}"


def more_axes(data: Described) -> str:
    """What to do about batches that lack an axis, where nobody knows which."""
    if data.stream == "dataset" and isinstance(data.value, Array) and data.value.shape:
        if data.value.shape[0].constant is not None:
            return f"Write {data.text}.batch(32)"
    return "In its batches one value a step is x[..., np.newaxis]; if it gives one sample, that is x[np.newaxis]"


def have(data: Described) -> str:
    """x_train is 2-D (64, 31); of a Dataset: train gives 3-D (batch, 31, 1)."""
    return f"{data.text} {'gives' if data.stream else 'is'} {dims(data)}"


def dims(data: Described) -> str:
    """2-D (64, 31): rank and shape of an array."""
    shape = data.value.shape if isinstance(data.value, Array) else None
    if shape is None:
        return ""
    if shape and data.stream and shape[0].constant is None:
        return f"{len(shape)}-D {with_batch((BATCH, *shape[1:]))}"
    if shape and len(str(shape[0])) > MAX_FORMULA:
        shape = (Dim.symbol("samples", "samples"), *shape[1:])
    return f"{len(shape)}-D {show(shape)}"


def shape_argument(layer: LayerInfo | None, declared: Site | None) -> str:
    """What the argument is called that declares a layer's input: its own input_shape, or the shape of an Input."""
    if layer is None or declared is None or declared.line != layer.site.line:
        return "input_shape" if layer is None or declared is None else "shape"
    ends = (declared.end_line or declared.line, declared.end_column or 0)
    own = declared.column <= layer.site.column and (layer.site.line, layer.site.column) < ends
    return "input_shape" if own else "shape"


def at(site: Site, here: Site) -> str:
    """ " at line 6"; nothing for the line that the message stands at."""
    return "" if (site.file, site.line) == (here.file, here.line) else f" at {place(site, here)}"


def with_batch(shape: tuple[Dim, ...]) -> str:
    """(batch, 31): an input shape as the layer sees it, its open first axis named."""
    parts = [str(dim) for dim in shape]
    if shape and is_open(shape[0]):
        parts[0] = parts[0].replace("None", "batch")
    return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"


def one_line(first: str, *sentences: str) -> str:
    """The sentences as one message line of bounded length: the first is cut, others are dropped whole, where it is too
    long.
    """
    message = " ".join(first.split())
    if len(message) > MAX_MESSAGE:
        message = f"{message[:MAX_MESSAGE].rpartition(' ')[0]} …"
    for sentence in sentences:
        sentence = " ".join(sentence.split())
        if sentence.strip(".") and len(message) + len(sentence) < MAX_MESSAGE:
            message = f"{message} {sentence}"
    return message.rstrip(".")
