"""How soon an editor has the shapes again after a change, by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time

from lsprotocol import types
from pytest_lsp import client_capabilities, make_test_lsp_client

from benchmarks.programs import ROOT

CHANGES = 10  # of each example
MEDIAN = 0.05  # seconds
WHOLE = types.Range(types.Position(0, 0), types.Position(1000, 0))


def test_warm_answers(benchmark, capsys):
    cold, warm = benchmark.pedantic(lambda: asyncio.run(_session()), rounds=1)
    with capsys.disabled():
        print(f"\nserver: started and first file told after {cold:.1f} s; {len(warm)} changes answered in ", end="")
        print(f"median {1000 * statistics.median(warm):.1f}, p95 {1000 * statistics.quantiles(warm, n=20)[-1]:.1f} ms")
    assert statistics.median(warm) < MEDIAN


async def _session() -> tuple[float, list[float]]:
    client, start = make_test_lsp_client(), time.perf_counter()
    await client.start_io(sys.executable, "-m", "pylint_lstmshape.faces.cli", "server", "--keras", "3")
    await client.initialize_session(types.InitializeParams(capabilities=client_capabilities("visual-studio-code")))
    cold, warm = 0.0, []
    for path in sorted((ROOT / "examples").glob("*.py")):
        text, uri = path.read_text(encoding="utf-8"), path.as_uri()
        item = types.TextDocumentItem(uri, types.LanguageKind.Python, 0, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        cold = cold or time.perf_counter() - start
        for version in range(1, CHANGES + 1):
            asked = time.perf_counter()
            changed = types.TextDocumentContentChangeWholeDocument(f"{text}# {version}\n")
            identifier = types.VersionedTextDocumentIdentifier(version, uri)
            client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [changed]))
            await client.text_document_inlay_hint_async(types.InlayHintParams(types.TextDocumentIdentifier(uri), WHOLE))
            warm.append(time.perf_counter() - asked)
            await asyncio.sleep(0.02)
    await client.shutdown_session()
    await client.stop()
    return cold, warm
