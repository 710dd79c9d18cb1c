"""Whole programs under tests/cases/: the messages in their source are exactly those pylint reports, in both Keras
generations or in the one that the program asks for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.linting import expected_messages, lint, reported
from tests.shape_comments import generation_of

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parents[1] / "examples"
FOLDERS = [folder for folder in sorted(CASES.iterdir()) if folder.is_dir() and folder.name != "threads"]
PROGRAMS = [path for folder in FOLDERS for path in sorted(folder.glob("*.py"))]
KERAS = "3"
SETTINGS = [
    (path, keras)
    for keras in ("2", "3", "auto")
    for path in PROGRAMS
    if generation_of(path.read_text(encoding="utf-8")) in (keras, None)
]


@pytest.fixture(scope="module")
def messages():
    return {keras: lint(PROGRAMS, f"--lstmshape-keras={keras}") for keras in ("2", "3", "auto")}


@pytest.mark.parametrize(
    ("path", "keras"), SETTINGS, ids=[f"{path.parent.name}/{path.stem}-{keras}" for path, keras in SETTINGS]
)
def test_messages_are_those_in_the_source(messages, path, keras):
    assert reported(messages[keras], path) == expected_messages(path)


def test_every_seed_rewriting_has_a_silent_twin():
    seeds = {path.stem.removesuffix("_bug") for path in (CASES / "seed").glob("*_bug.py")}
    twins = {path.stem.removesuffix("_fix") for path in (CASES / "seed").glob("*_fix.py")}
    assert seeds == twins
    assert len(seeds) >= 12
    assert all(expected_messages(path) for path in (CASES / "seed").glob("*_bug.py"))
