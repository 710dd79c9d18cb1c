"""The command line: `lstmshape check`, `lstmshape fix`, `lstmshape rule`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from inspect import getdoc
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pylint

from pylint_lstmshape.faces import checking, fixing, formats, language, linting, pages, showing, verifying
from pylint_lstmshape.fixes.order import KINDS
from pylint_lstmshape.settings import KERAS_CHOICES

Parser = argparse.ArgumentParser
if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[Parser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status that the command documents (2: wrong usage)."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lstmshape", description="Find shape mistakes in Keras programs without running them."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _check(_linting(commands, "check", "report shape mistakes in files and folders", checking.check))
    _fix(_linting(commands, "fix", "show or apply the fixes that are proved", fixing.fix_files))
    _show(_linting(commands, "show", "show models and the data they get, without running", showing.show))
    _verify(_linting(commands, "verify", "ask the installed Keras whether it agrees", verifying.verify))
    server = commands.add_parser("server", help="serve an editor", description=getdoc(language.serve))
    server.add_argument("--keras", choices=KERAS_CHOICES, default="auto", help="Keras generation to check against")
    server.set_defaults(run=language.serve)
    rule = commands.add_parser("rule", help="explain a message")
    rule.add_argument("symbol", nargs="?", metavar="SYMBOL", help="its symbol or id; none: a list of all")
    rule.set_defaults(run=lambda options: pages.show(options.symbol))
    return parser


def _linting(commands: Commands, name: str, summary: str, run: Callable[[argparse.Namespace], int]) -> Parser:
    """The parser of a command that lints files."""
    parser = commands.add_parser(
        name, help=summary, description=getdoc(run), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a Python file, a notebook, or a folder of them")
    parser.add_argument("--keras", choices=KERAS_CHOICES, default="auto", help="Keras generation to check against")
    parser.set_defaults(run=run)
    return parser


def _check(parser: Parser) -> None:
    say = parser.add_argument
    say(
        "--format",
        action="append",
        type=_form,
        metavar="FORM[:FILE]",
        help=f"how to show messages, and where; may be given again: {', '.join(formats.REPORTERS)} (text, in colour on a terminal)",
    )
    say("--output", metavar="FILE", type=Path, help="write to a file what would be shown")
    _fail_on(parser, "warning", "the least message that makes the exit status 1")
    say("--baseline", metavar="FILE", type=Path, help="report only findings that are not in this file")
    say("--write-baseline", metavar="FILE", type=Path, help="write all findings to this file, and report none")
    say("--diff", metavar="REV", help="report only findings on lines that differ from this git revision")
    say("--no-cache", dest="cache", action="store_false", help="work everything out anew, and keep nothing")
    say("-j", "--jobs", type=_jobs, default=1, help="processes to use (0: one a core)")
    say("--scheduler", metavar="ADDRESS", help="spread the files over the workers of this Dask scheduler (tcp://...)")


def _fix(parser: Parser) -> None:
    say = parser.add_argument
    say("--write", action="store_true", help="change the files")
    say("--interactive", action="store_true", help="ask, finding by finding")
    say("--choose", metavar="KIND", help=f"the kind of fix to take: {', '.join(KINDS)}")
    say("--select", action="append", metavar="SYMBOL", help="only this message (may be given again)")
    _fail_on(parser, "advice", "the least message that, left without a fix, makes the exit status 1")


def _fail_on(parser: Parser, usual: str, meaning: str) -> None:
    parser.add_argument("--fail-on", choices=linting.LEVELS, default=usual, help=f"{meaning} ({usual})")


def _show(parser: Parser) -> None:
    parser.add_argument("--format", choices=showing.FORMS, default="text", help="how (text)")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write to a file what would be shown")


def _verify(parser: Parser) -> None:
    parser.add_argument("--run", dest="run_programs", action="store_true", help="run the files themselves, one epoch")


def _form(text: str) -> tuple[str, Path | None]:
    name, _, file = text.partition(":")
    if name not in formats.REPORTERS:
        raise argparse.ArgumentTypeError(f"there is {', '.join(formats.REPORTERS)}")
    if formats.REPORTERS[name] is None:
        raise argparse.ArgumentTypeError(f"pylint {pylint.__version__} cannot write {name}; 4.1 can")
    return name, Path(file) if file else None


def _jobs(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("a number from 0")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
