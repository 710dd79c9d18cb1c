"""Functions of TensorFlow and Keras that do what a NumPy function does: the NumPy entry answers for them.

A line of a table is the twin's real signature and the NumPy function it stands for (the same name where none is given):

    reduce_mean(input_tensor, axis=None, keepdims=False, name=None) = mean kind:first

An argument goes to the NumPy parameter of the same name, or else, if it must be given, to the one at the same place;
other optional ones (`name`) go nowhere. What is not as with NumPy stands behind: `kind:f` the dtype kind of the result (`first`: that of
the first operand; `agree`: that of all, unknown where they differ; `any`: unknown), `values:0..1` between which numbers it lies,
`axis:0` what NumPy is told where the twin's own argument is None or not given, `a<x` that argument a goes to x, and
`runs:empty,axis` which conflicts do not raise here. And what raises here alone: `least:2` an operand of fewer axes,
`one:axis` an argument that is a list or None, and an axis of a scalar (but for `runs:scalar`).
"""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass, replace
from typing import Any

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.arrays import as_array, sequence_elements
from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Range, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.tensorflow.tensors import as_tensors

_LINE = re.compile(r"(?P<name>[\w.]+)\((?P<parameters>.*?)\)(?: = (?P<target>[\w.]+))?(?P<options>(?: [\w:<.,-]+)*)$")
_JOINING = ("numpy.concatenate", "numpy.stack", "numpy.dstack")
_INSERTING = ("numpy.expand_dims", "numpy.stack")  # whose axis is one of the result
_OPTIONS = ("kind", "values", "runs", "least", "one")
_KINDS = inspect.Parameter
TWINS: dict[str, Twin] = {}


@dataclass(frozen=True)
class Twin:
    """One twin: its signature, whose answer it gives, and how that is asked."""

    target: str
    signature: inspect.Signature
    renamed: dict[str, str]  # the twin's parameter -> NumPy's
    forced: dict[str, Value]  # what NumPy is told where the argument is None
    kind: str = ""
    values: Range | None = None
    runs: tuple[str, ...] = ()
    least: int = 0
    one: str = ""

    def __call__(self, ctx: Context, *args: Any, **keywords: Any) -> Result:
        """What NumPy's function gives for these arguments, as tensors."""
        bound = self.signature.bind(ctx, *args, **keywords).arguments
        entry = knowledge.lookup(self.target)
        assert entry is not None, self.target
        positional: list[Value] = []
        named: dict[str, Value] = {}
        many = any(one.kind is _KINDS.VAR_POSITIONAL for one in self.signature.parameters.values())
        for name, parameter in self.signature.parameters.items():
            given = bound.get(name)
            where = self.renamed.get(name)
            if name == "ctx" or where is None or (given is None and parameter.default in (_KINDS.empty, None)):
                continue
            if parameter.kind is _KINDS.VAR_POSITIONAL:
                positional += given or ()
            elif parameter.kind is _KINDS.VAR_KEYWORD:
                named |= given or {}
            elif many and parameter.kind is _KINDS.POSITIONAL_OR_KEYWORD:
                positional.append(given if given is not None else Constant(parameter.default))
            else:
                named[where] = given if given is not None else Constant(parameter.default)
        for name, value in self.forced.items():
            if named.get(name, NONE) == NONE:
                named[name] = value
        for name, one in entry.signature.parameters.items():
            if one.kind is _KINDS.POSITIONAL_ONLY and name in named:
                positional.append(named.pop(name))
        if self.target in _JOINING and isinstance(next(iter([*positional, *named.values()]), None), Array):
            return ctx.unknown()  # TensorFlow does not take a single array apart
        refused = self._refused(bound)
        if refused is not None and refused.kind not in self.runs:
            return refused
        result = knowledge.apply(entry, ctx, positional, named)
        if isinstance(result, Conflict):
            return (
                ctx.unknown() if result.kind in self.runs or self._is_of_one([*positional, *named.values()]) else result
            )
        kind = self._kind([*positional, *named.values()]) if self.kind else ""
        return self._adjusted(as_tensors(result), kind)

    def _is_of_one(self, operands: list[Value]) -> bool:
        """Whether a single tensor is joined, which comes back whatever the axis."""
        elements = sequence_elements(operands[0]) if operands else None
        return self.target == "numpy.concatenate" and elements is not None and elements.length == 1

    def _refused(self, bound: dict[str, Any]) -> Conflict | None:
        """What TensorFlow does not take and NumPy does."""
        operand = next((one for name, one in bound.items() if name != "ctx"), None)
        shape = operand.shape if isinstance(operand, Array) else None
        if shape is not None and len(shape) < self.least:
            return Conflict("ndim", f"{self.least} axes are needed, not {show(shape)}")
        given = bound.get(self.one)
        elements = sequence_elements(given) if isinstance(given, Value) else None
        if given == NONE or (elements is not None and elements.length.constant not in (None, 1)):
            return Conflict("list", f"{self.one} must be one number")
        parameter = self.signature.parameters.get("axis")
        axis = None if parameter is None else bound.get("axis", self.forced.get("axis") or Constant(parameter.default))
        if axis == NONE and "axis" in self.forced:
            axis = self.forced["axis"]
        if shape != () or self.target in _INSERTING or not isinstance(axis, Constant) or type(axis.value) is not int:
            return None
        return Conflict("scalar", f"a scalar has no axis {axis.value}", "AxisError")

    def _adjusted(self, result: Value, kind: str | None) -> Value:
        """The result with the kind ("": NumPy's) and the range that it has here."""
        if isinstance(result, TupleValue):
            return replace(result, elements=result.elements.map(lambda one: self._adjusted(one, kind)))
        if isinstance(result, ListValue):
            return ListValue(Cell(result.cell.content.map(lambda one: self._adjusted(one, kind))))
        if not isinstance(result, Array):
            return result
        if kind not in ("", result.kind):
            result = replace(result, kind=kind, contents=Cell(ANY))
        return result if self.values is None else replace(result, contents=Cell(self.values))

    def _kind(self, operands: list[Value]) -> str | None:
        if self.kind not in ("first", "agree"):
            return None if self.kind == "any" else self.kind
        arrays = [array for one in operands for array in _parts(one)]
        kinds = {array.kind for array in arrays}
        if kinds == {"b"} and self.target not in _JOINING:
            return None  # TensorFlow computes with them as with ints
        if self.kind == "first" or len(kinds) == 1:
            return arrays[0].kind if arrays else None
        return None


def _parts(operand: Value) -> list[Array]:
    """The arrays that an operand is or holds."""
    elements = sequence_elements(operand)
    values = [operand] if elements is None else [run.value for run in elements]
    return [array for one in values if isinstance(array := as_array(one), Array)]


def _range(text: str) -> Range | None:
    if not text:
        return None
    low, _, high = text.partition("..")
    return ANY if text == "any" else Range(float(low), float(high) if high else None)


def register(prefixes: tuple[str, ...], table: str) -> None:
    """Register every line of a table below each prefix."""
    for line in table.strip().splitlines():
        match = _LINE.match(line.strip())
        assert match is not None, line
        name = match["name"]
        target = f"numpy.{match['target'] or name}"
        options = dict(option.split(":", 1) for option in match["options"].split() if ":" in option)
        places = dict(option.split("<") for option in match["options"].split() if "<" in option)
        signature = _signature(match["parameters"])
        twin = Twin(
            target,
            signature,
            _renamed(signature, target, places),
            {key: Constant(_literal(text)) for key, text in options.items() if key not in _OPTIONS},
            options.get("kind", ""),
            _range(options.get("values", "")),
            tuple(filter(None, options.get("runs", "").split(","))),
            int(options.get("least", "0")),
            options.get("one", ""),
        )
        paths = [f"{prefix}.{name}" for prefix in prefixes]
        TWINS.update(dict.fromkeys(paths, twin))
        _register(paths, twin)


def _register(paths: list[str], twin: Twin) -> None:
    def function(ctx: Context, *args: Any, **keywords: Any) -> Result:
        return twin(ctx, *args, **keywords)

    function.__signature__ = twin.signature  # type: ignore[attr-defined]  # what inspect.signature gives
    function.__annotations__ = {}
    function.__doc__ = f"As {twin.target}."
    models(*paths)(function)


def _signature(text: str) -> inspect.Signature:
    parameters = [inspect.Parameter("ctx", _KINDS.POSITIONAL_OR_KEYWORD)]
    kind: Any = _KINDS.POSITIONAL_OR_KEYWORD
    for part in re.findall(r"[^,(]+(?:\([^)]*\))?", text):
        name, _, default = part.strip().partition("=")
        if not name:
            continue
        if name.startswith("**"):
            parameters.append(inspect.Parameter(name[2:], _KINDS.VAR_KEYWORD))
        elif name.startswith("*"):
            parameters.append(inspect.Parameter(name[1:], _KINDS.VAR_POSITIONAL))
            kind = _KINDS.KEYWORD_ONLY
        else:
            parameters.append(inspect.Parameter(name, kind, default=_literal(default) if default else _KINDS.empty))
    return inspect.Signature(parameters)


def _literal(text: str) -> Any:
    return ast.literal_eval(text)


def _renamed(signature: inspect.Signature, target: str, places: dict[str, str]) -> dict[str, str]:
    entry = knowledge.lookup(target)
    assert entry is not None, f"{target} is not modelled"
    theirs = [name for name in entry.signature.parameters if name != "ctx"]
    mine = [name for name in signature.parameters if name != "ctx"]
    found: dict[str, str] = {}
    for at, name in enumerate(mine):
        if name in places:
            found[name] = places[name]
        elif name in theirs:
            found[name] = name
        elif signature.parameters[name].default is _KINDS.empty and at < len(theirs) and theirs[at] not in mine:
            found[name] = theirs[at]
    return found
