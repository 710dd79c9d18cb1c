"""Tensors as the tests of all libraries see them: how they are abstracted and compared, and what TensorFlow raises."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np
import tensorflow as tf
import tf_keras

import pylint_lstmshape.library.tensorflow
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.values import Array, Constant, Integer
from tests.library import truth
from tests.library.truth import abstract, assert_same, assert_same_array, compares

truth.ERRORS.append(tf.errors.OpError)
EAGER = type(tf.constant(0))
VARIABLE = type(tf.Variable(0))


@abstract.register(EAGER)
@abstract.register(VARIABLE)
def _(thing: Any) -> Array:
    held = thing.numpy()
    array = abstract(np.asarray(held, object) if isinstance(held, bytes) else held)
    assert isinstance(array, Array)
    return replace(array, library="tensorflow")


@abstract.register(tf.DType)
def _(thing: Any) -> LibraryName:
    return LibraryName(f"tensorflow.{thing.name}")


@compares(EAGER, VARIABLE)
def _(said: Any, real: Any, loose: bool) -> None:
    if isinstance(said, Constant | Integer):
        assert_same(said, real.numpy().item(), loose=loose)
        return
    if isinstance(said, TupleValue):  # a tensor of dims
        assert_same(said, tuple(real.numpy().tolist()), loose=loose)
        return
    assert isinstance(said, Array), f"{said} for a tensor of shape {real.shape}"
    assert said.library == "tensorflow"
    assert_same_array(replace(said, library="numpy"), np.asarray(real), loose=loose)


@compares(tf.TensorShape)
def _(said: Any, real: Any, loose: bool) -> None:
    assert isinstance(said, TupleValue)
    assert_same(said, tuple(real), loose=loose)


def has_backend(path: str) -> bool:
    """Whether Keras 2 still has it."""
    return hasattr(tf_keras.backend, path.rpartition(".")[2])


def backend(path: str) -> Any:
    """keras.backend as Keras 2 has it (Keras 3 has dropped most of it)."""
    return getattr(tf_keras.backend, path.rpartition(".")[2])


__all__ = ["EAGER", "pylint_lstmshape"]
