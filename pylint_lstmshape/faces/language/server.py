"""The server: which document is open, when it is looked at, and who answers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from pylint_lstmshape.faces.language import answers
from pylint_lstmshape.faces.language.cells import Cells
from pylint_lstmshape.faces.language.state import Now, State, Switches, examine
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.settings import KERAS_CHOICES

OfText = (
    types.DidOpenTextDocumentParams
    | types.DidChangeTextDocumentParams
    | types.DidSaveTextDocumentParams
    | types.DidCloseTextDocumentParams
)
Opened = types.DidOpenTextDocumentParams | types.DidOpenNotebookDocumentParams
Changed = types.DidChangeTextDocumentParams | types.DidChangeNotebookDocumentParams
Saved = types.DidSaveTextDocumentParams | types.DidSaveNotebookDocumentParams
Closed = types.DidCloseTextDocumentParams | types.DidCloseNotebookDocumentParams
PAUSE = 0.15  # seconds without typing before diagnostics are worked out anew


@dataclass(frozen=True)
class View:
    """A document as the editor has it; of a notebook with its cells."""

    uri: str
    now: Now | None
    cells: Cells | None = None


class Server(LanguageServer):
    """Keeps of each open document the last text that was Python."""

    def __init__(self, keras: str) -> None:
        notebooks = types.NotebookDocumentFilterWithNotebook("jupyter-notebook")
        super().__init__(
            "lstmshape",
            version("pylint-lstmshape"),
            notebook_document_sync=types.NotebookDocumentSyncOptions([notebooks], save=True),
        )
        self._keras = keras
        self.options: Any = None  # the editor's
        self._switches: Switches | None = None
        self._states: dict[str, State] = {}
        self._looked_at: dict[str, str] = {}  # the text of a document that was last looked at
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def prepare(self) -> Switches:
        """Read the project's options; the editor's come first."""
        options = self.options
        keras = options.get("keras") if isinstance(options, dict) else getattr(options, "keras", None)
        return Switches(keras if keras in KERAS_CHOICES else self._keras)

    @property
    def encoding(self) -> str:
        """In which units the editor counts characters."""
        return self.workspace.position_encoding or types.PositionEncodingKind.Utf16

    def view(self, uri: str) -> View:
        """What is known of a document, or of the notebook that a cell is in, as it is shown now."""
        notebook = self.workspace.get_notebook_document(cell_uri=uri)
        if notebook is None and uri in self.workspace.notebook_documents:
            notebook = self.workspace.get_notebook_document(notebook_uri=uri)
        if notebook is not None:
            cells = Cells.of(self.workspace, notebook)
            path = Path(uris.to_fs_path(notebook.uri) or "untitled.ipynb")
            return View(notebook.uri, self._now(notebook.uri, path, cells.notebook.source), cells)
        document = self.workspace.get_text_document(uri)
        return View(uri, self._now(uri, Path(document.path or "untitled.py"), Source(document.source)))

    def _now(self, uri: str, path: Path, source: Source) -> Now | None:
        if self._looked_at.get(uri) != source.text:
            self._looked_at[uri] = source.text
            self._switches = self._switches or self.prepare()
            state = examine(path, source.text, self._switches)
            if state is not None:
                self._states[uri] = state
        kept = self._states.get(uri)
        return None if kept is None else Now(kept, source)

    def publish(self, uri: str) -> None:
        """Tell the editor what is found in a document; half-typed code keeps what was found before."""
        view = self.view(uri)
        found = [] if view.now is None else answers.diagnostics(view.now, view.uri, self.encoding)
        for each, told in ({uri: found} if view.cells is None else view.cells.diagnostics(found)).items():
            version = self.workspace.get_text_document(each).version
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(each, told, version))

    def publish_soon(self, uri: str) -> None:
        """As `publish`, once the user pauses."""
        self.forget_waiting(uri)
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._later(uri))

    async def _later(self, uri: str) -> None:
        await asyncio.sleep(PAUSE)
        self.publish(uri)

    def forget_waiting(self, uri: str) -> None:
        """Drop what was planned."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    def is_saved(self, uri: str, text: str) -> bool:
        """Whether a file of this text is shown so, or not open at all."""
        document = self.workspace.text_documents.get(uri)
        return document is None or document.source == text

    def close(self, uri: str, cells: Sequence[str] = ()) -> None:
        """A document, or a notebook of these cells, is open no more."""
        self.forget_waiting(uri)
        self._states.pop(uri, None)
        self._looked_at.pop(uri, None)
        for each in cells or (uri,):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(each, []))


def make(keras: str) -> Server:
    """The server with all that it answers."""
    server = Server(keras)

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.options = params.initialization_options

    # What is opened, changed, saved, closed is a document, or a notebook with its cells.

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    @server.feature(types.NOTEBOOK_DOCUMENT_DID_SAVE)
    def shown(params: Opened | Saved) -> None:
        server.publish(_uri(params))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    async def changed(params: Changed) -> None:
        server.publish_soon(_uri(params))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def closed(params: Closed) -> None:
        cells = () if isinstance(params, types.DidCloseTextDocumentParams) else params.cell_text_documents
        server.close(_uri(params), [one.uri for one in cells])

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def act(params: types.CodeActionParams) -> list[types.CodeAction]:
        view, where = server.view(params.text_document.uri), params.range
        if view.now is None:
            return []
        if view.cells is not None:
            start, end = (view.cells.down(params.text_document.uri, one) for one in (where.start, where.end))
            where = types.Range(start, end)
        found = answers.actions(view.now, view.uri, where, server.encoding, view.cells, server.is_saved)
        if view.cells is not None:
            shared = {id(one): one for action in found for one in action.diagnostics or ()}
            view.cells.diagnostics([*shared.values()])
        return found

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        view, at = server.view(params.text_document.uri), params.position
        if view.now is None:
            return None
        if view.cells is None:
            return answers.hover(view.now, at, server.encoding)
        found = answers.hover(view.now, view.cells.down(params.text_document.uri, at), server.encoding)
        if found is not None and found.range is not None:
            _, found.range = view.cells.up_range(found.range)
        return found

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        view = server.view(params.text_document.uri)
        if view.now is None:
            return []
        if view.cells is None:
            return answers.hints(view.now, params.range, server.encoding)
        found = answers.hints(view.now, view.cells.whole(params.text_document.uri), server.encoding)
        for one in found:
            _, one.position = view.cells.up(one.position)
        return found

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        view = server.view(params.text_document.uri)
        found = [] if view.now is None else answers.lenses(view.now, server.encoding)
        if view.cells is None:
            return found
        placed = [(*view.cells.up_range(one.range), one.command) for one in found]
        return [types.CodeLens(where, command) for uri, where, command in placed if uri == params.text_document.uri]

    return server


def _uri(params: Opened | Changed | Saved | Closed) -> str:
    return params.text_document.uri if isinstance(params, OfText) else params.notebook_document.uri


def start(keras: str) -> None:
    """Serve an editor on standard input and output until it leaves."""
    make(keras).start_io()
