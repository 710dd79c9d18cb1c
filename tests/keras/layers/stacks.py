"""Draws stacks of up to six layers on one input: Sequential (list or add) and functional."""

from __future__ import annotations

from tests.keras.layers.drawing import Draw, Program, shape


def one(draw: Draw) -> str:
    """A layer, as source."""
    units = draw.number(1, 8)
    sequences = draw.of("", "", ", return_sequences=True", ", return_sequences=True")
    kind = draw.of("LSTM", "LSTM", "GRU", "SimpleRNN")
    return draw.of(
        f"L.{kind}({units}{sequences})",
        f"L.{kind}({units}{sequences})",
        f"L.{kind}({units}, return_sequences=True)",
        f"L.Bidirectional(L.{kind}({units}{sequences}))",
        f"L.Dense({units})",
        f"L.Dense({units}, activation='relu')",
        "L.Dropout(0.2)",
        "L.BatchNormalization()",
        f"L.TimeDistributed(L.Dense({units}))",
        f"L.Conv1D({units}, {draw.number(1, 4)}{draw.of('', ', padding=' + repr('same'))})",
        f"L.MaxPooling1D({draw.number(1, 3)})",
        "L.GlobalAveragePooling1D()",
        "L.Flatten()",
        f"L.RepeatVector({units})",
        f"L.Reshape(({units}, {draw.number(1, 3)}))",
        "L.Reshape((-1, 2))",
        "L.Permute((2, 1))",
        f"L.Embedding(20, {units})",
        "L.Masking()",
        "L.LayerNormalization()",
        "L.SpatialDropout1D(0.1)",
        "L.Activation('tanh')",
    )


def stack(draw: Draw) -> Program:
    """Layers that fit or do not; the output and the number of parameters of the model."""
    layers = [one(draw) for _ in range(draw.number(1, 6))]
    rank = 2 if draw.chance(0.85) else draw.number(1, 3)
    dims = shape(draw.dims(rank, 2, 9, none=0.06))
    style = draw.number(0, 2)
    if style == 0:
        made = f"keras.Sequential([keras.Input({dims}), {', '.join(layers)}])"
        return Program("Sequential", f"l@ = {made}\ny@ = l@.outputs[0]\nn@ = l@.count_params()\n")
    if style == 1:
        adds = "; ".join(f"l@.add({layer})" for layer in layers)
        return Program(
            "Sequential add",
            f"l@ = keras.Sequential(); l@.add(keras.Input({dims})); {adds}\ny@ = l@.outputs[0]\nn@ = l@.count_params()\n",
        )
    text = f"x@ = keras.Input({dims}); t@ = x@"
    for layer in layers:
        text += f"; t@ = {layer}(t@)"
    return Program("functional", f"{text}; l@ = keras.Model(x@, t@)\ny@ = l@.output\nn@ = l@.count_params()\n")
