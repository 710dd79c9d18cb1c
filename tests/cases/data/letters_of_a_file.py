"""The letters of a text as ids in batches of sequences, as TensorFlow's tutorial of text generation has them."""

import tensorflow as tf

with open(__file__, "rb") as file:
    text = file.read().decode(encoding="utf-8")
letters = sorted(set(text))
to_id = tf.keras.layers.StringLookup(vocabulary=letters, mask_token=None)
some = to_id(tf.strings.unicode_split(["abc", "de"], input_encoding="UTF-8"))
ids = to_id(tf.strings.unicode_split(text, "UTF-8"))  # shape: (len,)
sequences = tf.data.Dataset.from_tensor_slices(ids).batch(21, drop_remainder=True)
pairs = sequences.map(lambda sequence: (sequence[:-1], sequence[1:])).batch(4, drop_remainder=True)
for x, y in pairs.take(1):  # shape: (4, 20); (4, 20)
    print(x.shape, y.shape)

model = tf.keras.Sequential(
    [tf.keras.layers.Embedding(200, 8), tf.keras.layers.GRU(8, return_sequences=True), tf.keras.layers.Dense(200)]
)
model.compile(optimizer="adam", loss=tf.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(pairs, verbose=0)
