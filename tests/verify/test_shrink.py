from __future__ import annotations

from pylint_lstmshape.verify.shrink import shrink


def test_equal_literals_become_equal_and_lines_stay():
    source = "n = 1_085_420\nx = zeros((1085420, 31))  # 1085420\ny = 'of 1085420'\n"
    assert shrink(source) == "n = 10220\nx = zeros((10220, 31))  # 1085420\ny = 'of 1085420'\n"


def test_order_and_remainders_are_kept():
    values = [49_999, 50_000, 60_000, 60_001, 1_000_000]
    small = [int(line) for line in shrink("\n".join(map(str, values))).split()]
    assert small[0] == 49_999
    assert small == sorted(set(small))
    for one, value in zip(small[1:], values[1:], strict=True):
        assert (one % 128, one % 100) == (value % 128, value % 100)
    assert small[-1] < 100_000


def test_small_numbers_other_numbers_and_what_is_no_python_stay():
    for source in ("x = 20_000\ny = 1e6\nz = 0xFFFFFF\n", "x = (70000\n"):
        assert shrink(source) == source
