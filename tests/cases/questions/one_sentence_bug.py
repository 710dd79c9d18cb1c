"""predict gives as many answers as the sentence has characters. Others let a tokenizer have characters on purpose."""
import numpy as np
import pandas as pd
from tensorflow.keras.layers import LSTM, Dense, Embedding
from tensorflow.keras.models import Sequential
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.preprocessing.text import Tokenizer

table = pd.DataFrame({"text": ["good film", "a bad film", "very good", "very bad"] * 4, "label": [1, 0, 1, 0] * 4})


class Moods:
    def __init__(self, words=50, steps=6):
        self.tokenizer, self.steps = Tokenizer(num_words=words), steps
        self.model = Sequential([Embedding(words, 4), LSTM(4), Dense(1, activation="sigmoid")])
        self.model.compile(loss="binary_crossentropy")

    def padded(self, texts):
        return pad_sequences(self.tokenizer.texts_to_sequences(texts), maxlen=self.steps)

    def train(self, texts, labels):
        self.tokenizer.fit_on_texts(texts)
        self.model.fit(self.padded(texts), labels, verbose=0)

    def mood(self, sentence):
        return self.model.predict(self.padded(sentence), verbose=0)


moods = Moods()
moods.train(table["text"], table["label"].values)
answer = moods.mood("a very good film".lower())  # [text-without-list]

characters = Tokenizer(char_level=True)
characters.fit_on_texts("a very good film")
one_each = pad_sequences(characters.texts_to_sequences("good"), maxlen=1)  # shape: (4, 1)
signs = Tokenizer()
signs.fit_on_texts("天地玄黄宇宙洪荒")
one_sign_each = pad_sequences(signs.texts_to_sequences("玄黄"), maxlen=1)  # shape: (2, 1)
