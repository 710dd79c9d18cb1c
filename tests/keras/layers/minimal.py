"""The least arguments that make a layer of each class, as source."""

from __future__ import annotations

from pylint_lstmshape.keras.layers.binding import signature

_BY_NAME = {
    "units": "3", "filters": "2", "kernel_size": "2", "rate": "0.1", "input_dim": "5", "output_dim": "3", "n": "2",
    "size": "2", "pool_size": "2", "target_shape": "(2, 3)", "dims": "(2, 1)", "axes": "1", "num_heads": "2", "key_dim": "2",
    "head_dim": "2", "num_query_heads": "2", "num_key_value_heads": "1", "layer": "L.Dense(2)", "cell": "L.LSTMCell(2)",
    "cells": "[L.LSTMCell(2)]", "function": "lambda t: t", "height": "4", "width": "4", "factor": "0.2", "stddev": "0.1",
    "height_factor": "0.1", "width_factor": "0.1", "num_bins": "4", "activation": "'relu'", "equation": "'ab,bc->ac'",
    "output_shape": "4", "scale": "0.1", "max_number": "3", "output_size": "2",
}  # fmt: skip
_BY_CLASS = {
    "Bidirectional": "L.LSTM(2)",
    "RandomPosterization": "factor=4",
    "Discretization": "bin_boundaries=[0.0, 1.0]",
    "CategoryEncoding": "num_tokens=4",
    "Pipeline": "layers=[]",
}


def minimal(name: str, generation: int) -> str | None:
    """The arguments; None where they are no matter of a line of source (a model file, a jax function)."""
    if name in _BY_CLASS:
        return _BY_CLASS[name]
    made = signature(name, generation)
    if made is None:
        return None
    required = [parameter for parameter in made.positional if parameter not in made.defaults]
    if any(parameter not in _BY_NAME for parameter in required):
        return None
    return ", ".join(f"{parameter}={_BY_NAME[parameter]}" for parameter in required)
