"""How programs of each layer class are drawn: `DRAWERS`, by class name; aliases are drawn under their first name."""

from __future__ import annotations

from tests.keras.layers.drawing import Draw, Drawer, Program, arguments, program, rank_of, shape, simple

RECURRENT = (
    "LSTM", "GRU", "SimpleRNN", "RNN", "Bidirectional", "TimeDistributed",
    "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "StackedRNNCells",
)  # fmt: skip
_CELLS = ("LSTMCell", "GRUCell", "SimpleRNNCell")


def _steps(draw: Draw, features: str | None = None) -> str:
    """(steps, features), now and then of another rank."""
    rank = 2 if not draw.chance(0.1) else draw.number(0, 4)
    dims = draw.dims(rank, 1, 9)
    if features is not None and rank == 2:
        dims[1] = features
    return draw.input(dims)


def recurrent(draw: Draw) -> Program:
    """A recurrent layer, sometimes with initial states."""
    made = f"L.{draw.name}({arguments(draw)})"
    if not draw.chance(0.3):
        return program(draw, made, f"l@({_steps(draw)})")
    units = str(draw.number(2, 4))
    given = arguments(draw, required={"units": units})
    count = 2 if draw.name == "LSTM" else 1
    if draw.chance(0.15):
        count += draw.of("x", "xx").count("x") * (-1 if count > 1 and draw.chance(0.5) else 1)
    widths = [units if draw.chance(0.85) else str(draw.number(1, 5)) for _ in range(count)]
    states = [f"keras.Input(({width},))" for width in widths]
    text = f"[{', '.join(states)}]"
    if count == 1 and draw.chance(0.5):
        text = states[0]
    call = (
        f"l@({_steps(draw)}, initial_state={text})"
        if draw.chance(0.7)
        else f"l@([{_steps(draw)}, {', '.join(states)}])"
    )
    return program(draw, f"L.{draw.name}({given})", call)


def _cell(draw: Draw) -> str:
    kind = draw.of(*_CELLS)
    if draw.chance(0.2):
        return f"{draw.of('Minimal', 'Paired')}({draw.number(1, 6)})"
    more = draw.of("", "", ", use_bias=False", ", activation='relu'")
    if kind == "GRUCell":
        more += draw.of("", ", reset_after=False")
    return f"L.{kind}({draw.number(1, 6)}{more})"


def _cells(draw: Draw) -> str:
    count = draw.number(1, 3)
    cells = f"[{', '.join(_cell(draw) for _ in range(count))}]"
    return cells if draw.chance(0.5) else f"L.StackedRNNCells({cells})"


def rnn(draw: Draw) -> Program:
    """RNN around a cell, a list of cells, stacked cells, or a cell of the program's own."""
    cell = _cell(draw) if draw.chance(0.6) else _cells(draw)
    return program(draw, f"L.RNN({arguments(draw, required={'cell': cell})})", f"l@({_steps(draw)})")


def stacked(draw: Draw) -> Program:
    """StackedRNNCells inside an RNN."""
    cells = f"[{', '.join(_cell(draw) for _ in range(draw.number(1, 4)))}]"
    flags = [
        f", {name}={draw.of('True', 'False')}" for name in ("return_sequences", "return_state") if draw.chance(0.5)
    ]
    return program(draw, f"L.RNN(L.StackedRNNCells({cells}){''.join(flags)})", f"l@({_steps(draw)})")


def _inner_recurrent(draw: Draw, units: str, *, backwards: str = "") -> str:
    kind = draw.of("LSTM", "GRU", "SimpleRNN", "LSTM")
    flags = [
        f", {name}={draw.of('True', 'False')}" for name in ("return_sequences", "return_state") if draw.chance(0.4)
    ]
    return f"L.{kind}({units}{''.join(flags)}{backwards})"


def bidirectional(draw: Draw) -> Program:
    """Bidirectional with its own options."""
    units = str(draw.number(1, 8))
    if draw.chance(0.04):
        return program(draw, f"L.Bidirectional(L.Dense({units}))", f"l@({_steps(draw)})")
    if draw.chance(0.1):
        made = "L.Bidirectional(L.ConvLSTM2D(2, 2, return_sequences=True))"
        return program(draw, made, f"l@({draw.input(draw.dims(4, 3, 6))})")
    inner = _inner_recurrent(draw, units)
    more = f", merge_mode={draw.of('concat', 'sum', 'mul', 'ave', 'concat', 'other')!r}" if draw.chance(0.5) else ""
    if not more and draw.chance(0.2):
        more = ", merge_mode=None"
    if draw.chance(0.2):
        kind = inner.partition("(")[0] if draw.chance(0.8) else "L.GRU"
        width = units if draw.chance(0.7) else str(draw.number(1, 8))
        rest = inner.partition(units)[2] if draw.chance(0.8) else ")"
        turned = ", go_backwards=True" if draw.chance(0.85) else ""
        more += f", backward_layer={kind}({width}{turned}{rest}"
    made = f"L.Bidirectional({inner}{more})"
    if draw.chance(0.2):
        states = 4 if inner.startswith("L.LSTM") else 2
        states = states if draw.chance(0.8) else states - 1
        width = units if draw.chance(0.85) else str(draw.number(1, 8))
        given = ", ".join(f"keras.Input(({width},))" for _ in range(states))
        return program(draw, made, f"l@({_steps(draw)}, initial_state=[{given}])")
    return program(draw, made, f"l@({_steps(draw)})")


def time_distributed(draw: Draw) -> Program:
    """TimeDistributed of layers and models."""
    units = draw.number(1, 8)
    options = [
        (f"L.Dense({units})", 1, 3),
        (f"L.Conv1D({units}, 2)", 2, 2),
        (f"L.Conv2D({units}, 2, padding='same')", 3, 3),
        ("L.Flatten()", 2, 3),
        ("L.MaxPooling2D(2)", 3, 3),
        ("L.GlobalAveragePooling1D()", 2, 2),
        (f"L.LSTM({units})", 2, 2),
        (f"L.RNN(L.GRUCell({units}))", 2, 2),
        (f"L.ConvLSTM1D({units}, 2)", 3, 3),
        (f"L.LSTM({units}, return_sequences=True)", 2, 2),
        (f"L.Bidirectional(L.GRU({units}))", 2, 2),
        ("L.Dropout(0.2)", 1, 3),
        ("L.BatchNormalization()", 1, 3),
        (f"L.RepeatVector({units})", 1, 1),
        ("L.Reshape((-1, 2))", 1, 2),
        (f"L.Embedding(20, {units})", 0, 1),
        ("L.Activation('relu')", 1, 3),
        ("L.Permute((2, 1))", 2, 2),
        (f"keras.Sequential([L.Dense({units}), L.Dense(2)])", 1, 2),
        (f"keras.Sequential([keras.Input((6, 4)), L.LSTM({units})])", 2, 2),
        (f"keras.Sequential([keras.Input((6,)), L.Dense({units})])", 1, 1),
        ("L.Lambda(lambda one: one * 2)", 1, 3),
        ("L.Lambda(lambda one: one[:, 0])", 2, 3),
    ]
    if draw.chance(0.2):  # several inputs
        inner = draw.random.choice(
            ("L.Concatenate()", "L.Add()", "L.Lambda(lambda both: both[1])", f"L.Dense({units})")
        )
        steps, rank = draw.dims(1, 2, 8), draw.number(1, 2)
        first, second = ([*steps, *draw.dims(rank if draw.chance(0.9) else 0, 2, 4)] for _ in range(2))
        return program(draw, f"L.TimeDistributed({inner})", f"l@([{draw.input(first)}, {draw.input(second)}])")
    inner, low, high = draw.random.choice(options)
    rank = draw.number(low, high) + 1 if not draw.chance(0.1) else draw.number(0, 4)
    dims = draw.dims(rank, 2, 8)
    if "(6, 4)" in inner and rank == 3:
        dims[1:] = ["6", "4"]
    if "(6,)" in inner and rank == 2:
        dims[1:] = ["6"]
    return program(draw, f"L.TimeDistributed({inner})", f"l@({draw.input(dims)})")


def conv_lstm(draw: Draw) -> Program:
    """(steps, *space, channels)."""
    return simple(draw, [rank_of(draw.name) + 2], low=3, high=7)


def spatial(draw: Draw) -> Program:
    """Convolutions, pooling, padding: (*space, channels)."""
    return simple(draw, [rank_of(draw.name) + 1], low=2, high=9)


def any_rank(draw: Draw) -> Program:
    """A layer that takes any rank."""
    return simple(draw, [1, 2, 3])


def dense(draw: Draw) -> Program:
    """Dense on one to three axes."""
    return simple(draw, [1, 1, 2, 3])


def embedding(draw: Draw) -> Program:
    """Ids in, vectors out."""
    rank = draw.number(0, 2)
    kind = draw.of("int32", "", "float32")
    made = f"L.{draw.name}({arguments(draw)})"
    return program(draw, made, f"l@({draw.input(draw.dims(rank), kind, none_last=True)})")


def batch_normalization(draw: Draw) -> Program:
    """A normalization along an axis."""
    required = {"axis": draw.of("-1", "1", "2", "[1]", "[1, 2]", "3")} if draw.chance(0.4) else {}
    return simple(draw, [1, 2, 3], **required)


def layer_normalization(draw: Draw) -> Program:
    """A normalization along one axis or several."""
    required = {"axis": draw.of("-1", "1", "[1, 2]", "(-1,)", "[-2, -1]", "4")} if draw.chance(0.4) else {}
    return simple(draw, [1, 2, 3], **required)


def group_normalization(draw: Draw) -> Program:
    """Channels in groups."""
    required = {"groups": draw.of("1", "2", "3", "4", "-1", "32")}
    if draw.chance(0.3):
        required["axis"] = draw.of("-1", "1", "2")
    return simple(draw, [1, 2, 3], **required)


def merging(draw: Draw) -> Program:
    """Several inputs combined element by element."""
    rank = draw.number(1, 3)
    first = draw.dims(rank)
    inputs = [draw.input(first)]
    for _ in range(1 if draw.name == "Subtract" and draw.chance(0.9) else draw.number(0, 2)):
        dims = list(first)
        if draw.chance(0.3):
            dims[draw.number(0, rank - 1)] = draw.of("1", str(draw.number(1, 9)), "None")
        if draw.chance(0.2):
            dims = dims[1:] if draw.chance(0.5) else [str(draw.number(1, 4)), *dims]
        inputs.append(draw.input(dims, none_last=True))
    given = inputs[0] if len(inputs) == 1 and draw.chance(0.5) else f"[{', '.join(inputs)}]"
    return program(draw, f"L.{draw.name}({arguments(draw)})", f"l@({given})")


def concatenate(draw: Draw) -> Program:
    """Inputs joined along an axis."""
    rank = draw.number(1, 3)
    axis = draw.of("-1", "1", "-1", str(rank), "2", "0", "-2", "4") if draw.chance(0.7) else ""
    at = int(axis or -1)
    first = draw.dims(rank)
    inputs = [draw.input(first, none_last=True)]
    for _ in range(draw.number(1, 2)):
        dims = list(first)
        place = at - 1 if at > 0 else at
        if -rank <= place < rank:
            dims[place] = str(draw.number(1, 9))
        if draw.chance(0.15):
            dims[draw.number(0, rank - 1)] = draw.of(str(draw.number(1, 9)), "None")
        if draw.chance(0.08):
            dims = dims[1:]
        inputs.append(draw.input(dims, none_last=True))
    if draw.chance(0.05):
        inputs = inputs[:1]
    made = f"L.Concatenate({f'axis={axis}' if axis else ''})"
    return program(draw, made, f"l@([{', '.join(inputs)}])")


def dot(draw: Draw) -> Program:
    """The product of two inputs along axes."""
    ranks = [draw.number(1, 3), draw.number(1, 3)]
    axes = [draw.number(1, rank) for rank in ranks]
    dims = [draw.dims(rank, none=0.08) for rank in ranks]
    if draw.chance(0.9):
        dims[1][axes[1] - 1] = dims[0][axes[0] - 1]
    if min(ranks) > 1 and draw.chance(0.7):
        batch = "4"
        dims[0] = [batch if at + 1 != axes[0] else dim for at, dim in enumerate(dims[0])]
        dims[1] = [batch if at + 1 != axes[1] else dim for at, dim in enumerate(dims[1])]
    text = f"({axes[0]}, {axes[1]})" if axes[0] != axes[1] or draw.chance(0.3) else str(axes[0])
    if draw.chance(0.15):
        text = draw.of("-1", "2", "1", "(1, 2)", "(2, 1)", "0", "(-1, -1)")
    more = ", normalize=True" if draw.chance(0.3) else ""
    inputs = ", ".join(draw.input(one, none_last=True) for one in dims)
    return program(draw, f"L.Dot(axes={text}{more})", f"l@([{inputs}])")


def attention(draw: Draw) -> Program:
    """[query, value] or [query, value, key]."""
    width = str(draw.number(1, 6))
    steps = [str(draw.number(1, 6)) if draw.chance(0.85) else "None" for _ in range(2)]
    query, value = [steps[0], width], [steps[1], width if draw.chance(0.8) else str(draw.number(1, 6))]
    inputs = [query, value]
    if draw.chance(0.3):
        inputs.append([steps[1] if draw.chance(0.9) else "9", width])
    if draw.chance(0.06):
        inputs = inputs[:1]
    if draw.chance(0.1):
        inputs[0] = inputs[0][1:]
    texts = ", ".join(draw.input(one) for one in inputs)
    more = ", return_attention_scores=True" if draw.chance(0.25) else ""
    return program(draw, f"L.{draw.name}({arguments(draw)})", f"l@([{texts}]{more})")


def multi_head(draw: Draw) -> Program:
    """query, value and perhaps key."""
    required = {"num_heads": draw.of("1", "2", "3"), "key_dim": draw.of("1", "2", "4")}
    if draw.chance(0.3):
        required["value_dim"] = draw.of("2", "5")
    if draw.chance(0.25):
        required["output_shape"] = draw.of("7", "(3,)", "(2, 3)")
    if draw.chance(0.2) and not draw.chance(0.5):
        required["attention_axes"] = draw.of("1", "(1,)")
    width = draw.number(1, 6)
    rank = 2 if "attention_axes" in required or draw.chance(0.9) else 3
    query = [*draw.dims(rank - 1), str(width)]
    value = [*(query[:-2]), draw.dims(1)[0], str(width if draw.chance(0.6) else draw.number(1, 6))]
    if draw.chance(0.08):
        value = value[1:]
    if draw.chance(0.08):
        query = query[1:]
    given = [draw.input(query, "float32"), draw.input(value, "float32")]
    if draw.chance(0.25):
        given.append(draw.input([*value[:-1], str(draw.number(1, 6))], "float32"))
    if draw.chance(0.25):
        given.append("return_attention_scores=True")
    return program(draw, f"L.MultiHeadAttention({arguments(draw, required=required)})", f"l@({', '.join(given)})")


def group_query(draw: Draw) -> Program:
    """Attention whose heads share keys."""
    required = {
        "head_dim": draw.of("2", "4"),
        "num_query_heads": draw.of("2", "4", "4"),
        "num_key_value_heads": draw.of("1", "2", "3"),
    }
    steps, width = draw.dims(1)[0], str(draw.number(1, 6))
    given = [draw.input([steps, width]), draw.input([draw.dims(1)[0], str(draw.number(1, 6))])]
    if draw.chance(0.1):
        given = [draw.input([width]), draw.input([width])]
    if draw.chance(0.25):
        given.append("return_attention_scores=True")
    return program(draw, f"L.GroupQueryAttention({arguments(draw, required=required)})", f"l@({', '.join(given)})")


_FUNCTIONS = (
    "lambda t: t * 2",
    "lambda t: t[:, -1]",
    "lambda t: t[:, 1:]",
    "lambda t: t[..., :1]",
    "lambda t: t + 1.0",
    "double",
    "last_step",
)


def lambda_layer(draw: Draw) -> Program:
    """A function that the interpreter can run."""
    dims = draw.dims(draw.number(2, 3), 2, 6)
    function = draw.of(*_FUNCTIONS)
    more = ""
    if draw.chance(0.3):
        more = f", output_shape={shape(draw.dims(draw.number(1, 2)))}"
        if function.endswith("* 2") or function in {"double", "lambda t: t + 1.0"}:
            more = f", output_shape={shape(dims)}"
    return program(draw, f"L.Lambda({function}{more})", f"l@({draw.input(dims, 'float32')})")


def reshape(draw: Draw) -> Program:
    """To as many values, or not."""
    dims = draw.dims(draw.number(1, 3), 1, 6, none=0.15)
    numbers = [int(dim) for dim in dims if dim != "None"]
    total = 1
    for number in numbers:
        total *= number
    target = draw.permuted([str(number) for number in numbers]) or ["1"]
    choice = draw.number(0, 5)
    if choice == 0:
        target = ["-1"]
    elif choice == 1:
        target = [*target[:-1], "-1"]
    elif choice == 2:
        target = [str(total), "1"]
    elif choice == 3:
        target[draw.number(0, len(target) - 1)] = str(draw.number(1, 7))
    elif choice == 4 and draw.chance(0.4):
        target = ["-1", "-1"]
    elif choice == 5:
        target = ["-1", *target]
    text = shape(target) if draw.chance(0.8) else f"[{', '.join(target)}]"
    return program(draw, f"L.Reshape({text})", f"l@({draw.input(dims, none_last=True)})")


def permute(draw: Draw) -> Program:
    """Axes in another order."""
    rank = draw.number(1, 3)
    order = draw.permuted([str(axis) for axis in range(1, rank + 1)])
    if draw.chance(0.1):
        order[0] = draw.of("0", "4", "-1")
    if draw.chance(0.1):
        rank += 1
    return program(draw, f"L.Permute({shape(order)})", f"l@({draw.input(draw.dims(rank), none_last=True)})")


def flatten(draw: Draw) -> Program:
    """All axes in one."""
    rank = draw.number(0, 4)
    return program(draw, f"L.Flatten({arguments(draw)})", f"l@({draw.input(draw.dims(rank), none_last=True)})")


def repeat_vector(draw: Draw) -> Program:
    """(features) to (n, features)."""
    return simple(draw, [1])


def cell(draw: Draw) -> Program:
    """A cell called by itself, with its states."""
    units = str(draw.number(1, 6))
    states = 2 if draw.name == "LSTMCell" else 1
    width = units if draw.chance(0.9) else str(draw.number(1, 6))
    given = ", ".join(f"keras.Input(({width},))" for _ in range(states))
    inputs = draw.input(draw.dims(1, none=0), "float32")
    return program(draw, f"L.{draw.name}({arguments(draw, required={'units': units})})", f"l@({inputs}, [{given}])")


def activation_like(draw: Draw) -> Program:
    """Shape stays, any rank."""
    return simple(draw, [0, 1, 2, 3])


def prelu(draw: Draw) -> Program:
    """Weights of the input's own shape, some axes shared."""
    required = {"shared_axes": draw.of("[1]", "[1, 2]", "[2]", "None")} if draw.chance(0.5) else {}
    return simple(draw, [1, 2, 3], **required)


def softmax(draw: Draw) -> Program:
    """Along an axis."""
    return simple(draw, [1, 2, 3], **({"axis": draw.of("-1", "1", "[1]")} if draw.chance(0.4) else {}))


def einsum_dense(draw: Draw) -> Program:
    """A product by an equation."""
    equation, output, rank = draw.random.choice(
        [
            ("ab,bc->ac", "6", 1),
            ("abc,cd->abd", "(None, 7)", 2),
            ("...x,xy->...y", "5", 2),
            ("abc,cde->abde", "(None, 3, 4)", 2),
            ("ab,bcd->acd", "(3, 4)", 1),
            ("abc,bd->adc", "(6, None)", 2),
        ]
    )
    required = {"equation": repr(equation), "output_shape": output}
    if draw.chance(0.4):
        required["bias_axes"] = repr(equation[-1])
    given = arguments(draw, required=required)
    return program(draw, f"L.EinsumDense({given})", f"l@({draw.input(draw.dims(rank, none=0.05))})")


def image(draw: Draw) -> Program:
    """Augmentation of images: (height, width, channels)."""
    required: dict[str, str] = {}
    factor = "4" if draw.name == "RandomPosterization" else "0.2"
    for name, options in {
        "factor": (factor,), "height_factor": ("0.2",), "width_factor": ("0.2",), "height": ("2", "5"), "width": ("2", "7"),
        "mode": ("'horizontal'", "'vertical'"), "value_range": ("(0, 255)",), "output_size": ("2", "3"),
    }.items():  # fmt: skip
        from pylint_lstmshape.keras.layers.binding import signature

        made = signature(draw.name, draw.generation)
        if made is not None and name in made.names and (name not in made.defaults or draw.chance(0.3)):
            required[name] = draw.of(*options)
    rank = 3 if draw.chance(0.85) else 4
    dims = [*draw.dims(rank - 1, 5, 9, none=0.05), "3"]
    text = ", ".join(f"{name}={value}" for name, value in required.items())
    inputs = f"keras.Input({shape(dims[-3:])})" if rank == 3 else f"keras.Input({shape(dims[-3:])}, batch_size=2)"
    return program(draw, f"L.{draw.name}({text})", f"l@({inputs})")


def adaptive(draw: Draw) -> Program:
    """Pooling to a given size."""
    rank = rank_of(draw.name)
    return simple(draw, [rank + 1], low=3, output_size=draw.tuple_of(rank, 1, 4))


def normalization(draw: Draw) -> Program:
    """Mean and variance given or adapted."""
    required = {"mean": "0.0", "variance": "1.0"} if draw.chance(0.4) else {}
    if draw.chance(0.4):
        required["axis"] = draw.of("-1", "None", "1")
    return simple(draw, [1, 2, 3], **required)


def category_encoding(draw: Draw) -> Program:
    """Ids to indicator vectors."""
    required = {"num_tokens": draw.of("4", "10"), "output_mode": draw.of("'multi_hot'", "'one_hot'", "'count'")}
    rank = draw.number(0, 2)
    given = arguments(draw, required=required, skip=("sparse",))
    return program(
        draw, f"L.CategoryEncoding({given})", f"l@({draw.input(draw.dims(rank, 1, 4), 'int32', none_last=True)})"
    )


def discretization(draw: Draw) -> Program:
    """Numbers to bins."""
    required = {"bin_boundaries": "[0.0, 0.5, 1.0]"}
    if draw.chance(0.6):
        required["output_mode"] = draw.of("'int'", "'one_hot'", "'multi_hot'", "'count'")
    given = arguments(draw, required=required, skip=("sparse", "num_bins"))
    return program(
        draw, f"L.Discretization({given})", f"l@({draw.input(draw.dims(draw.number(0, 2), 1, 4), none_last=True)})"
    )


def hashing(draw: Draw) -> Program:
    """Ids to buckets."""
    required = {"num_bins": draw.of("4", "10")}
    if draw.chance(0.5):
        required["output_mode"] = draw.of("'int'", "'one_hot'", "'multi_hot'", "'count'")
    given = arguments(draw, required=required, skip=("sparse", "mask_value"))
    inputs = draw.input(draw.dims(draw.number(0, 2), 1, 4), draw.of("int32", "string"), none_last=True)
    return program(draw, f"L.Hashing({given})", f"l@({inputs})")


def hashed_crossing(draw: Draw) -> Program:
    """Two features crossed."""
    required = {"num_bins": draw.of("4", "10"), "output_mode": draw.of("'int'", "'one_hot'")}
    given = arguments(draw, required=required, skip=("sparse",))
    dims = draw.of("(1,)", "()", "(1,)", "(3,)")
    return program(
        draw,
        f"L.HashedCrossing({given})",
        f"l@((keras.Input({dims}, dtype='int32'), keras.Input({dims}, dtype='int32')))",
    )


def lookup(draw: Draw) -> Program:
    """A vocabulary given."""
    words = "['a', 'b', 'c']" if draw.name == "StringLookup" else "[1, 2, 3]"
    kind = "string" if draw.name == "StringLookup" else "int64"
    required = {"vocabulary": words}
    if draw.chance(0.6):
        required["output_mode"] = draw.of("'int'", "'one_hot'", "'multi_hot'", "'count'")
    if draw.chance(0.3):
        required["num_oov_indices"] = draw.of("0", "1", "2")
    given = ", ".join(f"{name}={value}" for name, value in required.items())
    return program(
        draw, f"L.{draw.name}({given})", f"l@({draw.input(draw.dims(draw.number(0, 2), 1, 4), kind, none_last=True)})"
    )


def text_vectorization(draw: Draw) -> Program:
    """Sentences to ids."""
    required = {"vocabulary": "['a', 'b', 'c']"}
    mode = draw.of("", "'int'", "'multi_hot'", "'count'")
    if mode:
        required["output_mode"] = mode
    if mode in {"", "'int'"} and draw.chance(0.6):
        required["output_sequence_length"] = draw.of("4", "9")
    given = ", ".join(f"{name}={value}" for name, value in required.items())
    return program(
        draw, f"L.TextVectorization({given})", f"l@(keras.Input({draw.of('(1,)', '()', '(1,)')}, dtype='string'))"
    )


def spectral(draw: Draw) -> Program:
    """SpectralNormalization of a layer with a kernel."""
    inner, rank = draw.random.choice(
        [("L.Dense(4)", 1), ("L.Conv1D(3, 2)", 2), ("L.Conv2D(3, 2)", 3), ("L.Embedding(5, 4)", 1)]
    )
    if draw.chance(0.1):
        inner, rank = "L.Flatten()", 2
    rank = draw.number(0, 4) if draw.chance(0.1) else rank
    return program(draw, f"L.SpectralNormalization({inner})", f"l@({draw.input(draw.dims(rank, 2, 6))})")


def input_layer(draw: Draw) -> Program:
    """Its tensor is what Input gives."""
    shape_name = draw.of("shape", "input_shape") if draw.generation == 2 else draw.of("shape", "shape", "nothing")
    dims = shape(draw.dims(draw.number(1, 3), none=0.3))
    return Program("InputLayer", f"l@ = L.InputLayer({shape_name}={dims})\ny@ = l@.output\nn@ = int(0)\n")


def own_layer(draw: Draw) -> Program:
    """A layer of the program's own; on floats, since which raw operations take ints is not modelled."""
    made = draw.of("Scaled(3)", "Projected(4)", "Pooled()", "Gate(5)", "Attended()", "Shaped(6)")
    rank = draw.random.choice([2, 2, 2, 3, 1])
    return Program(
        "Layer", f"l@ = {made}\ny@ = l@({draw.input(draw.dims(rank, 2, 6), 'float32')})\nn@ = l@.count_params()\n"
    )


_SHAPE_STAYS = (
    "Dropout", "GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization", "LeakyReLU", "ELU", "ReLU",
    "ThresholdedReLU", "Identity", "Activation", "Masking", "UnitNormalization", "Rescaling",
)  # fmt: skip
_IMAGES = (
    "AugMix", "AutoContrast", "CenterCrop", "ContrastLimitedAdaptiveHistogramEqualization", "CutMix", "Equalization", "MixUp",
    "RandAugment", "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter", "RandomContrast", "RandomCrop",
    "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomGrayscale", "RandomHeight",
    "RandomHue", "RandomInvert", "RandomPerspective", "RandomPosterization", "RandomRotation", "RandomSaturation",
    "RandomSharpness", "RandomShear", "RandomTranslation", "RandomWidth", "RandomZoom", "Resizing", "Solarization",
)  # fmt: skip

DRAWERS: dict[str, Drawer] = {
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN"), recurrent),
    **dict.fromkeys(_CELLS, cell),
    **dict.fromkeys(("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"), conv_lstm),
    **dict.fromkeys(_SHAPE_STAYS, activation_like),
    **dict.fromkeys(_IMAGES, image),
    **dict.fromkeys(("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"), merging),
    **dict.fromkeys(("Attention", "AdditiveAttention"), attention),
    **dict.fromkeys(("StringLookup", "IntegerLookup"), lookup),
    "RNN": rnn,
    "StackedRNNCells": stacked,
    "Bidirectional": bidirectional,
    "TimeDistributed": time_distributed,
    "Dense": dense,
    "Embedding": embedding,
    "ReversibleEmbedding": embedding,
    "BatchNormalization": batch_normalization,
    "LayerNormalization": layer_normalization,
    "RMSNormalization": any_rank,
    "GroupNormalization": group_normalization,
    "Concatenate": concatenate,
    "Dot": dot,
    "MultiHeadAttention": multi_head,
    "GroupQueryAttention": group_query,
    "Lambda": lambda_layer,
    "Reshape": reshape,
    "Permute": permute,
    "Flatten": flatten,
    "RepeatVector": repeat_vector,
    "PReLU": prelu,
    "Softmax": softmax,
    "EinsumDense": einsum_dense,
    "Normalization": normalization,
    "CategoryEncoding": category_encoding,
    "Discretization": discretization,
    "Hashing": hashing,
    "HashedCrossing": hashed_crossing,
    "TextVectorization": text_vectorization,
    "SpectralNormalization": spectral,
    "InputLayer": input_layer,
    "Layer": own_layer,
}
for _rank in (1, 2, 3):
    for _name in (
        "Conv{}D", "Conv{}DTranspose", "SeparableConv{}D", "DepthwiseConv{}D", "LocallyConnected{}D", "MaxPooling{}D",
        "AveragePooling{}D", "GlobalMaxPooling{}D", "GlobalAveragePooling{}D", "ZeroPadding{}D", "Cropping{}D",
        "UpSampling{}D", "SpatialDropout{}D",
    ):  # fmt: skip
        DRAWERS[_name.format(_rank)] = spatial
    for _name in ("AdaptiveAveragePooling{}D", "AdaptiveMaxPooling{}D"):
        DRAWERS[_name.format(_rank)] = adaptive
