"""Calls of what deals with the system: files, paths, the environment, the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.library.calls import Call, Draw, maybe
from tests.library.python.drawing import a_list, anything, calls, integer, pick, some, table, text
from tests.library.python.values import Made

NAMES = ["a.csv", "./a.csv", "data/b.tar.gz", "data", "", "/top/data/a.csv", "../x/./b.npy", "folder/", "~/c", ".rc"]
FILE = "io.TextIOWrapper"


def a_name(draw: Draw) -> str:
    """A path as a text."""
    return str(draw(st.sampled_from(NAMES)))


def a_path(draw: Draw) -> Any:
    """A path."""
    return pick(draw, Path(a_name(draw)), a_name(draw))


def a_file(mode: str = "r") -> Made:
    """An open file: one of those that `files` writes."""
    return Made("builtins.open", ("a.csv" if "r" in mode else "new.txt", mode))


table({
    "os.path.dirname os.path.basename os.path.normpath os.path.abspath os.path.realpath os.path.expanduser "
    "os.path.splitext":
        lambda draw: [a_path(draw)],
    "os.path.join": lambda draw: [a_path(draw), *some(draw, a_path(draw), a_name(draw))],
    "os.getcwd pathlib.Path.cwd": lambda draw: [],
    "pathlib.Path": lambda draw: some(draw, a_path(draw), a_name(draw)),
    "pathlib.Path.joinpath": lambda draw: [Path(a_name(draw)), *some(draw, a_path(draw), a_name(draw))],
    "pathlib.Path.__truediv__": lambda draw: [Path(a_name(draw)), a_path(draw)],
    "pathlib.Path.resolve pathlib.Path.absolute pathlib.Path.expanduser pathlib.Path.as_posix pathlib.Path.__str__ "
    "pathlib.Path.__fspath__ pathlib.Path.parent pathlib.Path.name pathlib.Path.stem pathlib.Path.suffix":
        lambda draw: [Path(a_name(draw))],
    "pathlib.Path.with_suffix": lambda draw: [Path(a_name(draw)), pick(draw, ".npy", "", "npy")],
    "pathlib.Path.with_name": lambda draw: [Path(a_name(draw)), pick(draw, "b.npy", "", "x/y")],
    "pathlib.Path.read_text": lambda draw: [Path("a.csv"), *some(draw, "utf-8")],
    "pathlib.Path.write_text": lambda draw: [Path("a.csv"), text(draw)],
    "pathlib.Path.write_bytes": lambda draw: [Path("./data/b.txt"), text(draw).encode()],
    f"{FILE}.close {FILE}.flush": lambda draw: [a_file("w")],
    f"{FILE}.writelines": lambda draw: [a_file("w"), [text(draw)]],
    "json.dump": lambda draw: [a_list(draw), a_file("w")],
    "pickle.dump": lambda draw: [a_list(draw), Made("builtins.open", ("new.txt", "wb"))],
    "os.makedirs": lambda draw: ["new/folder"],
    "os.mkdir": lambda draw: ["made"],
    "os.remove": lambda draw: ["a.csv"],
    "os.putenv": lambda draw: ["KERAS_BACKEND", "numpy"],
    "time.sleep": lambda draw: [0],
    "time.ctime": lambda draw: some(draw, 1e9),
    "time.strftime": lambda draw: ["%Y"],
    "warnings.filterwarnings": lambda draw: ["ignore"],
    "sys.setrecursionlimit": lambda draw: [sys.getrecursionlimit()],
    "re.sub": lambda draw: ["a|,", text(draw, longest=2), text(draw), *some(draw, integer(draw, 0))],
    "builtins.print": a_list,
    "builtins.help": lambda draw: [len],
    "builtins.input": lambda draw: some(draw, "? "),
})  # fmt: skip
table({
    "builtins.open io.open codecs.open pathlib.Path.open":
        lambda draw: [Path(pick(draw, "a.csv", "./a.csv", "new.txt")),
                      *some(draw, pick(draw, "r", "rb", "w", "wb", "a", "r+"))],
    "re.findall re.split": lambda draw: [pick(draw, "a", "(a)", "(a)(b)", ",", r"\w+"), text(draw)],
    "os.chdir": lambda draw: [pick(draw, ".", "data")],
    f"{FILE}.read {FILE}.readline {FILE}.readlines": lambda draw: [a_file(), *some(draw, integer(draw, -1))],
    "io.BufferedReader.read": lambda draw: [a_file("rb"), *some(draw, integer(draw, -1))],
    "bytes.decode": lambda draw: [pick(draw, b"", b"ab"), *some(draw, "utf-8", "strict")],
    f"{FILE}.__iter__": lambda draw: [a_file()],
    "csv.reader": lambda draw: [pick(draw, a_file(), ["1,2", "3"])],
    "os.listdir": lambda draw: some(draw, "data"),
    "glob.glob": lambda draw: [pick(draw, "*", "data/*", "none*")],
    "os.getenv": lambda draw: [pick(draw, "HOME", "NO_SUCH_VARIABLE"), *some(draw, anything(draw))],
    "os.rename shutil.move": lambda draw: ["data/b.txt", pick(draw, "a.csv", "./a.csv", "new.txt")],
    "shutil.copy": lambda draw: ["data/b.txt", pick(draw, "a.csv", Path("./a.csv"), "new.txt", "data/empty")],
    "shutil.copyfile": lambda draw: ["data/b.txt", pick(draw, "a.csv", Path("./a.csv"), "new.txt")],
    f"{FILE}.write": lambda draw: [a_file("w"), text(draw)],
}, loose=True)  # fmt: skip


@calls("urllib.request.urlretrieve", loose=True)
def _urlretrieve(draw: Draw) -> Call:
    source = Path("data/b.txt").absolute().as_uri()
    given, options = pick(draw, (["a.csv"], {}), ([], {"filename": "a.csv"}), ([], {}))
    return [source, *given], options


def a_variable(draw: Draw) -> list[str]:
    """What Keras reads, or something else."""
    return [pick(draw, "KERAS_BACKEND", "OTHER"), pick(draw, "jax", "torch")]


@calls("os.environ.__setitem__")
def _set_variable(draw: Draw) -> Call:
    return a_variable(draw), {}


@calls("os.environ.setdefault", loose=True)
def _default_of_variable(draw: Draw) -> Call:
    return a_variable(draw), {}


@calls("os.environ.update")
def _update_variables(draw: Draw) -> Call:
    return some(draw, dict([a_variable(draw)])), maybe(draw, KERAS_BACKEND=lambda: "numpy")


# argparse

PARSER = "argparse.ArgumentParser"
OPTIONS: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    (("--size",), {"type": int, "default": 3}), (("--rate", "-r"), {"type": float, "default": 0.5}),
    (("--rate",), {"type": float}), (("--rate",), {"type": float, "default": 1}), (("-n", "--name"), {"default": "x"}),
    (("--two-words",), {"type": int}), (("--flag",), {"action": "store_true"}),
    (("--many",), {"nargs": "*", "type": int}),
    (("-q",), {"dest": "quiet", "type": int, "default": 1}), (("--kind",), {"choices": ["a", "b"], "default": "a"}),
    (("--size",), {"type": int, "default": "7"}), (("--text",), {"type": str, "default": 3}),
]  # fmt: skip
ADDING = ["add_argument", "add_argument_group add_argument", "add_mutually_exclusive_group add_argument"]


def a_parser(draw: Draw) -> Made:
    """A parser of some arguments, and of two that must be given."""
    options = draw(st.lists(st.sampled_from(OPTIONS), max_size=4, unique_by=lambda option: option[0][0]))
    options = [
        one
        for one in options
        if not {"--rate", "-r"} & set(one[0]) or one is next(o for o in options if "--rate" in o[0])
    ]
    steps = [(draw(st.sampled_from(ADDING)), *option) for option in options]
    steps.append(("add_argument", ("count",), {"type": int}))
    steps.append(("add_argument", ("--path",), {"type": str, "required": True}))
    if draw(st.booleans()):
        steps.append(("set_defaults", (), {"size": 9, "extra": "y"}))
    return Made(PARSER, (), tuple(steps))


def a_command_line(draw: Draw) -> list[str]:
    """What the user gives."""
    return ["4", "--path", "p", *pick(draw, [], ["--size", "12"], ["--rate", "2"], ["--name", "abc"])]


table({
    PARSER: lambda draw: some(draw, "program"),
    f"{PARSER}.add_argument_group": lambda draw: [a_parser(draw), *some(draw, "title")],
    f"{PARSER}.add_mutually_exclusive_group": lambda draw: [a_parser(draw)],
    f"{PARSER}.parse_args": lambda draw: [a_parser(draw), a_command_line(draw)],
})  # fmt: skip
table({f"{PARSER}.parse_known_args": lambda draw: [a_parser(draw), a_command_line(draw)]})


@calls(f"{PARSER}.add_argument", loose=True)
def _add_argument(draw: Draw) -> Call:
    names, options = draw(st.sampled_from(OPTIONS))
    return [Made(PARSER), *names], options


@calls(f"{PARSER}.set_defaults")
def _set_defaults(draw: Draw) -> Call:
    return [a_parser(draw)], {"size": anything(draw)}
