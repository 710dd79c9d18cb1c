"""Names that Keras 3 has no longer: what tf.keras has kept, or is only read where it is there, is no mistake."""
# keras: 3

import keras
import numpy as np
import tensorflow as tf
from keras import backend as K
from keras.layers import Dense, Input
from tensorflow.keras.preprocessing.text import Tokenizer

try:
    from keras.utils import np_utils
except ImportError:
    from keras import utils as np_utils

if keras.__version__ < "3":
    from keras.layers import CuDNNLSTM as Recurrent
else:
    from keras.layers import LSTM as Recurrent

words = Tokenizer(num_words=20)
words.fit_on_texts(["one two", "two three"])
labels = np_utils.to_categorical(np.array([0, 1, 1]), 2)
LocallyConnected = getattr(keras.layers, "LocallyConnected1D", None)

x = Input((5, 3))
steps = Recurrent(4, return_sequences=True)(x)
kept = tf.keras.backend.sum(steps[0]) if hasattr(K, "sum") else None
mean = K.mean(steps, axis=1)  # [unknown-keras-name]
model = keras.Model(x, Dense(2)(mean))
from keras.layers.recurrent import GRU  # [unknown-keras-name]
