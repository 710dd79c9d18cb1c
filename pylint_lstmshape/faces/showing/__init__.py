"""`lstmshape show`: the models of a program, and the data that meets them, without running anything."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from pylint_lstmshape.faces.formats import colours
from pylint_lstmshape.faces.linting import Linted, UsageError
from pylint_lstmshape.faces.showing import mermaid, page, table
from pylint_lstmshape.faces.showing.report import Report, as_data, report

FORMS: dict[str, Callable[[Sequence[Report]], str]] = {
    "text": table.text,
    "json": lambda reports: json.dumps([as_data(one) for one in reports], indent=2) + "\n",
    "html": page.html,
    "mermaid": mermaid.text,
}


def show(options: argparse.Namespace) -> int:
    """Show each model of Python files and folders as model.summary() would, and the arrays that are given to it.

    Nothing is run. Exit status: 0, or 2 on wrong usage or a file that cannot be read.
    """
    try:
        linted = Linted(options.paths, options.keras)
    except UsageError as error:
        print(f"lstmshape show: {error}", file=sys.stderr)
        return 2
    for failure in linted.failures:
        print(failure, file=sys.stderr)
    found = [one for file in list(linted.modules) if (one := report(file, linted)) is not None]
    written = FORMS[options.format]([one for one in found if one.outline.models or one.problems] or found)
    if options.format == "text" and options.output is None and colours():
        written = table.painted(written)
    if options.output is not None:
        options.output.write_text(written, encoding="utf-8")
    else:
        sys.stdout.write(written)
    return 2 if linted.failures else 0
