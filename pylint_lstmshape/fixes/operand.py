"""An array's expression, and the expressions made of it, as the array's own library writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from astroid import nodes

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.fixes import style
from pylint_lstmshape.fixes.patch import Patch


@dataclass(frozen=True)
class Operand:
    """`text` is an expression for `array`; it can take a method call or an index behind it."""

    text: str
    array: Array
    patch: Patch
    tree: nodes.Module

    @property
    def rank(self) -> int:
        """Its number of axes (0 where unknown)."""
        return len(self.array.shape or ())

    def dim(self, axis: int) -> str:
        """One of its lengths: as a number where it is known, else as x.shape[axis]."""
        dim = (self.array.shape or ())[axis]
        return self.shape(axis) if dim.constant is None else str(dim)

    def shape(self, axis: int) -> str:
        """x.shape[axis]; of a tensor, whose length may be None there, tf.shape(x)[axis]."""
        return f"{self.library}.shape({self.text})[{axis}]" if self.is_tensor else f"{self.text}.shape[{axis}]"

    def reshape(self, *parts: str | int | Dim) -> str:
        """x.reshape(-1, 31, 1)."""
        inside = ", ".join(str(part) for part in parts)
        if self.is_tensor:
            return f"{style.tensorflow(self.patch, self.tree)}.reshape({self.text}, ({inside}))"
        return f"{self.text}.reshape({inside})"

    def index(self, *parts: str) -> str:
        """x[:, np.newaxis], where "newaxis" stands for the new axis."""
        parts = tuple(f"{self.library}.newaxis" if part == "newaxis" else part for part in parts)
        return f"{self.text}[{', '.join(parts)}]"

    def transpose(self, *axes: int) -> str:
        """x.transpose(0, 2, 1)."""
        inside = ", ".join(map(str, axes))
        return (
            f"{self.library}.transpose({self.text}, ({inside}))"
            if self.is_tensor
            else f"{self.text}.transpose({inside})"
        )

    def one_hot(self, classes: str) -> str | None:
        """to_categorical(x, 25); np.eye(25)[x] in a file that has no Keras: the model comes from another module."""
        if self.is_tensor:
            return f"{self.library}.one_hot({self.library}.cast({self.text}, {self.library}.int32), {classes})"
        function = style.keras_function(self.patch, self.tree, "utils", "to_categorical")
        if function is not None:
            return f"{function}({self.text}, {classes})"
        return f"{self.library}.eye({classes})[{self.text}]" if self.array.kind in ("i", "u") else None

    @property
    def is_tensor(self) -> bool:
        """Whether it is TensorFlow's."""
        return self.array.library == "tensorflow"

    @property
    def library(self) -> str:
        """np or tf, as the file names it."""
        return (style.tensorflow if self.is_tensor else style.numpy)(self.patch, self.tree)


# The new expression for an array; None where it cannot be changed so.
Change = Callable[[Operand], str | None]


def operand(patch: Patch, tree: nodes.Module, text: str, value: Value) -> Operand | None:
    """The operand for an expression of this value: a table's .values, a list made an array; None for no array."""
    if isinstance(value, Array):
        return Operand(text, value, patch, tree)
    table = value.to_array()
    if table is not None:
        return Operand(f"{text}.values", table, patch, tree)
    array = as_array(value)
    if isinstance(array, Array) and array.shape:
        return Operand(f"{style.numpy(patch, tree)}.array({text})", array, patch, tree)
    return None
