"""Models of the program's own class: the interpreter runs their `call` on one batch."""

from __future__ import annotations

from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Unknown, Value
from pylint_lstmshape.keras import backends
from pylint_lstmshape.keras.meeting import Meeting
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.training_inputs import Data, array_of
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.knowledge import Context


def trains_itself(ctx: Context, instance: Value) -> bool:
    """Whether its class has a train_step, compute_loss or test_step of its own: what the loss gets is its affair."""
    return any(not isinstance(ctx.attribute(instance, name), Unknown) for name in ("train_step", "compute_loss"))


def steps_itself(ctx: Context, instance: Value, method: str, role: str) -> bool:
    """Whether its class has the step of its own that this method takes for each batch: what the layers get is its affair."""
    kind = method.split("_", maxsplit=1)[0]
    step = {"predict": "predict", "fit": "train", "train": "train"}.get(kind, "test") if role == "training" else "test"
    return not isinstance(ctx.attribute(instance, f"{step}_step"), Unknown)


def forward(ctx: Context, instance: Value, model: ModelValue, data: Data, method: str, *, trains: bool) -> Meeting:
    """The outputs of the program's `call` for the data's samples; Keras 2 tells every layer whether it `trains`."""
    if trains_itself(ctx, instance) and not method.startswith("predict"):
        return Meeting()
    batch = ctx.fresh("batch", 1)
    with backends.running(ctx, model, trains=trains):
        result = ctx.call(instance, _batched(data.x, batch))
    number = _samples(data.x)
    made = _arrays(result)
    shapes = tuple(_of_samples(one, batch, number) for one in made)
    layers = tuple(_giver(instance, one) for one in made)
    return Meeting(dict.fromkeys(ctx.generations, shapes), layers=layers) if shapes else Meeting()


def _giver(instance: Value, output: Array) -> LayerValue | None:
    """The layer among the attributes of a model whose latest output is this very tensor."""
    held = [value for _, value in instance.cell.content.items] if isinstance(instance, Instance) else []
    layers = [value for value in held if isinstance(value, LayerValue)]
    return next((one for one in layers if _is_same(one.cell.content.output, output)), None)


def _is_same(one: Value | None, other: Array) -> bool:
    return isinstance(one, Array) and one.contents is other.contents and one.shape == other.shape


def _batched(x: Value, batch: Dim) -> Value:
    """One batch of the data, as tensors."""
    array = array_of(x)
    if array is not None:
        shape = None if not array.shape else (batch, *array.shape[1:])
        return Array(shape, array.kind, array.contents, library="tensorflow")
    if isinstance(x, ListValue):
        return ListValue(Cell(x.cell.content.map(lambda one: _batched(one, batch))))
    if isinstance(x, TupleValue):
        return TupleValue(x.elements.map(lambda one: _batched(one, batch)), x.names)
    if isinstance(x, DictValue):
        items = tuple((key, _batched(one, batch)) for key, one in x.cell.content.items)
        return DictValue(Cell(Entries(items, x.cell.content.others, x.cell.content.other_key)))
    return x


def _samples(x: Value) -> Dim | None:
    array = array_of(x)
    if array is not None:
        return array.shape[0] if array.shape else None
    elements: Elements | None = x.elements if isinstance(x, TupleValue) else None
    elements = x.cell.content if isinstance(x, ListValue) else elements
    items = None if elements is None else elements.items
    return next((number for item in items or () if (number := _samples(item)) is not None), None)


def _arrays(result: Value) -> list[Array]:
    if isinstance(result, Array):
        return [result]
    items = result.elements.items if isinstance(result, TupleValue) else None
    items = result.cell.content.items if isinstance(result, ListValue) else items
    found = [item for item in items or () if isinstance(item, Array)]
    return found if items is not None and len(found) == len(items) else []


def _of_samples(array: Array, batch: Dim, number: Dim | None) -> Shape | None:
    if number is None:
        return array.shape
    (atom,) = batch.atoms
    changed = array.substitute(atom, number)
    return changed.shape if isinstance(changed, Array) else None
