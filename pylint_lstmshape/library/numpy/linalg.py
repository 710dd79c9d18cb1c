"""Products and linear algebra: dot, matmul, tensordot, einsum, inv, solve, svd. Source: numpy.linalg, numpy.einsum."""

from __future__ import annotations

import string

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import promote
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim, equal, minimum
from pylint_lstmshape.domain.shape import Conflict, Shape, ShapeResult, show, size
from pylint_lstmshape.domain.values import Array, Constant, Range, Value
from pylint_lstmshape.knowledge import Axes, Context, Result, models
from pylint_lstmshape.library.numpy.common import (
    arrays_of,
    derived,
    elements_of,
    flag,
    given,
    into,
    known_int,
    made,
    normalize_axes,
    over,
)
from pylint_lstmshape.library.numpy.reductions import reduced


def _kind(*arrays: Array) -> str | None:
    return promote(array.kind for array in arrays)


def _float(array: Array) -> str | None:
    return promote(["f", array.kind]) if array.kind is not None and array.kind in "buifc" else None


@models("numpy.dot", "numpy.ndarray.dot")
def dot(ctx: Context, a: Array, b: Array, out: Value | None = None) -> Result:
    """The sum over the last axis of a and the last but one of b. Raises where they differ."""
    shape = None if a.shape is None or b.shape is None else shapes.dot(a.shape, b.shape)
    return into(ctx, out, made(shape, _kind(a, b)))


@models("numpy.vdot")
def vdot(a: Array, b: Array) -> Result:
    """The sum over all elements. Raises where their number differs."""
    if a.shape is not None and b.shape is not None and equal(size(a.shape), size(b.shape)) is False:
        return Conflict("matmul", f"vdot: {show(a.shape)} and {show(b.shape)} have different numbers of elements")
    return made((), _kind(a, b))


@models("numpy.inner")
def inner(a: Array, b: Array) -> Result:
    """The sum over the last axes. Raises where they differ."""
    if a.shape is None or b.shape is None:
        return made(None, _kind(a, b))
    if not a.shape or not b.shape:
        return made(a.shape or b.shape, _kind(a, b))
    if equal(a.shape[-1], b.shape[-1]) is False:
        return Conflict("matmul", f"inner: shapes {show(a.shape)} and {show(b.shape)} not aligned")
    return made((*a.shape[:-1], *b.shape[:-1]), _kind(a, b))


@models("numpy.outer")
def outer(ctx: Context, a: Array, b: Array, out: Value | None = None) -> Result:
    """Each element of a times each of b: (size of a, size of b)."""
    dims = [ctx.fresh() if one.shape is None else size(one.shape) for one in (a, b)]
    return into(ctx, out, made(tuple(dims), _kind(a, b)))


@models("numpy.kron")
def kron(a: Array, b: Array) -> Result:
    """The Kronecker product: each dim the product of both."""
    if a.shape is None or b.shape is None:
        return made(None, _kind(a, b))
    rank = max(len(a.shape), len(b.shape))
    one, other = ((Dim.of(1),) * (rank - len(array.shape or ())) + (array.shape or ()) for array in (a, b))
    return made(tuple(left * right for left, right in zip(one, other, strict=True)), _kind(a, b))


@models("numpy.tensordot")
def tensordot(a: Array, b: Array, axes: Value | int = 2) -> Result:
    """The sum over axes of a and of b: the other axes of a, then those of b. Raises where the axes differ."""
    if a.shape is None or b.shape is None:
        return made(None, _kind(a, b))
    left, right = a.shape, b.shape
    pairs = _contracted(axes, len(left))
    if pairs is None:
        return made(None, _kind(a, b))
    if len(pairs[0]) != len(pairs[1]):
        return Conflict("matmul", "shape-mismatch for sum: different numbers of axes")
    one, other = _checked(pairs[0], left), _checked(pairs[1], right)
    if isinstance(one, Conflict) or isinstance(other, Conflict):
        return one if isinstance(one, Conflict) else other if isinstance(other, Conflict) else made(None)
    if any(equal(left[at], right[to]) is False for at, to in zip(one, other, strict=True)):
        return Conflict("matmul", f"shape-mismatch for sum: axes {one} of {show(left)}, {other} of {show(right)}")
    rest = [dim for at, dim in enumerate(left) if at not in one]
    return made((*rest, *(dim for at, dim in enumerate(right) if at not in other)), _kind(a, b))


def _checked(axes: list[int], shape: Shape) -> list[int] | Conflict:
    if any(not -len(shape) <= axis < len(shape) for axis in axes):
        return Conflict("axis", f"tuple index out of range: axes {axes} of {show(shape)}", "IndexError")
    found = [axis % len(shape) for axis in axes]
    return Conflict("axis", f"repeated axis in {axes}") if len(set(found)) < len(found) else found


def _contracted(axes: Value | int, rank: int) -> tuple[list[int], list[int]] | None:
    """The axes of both sides that tensordot sums over."""
    count = known_int(axes)
    if count is not None:
        return (list(range(rank - count, rank)), list(range(count))) if count >= 0 else None
    elements = elements_of(axes) if isinstance(axes, Value) else None
    items = None if elements is None else elements.items
    if items is None or len(items) != 2:
        return None
    sides: list[list[int]] = []
    for item in items:
        inner_elements = elements_of(item)
        parts = (item,) if inner_elements is None else inner_elements.items
        numbers = [known_int(part) for part in parts or ()]
        if parts is None or None in numbers:
            return None
        sides.append([number for number in numbers if number is not None])
    return sides[0], sides[1]


@models("numpy.einsum")
def einsum(
    ctx: Context,
    subscripts: Value,
    *operands: Array,
    out: Value | None = None,
    optimize: Value | bool = False,
    **options: Value,
) -> Result:
    """Einstein summation. Raises where one letter stands for different lengths."""
    if not isinstance(subscripts, Constant) or not isinstance(subscripts.value, str):
        return Array(None, None)
    if any(one.shape is None for one in operands):
        return made(None, _kind(*operands))
    shape = einsum_shape(subscripts.value, [one.shape for one in operands if one.shape is not None])
    return into(ctx, out, made(shape, _kind(*operands)))


def einsum_shape(subscripts: str, operands: list[Shape]) -> ShapeResult:
    """The shape that numpy.einsum gives for operands of these shapes."""
    left, arrow, right = subscripts.replace(" ", "").partition("->")
    terms = left.split(",")
    if len(terms) != len(operands):
        return Conflict("einsum", f"{subscripts!r} has {len(terms)} operands, not {len(operands)}")
    lengths: dict[str, Dim] = {}
    shared: Shape = ()
    for term, shape in zip(terms, operands, strict=True):
        before, dots, after = term.partition("...")
        letters = before + after
        if any(letter not in string.ascii_letters for letter in letters):
            return Conflict("einsum", f"invalid subscript in {subscripts!r}")
        if len(letters) > len(shape) or (len(letters) < len(shape) and not dots):
            return Conflict("einsum", f"subscripts {term!r} do not fit an operand of shape {show(shape)}")
        middle = shape[len(before) : len(shape) - len(after)]
        both = shapes.broadcast(shared, middle)
        if isinstance(both, Conflict):
            return both
        shared = both
        dims = shape[: len(before)] + shape[len(shape) - len(after) :]
        own: dict[str, Dim] = {}
        for letter, dim in zip(letters, dims, strict=True):
            if equal(own.setdefault(letter, dim), dim) is False:
                return Conflict("einsum", f"{letter!r} in {term!r} is both {own[letter]} and {dim}")
            joint = shapes.broadcast((lengths.get(letter, Dim.of(1)),), (dim,))
            if isinstance(joint, Conflict):
                return Conflict("einsum", f"{letter!r} in {subscripts!r} is both {lengths[letter]} and {dim}")
            lengths[letter] = joint[0]
    if not arrow:
        once = sorted(letter for letter in lengths if left.count(letter) == 1)
        right = ("..." if "..." in left else "") + "".join(once)
    before, _, after = right.partition("...")
    if len(set(before + after)) < len(before + after) or any(letter not in lengths for letter in before + after):
        return Conflict("einsum", f"the output of {subscripts!r} repeats a letter or has one that no operand has")
    if shared and "..." not in right:
        return Conflict("einsum", f"the output of {subscripts!r} must have the ellipsis of its operands")
    return (*(lengths[letter] for letter in before), *shared, *(lengths[letter] for letter in after))


@models("numpy.cross")
def cross(
    a: Array, b: Array, axisa: Value | int = -1, axisb: Value | int = -1, axisc: Value | int = -1,
    axis: Value | None = None,
) -> Result:  # fmt: skip
    """The vector product along the last axes."""
    if a.shape is None or b.shape is None or a.shape != b.shape or a.shape[-1:] != (Dim.of(3),):
        return made(None, _kind(a, b))
    return made(a.shape, _kind(a, b))


def _square(array: Array) -> Conflict | None:
    """The Conflict unless the last two axes are equally long."""
    if array.shape is None:
        return None
    if len(array.shape) < 2:
        return _too_flat(array)
    if equal(array.shape[-1], array.shape[-2]) is False:
        return Conflict("square", f"Last 2 dimensions of the array must be square: {show(array.shape)}", "LinAlgError")
    return None


def _too_flat(array: Array) -> Conflict:
    text = f"{array.ndim}-dimensional array given. Array must be at least two-dimensional"
    return Conflict("ndim", text, "LinAlgError")


@models("numpy.linalg.inv", "numpy.linalg.cholesky", "numpy.linalg.matrix_power")
def inv(a: Array, *options: Value, **more: Value) -> Result:
    """A matrix of the same shape. Raises unless square."""
    return _square(a) or derived(a, a.shape, None if options else _float(a))


@models("numpy.linalg.det")
def det(a: Array) -> Result:
    """The determinant of each matrix. Raises unless square."""
    return _square(a) or derived(a, over(a, lambda shape: shape[:-2]), _float(a))


@models("numpy.linalg.slogdet")
def slogdet(a: Array) -> Result:
    """Sign and logarithm of the determinant. Raises unless square."""
    shape = over(a, lambda shape: shape[:-2])
    part = derived(a, shape, _float(a))
    wrong = _square(a)
    return wrong or (TupleValue.of(part, part) if isinstance(part, Value) else part)


@models("numpy.linalg.eig", "numpy.linalg.eigh")
def eig(a: Array, UPLO: Value | str = "L") -> Result:
    """Eigenvalues and eigenvectors. Raises unless square."""
    values = a.derived(None if a.shape is None else a.shape[:-1], None)
    return _square(a) or TupleValue.of(values, a.derived(a.shape, None))


@models("numpy.linalg.eigvals", "numpy.linalg.eigvalsh")
def eigvals(a: Array, UPLO: Value | str = "L") -> Result:
    """Eigenvalues. Raises unless square."""
    return _square(a) or derived(a, over(a, lambda shape: shape[:-1]), None)


@models("numpy.linalg.pinv")
def pinv(a: Array, *options: Value, **more: Value) -> Result:
    """The pseudo-inverse: rows and columns swapped."""
    if a.ndim is not None and a.ndim < 2:
        return _too_flat(a)
    return derived(a, over(a, lambda shape: (*shape[:-2], shape[-1], shape[-2])), _float(a))


@models("numpy.linalg.svd")
def svd(
    ctx: Context,
    a: Array,
    full_matrices: Value | bool = True,
    compute_uv: Value | bool = True,
    hermitian: Value | bool = False,
) -> Result:
    """u, s and vh."""
    full, both = flag(full_matrices), flag(compute_uv)
    if a.shape is None or full is None or both is None:
        return ctx.unknown()
    if len(a.shape) < 2:
        return _too_flat(a)
    *batch, rows, columns = a.shape
    least = rows if equal(rows, columns) else minimum(rows, columns)
    values = Array((*batch, least), "f")
    if not both:
        return values
    left = Array((*batch, rows, rows if full else least), _float(a))
    return TupleValue.of(left, values, Array((*batch, columns if full else least, columns), _float(a)))


@models("numpy.linalg.qr")
def qr(ctx: Context, a: Array, mode: Value | str = "reduced") -> Result:
    """q and r."""
    if a.shape is None or (mode != "reduced" and mode != Constant("reduced")):
        return ctx.unknown()
    if len(a.shape) < 2:
        return _too_flat(a)
    *batch, rows, columns = a.shape
    least = rows if equal(rows, columns) else minimum(rows, columns)
    return TupleValue.of(Array((*batch, rows, least), _float(a)), Array((*batch, least, columns), _float(a)))


@models("numpy.linalg.solve")
def solve(a: Array, b: Array) -> Result:
    """The solution x of a x = b. Raises unless a is square."""
    wrong = _square(a)
    if wrong is not None or a.shape is None or b.shape is None or len(a.shape) != 2 or len(b.shape) not in (1, 2):
        return wrong or made(None, "f")
    if equal(a.shape[-1], b.shape[0]) is False:
        return Conflict("matmul", f"solve: shapes {show(a.shape)} and {show(b.shape)} not aligned")
    return made(b.shape, promote(["f", a.kind, b.kind]))


@models("numpy.linalg.lstsq")
def lstsq(ctx: Context, a: Array, b: Array, rcond: Value | None = None) -> Result:
    """Solution, residuals, rank and singular values."""
    if a.shape is None or b.shape is None or len(a.shape) != 2 or len(b.shape) not in (1, 2):
        return ctx.unknown()
    if equal(a.shape[0], b.shape[0]) is False:
        return Conflict("matmul", "Incompatible dimensions", "LinAlgError")
    solution = Array((a.shape[1], *b.shape[1:]), promote(["f", a.kind, b.kind]))
    return TupleValue.of(solution, Array((ctx.fresh(),), "f"), Array((), "i"), Array((minimum(*a.shape),), "f"))


@models("numpy.linalg.norm")
def norm(x: Array, ord: Value | None = None, axis: Axes = None, keepdims: bool = False) -> Result:
    """The norm over all axes, or over one or two."""
    if axis is None and given(ord) and x.ndim is not None and x.ndim > 2:
        return Conflict("axis", "Improper number of dimensions to norm.")
    if isinstance(axis, tuple) and len(axis) > 2:
        return Conflict("axis", "Improper number of dimensions to norm.")
    if axis is not None and x.shape is not None:
        axes = normalize_axes(axis, len(x.shape))
        if isinstance(axes, Conflict):
            return axes
    return reduced(x, axis, keepdims, "f", Range(0, None))


@models("numpy.linalg.matrix_rank")
def matrix_rank(A: Array, *options: Value, **more: Value) -> Result:
    """The rank of each matrix."""
    return made(over(A, lambda shape: shape[:-2]), "i")


@models("numpy.linalg.multi_dot")
def multi_dot(arrays: Value, *, out: Value | None = None) -> Result:
    """The product of several matrices."""
    parts = arrays_of(arrays)
    if parts is None or isinstance(parts, Conflict) or len(parts) < 2:
        return Array(None, None)
    result: ShapeResult = parts[0].shape or ()
    for part in parts[1:]:
        if isinstance(result, Conflict) or part.shape is None or parts[0].shape is None:
            return result if isinstance(result, Conflict) else Array(None, _kind(*parts))
        result = shapes.dot(result, part.shape)
    return made(result, _kind(*parts))


@models("numpy.cov", "numpy.corrcoef")
def cov(m: Array, y: Value | None = None, rowvar: Value | bool = True, *options: Value, **more: Value) -> Result:
    """The matrix of variables by variables: of a vector a number."""
    if given(y) or m.shape is None or flag(rowvar) is None:
        return made(None, "f")
    if len(m.shape) > 2:
        return Conflict("ndim", "m has more than 2 dimensions")
    if len(m.shape) < 2:
        return made((), "f")
    variables = m.shape[0] if flag(rowvar) else m.shape[1]
    return made(None if variables.constant in (None, 1) else (variables, variables), "f")
