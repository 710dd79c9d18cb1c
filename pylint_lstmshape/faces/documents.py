"""Files that hold a program, Python or notebook: what the analysis reads of them, and how a changed program is put back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pylint_lstmshape.faces.notebooks import SUFFIX, Notebook
from pylint_lstmshape.fixes.edits import Source


@dataclass(frozen=True)
class Document:
    """A file's program."""

    source: Source
    notebook: Notebook | None = None

    def with_text(self, text: str) -> Document:
        """Another text of the program in the same file."""
        notebook = None if self.notebook is None else self.notebook.with_text(text)
        return Document(self.source.with_text(text), notebook)

    def encode(self, text: str) -> bytes:
        """The file with a changed program. Raises UnicodeEncodeError."""
        return self.source.encode(text) if self.notebook is None else self.notebook.encode(text)

    def shown(self, text: str) -> str:
        """A text of the program as the user has it."""
        return text if self.notebook is None else self.notebook.shown(text)

    def place(self, line: int) -> str:
        """A line as it is named behind the file's name: 6, or cell 3:6."""
        if self.notebook is None:
            return str(line)
        place = self.notebook.place(line)
        return f"cell {place.cell}:{place.line}"

    def words(self, message: str) -> str:
        """A message with the lines that it names, named as the user has them."""
        return message if self.notebook is None else self.notebook.words(message)


def decode(data: bytes, path: Path) -> Document:
    """The program in a file's bytes. Raises NotebookError, SyntaxError for an unknown encoding, UnicodeDecodeError."""
    if not is_notebook(path):
        return Document(Source.decode(data))
    notebook = Notebook.decode(data)
    return Document(notebook.source, notebook)


def is_notebook(path: Path | str) -> bool:
    """Whether a file is a notebook, by its name."""
    return str(path).endswith(SUFFIX)


def read(path: Path) -> Document | None:
    """A file's program as it stands; None where it cannot be read. An unchanged file is read once."""
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, SyntaxError, ValueError):
        return None


def notebook_of(file: str) -> Notebook | None:
    """The notebook in a file; None where it holds none."""
    document = read(Path(file)) if is_notebook(file) else None
    return None if document is None else document.notebook


def line(file: str, number: int) -> str:
    """A line of a file's program; "" where there is none."""
    document = read(Path(file))
    lines = [] if document is None else document.source.lines
    return lines[number - 1] if 0 < number <= len(lines) else ""


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> Document:
    return decode(path.read_bytes(), path)
