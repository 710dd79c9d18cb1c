"""The command line: `lstmshape check PATH...`, the same findings through pylint's own reporters."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from pylint.lint import Run

from pylint_lstmshape.settings import KERAS_CHOICES

FORMATS = ("text", "colorized", "parseable", "msvs", "json", "json2", "github")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status: 0 nothing found, 1 findings, 2 wrong usage or unreadable input."""
    parser = argparse.ArgumentParser(
        prog="lstmshape", description="Find shape mistakes in Keras programs without running them."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="report shape mistakes in files and folders")
    check.add_argument("paths", nargs="+", metavar="PATH", help="a Python file or a folder")
    check.add_argument("--format", choices=FORMATS, default="colorized" if sys.stdout.isatty() else "text")
    check.add_argument("--keras", choices=KERAS_CHOICES, default="auto", help="Keras generation to check against")
    check.add_argument("-j", "--jobs", type=int, default=1, help="processes to use (0: one a core)")
    return _check(parser.parse_args(arguments))


def _check(options: argparse.Namespace) -> int:
    status = Run(
        [
            "--load-plugins=pylint_lstmshape",
            "--disable=all",
            "--enable=lstmshape,syntax-error,parse-error",
            "--recursive=y",
            "--score=n",
            "--persistent=n",
            f"--output-format={options.format}",
            f"--lstmshape-keras={options.keras}",
            f"--jobs={options.jobs}",
            *options.paths,
        ],
        exit=False,
    ).linter.msg_status
    return 2 if status & (1 | 32) else 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
