"""`lstmshape show`: what it says of programs, and that its page can be read by everybody."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import combinations, pairwise
from pathlib import Path

import nbformat
import pytest

from pylint_lstmshape.faces.cli import main
from pylint_lstmshape.faces.linting import Linted
from pylint_lstmshape.faces.showing import diagram, layout
from pylint_lstmshape.faces.showing.report import report

ROOT = Path(__file__).parents[2]
SEED = "examples/words_input_shape_31_25.py"
THREADS = "tests/cases/threads/"
PROGRAMS = [
    SEED,
    "examples/stacked_lstm.py",
    "examples/words_no_input_shape.py",
    THREADS + "r05_two_inputs_one_array_bug.py",
]
ENCODER_DECODER = """\
import numpy as np
from keras.layers import Input, LSTM, Dense
from keras.models import Model

questions = np.zeros((100, 16, 71))
answers = np.zeros((100, 59, 93))
seen = Input(shape=(None, 71))
_, h, c = LSTM(256, return_state=True)(seen)
told = Input(shape=(None, 93))
steps, _, _ = LSTM(256, return_sequences=True, return_state=True)(told, initial_state=[h, c])
model = Model([seen, told], Dense(93, activation="softmax")(steps))
model.compile(optimizer="rmsprop", loss="categorical_crossentropy")
model.fit([questions, answers], answers)
"""


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.chdir(ROOT)


def shown(capsys, *arguments: str) -> str:
    assert main(["show", "--keras", "3", *arguments]) == 0
    return capsys.readouterr().out


def test_a_model_its_data_and_the_mistake_in_place(capsys):
    text = shown(capsys, SEED)
    assert re.search(r"^ +22  lstm \(LSTM\) +\(None, 31, 32\) +7,424$", text, re.M)
    assert "24,394 parameters\n" in text
    assert re.search(r"x: x_train \(1085420, 31\) int\n +17  x_train = pad_sequences", text)
    assert re.search(r"    y: y_train \(1085420, 10\) float\n +18  y_train = to_categorical.*\(1085420, 10\)\n", text)
    assert (
        text.index("x: x_train") < text.index("✗ line 28: fit gets x_train") < text.index("+x_train = to_categorical(")
    )


def test_colours_only_where_they_are_seen(capsys, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    plain = shown(capsys, SEED)
    assert "\033" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    painted = shown(capsys, SEED)
    assert re.sub(r"\033\[[\d;]*m", "", painted) == plain
    assert "\033[1;31m      ✗ line 28:\033[0m fit gets x_train" in painted
    assert "\033[32m          +x_train = to_categorical(x_train, 25)\033[0m" in painted
    assert "\033[1mmodel: Sequential, line 21\033[0m" in painted


def test_a_model_that_another_module_makes(capsys):
    text = shown(capsys, "tests/cases/seed/in_other_module_bug.py")
    assert "model: Sequential, line 6 of network.py\n" in text
    assert "in network.py\n            -from keras.layers import LSTM, Dense\n" in text
    assert "x: x (400, 31) int\n" in text


def test_a_layer_of_the_programs_own_is_one_row(capsys):
    """As Keras shows it, with the weights that its build adds."""
    text = shown(capsys, "tests/cases/questions/attention_of_its_own_fix.py")
    assert re.search(r"^ +23  pooling \(Pooling\) +\(None, 16\) +28$", text, re.M)
    assert "813 parameters\n" in text


def test_arrays_that_are_too_few_are_shown(capsys):
    text = shown(capsys, THREADS + "r05_two_inputs_one_array_bug.py")
    assert re.search(r"fit, line 26\n    x: x_train \(2, 32, 23, 10\) float\n", text)


def test_layers_that_are_not_trained(capsys, tmp_path):
    program = tmp_path / "frozen.py"
    program.write_text(
        "from keras import Sequential\nfrom keras.layers import *\n"
        "base = LSTM(4)\nmodel = Sequential([Input((5, 3)), base, BatchNormalization(), Dense(2, trainable=False)])\n"
        "base.trainable = False\n"
    )
    text = shown(capsys, str(program))
    assert "154 parameters, 8 of them trained" in text  # LSTM 128, BatchNormalization 8 of 16, Dense 10


def test_states_are_drawn_with_their_own_shape(capsys, tmp_path):
    program = tmp_path / "translate.py"
    program.write_text(ENCODER_DECODER)
    chart = shown(capsys, "--format", "mermaid", str(program))
    assert 'l2 -- "(None, 256)" --> l3' in chart
    assert 'x1 -- "(100, 59, 93)" --> l1' in chart
    assert 'l4 -- "(None, None, 93)" --> y0(["output"])' in chart
    (one,) = json.loads(shown(capsys, "--format", "json", str(program)))
    (model,) = one["models"]
    assert [layer["name"] for layer in model["layers"]] == ["input_layer", "input_layer_1", "lstm", "lstm_1", "dense"]
    assert model["parameters"] == 718173
    assert [edge["row"] for edge in model["layers"][3]["above"]] == [1, 2]
    assert one["meetings"][0]["inputs"][0]["shape"] == [100, 16, 71]


def test_findings_and_fixes_as_data(capsys):
    (one,) = json.loads(shown(capsys, "--format", "json", SEED))
    (finding,) = one["findings"]
    assert (finding["symbol"], finding["level"], finding["site"]["line"]) == ("fit-input-shape-mismatch", "error", 28)
    assert finding["fixes"][0]["change"] == [
        "+x_train = to_categorical(x_train, 25)",
        "+x_val = to_categorical(x_val, 25)",
    ]


def test_what_the_user_switched_off_is_not_shown(capsys, tmp_path):
    program = tmp_path / "quiet.py"
    program.write_text("# pylint: disable=lstmshape\n" + Path(SEED).read_text())
    assert "✗" not in shown(capsys, str(program))


def test_a_notebook_is_shown_by_its_cells(capsys, tmp_path):
    data, model = Path(SEED).read_text().split("model = Sequential()")
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_code_cell(f"!ls\n{data}"),
        nbformat.v4.new_code_cell(f"model = Sequential(){model}"),
    ]
    nbformat.write(notebook, tmp_path / "seed.ipynb")
    text = shown(capsys, str(tmp_path / "seed.ipynb"))
    assert "model: Sequential, cell 2:1\n" in text
    assert "✗ cell 2:8: fit gets x_train" in text
    assert "made by pad_sequences at cell 1 line 18" in text.replace("\n        ", " ")
    (one,) = json.loads(shown(capsys, "--format", "json", str(tmp_path / "seed.ipynb")))
    assert one["models"][0]["layers"][0]["site"]["place"] == "cell 2:2"


def test_no_program_no_python_no_file(capsys, tmp_path):
    (tmp_path / "plain.py").write_text("x = 1\n")
    assert "no Keras model found" in shown(capsys, str(tmp_path / "plain.py"))
    (tmp_path / "half.py").write_text("x = (\n")
    assert main(["show", str(tmp_path / "half.py")]) == 2
    assert main(["show", str(tmp_path / "none.py")]) == 2


class Page(HTMLParser):
    """What a page consists of, for looking at."""

    VOID = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.headings: list[int] = []
        self.texts: dict[str, str] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open:
            self.texts[self.open[-1]] = self.texts.get(self.open[-1], "") + data

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    (folder / "a<b>&'\".py").write_text(ENCODER_DECODER.replace("questions", "вопросы"))
    out = folder / "page.html"
    paths = [str(ROOT / path) for path in PROGRAMS]
    assert main(["show", "--keras", "3", "--format", "html", "--output", str(out), *paths, str(folder)]) == 0
    return out.read_text(encoding="utf-8")


def test_the_page_needs_nothing_else(page):
    found = Page(page)
    assert not found.all("script", "link", "img", "iframe", "object", "form")
    assert not [one for _, one in found.tags if any(name.startswith("on") or name in ("src", "style") for name in one)]
    assert not re.findall(r"@import|url\((?!#)", page)
    links = [one["href"] for one in found.all("a")]
    assert all(link.startswith("#") for link in links)
    assert "default-src 'none'" in found.all("meta")[2]["content"]


def test_the_page_is_built_for_everybody(page):
    found = Page(page)
    assert found.all("html")[0]["lang"] == "en"
    assert found.texts["title"].startswith("Shapes of examples/")
    assert len(found.all("main")) == len(found.all("header")) == len(found.all("footer")) == len(found.all("h1")) == 1
    assert found.headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found.headings))
    ids = [one["id"] for _, one in found.tags if "id" in one]
    assert len(ids) == len(set(ids))
    targets = [one["href"][1:] for one in found.all("a") if one["href"].startswith("#")]
    assert set(targets) <= set(ids)
    named = [one[name] for _, one in found.tags for name in ("aria-labelledby",) if name in one]
    assert set(named) <= set(ids)
    assert all(
        one.get("aria-labelledby")
        for one in found.all("svg", "section")
        if one.get("class") != "problems" and one.get("class") != "meeting"
    )
    assert all(one.get("aria-label") for _, one in found.tags if one.get("role") == "region")
    assert len(found.all("caption")) == len(found.all("table")) > 3
    assert all(one.get("scope") in ("row", "col") for one in found.all("th"))
    assert "вопросы" in page
    assert "a&lt;b&gt;&amp;" in page


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_stands_out_in_light_and_dark(page):
    light, dark = re.findall(r":root \{(.*?)\}", page, re.S)[:2]
    for scheme in (light, dark):
        colours = dict(re.findall(r"--([\w-]+): (#\w+)", scheme))
        fills = (
            "page",
            "card",
            "data",
            "recurrent",
            "embedding",
            "convolution",
            "dense",
            "other",
            "ins",
            "del",
            "code",
        )
        pairs = [("text", fill) for fill in (*fills, "bad-soft", "warn-soft")]
        pairs += [("soft", fill) for fill in ("page", "card", "bad-soft", "warn-soft", "data")]
        pairs += [("accent", fill) for fill in ("page", "card", "bad-soft", "warn-soft", "data")]
        pairs += [("bad", "bad-soft"), ("bad", "card")]
        for one, other in pairs:
            high, low = sorted((luminance(colours[one]), luminance(colours[other])), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, (one, other)


def test_nothing_in_a_diagram_stands_on_anything_else(monkeypatch):
    drawn = []
    place = layout.place
    monkeypatch.setattr(diagram, "place", lambda *arguments: drawn.append(place(*arguments)) or drawn[-1])
    linted = Linted([THREADS, "examples"], "3")
    for file in list(linted.modules):
        one = report(file, linted)
        for model in one.outline.models:
            diagram.diagram(one, model, "d", diagram.anchors(one, "p"))
    assert len(drawn) > 150
    for drawing in drawn:
        for one, other in combinations(drawing.boxes, 2):
            apart_x = abs(one.x - other.x) >= (one.width + other.width) / 2
            assert apart_x or one.y + one.height <= other.y or other.y + other.height <= one.y
        for box in drawing.boxes:
            assert box.width / 2 <= box.x <= drawing.width - box.width / 2
            assert 0 <= box.y <= drawing.height - box.height
        for arrow in drawing.arrows:
            assert drawing.boxes[arrow.start].rank < drawing.boxes[arrow.end].rank
