"""tensorflow_datasets.load: what one element of a data set of the catalogue looks like. Source: DatasetInfo.features."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Run, TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import NONE, Array, Constant, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.common import flag
from pylint_lstmshape.library.tensorflow.data import batch

Feature = tuple[str, tuple[int | None, ...]]  # kind and shape of a feature
_TEXT: Feature = ("O", ())
_LABEL: Feature = ("i", ())


def _images(*dims: int | None, **more: Feature) -> dict[str, Feature]:
    return {"image": ("u", dims), "label": _LABEL, **more}


def _texts(*names: str) -> dict[str, Feature]:
    return dict.fromkeys(names, _TEXT)


# The features of an element. With as_supervised=True it is the pair of the first two, but for those of `UNPAIRED`.
FEATURES: dict[str, dict[str, Feature]] = {
    "imdb_reviews": {"text": _TEXT, "label": _LABEL},
    "imdb_reviews/plain_text": {"text": _TEXT, "label": _LABEL},
    "imdb_reviews/subwords8k": {"text": ("i", (None,)), "label": _LABEL},  # until tensorflow_datasets 4.2
    "yelp_polarity_reviews": {"text": _TEXT, "label": _LABEL},
    "ag_news_subset": {"description": _TEXT, "label": _LABEL, "title": _TEXT},
    "sentiment140": {"text": _TEXT, "polarity": _LABEL, **_texts("date", "query", "user")},
    "glue": {"sentence": _TEXT, "label": _LABEL, "idx": _LABEL},
    "glue/sst2": {"sentence": _TEXT, "label": _LABEL, "idx": _LABEL},
    "trec": {"text": _TEXT, "label-coarse": _LABEL, "label-fine": _LABEL},
    "snli": {"premise": _TEXT, "hypothesis": _TEXT, "label": _LABEL},
    "multi_nli": {"premise": _TEXT, "hypothesis": _TEXT, "label": _LABEL},
    "tiny_shakespeare": {"text": _TEXT},
    "ted_hrlr_translate/pt_to_en": _texts("pt", "en"),
    "wmt14_translate/de-en": _texts("de", "en"),
    "gigaword": _texts("document", "summary"),
    "cnn_dailymail": _texts("article", "highlights", "publisher", "id"),
    "speech_commands": {"audio": ("i", (None,)), "label": _LABEL},
    "moving_mnist": {"image_sequence": ("u", (20, 64, 64, 1))},
    "ucf101": {"video": ("u", (None, 256, 256, 3)), "label": _LABEL},
    "iris": {"features": ("f", (4,)), "label": _LABEL},
    "penguins": {"features": ("f", (4,)), "species": _LABEL},
    "mnist": _images(28, 28, 1),
    "fashion_mnist": _images(28, 28, 1),
    "kmnist": _images(28, 28, 1),
    "emnist": _images(28, 28, 1),
    "cifar10": _images(32, 32, 3, id=_TEXT),
    "cifar100": _images(32, 32, 3, id=_TEXT, coarse_label=_LABEL),
    "svhn_cropped": _images(32, 32, 3, id=_TEXT),
    "horses_or_humans": _images(300, 300, 3),
    "rock_paper_scissors": _images(300, 300, 3),
    "tf_flowers": _images(None, None, 3),
    "cats_vs_dogs": _images(None, None, 3, **{"image/filename": _TEXT}),
}
UNPAIRED = {"glue", "glue/sst2", "trec", "snli", "multi_nli", "tiny_shakespeare", "moving_mnist", "ucf101"}


@models("tensorflow_datasets.load")
def load(
    ctx: Context,
    name: Value,
    *,
    split: Value = NONE,
    batch_size: Value = NONE,
    as_supervised: Value | bool = False,
    with_info: Value | bool = False,
    **options: Value,
) -> Result:
    """A Dataset for a split that is named, a list of them for a list, a dict of all splits; with their info a pair."""
    element = _element(ctx, name, flag(as_supervised))
    data = ctx.unknown() if {"decoders", "read_config"} & set(options) else _split(ctx, split, element, batch_size)
    pair = flag(with_info)
    if pair is None:
        return ctx.unknown()
    return TupleValue.of(data, ctx.unknown("info")) if pair else data


def _element(ctx: Context, name: Value, paired: bool | None) -> Value:
    known = name.value.split(":")[0] if isinstance(name, Constant) and isinstance(name.value, str) else ""
    features = FEATURES.get(known)
    if features is None or paired is None or (paired and known in UNPAIRED):
        return ctx.unknown()
    values = {
        feature: Array(tuple(ctx.fresh() if one is None else Dim.of(one) for one in dims), kind, library="tensorflow")
        for feature, (kind, dims) in features.items()
    }
    if paired:
        return TupleValue.of(*list(values.values())[:2])
    return DictValue(Cell(Entries(tuple((Constant(feature), value) for feature, value in values.items()))))


def _split(ctx: Context, split: Value, element: Value, batch_size: Value) -> Value:
    size = None if batch_size == NONE else as_dim(batch_size)
    if batch_size != NONE and (size is None or size.constant is None or size.constant < 1):
        return ctx.unknown()
    whole = Dataset(element)
    found = whole if size is None else batch(ctx, whole, size)
    if not isinstance(found, Dataset):
        return ctx.unknown()
    if isinstance(split, Constant) and isinstance(split.value, str):
        return found
    if split == NONE:
        return DictValue(Cell(Entries((), Run(found, ctx.fresh("splits", 1)))))
    elements = sequence_elements(split)
    items = None if elements is None else elements.items
    if items is None or not all(isinstance(one, Constant) and isinstance(one.value, str) for one in items):
        return ctx.unknown()
    several = Elements.of(found for _ in items)
    return ListValue(Cell(several)) if isinstance(split, ListValue) else TupleValue(several)
