"""Dim against Python's own integers: build an expression twice, once on symbols, and give the symbols values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pylint_lstmshape.domain.dim import Dim, Opaque, at_least, divide, equal, maximum, minimum, substitute

N, M = Dim.symbol("n", "n", 1), Dim.symbol("m", "m", 0)
VALUES = {"n": st.integers(1, 40), "m": st.integers(0, 40)}

LEAVES = st.one_of(st.integers(-9, 9).map(lambda number: ("const", number)), st.sampled_from([("n",), ("m",)]))
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.tuples(st.sampled_from(["+", "-", "*", "//", "%", "min", "max"]), inner, inner),
    max_leaves=6,
)


def build(tree, n, m):
    """The value of an expression tree, on ints or on Dims."""
    if tree[0] == "const":
        return tree[1]
    if tree[0] in ("n", "m"):
        return n if tree[0] == "n" else m
    left, right = build(tree[1], n, m), build(tree[2], n, m)
    symbolic = isinstance(n, Dim)
    if tree[0] in ("//", "%"):
        constant = tree[2][1] if tree[2][0] == "const" else 0
        if constant < 1:
            right = 3
        return left // right if tree[0] == "//" else left % right
    if tree[0] in ("min", "max"):
        if symbolic:
            return minimum(left, right) if tree[0] == "min" else maximum(left, right)
        return min(left, right) if tree[0] == "min" else max(left, right)
    return {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right}[tree[0]]()


def value(dim, n, m):
    """The int a Dim is when its symbols have these values."""
    total = 0
    for monomial, factor in Dim.of(dim).terms.items():
        product = factor
        for atom in monomial:
            product *= opaque_value(atom, n, m) if isinstance(atom, Opaque) else {"n": n, "m": m}[atom.key]
        total += product
    return total


def opaque_value(atom, n, m):
    parts = [value(argument, n, m) for argument in atom.arguments]
    return {"//": lambda: parts[0] // parts[1], "min": lambda: min(parts), "max": lambda: max(parts)}[atom.function]()


@given(EXPRESSIONS, VALUES["n"], VALUES["m"])
def test_symbolic_arithmetic_is_integer_arithmetic(tree, n, m):
    assert value(build(tree, N, M), n, m) == build(tree, n, m)


@given(EXPRESSIONS, EXPRESSIONS, VALUES["n"], VALUES["m"])
def test_a_decided_comparison_holds_for_all_values(left, right, n, m):
    one, other = build(left, N, M), build(right, N, M)
    real = build(left, n, m), build(right, n, m)
    assert equal(one, other) in (None, real[0] == real[1])
    assert at_least(one, other) in (None, real[0] >= real[1])


@given(EXPRESSIONS, EXPRESSIONS, VALUES["n"], VALUES["m"])
def test_division_is_exact_or_refused(left, right, n, m):
    one, other = Dim.of(build(left, N, M)), Dim.of(build(right, N, M))
    quotient = divide(one * other, other)
    if quotient is not None:
        assert value(quotient, n, m) * value(other, n, m) == value(one * other, n, m)


@given(EXPRESSIONS, VALUES["n"], VALUES["m"])
def test_substitution_gives_the_value_at_that_number(tree, n, m):
    (atom,) = N.atoms
    dim = Dim.of(build(tree, N, M))
    if not any(isinstance(part, Opaque) for part in dim.atoms):
        assert value(substitute(dim, atom, n), n, m) == value(dim, n, m)


def test_comparisons_are_three_valued():
    assert equal(N - 1, N) is False
    assert equal(N, M) is None
    assert equal(N + M, M + N) is True


def test_dims_read_as_people_write_them():
    assert str(N - M * 2 + 3) == "n - 2*m + 3"
    assert str((N + 1) // 2) == "(n + 1)//2"
