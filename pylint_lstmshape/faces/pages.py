"""The pages of the messages, made from the rules' docstrings: as text for a terminal, as Markdown for docs/rules."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import fill, indent

from pylint_lstmshape.rules import RULES
from pylint_lstmshape.rules.base import Rule
from pylint_lstmshape.rules.documentation import Part, documentation

PYLINT = "https://pylint.readthedocs.io/en/stable/user_guide/messages"

_MEANING = {
    "E": "an error: the program raises",
    "W": "a warning: the program runs, but computes something else than it means",
    "R": "advice: true, but perhaps meant so",
}
_HEAD = ("| symbol | id | when |", "|---|---|---|")
_SHAPES = "Shapes"
_LEGEND = "what the data is, what each layer makes of it, and what that is compared with (↔); ✗ is an error, ! a warning, · advice."
_GENERATED = "<!-- Made from the rule's docstring by `make docs`. -->"


def show(symbol: str | None) -> int:
    """Print the page of a message, or a list of all; gives the exit status: 2 where there is no such message."""
    if symbol is None:
        for rule in RULES:
            print(f"{rule.id}  {rule.symbol:28} {rule.summary}")
        return 0
    found = [one for one in RULES if symbol in (one.symbol, one.id)]
    if not found:
        print(f"lstmshape rule: no message {symbol}; `lstmshape rule` lists all", file=sys.stderr)
        return 2
    print(text(found[0]), end="")
    return 0


def text(rule: Rule) -> str:
    """The page for a terminal."""
    page = documentation(rule)
    parts = [f"{rule.symbol} ({rule.id})", fill(page.title, 100), f"It is {_MEANING[rule.id[0]]}."]
    for name, part in page.parts.items():
        parts += [fill(f"{name}: {part.text}".rstrip(), 100), *_program(part)]
        if name == "Use instead":
            parts += [fill(f"{_SHAPES}: {_LEGEND}", 100), indent(_drawings(rule), "    ")]
    return "\n\n".join(parts) + "\n"


def _drawings(rule: Rule) -> str:
    """The shapes of both programs, one drawing below the other."""
    from pylint_lstmshape.faces.drawing import drawn  # a list of messages needs no analysis

    page, generation = documentation(rule), max(rule.generations)
    return f"before\n\n{drawn(page.bad, generation)}\n\nafter\n\n{drawn(page.good, generation)}"


def _program(part: Part) -> Iterator[str]:
    if part.program:
        yield indent(part.program.rstrip("\n"), "    ")


def markdown(rule: Rule) -> str:
    """The page for docs/rules."""
    page = documentation(rule)
    parts = [_GENERATED, f"# {rule.symbol} ({rule.id})", page.title, f"It is {_MEANING[rule.id[0]]}."]
    for name, part in page.parts.items():
        parts += [f"## {name}", *([part.text] if part.text else [])]
        if part.program:
            parts.append(f"```python\n{part.program.rstrip()}\n```")
        if name == "Use instead":
            parts += [f"## {_SHAPES}", _LEGEND, f"```text\n{_drawings(rule)}\n```"]
    return "\n\n".join(parts) + "\n"


@cache
def site() -> str | None:
    """Where the documentation stands for all to read: `Documentation` under [project.urls], which is the one place to
    say it. None as long as nothing stands there: `lstmshape rule SYMBOL` shows the same pages.
    """
    from importlib import metadata

    named = metadata.metadata("pylint-lstmshape").get_all("Project-URL") or []
    found = [address for name, _, address in (one.partition(", ") for one in named) if name == "Documentation"]
    return found[0].rstrip("/") if found else None


@cache
def origin() -> str | None:
    """The repository or the folder that this was installed from, as pip has noted it (PEP 610) or, on GitHub, as
    action.yml says: its docs/rules are the pages of this very version. None where it was neither.
    """
    from importlib import metadata

    said = os.environ.get("LSTMSHAPE_ORIGIN")
    noted = json.loads(metadata.distribution("pylint-lstmshape").read_text("direct_url.json") or "{}")
    url = str(noted.get("url", "")).rstrip("/")
    if said:
        return said
    if "vcs_info" in noted and url.startswith("https://"):
        return f"{url.removesuffix('.git')}/blob/{noted['vcs_info']['commit_id']}"
    return url if "dir_info" in noted else None


def published(rule: Rule) -> str | None:
    """Where the rule's page stands for all to read, if it does."""
    return None if site() is None else f"{site()}/rules/{rule.symbol}/"


def address(rule: Rule) -> str | None:
    """Where the rule's page stands: for all to read, else where this was installed from."""
    return published(rule) or (None if origin() is None else f"{origin()}/docs/rules/{rule.symbol}.md")


def table(folder: str = "") -> str:
    """All messages, linked to their pages in `folder`."""
    rows = sorted(RULES, key=lambda rule: ("EWR".index(rule.id[0]), rule.id))
    lines = [f"| [`{rule.symbol}`]({folder}{rule.symbol}.md) | {rule.id} | {rule.summary} |" for rule in rows]
    return "\n".join([*_HEAD, *lines]) + "\n"


def index() -> str:
    """The page that lists all."""
    return f"{_GENERATED}\n\n# Messages\n\n{table()}"


def readme(now: str) -> str:
    """README.md with its table of messages made anew."""
    before, _, rest = now.partition(_HEAD[0])
    after = rest.partition("\n\n")[2]
    return f"{before}{table('docs/rules/')}\n{after}"


def pages() -> dict[str, str]:
    """Every file of docs/rules: its name and its text."""
    return {"README.md": index(), **{f"{rule.symbol}.md": markdown(rule) for rule in RULES}}


def messages() -> str:
    """faces/messages.json: what the checker registers, so that pylint need not load the rules to lint other files.

    The prose of each rule's documentation is all on one line: pylint's --help-msg makes it one paragraph.
    """
    found = {rule.id: (rule.symbol, _description(rule)) for rule in RULES}
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _description(rule: Rule) -> str:
    page = documentation(rule)
    return " ".join([page.title, *(f"{name}: {part.text}" for name, part in page.parts.items() if part.text)])


def write(root: Path) -> None:
    """Write docs/rules, the table in README.md and faces/messages.json anew; pages of messages that are no more go."""
    registered = root / "pylint_lstmshape" / "faces" / "messages.json"
    registered.write_text(messages(), encoding="utf-8")
    folder, page = root / "docs" / "rules", root / "README.md"
    page.write_text(readme(page.read_text(encoding="utf-8")), encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, content in wanted.items():
        (folder / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
