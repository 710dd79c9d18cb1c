# A test that wants Keras to raise is no mistake, however it says so; a scalar may be coded by a layer.
import unittest

import keras
import numpy as np


class Rejects(unittest.TestCase):
    def test_rank(self):
        with self.assertRaisesRegex(ValueError, "ndim"):
            keras.layers.LSTM(4)(np.zeros((8, 5)))

    def test_scalar(self):
        coded = keras.layers.CategoryEncoding(num_tokens=4, output_mode="one_hot")(np.array(2))
        self.assertEqual(coded.shape[-1], 4)


unittest.main(exit=False)
