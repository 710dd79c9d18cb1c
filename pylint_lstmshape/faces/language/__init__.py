"""`lstmshape server`: a language server. Findings as one types, their fixes, and the shape of everything in between."""

from __future__ import annotations

import argparse
import sys


def serve(options: argparse.Namespace) -> int:
    """Speak the Language Server Protocol on standard input and output, for an editor to start.

    Needs pygls: pip install "pylint-lstmshape[lsp]". docs/editors.md tells how to set up editors.
    """
    try:
        from pylint_lstmshape.faces.language.server import start
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        print('lstmshape server needs pygls: pip install "pylint-lstmshape[lsp]"', file=sys.stderr)
        return 2
    start(options.keras)
    return 0
