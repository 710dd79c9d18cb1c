"""What warnings say, asked of real Keras: functions that are pasted into a program and called in it, each at its place.

Each says whether the program really does what the warning means; the mistakes of the same program put right, it does not.
"""

import contextlib
import itertools

import numpy as np


def first_batch(x, y=None, size=4):
    """(x, y) of the first rows; of a Dataset its first batch."""
    if hasattr(x, "element_spec"):
        x, y = next(iter(x))
    x, y = np.asarray(x), None if y is None else np.asarray(y)
    return x[:size], None if y is None else y[:size]


def silent_broadcast_loss(model, x, y):
    """Whether some number of the target meets several numbers of the output in the loss, or the other way round.

    A target that is not a number makes all numbers so that meet it: the gradient tells which. Asked of the sizes that
    the programs' batches have, in some of which the shapes may not even broadcast.
    """
    import tensorflow as tf

    for size in (32, 4):
        with contextlib.suppress(tf.errors.InvalidArgumentError):
            return _meets_several(model, *first_batch(x, y, size))
    return _meets_several(model, *first_batch(x, y, 2))


def _meets_several(model, x, y):
    import tensorflow as tf

    output = tf.Variable(np.random.rand(*model(x).shape), dtype="float32")
    meets = []
    for at in range(y.size):
        target = np.random.rand(y.size).astype("float32")
        target[at] = np.nan
        with tf.GradientTape() as tape:
            loss = model.compute_loss(y=tf.constant(target.reshape(y.shape)), y_pred=output)
        meets.append(np.isnan(tape.gradient(loss, output).numpy()).ravel())
    return bool((np.sum(meets, axis=0) > 1).any() or (np.sum(meets, axis=1) > 1).any())


def softmax_over_one_unit(model, x):
    """Whether a layer gives 1 for whatever it is given."""
    heads = [one for one in model._flatten_layers() if type(one).__name__ == "Dense" and one.units == 1]
    given = [(head, np.random.normal(size=(3, int(head.kernel.shape[0]))).astype("float32")) for head in heads]
    return any(bool(np.all(np.asarray(head(values)) == 1)) for head, values in given)


def loss_without_probabilities(model, x):
    """Whether the output leaves 0 to 1, or does not add up to 1, once the weights are some."""
    x, _ = first_batch(x)
    model(x)
    kept = model.get_weights()
    model.set_weights([np.random.normal(size=one.shape) for one in kept])
    output = np.asarray(model(x * 10.0 if x.dtype.kind == "f" else x))
    model.set_weights(kept)
    outside = bool((output < 0).any() or (output > 1).any())
    return outside or not np.allclose(output.sum(axis=-1), 1)


def unchecked_timesteps(model, x):
    """Whether what runs is not what the model declares."""
    x, _ = first_batch(x)
    declared = tuple(model.input_shape[1:])
    return x.ndim == 3 and declared != x.shape[1:] and model(x) is not None


def batch_size_in_input_shape(model, x):
    """Whether the timesteps declared are the number of samples."""
    return model.input_shape[1] == len(x) != x.shape[1]


def predict_without_batch_axis(model, x):
    """Whether one sample comes out as many."""
    return np.ndim(x) == len(model.input_shape) - 1 and len(model.predict(x, verbose=0)) == len(x) > 1


def embedding_on_floats(model, x):
    """Whether the fractions of the input make no difference."""
    x, _ = first_batch(x)
    table = next(one for one in model._flatten_layers() if type(one).__name__ == "Embedding")
    return not np.array_equal(x, np.trunc(x)) and np.array_equal(np.asarray(table(x)), np.asarray(table(np.trunc(x))))


def ids_as_numbers(model, x):
    """Whether whole numbers go into a recurrent layer."""
    x, _ = first_batch(x)
    first = next(one for one in model.layers if type(one).__name__ != "InputLayer")
    return bool(np.array_equal(x, np.round(x)) and np.max(x) > 1 and hasattr(first, "return_sequences"))


def silent_broadcast(left, right):
    """Whether every one meets every other."""
    made = np.asarray(left) - np.asarray(right)
    return made.ndim == 2 and made.shape[0] == made.shape[1] == max(np.size(left), np.size(right)) > 1


def scrambling_reshape(before, after):
    """Whether no order of the axes gives what the reshape gives."""
    places = np.arange(np.prod(before)).reshape(before)
    wanted = [length for length in after if length != 1]
    made, plain = places.reshape(wanted), places.squeeze()
    orders = itertools.permutations(range(plain.ndim))
    return not any(np.array_equal(plain.transpose(order), made) for order in orders)


def stateful_shuffle(model, x, y):
    """Whether fit takes the samples in another order than they come."""
    numbers, seen = np.arange(len(y), dtype="float32").reshape(len(y), *[1] * (np.ndim(y) - 1)), []
    step = model.train_step
    model.train_step = lambda data: (seen.extend(np.asarray(data[1])[:, 0]), step(data))[1]
    model.compile(loss="mse", run_eagerly=True)
    size = model.input_shape[0]
    model.fit(x, numbers * np.ones_like(y), batch_size=size, verbose=0)
    return len(seen) > size and not np.array_equal(np.sort(seen), seen)
