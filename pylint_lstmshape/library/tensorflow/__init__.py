"""TensorFlow: tf.data and the twins of NumPy's functions (tf.*, keras.ops.*, keras.backend.*)."""

from pylint_lstmshape.library.tensorflow import data, ops, reductions

__all__ = ["data", "ops", "reductions"]
