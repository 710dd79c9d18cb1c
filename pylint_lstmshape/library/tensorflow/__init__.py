"""TensorFlow: tf.data and the twins of NumPy's functions (tf.*, keras.ops.*, keras.backend.*)."""

from pylint_lstmshape.library.tensorflow import (
    backend,
    catalogue,
    creation,
    data,
    nn,
    ops,
    ragged,
    random,
    records,
    selecting,
    sources,
    strings,
    tensors,
    twin_names,
)

__all__ = [
    "backend",
    "catalogue",
    "creation",
    "data",
    "nn",
    "ops",
    "ragged",
    "random",
    "records",
    "selecting",
    "sources",
    "strings",
    "tensors",
    "twin_names",
]
