"""Calls of linear algebra, signals and transforms."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from tests.library.calls import Call, Draw, maybe, names
from tests.library.numpy.drawing import TABLE, a_flag, a_shape, an_array, an_axis, calls, filled

# linear algebra


@calls("numpy.dot", "numpy.ndarray.dot", "numpy.inner")
def _dot(draw: Draw) -> Call:
    left = an_array(draw, high=3)
    inner = left.shape[-1:] or (2,)
    right = draw(st.sampled_from([inner, (*inner, 3), (2, *inner, 3), (3, *inner), (), (4,)]))
    return [left, filled(right, draw(st.sampled_from("bifu")))], {}


@calls("numpy.vdot")
def _vdot(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, an_array(draw) if draw(st.integers(0, 4)) == 0 else array.ravel()], {}


@calls("numpy.outer", "numpy.kron")
def _outer(draw: Draw) -> Call:
    return [an_array(draw, high=2, least=1), an_array(draw, high=2, least=1)], {}


@calls("numpy.tensordot")
def _tensordot(draw: Draw) -> Call:
    left, right = filled((2, 3, 4), "f"), filled((3, 4, 2), "f")
    return [left, right], maybe(draw, axes=lambda: draw(st.sampled_from(
        [0, 1, 2, ([0], [2]), ([1, 2], [0, 1]), (0, 0), ([0, 2], [2, 1]), ([0], [5])])))  # fmt: skip


@calls("numpy.einsum")
def _einsum(draw: Draw) -> Call:
    texts = ["ij,jk->ik", "ij,jk", "ij,ij->", "ij,kj->ki", "ii,jk", "...j,jk->...k", "ij,jk->iq", "ij", "ij,jk,kl"]
    return [draw(st.sampled_from(texts)), an_array(draw, 2, 2, 1), an_array(draw, 2, 2, 1)], {}


@calls("numpy.cross")
def _cross(draw: Draw) -> Call:
    return [filled((4, 3)), filled((4, 3), "f")], {}


def a_matrix(draw: Draw) -> np.ndarray:
    side = draw(st.integers(1, 3))
    batch = a_shape(draw, 0, 2, 1)
    if draw(st.integers(0, 3)) == 0:
        return an_array(draw, high=2, kinds="f")
    matrices: np.ndarray = np.broadcast_to(np.eye(side) * 2, (*batch, side, side)).copy()
    return matrices


@calls(*names("numpy.linalg", "inv det slogdet cholesky eigvalsh"))
def _inv(draw: Draw) -> Call:
    return [a_matrix(draw)], {}


TABLE.loose.add("numpy.linalg.eigvalsh")


@calls(*names("numpy.linalg", "eig eigh eigvals"), loose=True)
def _eig(draw: Draw) -> Call:
    return [a_matrix(draw)], {}


@calls("numpy.linalg.matrix_power", loose=True)
def _power(draw: Draw) -> Call:
    return [a_matrix(draw), 2], {}


@calls(*names("numpy.linalg", "pinv qr matrix_rank"))
def _pinv(draw: Draw) -> Call:
    return [an_array(draw, low=1, high=3, least=1, kinds="f")], {}


@calls("numpy.linalg.svd")
def _svd(draw: Draw) -> Call:
    return [an_array(draw, high=3, least=1, kinds="f")], maybe(
        draw, full_matrices=a_flag(draw), compute_uv=a_flag(draw)
    )


@calls("numpy.linalg.solve")
def _solve(draw: Draw) -> Call:
    return [np.eye(3), filled(draw(st.sampled_from([(3,), (3, 2), (4, 2)])), "f")], {}


@calls("numpy.linalg.lstsq", loose=True)
def _lstsq(draw: Draw) -> Call:
    return [filled((4, 2), "f"), filled(draw(st.sampled_from([(4,), (4, 3), (3,)])), "f")], {}


@calls("numpy.linalg.norm")
def _norm(draw: Draw) -> Call:
    array = an_array(draw, low=1, high=3, kinds="f")
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim), keepdims=a_flag(draw))


@calls("numpy.linalg.multi_dot")
def _multi_dot(draw: Draw) -> Call:
    return [[filled((2, 3), "f"), filled((draw(st.sampled_from([3, 3, 4])), 4), "f"), filled((4, 5), "f")]], {}


@calls("numpy.cov", "numpy.corrcoef", loose=True)
def _cov(draw: Draw) -> Call:
    return [an_array(draw, low=1, high=3, least=1, kinds="f")], maybe(draw, rowvar=a_flag(draw))


# signals


@calls("numpy.interp")
def _interp(draw: Draw) -> Call:
    return [an_array(draw, kinds="f"), np.array([0.0, 1.0]), filled((draw(st.sampled_from([2, 2, 3])),), "f")], {}


@calls("numpy.convolve", "numpy.correlate")
def _convolve(draw: Draw) -> Call:
    left, right = an_array(draw, high=2, most=6), an_array(draw, low=1, high=1)
    return [left, right], maybe(draw, mode=lambda: draw(st.sampled_from(["full", "same", "valid"])))


@calls("numpy.gradient")
def _gradient(draw: Draw) -> Call:
    array = an_array(draw, low=1, high=3, kinds="if")
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.trapezoid", "numpy.trapz")
def _trapezoid(draw: Draw) -> Call:
    return [an_array(draw, low=1, kinds="if")], {}


@calls("numpy.polyfit")
def _polyfit(draw: Draw) -> Call:
    return [np.arange(5.0), filled(draw(st.sampled_from([(5,), (5, 2), (4,)])), "f"), draw(st.integers(1, 3))], {}


@calls("numpy.polyval")
def _polyval(draw: Draw) -> Call:
    return [[1.5, 2.0], an_array(draw, kinds="if")], {}


@calls(*names("numpy", "hanning hamming blackman bartlett"))
def _window(draw: Draw) -> Call:
    return [draw(st.integers(0, 5))], {}


@calls("numpy.kaiser")
def _kaiser(draw: Draw) -> Call:
    return [draw(st.integers(0, 5)), 14], {}


@calls(*names("numpy.fft", "fft ifft rfft irfft"))
def _fft(draw: Draw) -> Call:
    array = an_array(draw, low=1, kinds="if")
    return [array], maybe(draw, n=lambda: draw(st.integers(0, 6)), axis=lambda: an_axis(draw, array.ndim))


@calls(*names("numpy.fft", "fft2 ifft2 fftn ifftn fftshift ifftshift"))
def _fftn(draw: Draw) -> Call:
    return [an_array(draw, low=2, least=1, kinds="f")], {}


@calls("numpy.fft.fftfreq", "numpy.fft.rfftfreq")
def _fftfreq(draw: Draw) -> Call:
    return [draw(st.integers(1, 6))], {}
