"""What Keras 3 has of a Sequential and of its layers: a Sequential that no tensor has gone through has outputs, no output."""
# keras: 3

from keras import Input, Model, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((5, 3)), LSTM(4, return_sequences=True), Dense(2)])
whole = Model(model.inputs, LSTM(3)(model.outputs[0]))
part = Model(model.inputs, model.layers[0].output)
stacked = Sequential([Input((5, 3)), model, LSTM(2)])
again = Model(model.input, model.output)

other = Sequential([LSTM(4, input_shape=(5, 3)), Dense(2)])
end = other.output  # [training-call-argument]
shape = other.layers[0].output_shape  # [unknown-keras-name]
there = getattr(other.layers[0], "output_shape", None)
