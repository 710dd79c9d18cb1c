"""Which names each line of a program can bind or change, worked out once from its tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """What the trace must know of a statement: its first line and the names it may give another value.

    `bound` names are bound anew or stored into, `touched` ones are only given to a call, or a method of theirs is
    called. `again` tells that the same line can be done twice in a row, as a loop written on one line is. A `for` binds
    its names only where it goes on within the lines of its `body`, the last excluded.
    """

    line: int
    bound: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    again: bool = False
    body: range | None = None


@dataclass(frozen=True)
class Function:
    """A function's qualified name and the line of its `def`."""

    name: str
    line: int


@dataclass(frozen=True)
class Source:
    """A file's statements by every physical line of theirs, its functions by first line (a decorator's, if any).

    `subclasses` tells whether it derives classes from others: Keras may call their methods.
    """

    statements: dict[int, Statement]
    functions: dict[int, Function]
    subclasses: bool


def read(tree: ast.Module) -> Source:
    """The statements and functions of a module."""
    statements: dict[int, Statement] = {}
    functions: dict[int, Function] = {}
    subclasses = False
    for node, owner in _statements(tree.body, ""):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            functions[first] = Function(f"{owner}{node.name}", node.lineno)
        subclasses = subclasses or (isinstance(node, ast.ClassDef) and bool(node.bases))
        loop = isinstance(node, (ast.For, ast.AsyncFor, ast.While))
        bound, touched = tuple(dict.fromkeys(_bound(node))), tuple(dict.fromkeys(_touched(node)))
        for line in range(node.lineno, _last_line(node) + 1):
            other = statements.get(line)
            if other is None or other.line != node.lineno:
                statements[line] = Statement(node.lineno, bound, touched, loop, _body(node))
            else:  # several on one line
                statements[line] = Statement(
                    node.lineno, (*other.bound, *bound), (*other.touched, *touched), other.again or loop
                )
    return Source(statements, functions, subclasses)


def _statements(body: list[ast.stmt], owner: str) -> Iterator[tuple[ast.stmt, str]]:
    """Every statement before those inside it, with the prefix of qualified names."""
    pending = [(node, owner) for node in reversed(body)]
    while pending:
        node, owner = pending.pop()
        yield node, owner
        if isinstance(node, ast.ClassDef):
            owner = f"{owner}{node.name}."
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            owner = f"{owner}{node.name}.<locals>."
        pending += [(inner, owner) for inner in reversed(list(_inner(node)))]


def _inner(node: ast.AST) -> Iterator[ast.stmt]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        elif isinstance(child, (ast.ExceptHandler, ast.match_case)):
            yield from child.body


def _body(node: ast.stmt) -> range | None:
    """The lines of a `for`'s body."""
    if not isinstance(node, (ast.For, ast.AsyncFor)):
        return None
    return range(node.body[0].lineno, (node.body[-1].end_lineno or node.body[-1].lineno) + 1)


def _last_line(node: ast.stmt) -> int:
    """The last line of a simple statement, or of a compound statement's header."""
    inner = next(_inner(node), None)
    if inner is None:
        return node.end_lineno or node.lineno
    return max(node.lineno, inner.lineno - 1)


def _bound(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _targets(target)
    elif isinstance(node, (ast.AugAssign, ast.For, ast.AsyncFor)) or (isinstance(node, ast.AnnAssign) and node.value):
        yield from _targets(node.target)
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        for item in node.items:
            if item.optional_vars is not None:
                yield from _targets(item.optional_vars)
    elif isinstance(node, ast.Delete):
        for target in node.targets:
            if not isinstance(target, ast.Name):
                yield from _targets(target)


def _touched(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        call = node.value
        if isinstance(call.func, ast.Attribute):
            yield from _targets(call.func.value)
        for argument in call.args:
            if isinstance(argument, ast.Name):
                yield argument.id


def _targets(target: ast.expr) -> Iterator[str]:
    """What storing into a target changes: x for `x`, `x[0]`, `x[0].y`; self.x for `self.x` and `self.x[0]`."""
    if isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from _targets(element)
    elif isinstance(target, ast.Starred):
        yield from _targets(target.value)
    elif isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        yield f"{target.value.id}.{target.attr}"
    elif isinstance(target, (ast.Subscript, ast.Attribute)):
        yield from _targets(target.value)
