"""Random programs are run for real (plain NumPy, in this process) and held against the analysis: every bound name."""

from __future__ import annotations

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.interpreter.random_programs import MAX_STATEMENTS, Writer, mistakes

PROGRAMS = 300
RUNS = range(2)  # each with other numbers and conditions where the source leaves them open


@settings(max_examples=PROGRAMS, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.integers(1, MAX_STATEMENTS))
def test_no_run_contradicts_the_analysis(rng, statements):
    source = Writer(rng).program(statements)
    note(source)
    assert list(mistakes(source, RUNS)) == []
