"""Statements: blocks, assignment, branches, try, with, definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from astroid import nodes

from pylint_lstmshape.domain.containers import DictValue, ListValue, TupleValue
from pylint_lstmshape.domain.heap import ABSENT, Cell, Place, Seen, is_younger, mark
from pylint_lstmshape.domain.nesting import shallow
from pylint_lstmshape.domain.tables import Table
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value
from pylint_lstmshape.facts import Binding
from pylint_lstmshape.interpreter import assertions, attributes, loops, modules, operators
from pylint_lstmshape.interpreter.branches import assume, fork, merge_flows, truth
from pylint_lstmshape.interpreter.context import record
from pylint_lstmshape.interpreter.definitions import define_class, define_function
from pylint_lstmshape.interpreter.frames import BREAK, CONTINUE, NORMAL, RAISE, Flow, Frame, evaluate, execute, executes
from pylint_lstmshape.interpreter.subscripts import delete_item, set_item
from pylint_lstmshape.interpreter.unpacking import unpack

MAX_GUARDS = 24  # `if`s one way of which ends, within each other's other way
MAX_NODES = 100  # of an expression that are looked through for names
_ENDINGS = (nodes.Return, nodes.Raise, nodes.Break, nodes.Continue)


def run_block(frame: Frame, statements: Sequence[nodes.NodeNG]) -> Flow:
    """Run statements in order until one does not fall through."""
    flow = NORMAL
    for position, statement in enumerate(statements):
        if isinstance(statement, nodes.If):
            result, is_all = _run_if(frame, statement, statements, position)
        else:
            result, is_all = execute(frame, statement), False
        flow = result if flow is NORMAL else merge_flows(frame.machine, _without_normal(flow), result)
        if is_all or not result.normal:
            return flow
    return flow


def _without_normal(flow: Flow) -> Flow:
    return Flow(False, flow.breaks, flow.continues, flow.returned)


def _run_if(frame: Frame, node: nodes.If, statements: Sequence[nodes.NodeNG], position: int) -> tuple[Flow, bool]:
    """Run the `if` at `position`; and whether that was all: what follows one whose one way ends is the other way's."""
    test = evaluate(frame, node.test)
    known = truth(frame.machine, test)
    if known is not None:
        return run_block(frame, node.body if known else node.orelse), False
    ended = loops.breaks_loop(frame, test, node)
    if ended is not None:
        return (run_block(frame, node.orelse), False) if ended.normal else (ended, True)
    then_ends, else_ends = _always_ends(node.body), _always_ends(node.orelse)
    is_guard = then_ends != else_ends
    takes_rest = is_guard and frame.guards < MAX_GUARDS
    rest = statements[position + 1 :] if takes_rest else ()

    def go_on(arm: Sequence[nodes.NodeNG], outcome: bool, ends: bool) -> Flow:
        if is_guard and not ends:
            assertions.learn_shapes(frame, node.test, outcome)
        return run_block(frame, arm if ends or not rest else [*arm, *rest])

    frame.guards += takes_rest
    try:
        flow = fork(
            frame,
            test,
            node.test,
            lambda: go_on(node.body, True, then_ends),
            lambda: go_on(node.orelse, False, else_ends),
        )
    finally:
        frame.guards -= takes_rest
    return flow, takes_rest


def _then(frame: Frame, flow: Flow, rest: Sequence[nodes.NodeNG]) -> Flow:
    if not flow.normal or not rest:
        return flow
    return merge_flows(frame.machine, _without_normal(flow), run_block(frame, rest))


def _always_ends(statements: Sequence[nodes.NodeNG], endings: tuple[type[nodes.NodeNG], ...] = _ENDINGS) -> bool:
    if not statements:
        return False
    last = statements[-1]
    if isinstance(last, nodes.If):
        return _always_ends(last.body, endings) and _always_ends(last.orelse, endings)
    return isinstance(last, endings) or (
        isinstance(last, nodes.Expr)
        and isinstance(last.value, nodes.Call)
        and last.value.func.as_string() in ("sys.exit", "exit", "quit", "os._exit")
    )


@executes(nodes.Expr)
def run_expression(frame: Frame, node: nodes.Expr) -> Flow:
    """An expression for its effect."""
    evaluate(frame, node.value)
    return RAISE if _always_ends([node]) else NORMAL


@executes(nodes.Assign)
def run_assign(frame: Frame, node: nodes.Assign) -> Flow:
    """a = b = value."""
    value = evaluate(frame, node.value)
    for target in node.targets:
        if isinstance(target, nodes.Tuple | nodes.List) and isinstance(value, Unknown):
            assertions.learn_unpacked(frame, node.value, target, unpack(frame, target, value))
        assign(frame, target, value, node.value)
    return NORMAL


@executes(nodes.AnnAssign)
def run_annotated(frame: Frame, node: nodes.AnnAssign) -> Flow:
    """a: T = value; the annotation of an array declares its shape."""
    if node.value is not None:
        assign(frame, node.target, assertions.annotated(frame, node.annotation, evaluate(frame, node.value)))
    return NORMAL


@executes(nodes.AugAssign)
def run_augmented(frame: Frame, node: nodes.AugAssign) -> Flow:
    """a += value: lists grow in place."""
    old = load_target(frame, node.target)
    value = evaluate(frame, node.value)
    operator = node.op[:-1]
    if operators.grow_in_place(frame, operator, old, value):
        return NORMAL
    assign(frame, node.target, operators.binary(frame, node, operator, (old, node.target), (value, node.value)))
    return NORMAL


def load_target(frame: Frame, target: nodes.NodeNG) -> Value:
    """The present value of what an augmented assignment writes."""
    if isinstance(target, nodes.AssignName):
        return frame.scope.find(target.name) or Unknown(("name", frame.machine.next()))
    if isinstance(target, nodes.AssignAttr):
        return attributes.get_attribute(frame, evaluate(frame, target.expr), target.attrname, target)
    return evaluate(frame, target)


def _names_in(expression: nodes.NodeNG | None) -> tuple[str, ...]:
    """The names in an expression, of which a long one is not looked through to its end."""
    names: dict[str, None] = {}
    pending = [] if expression is None else [expression]
    for _ in range(MAX_NODES):
        if not pending:
            break
        node = pending.pop()
        if isinstance(node, nodes.Name):
            names[node.name] = None
        pending += node.get_children()
    return tuple(names)


def _parts_of(expression: nodes.NodeNG | None, target: nodes.Tuple | nodes.List) -> list[nodes.NodeNG | None]:
    """The expression for each name in `a, b = expression`: each has its own in `a, b = one, other`."""
    if isinstance(expression, nodes.Tuple | nodes.List) and len(expression.elts) == len(target.elts):
        if not any(isinstance(one, nodes.Starred) for one in (*expression.elts, *target.elts)):
            return list(expression.elts)
    return [expression] * len(target.elts)


def assign(frame: Frame, target: nodes.NodeNG, value: Value, source: nodes.NodeNG | None = None) -> None:
    """Bind a name, attribute, element, or several of them, to `value`, which the expression `source` gave."""
    if isinstance(target, nodes.AssignName):
        value = shallow(value)
        frame.bind(target.name, value)
        record(frame, Binding(frame.site(target), target.name, _as_it_is(value), _names_in(source)))
    elif isinstance(target, nodes.Tuple | nodes.List):
        parts = zip(target.elts, unpack(frame, target, value), _parts_of(source, target), strict=True)
        for element, part, expression in parts:
            assign(frame, element.value if isinstance(element, nodes.Starred) else element, part, expression)
    elif isinstance(target, nodes.AssignAttr):
        if target.attrname == "shape" and isinstance(target.expr, nodes.Name):
            held = evaluate(frame, target.expr)
            if isinstance(held, Array):
                frame.bind(target.expr.name, attributes.reshaped(frame, held, value, target))
                return
        attributes.set_attribute(frame, evaluate(frame, target.expr), target.attrname, value, target)
    elif isinstance(target, nodes.Subscript):
        set_item(frame, target, evaluate(frame, target.value), evaluate(frame, target.slice), value)


def _as_it_is(value: Value) -> Value:
    """The value with what it holds at this moment: the program may change it later."""
    if isinstance(value, ListValue | DictValue | Table):
        return replace(value, cell=Cell(value.cell.content))  # type: ignore[arg-type]  # of the same kind
    return value


@executes(nodes.Delete)
def run_delete(frame: Frame, node: nodes.Delete) -> Flow:
    """del name, element or attribute."""
    for target in node.targets:
        if isinstance(target, nodes.DelName):
            frame.machine.heap.bind(frame.scope.target(target.name), target.name, ABSENT)
        elif isinstance(target, nodes.Subscript):
            delete_item(frame, target, evaluate(frame, target.value), evaluate(frame, target.slice))
    return NORMAL


@executes(nodes.Return)
def run_return(frame: Frame, node: nodes.Return) -> Flow:
    """return value."""
    return Flow(normal=False, returned=NONE if node.value is None else evaluate(frame, node.value))


@executes(nodes.Raise)
def run_raise(frame: Frame, node: nodes.Raise) -> Flow:
    """raise: the way ends."""
    return RAISE


@executes(nodes.Break)
def run_break(frame: Frame, node: nodes.Break) -> Flow:
    """break."""
    return BREAK


@executes(nodes.Continue)
def run_continue(frame: Frame, node: nodes.Continue) -> Flow:
    """continue."""
    return CONTINUE


@executes(nodes.Assert)
def run_assert(frame: Frame, node: nodes.Assert) -> Flow:
    """assert: one that surely fails raises; what holds behind it is learnt."""
    test = evaluate(frame, node.test)
    if truth(frame.machine, test) is False:
        return RAISE
    assume(frame.machine, test, True)
    assertions.learn_shapes(frame, node.test, True)
    return NORMAL


@executes(nodes.If)
def run_if(frame: Frame, node: nodes.If) -> Flow:
    """An `if` on its own."""
    return _run_if(frame, node, [node], 0)[0]


@executes(nodes.Global)
def run_global(frame: Frame, node: nodes.Global) -> Flow:
    """global names."""
    frame.scope.globals.update(node.names)
    return NORMAL


@executes(nodes.Nonlocal)
def run_nonlocal(frame: Frame, node: nodes.Nonlocal) -> Flow:
    """nonlocal names."""
    frame.scope.outer.update(node.names)
    return NORMAL


_TAKES_MISTAKES = ("raises", "assertRaises", "suppress")  # assertRaisesRegex, too
_CATCH_ALL = {"Exception", "BaseException", "ValueError", "TypeError", "StandardError"}
_MISTAKES = {*_CATCH_ALL, "IndexError", "InvalidArgumentError"}
_OTHER_VERSIONS = {*_CATCH_ALL, "ImportError", "ModuleNotFoundError", "AttributeError"}


def _catches_mistakes(node: nodes.Try) -> bool:
    """Whether a handler takes what Keras and NumPy raise and goes on."""
    for handler in node.handlers:
        if handler.type is not None and not _MISTAKES & _names(handler.type):
            continue
        if not _always_ends(handler.body, (nodes.Raise,)):
            return True
    return False


def _tries_versions(node: nodes.Try) -> bool:
    """Whether a handler takes what another version of a library may raise: what stands there is for that one."""
    return any(one.type is None or _OTHER_VERSIONS & _names(one.type) for one in node.handlers)


def _names(types: nodes.NodeNG) -> set[str]:
    """The exceptions that a handler names, without their modules."""
    return {name.rpartition(".")[2] for name in types.as_string().strip("()").split(", ")}


@executes(nodes.Try, getattr(nodes, "TryStar", nodes.Try))
def run_try(frame: Frame, node: nodes.Try) -> Flow:
    """The body, and for each handler the way on which it ran instead; mistakes that are caught are not reported."""
    machine = frame.machine
    caught = _catches_mistakes(node)

    watch: dict[Place, Seen] = {}
    moment = mark()

    def body() -> Flow:
        machine.muted += caught
        machine.heap.watches.append(watch)
        flow = run_block(frame, node.body)
        machine.heap.watches.pop()
        machine.muted -= caught
        return _then(frame, flow, node.orelse)

    def handle() -> Flow:
        flow: Flow | None = None
        for seen in sorted(watch.values(), key=lambda one: not is_younger(one.container, moment)):
            if seen.container is not machine.conditions:
                for content in seen.contents:  # the body may have come so far
                    before = machine.heap.get(seen.container, seen.key)
                    machine.heap.set(seen.container, seen.key, machine.join_contents(before, content))
        for handler in node.handlers:
            if handler.name is not None:
                frame.bind(handler.name.name, machine.unknown())
            result = run_block(frame, handler.body)
            flow = result if flow is None else merge_flows(machine, flow, result)
        return flow or RAISE

    if node.handlers:
        splittable, machine.splittable = machine.splittable, False
        failed = machine.unknown()
        if _tries_versions(node):
            machine.installed.add(failed.key)
        flow = fork(frame, failed, node, body, handle)
        machine.splittable = splittable
    else:
        flow = body()
    final = run_block(frame, node.finalbody)
    return flow if final.normal else final


@executes(nodes.With, nodes.AsyncWith)
def run_with(frame: Frame, node: nodes.With) -> Flow:
    """with context as name: pytest.raises and its like take the mistakes inside."""
    muted = 0
    for context, target in node.items:
        value = evaluate(frame, context)
        muted += context.as_string().split("(")[0].rpartition(".")[2].startswith(_TAKES_MISTAKES)
        if target is not None:
            assign(frame, target, attributes.enter(frame, value, context))
    frame.machine.muted += muted
    flow = run_block(frame, node.body)
    frame.machine.muted -= muted
    return flow


@executes(nodes.FunctionDef, nodes.AsyncFunctionDef)
def run_function_definition(frame: Frame, node: nodes.FunctionDef) -> Flow:
    """def name(...)."""
    frame.bind(node.name, define_function(frame, node))
    return NORMAL


@executes(nodes.ClassDef)
def run_class_definition(frame: Frame, node: nodes.ClassDef) -> Flow:
    """class name(...)."""
    frame.bind(node.name, define_class(frame, node))
    return NORMAL


@executes(nodes.For, nodes.AsyncFor)
def run_for(frame: Frame, node: nodes.For) -> Flow:
    """for target in iterable."""
    return loops.run_for(frame, node, lambda value: assign(frame, node.target, value), run_block)


@executes(nodes.While)
def run_while(frame: Frame, node: nodes.While) -> Flow:
    """while test."""
    return loops.run_while(frame, node, run_block)


@executes(nodes.Import)
def run_import(frame: Frame, node: nodes.Import) -> Flow:
    """import a.b as c."""
    for name, renamed in node.names:
        bound = modules.import_module(frame, name, node)
        if renamed is None and "." in name:
            name = name.partition(".")[0]
            bound = modules.import_module(frame, name, node)
        frame.bind(renamed or name, bound)
    return NORMAL


@executes(nodes.ImportFrom)
def run_import_from(frame: Frame, node: nodes.ImportFrom) -> Flow:
    """from a import b as c, or *."""
    for name, renamed in node.names:
        if name == "*":
            for each, value in modules.star_names(frame, node.modname, node.level):
                frame.bind(each, value)
        else:
            frame.bind(renamed or name, modules.import_name(frame, node.modname, name, node.level, node))
    return NORMAL


@executes(nodes.Match)
def run_match(frame: Frame, node: nodes.Match) -> Flow:
    """match: any case may be the one, or none."""
    hangs = frame.machine.hangs_on_versions(evaluate(frame, node.subject))

    def run_cases(cases: Sequence[nodes.MatchCase]) -> Flow:
        if not cases:
            return NORMAL
        for name in cases[0].pattern.nodes_of_class(nodes.AssignName):
            frame.bind(name.name, frame.machine.unknown())
        unknown = frame.machine.unknown()
        if hangs:
            frame.machine.installed.add(unknown.key)
        return fork(frame, unknown, cases[0], lambda: run_block(frame, cases[0].body), lambda: run_cases(cases[1:]))

    return run_cases(node.cases)


__all__ = ["Constant", "TupleValue", "assign", "run_block"]
