"""One finding has the same words wherever it is shown: those of pylint, with the best proved fix as their advice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pylint_lstmshape.faces import cli
from pylint_lstmshape.faces.language.state import Switches, examine

CASES = Path(__file__).parents[1] / "cases"
PROGRAMS = {
    "seed/stacked_without_sequences_bug.py": "return_sequences=level < depth - 1",
    "threads/w11_manual_mse_broadcast_bug.py": "model.predict(x_train, verbose=0)[:, 0]",
    "threads/h05_wrapped_input_shape_and_target_bug.py": "(or flatten)",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_face_has_the_same_words(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "words.py"
    # one message is switched off: that changes nothing of the others
    text = "# pylint: disable=ignored-input-shape\n" + (CASES / name).read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")

    def shown(*arguments: str) -> str:
        cli.main([*arguments, "--keras", "3", "words.py"])
        return capsys.readouterr().out

    told = [one["message"] for one in json.loads(shown("check", "--format", "json"))]
    assert any(PROGRAMS[name] in one for one in told)
    sarif = json.loads(shown("check", "--format", "sarif"))
    assert [one["message"]["text"] for one in sarif["runs"][0]["results"]] == told
    (page,) = json.loads(shown("show", "--format", "json"))
    assert [one["message"] for one in page["findings"]] == told
    state = examine(path, text, Switches("3"))
    assert state is not None
    assert [one.message for one in state.findings] == told
