# A function of the program at each step: it gets one axis less, whatever it makes of it; Keras 2 gives it several inputs.
from tensorflow.keras import backend as K
from tensorflow.keras.layers import LSTM, Bidirectional, Dense, Input, Lambda, TimeDistributed
from tensorflow.keras.models import Model

KERNEL = K.constant([[0.5] * 7] * 7)


def highway(step):
    gate = K.sigmoid(K.dot(step, KERNEL))
    return gate * K.relu(step) + (1 - gate) * step


inputs = Input((5, 7))
steps = TimeDistributed(Lambda(lambda step: step * 2))(inputs)  # shape: (None, 5, 7)
steps = TimeDistributed(Lambda(highway, output_shape=(7,)))(steps)  # shape: (None, 5, 7)
first = TimeDistributed(Lambda(lambda step: step[:, :1], output_shape=(1,)))(steps)  # shape: (None, 5, 1)
model = Model(inputs, Dense(2)(Bidirectional(LSTM(3))(steps)))
scores = model.predict(K.eval(K.ones((4, 5, 7))))  # shape: (4, 2)
