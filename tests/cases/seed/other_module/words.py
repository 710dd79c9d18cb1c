import numpy as np

LENGTH = 31


def load(count):
    return np.random.randint(0, 25, size=(count, LENGTH)), np.random.randint(0, 3, size=count)
