# What is parsed of tf.train.Example records: fixed features, sequences, and sparse ones of any length.
import keras
import tensorflow as tf


def record(words):
    numbers = tf.train.Feature(int64_list=tf.train.Int64List(value=words))
    score = tf.train.Feature(float_list=tf.train.FloatList(value=[0.5, 0.5]))
    pairs = tf.train.Feature(float_list=tf.train.FloatList(value=[1.0] * (2 * len(words))))
    features = tf.train.Features(feature={"words": numbers, "score": score, "pairs": pairs})
    return tf.train.Example(features=features).SerializeToString()


spec = {
    "words": tf.io.VarLenFeature(tf.int64),
    "score": tf.io.FixedLenFeature([2], tf.float32),
    "label": tf.io.FixedLenFeature((), tf.int64, default_value=-1),
    "pairs": tf.io.FixedLenSequenceFeature((2,), tf.float32, allow_missing=True),
}


def padded(serialized):
    found = tf.io.parse_single_example(serialized, spec)
    words = found["words"]
    missing = tf.maximum([0], 8 - tf.shape(words)[0])
    long = tf.concat([words.values, tf.fill(missing, tf.cast(0, words.dtype))], axis=0)
    found["words"] = tf.slice(long, [0], [8])
    return {"words": found["words"], "score": found["score"]}, found.pop("label")


one = tf.io.parse_single_example(record([1, 2, 3]), spec)
words = one["words"].values  # shape: (values,)
dense = tf.sparse.to_dense(one["words"])  # shape: (values,)
score = one["score"]  # shape: (2,)
label = one["label"]  # shape: ()
pairs = one["pairs"]  # shape: (values, 2)
serialized = tf.reshape(tf.constant([record([1, 2]), record([3])]), [2])
several = tf.io.parse_example(serialized, spec)
scores = several["score"]  # shape: (2, 2)
labels = several["label"]  # shape: (2,)
wide = tf.sparse.to_dense(several["words"])  # shape: (2, values)

batches = tf.data.Dataset.from_tensor_slices(serialized).map(padded).batch(2, drop_remainder=True)
for inputs, targets in batches:
    ids = inputs["words"]  # shape: (2, 8)
    halves = inputs["score"]  # shape: (2, 2)
rows = tf.constant(["1.5,2,x", "3.5,4,y"])
columns = tf.io.decode_csv(rows, [[0.0], [0], [""]])
numbers = columns[0]  # shape: (2,)
line = tf.stack(tf.io.decode_csv("1.0,2.0", [tf.constant(0.0), 0.0]))  # shape: (2,)
table = tf.data.Dataset.from_tensor_slices(rows).map(lambda one: tf.stack(tf.io.decode_csv(one, [0.0, 0, ""])[:1]))
listed = tf.stack(list(table.as_numpy_iterator()))  # shape: (2, 1)

layer = keras.layers.Embedding(10, 4)
