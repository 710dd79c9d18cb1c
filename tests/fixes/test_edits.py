"""Edits on text: what they do not touch stays, and two lists of edits make one."""

from __future__ import annotations

from pathlib import Path

import astroid
import pytest
from astroid import nodes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pylint_lstmshape.fixes.edits import Edit, OverlapError, Source, apply, compose

CASES = sorted(Path(__file__).parents[1].glob("cases/*/*.py"))


@st.composite
def edits_on(draw, text: str) -> list[Edit]:
    """Edits that do not overlap, at most one at a place."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    news = st.text("ab\n", max_size=3)
    return [Edit(start, draw(st.sampled_from([start, end])), draw(news)) for start, end in pairs]


@st.composite
def two_rounds(draw):
    text = draw(st.text("xyzü中\r\n", max_size=30))
    first = draw(edits_on(text))
    return text, first, draw(edits_on(apply(text, first)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(two_rounds())
def test_two_rounds_of_edits_make_one(rounds):
    text, first, second = rounds
    assert apply(text, compose(first, second, len(text))) == apply(apply(text, first), second)


def test_what_overlaps_is_refused():
    with pytest.raises(OverlapError):
        apply("abcdef", [Edit(0, 3, ""), Edit(2, 4, "x")])
    assert apply("abc", [Edit(1, 1, "x"), Edit(1, 1, "y")]) == "axybc"


@given(
    st.lists(st.sampled_from(["x = 1", "größe = '中'; y = 2", "\ty", "# é", "", "s = 'ü' + z"]), max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_bytes_come_back_as_they_were(lines, newline, ends, mark):
    data = mark + (newline.join(lines) + (newline if ends else "")).encode()
    source = Source.decode(data)
    assert source.encode(source.text) == data
    assert "".join(source.lines) == source.text


def test_the_declared_encoding_is_kept():
    data = "# -*- coding: latin-1 -*-\ns = 'é'\n".encode("latin-1")
    source = Source.decode(data)
    assert "é" in source.text
    assert source.encode(source.text) == data


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places_of_the_tree_are_places_of_the_text(newline):
    text = f"größe = {{'é中': 3}}; naïve = größe['é中']{newline}if naïve:{newline}\tprint('ß', naïve)"
    source = Source(text)
    names = list(astroid.parse(text).nodes_of_class((nodes.Name, nodes.AssignName)))
    assert len(names) == 6
    for node in names:
        start = source.offset(node.lineno, node.col_offset)
        assert text[start : source.offset(node.end_lineno, node.end_col_offset)] == node.name


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in CASES}))
def test_every_name_of_the_cases_is_found_in_its_text(folder):
    for path in CASES:
        if path.parent.name == folder:
            source = Source.decode(path.read_bytes())
            for node in astroid.parse(source.text).nodes_of_class(nodes.Name):
                start = source.offset(node.lineno, node.col_offset)
                assert source.text[start : source.offset(node.end_lineno, node.end_col_offset)] == node.name
