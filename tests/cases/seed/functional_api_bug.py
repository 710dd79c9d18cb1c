import numpy as np
import keras

codes = np.random.randint(1, 25, size=(640, 31))
kinds = keras.utils.to_categorical(np.random.randint(0, 5, size=640), num_classes=5)

source = keras.Input(shape=(31,))  # [lstm-input-ndim]
hidden = keras.layers.LSTM(20)(source)
scores = keras.layers.Dense(5, activation="softmax")(hidden)
model = keras.Model(inputs=source, outputs=scores)
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.fit(codes, kinds, epochs=1)
