import numpy as np
from keras.layers import LSTM, Dense, Input
from keras.models import Sequential
from sklearn.model_selection import train_test_split

readings = np.random.normal(size=(1000, 31, 3))
state = np.random.randint(0, 2, 1000)
a_train, a_test, b_train, b_test = train_test_split(readings, state, test_size=0.25)

model = Sequential([Input((31, 3)), LSTM(6), Dense(1, activation="sigmoid")])
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(a_train, b_train, validation_data=(a_test, b_test), epochs=1)
