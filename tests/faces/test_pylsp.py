"""python-lsp-server (Spyder, JupyterLab, many editors) runs Pylint: the plugin's messages come through, at their places.

What it says of itself is not what clients of pytest-lsp take: so here are the bytes of the protocol.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SEED = (ROOT / "examples" / "words_input_shape_31_25.py").read_text(encoding="utf-8")
PATIENCE = 60  # seconds until a server that says nothing is given up
PROJECT = """\
[tool.pylint.main]
load-plugins = ["pylint_lstmshape"]
[tool.pylint."messages control"]
disable = ["all"]
enable = ["lstmshape"]
"""


class Client:
    """Speaks to a server over its standard input and output."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self._server = server

    def send(self, method: str, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def next(self) -> dict[str, Any]:
        out, length = self._server.stdout, 0
        assert out is not None
        while (line := out.readline()) != b"\r\n":
            assert line, "the server has ended"
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return dict(json.loads(out.read(length)))


def test_what_a_project_configures_is_shown(tmp_path):
    """As docs/editors.md says: load-plugins in the project's pyproject.toml, and pylint switched on in the server."""
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "train.py").write_text(SEED, encoding="utf-8")
    uri = (tmp_path / "train.py").as_uri()
    command = [sys.executable, "-m", "pylsp"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        threading.Timer(PATIENCE, server.kill).start()
        client = Client(server)
        client.send("initialize", id=1, params={"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {}})
        while client.next().get("id") != 1:
            pass
        settings = {"pylsp": {"plugins": {"pylint": {"enabled": True}}}}
        client.send("workspace/didChangeConfiguration", params={"settings": settings})
        document = {"uri": uri, "languageId": "python", "version": 1, "text": SEED}
        client.send("textDocument/didOpen", params={"textDocument": document})
        found: list[dict[str, Any]] = []
        while not found:
            told = client.next()
            if told.get("method") == "textDocument/publishDiagnostics":
                found = [one for one in told["params"]["diagnostics"] if one["source"] == "pylint"]
        server.kill()
    (one,) = found
    assert (one["code"], one["severity"]) == ("E9702", 1)
    assert "fit gets x_train, 2-D (1085420, 31)" in one["message"]
    start = one["range"]["start"]
    assert SEED.splitlines()[start["line"]][start["character"] :].startswith("x_train, y_train")
