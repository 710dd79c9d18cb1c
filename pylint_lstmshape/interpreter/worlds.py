"""Runs a module in every world its unknown branches open, up to a bound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from astroid import nodes

from pylint_lstmshape.domain.containers import DictValue, ListValue
from pylint_lstmshape.domain.heap import is_younger, mark
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.values import Unknown
from pylint_lstmshape.interpreter.calls import Arguments, call_function
from pylint_lstmshape.interpreter.effects import spoil
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.interpreter.machine import BudgetExceededError, Machine, World
from pylint_lstmshape.interpreter.methods import set_later
from pylint_lstmshape.interpreter.modules import run_module
from pylint_lstmshape.interpreter.objects import ClassValue, FunctionValue, ModuleValue
from pylint_lstmshape.interpreter.project import imported_names
from pylint_lstmshape.interpreter.releases import release
from pylint_lstmshape.settings import Settings

MAX_WORLDS = 8
MAX_TOTAL_STEPS = 50_000  # in all worlds together: less than two seconds of a processor
SHARE = 2  # a function that nobody calls may take half of the steps left, so that others get theirs


def explore(tree: nodes.Module, settings: Settings, root: Path, generations: frozenset[int]) -> list[World]:
    """Interpret a module as the main program, once for each world; where the budget ends, what is known of the rest."""
    pending = [World((), ())]
    worlds: list[World] = []
    guarded: set[int] = set()
    steps, oldest = 0, release(root)
    while pending and len(worlds) < MAX_WORLDS and steps < MAX_TOTAL_STEPS:
        begin = pending.pop(0)
        machine = Machine(settings, root, begin.decisions)
        machine.budget = min(machine.budget, MAX_TOTAL_STEPS - steps)
        machine.generations = generations
        machine.release = oldest
        machine.guarded_nodes = guarded
        imported = {name.partition(".")[0] for name, _ in imported_names(tree)}
        machine.translates, machine.early = "keras" in imported, "tf_keras" not in imported
        main = ModuleValue(tree.name or "__main__", tree.file or "<stdin>", tree)
        complete = _run(machine, main)
        steps += machine.steps
        pending += machine.alternatives
        found = World(tuple(machine.facts), tuple(machine.taken), complete)
        worlds.append(found if complete or len(found.facts) > len(begin.facts) else begin)
    return worlds + pending


def _run(machine: Machine, main: ModuleValue) -> bool:
    machine.modules[main.name] = main
    try:
        run_module(machine, main, None)
        machine.splittable, machine.uncalled = False, True
        frame = Frame(machine, main.scope)
        for value in list(main.scope.names.values()):
            if isinstance(value, ListValue | DictValue) and value.cell.content.length == 0:
                spoil(frame, value)  # empty at the end of the module: whoever calls its functions fills it
        ended = [_within_share(machine, main, function) for function in _uncalled(machine, main)]
    except (BudgetExceededError, RecursionError):
        return False
    return all(ended)


def _uncalled(machine: Machine, main: ModuleValue) -> Sequence[FunctionValue]:
    functions = [one for one in machine.defined.values() if one.scope.module is main]
    known = machine.entered | machine.guarded_nodes
    return [
        one
        for one in functions
        if id(one.node) not in known
        and (one.owner is None or id(one.owner.node) not in machine.guarded_nodes)
        and not (one.owner is not None and one.name in _of_heirs(machine, one.owner))  # the program runs theirs
    ]


def _within_share(machine: Machine, main: ModuleValue, function: FunctionValue) -> bool:
    """Run a function that nobody calls in its share of the steps that are left; False where it would take more."""
    whole, here = machine.budget, machine.here()
    machine.budget = machine.steps + (whole - machine.steps) // SHARE
    try:
        _run_uncalled(machine, main, function)
    except (BudgetExceededError, RecursionError):
        machine.return_to(here)
        return False
    finally:
        machine.budget = whole
    return True


def _run_uncalled(machine: Machine, main: ModuleValue, function: FunctionValue) -> None:
    """A function that nobody calls runs once on unknown arguments; a method on an instance of its class."""
    if id(function.node) in machine.entered:
        return
    frame = Frame(machine, main.scope)
    positional = function.node.args.posonlyargs + function.node.args.args if function.node.args.args else []
    unknown = [Unknown(("parameter", id(function.node), one.name, machine.next()), one.name) for one in positional]
    arguments: list[object] = list(unknown)
    if function.owner is not None and positional and function.kind != "staticmethod":
        arguments[0] = _receiver(machine, frame, function)
        if id(function.node) in machine.entered:
            return  # making the receiver was the call
    # Nobody knows in which order such functions are called: what one leaves behind is not there for the next.
    moment = mark()
    machine.heap.begin()
    call_function(frame, function, Arguments(tuple(arguments), {}, more=True), function.node)  # type: ignore[arg-type]  # values all
    for container, key, content in machine.heap.rollback().values():
        if is_younger(container, moment):
            machine.heap.set(container, key, content)  # a model that it made: its facts speak of it as it left it


def _receiver(machine: Machine, frame: Frame, function: FunctionValue) -> object:
    from pylint_lstmshape.interpreter.instances import instantiate

    owner = function.owner
    assert owner is not None
    if function.kind == "classmethod":
        return owner
    cached = machine.receivers.get(id(owner))
    if cached is None:
        cached = instantiate(frame, owner, Arguments((), {}, more=True), owner.node)
        if isinstance(cached, Instance):
            later = {name: machine.unknown(name) for name in set_later(owner) | _overridden(machine, owner)}
            machine.heap.write(cached.cell, cached.cell.content.set(**later))
        machine.receivers[id(owner)] = cached
    return cached


def _overridden(machine: Machine, owner: ClassValue) -> set[str]:
    """What classes that derive from `owner` define anew, or are there to: the receiver may be an instance of one of them."""
    bases = [one for one in owner.ancestry() if isinstance(one, ClassValue)]
    return _of_heirs(machine, owner) | {
        method.name for base in bases for method in base.node.mymethods() if _is_stub(method)
    }


def _of_heirs(machine: Machine, owner: ClassValue) -> set[str]:
    """What classes of the program that derive from `owner` define anew."""
    owners = {id(one.owner): one.owner for one in machine.defined.values() if one.owner is not None}.values()
    heirs = [one for one in owners if one is not owner and owner in one.ancestry()]
    return {name for heir in heirs for name in heir.node.locals if not name.startswith("__")}


def _is_stub(method: nodes.FunctionDef) -> bool:
    """Whether a method does nothing: those who derive from the class fill it in."""
    return all(
        isinstance(one, nodes.Pass) or (isinstance(one, nodes.Expr) and isinstance(one.value, nodes.Const))
        for one in method.body
    )
