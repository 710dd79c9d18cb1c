"""os.environ, as far as the program writes what Keras reads there; nothing is looked up in the user's environment."""

from __future__ import annotations

from pylint_lstmshape.domain.containers import DictValue
from pylint_lstmshape.domain.values import NONE, Constant, Value
from pylint_lstmshape.knowledge import Context, Result, models

_READ = ("KERAS_BACKEND",)


@models("os.environ.__setitem__", "os.putenv")
def set_variable(ctx: Context, key: Value, value: Value) -> Result:
    """`os.environ[key] = value`."""
    if isinstance(key, Constant) and key.value in _READ:
        ctx.heap.bind(ctx.options, str(key.value), value)
    return NONE


@models("os.environ.setdefault")
def default_of_variable(ctx: Context, key: Value, value: Value) -> Result:
    """`os.environ.setdefault(key, value)`: the variable, which may be set already."""
    set_variable(ctx, key, value)
    return ctx.unknown()


@models("os.environ.update")
def update_variables(ctx: Context, other: Value = NONE, **more: Value) -> Result:
    """`os.environ.update(...)`."""
    for key, value in other.cell.content.items if isinstance(other, DictValue) else ():
        set_variable(ctx, key, value)
    for name, value in more.items():
        set_variable(ctx, Constant(name), value)
    return NONE
