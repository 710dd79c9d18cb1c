"""Values in numbers: kind, shape, dtype and range of whatever a program holds, without changing or consuming it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from types import GeneratorType
from typing import Any

from pylint_lstmshape.verify.records import Described, Shape

_CONTAINERS: dict[type, str] = {
    list: "list",
    tuple: "tuple",
    dict: "dict",
    set: "set",
    frozenset: "set",
    str: "str",
    bytes: "str",
    range: "list",
}
_KERAS = ("keras", "tf_keras", "tensorflow")
_LARGEST_RANGE = 20_000_000  # elements; beyond it a range is not looked for
_ITEMS = 8  # elements of a container that are described
_DEPTH = 3  # containers within containers


def describe(value: Any, *, ranges: bool = True, items: int = 0) -> Described:
    """`value` in numbers; `items` is how many levels of containers to open."""
    cls = type(value)
    name = cls.__name__
    if value is None:
        return Described("none", name)
    if cls is bool or cls is int or cls is float:
        number = finite(value)
        return Described(cls.__name__, name, (), None, number, number)
    if isinstance(value, tuple(_CONTAINERS)):
        return _container(value, name, ranges, items)
    package = cls.__module__.partition(".")[0]
    if package == "numpy":
        return _numpy(value, name, ranges)
    if package == "pandas":
        return _pandas(value, name, ranges)
    if package == "scipy" and hasattr(value, "shape"):
        return Described("sparse", name, _shape(value), str(value.dtype))
    if isinstance(value, GeneratorType):
        return Described("generator", name)
    return _keras(value, name, ranges)


def arguments(given: dict[str, Any]) -> dict[str, Described]:
    """What a method of a model was given, containers opened."""
    return {name: describe(value, items=_DEPTH) for name, value in given.items()}


def is_tensor(value: Any) -> bool:
    """Whether a value has a shape as arrays and tensors have."""
    return hasattr(value, "shape") and hasattr(value, "dtype")


def is_symbolic(value: Any) -> bool:
    """Whether a tensor carries no numbers: a KerasTensor, or a tensor of a graph being built."""
    cls = type(value)
    return cls.__name__ in ("KerasTensor", "SymbolicTensor", "SparseKerasTensor", "RaggedKerasTensor") or (
        cls.__module__.startswith("tensorflow") and not hasattr(value, "numpy")
    )


def tensors(structure: Any) -> Iterator[Any]:
    """The arrays and tensors within nested lists, tuples and dicts, in order."""
    if isinstance(structure, dict):
        structure = list(structure.values())
    if isinstance(structure, (list, tuple)):
        for one in structure:
            yield from tensors(one)
    elif is_tensor(structure):
        yield structure


def shapes(structure: Any) -> tuple[Shape | None, ...]:
    """The shapes of all tensors within a structure."""
    return tuple(_shape(one) for one in tensors(structure))


def finite(number: float) -> float | None:
    """The number itself, or None where JSON has no such number."""
    return number if isinstance(number, int) or math.isfinite(number) else None


def _shape(value: Any) -> Shape | None:
    try:
        return tuple(None if length is None else int(length) for length in value.shape)
    except (TypeError, ValueError):  # TensorFlow: a shape of unknown rank has no length
        return None


def _container(value: Any, name: str, ranges: bool, items: int) -> Described:
    kind = next(kind for base, kind in _CONTAINERS.items() if isinstance(value, base))
    if not items or kind not in ("list", "tuple", "dict"):
        return Described(kind, name, (len(value),))
    keys = tuple(map(str, value))[:_ITEMS] if kind == "dict" else ()
    elements = list(value.values())[:_ITEMS] if kind == "dict" else value[:_ITEMS]
    described = tuple(describe(one, ranges=ranges, items=items - 1) for one in elements)
    return Described(kind, name, (len(value),), items=described, keys=keys)


def _numpy(value: Any, name: str, ranges: bool) -> Described:
    if not is_tensor(value):
        return Described("other", name)
    low, high = _range(value) if ranges else (None, None)
    return Described("array", name, _shape(value), str(value.dtype), low, high)


def _range(array: Any) -> tuple[float | None, float | None]:
    if array.dtype.kind not in "biuf" or not 0 < array.size <= _LARGEST_RANGE:
        return None, None
    if array.dtype.kind == "f":
        import numpy as np

        array = array[np.isfinite(array)]
        if not array.size:
            return None, None
    return array.min().item(), array.max().item()


def _pandas(value: Any, name: str, ranges: bool) -> Described:
    if not hasattr(value, "shape"):
        return Described("other", name)
    if len(value.shape) == 1:
        low, high = _range(value.to_numpy()) if ranges and value.dtype.kind in "biuf" else (None, None)
        return Described("column", name, _shape(value), str(value.dtype), low, high)
    kinds = {str(one) for one in value.dtypes} if hasattr(value, "dtypes") else set()
    return Described("table", name, _shape(value), kinds.pop() if len(kinds) == 1 else None)


def _keras(value: Any, name: str, ranges: bool) -> Described:
    bases = {base.__name__: base.__module__.partition(".")[0] for base in type(value).__mro__}
    if not any(package in _KERAS for package in bases.values()):
        return Described("other", name)
    if hasattr(value, "element_spec"):
        kind = "dataset" if any(base.startswith("Dataset") for base in bases) else "other"
        return Described(kind, name, items=(_spec(value.element_spec),))
    if "Layer" in bases:
        return Described("model" if "Model" in bases else "layer", name)
    if bases.keys() & {"Sequence", "PyDataset"}:
        return Described("sequence", name)
    if not is_tensor(value):
        return Described("other", name)
    dtype = value.dtype if isinstance(value.dtype, str) else value.dtype.name
    if is_symbolic(value):
        return Described("symbolic", name, _shape(value), dtype)
    low, high = None, None
    if ranges and hasattr(value, "numpy"):
        array = value.numpy()
        low, high = _range(array) if is_tensor(array) else (None, None)
    return Described("tensor", name, _shape(value), dtype, low, high)


def _spec(spec: Any) -> Described:
    """A Dataset's element_spec, a structure of tf.TensorSpec."""
    if isinstance(spec, dict):
        return Described(
            "dict", "dict", (len(spec),), items=tuple(map(_spec, spec.values())), keys=tuple(map(str, spec))
        )
    if isinstance(spec, (list, tuple)):
        return Described("tuple", "tuple", (len(spec),), items=tuple(map(_spec, spec)))
    dtype = getattr(spec, "dtype", None)
    return Described(
        "spec", type(spec).__name__, _shape(spec) if is_tensor(spec) else None, getattr(dtype, "name", None)
    )
