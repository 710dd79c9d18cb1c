"""keras.optimizers: what Keras 3 refuses of their arguments. Source: keras/src/optimizers/base_optimizer.py."""

from __future__ import annotations

from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Value
from pylint_lstmshape.facts import CallConflict, ModelInfo
from pylint_lstmshape.keras.layers.checks import nearest
from pylint_lstmshape.knowledge import Context, Result, models

NAMES = ("Adadelta", "Adafactor", "Adagrad", "Adam", "AdamW", "Adamax", "Ftrl", "Lion", "Nadam", "RMSprop", "SGD")


# What keras.optimizers.get knows besides, in any release.
_OTHERS = {
    "lamb", "muon", "lossscaleoptimizer", "multioptimizer", "optimizermap", "schedulefreeadamw", "optimizer", "tfoptimizer",
}  # fmt: skip


def misspelt(text: str) -> str | None:
    """The optimizer that a string is meant to name; None where it names one, or nobody knows which."""
    known = {name.lower() for name in NAMES} | _OTHERS
    return None if text.lower() in known else nearest(text, known, 0.75) or None


def _register(name: str) -> None:
    @models(f"keras.optimizers.{name}")
    def make(ctx: Context, *args: Value, **kwargs: Value) -> Result:
        seen = ctx.argument("lr") if "lr" in kwargs else None
        if "lr" in kwargs and 3 in ctx.generations:
            conflict = Conflict("argument", f"{name} takes no argument lr in Keras 3: write learning_rate=")
            site = ctx.site if seen is None else seen.site
            ctx.record(CallConflict(site, name, ModelInfo(name, "", ctx.site), conflict, frozenset({3})))
        return ctx.unknown()

    make.__doc__ = f"A {name} optimizer: nothing of it matters to shapes."


for _name in NAMES:
    _register(_name)
