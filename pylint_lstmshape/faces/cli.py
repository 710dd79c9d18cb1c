"""The command line: `lstmshape check` (pylint's own reporters), `lstmshape fix`, `lstmshape rule`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from pylint_lstmshape.faces import fixing, linting, pages
from pylint_lstmshape.fixes.order import KINDS
from pylint_lstmshape.settings import KERAS_CHOICES

_FATAL, _ERROR, _WARNING, _USAGE = 1, 2, 4, 32  # bits of pylint's exit status; advice (R) has one of its own
FORMATS = ("text", "colorized", "parseable", "msvs", "json", "json2", "github", "sarif")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status: 0 no error or warning, 1 some, 2 wrong usage or unreadable input."""
    parser = argparse.ArgumentParser(
        prog="lstmshape", description="Find shape mistakes in Keras programs without running them."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="report shape mistakes in files and folders")
    check.add_argument("paths", nargs="+", metavar="PATH", help="a Python file or a folder")
    check.add_argument("--format", choices=FORMATS, default="colorized" if sys.stdout.isatty() else "text")
    check.add_argument("--keras", choices=KERAS_CHOICES, default="auto", help="Keras generation to check against")
    check.add_argument("-j", "--jobs", type=int, default=1, help="processes to use (0: one a core)")
    fix = commands.add_parser(
        "fix",
        help="show or apply the fixes that are proved",
        description=fixing.fix_files.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    fix.add_argument("paths", nargs="+", metavar="PATH", help="a Python file or a folder")
    fix.add_argument("--write", action="store_true", help="change the files")
    fix.add_argument("--interactive", action="store_true", help="ask, finding by finding")
    fix.add_argument("--choose", metavar="KIND", help=f"the kind of fix to take: {', '.join(KINDS)}")
    fix.add_argument("--select", action="append", metavar="SYMBOL", help="only this message (may be given again)")
    fix.add_argument("--keras", choices=KERAS_CHOICES, default="auto", help="Keras generation to check against")
    rule = commands.add_parser("rule", help="explain a message")
    rule.add_argument("symbol", nargs="?", metavar="SYMBOL", help="its symbol or id; none: a list of all")
    options = parser.parse_args(arguments)
    if options.command == "fix":
        return fixing.fix_files(options)
    return _check(options) if options.command == "check" else pages.show(options.symbol)


def _check(options: argparse.Namespace) -> int:
    status = linting.run(
        options.paths, options.keras, f"--output-format={options.format}", f"--jobs={options.jobs}"
    ).msg_status
    if status & (_FATAL | _USAGE):
        return 2
    return 1 if status & (_ERROR | _WARNING) else 0


if __name__ == "__main__":
    sys.exit(main())
