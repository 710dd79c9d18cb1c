"""What the line trace notes of names. No model is built here, so one generation is enough."""

from __future__ import annotations

import pytest

from tests.verify.running import bound, run, shapes_of

PROGRAMS = {
    "values": """
        import numpy as np
        import pandas as pd
        x = np.arange(12.0).reshape(3, 4)
        x[0, 0] = np.nan
        ids = np.array([3, -2])
        word, n, rate, yes, nothing = "word", 7, 0.5, True, None
        pair = (x, n)
        table = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
        column = table["a"]
        ragged = np.array([[1], [1, 2]], dtype=object)
        items = {"k": [1, 2, 3]}
        numbers = (i for i in range(3))
        total = sum(
            numbers)
        """,
    "loops": """
        import numpy as np
        series = np.arange(30)
        windows = []
        for i in range(len(series) - 5):
            windows.append(series[i:i + 5])
        data = np.array(windows)
        hot = np.zeros((4, 3))
        for row in range(4):
            hot[row, 2] = row
        while len(windows) > 20: windows.pop()
        for n in range(6):
            block = np.zeros((n + 1, 2))
        """,
    "functions": """
        import numpy as np
        class Loader:
            def __init__(self, rows, *rest, wide=2):
                self.data = np.zeros((rows, wide))
                self.data = self.data[1:]
            def cut(self, n):
                part = self.data[:n]
                return part
        def outer(k):
            def inner(m):
                return np.zeros(m)
            return inner(k)
        part = Loader(5, 1, 2).cut(3)
        a = outer(4)
        def count(n):
            while n:
                yield n
                n -= 1
        counted = list(count(3))
        """,
    "failures": """
        import numpy as np
        x = np.zeros((2, 3))
        try:
            x = x.reshape(
                4,
                4)
        except ValueError:
            caught = 1
        x = x.reshape(
            6)
        """,
}


@pytest.fixture(scope="module")
def traces():
    return run(PROGRAMS, "3")


def test_kinds_shapes_types_and_ranges(traces):
    found = {one.name: one for one in traces["values"].bindings}
    seen = {name: (one.kind, one.shape, one.dtype, one.min, one.max) for name, one in found.items()}
    assert seen["x"] == ("array", (3, 4), "float64", 1, 11)
    assert seen["ids"] == ("array", (2,), "int64", -2, 3)
    assert seen["word"] == ("str", (4,), None, None, None)
    assert seen["n"] == ("int", (), None, 7, 7)
    assert seen["rate"] == ("float", (), None, 0.5, 0.5)
    assert seen["yes"] == ("bool", (), None, True, True)
    assert seen["nothing"] == ("none", None, None, None, None)
    assert seen["pair"] == ("tuple", (2,), None, None, None)
    assert seen["table"] == ("table", (2, 2), None, None, None)
    assert seen["column"] == ("column", (2,), "int64", 1, 2)
    assert seen["ragged"] == ("array", (2,), "object", None, None)
    assert seen["items"] == ("dict", (1,), None, None, None)
    assert seen["numbers"][0] == "generator"
    assert (found["total"].line, found["total"].min) == (13, 3)


def test_a_loop_keeps_the_first_and_the_last_shapes(traces):
    trace = traces["loops"]
    assert shapes_of(trace, "windows", 5) == [(1,), (2,), (3,), (25,)]
    assert shapes_of(trace, "block") == [(1, 2), (2, 2), (3, 2), (6, 2)]
    assert shapes_of(trace, "data") == [(25, 5)]
    (i,) = bound(trace, "i")
    assert (i.line, i.min, i.max) == (4, 0, 24)


def test_stores_into_an_array_are_seen_in_its_range(traces):
    (zeros,) = bound(traces["loops"], "hot", 7)
    (filled,) = bound(traces["loops"], "hot", 9)
    assert (zeros.max, filled.min, filled.max) == (0, 0, 3)


def test_a_loop_on_one_line(traces):
    assert shapes_of(traces["loops"], "windows", 10) == [(24,), (23,), (22,), (20,)]


def test_parameters_attributes_and_qualified_names(traces):
    found = {(one.function, one.name, one.line): one for one in traces["functions"].bindings}
    assert found["Loader.__init__", "rows", 3].min == 5
    assert found["Loader.__init__", "rest", 3].shape == (2,)
    assert found["Loader.__init__", "wide", 3].min == 2
    assert found["Loader.__init__", "self.data", 4].shape == (5, 2)
    assert found["Loader.__init__", "self.data", 5].shape == (4, 2)
    assert found["Loader.cut", "part", 7].shape == (3, 2)
    assert found["", "part", 13].shape == (3, 2)
    assert found["outer.<locals>.inner", "m", 10].min == 4
    (n,) = (one for key, one in found.items() if key[:2] == ("count", "n") and key[2] == 15)
    assert (n.min, n.max) == (3, 3)


def test_a_statement_that_fails_binds_nothing(traces):
    trace = traces["failures"]
    assert [(one.line, one.shape) for one in bound(trace, "x")] == [(2, (2, 3)), (9, (6,))]
