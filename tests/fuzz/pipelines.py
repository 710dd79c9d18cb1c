"""Data pipelines: where an array comes from, and steps that change its shape. The shape is followed, to choose well.

What a step really gives is for NumPy to say: a shape that is followed wrongly makes a program with a mistake in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.choices import Choices, tuple_of


@dataclass
class Data:
    """An array by its name; `ids` tells that it holds whole numbers below 10."""

    name: str
    shape: list[int]
    ids: bool = False


def source(c: Choices) -> Data:
    """The first array."""
    return c.of(_random, _random, _zeros, _windows, _frame, _listed, _ids, _ids_of_many_lengths, _regression, _counted)(
        c
    )


def _random(c: Choices) -> Data:
    shape = [c.number(6, 12), *[c.number(1, 5) for _ in range(c.of(1, 2, 2, 2, 3))]]
    made = c.of(
        "np.random.rand({})", "np.random.random(({}))", "np.random.normal(size=({}))", "np.random.uniform(0, 1, ({}))"
    )
    c.line(f"x = {made.format(', '.join(map(str, shape)))}")
    return Data("x", shape)


def _zeros(c: Choices) -> Data:
    shape = [c.number(6, 12), *[c.number(1, 5) for _ in range(c.of(1, 2, 2))]]
    c.line(f"x = np.{c.of('zeros', 'ones')}({tuple_of(shape)}{c.of('', ', dtype=np.float32')})")
    if len(shape) == 3 and c.chance(0.5):
        c.line(f"for i in range({shape[0]}):")
        c.line(f"    x[i, :, 0] = {c.of('i', 'np.arange(' + str(c.about(shape[1])) + ')')}")
    return Data("x", shape)


def _windows(c: Choices) -> Data:
    length, back = c.number(10, 16), c.number(2, 5)
    width = c.of(0, 0, 2, 3)
    c.line(
        f"series = np.{c.of('arange', 'random.rand')}({length * max(width, 1)}){f'.reshape(-1, {width})' if width else ''}"
    )
    c.line(f"look_back = {back}")
    kind = c.number(0, 3)
    if kind == 0:
        c.line("x = np.array([series[i:i + look_back] for i in range(len(series) - look_back)])")
    elif kind == 1:
        c.line("def windows(data, size):")
        c.line("    rows = []")
        c.line("    for i in range(len(data) - size):")
        c.line("        rows.append(data[i:i + size])")
        c.line("    return np.array(rows)")
        c.line("x = windows(series, look_back)")
    elif kind == 2:
        c.line("rows = []")
        c.line("i = 0")
        c.line("while i + look_back < len(series):")
        c.line("    rows.append(series[i:i + look_back])")
        c.line("    i += 1")
        c.line("x = np.stack(rows)")
    else:
        c.line("rows = [series[end - look_back:end] for end in range(look_back, len(series))]")
        c.line("x = np.asarray(rows, dtype='float32')")
    return Data("x", [length - back, back, *([width] if width else [])])


def _frame(c: Choices) -> Data:
    rows, names = c.number(6, 12), list("abcde")[: c.number(2, 5)]
    c.line(f"df = pd.DataFrame(np.random.rand({rows}, {len(names)}), columns={names})")
    width = len(names)
    for _ in range(c.number(0, 3)):
        step = c.number(0, 8)
        if step == 0 and names and width > 1:
            gone = c.of(*names)
            names.remove(gone)
            width -= 1
            c.line(f"df = df.drop({c.of(f'columns=[{gone!r}]', f'{gone!r}, axis=1')})")
        elif step == 1 and len(names) > 1:
            names = names[: c.number(1, len(names))]
            width = len(names)
            c.line(f"df = df[{names}]")
        elif step == 2:
            new = c.of("f", "g", "h")
            width += new not in names
            names += [] if new in names else [new]
            c.line(f"df[{new!r}] = {c.of('1.0', f'df[{names[0]!r}] * 2', 'np.arange(len(df))')}")
        elif step == 3:
            rows -= 1
            c.line(
                f"df = {c.of('df.diff().dropna()', 'df.iloc[1:]', 'df[1:]', 'df.shift(1).dropna()', 'df.iloc[:-1]')}"
            )
        elif step == 4:
            c.line(
                f"df = df.{c.of('reset_index(drop=True)', 'sort_index()', 'fillna(0)', 'copy()', 'astype(float)', 'abs()')}"
            )
        elif step == 5 and len(set(names)) == width:
            c.line("df = pd.concat([df, df])")
            rows *= 2
        elif step == 6:
            c.line(f"df = df.rename(columns={{{names[0]!r}: 'z'}})")
            names[0] = "z"
        elif step == 7 and rows > 5:
            rows = min(rows, 5)
            c.line(f"df = df.{c.of('head(5)', 'tail(5)', 'iloc[:5]', 'sample(5)')}")
    c.line(f"x = {c.of('df.values', 'df.to_numpy()', 'np.array(df)', 'df.iloc[:, :].values')}")
    return Data("x", [rows, width])


def _listed(c: Choices) -> Data:
    rows, steps = c.number(6, 10), c.number(1, 5)
    if c.chance(0.5):
        c.line(f"rows = [[i + j for j in range({steps})] for i in range({rows})]")
    else:
        c.line("rows = []")
        c.line(f"for i in range({rows}):")
        c.line(f"    rows.append([{', '.join(c.of('i', '0.5', '1') for _ in range(steps))}])")
    c.line(f"x = np.{c.of('array', 'asarray')}(rows{c.of('', ', dtype=float')})")
    return Data("x", [rows, steps])


def _ids(c: Choices) -> Data:
    shape = [c.number(6, 12), c.number(2, 5)]
    c.line(f"x = np.random.randint({c.of('0, ', '')}10, size={tuple_of(shape)})")
    return Data("x", shape, ids=True)


def _ids_of_many_lengths(c: Choices) -> Data:
    rows, longest = c.number(6, 8), c.number(3, 5)
    c.line(f"texts = [[{', '.join(['1', '2', '3', '4', '5'][:longest])}]] + [[1, 2]] * {rows - 1}")
    if c.chance(0.5):
        longest = c.number(2, 6)
        c.line(f"x = keras.utils.pad_sequences(texts, maxlen={longest})")
    else:
        c.line(f"x = keras.utils.pad_sequences(texts{c.of('', ', padding=' + repr('post'))})")
    return Data("x", [rows, longest], ids=True)


def _regression(c: Choices) -> Data:
    shape = [c.number(6, 12), c.number(2, 5)]
    c.line(f"x, target = make_regression(n_samples={shape[0]}, n_features={shape[1]}, n_informative=1)")
    return Data("x", shape)


def _counted(c: Choices) -> Data:
    shape = [c.number(6, 9), c.number(1, 4), c.number(1, 4)]
    total = math.prod(shape)
    c.line(
        f"x = np.{c.of('arange({})', 'linspace(0, 1, {})', 'zeros({})').format(c.about(total))}.reshape({tuple_of(shape)})"
    )
    return Data("x", shape)


def step(c: Choices, x: Data) -> Data:
    """One step more."""
    steps: list[Callable[[Choices, Data], Data | None]] = [
        _reshape, _reshape, _new_axis, _new_axis, _sliced, _joined, _scaled, _reordered, _plain, _split, _reduced,
        _one_hot, _stacked, _rows, _repeated, _function, _tensor,
    ]  # fmt: skip
    return c.of(*steps)(c, x) or x


def _bind(c: Choices, x: Data, text: str, shape: list[int], *, ids: bool | None = None) -> Data:
    name = c.name("x")
    c.line(f"{name} = {text.replace('@', x.name)}")
    return Data(name, shape, x.ids if ids is None else ids)


def _reshape(c: Choices, x: Data) -> Data | None:
    rows, rest = x.shape[0], math.prod(x.shape[1:])
    parts = [one for one in range(1, rest + 1) if rest % one == 0]
    one = c.of(*parts)
    dims = c.of([one, rest // one], [rest, 1], [1, rest], [rest])
    written = [str(c.about(dim)) for dim in dims]
    if c.chance(0.3):
        written[c.number(0, len(written) - 1)] = "-1"
    first = c.of("@.shape[0]", "len(@)", str(rows), *(["-1"] if "-1" not in written else []))
    if (
        c.chance(0.2)
        and "-1" not in (first, *written)
        and len(x.shape) == 2
        and len(dims) == 2
        and dims[0] == x.shape[1]
    ):
        written[0] = "@.shape[1]"
    target = ", ".join([first, *written])
    text = c.of("@.reshape({})", "@.reshape(({}))", "np.reshape(@, ({}))")
    return _bind(c, x, text.format(target), [rows, *dims])


def _new_axis(c: Choices, x: Data) -> Data | None:
    if len(x.shape) > 3:
        return None
    at = c.number(1, len(x.shape)) if not c.wrong() else c.of(0, len(x.shape) + 1)
    shape = [*x.shape[:at], 1, *x.shape[at:]]
    texts = [f"np.expand_dims(@, {at})", f"np.expand_dims(@, axis={at})"]
    if at == len(x.shape):
        texts += ["@[..., np.newaxis]", "np.expand_dims(@, -1)", f"@[{':, ' * at}None]"]
    return _bind(c, x, c.of(*texts), shape)


def _sliced(c: Choices, x: Data) -> Data | None:
    rows, *rest = x.shape
    if rows > 6 and c.chance(0.5):
        return _bind(c, x, c.of("@[1:]", "@[:-1]", "@[1:, :]", "np.delete(@, 0, axis=0)"), [rows - 1, *rest])
    if rest and rest[-1] > 1:
        if c.chance(0.3) and len(rest) > 1:
            return _bind(c, x, c.of("@[..., 0]", f"@[{':, ' * len(rest)}-1]", "@.take(0, axis=-1)"), [rows, *rest[:-1]])
        text = c.of("@[..., 1:]", "@[..., :-1]", f"@[{':, ' * len(rest)}1:]", f"@[..., :{rest[-1] - 1}]")
        return _bind(c, x, text, [rows, *rest[:-1], rest[-1] - 1])
    return None


def _joined(c: Choices, x: Data) -> Data | None:
    if len(x.shape) < 2 or x.shape[-1] > 6:
        return None
    other = c.of("@", "@ * 2", "np.zeros_like(@)", f"np.ones({tuple_of([c.about(dim) for dim in x.shape])})")
    text = c.of("np.concatenate([@, {}], axis=-1)", "np.concatenate((@, {}), axis={})", "np.append(@, {}, axis=-1)")
    return _bind(c, x, text.format(other, len(x.shape) - 1), [*x.shape[:-1], x.shape[-1] * 2])


def _stacked(c: Choices, x: Data) -> Data | None:
    if len(x.shape) > 2:
        return None
    text = c.of("np.stack([@, @], axis=-1)", "np.dstack([@, @])", "np.stack((@, @ + 1, @ * 2), axis=2)")
    return _bind(c, x, text, [*x.shape, 3 if "+ 1" in text else 2])


def _scaled(c: Choices, x: Data) -> Data | None:
    if x.ids or (len(x.shape) != 2 and not c.wrong()):
        return None
    kind = c.of("MinMaxScaler", "StandardScaler", "MinMaxScaler", "RobustScaler", "PolynomialFeatures", "PCA")
    if kind == "PCA":
        parts = c.number(1, min(x.shape[:2]))
        return _bind(c, x, f"PCA(n_components={parts}).fit_transform(@)", [x.shape[0], parts])
    if kind == "PolynomialFeatures":
        if x.shape[-1] > 3:
            return None
        width = x.shape[1]
        return _bind(c, x, "PolynomialFeatures(2).fit_transform(@)", [x.shape[0], (width + 1) * (width + 2) // 2])
    c.line(f"scaler = {kind}()")
    if c.chance(0.3):
        c.line(f"scaler.fit({x.name})")
        return _bind(c, x, "scaler.transform(@)", x.shape)
    return _bind(c, x, "scaler.fit_transform(@)", x.shape)


def _reordered(c: Choices, x: Data) -> Data | None:
    if len(x.shape) != 3:
        return _bind(c, x, "@.T.T", x.shape) if c.chance(0.3) else None
    text = c.of(
        "np.transpose(@, (0, 2, 1))",
        "@.transpose(0, 2, 1)",
        "np.swapaxes(@, 1, 2)",
        "@.swapaxes(1, -1)",
        "np.moveaxis(@, 1, 2)",
    )
    return _bind(c, x, text, [x.shape[0], x.shape[2], x.shape[1]])


def _plain(c: Choices, x: Data) -> Data | None:
    text = c.of(
        "@.astype('float32')", "@ / 10", "np.array(@)", "@.copy()", "np.flip(@, axis=0)", "np.roll(@, 1, axis=0)",
        "(@ - @.mean(axis=0)) / (@.std(axis=0) + 1)", "np.where(@ > 0, @, 0)", "np.clip(@, 0, 1)", "np.nan_to_num(@)",
        "@ - @.min()", "np.array(list(@))", "np.cumsum(@, axis=1)", "np.sort(@, axis=-1)", "@[np.random.permutation(len(@))]",
        "@[::-1]", "np.round(@, 2)", "np.array([row for row in @])", "shuffle(@)", "@ * np.ones(@.shape[-1])",
    )  # fmt: skip
    kept = x.ids and text in ("np.array(@)", "@.copy()", "@[::-1]")
    return _bind(c, x, text, x.shape, ids=kept)


def _split(c: Choices, x: Data) -> Data | None:
    rows, *rest = x.shape
    if rows < 7:
        return None
    if c.chance(0.5):
        kept = rows - math.ceil(rows * 0.25)
        c.line(f"x_train, x_test = train_test_split({x.name}, test_size=0.25{c.of('', ', shuffle=False')})")
    else:
        kept = int(rows * 0.8)
        c.line(f"split = int(len({x.name}) * 0.8)")
        c.line(f"x_train, x_test = {x.name}[:split], {x.name}[split:]")
    return Data("x_train", [kept, *rest], x.ids)


def _reduced(c: Choices, x: Data) -> Data | None:
    if len(x.shape) < 3:
        return None
    how = c.of("mean", "max", "sum")
    keep = c.chance(0.3)
    text = f"@.{how}(axis=1{', keepdims=True' if keep else ''})"
    return _bind(c, x, text, [x.shape[0], *([1] if keep else []), *x.shape[2:]], ids=False)


def _one_hot(c: Choices, x: Data) -> Data | None:
    if not x.ids or len(x.shape) > 2:
        return None
    text = c.of("keras.utils.to_categorical(@, 10)", "keras.utils.to_categorical(@, num_classes=10)", "np.eye(10)[@]")
    return _bind(c, x, text, [*x.shape, 10], ids=False)


def _rows(c: Choices, x: Data) -> Data | None:
    rows, *rest = x.shape
    kind = c.number(0, 2)
    if kind == 0:
        c.line("rows = []")
        c.line(f"for row in {x.name}:")
        c.line("    rows.append(row * 2)")
        return _bind(c, x, "np.array(rows)", x.shape, ids=False)
    if kind == 1:
        c.line(f"filled = np.zeros((len({x.name}), {', '.join(map(str, rest)) or '1'}))")
        c.line(f"for i, row in enumerate({x.name}):")
        c.line("    filled[i] = row")
        return _bind(c, x, "filled", [rows, *(rest or [1])], ids=False)
    if rows < 9:
        return _bind(c, x, "np.vstack([@, @])", [rows * 2, *rest]) if rest else None
    return _bind(c, x, "np.array_split(@, 2)[0]", [(rows + 1) // 2, *rest])


def _repeated(c: Choices, x: Data) -> Data | None:
    if x.shape[-1] > 4 or len(x.shape) < 2:
        return None
    text = c.of("np.repeat(@, 2, axis=-1)", "@.repeat(2, axis=-1)", "np.tile(@, 2)")
    if c.chance(0.3):
        ends = ", ".join("(0, 0)" for _ in x.shape[1:])
        return _bind(c, x, f"np.pad(@, ({ends}, (1, 0)))", [*x.shape[:-1], x.shape[-1] + 1])
    return _bind(c, x, text, [*x.shape[:-1], x.shape[-1] * 2])


def _function(c: Choices, x: Data) -> Data | None:
    """A step within a function of the program."""
    inner = Choices(c.number(0, 10**9))
    after = _plain(inner, x) if c.chance(0.5) else _new_axis(inner, Data(x.name, x.shape, x.ids))
    if after is None or not inner.lines:
        return None
    text = inner.lines[0].partition(" = ")[2]
    c.line(f"def prepare({x.name}):")
    c.line(f"    return {text}")
    return _bind(c, x, "prepare(@)", after.shape, ids=after.ids)


def _tensor(c: Choices, x: Data) -> Data | None:
    if len(x.shape) > 3 or x.ids:
        return None
    text, shape = c.of(
        ("tf.expand_dims(@, -1).numpy()", [*x.shape, 1]),
        ("tf.convert_to_tensor(@).numpy()", x.shape),
        ("tf.cast(@, tf.float32).numpy()", x.shape),
        ("tf.concat([@, @], axis=-1).numpy()", [*x.shape[:-1], x.shape[-1] * 2]),
        ("tf.reshape(@, (len(@), -1)).numpy()", [x.shape[0], math.prod(x.shape[1:])]),
    )
    return _bind(c, x, text, shape, ids=False)
