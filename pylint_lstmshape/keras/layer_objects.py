"""Layers as programs meet them: their constructors, `layer(x)`, their attributes. Source: keras.layers.Layer."""

from __future__ import annotations

from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Constant, Value
from pylint_lstmshape.facts import NameConflict
from pylint_lstmshape.keras.engine import call_layer, construct, flatten_inputs, record_conflict
from pylint_lstmshape.keras.layers.base import LAYERS
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.knowledge import Context, Result, attribute, bases, models


def _register_constructor(path: str) -> None:
    @models(path)
    def make(ctx: Context, *args: Value, **kwargs: Value) -> Result:
        return construct(ctx, path, args, kwargs)

    make.__doc__ = f"A {path} layer."
    bases(path, "keras.layers.Layer")


def register_layers() -> None:
    """Register the constructor of every layer class that is modelled."""
    for path in LAYERS:
        _register_constructor(path)


_OTHER_NAMES = {"inputs": 3, "sequences": 2}  # of what a recurrent layer is called on: which generation has another


@models("keras.layers.Layer.__call__")
def call(ctx: Context, self: Value, *args: Value, **kwargs: Value) -> Result:
    """`layer(inputs)`; further arguments are the layer's own (initial_state, mask, training)."""
    if not args:
        names = self.spec.input_names if isinstance(self, LayerValue) else ("inputs",)
        given = [name for name in names if name in kwargs]
        args = tuple(kwargs.pop(name) for name in given)
        if len(args) != 1:
            return ctx.unknown()
        if (
            isinstance(self, LayerValue)
            and self.spec.is_recurrent
            and _calls_it_otherwise(ctx, self, given[0], args[0])
        ):
            return ctx.unknown()
    if isinstance(self, LayerValue):
        kwargs.update(zip(self.spec.call_arguments, args[1:], strict=False))
        missing = [name for name in self.spec.wanted_arguments if name not in kwargs]
        first = flatten_inputs(args[0])
        if missing and first is not None:
            conflict = Conflict(
                "inputs", f"it is called without {missing[0]}: layer({self.spec.input_names[0]}, {missing[0]})"
            )
            record_conflict(ctx, self, first, args[0], conflict, ctx.generations)
            return ctx.unknown()
    return call_layer(ctx, self, args[0], kwargs)


def _calls_it_otherwise(ctx: Context, layer: LayerValue, name: str, inputs: Value) -> bool:
    """Record that a generation calls what the layer is called on by another name."""
    generation = _OTHER_NAMES.get(name)
    arrays = flatten_inputs(inputs) if generation in ctx.generations else None
    if generation is None or not arrays:
        return False
    other = next(one for one in _OTHER_NAMES if one != name)
    conflict = Conflict("inputs", f"Keras {generation} calls it {other}, not {name}: write layer(x)")
    record_conflict(ctx, layer, arrays, inputs, conflict, frozenset({generation}))
    return True


@models("keras.layers.Layer.__init__", "keras.layers.Layer.build")
def base_init(ctx: Context, self: Value, *args: Value, **kwargs: Value) -> Result:
    """The base class's constructor: nothing that matters to shapes."""
    return NONE


@attribute("keras.layers.Layer.output", "keras.layers.Layer.input")
def layer_output(ctx: Context, self: Value) -> Result:
    """What the latest call gave."""
    output = self.cell.content.output if isinstance(self, LayerValue) else None
    return ctx.unknown() if output is None else output


def _register_shape(name: str) -> None:
    @attribute(f"keras.layers.Layer.{name}_shape")
    def shape(ctx: Context, self: Value) -> Result:
        if isinstance(self, LayerValue):
            text = f"Keras 3 has no {name}_shape of a layer: layer.{name}.shape"
            ctx.record(NameConflict(ctx.site, name, Conflict("missing", text), frozenset({3})))
        return ctx.unknown()

    shape.__doc__ = f"The shape of the {name}, that Keras 2 has of each layer."


for _name in ("input", "output"):
    _register_shape(_name)


@attribute("keras.layers.Layer.units")
def layer_units(ctx: Context, self: Value) -> Result:
    """The number of units."""
    return self.spec.config.get("units") if isinstance(self, LayerValue) else ctx.unknown()


@attribute("keras.layers.Layer.name")
def layer_name(ctx: Context, self: Value) -> Result:
    """The name."""
    return Constant(self.info.name) if isinstance(self, LayerValue) and self.info.name else ctx.unknown()


register_layers()
