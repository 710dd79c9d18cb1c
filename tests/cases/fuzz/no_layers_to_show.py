"""A Sequential to which nothing was added: Keras 2 has nothing to show, Keras 3 shows an empty table."""
# keras: 2

from tensorflow import keras

model = keras.Sequential()
model.compile("sgd", "mse")
model.summary()  # [training-call-argument]
