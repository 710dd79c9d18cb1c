from keras.layers import LSTM, Dense
from keras.models import Sequential


def compiled(classes):
    model = Sequential()
    model.add(LSTM(32))
    model.add(Dense(classes, activation="softmax"))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="rmsprop")
    return model
