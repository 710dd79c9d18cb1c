"""Declared inputs: shape arguments, what a layer's own arguments declare, Input and InputLayer. Source: keras.Input."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Real, Text, Unknown, Value
from pylint_lstmshape.facts import BOTH, ArgumentConflict, LayerInfo
from pylint_lstmshape.keras.layers.base import Problem
from pylint_lstmshape.keras.values import BATCH, LayerValue, Node, open_dim
from pylint_lstmshape.knowledge import Context, Result, attribute, models


def reject(ctx: Context, info: LayerInfo, problem: Problem, value: Value, generations: frozenset[int]) -> None:
    """Record an argument that a constructor rejects, at the argument's place."""
    parameter = problem.parameter
    described = ctx.argument(parameter) if parameter else None
    site = described.site if described is not None else ctx.site
    conflict = Conflict(problem.kind, problem.text, about=parameter, instead=problem.instead)
    ctx.record(ArgumentConflict(site, info, parameter, value, conflict, generations))


def shape_problem(value: Value, *, what: str = "input_shape") -> Conflict | None:
    """Why `value` is no shape: a single number, a str, a float or negative dim. None where it may be one."""
    if value == NONE or isinstance(value, Unknown):
        return None
    if isinstance(value, Constant | Real | Text) or type(value).__name__ == "Integer":
        shown = value.value if isinstance(value, Constant) else "a number"
        if isinstance(value, Constant) and isinstance(value.value, str):
            shown = repr(value.value)
        return Conflict("input-shape", f"{what}={shown} is no shape: it must be a tuple such as (timesteps, features)")
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    for item in items or ():
        if isinstance(item, Real) or (isinstance(item, Constant) and isinstance(item.value, float | str)):
            text = getattr(item, "value", "a float")
            return Conflict("input-shape", f"{what} holds {text!r}: every dim must be a positive int or None")
        dim = None if item == NONE else as_dim(item)
        if dim is not None and not isinstance(item, Unknown) and at_least(dim, 0) is False:
            return Conflict("input-shape", f"{what} holds {dim}: every dim must be a positive int or None")
    return None


def read_shape(value: Value, *key: object) -> Shape | None:
    """The dims of a shape argument, None as an open dim; None where its length is unknown."""
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    if items is None:
        return None
    dims: list[Dim] = []
    for at, item in enumerate(items):
        if item == NONE:
            dims.append(open_dim(*key, at))
            continue
        dim = as_dim(item)
        if dim is None:
            return None
        dims.append(dim)
    return tuple(dims)


def declared_input(layer: LayerValue, generation: int) -> Shape | Conflict | None:
    """The input shape that a layer's own arguments declare, batch axis first; None where they declare none."""
    config, key = layer.spec.config, (layer.info.site, layer.info.name)
    batched = config.get("batch_input_shape")
    if generation == 2 and batched != NONE:
        shape = shape_problem(batched) or read_shape(batched, *key)
        if isinstance(shape, tuple) and shape and sequence_first_is_none(batched):
            return (BATCH, *shape[1:])
        return shape
    shape = _declared_samples(layer, generation)
    size = NONE if generation == 3 or config.is_none("batch_size") else config.get("batch_size")
    return (as_dim(size) or BATCH, *shape[1:]) if isinstance(shape, tuple) and size != NONE else shape


def _declared_samples(layer: LayerValue, generation: int) -> Shape | Conflict | None:
    """The same without a batch size: what input_shape, its older forms and the class itself declare."""
    config, key = layer.spec.config, (layer.info.site, layer.info.name)
    given = config.get("input_shape")
    if given != NONE:
        problem = shape_problem(given)
        shape = None if problem else read_shape(given, *key)
        if problem is not None or shape is None:
            return problem
        return (BATCH, *shape)
    if generation == 2 and layer.spec.is_recurrent and "input_length" in config.given - {"input_dim"}:
        if "input_dim" not in config.given and (steps := as_dim(config.get("input_length"))) is not None:
            return (BATCH, steps, open_dim(*key, "features"))
    if "input_dim" in config.given and layer.spec.reads_input_dim:
        features = as_dim(config.get("input_dim"))
        if features is None:
            return None
        if generation == 3 or not layer.spec.is_recurrent:
            return (BATCH, features)
        steps = None if config.is_none("input_length") else as_dim(config.get("input_length"))
        return (BATCH, steps or open_dim(*key, "length"), features)
    return layer.spec.implied_input(generation, key)


def sequence_first_is_none(value: Value) -> bool:
    """Whether the first dim of a batch shape is None."""
    elements = sequence_elements(value)
    return elements is not None and elements.get(Dim.of(0)) == NONE


@models("keras.Input", "keras.layers.Input")
def make_input(
    ctx: Context,
    shape: Value = NONE,
    batch_size: Value = NONE,
    dtype: Value = NONE,
    sparse: Value = NONE,
    ragged: Value = NONE,
    batch_shape: Value = NONE,
    name: Value = NONE,
    tensor: Value = NONE,
    optional: Value = NONE,
    type_spec: Value = NONE,
    batch_input_shape: Value = NONE,
) -> Result:
    """A symbolic tensor (batch, *shape)."""
    if batch_input_shape != NONE and 3 in ctx.generations:
        info = LayerInfo("Input", "", ctx.site, "keras.layers.Input")
        told = "Keras 3 rejects the argument batch_input_shape; the argument is batch_shape"
        reject(ctx, info, Problem("batch_input_shape", told), batch_input_shape, frozenset({3}))
    return symbolic_input(
        ctx, "Input", shape, batch_shape if batch_shape != NONE else batch_input_shape, batch_size, name, dtype
    )


@models("keras.layers.InputLayer")
def make_input_layer(
    ctx: Context,
    input_shape: Value = NONE,
    batch_size: Value = NONE,
    dtype: Value = NONE,
    input_tensor: Value = NONE,
    sparse: Value = NONE,
    name: Value = NONE,
    ragged: Value = NONE,
    shape: Value = NONE,
    batch_shape: Value = NONE,
    batch_input_shape: Value = NONE,
    **options: Value,
) -> Result:
    """The same as Input; `shape` is Keras 3's name for input_shape, which Keras 3 takes too."""
    info = LayerInfo("InputLayer", "", ctx.site, "keras.layers.InputLayer")
    for parameter, value in (("shape", shape), ("batch_shape", batch_shape)):
        if value != NONE and 2 in ctx.generations:
            text = f"Keras 2 rejects the argument {parameter}; the argument is {'batch_' * (value is batch_shape)}input_shape"
            reject(ctx, info, Problem(parameter, text), value, frozenset({2}))
    if {shape, input_shape, batch_shape, batch_input_shape, input_tensor} == {NONE} and 3 in ctx.generations:
        reject(ctx, info, Problem("", "Keras 3 needs the argument shape"), NONE, frozenset({3}))
    given = shape if shape != NONE else input_shape
    batched = batch_shape if batch_shape != NONE else batch_input_shape
    return symbolic_input(ctx, "InputLayer", given, batched, batch_size, name, dtype)


@attribute("keras.KerasTensor.output")
def input_output(ctx: Context, self: Value) -> Result:
    """InputLayer(...).output: an InputLayer is its tensor here."""
    return self


def symbolic_input(
    ctx: Context, class_name: str, shape: Value, batch_shape: Value, batch_size: Value, name: Value, dtype: Value
) -> Value:
    """The tensor that an Input makes; a shape that is none is recorded."""
    from pylint_lstmshape.domain.dtypes import kind_of

    text = name.value if isinstance(name, Constant) and isinstance(name.value, str) else ""
    node = Node(None, (), ctx.site, text)
    kind = kind_of(dtype, "f")
    given, what = (batch_shape, "batch_shape") if batch_shape != NONE else (shape, "shape")
    problem = shape_problem(given, what=what)
    if problem is not None:
        described = ctx.argument(what)
        info = LayerInfo(class_name, text, ctx.site, f"keras.layers.{class_name}")
        single = what == "shape" and isinstance(given, Constant) and isinstance(given.value, int)
        generations = frozenset({3}) if single else BOTH  # Keras 2 takes Input(31) as (31,)
        site = described.site if described else ctx.site
        ctx.record(ArgumentConflict(site, info, what, given, problem, generations))
        rows = as_dim(given) if single and ctx.generations == {2} else None
        return ctx.unknown() if rows is None else Array((BATCH, rows), kind, library="keras", node=node)
    dims = read_shape(given, ctx.site, ctx.symbol("input", "input"))
    if dims is None:
        return Array(None, kind, library="keras", node=node)
    if batch_shape != NONE:
        whole = (BATCH, *dims[1:]) if sequence_first_is_none(batch_shape) else dims
        return Array(whole, kind, library="keras", node=node)
    rows = as_dim(batch_size) if batch_size != NONE else None
    return Array((rows or BATCH, *dims), kind, library="keras", node=node)
