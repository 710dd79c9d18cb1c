"""Data sets read from a directory, and ImageDataGenerator: the shapes that their arguments ask for.

Sources: keras/src/utils/{image,text}_dataset_utils.py, keras/src/legacy/preprocessing/image.py.
"""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, as_dim, sequence_elements
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Array, Constant, Range, Value
from pylint_lstmshape.keras.data.images import CHANNELS
from pylint_lstmshape.knowledge import Context, Dims, Result, alias, apply, lookup, models

for _old in ("keras.preprocessing", "keras.preprocessing.image"):
    alias(f"{_old}.image_dataset_from_directory", "keras.utils.image_dataset_from_directory")
for _old in ("keras.preprocessing", "keras.preprocessing.text"):
    alias(f"{_old}.text_dataset_from_directory", "keras.utils.text_dataset_from_directory")
_INFERRED, _INT, _THIRTY_TWO = Constant("inferred"), Constant("int"), Constant(32)
_TF = Constant("tf")
_GENERATOR = "keras.preprocessing.image.ImageDataGenerator"
_SIZE = (Dim.of(256), Dim.of(256))


def _front(ctx: Context, batch_size: Value) -> tuple[Dim, ...]:
    if batch_size == NONE:
        return ()
    size = as_dim(batch_size)
    key = next(iter(ctx.fresh("batch", 1).atoms))
    return (Dim.symbol(("batch", key), "batch", 1, size),)


def _labels(ctx: Context, front: tuple[Dim, ...], mode: Value, class_names: Value) -> Value | None:
    """The labels of a batch; None where there are none."""
    if mode == NONE:
        return None
    if mode == _INT:
        return Array(front, "i", Cell(Range(0, None)), library="tensorflow")
    if mode == Constant("binary"):
        return Array((*front, Dim.of(1)), "f", Cell(Range(0, 1)), library="tensorflow")
    if mode == Constant("categorical"):
        names = sequence_elements(class_names)
        classes = ctx.symbol("classes", "classes", lower=1) if names is None else names.length
        return Array((*front, classes), "f", Cell(Range(0, 1)), library="tensorflow")
    return ctx.unknown()


def _dataset(x: Array, y: Value | None, subset: Value) -> Result:
    made = Dataset(x if y is None else TupleValue.of(x, y))
    return TupleValue.of(made, made) if subset == Constant("both") else made


@models("keras.utils.image_dataset_from_directory")
def image_dataset_from_directory(
    ctx: Context, directory: Value, labels: Value = _INFERRED, label_mode: Value = _INT, class_names: Value = NONE,
    color_mode: str = "rgb", batch_size: Value = _THIRTY_TWO, image_size: Dims = _SIZE, shuffle: Value | bool = True,
    seed: Value = NONE, validation_split: Value = NONE, subset: Value = NONE, **options: Value,
) -> Result:  # fmt: skip
    """(batch, height, width, channels), channels first where asked, and labels as label_mode says."""
    channels, order = CHANNELS.get(color_mode), options.get("data_format", NONE)
    known = order in (NONE, Constant("channels_last"), Constant("channels_first"))
    if channels is None or len(image_size) != 2 or not known or options.get("format", _TF) != _TF:
        return ctx.unknown()
    front = _front(ctx, batch_size)
    image = (*image_size, Dim.of(channels))
    image = (image[2], *image_size) if order == Constant("channels_first") else image
    x = Array((*front, *image), "f", Cell(Range(0, 255)), library="tensorflow")
    return _dataset(x, _labels(ctx, front, NONE if labels == NONE else label_mode, class_names), subset)


@models("keras.utils.text_dataset_from_directory")
def text_dataset_from_directory(
    ctx: Context, directory: Value, labels: Value = _INFERRED, label_mode: Value = _INT, class_names: Value = NONE,
    batch_size: Value = _THIRTY_TWO, max_length: Value = NONE, shuffle: Value | bool = True, seed: Value = NONE,
    validation_split: Value = NONE, subset: Value = NONE, **options: Value,
) -> Result:  # fmt: skip
    """A batch of texts and labels as label_mode says."""
    front = _front(ctx, batch_size)
    x = Array(front, "O", library="tensorflow")
    return _dataset(x, _labels(ctx, front, NONE if labels == NONE else label_mode, class_names), subset)


@models("keras.utils.audio_dataset_from_directory")
def audio_dataset_from_directory(
    ctx: Context, directory: Value, labels: Value = _INFERRED, label_mode: Value = _INT, class_names: Value = NONE,
    batch_size: Value = _THIRTY_TWO, sampling_rate: Value = NONE, output_sequence_length: Value = NONE,
    ragged: Value | bool = False, shuffle: Value | bool = True, seed: Value = NONE, validation_split: Value = NONE,
    subset: Value = NONE, **options: Value,
) -> Result:  # fmt: skip
    """(batch, samples, channels) and labels as label_mode says."""
    front, asked = _front(ctx, batch_size), as_dim(output_sequence_length)
    if ragged not in (False, Constant(False)) or (output_sequence_length != NONE and asked is None):
        return ctx.unknown()
    samples = ctx.fresh("samples") if asked is None else asked
    x = Array((*front, samples, ctx.fresh("channels", 1)), "f", library="tensorflow")
    return _dataset(x, _labels(ctx, front, NONE if labels == NONE else label_mode, class_names), subset)


@models("keras.utils.split_dataset")
def split_dataset(
    ctx: Context, dataset: Value, left_size: Value = NONE, right_size: Value = NONE, shuffle: Value | bool = False,
    seed: Value = NONE, **options: Value,
) -> Result:  # fmt: skip
    """Two datasets of the same elements: those of a dataset, or the rows of an array or of a tuple of arrays."""
    if isinstance(dataset, Dataset) and isinstance(dataset.element, Array) and 2 in ctx.generations:
        return ctx.unknown()  # Keras 2 takes every tensor of such a dataset apart
    whole: Result = dataset
    if isinstance(dataset, Array | TupleValue):
        rows = lookup("tensorflow.data.Dataset.from_tensor_slices")
        assert rows is not None
        whole = apply(rows, ctx, [dataset], {})
    if not isinstance(whole, Dataset):
        return whole if isinstance(whole, Conflict) else ctx.unknown()
    part = Dataset(whole.element)
    return TupleValue.of(part, part)


@models(_GENERATOR)
def image_data_generator(*args: Value, **options: Value) -> Result:
    """Augments images."""
    return LibraryObject(_GENERATOR)


@models(f"{_GENERATOR}.fit")
def fit(self: Value, x: Value, augment: Value | bool = False, rounds: Value | int = 1, seed: Value = NONE) -> Result:
    """Learns statistics."""
    return NONE


@models(f"{_GENERATOR}.flow")
def flow(
    ctx: Context, self: Value, x: Value, y: Value = NONE, batch_size: Value = _THIRTY_TWO,
    shuffle: Value | bool = True, sample_weight: Value = NONE, **options: Value,
) -> Result:  # fmt: skip
    """Batches of the images and their labels."""
    images = as_array(x)
    if not isinstance(images, Array) or not images.shape:
        return Dataset(ctx.unknown(), path="keras.preprocessing.image.Iterator")
    front = _front(ctx, batch_size)
    batch = Array((*front, *images.shape[1:]), "f")
    if y == NONE:
        return Dataset(batch, path="keras.preprocessing.image.Iterator", endless=True)
    labels = as_array(y)
    made: Value = ctx.unknown()
    if isinstance(labels, Array) and labels.shape:
        made = Array((*front, *labels.shape[1:]), labels.kind, labels.contents)
    parts = (batch, made) if sample_weight == NONE else (batch, made, Array(front))
    return Dataset(TupleValue.of(*parts), path="keras.preprocessing.image.Iterator", endless=True)


@models(f"{_GENERATOR}.flow_from_directory")
def flow_from_directory(
    ctx: Context, self: Value, directory: Value, target_size: Dims = _SIZE, color_mode: str = "rgb",
    classes: Value = NONE, class_mode: Value = Constant("categorical"), batch_size: Value = _THIRTY_TWO,
    **options: Value,
) -> Result:  # fmt: skip
    """Batches of images and labels as class_mode says."""
    channels = CHANNELS.get(color_mode)
    if channels is None or len(target_size) != 2:
        return ctx.unknown()
    front = _front(ctx, batch_size)
    x = Array((*front, *target_size, Dim.of(channels)), "f")
    names = sequence_elements(classes)
    count = ctx.symbol("classes", "classes", lower=1) if names is None else names.length
    y: Value | None = None
    if class_mode == Constant("categorical"):
        y = Array((*front, count), "f", Cell(Range(0, 1)))
    elif class_mode in (Constant("binary"), Constant("sparse")):
        y = Array(front, "f", Cell(Range(0, 1 if class_mode == Constant("binary") else None)))
    elif class_mode != NONE:
        y = ctx.unknown()
    return Dataset(x if y is None else TupleValue.of(x, y), path="keras.preprocessing.image.Iterator", endless=True)
