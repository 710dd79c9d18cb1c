"""A patch under construction: edits said in terms of the trees, in the style of the text around them."""

from __future__ import annotations

import re

from astroid import nodes

from pylint_lstmshape.fixes.edits import Edit, Source
from pylint_lstmshape.fixes.places import Places, block_of, keyword, statement_of

_ATOMS = (nodes.Name, nodes.Attribute, nodes.Subscript, nodes.Call, nodes.List, nodes.ListComp)


class Patch:
    """Collects edits on the files of a program; a thing asked for twice is done once."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._edits: list[Edit] = []

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was collected."""
        return tuple(self._edits)

    def source(self, node: nodes.NodeNG) -> Source:
        """The source that a node stands in."""
        return self._places.source(node.root().file)

    def add(self, node: nodes.NodeNG, start: int, end: int, text: str) -> None:
        """One edit by offsets in the file of a node; line ends as the file has them."""
        edit = Edit(start, end, text.replace("\n", self.source(node).newline), node.root().file)
        if edit not in self._edits and (start < end or text):
            self._edits.append(edit)

    def span(self, node: nodes.NodeNG) -> tuple[int, int]:
        """Where a node's text begins and ends."""
        offset = self.source(node).offset
        return offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset)

    def text(self, node: nodes.NodeNG) -> str:
        """The source of a node."""
        start, end = self.span(node)
        return self.source(node).text[start:end]

    def operand(self, node: nodes.NodeNG) -> str:
        """The source of an expression that something is appended to: in parentheses where it needs them."""
        text = self.text(node)
        return text if isinstance(node, _ATOMS) else f"({text})"

    def replace(self, node: nodes.NodeNG, text: str) -> None:
        """Another text in the place of an expression."""
        self.add(node, *self.span(node), text)

    def wrap(self, node: nodes.NodeNG, before: str, after: str) -> None:
        """Text around an expression."""
        start, end = self.span(node)
        self.add(node, start, start, before)
        self.add(node, end, end, after)

    # statements

    def indent(self, statement: nodes.NodeNG) -> str:
        """The white space before a statement that begins its line."""
        source = self.source(statement)
        found = re.match(r"[ \t\f]*", source.text[source.line_start(statement.lineno) :])
        return found[0] if found else ""

    def begins_line(self, statement: nodes.NodeNG) -> bool:
        """Whether nothing but white space stands before a statement on its line."""
        source = self.source(statement)
        before = source.text[source.line_start(statement.lineno) : self.span(statement)[0]]
        return not before.strip()

    def insert_before(self, statement: nodes.NodeNG, *lines: str) -> None:
        """Statements before one: on lines of their own, or on its line behind the statements that stand there already."""
        while not self.begins_line(statement):
            if any(one is not statement and one.lineno == statement.lineno for one in block_of(statement)):
                start = self.span(statement)[0]
                self.add(statement, start, start, "".join(f"{line}; " for line in lines))
                return
            statement = statement_of(statement.parent)
        decorators = getattr(statement, "decorators", None)
        first = min([statement.lineno, *([decorators.lineno] if decorators else [])])
        start = self.source(statement).line_start(first)
        indent = self.indent(statement)
        self.add(statement, start, start, "".join(f"{indent}{line}\n" for line in lines))

    def insert_after(self, statement: nodes.NodeNG, *lines: str) -> None:
        """Statements on lines of their own behind one."""
        while not self.begins_line(statement) and not isinstance(statement.parent, nodes.Module | nodes.FunctionDef):
            statement = statement_of(statement.parent)
        source = self.source(statement)
        end = source.line_end(statement.end_lineno)
        indent = self.indent(statement)
        text = "".join(f"{indent}{line}\n" for line in lines)
        if end and source.text[end - 1] not in "\r\n":
            text = "\n" + text[:-1]
        self.add(statement, end, end, text)

    def delete_statement(self, statement: nodes.NodeNG) -> None:
        """Take a statement out, with its line where it stands alone there."""
        source = self.source(statement)
        start, end = source.line_start(statement.lineno), source.line_end(statement.end_lineno)
        text_start, text_end = self.span(statement)
        rest = source.text[text_end:end].strip()
        if len(block_of(statement)) == 1 or not self.begins_line(statement) or (rest and rest[0] != "#"):
            self.add(statement, text_start, text_end, "pass")
        else:
            self.add(statement, start, end, "")

    # calls

    def add_argument(self, call: nodes.Call, text: str) -> None:
        """One more argument behind the last one."""
        if not call.args and not call.keywords:
            end = self.span(call)[1] - 1
            self.add(call, end, end, text)
            return
        end = max(self._argument_end(call, one) for one in [*call.args, *call.keywords])
        self.add(call, end, end, f", {text}")

    def set_keyword(self, call: nodes.Call, name: str, text: str) -> None:
        """name=text: another value, or a further argument."""
        have = keyword(call, name)
        if have is None:
            self.add_argument(call, f"{name}={text}")
        elif self.text(have.value) != text:
            self.replace(have.value, text)

    def remove_argument(self, call: nodes.Call, *gone: nodes.NodeNG) -> None:
        """Take arguments out, with the commas that belong to them."""
        every = sorted([*call.args, *call.keywords], key=lambda one: self.span(one)[0])
        kept = [one for one in every if not any(one is other for other in gone)]
        if not kept:
            self.add(call, self.span(every[0])[0], self.span(call)[1] - 1, "")
            return
        for one in gone:
            at = next(index for index, other in enumerate(every) if other is one)
            before = [other for other in every[:at] if any(other is keep for keep in kept)]
            if before:
                start = self._argument_end(call, every[at - 1])
                self.add(call, start, self._argument_end(call, one), "")
            else:
                self.add(call, self.span(one)[0], self.span(every[at + 1])[0], "")

    def _argument_end(self, call: nodes.Call, argument: nodes.NodeNG) -> int:
        """Where an argument ends, parentheses around it included."""
        end = self.span(argument)[1]
        limit = self.span(call)[1] - 1
        following = [self.span(one)[0] for one in [*call.args, *call.keywords] if self.span(one)[0] > end]
        text = self.source(call).text[end : min([limit, *following])]
        text = re.sub(r"#[^\r\n]*", lambda found: " " * len(found[0]), text).partition(",")[0]
        closing = text.rfind(")")
        return end + closing + 1
