"""The catalogue of mistakes: each operator finds, at one node of a clean program, the edits that plant its mistake.

They are the mistakes of the threads (tests/cases/threads/index.json), made mechanical. Whether one is a mistake at the
place where it is planted is for real Keras to say: mutants that run are not counted.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from tests.mutation.editing import Edit, Text

Edits = Iterator[Sequence[Edit]]
Operator = Callable[[ast.AST, Text], Edits]

RECURRENT = ("LSTM", "GRU", "SimpleRNN")
TRAINED = ("fit", "evaluate", "train_on_batch")
SHAPES = ("input_shape", "batch_input_shape", "batch_shape", "shape")


def called(node: ast.AST) -> str:
    """The last name of what a call calls; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def given(call: ast.Call, name: str) -> ast.keyword | None:
    """An argument that is given by name."""
    return next((one for one in call.keywords if one.arg == name), None)


def number(node: ast.AST | None) -> int | None:
    """A literal int."""
    plain = isinstance(node, ast.Constant) and type(node.value) is int
    return node.value if plain else None  # type: ignore[union-attr,return-value]  # an int, as just seen


def declared(node: ast.AST) -> ast.Tuple | ast.List | None:
    """The shape that an input declares: `input_shape=(…)`, `Input((…))`."""
    if not isinstance(node, ast.Call):
        return None
    values = [one.value for one in node.keywords if one.arg in SHAPES]
    if called(node) in ("Input", "InputLayer"):
        values += node.args[:1]
    return next((one for one in values if isinstance(one, ast.Tuple | ast.List)), None)


def _reshape(node: ast.AST) -> tuple[ast.expr, list[ast.expr]] | None:
    """What a reshape is given, and the new dims: `x.reshape(a, b)`, `np.reshape(x, (a, b))`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "reshape":
        return None
    function = isinstance(node.func.value, ast.Name) and node.func.value.id in ("np", "numpy", "tf", "K", "ops")
    if function and len(node.args) < 2:
        return None
    data, dims = (node.args[0], node.args[1:2]) if function else (node.func.value, node.args)
    if len(dims) == 1 and isinstance(dims[0], ast.Tuple | ast.List):
        dims = dims[0].elts
    return data, dims


def drop_reshape(node: ast.AST, text: Text) -> Edits:
    """The reshape forgotten."""
    found = _reshape(node)
    if found is not None and isinstance(node, ast.Call):
        yield [text.keep(node, found[0])]


def swap_reshaped_axes(node: ast.AST, text: Text) -> Edits:
    """`(n, t, f)` written `(n, f, t)`."""
    found = _reshape(node)
    if found is not None and len(found[1]) > 1:
        yield text.swapped(found[1][-2], found[1][-1])


def drop_reshaped_axis(node: ast.AST, text: Text) -> Edits:
    """`(n, t, 1)` written `(n, t)`."""
    found = _reshape(node)
    if found is not None and len(found[1]) > 1:
        yield [text.without(found[1], found[1][-1])]


def wrong_reshaped_number(node: ast.AST, text: Text) -> Edits:
    """A dim of a reshape one too many."""
    found = _reshape(node)
    for dim in found[1] if found else ():
        if number(dim) not in (None, 0):
            yield [text.replace(dim, str(number(dim) + 1))]  # type: ignore[operator]  # not None


def drop_expand_dims(node: ast.AST, text: Text) -> Edits:
    """The new axis forgotten."""
    if isinstance(node, ast.Call) and called(node) == "expand_dims" and node.args:
        yield [text.keep(node, node.args[0])]
    elif isinstance(node, ast.Subscript):
        index = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if any(getattr(one, "attr", "") == "newaxis" or getattr(one, "value", 0) is None for one in index):
            yield [text.keep(node, node.value)]


def drop_return_sequences(node: ast.AST, text: Text) -> Edits:
    """return_sequences=True forgotten."""
    if isinstance(node, ast.Call) and (keyword := given(node, "return_sequences")):
        yield [text.without([*node.args, *node.keywords], keyword)]


def add_return_sequences(node: ast.AST, text: Text) -> Edits:
    """return_sequences=True on the last recurrent layer too."""
    if isinstance(node, ast.Call) and called(node) in RECURRENT and not given(node, "return_sequences"):
        yield [text.with_argument(node, "return_sequences=True")]


def misspelt_argument(node: ast.AST, text: Text) -> Edits:
    """`return_sequence=True`."""
    for keyword in getattr(node, "keywords", ()):
        if keyword.arg in ("return_sequences", "activation", "kernel_size", "input_shape"):
            start, _ = text.span(keyword)
            wrong = keyword.arg[:-1] if keyword.arg.endswith("s") else f"{keyword.arg}s"
            yield [Edit(start, start + len(keyword.arg), wrong)]


def forget_to_categorical(node: ast.AST, text: Text) -> Edits:
    """Class numbers where one column for each class is wanted."""
    if isinstance(node, ast.Call) and called(node) == "to_categorical" and node.args:
        yield [text.keep(node, node.args[0])]


def other_crossentropy(node: ast.AST, text: Text) -> Edits:
    """categorical for sparse_categorical, and the other way round."""
    other = {
        "categorical_crossentropy": "sparse_categorical_crossentropy",
        "sparse_categorical_crossentropy": "categorical_crossentropy",
        "binary_crossentropy": "categorical_crossentropy",
        "mse": "categorical_crossentropy",
    }
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in other:
        yield [text.replace(node, repr(other[node.value]))]


def _add(dims: list[ast.expr], at: int, text: Text) -> Edits:
    if len(dims) > abs(at) - (at < 0) and number(dims[at]) is not None:
        yield [text.replace(dims[at], str(number(dims[at]) + 1))]  # type: ignore[operator]  # not None


def wrong_features(node: ast.AST, text: Text) -> Edits:
    """The last dim that an input declares one too many."""
    if shape := declared(node):
        yield from _add(shape.elts, -1, text)


def wrong_timesteps(node: ast.AST, text: Text) -> Edits:
    """The first dim that an input declares one too many."""
    if (shape := declared(node)) and len(shape.elts) > 1:
        yield from _add(shape.elts, -2, text)


def swap_declared_axes(node: ast.AST, text: Text) -> Edits:
    """`input_shape=(features, timesteps)`."""
    if (shape := declared(node)) and len(shape.elts) > 1:
        yield text.swapped(shape.elts[-2], shape.elts[-1])


def declare_batch(node: ast.AST, text: Text) -> Edits:
    """The number of samples in input_shape."""
    if (shape := declared(node)) and shape.elts:
        start, _ = text.span(shape.elts[0])
        yield [Edit(start, start, "32, ")]


def declare_one_axis_less(node: ast.AST, text: Text) -> Edits:
    """`input_shape=(timesteps,)`."""
    if (shape := declared(node)) and len(shape.elts) > 1:
        (_, start), (_, end) = text.span(shape.elts[0]), text.span(shape.elts[-1])
        between = "".join(f", {text.of(one)}" for one in shape.elts[1:-1])
        yield [Edit(start, end, between or ",")]


def other_fixed_batch(node: ast.AST, text: Text) -> Edits:
    """Another batch size in the declaration than in the data."""
    for keyword in getattr(node, "keywords", ()):
        if keyword.arg in ("batch_input_shape", "batch_shape") and isinstance(keyword.value, ast.Tuple | ast.List):
            yield from _add(keyword.value.elts, 0, text)
        elif keyword.arg == "batch_size" and number(keyword.value):
            yield [text.replace(keyword.value, str(number(keyword.value) + 1))]  # type: ignore[operator]  # not None


def wrong_units(node: ast.AST, text: Text) -> Edits:
    """One unit too many."""
    if isinstance(node, ast.Call) and called(node) == "Dense":
        yield from _add(node.args, 0, text)


def _layer(node: ast.AST, classes: Sequence[str], text: Text) -> Edits:
    """A layer left out: of `model.add(L(…))`, of a list of layers, of `L(…)(x)`."""
    if isinstance(node, ast.Expr) and called(node.value) == "add":
        assert isinstance(node.value, ast.Call)
        if node.value.args and called(node.value.args[0]) in classes:
            yield [text.replace(node, "pass")]
    elif isinstance(node, ast.Call) and called(node) == "Sequential":
        for layers in node.args[:1]:
            for layer in layers.elts if isinstance(layers, ast.List) else ():
                if called(layer) in classes:
                    yield [text.without(layers.elts, layer)]
    elif isinstance(node, ast.Call) and called(node.func) in classes and len(node.args) == 1:
        yield [text.keep(node, node.args[0])]


def drop_embedding(node: ast.AST, text: Text) -> Edits:
    """No Embedding."""
    yield from _layer(node, ("Embedding",), text)


def drop_flatten(node: ast.AST, text: Text) -> Edits:
    """No Flatten, no pooling over all steps."""
    names = ("Flatten", "GlobalMaxPooling1D", "GlobalAveragePooling1D", "GlobalMaxPool1D")
    yield from _layer(node, names, text)


def drop_repeat_vector(node: ast.AST, text: Text) -> Edits:
    """No RepeatVector."""
    yield from _layer(node, ("RepeatVector",), text)


def drop_reshape_layer(node: ast.AST, text: Text) -> Edits:
    """No Reshape, no Permute."""
    yield from _layer(node, ("Reshape", "Permute"), text)


def drop_output_layer(node: ast.AST, text: Text) -> Edits:
    """No Dense."""
    yield from _layer(node, ("Dense",), text)


def drop_recurrent_layer(node: ast.AST, text: Text) -> Edits:
    """No recurrent layer where there was one."""
    yield from _layer(node, (*RECURRENT, "Bidirectional"), text)


def flatten_too_early(node: ast.AST, text: Text) -> Edits:
    """A Flatten before a layer that wants the time axis."""
    if isinstance(node, ast.Expr) and called(node.value) == "add" and isinstance(node.value, ast.Call):
        layer = node.value.args[0] if node.value.args else None
        if isinstance(layer, ast.Call) and called(layer) in RECURRENT and isinstance(layer.func, ast.Attribute):
            assert isinstance(node.value.func, ast.Attribute)
            _, end = text.span(node)
            model, layers = text.of(node.value.func.value), text.of(layer.func.value)
            yield [Edit(end, end, f"; {model}.add({layers}.Flatten()); {model}.add({text.of(layer.func)}(4))")]


def stack_once_more(node: ast.AST, text: Text) -> Edits:
    """A recurrent layer twice, with no return_sequences on the first."""
    if isinstance(node, ast.Expr) and called(node.value) == "add" and isinstance(node.value, ast.Call):
        layer = node.value.args[0] if node.value.args else None
        if isinstance(layer, ast.Call) and called(layer) in RECURRENT and not given(layer, "return_sequences"):
            _, end = text.span(node)
            assert isinstance(node.value.func, ast.Attribute)
            model, kind = text.of(node.value.func.value), text.of(layer.func)
            yield [Edit(end, end, f"; {model}.add({kind}(4))")]


def unwrap_time_distributed(node: ast.AST, text: Text) -> Edits:
    """The layer itself where TimeDistributed(layer) is wanted."""
    if isinstance(node, ast.Call) and called(node) == "TimeDistributed" and node.args:
        yield [text.keep(node, node.args[0])]


def unwrap_bidirectional(node: ast.AST, text: Text) -> Edits:
    """The layer itself where Bidirectional(layer) is wanted."""
    if isinstance(node, ast.Call) and called(node) == "Bidirectional" and node.args:
        yield [text.keep(node, node.args[0])]


def long_kernel(node: ast.AST, text: Text) -> Edits:
    """A window longer than what it slides over."""
    for keyword in getattr(node, "keywords", ()):
        if keyword.arg in ("kernel_size", "pool_size") and number(keyword.value):
            yield [text.replace(keyword.value, "500")]


def _xy(node: ast.AST) -> tuple[ast.expr, ast.expr] | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in TRAINED:
        return None
    values = [*node.args[:2], *[one.value for one in node.keywords if one.arg in ("x", "y")]]
    return (values[0], values[1]) if len(values) == 2 else None


def swap_x_and_y(node: ast.AST, text: Text) -> Edits:
    """`fit(y, x)`."""
    if found := _xy(node):
        yield text.swapped(*found)


def one_target_less(node: ast.AST, text: Text) -> Edits:
    """Targets from the second on."""
    if (found := _xy(node)) and isinstance(found[1], ast.Name):
        yield [text.replace(found[1], f"{found[1].id}[1:]")]


def flat_samples(node: ast.AST, text: Text) -> Edits:
    """Samples whose axes are one."""
    if (found := _xy(node)) and isinstance(found[0], ast.Name):
        yield [text.replace(found[0], f"{found[0].id}.reshape(len({found[0].id}), -1)")]


def first_step_only(node: ast.AST, text: Text) -> Edits:
    """An index where a slice is wanted."""
    if (found := _xy(node)) and isinstance(found[0], ast.Name):
        yield [text.replace(found[0], f"{found[0].id}[:, 0]")]


def one_column_more(node: ast.AST, text: Text) -> Edits:
    """The samples' last axis doubled."""
    if (found := _xy(node)) and isinstance(found[0], ast.Name):
        yield [text.replace(found[0], f"{found[0].id}.repeat(2, axis=-1)")]


def wide_targets(node: ast.AST, text: Text) -> Edits:
    """Targets with every column twice."""
    if (found := _xy(node)) and isinstance(found[1], ast.Name):
        yield [text.replace(found[1], f"{found[1].id}.repeat(2, axis=-1)")]


def predict_one_sample(node: ast.AST, text: Text) -> Edits:
    """One sample given to predict without its batch axis."""
    if isinstance(node, ast.Call) and called(node) == "predict" and node.args and isinstance(node.args[0], ast.Name):
        yield [text.replace(node.args[0], f"{node.args[0].id}[0]")]


def wrong_axis(node: ast.AST, text: Text) -> Edits:
    """Joined along another axis."""
    if isinstance(node, ast.Call) and called(node).lower() in ("concatenate", "stack", "concat"):
        if keyword := given(node, "axis"):
            for axis in ("0", "1", "2"):
                if text.of(keyword.value) != axis:
                    yield [text.replace(keyword.value, axis)]


def nested_lists(node: ast.AST, text: Text) -> Edits:
    """The list itself where np.array(list) is wanted."""
    if isinstance(node, ast.Call) and called(node) in ("array", "asarray") and node.args:
        yield [text.keep(node, node.args[0])]


def forget_padding(node: ast.AST, text: Text) -> Edits:
    """Sequences of many lengths, not padded."""
    if isinstance(node, ast.Call) and called(node) == "pad_sequences" and node.args:
        yield [text.keep(node, node.args[0])]


def forget_batch(node: ast.AST, text: Text) -> Edits:
    """A Dataset of single samples."""
    if isinstance(node, ast.Call) and called(node) == "batch" and isinstance(node.func, ast.Attribute):
        yield [text.keep(node, node.func.value)]


def batch_twice(node: ast.AST, text: Text) -> Edits:
    """A Dataset of batches of batches."""
    if isinstance(node, ast.Call) and called(node) == "batch" and isinstance(node.func, ast.Attribute):
        _, end = text.span(node)
        yield [Edit(end, end, ".batch(2)")]


def drop_column(node: ast.AST, text: Text) -> Edits:
    """One column fewer of a table."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.List) and len(node.slice.elts) > 1:
        yield [text.without(node.slice.elts, node.slice.elts[-1])]


def drop_transpose(node: ast.AST, text: Text) -> Edits:
    """The axes not moved."""
    if isinstance(node, ast.Call) and called(node) in ("transpose", "swapaxes", "moveaxis"):
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            own = node.func.value.id not in ("np", "tf", "ops", "K")
            yield [text.keep(node, node.func.value if own else node.args[0])]
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield [text.keep(node, node.value)]


def drop_one_state(node: ast.AST, text: Text) -> Edits:
    """One initial state too few."""
    for keyword in getattr(node, "keywords", ()):
        if keyword.arg == "initial_state" and isinstance(keyword.value, ast.List) and len(keyword.value.elts) > 1:
            yield [text.without(keyword.value.elts, keyword.value.elts[-1])]


def unpack_in_wrong_order(node: ast.AST, text: Text) -> Edits:
    """`x_train, y_train, x_test, y_test = train_test_split(…)`."""
    if isinstance(node, ast.Assign) and called(node.value) == "train_test_split":
        target = node.targets[0]
        if isinstance(target, ast.Tuple) and len(target.elts) == 4:
            yield text.swapped(target.elts[1], target.elts[2])


def one_input_of_many(node: ast.AST, text: Text) -> Edits:
    """One array where the model has several inputs."""
    if (found := _xy(node)) and isinstance(found[0], ast.List) and len(found[0].elts) > 1:
        yield [text.keep(found[0], found[0].elts[0])]


def squeeze_data(node: ast.AST, text: Text) -> Edits:
    """`[:, :, 0]` of what goes in."""
    if (found := _xy(node)) and isinstance(found[0], ast.Name):
        yield [text.replace(found[0], f"{found[0].id}[..., 0]")]


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator
    for operator in (
        drop_reshape, swap_reshaped_axes, drop_reshaped_axis, wrong_reshaped_number, drop_expand_dims,
        drop_return_sequences, add_return_sequences, misspelt_argument, forget_to_categorical, other_crossentropy,
        wrong_features, wrong_timesteps, swap_declared_axes, declare_batch, declare_one_axis_less, other_fixed_batch,
        wrong_units, drop_embedding, drop_flatten, drop_repeat_vector, drop_reshape_layer, drop_output_layer,
        drop_recurrent_layer, flatten_too_early, stack_once_more, unwrap_time_distributed, unwrap_bidirectional,
        long_kernel, swap_x_and_y, one_target_less, flat_samples, first_step_only, one_column_more, wide_targets,
        predict_one_sample, wrong_axis, nested_lists, forget_padding, forget_batch, batch_twice, drop_column,
        drop_transpose, drop_one_state, unpack_in_wrong_order, one_input_of_many, squeeze_data,
    )
}  # fmt: skip
