"""Names that NumPy 2 has removed, and what stands for them."""

import numpy as np

from tests.library.truth import RENAMED

RENAMED_IN_NUMPY = {
    "numpy.product": np.prod, "numpy.round_": np.round, "numpy.row_stack": np.vstack, "numpy.trapz": np.trapezoid,
    "numpy.in1d": lambda one, other: np.isin(one, other).ravel(), "numpy.asscalar": lambda a: a.item(),
    "numpy.random.random_integers": lambda low, high=None, size=None: np.random.randint(1, 5, size),
}  # fmt: skip
RENAMED.update(RENAMED_IN_NUMPY)
