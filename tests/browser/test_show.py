"""The page of `lstmshape show` in a real browser: light and dark, on a telephone, by keyboard, to a screen reader."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from pylint_lstmshape.faces.cli import main
from tests.browser.chromium import Chromium
from tests.faces.test_show import ENCODER_DECODER, PROGRAMS, ROOT, luminance

SEED, CLEAN, UNBUILT, TWO_INPUTS = (Path(one).stem for one in PROGRAMS)
NAMES = [SEED, CLEAN, UNBUILT, TWO_INPUTS, "encoder_decoder"]
PHONE = 390  # pixels

# Of every text that is seen: what it says, its colour, and the colour that it stands on.
PAINTED = """
[...document.querySelectorAll('body *')].flatMap(element => {
  const words = [...element.childNodes].filter(one => one.nodeType === 3 && one.data.trim()).map(one => one.data.trim());
  const box = element.getBoundingClientRect();
  if (!words.length || element.closest('.skip') || !box.width || ['title', 'style'].includes(element.localName)) return [];
  const style = getComputedStyle(element);
  if (element.localName === 'text') {
    const below = element.parentNode.querySelector('rect, circle');
    return [[words.join(' '), style.fill, getComputedStyle(below).fill]];
  }
  let behind = element;
  while (behind && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
  return [[words.join(' '), style.color, getComputedStyle(behind).backgroundColor]];
})
"""
# The boxes of a diagram, the labels of its arrows, and the texts within each: left, top, right, bottom.
DRAWN = """
[...document.querySelectorAll('svg.diagram')].map(svg => [...svg.querySelectorAll('.box, .label')].map(group => {
  const edges = one => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; };
  return [edges(group.querySelector('rect')), [...group.querySelectorAll(':scope > text')].map(edges)];
}))
"""
FOCUSABLE = "[...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')]"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The page of each program."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "encoder_decoder.py").write_text(ENCODER_DECODER, encoding="utf-8")
    found = {}
    for program in (*(ROOT / one for one in PROGRAMS), folder / "encoder_decoder.py"):
        found[program.stem] = folder / f"{program.stem}.html"
        out = str(found[program.stem])
        assert main(["show", "--keras", "3", "--format", "html", "--output", out, str(program)]) == 0
    return found


@pytest.fixture(scope="module")
def browser():
    with Chromium() as browser:
        yield browser


def contrast(one: str, other: str) -> float:
    """Of two colours as browsers write them."""
    high, low = sorted((luminance(f"#{_hex(one)}"), luminance(f"#{_hex(other)}")), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _hex(colour: str) -> str:
    assert colour.startswith("rgb("), colour
    return "".join(f"{int(part):02x}" for part in colour[4:-1].split(","))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_every_text_stands_out_from_what_is_behind_it(browser, pages, name, dark):
    browser.open(pages[name], dark=dark)
    browser.run("document.querySelectorAll('details').forEach(one => one.open = true)")
    painted = browser.run(PAINTED)
    assert len(painted) > 40
    assert [one for one in painted if contrast(*one[1:]) < 4.5] == []
    page = browser.run("getComputedStyle(document.body).backgroundColor")
    assert (luminance(f"#{_hex(page)}") < 0.1) is dark


@pytest.mark.parametrize("width", [1240, 500, PHONE])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_every_window(browser, pages, name, width):
    browser.open(pages[name], width=width)
    assert browser.run("document.documentElement.scrollWidth") <= width
    cut = (
        "[...document.querySelectorAll('.scroll, pre, dd, .problem')].filter(one => one.scrollWidth > one.clientWidth)"
    )
    assert browser.run(f"{cut}.map(one => one.textContent)") == []


@pytest.mark.parametrize("name", NAMES)
def test_boxes_and_labels_of_a_diagram_leave_each_other_room(browser, pages, name):
    browser.open(pages[name])
    diagrams = browser.run(DRAWN)
    assert diagrams
    for drawn in diagrams:
        for (left, top, right, bottom), texts in drawn:
            assert texts
            for text in texts:
                assert left <= text[0] and top <= text[1] and text[2] <= right and text[3] <= bottom
        for (one, _), (other, _) in combinations(drawn, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


@pytest.mark.parametrize("name", NAMES)
def test_by_keyboard_everything_is_reached_in_order_and_seen(browser, pages, name):
    browser.open(pages[name], height=700)
    number = browser.run(f"{FOCUSABLE}.length")
    for at in range(number):
        browser.press("Tab")
        assert browser.run(f"{FOCUSABLE}.indexOf(document.activeElement)") == at
        ring = browser.run(
            "(one => [one.outlineStyle, parseFloat(one.outlineWidth)])(getComputedStyle(document.activeElement))"
        )
        assert ring[0] != "none"
        assert ring[1] >= 2
        top, bottom = browser.run("(one => [one.top, one.bottom])(document.activeElement.getBoundingClientRect())")
        assert bottom > 0 and top < 700


def test_by_keyboard_from_a_mark_to_its_reason_and_repairs(browser, pages):
    browser.open(pages[SEED], height=700)
    while browser.run("document.activeElement.localName !== 'a' || !document.activeElement.closest('svg')"):
        browser.press("Tab")
    browser.press("Enter")
    assert browser.run("document.querySelector(':target').querySelector('h4').textContent") == "Error at line 28"
    top, bottom = browser.run(
        "(one => [one.top, one.bottom])(document.querySelector(':target').getBoundingClientRect())"
    )
    assert top >= 0 and bottom <= 700
    browser.press("Tab")  # the reading goes on within it
    assert browser.run("document.activeElement.textContent").startswith("Repair: ")
    for key, shown in (("Enter", False), (" ", True)):
        browser.press(key)
        assert browser.run("document.activeElement.parentNode.open") is shown


@pytest.mark.parametrize("name", NAMES)
def test_to_a_screen_reader_everything_has_a_name(browser, pages, name):
    browser.open(pages[name])
    told = browser.spoken()
    named = ("link", "image", "img", "region", "table", "heading", "DisclosureTriangle", "columnheader", "rowheader")
    assert [one for one in told if one[0] in named and not one[1].strip()] == []
    assert {"banner", "main", "contentinfo", "table", "heading", "image"} <= {role for role, _ in told}
    assert ("RootWebArea", browser.run("document.title")) == told[0]
    links = [name for role, name in told if role == "link"]
    assert links[0] == "Skip to the models"


def test_to_a_screen_reader_the_diagram_tells_the_way_of_the_data(browser, pages):
    browser.open(pages[SEED])
    told = browser.spoken()
    at = told.index(("region", "Diagram of model: Sequential"))
    way = [name for role, name in told[at:] if role in ("image", "link")]
    assert way[:6] == [
        "x_train, int array",
        "(1085420, 31) from x_train to Input does not fit",
        "Input",
        "(None, 31, 25) from Input to lstm",
        "lstm, LSTM, 7,424 parameters",
        "(None, 31, 32) from lstm to lstm_1",
    ]
    browser.open(pages[UNBUILT])
    assert ("link", "lstm, LSTM, ? parameters: cannot work") in browser.spoken()
