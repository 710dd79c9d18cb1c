"""Options of the analysis, from pylint's options or [tool.lstmshape] in pyproject.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KERAS_CHOICES = ("auto", "2", "3")


@dataclass(frozen=True)
class Settings:
    """keras: the generation to check against. read_data: whether headers of local data files may be read.

    texts: what modules of the project hold in the place of what stands on the disk, by their path.

    shapes: what functions that the analysis cannot see into return, as text: one array, or a tuple of them:
    {"mypkg.load": ("(n, 31)", "(n,)")}.
    """

    keras: str = "auto"
    read_data: bool = True
    shapes: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
