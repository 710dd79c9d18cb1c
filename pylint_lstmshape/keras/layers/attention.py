"""Attention, AdditiveAttention, MultiHeadAttention, GroupQueryAttention. Source: keras/src/layers/attention/*.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import FALSE, NONE, Array, Value
from pylint_lstmshape.keras.layers import checks
from pylint_lstmshape.keras.layers.base import InputSpec, Layer, Outputs, Problem, layer
from pylint_lstmshape.keras.layers.merging import merged_batch
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.knowledge import Context


def _differ(one: Dim, other: Dim) -> bool:
    return equal(one, other) is False and not is_open(one) and not is_open(other)


@layer("Attention")
class Attention(Layer):
    """[query (B, Tq, d), value (B, Tv, d)] -> (B, Tq, d)."""

    takes_many = True
    differs = True

    def invalid_argument(self) -> Problem | None:
        """score_mode is one of two words."""
        return checks.choice(self, "score_mode", ("dot", "concat"))

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """The query's shape, as wide as the value."""
        if not 2 <= len(shapes) <= 3:
            return Conflict("inputs", f"it takes [query, value] or [query, value, key] but gets {len(shapes)} inputs")
        if any(len(shape) != 3 for shape in shapes):
            return self._of_other_ranks(shapes)
        query, value, key = shapes[0], shapes[1], shapes[-1]
        if _differ(query[2], key[2]) and self.config.text("score_mode") == "dot":
            return Conflict("merge", f"query {show(query)} and key {show(key)} differ in their last axis")
        if _differ(value[1], key[1]):
            return Conflict("merge", f"value {show(value)} and key {show(key)} differ in their steps")
        batch = merged_batch(shapes)
        return batch if isinstance(batch, Conflict) else (batch, query[1], value[-1])

    def _of_other_ranks(self, shapes: list[Shape]) -> Outputs:
        """Keras 3 says so of symbolic tensors, whatever it can compute then (compute_output_spec); Keras 2 multiplies,
        and a matrix among three-dimensional tensors counts for each of them.
        """
        query, value = shapes[:2]
        dot = len(shapes) == 2 and self.config.text("score_mode") == "dot"
        if self.generation == 2 and dot and {len(query), len(value)} <= {2, 3} and query[-1] == value[-1]:
            return (*query[:-1], value[-1]) if len(query) >= len(value) else (value[0], query[0], value[-1])
        symbolic = all(shape and is_open(shape[0]) for shape in shapes)
        return (*query[:-1], value[-1]) if self.generation == 3 and symbolic else None

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """With return_attention_scores also the scores (B, Tq, Tv). Keras 3 compares the dims when it runs only."""
        asked = ctx.truth(keywords.get("return_attention_scores", FALSE))
        result = self.merge_shape(shapes)
        if isinstance(inputs, Array):
            return Conflict("inputs", "it takes [query, value] but gets one tensor")
        if isinstance(result, Conflict) and result.kind == "merge" and self.generation == 3:
            result = (*shapes[0][:-1], shapes[1][-1])
        unsure = asked and self.generation == 3 and len(shapes[-1]) != 3
        if asked is None or not isinstance(result, tuple) or unsure:
            return result if isinstance(result, Conflict) else None
        return [result, (*result[:-1], shapes[-1][-2])] if asked else result

    def mistyped(self, kinds: Sequence[str | None]) -> str | None:
        """Keras 2 multiplies query and key as they are."""
        if self.generation == 3:
            return None
        known = {kind for kind in kinds if kind is not None}
        if len(known) > 1:
            return "Keras 2 does not mix inputs of different dtypes here"
        return "Keras 2 does not convert ints here" if known == {"i"} and self._multiplies() else None

    def _multiplies(self) -> bool:
        return self.config.flag("use_scale") is True

    def weights_of(self, shapes: tuple[Shape, ...]) -> list[Shape] | None:
        """A scale, where asked for; another one for concat scores."""
        scaled, mode = self.config.flag("use_scale"), self.config.text("score_mode")
        if scaled is None or mode is None:
            return None
        return [()] * (int(scaled) + int(mode == "concat"))


@layer("AdditiveAttention")
class AdditiveAttention(Attention):
    """As Attention, with a scale as wide as the query (Keras 2: as the value)."""

    def _multiplies(self) -> bool:
        return True

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """Query and key are added; in Keras 2 the value must be as wide, for the scale."""
        plain = super().merge_shape(shapes)
        if not isinstance(plain, tuple) or any(len(shape) != 3 for shape in shapes):
            return plain
        query, value, key = shapes[0], shapes[1], shapes[-1]
        if _differ(query[2], key[2]) and query[2] != 1 and key[2] != 1:
            return Conflict("merge", f"query {show(query)} and key {show(key)} differ in their last axis")
        if self.generation == 2 and self.config.flag("use_scale") and _differ(value[2], query[2]):
            if any(dim != 1 for dim in (value[2], query[2])) and 1 in (value[2], query[2]):
                return None
            return Conflict("merge", f"query {show(query)} and value {show(value)} differ in their last axis")
        return plain

    def weights_of(self, shapes: tuple[Shape, ...]) -> list[Shape] | None:
        """The scale."""
        scaled = self.config.flag("use_scale")
        if scaled is None or len(shapes) < 2:
            return None
        return [shapes[0 if self.generation == 3 else 1][-1:]] if scaled else []


@layer("MultiHeadAttention")
class MultiHeadAttention(Layer):
    """query (B, T, d), value -> (B, T, d), or as wide as output_shape says."""

    accepts_lists = True
    differs = True
    input_names = ("query",)
    call_arguments = ("value", "key", "query_mask")
    wanted_arguments = ("value",)

    def sizes(self) -> tuple[Dim, Dim, Dim, Dim] | None:
        """Query heads, key heads, and the width of keys and of values for each."""
        heads, key = self.config.dim("num_heads"), self.config.dim("key_dim")
        value = key if self.config.is_none("value_dim") else self.config.dim("value_dim")
        return None if heads is None or key is None or value is None else (heads, heads, key, value)

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """An axis to attend along; Keras 3 misses it when it runs."""
        return InputSpec() if self.generation == 3 else self.run_spec()

    def run_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """An axis to attend along."""
        return InputSpec(min_ndim=3)

    def built_shapes(self, shapes: list[Shape], keywords: Mapping[str, Value]) -> tuple[Shape, ...]:
        """Query, value, and key, which is the value where it is not given."""
        value, key = keywords.get("value"), keywords.get("key")
        arrays = [one for one in (value, key) if isinstance(one, Array)]
        return (shapes[0], *(one.shape for one in arrays if one.shape is not None))

    def _given(self, shapes: list[Shape], keywords: Mapping[str, Value]) -> list[Shape] | None:
        given = self.built_shapes(shapes, keywords)
        named = [keywords.get(name) for name in ("value", "key")]
        expected = 1 + sum(one is not None and one != NONE for one in named)
        return list(given) if len(given) == expected > 1 and len({len(one) for one in given}) == 1 else None

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """The query's shape; with return_attention_scores also (batch, heads, query, key)."""
        given = self._given(shapes, keywords)
        asked = ctx.truth(keywords.get("return_attention_scores", FALSE))
        if given is None or asked is None or len(shapes[0]) < 2 or any(is_open(one[-1]) for one in given):
            return None
        query, value, key = given[0], given[1], given[-1]
        if any(_differ(*pair) for pair in zip(value[1:-1], key[1:-1], strict=True)):
            text = f"value {show(value)} and key {show(key)} may differ in their last axis only"
            return Conflict("merge", text) if self.generation == 3 else None
        widths: Shape | None = query[-1:]
        if not self.config.is_none("output_shape"):
            widths = self.config.dims("output_shape", 1)
        if widths is None:
            return None
        batch = merged_batch(given)
        if isinstance(batch, Conflict):
            return None
        query = (batch, *query[1:])
        result = (*query[:-1], *widths)
        if not asked:
            return result
        heads = self.sizes()
        if heads is None or len(query) != 3 or (self.generation == 3 and query[1] != key[1]):
            return None  # the symbolic scores of Keras 3 have the query's steps twice
        return [result, (query[0], heads[0], query[1], key[1])]

    def weights_of(self, shapes: tuple[Shape, ...]) -> list[Shape] | None:
        """Projections of query, key and value, and the one of the output, each with a bias."""
        sizes, bias = self.sizes(), self.config.flag("use_bias")
        if sizes is None or bias is None or len(shapes) < 2:
            return None
        heads, groups, key_dim, value_dim = sizes
        widths: Shape | None = shapes[0][-1:]
        if not self.config.is_none("output_shape"):
            widths = self.config.dims("output_shape", 1)
        if widths is None:
            return None
        kernels: list[Shape] = [
            (shapes[0][-1], heads, key_dim),
            (shapes[-1][-1], groups, key_dim),
            (shapes[1][-1], groups, value_dim),
            (heads, value_dim, *widths),
        ]
        biases: list[Shape] = [(heads, key_dim), (groups, key_dim), (groups, value_dim), widths]
        return [*kernels, *(biases if bias else [])]


@layer("GroupQueryAttention")
class GroupQueryAttention(MultiHeadAttention):
    """Heads that share keys and values; Keras 3 only."""

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """As where it runs: it splits the heads at once."""
        return self.run_spec()

    def invalid_argument(self) -> Problem | None:
        """The query heads divide into the key heads."""
        heads, groups = self.config.dim("num_query_heads"), self.config.dim("num_key_value_heads")
        if heads is None or groups is None or not heads.constant or not groups.constant:
            return None
        if heads.constant % groups.constant:
            return Problem("num_query_heads", f"num_query_heads={heads} is no multiple of num_key_value_heads={groups}")
        return None

    def sizes(self) -> tuple[Dim, Dim, Dim, Dim] | None:
        """Query heads, key heads, and the width of each."""
        heads, groups = self.config.dim("num_query_heads"), self.config.dim("num_key_value_heads")
        width = self.config.dim("head_dim")
        return None if heads is None or groups is None or width is None else (heads, groups, width, width)

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """Query and value must be as wide."""
        given = self._given(shapes, keywords)
        if given is not None and _differ(given[0][-1], given[1][-1]):
            return Conflict("merge", f"query {show(given[0])} and value {show(given[1])} differ in their last axis")
        return super().call_shape(ctx, shapes, inputs, keywords)

    def weights_of(self, shapes: tuple[Shape, ...]) -> list[Shape] | None:
        """Without a gate, as MultiHeadAttention."""
        return None if self.config.flag("use_gate") is not False else super().weights_of(shapes)
