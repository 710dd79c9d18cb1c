"""Objects of the program's classes that derive from dict or UserDict: their entries lie in a dict of their own."""

from __future__ import annotations

from pylint_lstmshape.domain.containers import DictValue, Entries
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.values import NONE, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.python.builtins import dict_

# Under which attribute the entries lie: UserDict says so, those of a dict have no name.
_HELD_IN = {"builtins.dict": "{}", "collections.OrderedDict": "{}", "collections.UserDict": "data"}


def entries_of(value: Value) -> DictValue | None:
    """The dict that holds what `value[key]` gives; None for what is no such object, or where nobody knows."""
    name = _HELD_IN.get(value.library_base) if isinstance(value, Instance) else None
    held = value.cell.content.get(name) if name is not None and isinstance(value, Instance) else None
    return held if isinstance(held, DictValue) else None


def begin(ctx: Context, instance: Instance) -> None:
    """A dict is there before its __init__ runs; a UserDict has its data only from then on."""
    if _HELD_IN.get(instance.library_base) == "{}":
        _hold(ctx, instance, DictValue(Cell(Entries())))


@models(*(f"{path}.__init__" for path in _HELD_IN))
def init(ctx: Context, self: Value, iterable: Value | None = None, **named: Value) -> Result:
    """As dict(...)."""
    made = dict_(ctx, iterable, **named)
    if isinstance(self, Instance):
        _hold(ctx, self, made if isinstance(made, DictValue) else ctx.unknown())
    return NONE


def _hold(ctx: Context, instance: Instance, held: Value) -> None:
    ctx.heap.write(instance.cell, instance.cell.content.set(**{_HELD_IN[instance.library_base]: held}))
