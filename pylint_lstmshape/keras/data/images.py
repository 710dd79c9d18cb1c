"""Single images as arrays: load_img, img_to_array, smart_resize. Source: keras/src/utils/image_utils.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, as_dims
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Range, Value, integer
from pylint_lstmshape.knowledge import Context, Dims, Result, alias, models

CHANNELS = {"rgb": 3, "rgba": 4, "grayscale": 1}
_IMAGE = "PIL.Image.Image"
_RGB = Constant("rgb")
for _name in ("load_img", "img_to_array", "array_to_img", "save_img"):
    for _old in ("keras.preprocessing.image", "keras_preprocessing.image", "keras.utils.image_utils"):
        alias(f"{_old}.{_name}", f"keras.utils.{_name}")


def _image(ctx: Context, size: Shape | None, channels: int | None) -> Value:
    """An image of (height, width), each a number nobody knows where not given."""
    height, width = (ctx.fresh("height", 1), ctx.fresh("width", 1)) if size is None else size
    known = {"height": integer(height), "width": integer(width)}
    if channels is not None:
        known["channels"] = Constant(channels)
    return LibraryObject(_IMAGE, Cell(Attributes(tuple(known.items()))))


@models("keras.utils.load_img")
def load_img(
    ctx: Context, path: Value, color_mode: Value = _RGB, target_size: Value = NONE, interpolation: Value | str = "nearest",
    keep_aspect_ratio: Value | bool = False, *, grayscale: Value | bool = False,
) -> Result:  # fmt: skip
    """An image of target_size, or of its own."""
    asked = None if target_size == NONE else as_dims(target_size)
    if target_size != NONE and (asked is None or len(asked) != 2):
        return ctx.unknown()
    mode = color_mode.value if isinstance(color_mode, Constant) else None
    plain = grayscale in (False, Constant(False))
    return _image(ctx, asked, CHANNELS.get(mode) if isinstance(mode, str) and plain else None)


@models("keras.utils.array_to_img")
def array_to_img(
    ctx: Context, x: Value, data_format: Value = NONE, scale: Value | bool = True, dtype: Value = NONE
) -> Result:
    """An image of the array's own size."""
    array = as_array(x)
    if not isinstance(array, Array) or array.shape is None:
        return ctx.unknown()
    if len(array.shape) != 3:
        return Conflict("image", f"Expected image array to have rank 3 (single image), not {len(array.shape)}")
    return _image(ctx, array.shape[:2] if _last(data_format) else None, None)


@models("keras.utils.img_to_array")
def img_to_array(ctx: Context, img: Value, data_format: Value = NONE, dtype: Value = NONE) -> Result:
    """(height, width, channels): of whatever is no array of another rank. One without channels gets an axis for them."""
    kind, shape = kind_of(dtype, "f"), _shape_of(ctx, img)
    if isinstance(shape, Conflict):
        return shape
    if not _last(data_format):
        shape = tuple(ctx.fresh(name, 1) for name in ("channels", "rows", "columns"))
    return Array(shape, kind, Cell(Range(0, 255)) if isinstance(img, LibraryObject) and kind == "f" else Cell(Range()))


def _shape_of(ctx: Context, image: Value) -> Shape | Conflict:
    if isinstance(image, LibraryObject) and image.path == _IMAGE:
        sides = as_dims_of(image)
        if sides is not None:
            return sides if len(sides) == 3 else (*sides, ctx.fresh("channels", 1))
    array = as_array(image)
    if isinstance(array, Array) and array.shape is not None:
        if len(array.shape) == 3:
            return array.shape
        if len(array.shape) == 2:
            return (*array.shape, Dim.of(1))
        return Conflict("image", f"Unsupported image shape: rank {len(array.shape)}, not 2 or 3")
    return (ctx.fresh("height", 1), ctx.fresh("width", 1), ctx.fresh("channels", 1))


def as_dims_of(image: LibraryObject) -> Shape | None:
    """(height, width) of an image, and its channels where they are known."""
    values = [image.cell.content.get(name) for name in ("height", "width", "channels")]
    dims = [None if value is None else as_dims(value) for value in values]
    return None if None in dims[:2] else tuple(dim[0] for dim in dims if dim)


UNCHANGED = ("convnext", "efficientnet", "efficientnet_v2", "mobilenet_v3")
SCALED = ("densenet", "inception_resnet_v2", "inception_v3", "mobilenet", "mobilenet_v2", "nasnet", "resnet", "resnet_v2",
           "vgg16", "vgg19", "xception")  # fmt: skip
alias("keras.applications.resnet50", "keras.applications.resnet")


@models(*(f"keras.applications.{name}.preprocess_input" for name in SCALED))
def preprocess_input(ctx: Context, x: Value, data_format: Value = NONE) -> Result:
    """The same images as floats of another range; an array of floats is itself changed."""
    array = as_array(x)
    if not isinstance(array, Array):
        return ctx.unknown()
    if array.kind == "f":
        ctx.heap.write(array.contents, Range())
    return array.derived(array.shape, "f" if array.kind is not None else None)


@models(*(f"keras.applications.{name}.preprocess_input" for name in UNCHANGED))
def leave_input(x: Value, data_format: Value = NONE) -> Result:
    """The same: the network scales by itself."""
    return x


def _last(data_format: Value) -> bool:
    return data_format in (NONE, Constant("channels_last"))


@models("keras.preprocessing.image.smart_resize")
def smart_resize(
    ctx: Context, x: Value, size: Dims, interpolation: Value | str = "bilinear", data_format: Value = Constant("channels_last"),
    **options: Value,
) -> Result:  # fmt: skip
    """(…, height, width, channels) with the size given."""
    array = as_array(x)
    if not isinstance(array, Array) or array.shape is None or len(size) != 2 or not _last(data_format):
        return ctx.unknown()
    if len(array.shape) not in (3, 4):
        return Conflict("image", f"Expected an image array of rank 3 or 4, not {len(array.shape)}")
    return Array((*array.shape[:-3], *size, array.shape[-1]), None, library=array.library)
