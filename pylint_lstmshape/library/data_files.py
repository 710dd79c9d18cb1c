"""Data files that the program names: the header of a .npy or .npz, the first lines of a text table.

Never more than MAX_BYTES of a file are read, only files below the project's root, only of these kinds, and nothing is
unpickled. What cannot be read, or contradicts itself, is None.
"""

from __future__ import annotations

import ast
import csv
import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pylint_lstmshape import disk

MAX_BYTES = 65_536
MAX_HEADER = 4096  # of a .npy
MAX_MEMBERS = 32  # of a .npz
MAX_COLUMNS = 256
ARRAYS, ARCHIVES, TEXTS = {".npy"}, {".npz"}, {".csv", ".tsv", ".txt", ".dat", ".data"}
_ITEM_SIZE = re.compile(r"[<>|=]?([biufcSUVMm])(\d+)")


def locate(name: str, folders: Iterable[Path], root: Path) -> Path | None:
    """The file of a path as the program writes it: below the root, also with symbolic links followed; None otherwise."""
    if "\0" in name or "://" in name or Path(name).suffix.lower() not in ARRAYS | ARCHIVES | TEXTS:
        return None
    try:
        inside = root.resolve()
        for folder in dict.fromkeys(folders):
            path = (folder / name).resolve()
            if disk.is_file(folder / name) and path.is_relative_to(inside):
                disk.read(path)
                return path
    except (OSError, ValueError, RuntimeError):
        pass
    return None


_LFS_POINTER = "version https://git-lfs.github.com/spec/"  # Git LFS keeps the file itself elsewhere


class _Bounded(io.RawIOBase):
    """A file of which no more than MAX_BYTES are read."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self._left = MAX_BYTES

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Raises OSError beyond the bound."""
        view = memoryview(buffer)  # type: ignore[arg-type]  # io.RawIOBase gives a buffer
        if len(view) > self._left:
            raise OSError("too much to read")
        count = self._file.readinto(view) or 0
        self._left -= count
        return count

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Where it is."""
        return self._file.tell()

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


@dataclass(frozen=True)
class ArrayHeader:
    """The shape and dtype kind of a stored array."""

    shape: tuple[int, ...]
    kind: str | None


def array_header(path: Path) -> ArrayHeader | None:
    """The header of a .npy file, if the file is as long as that says."""
    try:
        with path.open("rb") as file:
            return _header(file.read(MAX_HEADER), path.stat().st_size)
    except OSError:
        return None


def archive_headers(path: Path) -> dict[str, ArrayHeader] | None:
    """The headers of the arrays in a .npz file, by name."""
    found: dict[str, ArrayHeader] = {}
    try:
        with _Bounded(path) as file, zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                return None
            for member in members:
                with archive.open(member) as stored:
                    header = _header(stored.read(min(256, member.file_size)), member.file_size)
                if header is None or not member.filename.endswith(".npy"):
                    return None
                found[member.filename[:-4]] = header
    except (OSError, ValueError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return None
    return found


def _header(start: bytes, size: int) -> ArrayHeader | None:
    """numpy.lib.format: magic, version, length, a dict literal."""
    if start[:6] != b"\x93NUMPY" or len(start) < 12 or start[6] not in (1, 2, 3):
        return None
    width = 2 if start[6] == 1 else 4
    length = int.from_bytes(start[8 : 8 + width], "little")
    end = 8 + width + length
    if end > len(start):
        return None
    try:
        fields = ast.literal_eval(start[8 + width : end].decode("latin-1").strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    if not isinstance(fields, dict) or set(fields) != {"descr", "fortran_order", "shape"}:
        return None
    shape, descr = fields["shape"], fields["descr"]
    if (
        not isinstance(shape, tuple)
        or len(shape) > 32
        or not all(type(dim) is int and 0 <= dim < 2**48 for dim in shape)
    ):
        return None
    if not isinstance(descr, str):
        return ArrayHeader(shape, "V")
    if descr.lstrip("|") == "O":
        return ArrayHeader(shape, "O")  # pickled: its length says nothing
    match = _ITEM_SIZE.match(descr)
    if match is None:
        return None
    item = int(match[2]) * (4 if match[1] == "U" else 1)
    return ArrayHeader(shape, match[1]) if size - end == math.prod(shape) * item else None


@dataclass(frozen=True)
class TextTable:
    """The rows of a text table: their cells as text, and whether these are all."""

    rows: tuple[tuple[str, ...], ...]
    complete: bool


def text_table(path: Path, delimiter: str | None = ",", skip: int = 0) -> TextTable | None:
    """The first rows behind `skip` lines; blank lines are left out. `delimiter` None: any white space."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES)
            complete = path.stat().st_size <= len(data)
        text = data.decode("utf-8-sig") if complete else data[: data.rfind(b"\n") + 1].decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    if text.startswith(_LFS_POINTER) or "\0" in text or (delimiter is not None and len(delimiter) != 1):
        return None
    if not complete and text.count('"') % 2:
        return None  # the cut may be within a quoted field
    lines = io.StringIO(text, newline="")
    try:
        for _ in range(min(skip, MAX_BYTES)):
            next(lines, "")
        if delimiter is None:
            rows = [tuple(line.split()) for line in lines]
        else:
            rows = [tuple(row) for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        return None
    return TextTable(tuple(row for row in rows if len(row) > 1 or "".join(row).strip()), complete)


_MISSING = {
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
    "NaN", "None", "n/a", "nan", "null",
}  # fmt: skip
_INTEGER, _FLOAT = re.compile(r"\s*[-+]?\d{1,18}\s*$"), re.compile(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?\s*$")


@dataclass(frozen=True)
class CellsOfColumn:
    """What the cells of one column are: the dtype kind that pandas gives it, and whether some are missing."""

    kind: str | None
    missing: bool


def cells_of(cells: Sequence[str], *, complete: bool) -> CellsOfColumn:
    """The dtype kind of a column: of the first rows alone an integer may yet become a float."""
    present = [cell for cell in cells if cell not in _MISSING]
    missing = len(present) < len(cells)
    if not present:
        return CellsOfColumn("f" if complete and cells else None, missing)
    if all(_INTEGER.match(cell) for cell in present):
        return CellsOfColumn(("f" if missing else "i") if complete else None, missing)
    if all(_FLOAT.match(cell) for cell in present):
        return CellsOfColumn("f", missing)
    if all(cell in ("True", "False", "TRUE", "FALSE", "true", "false") for cell in present):
        return CellsOfColumn(None if missing or not complete else "b", missing)
    if any(
        not _FLOAT.match(cell) and cell.lower().strip("+-") not in ("inf", "infinity", "true", "false")
        for cell in present
    ):
        return CellsOfColumn("O", missing)
    return CellsOfColumn(None, missing)
