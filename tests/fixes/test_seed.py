"""The seed question: each of the three fixes, on each spelling in examples/, trains on real Keras, both generations."""

from __future__ import annotations

from pathlib import Path

import pytest

from pylint_lstmshape.analysis import fixes
from pylint_lstmshape.fixes.edits import Source, apply
from pylint_lstmshape.settings import Settings
from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.shrink import shrink
from tests.fixes.repairing import findings

EXAMPLES = Path(__file__).parents[2] / "examples"
SPELLINGS = ("words_input_shape_31", "words_input_shape_31_25", "words_no_input_shape")
KINDS = ("embedding", "one-hot", "reshape")


def _repaired(keras: str) -> dict[tuple[str, str], Program]:
    found = {}
    for name in SPELLINGS:
        path = EXAMPLES / f"{name}.py"
        source = Source.decode(path.read_bytes())
        (finding,) = findings(source, path, keras)
        for fix in fixes(source, path, Settings(keras=keras), finding):
            text = apply(source.text, fix.edits)
            assert findings(source.with_text(text), path, keras) == (), (name, fix.kind)
            quick = shrink(text).replace("epochs = 5", "epochs = 1")
            found.setdefault((name, fix.kind), Program(path, quick))
    return found


@pytest.mark.parametrize("keras", ["3", "2"])
def test_each_fix_of_each_spelling_trains(keras):
    programs = _repaired(keras)
    wanted = [(name, kind) for name in SPELLINGS for kind in KINDS]
    assert [one for one in wanted if one not in programs] == []
    traces = run_programs([programs[one] for one in wanted], keras)
    assert {
        one: trace.outcome.message for one, trace in zip(wanted, traces, strict=True) if not trace.outcome.ran
    } == {}
    assert all(any(call.method == "fit" for call in trace.fit_calls) for trace in traces)
