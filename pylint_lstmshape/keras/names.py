"""Under which dotted names programs reach Keras: each is an alias of keras.*."""

from __future__ import annotations

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.containers import Elements, ListValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.values import Constant, Value
from pylint_lstmshape.keras import engine, parameters
from pylint_lstmshape.knowledge import Context, Result, alias, models

for _prefix in ("tensorflow.keras", "tensorflow.python.keras", "tensorflow.compat.v1.keras", "tensorflow.compat.v2.keras",
                "tf_keras", "keras.src", "keras.src.legacy", "keras.api", "keras._tf_keras.keras", "tensorflow.contrib.keras"):  # fmt: skip
    alias(_prefix, "keras")
for _module in ("core", "recurrent", "wrappers", "embeddings", "convolutional", "pooling", "normalization", "merge", "merging",
                "noise", "advanced_activations", "convolutional_recurrent", "cudnn_recurrent", "local", "rnn", "reshaping",
                "regularization", "attention", "activation", "recurrent_v2", "normalization.batch_normalization"):  # fmt: skip
    alias(f"keras.layers.{_module}", "keras.layers")
for _module in ("core", "rnn", "regularization"):
    for _name in ("dense", "dropout", "activation", "flatten", "embedding", "masking", "lstm", "gru", "bidirectional",
                  "time_distributed", "simple_rnn", "spatial_dropout1d"):  # fmt: skip
        alias(f"keras.layers.{_module}.{_name}", "keras.layers")
alias("keras.layers.experimental.preprocessing", "keras.layers")
for _module in ("losses", "metrics", "optimizers", "initializers"):
    alias(f"tensorflow.{_module}", f"keras.{_module}")
alias("tensorflow.layers", "tensorflow.v1_layers")
alias("keras.engine.topology", "keras.layers")
alias("keras.engine.base_layer", "keras.layers")
alias("keras.engine.input_layer", "keras.layers")
alias("keras.engine.topology.Input", "keras.Input")
alias("keras.layers.Input", "keras.Input")
alias("keras.engine.Input", "keras.Input")
alias("keras.models.Input", "keras.Input")
alias("keras.engine.Layer", "keras.layers.Layer")
alias("keras.Layer", "keras.layers.Layer")


def _register_function(name: str, class_name: str) -> None:
    @models(f"keras.layers.{name}")
    def merge(ctx: Context, inputs: Value, axis: Value | None = None, **options: Value) -> Result:
        keywords = dict(options)
        if axis is not None:
            keywords["axis"] = axis
        return engine.call_layer(ctx, engine.construct(ctx, f"keras.layers.{class_name}", (), keywords), inputs, {})

    merge.__doc__ = f"keras.layers.{name}(inputs): the layer {class_name}, made and called."


for _name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate"):
    _register_function(_name.lower(), _name)


@models("keras.layers.dot")
def dot(
    ctx: Context, inputs: Value, axes: Value = Constant(-1), normalize: Value = Constant(False), **options: Value
) -> Result:
    """keras.layers.dot(inputs, axes): the layer Dot, made and called."""
    made = engine.construct(ctx, "keras.layers.Dot", (), {"axes": axes, "normalize": normalize, **options})
    return engine.call_layer(ctx, made, inputs, {})


__all__ = ["Cell", "Elements", "LibraryName", "ListValue", "knowledge", "parameters"]
