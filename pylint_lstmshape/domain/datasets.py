"""`Dataset`: a stream of batches or elements, as tf.data, a Keras Sequence or a generator of windows gives them."""

from __future__ import annotations

from dataclasses import dataclass

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.values import Joiner, Value, join


@dataclass(frozen=True)
class Dataset(Value):
    """`element` is what one turn gives (an Array, a Dataset, or a tuple or dict of them); `count` how many turns.

    count is None where unknown; `endless` says that it never stops (repeat()). `rows` elements are dealt out in batches
    of `batch_size`, where that is known: the last batch may be smaller. `signed`: TensorFlow knows the dims before any
    element is made, as those of arrays that it was given.
    """

    element: Value
    count: Dim | None = None
    path: str = "tensorflow.data.Dataset"
    endless: bool = False
    rows: Dim | None = None
    batch_size: Dim | None = None
    signed: bool = False
    holds_data = True

    @property
    def type_path(self) -> str:  # type: ignore[override]  # a class attribute elsewhere
        """The dotted name under which its methods are modelled."""
        return self.path

    def batch_element(self) -> Value:
        """What one turn gives: a model takes it as one batch."""
        return self.element

    def length(self) -> Dim | None:
        """How many turns."""
        return self.count

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Element by element."""
        if not isinstance(other, Dataset) or self.path != other.path:
            return joiner.unknown()
        count = self.count if self.count == other.count else None
        return Dataset(join(self.element, other.element, joiner), count, self.path, self.endless and other.endless)
