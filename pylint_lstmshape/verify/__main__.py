"""`python -m pylint_lstmshape.verify PROGRAM`: runs a program on real Keras and prints what happened line by line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from pylint_lstmshape.verify.harness import TIMEOUT, Program, run_programs
from pylint_lstmshape.verify.records import Binding, Described, FitCall, LayerCall, ModelSummary, Trace, Warned
from pylint_lstmshape.verify.shrink import shrink


def main() -> int:
    """Runs the program named on the command line; 0 if it ran to its end."""
    parser = argparse.ArgumentParser(prog="python -m pylint_lstmshape.verify", description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("--keras", choices=("2", "3"), default="3", help="the Keras generation (default: 3)")
    parser.add_argument("--shrink", action="store_true", help="make numbers of 50,000 and more smaller first")
    parser.add_argument("--timeout", type=float, default=TIMEOUT, help="seconds (default: %(default)s)")
    options = parser.parse_args()
    program = Program.read(options.program)
    if options.shrink:
        program = Program(program.path, shrink(program.source))
    (trace,) = run_programs([program], options.keras, timeout=options.timeout, cached=False)
    print("\n".join(as_text(trace)))
    return 0 if trace.outcome.ran else 1


def as_text(trace: Trace) -> Iterator[str]:
    """A trace for reading: what happened at each line, then how it ended."""
    entries = [
        ((one.file, one.line), _entry(one))
        for group in (trace.bindings, trace.layer_calls, trace.fit_calls, trace.models, trace.warnings)
        for one in group
    ]
    for (file, line), text in sorted(entries, key=lambda entry: entry[0]):
        yield f"{file}:{line}: {text}"
    outcome = trace.outcome
    where = f" at {outcome.file}:{outcome.line}" if outcome.file else ""
    yield f"{outcome.status}{where} on Keras {trace.keras} in {trace.seconds:.1f} s"
    if outcome.exception or outcome.message:
        yield f"{outcome.exception or ''}: {outcome.text or outcome.message}"


def _entry(record: Binding | LayerCall | FitCall | ModelSummary | Warned) -> str:
    if isinstance(record, Binding):
        seen = Described(record.kind, record.type, record.shape, record.dtype, record.min, record.max)
        times = f" ({record.count} times)" if record.count > 1 else ""
        return f"{record.name} = {_described(seen)}{times}"
    if isinstance(record, LayerCall):
        inputs, outputs = (", ".join(map(_shape, group)) for group in (record.input_shapes, record.output_shapes))
        name = f"{'  ' * record.depth}{record.layer_class} {record.layer_name!r}"
        return f"{name}: {inputs} -> {record.raised or outputs}"
    if isinstance(record, FitCall):
        given = ", ".join(f"{name}={_described(one)}" for name, one in record.arguments.items())
        result = record.raised or (_described(record.result) if record.result else "")
        return f"{record.model_name}.{record.method}({given}) -> {result}"
    if isinstance(record, Warned):
        return f"{record.category}: {record.message.splitlines()[0] if record.message else ''}"
    rows = (f"{row.layer_class} {', '.join(map(_shape, row.output_shapes or ()))}" for row in record.layers)
    return f"{record.model_class} {record.model_name!r} after {record.method}: {'; '.join(rows)}"


def _shape(shape: tuple[int | None, ...] | None) -> str:
    return "?" if shape is None else str(shape)


def _described(value: Described) -> str:
    if value.items:
        names = [f"{key}: " for key in value.keys] or [""] * len(value.items)
        inner = ", ".join(f"{name}{_described(one)}" for name, one in zip(names, value.items, strict=False))
        return f"{value.kind} [{inner}]"
    if value.kind in ("int", "float", "bool"):
        return f"{value.kind} {value.min}" + (f"..{value.max}" if value.max != value.min else "")
    span = "" if value.min is None else f" {value.min:g}..{value.max:g}"
    shape = "" if value.shape is None else f" {value.shape}"
    kind = value.type if value.kind == "other" else value.kind
    return f"{kind}{shape}{f' {value.dtype}' if value.dtype else ''}{span}"


if __name__ == "__main__":
    sys.exit(main())
