"""The server: which document is open, when it is looked at, and who answers."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from pylint_lstmshape.faces.language import answers
from pylint_lstmshape.faces.language.state import Now, State, Switches, examine
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.settings import KERAS_CHOICES

PAUSE = 0.15  # seconds without typing before diagnostics are worked out anew


class Server(LanguageServer):
    """Keeps of each open document the last text that was Python."""

    def __init__(self, keras: str) -> None:
        super().__init__("lstmshape", version("pylint-lstmshape"))
        self._keras = keras
        self.options: Any = None  # the editor's
        self._switches: Switches | None = None
        self._states: dict[str, State] = {}
        self._looked_at: dict[str, int | None] = {}  # the version of a document that was last looked at
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

    def now(self, uri: str) -> Now | None:
        """What is known of a document as it is shown now."""
        document = self.workspace.get_text_document(uri)
        source = Source(document.source)
        if uri not in self._looked_at or self._looked_at[uri] != document.version:
            self._looked_at[uri] = document.version
            self._switches = self._switches or self.prepare()
            state = examine(Path(document.path or "untitled.py"), document.source, self._switches)
            if state is not None:
                self._states[uri] = state
        kept = self._states.get(uri)
        return None if kept is None else Now(kept, source)

    def publish(self, uri: str) -> None:
        """Tell the editor what is found in a document; half-typed code keeps what was found before."""
        now = self.now(uri)
        found = [] if now is None else answers.diagnostics(now, uri, self.encoding)
        document = self.workspace.get_text_document(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, document.version))

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

    def close(self, uri: str) -> None:
        """A document is open no more."""
        self.forget_waiting(uri)
        self._states.pop(uri, None)
        self._looked_at.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def make(keras: str) -> Server:
    """The server with all that it answers."""
    server = Server(keras)

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.options = params.initialization_options

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.publish_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def act(params: types.CodeActionParams) -> list[types.CodeAction]:
        now = server.now(params.text_document.uri)
        return [] if now is None else answers.actions(now, params.text_document.uri, params.range, server.encoding)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        now = server.now(params.text_document.uri)
        return None if now is None else answers.hover(now, params.position, server.encoding)

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        now = server.now(params.text_document.uri)
        return [] if now is None else answers.hints(now, params.range, server.encoding)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        now = server.now(params.text_document.uri)
        return [] if now is None else answers.lenses(now, server.encoding)

    return server


def start(keras: str) -> None:
    """Serve an editor on standard input and output until it leaves."""
    make(keras).start_io()
