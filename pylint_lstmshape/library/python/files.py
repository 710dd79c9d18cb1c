"""Text files, paths, regular expressions: strings whose length nobody knows, lists of them."""

from __future__ import annotations

import re
import warnings

from pylint_lstmshape.domain.containers import Elements, ListValue, Run, Stream, TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.values import NONE, Constant, Integer, Text, Value, join
from pylint_lstmshape.knowledge import Context, Result, models

MAX_PATTERN = 200  # characters of a regular expression that is looked at
_FILE = "io.TextIOWrapper"
_BINARY_FILE = "io.BufferedReader"


def text(ctx: Context, name: str = "len") -> Value:
    """A str nobody knows."""
    return Text(("text", ctx.fresh("text")), ctx.fresh(name))


def texts(ctx: Context, name: str = "lines") -> Elements:
    """An unknown number of them."""
    return Elements((Run(text(ctx), ctx.fresh(name)),))


def opened(ctx: Context, mode: Value) -> Value:
    """A text file, or one to read bytes from; one to write bytes to is unknown."""
    if not isinstance(mode, Constant) or not isinstance(mode.value, str):
        return ctx.unknown()
    if "b" in mode.value:
        return LibraryObject(_BINARY_FILE) if set(mode.value) == {"r", "b"} else ctx.unknown()
    length = ctx.symbol("len", "length")
    return LibraryObject(_FILE, Cell(Attributes((("whole", Text(("file", length), length)),))))


@models("pathlib.Path.read_text")
def read_text(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """The whole text."""
    return text(ctx)


@models(f"{_FILE}.read")
def read(ctx: Context, self: Value, size: Value | int = -1) -> Result:
    """The whole text."""
    whole = self.cell.content.get("whole") if isinstance(self, LibraryObject) else None
    return whole if whole is not None and size == -1 else text(ctx)


@models(f"{_BINARY_FILE}.read")
def read_bytes(ctx: Context, self: Value, size: Value | int = -1) -> Result:
    """Bytes."""
    return LibraryObject("bytes")


@models("bytes.decode")
def decode(ctx: Context, self: Value, encoding: Value | str = "utf-8", errors: Value | str = "strict") -> Result:
    """A str."""
    return text(ctx)


@models(f"{_FILE}.readlines")
def readlines(ctx: Context, self: Value, hint: Value | int = -1) -> Result:
    """The lines as a list."""
    return ListValue(Cell(texts(ctx)))


@models(f"{_FILE}.readline")
def readline(ctx: Context, self: Value, size: Value | int = -1) -> Result:
    """One line."""
    return text(ctx)


@models(f"{_FILE}.__iter__")
def iterate(ctx: Context, self: Value) -> Result:
    """Line by line."""
    return Stream(texts(ctx))


@models(f"{_FILE}.write")
def write(ctx: Context, self: Value, text: Value) -> Result:
    """The number of letters written."""
    return Integer(ctx.fresh("len"))


@models(f"{_FILE}.close", f"{_FILE}.flush", f"{_FILE}.writelines")
def close(ctx: Context, self: Value, *args: Value) -> Result:
    """Nothing that matters to shapes."""
    return NONE


@models("csv.reader")
def csv_reader(ctx: Context, csvfile: Value, *args: Value, **options: Value) -> Result:
    """A list of texts for each line."""
    return Stream(Elements((Run(ListValue(Cell(texts(ctx, "columns"))), ctx.fresh("rows")),)))


@models("os.getenv")
def getenv(ctx: Context, key: Value, default: Value = NONE) -> Result:
    """A str, or the default."""
    return join(text(ctx), default, ctx)


@models("builtins.input", "builtins.repr", "time.strftime", "time.ctime")
def some_text(ctx: Context, *args: Value, **options: Value) -> Result:
    """A str."""
    return text(ctx)


@models("os.listdir", "glob.glob")
def names(ctx: Context, *args: Value, **options: Value) -> Result:
    """A list of names."""
    return ListValue(Cell(texts(ctx, "files")))


@models("re.sub")
def sub(ctx: Context, pattern: Value, repl: Value, string: Value, *args: Value, **options: Value) -> Result:
    """Another str."""
    return text(ctx)


@models("re.findall")
def findall(ctx: Context, pattern: Value, string: Value, *args: Value, **options: Value) -> Result:
    """A list of strs; of tuples of them where the pattern has several groups."""
    number = _groups(pattern)
    part = ctx.unknown() if number is None else text(ctx)
    if number is not None and number > 1:
        part = TupleValue.of(*(text(ctx) for _ in range(number)))
    return ListValue(Cell(Elements((Run(part, ctx.fresh("parts")),))))


@models("re.split")
def split(ctx: Context, pattern: Value, string: Value, *args: Value, **options: Value) -> Result:
    """A list of strs; with groups, what they match, which may be None."""
    part = text(ctx) if _groups(pattern) == 0 else ctx.unknown()
    return ListValue(Cell(Elements((Run(part, ctx.fresh("parts", 1)),))))


def _groups(pattern: Value) -> int | None:
    """How many groups a regular expression has, where it is a short one that is written down."""
    written = pattern.value if isinstance(pattern, Constant) else None
    if not isinstance(written, str) or len(written) > MAX_PATTERN:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pylint's own output is no place for what Python thinks of the pattern
            return re.compile(written).groups
    except (re.error, RecursionError, OverflowError):
        return None


@models("os.makedirs", "os.mkdir", "os.remove", "json.dump", "pickle.dump")
def nothing(ctx: Context, *args: Value, **options: Value) -> Result:
    """Nothing that matters to shapes."""
    return NONE
