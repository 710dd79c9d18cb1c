# Functions: parameters, closures, generators, decorators, recursion.
import functools

import keras
import numpy as np


def cut(data, size=3, *, step=1, **options):
    return np.array([data[i : i + size] for i in range(0, len(data) - size + 1, step)])


series = np.arange(20.0)
a = cut(series)  # shape: (18, 3)
b = cut(series, 5, step=5)  # shape: (4, 5)
c = cut(size=2, data=series, name="x")  # shape: (19, 2)
settings = {"size": 4, "step": 2}
d = cut(series, **settings)  # shape: (9, 4)
given = (series, 6)
e = cut(*given)  # shape: (15, 6)


def count(*values, **named):
    return len(values), len(named)


how_many, named = count(1, 2, 3, x=1, y=2)  # value: 3; 2


def scaler(factor):
    width = factor + 1

    def scale(x):
        nonlocal width
        width += 1
        return np.zeros((len(x), width))

    return scale


scale = scaler(2)
f = scale([1, 2])  # shape: (2, 4)
g = scale([1, 2])  # shape: (2, 5)

calls = 0


def counted():
    global calls
    calls += 1
    return np.zeros((calls, 2))


counted()
h = counted()  # shape: (2, 2)


def collect(value, into=[]):
    into.append(value)
    return into


collect(1)
i = np.array(collect(2))  # shape: (2,)


def batches(data, size):
    for start in range(0, len(data) - size + 1, size):
        yield data[start : start + size].reshape(1, size, 1)


j = np.concatenate(list(batches(series, 5)))  # shape: (4, 5, 1)
for batch in batches(series, 10):
    k = batch  # shape: (1, 10, 1)
one = next(batches(series, 4))  # shape: (1, 4, 1)


def endless():
    while True:
        yield np.zeros((8, 5, 2)), np.zeros((8, 1))


source = endless()
bx, by = next(source)  # shape: (8, 5, 2); (8, 1)


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


def twice(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return np.concatenate([function(*args, **kwargs)] * 2)

    return wrapper


@twice
def ones(n):
    return np.ones((n, 3))


m = ones(4)  # shape: (8, 3)


def repeated(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]

        return wrapper

    return decorate


@repeated(times=3)
def zeros():
    return np.zeros(2)


n = np.array(zeros())  # shape: (3, 2)


@functools.lru_cache(maxsize=None)
def cached(size):
    return np.zeros((size, size))


o = cached(3)  # shape: (3, 3)


def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


p = np.zeros(factorial(3))  # shape: (6,)
compose = lambda f, g: lambda x: g(f(x))
q = compose(lambda x: x.reshape(4, 5), lambda x: x.T)(series)  # shape: (5, 4)
half = functools.partial(cut, size=10, step=10)
r = half(series)  # shape: (2, 10)


def early(x):
    if x.ndim == 1:
        return x.reshape(-1, 1)
    return x


s = early(series)  # shape: (20, 1)
t = early(s)  # shape: (20, 1)


def several(x):
    return x[:10], x[10:], {"n": len(x)}


u, v, w = several(series)
length = w["n"]  # value: 20
w = u, v
x, y = w  # shape: (10,); (10,)
