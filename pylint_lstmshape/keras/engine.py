"""Layers as Keras's base class handles them: construction, declared input shapes, the call. Source: keras.layers.Layer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, ListValue
from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, TRUE, Array, Constant, Value
from pylint_lstmshape.facts import (
    BOTH,
    ArgumentConflict,
    InputShapeIgnored,
    LayerCall,
    LayerConflict,
    LayerInfo,
)
from pylint_lstmshape.keras import backends, losses, ragged
from pylint_lstmshape.keras.inputs import declared_input, reject, shape_problem
from pylint_lstmshape.keras.layers import checks, masks
from pylint_lstmshape.keras.layers.base import LAYERS, Config, Layer, Outputs, Problem, Tree
from pylint_lstmshape.keras.layers.binding import bind
from pylint_lstmshape.keras.layers.convolutional import NO_PLACE
from pylint_lstmshape.keras.layers.recurrent import given_states
from pylint_lstmshape.keras.layers.signatures import SIGNATURES
from pylint_lstmshape.keras.values import LayerState, LayerValue, Mask, Node, Unseen, is_open, is_stateful
from pylint_lstmshape.keras.within import Within, flush
from pylint_lstmshape.knowledge import Context

NO_SCOPE = re.compile(r"[^A-Za-z0-9_.\\/>-]")  # tf.Graph.name_scope
_SNAKE = str.maketrans({letter: f"_{letter.lower()}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})


def construct(ctx: Context, path: str, positional: Sequence[Value], keywords: dict[str, Value]) -> Value:
    """The layer that `path(...)` makes; an argument that Keras rejects is recorded, and the layer is made without it."""
    cls = LAYERS[path]
    name = path.rpartition(".")[2]
    info = LayerInfo(name, "", ctx.site, path)
    known_as = name if name in SIGNATURES else cls.path.rpartition(".")[2]
    bound = bind(known_as, positional, keywords, ctx.generations, translates=ctx.translates)
    for parameter, text, generations in bound.rejected:
        reject(ctx, info, Problem(parameter, text), keywords.get(parameter, NONE), generations)
    if not bound.values:
        return ctx.unknown()
    for values in bound.values.values():
        if values.get("data_format") == NONE:
            values["data_format"] = ctx.options.get("image_data_format", NONE)
    spec = cls(
        {generation: Config(values, frozenset(keywords), ctx.release) for generation, values in bound.values.items()}
    )
    problems: dict[Problem, set[int]] = {}
    for generation in bound.values:
        problem = spec.at(generation).invalid_argument() or checks.named(spec.at(generation))
        if problem is not None:
            problems.setdefault(problem, set()).add(generation)
    for problem, found in problems.items():
        reject(ctx, info, problem, spec.config.get(problem.parameter), frozenset(found))
    given = spec.config.get("name")
    named = given.value if isinstance(given, Constant) and isinstance(given.value, str) else ""
    layer = LayerValue(spec, replace(info, name=named))
    _check_declared(ctx, layer)
    _check_wrapped(ctx, layer)
    return layer


def _check_wrapped(ctx: Context, layer: LayerValue) -> None:
    """Record the input_shape of a layer within another: nobody reads it."""
    inner = layer.spec.config.get("layer")
    if isinstance(inner, LayerValue) and "input_shape" in inner.spec.config.given:
        declared = declared_input(inner, max(ctx.generations))
        if isinstance(declared, tuple):
            ctx.record(InputShapeIgnored(inner.info.site, inner.info, declared, None, layer.info))


def _check_declared(ctx: Context, layer: LayerValue) -> None:
    """Record an input_shape that is no shape at all."""
    given = layer.spec.config.given
    if "input_shape" in given and layer.spec.config.is_none("input_shape") and not given & {"batch_input_shape"}:
        ctx.record(
            ArgumentConflict(
                ctx.site,
                layer.info,
                "input_shape",
                NONE,
                Conflict(
                    "input-shape", "input_shape=None is no shape: it must be a tuple such as (timesteps, features)"
                ),
                frozenset({2}),
            )
        )
    for parameter in ("input_shape", "batch_input_shape"):
        conflict = shape_problem(layer.spec.config.get(parameter))
        if conflict is not None:
            described = ctx.argument(parameter)
            site = described.site if described is not None else ctx.site
            ctx.record(ArgumentConflict(site, layer.info, parameter, layer.spec.config.get(parameter), conflict))


def call_layer(ctx: Context, layer: Value, inputs: Value, keywords: dict[str, Value]) -> Value:
    """`layer(inputs)`: the output, its shape inferred; a rejection is recorded and the output unknown."""
    if not isinstance(layer, LayerValue):
        return ctx.call(layer, inputs, **keywords)
    if layer.spec.takes_dicts and isinstance(inputs, DictValue):
        return ctx.unknown()
    arrays = flatten_inputs(inputs)
    if arrays is None:
        data = layer.spec.read(inputs)
        if data is None:
            return ctx.unknown()
        arrays = [data]
    if arrays[0].library == "ragged":
        if 3 in ctx.generations and ragged.refuses(layer.spec):
            record_conflict(ctx, layer, arrays, inputs, ragged.CONFLICT, frozenset({3}))
        if ctx.generations == {3} and ragged.refuses(layer.spec):
            return ctx.unknown()
    if arrays and inputs is arrays[0]:
        inputs = arrays[0] = _of_demanded_rank(ctx, layer, arrays[0])
    shapes = [array.shape for array in arrays]
    known = [shape for shape in shapes if shape is not None]
    if len(known) != len(shapes):
        return _unknown_output(ctx, layer, arrays)
    outcomes = {
        generations: _outcome(Within(ctx, generations), layer, generations, arrays, known, inputs, keywords)
        for generations in _parts(ctx, layer)
    }
    for generations, outcome in outcomes.items():
        if isinstance(outcome, Conflict):
            record_conflict(ctx, layer, arrays, inputs, outcome, generations)
    if not any(2 in generations and isinstance(one, Conflict) for generations, one in outcomes.items()):
        _check_type(ctx, layer, arrays, inputs, outcomes, keywords)
        _check_masks(ctx, layer, arrays, inputs, outcomes, keywords)
    good = [outcome for outcome in outcomes.values() if not isinstance(outcome, Conflict)]
    if not good:
        return ctx.unknown()
    built = layer.cell.content.built_for or layer.spec.built_shapes(known, keywords)
    ctx.heap.write(layer.cell, LayerState(built, trainable=layer.cell.content.trainable))
    outputs = good[0]
    if outputs is None or any(outcome != outputs for outcome in good):
        return _unknown_output(ctx, layer, arrays)
    value = _tensors(ctx, layer, arrays, outputs, keywords)
    made = tuple(flatten_inputs(value) or ())
    is_one = bool(made) and _is_softmax_of_one(layer.spec, made[0].shape)
    ctx.record(LayerCall(ctx.site, layer.info, tuple(arrays), made, is_one))
    ctx.heap.write(layer.cell, replace(layer.cell.content, output=value))
    return value


def _of_demanded_rank(ctx: Context, layer: LayerValue, array: Array) -> Array:
    """An array that nobody knows, of the rank without which the layer raises: what follows holds where it does not."""
    ranks = {layer.spec.at(one).input_spec().ndim for one in layer.spec.configs}
    rank = ranks.pop() if len(ranks) == 1 else None
    if array.shape is not None or rank is None:
        return array
    return replace(array, shape=tuple(ctx.fresh(lower=1) for _ in range(rank)))


def _check_type(
    ctx: Context,
    layer: LayerValue,
    arrays: list[Array],
    inputs: Value,
    outcomes: dict[frozenset[int], Outputs],
    keywords: Mapping[str, Value],
) -> None:
    """Not every layer converts dtypes: ints can raise. Keras 3 finds out where it is called on data."""
    kinds = [array.kind for array in arrays]
    given = keywords.get("training", NONE)
    trains = backends.is_training(ctx) if given == NONE else given == TRUE
    asked = frozenset({2}) if arrays[0].library == "keras" else BOTH
    rejecting: dict[str, frozenset[int]] = {}
    for part in outcomes:
        for generation in part & asked:
            spec = layer.spec.at(generation)
            text = spec.mistyped(kinds) or (spec.mistyped_in_training(kinds) if trains and generation == 2 else None)
            if text is not None:
                rejecting[text] = rejecting.get(text, frozenset()) | {generation}
    for text, generations in rejecting.items():
        conflict = Conflict("dtype", text)
        record_conflict(ctx, layer, arrays, inputs, conflict, generations)
        outcomes.update((part, conflict) for part in outcomes if part <= generations)


def _masks(layer: LayerValue, arrays: list[Array], keywords: Mapping[str, Value], generation: int) -> list[Mask]:
    """The masks that reach a call: those of its inputs, unless it is given one by name."""
    if keywords.get("mask", NONE) != NONE:
        return [Unseen.MASK] * len(arrays)
    return [masks.of(array, generation) for array in arrays]


def _check_masks(
    ctx: Context,
    layer: LayerValue,
    arrays: list[Array],
    inputs: Value,
    outcomes: dict[frozenset[int], Outputs],
    keywords: Mapping[str, Value],
) -> None:
    """Keras 2 finds out at the call that a mask does not fit; Keras 3 when the model runs."""
    part = next((generations for generations in outcomes if 2 in generations), None)
    output = first_tensor(outcomes[part]) if part is not None else None
    if part is None or output is None:
        return
    shapes = [array.shape for array in arrays if array.shape is not None]
    conflict = masks.conflict(layer.spec.at(2), shapes, _masks(layer, arrays, keywords, 2), output)
    if conflict is not None:
        record_conflict(ctx, layer, arrays, inputs, conflict, frozenset({2}))
        if part == {2}:
            outcomes[part] = conflict


def first_tensor(outputs: Outputs) -> Shape | None:
    """The shape of the (first) output."""
    while isinstance(outputs, list):
        outputs = outputs[0] if outputs else None
    return outputs if isinstance(outputs, tuple) else None


def _parts(ctx: Context, layer: LayerValue) -> list[frozenset[int]]:
    """The Keras generations that are possible here: one by one where the layer differs between them."""
    possible = ctx.generations & frozenset(layer.spec.configs) or frozenset(layer.spec.configs)
    return [frozenset({one}) for one in sorted(possible)] if layer.spec.differs else [possible]


def _outcome(
    part: Within,
    layer: LayerValue,
    generations: frozenset[int],
    arrays: list[Array],
    shapes: list[Shape],
    inputs: Value,
    keywords: dict[str, Value],
) -> Outputs:
    """What one generation (or several that agree) does; facts of a function called on the way are recorded."""
    spec = layer.spec.at(max(generations))
    is_eager = any(array.library != "keras" for array in arrays)
    at_once = backends.is_eager(part.ctx) if is_eager else False
    spec = spec.eagerly() if at_once else spec
    rejected = _rejects(spec, layer.cell.content, shapes)
    if rejected is not None and rejected.kind == "axis" and generations == {3} and arrays[0].library == "keras":
        rejected = None if spec.is_recurrent else rejected  # it finds out when the model runs
    conflict = rejected or _no_batch_size(layer, arrays[0]) or _unbuildable(spec, layer.cell.content, arrays[0])
    outputs: Outputs = conflict if conflict is not None else spec.call_shape(part, shapes, inputs, keywords)
    flush(part.ctx, part)
    if is_eager and not spec.takes_many and not isinstance(outputs, Conflict):
        rejected = spec.run_spec(layer.cell.content.built_for).check(shapes[0])
        states = _eager_states(spec, shapes[0], keywords) if spec.is_recurrent else None
        outputs = rejected or states or outputs
    unsure = at_once is None and isinstance(outputs, Conflict) and outputs.kind == NO_PLACE
    return None if unsure else outputs


def _eager_states(spec: Layer, shape: Shape, keywords: Mapping[str, Value]) -> Conflict | None:
    """The Conflict of initial states that meet data at once, in Keras 3 too."""
    states = given_states(keywords.get("initial_state", NONE))
    shapes = [state.shape for state in states or () if state.shape and state.library != "keras"]
    if not states or len(shapes) != len(states) or spec.config.flag("time_major") is not False:
        return None
    for state in shapes:
        broadcasts = shape[0] == 1 or (state[0] == 1 and spec.generation == 3)
        if equal(state[0], shape[0]) is False and not broadcasts:
            return Conflict("states", f"initial_state is for {state[0]} samples, and the input has {shape[0]}")
    return spec.run_states(shapes)


def _is_softmax_of_one(spec: Layer, shape: Shape | None) -> bool:
    """Whether the layer's output is a softmax over an axis of length 1."""
    if not shape or spec.is_recurrent:
        return False
    if spec.class_name == "Softmax":
        axes = spec.config.integers("axis")
        return axes is not None and len(axes) == 1 and -len(shape) <= axes[0] < len(shape) and shape[axes[0]] == 1
    return losses.activation_of(spec.config.get("activation")) == "softmax" and shape[-1] == 1


def flatten_inputs(inputs: Value) -> list[Array] | None:
    """The arrays of an argument: one, or a list, tuple or dict of them; None where one is unknown."""
    if isinstance(inputs, Array):
        return [inputs]
    if isinstance(inputs, DictValue):
        parts: Sequence[Value] | None = [value for _, value in inputs.cell.content.items]
    else:
        elements = sequence_elements(inputs)
        parts = None if elements is None else elements.items
    if not parts:
        return None
    nested = [flatten_inputs(part) for part in parts]
    return [array for part in nested for array in part or ()] if all(part is not None for part in nested) else None


def _rejects(spec: Layer, state: LayerState, shapes: list[Shape]) -> Conflict | None:
    if spec.takes_many:
        return None
    if len(shapes) > 1 and not spec.takes_states:
        return None if spec.accepts_lists else Conflict("inputs", f"it expects 1 input but gets {len(shapes)}")
    return spec.input_spec(state.built_for).check(shapes[0])


def _unbuildable(spec: Layer, state: LayerState, first: Array) -> Conflict | None:
    """An argument that the constructor takes, but not what makes the weights, or the graph of Keras 2 for a name."""
    problem = None if state.built_for else spec.unusable()
    if problem is not None and spec.invalid_argument() is None:
        return Conflict(problem.kind, problem.text, about=problem.parameter)
    name = spec.config.get("name")
    text = name.value if isinstance(name, Constant) else None
    if spec.generation != 2 or first.library != "keras" or not isinstance(text, str) or not NO_SCOPE.search(text):
        return None
    return Conflict("name", f"name={text!r} is no name for a TensorFlow graph: letters, digits and _ . - only")


def _no_batch_size(layer: LayerValue, first: Array) -> Conflict | None:
    """A stateful layer makes its states when it is built, for a batch size that must be known then."""
    if first.library != "keras" or not first.shape or not is_open(first.shape[0]) or not is_stateful(layer):
        return None
    return Conflict("batch", "stateful=True needs a fixed batch size, and the input declares none")


def record_conflict(
    ctx: Context,
    layer: LayerValue,
    arrays: list[Array],
    inputs: Value,
    conflict: Conflict,
    possible: frozenset[int],
) -> None:
    """Record that a call of the layer on these arrays is rejected, in the generations of which that is known."""
    first = arrays[0]
    node = first.node
    producer = node.layer.info if isinstance(node, Node) and isinstance(node.layer, LayerValue) else None
    data = ctx.describe(inputs) if first.library != "keras" else None
    declared = node.site if isinstance(node, Node) and node.layer is None and not node.inputs else None
    generations = layer.spec.rejecting_generations(conflict)
    generations &= possible if layer.spec.differs or conflict.kind in ("dtype", "mask", "ragged") else BOTH
    if first.library == "keras" and layer.spec.is_recurrent and conflict.kind in ("axis", "states"):
        generations &= {2}  # Keras 3 finds out when the model runs
    ctx.record(LayerConflict(ctx.site, layer.info, first.shape, conflict, generations, producer, data, declared, first))


def _named(keywords: Mapping[str, Value]) -> tuple[Array, ...]:
    """The symbolic tensors given by name."""
    found = [flatten_inputs(value) or [] for value in keywords.values()]
    return tuple(array for arrays in found for array in arrays if array.library == "keras")


def _tensors(
    ctx: Context, layer: LayerValue, arrays: list[Array], outputs: Tree, keywords: Mapping[str, Value]
) -> Value:
    """The output tensor, or the list of them."""
    symbolic = any(array.library == "keras" for array in (*arrays, *_named(keywords)))
    node: Node | None = None
    if symbolic:
        first = first_tensor(outputs) or ()
        shapes = [array.shape for array in arrays if array.shape is not None]
        made = {
            one: masks.outgoing(layer.spec.at(one), shapes, _masks(layer, arrays, keywords, one), first)
            for one in layer.spec.configs
        }
        node = Node(
            layer, tuple(arrays), ctx.site, layer.info.name, _named(keywords), masks=made, told=frozenset(keywords)
        )
    before = [array.kind for array in arrays]
    kinds = {layer.spec.at(one).output_kind(before) for one in layer.spec.configs}
    kind = kinds.pop() if len(kinds) == 1 else None
    library = "keras" if symbolic else "tensorflow"
    if arrays[0].library == "ragged" and ragged.keeps(layer.spec):
        library = "ragged"

    def make(tree: Tree) -> Value:
        if isinstance(tree, tuple):
            return Array(tree, kind, library=library, node=node)
        return ListValue(Cell(Elements.of(map(make, tree))))

    return make(outputs)


def _unknown_output(ctx: Context, layer: LayerValue, arrays: list[Array]) -> Value:
    if not layer.spec.may_give_many and any(array.library == "keras" for array in arrays):
        return Array(None, None, library="keras", node=Node(layer, tuple(arrays), ctx.site, layer.info.name))
    return ctx.unknown()


__all__ = ["call_layer", "construct"]
