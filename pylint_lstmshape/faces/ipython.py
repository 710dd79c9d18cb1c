"""The code of a notebook's cell as Python: what only IPython understands is exchanged for stand-ins, line for line.

`%magic`, `!command`, `?help` and cells of another language become `pass` or comments that carry a mark, by which
`restored` puts back what stood there, wherever edits have moved the line.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass, field

from pylint_lstmshape.fixes.edits import Source

MARK = "\ue000"  # of Unicode's private use: in no program
_CELLS_OF_PYTHON = {
    "capture",
    "debug",
    "prun",
    "time",
}  # %%name: the cell runs as any other; %%timeit keeps no variable
_MAGIC = re.compile(r"[%!?]|(?:[\w.]+|[\w.]*\[[^]]*\])\?\??\s*$")
_ASSIGNED = re.compile(r"([\w.,*\s]+=\s*)[%!]")
_TIMED = re.compile(r"%time\s+(?=[^\s-])")
_AUTOMATIC = re.compile(r"(?:pip3?|conda|cd|ls|ll|cat|mkdir|rmdir|rm|cp|mv|man|more|less|head|tail)\s+[\w./~*-]")
_MARKED = re.compile(rf"(?<![^\r\n])([ \t]*)([^\r\n]*?)(?:  )?#{MARK}(\d+)(?![^\r\n])")
_TOKEN = re.compile(
    r"""\"{3}|'{3}|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|#[^\n]*|[(\[{]|[)\]}]|\\\r?\n"""
)  # what tells whether the next line begins a statement
_ENDS = {quote: re.compile(rf"(?:\\.|[^\\])*?{quote}", re.DOTALL) for quote in ('"""', "'''")}


@dataclass
class StandIns:
    """What stood where a stand-in is now: the whole line, or what came before its statement (`%time `)."""

    lines: list[str] = field(default_factory=list)
    prefixes: dict[int, str] = field(default_factory=dict)

    def line(self, original: str, code: str = "") -> str:
        """A stand-in for a line, without its indentation and end."""
        self.lines.append(original)
        return f"{code}  #{MARK}{len(self.lines) - 1}" if code else f"#{MARK}{len(self.lines) - 1}"

    def prefix(self, prefix: str, code: str) -> str:
        """A stand-in for a line that is `code` behind `prefix`."""
        self.prefixes[len(self.lines)] = prefix
        return self.line("", code)

    def restored(self, text: str) -> str:
        """A text with every stand-in exchanged for what stood there."""
        return _MARKED.sub(self._original, text)

    def shift(self, line: str) -> int:
        """How far the code of a line stands left of where it stood."""
        found = _MARKED.search(line.rstrip("\r\n"))
        return 0 if found is None else len(self.prefixes.get(int(found[3]), ""))

    def _original(self, found: re.Match[str]) -> str:
        indent, code, number = found[1], found[2], int(found[3])
        prefix = self.prefixes.get(number)
        return f"{indent}{self.lines[number]}" if prefix is None else f"{indent}{prefix}{code}"


def python(cell: str, stand_ins: StandIns) -> str:
    """The cell as Python, with as many lines; one that is neither Python nor IPython stays as it is."""
    lines = Source(cell).lines
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines and lines[first].startswith("%%"):
        name = re.match(r"%%(\w*)", lines[first])
        if name is None or name[1] not in _CELLS_OF_PYTHON:
            return "".join(_exchanged(line, stand_ins) for line in lines)
        head = "".join([*lines[:first], _exchanged(lines[first], stand_ins)])
        return head + python("".join(lines[first + 1 :]), stand_ins)
    return cell if _parses(cell) else "".join(_statements(lines, stand_ins))


def _parses(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _statements(lines: list[str], stand_ins: StandIns) -> list[str]:
    found = []
    state = _State()
    continued = False  # a magic that goes on behind a backslash
    for line in lines:
        if continued:
            continued = line.rstrip().endswith("\\")
            found.append(_exchanged(line, stand_ins))
            continue
        code = _code(_body(line).lstrip(), stand_ins) if state.begins else None
        if code is None:
            state = state.after(line)
            found.append(line)
        else:
            continued = line.rstrip().endswith("\\")
            found.append(_with(line, code))
    return found


def _code(statement: str, stand_ins: StandIns) -> str | None:
    """What stands for a line of IPython; None for a line of Python."""
    timed = _TIMED.match(statement)
    if timed is not None and _parses(statement[timed.end() :]):
        return stand_ins.prefix(timed[0], statement[timed.end() :])
    assigned = _ASSIGNED.match(statement)
    if assigned is not None:
        return stand_ins.line(statement, f"{assigned[1]}get_ipython()")
    if _MAGIC.match(statement) or (_AUTOMATIC.match(statement) and not _parses(statement)):
        return stand_ins.line(statement, "pass")
    return None


def _exchanged(line: str, stand_ins: StandIns) -> str:
    return _with(line, stand_ins.line(_body(line).lstrip())) if line.strip() else line


def _with(line: str, code: str) -> str:
    """The line with other code, its indentation and end kept."""
    body = _body(line)
    return f"{body[: len(body) - len(body.lstrip())]}{code}{line[len(body) :]}"


def _body(line: str) -> str:
    return line.rstrip("\r\n")


@dataclass(frozen=True)
class _State:
    """Where a line of Python begins: in a string of triple quotes, in brackets, behind a backslash, or anew."""

    quote: str = ""
    depth: int = 0
    joined: bool = False

    @property
    def begins(self) -> bool:
        return not (self.quote or self.depth or self.joined)

    def after(self, line: str) -> _State:
        quote, depth, position = self.quote, self.depth, 0
        joined = False
        while position < len(line):
            found = (_ENDS[quote].match if quote else _TOKEN.search)(line, position)
            if found is None:
                break
            position, token = found.end(), found[0]
            if quote:
                quote = ""
            elif token in _ENDS:
                quote = token
            elif token in "([{":
                depth += 1
            elif token in ")]}":
                depth = max(depth - 1, 0)
            elif token[0] == "\\":
                joined = True
        return _State(quote, depth, joined)
