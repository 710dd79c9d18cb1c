"""Writes keras/layers/signatures.py: the constructor signatures of every layer class of both real Keras generations."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from types import ModuleType
from typing import Any

TARGET = Path(__file__).parents[1] / "keras" / "layers" / "signatures.py"
_HEADER = '''"""Constructor signatures of the layer classes, for Keras 2 (tf_keras) and Keras 3. Data: written by verify/signatures.py.

A parameter stands as in Python; a default that is no literal is written as `...`.
"""

# name: (Keras 2, Keras 3), None where the generation has no such class
SIGNATURES: dict[str, tuple[str | None, str | None]] = {
'''


def signature_of(cls: type) -> str:
    """The parameters of a class's constructor as compact source, self left out; **kwargs where it takes any."""
    parts: list[str] = []
    star = False
    for parameter in list(inspect.signature(cls.__init__).parameters.values())[1:]:  # type: ignore[misc]  # of this very class
        if parameter.kind is parameter.VAR_POSITIONAL:
            star = True
            parts.append(f"*{parameter.name}")
        elif parameter.kind is parameter.VAR_KEYWORD:
            parts.append(f"**{parameter.name}")
        else:
            if parameter.kind is parameter.KEYWORD_ONLY and not star:
                star = True
                parts.append("*")
            default = "" if parameter.default is parameter.empty else f"={_literal(parameter.default)}"
            parts.append(parameter.name + default)
    return ", ".join(parts)


def _literal(value: Any) -> str:
    text = repr(value)
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return "..."
    return text


def layer_classes(module: ModuleType) -> dict[str, type]:
    """The public layer classes of a keras.layers module."""
    return {name: cls for name, cls in vars(module).items() if inspect.isclass(cls) and not name.startswith("_")}


def render() -> str:
    """The source of keras/layers/signatures.py for the installed versions."""
    import keras
    import tf_keras

    old, new = layer_classes(tf_keras.layers), layer_classes(keras.layers)
    lines = [_HEADER.rstrip("\n")]
    for name in sorted({*old, *new}):
        pair = tuple(signature_of(classes[name]) if name in classes else None for classes in (old, new))
        lines += [f"    {name!r}: (", *(f"        {part!r}," for part in pair), "    ),"]
    return "\n".join([*lines, "}", ""]).replace("'''", '"').replace("# name", "# name")


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
