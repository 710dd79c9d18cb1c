"""Brings in everything that is known of libraries: importing a module of `library` or `keras` registers its entries."""

from __future__ import annotations

import pylint_lstmshape.interpreter.comprehensions
import pylint_lstmshape.interpreter.expressions
import pylint_lstmshape.interpreter.statements
import pylint_lstmshape.keras.data
import pylint_lstmshape.keras.functional
import pylint_lstmshape.keras.gone
import pylint_lstmshape.keras.layer_objects
import pylint_lstmshape.keras.layers
import pylint_lstmshape.keras.loading
import pylint_lstmshape.keras.loss_calls
import pylint_lstmshape.keras.models
import pylint_lstmshape.keras.names
import pylint_lstmshape.keras.optimizers
import pylint_lstmshape.keras.sequential
import pylint_lstmshape.keras.subclassed
import pylint_lstmshape.keras.training
import pylint_lstmshape.library.numpy
import pylint_lstmshape.library.pandas
import pylint_lstmshape.library.python
import pylint_lstmshape.library.sklearn
import pylint_lstmshape.library.tensorflow  # noqa: F401  # imported for their registrations
from pylint_lstmshape.interpreter.worlds import explore

__all__ = ["explore"]
