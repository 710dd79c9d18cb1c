# ruff: noqa: E501  # each program stands on a line
"""Programs that would take forever, or all memory, or all stack: the analysis ends soon, and says nothing."""

from __future__ import annotations

import time
from pathlib import Path

import astroid
import pytest

from pylint_lstmshape.analysis import analyze, parse
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.settings import Settings
from tests.linting import lint

SECONDS = 60.0  # of this process, to analyse one file: longer is a hang; speed is measured in benchmarks/
PROGRAMS = {
    "huge range": "for i in range(10**18):\n    x = np.zeros(i)",
    "huge list": "x = list(range(10**18))\ny = [i for i in range(10**12)]\nz = np.array(y)\nw = x[10**17]",
    "huge array": "x = np.zeros((10**9,) * 9)\ny = x.reshape(-1)\nz = np.concatenate([x, x])\nw = x.tolist()",
    "huge string": 'x = "a" * 10**12\ny = len(x)\nz = x + x\nw = x.split("a")\nv = f"{x}{x}"\nu = "{:>1000000000}".format(1)',
    "huge justified string": 'x = "a".zfill(10**10)\ny = "a".ljust(10**10)\nz = "%1000000000d" % 3\nw = f"{3:1000000000}"',
    "huge number": "x = 10**10**10\ny = 2 << 10**9\nz = 7**(10**6)\nw = x * x * x\nv = -x\nu = [0] * x\nt = int('9' * 4000)",
    "number to text": "x = 3**4000\ny = str(x)\nz = f'{x}'\nw = float(x)\nv = x / 3",
    "growing number": "x = 3\nfor i in range(1000):\n    x = x * x\ny = np.zeros(x)",
    "doubled list": "x = [1]\nfor i in range(1000):\n    x = x + x\ny = np.array(x)",
    "doubled list in place": "x = [1]\nwhile len(x) < 10**30:\n    x += x\ny = np.array(x)",
    "nested list": "x = [1]\nfor i in range(1000):\n    x = [x, x]\ny = np.array(x)\nz = x == x",
    "nested tuple": "x = (1,)\nfor i in range(1000):\n    x = (x, x)\ny = {x: 1}\nz = x == (x,)",
    "list in itself": "x = []\nx.append(x)\ny = np.array(x)\nz = x == x\nd = {}\nd['d'] = d\nx += [d, x]\nw = len(x)",
    "lists in each other": "x, y = [], []\nx.append(y)\ny.append(x)\nz = np.array([x, y])\nw = sorted(x + y, key=id)",
    "object in itself": "class A: pass\na = A()\na.a = a\nb = [a]\na.b = b\nc = A()\nif x:\n    a = c\na.a.a.a.b = 3",
    "infinite loop": "n = 0\nwhile True:\n    n += 1\n    x = np.zeros((n, n))",
    "loops within loops": "\n".join(f"{'    ' * i}for i{i} in range(50):" for i in range(12)) + f"\n{'    ' * 12}x = np.zeros(i0)",
    "unknown loops within loops": "\n".join(f"{'    ' * i}for i{i} in range(n):" for i in range(12))
    + f"\n{'    ' * 12}x = np.zeros(i0)\n{'    ' * 12}y.append(x)",
    "unknown branches": "\n".join(f"if u{i}:\n    x = np.zeros({i})\nelse:\n    x = np.zeros(({i}, 2))" for i in range(300)),
    "branches within branches": "\n".join(f"{'    ' * i}if u{i}:" for i in range(18)) + f"\n{'    ' * 18}x = 1",
    "recursion": "def f(x):\n    return f(np.expand_dims(x, 0))\ny = f(np.zeros(3))",
    "mutual recursion": "def f(x):\n    return g(x) + g(x) + h(x)\ndef g(x):\n    return h(x) + f(x) + f(x)\n"
    "def h(x):\n    return f(x) + g(x) + f(x)\ny = f(3)",
    "calls of calls": "def f0(x): return x\n" + "\n".join(f"def f{i}(x): return f{i - 1}(f{i - 1}(x))" for i in range(1, 40)) + "\ny = f39(1)",
    "recursive class": "class A:\n    def __init__(self):\n        self.a = A()\n    def __getitem__(self, i):\n        return self[i]\n"
    "    def __len__(self):\n        return len(self)\n    def __call__(self):\n        return self()\n    @property\n"
    "    def p(self):\n        return self.p\na = A()\nb = a[0]\nc = len(a)\nd = a()\ne = a.p\nfor f in a: pass",
    "class of itself": "class A(A): pass\nclass B(B, A): pass\nb = B()\nb.x",
    "recursive decorator": "def d(f):\n    return d(f)\n@d\ndef g(): pass\ng()",
    "recursive generator": "def g():\n    yield from g()\nx = list(g())\ny = next(g())\ndef h():\n    for x in h():\n        yield x\nz = [*h()]",
    "recursive lambda": "y = (lambda f: f(f))(lambda f: f(f))",
    "recursive default": "def f(x=[]):\n    x.append(x)\n    return x\nfor i in range(100):\n    f()",
    "deep expression": "x = " + "(" * 60 + "1" + ")" * 60 + "\ny = " + "-" * 100 + "1\nz = " + " + ".join(["x"] * 400),
    "deep attributes": "x = a" + ".b" * 150 + "\ny = a" + "[0]" * 150 + "\nz = a" + "()" * 150 + "\nw = a" + ".f(1)" * 80,
    "deep list": "x = " + "[" * 80 + "]" * 80 + "\ny = np.array(x)",
    "deep conditional": "x = " + " if u else ".join(str(i) for i in range(200)),
    "long chains": "x = " + " and ".join(f"u{i}" for i in range(500)) + "\ny = " + " < ".join(f"u{i}" for i in range(500)),
    "long literal": "x = [" + ", ".join(str(i) for i in range(30_000)) + "]\ny = np.array(x)",
    "long table": "x = [" + ", ".join(f"[{i}, {i}.5]" for i in range(8_000)) + "]\ny = np.array(x)",
    "long dict": "x = {" + ", ".join(f"'k{i}': [{i}]" for i in range(8_000)) + "}\ny = x['k7']",
    "many statements": "\n".join(f"x{i} = np.zeros(({i} % 7, 3))" for i in range(10_000)),
    "many functions": "\n".join(f"def f{i}(x):\n    y = np.zeros((len(x), {i}))\n    return y.reshape(-1)" for i in range(2_000)),
    "symbols": "x = np.zeros(n)\nfor i in range(30):\n    x = np.outer(x, x).ravel()\n    n = n * n + m\ny = x.reshape(n, -1)",
    "polynomials": "x = (a + b + c + d + e)\n" + "x = x * x\n" * 30 + "y = np.zeros((x, x // 3, x % 7))\nz = y.reshape(-1)",
    "broadcasts": "x = np.zeros((1,) * 30)\nfor i in range(100):\n    x = x[None]\ny = np.einsum('i,j', x, x)",
    "evil names": "__class__ = 3\n__dict__ = {}\nself = None\nsuper = 3\nlen = list = dict = None\nx = len([1])\ny = super()",
    "exec": "exec('x = 1')\nx = eval('1 +')\nglobals()['y'] = 3\ndel x\nx = y\nglobals().update(z=3)\n__import__('os').x = 1",
    "nothing left": "del np\ny = np.zeros(3)\ndel y\ny.z\ndel y[0]\ndel q.w",
    "own operators": "class A:\n    def __add__(self, o):\n        return self + o\n    __mul__ = __radd__ = __add__\na = A() + 1\nb = A() * A()",
    "generator of itself": "x = (y for y in x)\nz = [x for x in z]\nfor x in x:\n    x = [x]",
    "star": "f = lambda *a, **k: f(*a, *a, **k)\nf(1, 2, 3)\nx = [*[1] * 10**9]\na, *b = range(10**12)\nprint(*range(10**9))",
    "products": "import itertools\nx = list(itertools.product(range(1000), repeat=50))\ny = list(itertools.permutations(range(500)))",
    "ten by ten": "x = " + "[" * 7 + "0" + "] * 10" * 7 + "\ny = np.array(x)",
    "unicode": "é = np.zeros(3)\n数据 = é\nx = '\\ud800' + '😀'\n名 = f'{x!r:>{10}}'",
    "walrus": "while (n := n + 1) < 10**9:\n    x = [y := n, y ** 2, y ** 3]\nz = [w := 1, w]",
}  # fmt: skip
PRELUDE = "import keras\nimport numpy as np\n"


@pytest.fixture(scope="module", autouse=True)
def _loaded():
    analyze(astroid.parse(PRELUDE, "first", "first.py", apply_transforms=False), Settings())


@pytest.mark.parametrize("name", PROGRAMS)
def test_ends_soon_and_silently(name):
    tree = astroid.parse(PRELUDE + PROGRAMS[name], "program", "program.py", apply_transforms=False)
    before = time.process_time()
    analysis = analyze(tree, Settings())
    assert time.process_time() - before < SECONDS
    assert not analysis.findings


def test_modules_that_import_each_other(tmp_path):
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "one.py").write_text("import keras\nfrom two import *\nimport one\nfrom one import x\nx = y = 3\n")
    (tmp_path / "two.py").write_text("from one import x, y\nimport three.one\nfrom . import one\nz = x\n")
    package = tmp_path / "three"
    package.mkdir()
    (package / "__init__.py").write_text("from .one import *\nfrom .two import *\nfrom three import three\n")
    (package / "one.py").write_text(
        "from ..one import x\nfrom . import two\nfrom .two import *\nimport three.two as z\n"
    )
    (package / "two.py").write_text("from . import one\nfrom .one import *\n")
    assert [one.symbol for one in lint([tmp_path])] == []


@pytest.mark.parametrize(
    "source", ["print 'x'\n", "x = 0777\n", "raise E, 'x'\n", "exec 'x'\n", "def f((a, b)):\n    pass\n"]
)
def test_python_2_is_a_syntax_error(tmp_path, source):
    path = Path(tmp_path, "old.py")
    path.write_text("import keras\n" + source)
    (message,) = lint([path])
    assert message.symbol == "syntax-error"
    assert "Parsing failed" in message.text


@pytest.mark.parametrize(
    "nested", ["-" * 10_000 + "y", "y" + " + y" * 10_000, "y" + ".y" * 10_000, "(" * 10_000 + ")" * 10_000]
)
def test_ten_thousand_nestings_are_no_tree(nested):
    assert parse(Source(f"{PRELUDE}x = {nested}\n"), Path("/nowhere/program.py")) is None
