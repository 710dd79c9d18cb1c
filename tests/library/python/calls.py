"""Random calls of every modelled function of Python, for the model and the real one."""

from tests.library.calls import names
from tests.library.python import calls_containers, calls_iteration, calls_packages, calls_scalars, calls_stdlib
from tests.library.python.drawing import TABLE

RAISES = "an error of Python's own containers and numbers is no mistake of shapes: nothing is said of it"
MAY_RAISE = [
    *names("list", "pop remove index sort"), "tuple.index", *names("dict", "pop __getitem__"), "set.remove",
    "collections.deque.popleft", *names("builtins", "next max min sorted sum int float ord chr divmod pow"),
    *names("itertools", "accumulate product"), *names("math", "sqrt log log2 log10 pow"),
    *names("random", "randint randrange choice choices"), *names("str", "index format"),
    *names("pathlib.Path", "with_suffix with_name"), "argparse.ArgumentParser.parse_args",
]  # fmt: skip
OPENING = ["builtins.open", "io.open", "codecs.open", "pathlib.Path.open"]
TABLE.lenient.update(dict.fromkeys(MAY_RAISE, RAISES) | dict.fromkeys(OPENING, "which files there are is not known"))

__all__ = ["TABLE", "calls_containers", "calls_iteration", "calls_packages", "calls_scalars", "calls_stdlib"]
