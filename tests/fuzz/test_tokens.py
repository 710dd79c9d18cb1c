"""Programs whose tokens are taken away, doubled, swapped or exchanged, and what one types half: the analysis never fails.

`make test` takes a fixed number; LSTMSHAPE_TOKENS=5000 takes more.
"""

from __future__ import annotations

import os
import random
import time
import tokenize
import warnings
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from pylint_lstmshape.analysis import advised, analyze, parse
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.settings import Settings

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "examples").glob("*.py")) + sorted((ROOT / "tests" / "cases").rglob("*.py"))
NUMBER = int(os.environ.get("LSTMSHAPE_TOKENS", "120"))
SECONDS = 60.0  # of this process, to parse and analyse one program: longer is a hang; speed is measured in benchmarks/
TYPED = (
    "model.add(LSTM(", "model.", "x_train[", "if ", "for i in ", "lambda", "def f(x", "class A", "[", "(", "{", '"', "'''", "f'{",
    "np.reshape(x, (", "@", "=", ":=", "*", "**", "-1", "10**10", "None", "import ", "from keras import ", "return", "yield",
    "await ", "async ", "del ", "global ", "try:\n", "except:", "with ", "match ", "\\", "\t", "\f", "\0", "\ufeff", "é", "数", "\u2028",
    "\ud800", "0x", "1e999", "1_", "...", "__class__", "self", "input_shape=(", "return_sequences=", "->", ";", "#", "\r",
)  # fmt: skip


def _tokens(text: str) -> list[tuple[int, int, int]]:
    """Where each token starts and ends, and its kind."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return [
        (starts[one.start[0] - 1] + one.start[1], starts[one.end[0] - 1] + one.end[1], one.type)
        for one in tokenize.generate_tokens(StringIO(text).readline)
        if one.string.strip()
    ]


def broken(text: str, rng: random.Random) -> str:
    """The text after one to four accidents; most exchange a token for another of its kind, which leaves it Python."""
    tokens = _tokens(text)
    old = text
    for start, end, kind in sorted(rng.sample(tokens, min(len(tokens), rng.choice((1, 1, 2, 4)))), reverse=True):
        token, alike = old[start:end], [old[a:b] for a, b, each in tokens if each == kind]
        other = old[slice(*rng.choice(tokens)[:2])]
        typed = rng.choice(TYPED)
        new = rng.choice(
            ("", f"{token} {token}", other, f"{token}{typed}", typed, *[rng.choice(alike) for _ in range(7)])
        )
        text = text[:start] + new + text[end:]
    return text[: rng.randrange(len(text) + 1)] if rng.random() < 0.2 else text


def check(text: str, path: Path) -> bool:
    """Parse, analyse and advise as pylint and the editor do; whether it is Python."""
    start = time.process_time()
    source, options = Source(text), Settings(keras="3")
    tree = parse(source, path)
    if tree is not None:
        found = analyze(tree, options).findings
        assert time.process_time() - start < SECONDS
        assert all(one.message and "\n" not in one.message for one in advised(source, path, options, found))
    return tree is not None


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@settings(max_examples=NUMBER, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.sampled_from(FILES), st.integers(0, 2**32))
def test_no_accident_of_tokens_brings_it_down(path, seed):
    text = broken(path.read_text(encoding="utf-8"), random.Random(seed))
    note(text)
    check(text, path)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@settings(
    max_examples=NUMBER // 4, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
@given(st.sampled_from(FILES), st.integers(0, 2**32))
def test_a_file_that_ends_at_any_byte(path, seed):
    data = path.read_bytes()
    data = data[: seed % (len(data) + 1)]
    try:
        text = Source.decode(data).text
    except (SyntaxError, UnicodeDecodeError):
        return  # said by pylint and the command line, as test_hostile_files has it
    check(text, path)


def test_most_accidents_leave_programs_to_analyse():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        rng = random.Random(0)
        made = [(broken(one.read_text(encoding="utf-8"), rng), one) for one in FILES]
        assert sum(parse(Source(text), path) is not None for text, path in made) > len(made) / 6
