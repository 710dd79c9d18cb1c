"""`lstmshape server`, met by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from pylint_lstmshape.faces.language.positions import Moved, column, position, units
from pylint_lstmshape.faces.language.server import PAUSE

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "seed"
SEED = (ROOT / "examples" / "words_input_shape_31_25.py").read_text(encoding="utf-8")
WHOLE = types.Range(types.Position(0, 0), types.Position(1000, 0))


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "pylint_lstmshape.faces.cli", "server"]),
    scope="module",
)
async def client(lsp_client: LanguageClient):
    options = types.InitializeParams(
        capabilities=client_capabilities("visual-studio-code"), initialization_options={"keras": "3"}
    )
    await lsp_client.initialize_session(options)
    yield
    await lsp_client.shutdown_session()


class Document:
    """An open document, and the diagnostics that were last told of it."""

    def __init__(self, client: LanguageClient, name: str, text: str, uri: str = "") -> None:
        self.client, self.uri, self.version, self.text = client, uri or f"file:///nowhere/{name}", 1, text
        self.id = types.TextDocumentIdentifier(self.uri)
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(self.uri, types.LanguageKind.Python, 1, text))
        )

    async def change(self, text: str) -> None:
        self.version, self.text = self.version + 1, text
        identifier = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [whole]))
        await self.told()

    async def told(self) -> list[types.Diagnostic]:
        await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return self.found

    @property
    def found(self) -> list[types.Diagnostic]:
        return list(self.client.diagnostics[self.uri])

    def cut(self, where: types.Range) -> str:
        """The text in a range of one line, as a client counts: UTF-16."""
        assert where.start.line == where.end.line
        line = self.text.split("\n")[where.start.line].encode("utf-16-le")
        return line[2 * where.start.character : 2 * where.end.character].decode("utf-16-le")

    async def hover(self, line: int, character: int) -> str | None:
        at = types.Position(line - 1, character)
        found = await self.client.text_document_hover_async(types.HoverParams(self.id, at))
        return None if found is None else found.contents.value

    async def hints(self) -> dict[int, str]:
        found = await self.client.text_document_inlay_hint_async(types.InlayHintParams(self.id, WHOLE))
        return {one.position.line + 1: one.label.strip() for one in found}

    async def lenses(self) -> list[tuple[int, str]]:
        found = await self.client.text_document_code_lens_async(types.CodeLensParams(self.id))
        return [(one.range.start.line + 1, one.command.title) for one in found]

    async def actions(self, line: int) -> list[types.CodeAction]:
        here = types.Range(types.Position(line - 1, 0), types.Position(line - 1, 0))
        context = types.CodeActionContext(diagnostics=self.found)
        return await self.client.text_document_code_action_async(types.CodeActionParams(self.id, here, context))

    def with_edits(self, action: types.CodeAction) -> str:
        return with_edits(self.text, action.edit.changes[self.uri])


def with_edits(text: str, edits: list[types.TextEdit]) -> str:
    """A text with what an editor makes of it."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines) + 1)]
    placed = sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character))
    for edit in reversed(placed):
        start, end = (starts[one.line] + one.character for one in (edit.range.start, edit.range.end))
        text = text[:start] + edit.new_text + text[end:]
    return text


@pytest.mark.asyncio(loop_scope="module")
async def test_a_session(client: LanguageClient):
    document = Document(client, "seed.py", SEED)
    (told,) = await document.told()
    assert (told.code, told.severity, told.source) == (
        "fit-input-shape-mismatch",
        types.DiagnosticSeverity.Error,
        "lstmshape",
    )
    assert "/rules/fit-input-shape-mismatch" in told.code_description.href
    assert document.cut(told.range) == "x_train"
    assert {one.location.range.start.line + 1 for one in told.related_information} >= {17}

    assert await document.lenses() == [(21, "model: 4 layers, 24,394 parameters")]
    hints = await document.hints()
    assert hints[17] == "(1085420, 31)"
    assert hints[19] == "(1000, 31), (1000, 10)"
    assert hints[24] == "(None, 32)"
    assert (await document.hover(28, 12)).startswith(
        "`x_train` (1085420, 31) int array, values 0 to 24, made by pad_seq"
    )
    assert await document.hover(24, 12) == "`LSTM` (None, 31, 32) -> (None, 32), 8,320 parameters"
    assert await document.hover(28, 8) is None  # fit
    assert await document.hover(500, 0) is None

    fixes = await document.actions(28)
    assert len(fixes) >= 3
    assert [one.is_preferred for one in fixes] == [True] + [False] * (len(fixes) - 1)
    assert {one.kind for one in fixes} == {types.CodeActionKind.QuickFix}
    assert not await document.actions(3)
    for fix in fixes:
        await document.change(document.with_edits(fix))
        assert document.found == [], fix.title
        await document.change(SEED)
        assert [one.code for one in document.found] == ["fit-input-shape-mismatch"]


@pytest.mark.asyncio(loop_scope="module")
async def test_half_typed_code_keeps_what_was_found(client: LanguageClient):
    document = Document(client, "half.py", SEED)
    await document.told()
    await document.change(SEED.replace("epochs = 5\n", "epochs = 5\nlayers = [\n"))
    (told,) = document.found
    assert document.cut(told.range) == "x_train"  # one line further down
    assert told.range.start.line == 28
    assert (await document.hints())[18] == "(1085420, 31)"
    assert await document.lenses() == [(22, "model: 4 layers, 24,394 parameters")]
    assert not await document.actions(29)
    await document.change(SEED.replace("model.fit(x_train", "model.fit(x_tr("))
    assert document.found == []  # the line that it spoke of is being changed
    await document.change("def f(:\n")
    assert document.found == []
    await document.change("")
    assert document.found == []
    assert await document.hints() == {}


@pytest.mark.asyncio(loop_scope="module")
async def test_every_beginning_of_a_program_is_answered(client: LanguageClient):
    document = Document(client, "typed.py", "")
    await document.told()
    for end in range(0, len(SEED), 97):
        await document.change(SEED[:end])
        await asyncio.gather(document.hints(), document.lenses(), document.hover(17, 3), document.actions(17))
    await document.change(SEED)
    assert [one.code for one in document.found] == ["fit-input-shape-mismatch"]


@pytest.mark.asyncio(loop_scope="module")
async def test_characters_are_counted_as_the_client_counts_them(client: LanguageClient):
    text = (
        "import numpy as np\nfrom keras import Sequential, Input\nfrom keras.layers import LSTM\n"
        "'数据𝄞'; x = np.zeros((8, 5))\nmodel = Sequential([Input((5, 3)), LSTM(2)])\n'数据𝄞'; model.predict(x)\n"
    )
    document = Document(client, "wide.py", text)
    (told,) = await document.told()
    assert document.cut(told.range) == "x"
    assert (await document.hover(4, 8)).startswith("`x` (8, 5) float array")
    assert await document.hover(4, 7) is None


@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_switched_off_is_silent_and_a_closed_document_forgotten(client: LanguageClient):
    document = Document(client, "quiet.py", SEED.replace("y_val))\n", "y_val))  # pylint: disable=lstmshape\n"))
    assert await document.told() == []
    assert await document.lenses() == [(21, "model: 4 layers, 24,394 parameters")]
    await document.change(SEED)
    assert len(document.found) == 1
    client.text_document_did_close(types.DidCloseTextDocumentParams(document.id))
    assert await document.told() == []


@pytest.mark.asyncio(loop_scope="module")
async def test_a_fix_in_another_module(client: LanguageClient, tmp_path):
    """It is offered where the finding is shown, as an edit of that file; not where the editor has it open and changed."""
    shutil.copy(CASES / "in_other_module_bug.py", tmp_path / "train.py")
    shutil.copytree(CASES / "other_module", tmp_path / "other_module")
    network = tmp_path / "other_module" / "network.py"
    before, text = network.read_text(), (tmp_path / "train.py").read_text()
    document = Document(client, "", text, (tmp_path / "train.py").as_uri())
    (told,) = await document.told()
    fixes = [one for one in await document.actions(told.range.start.line + 1) if network.as_uri() in one.edit.changes]
    assert fixes
    for fix in fixes:
        here = document.with_edits(fix) if document.uri in fix.edit.changes else text
        network.write_text(with_edits(before, fix.edit.changes[network.as_uri()]))
        await document.change(f"{here}\n")
        assert document.found == [], fix.title
        network.write_text(before)
        await document.change(text)
    other = Document(client, "", f"# not saved yet\n{before}", network.as_uri())
    await other.told()
    left = await document.actions(told.range.start.line + 1)
    assert not [one for one in left if network.as_uri() in one.edit.changes]


DATA, MODEL = SEED.split("model = Sequential()")
CELLS = [
    "# Words",
    f"!pip install keras\n{DATA}",
    f"model = Sequential(){MODEL.replace('model.fit(', '%time model.fit(')}",
]


class OpenNotebook:
    """An open notebook of one text and two code cells."""

    def __init__(self, client: LanguageClient, name: str) -> None:
        self.client, self.uri, self.version = client, f"file:///nowhere/{name}.ipynb", 1
        self.uris = [f"vscode-notebook-cell:/nowhere/{name}.ipynb#{number}" for number in range(3)]
        kinds = [types.NotebookCellKind.Markup, types.NotebookCellKind.Code, types.NotebookCellKind.Code]
        cells = [types.NotebookCell(kind, uri) for kind, uri in zip(kinds, self.uris, strict=True)]
        texts = [
            types.TextDocumentItem(uri, "markdown" if uri.endswith("#0") else "python", 1, text)
            for uri, text in zip(self.uris, CELLS, strict=True)
        ]
        notebook = types.NotebookDocument(self.uri, "jupyter-notebook", 1, cells)
        client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(notebook, texts))

    async def change(self, number: int, text: str) -> None:
        self.version += 1
        identifier = types.VersionedTextDocumentIdentifier(self.version, self.uris[number])
        content = types.NotebookDocumentCellContentChanges(
            identifier, [types.TextDocumentContentChangeWholeDocument(text)]
        )
        change = types.NotebookDocumentChangeEvent(cells=types.NotebookDocumentCellChanges(text_content=[content]))
        self.client.notebook_document_did_change(
            types.DidChangeNotebookDocumentParams(
                types.VersionedNotebookDocumentIdentifier(self.version, self.uri), change
            )
        )
        await self.told()

    async def told(self) -> list[types.Diagnostic]:
        """Of the last cell, once the server has looked at all."""
        await self.client.text_document_code_lens_async(types.CodeLensParams(self.id(1)))
        await asyncio.sleep(2 * PAUSE)
        await self.client.text_document_code_lens_async(types.CodeLensParams(self.id(1)))
        assert not self.client.diagnostics[self.uris[1]]
        return list(self.client.diagnostics[self.uris[2]])

    def id(self, number: int) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uris[number])


@pytest.mark.asyncio(loop_scope="module")
async def test_a_notebook(client: LanguageClient):
    notebook = OpenNotebook(client, "seed")
    (told,) = await notebook.told()
    line = CELLS[2].split("\n")[told.range.start.line]
    assert line[told.range.start.character : told.range.end.character] == "x_train"
    assert line.startswith("%time ")
    assert "made by pad_sequences at cell 2 line 18" in told.message
    places = {(one.location.uri, one.location.range.start.line) for one in told.related_information}
    assert (notebook.uris[1], 17) in places

    at = types.Position(17, 3)
    found = await client.text_document_hover_async(types.HoverParams(notebook.id(1), at))
    assert found.contents.value.startswith("`x_train` (1085420, 31)")
    assert found.range == types.Range(types.Position(17, 0), types.Position(17, 7))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(notebook.id(1), WHOLE))
    assert {one.position.line + 1: one.label.strip() for one in hints}[18] == "(1085420, 31)"
    assert all(one.position.line < CELLS[1].count("\n") + 1 for one in hints)
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(notebook.id(2), WHOLE))
    assert {one.position.line + 1: one.label.strip() for one in hints}[4] == "(None, 32)"
    assert not await client.text_document_code_lens_async(types.CodeLensParams(notebook.id(1)))
    (lens,) = await client.text_document_code_lens_async(types.CodeLensParams(notebook.id(2)))
    assert (lens.range.start.line, lens.command.title) == (0, "model: 4 layers, 24,394 parameters")

    context = types.CodeActionContext([told])
    fixes = await client.text_document_code_action_async(types.CodeActionParams(notebook.id(2), told.range, context))
    assert len(fixes) >= 3
    assert fixes[0].diagnostics[0].range == told.range
    for fix in fixes:
        for uri, (edit,) in fix.edit.changes.items():
            await notebook.change(notebook.uris.index(uri), edit.new_text)
            assert "%time model.fit" in edit.new_text or edit.new_text.startswith("!pip")
        assert not client.diagnostics[notebook.uris[2]], fix.title
        await notebook.change(1, CELLS[1])
        await notebook.change(2, CELLS[2])
        assert len(client.diagnostics[notebook.uris[2]]) == 1
    texts = [notebook.id(number) for number in range(3)]
    client.notebook_document_did_close(
        types.DidCloseNotebookDocumentParams(types.NotebookDocumentIdentifier(notebook.uri), texts)
    )
    while client.diagnostics[notebook.uris[2]]:
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_units(encoding):
    line = "aé数𝄞b"
    counts = {"utf-8": [0, 1, 3, 6, 10, 11], "utf-16": [0, 1, 2, 3, 5, 6], "utf-32": [0, 1, 2, 3, 4, 5]}[encoding]
    for at, count in enumerate(counts):
        assert units(line[:at], encoding) == count
        assert column(line, count, encoding) == at
        assert position([line], 1, len(line[:at].encode()), encoding) == types.Position(0, count)


def test_lines_that_moved():
    moved = Moved(["a", "b", "c", "d"], ["a", "x", "y", "c", "d"])
    assert [moved.line(number) for number in (1, 2, 3, 4)] == [1, None, 4, 5]
    shorter = Moved(["a", "b", "b", "c"], ["a", "b", "c"])
    assert [shorter.line(number) for number in (1, 2, 3, 4)] == [1, 2, None, 3]
