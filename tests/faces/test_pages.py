"""docs/rules holds the pages of the rules, as `make docs` writes them, and pylint their messages; `lstmshape rule` prints them."""

from __future__ import annotations

import importlib.metadata
import json
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from pylint_lstmshape.faces import cli, pages
from pylint_lstmshape.faces.drawing import drawn
from pylint_lstmshape.rules import RULES
from pylint_lstmshape.rules.documentation import documentation

DOCS = Path(__file__).parents[2] / "docs" / "rules"
README = Path(__file__).parents[2] / "README.md"


def test_the_pages_are_those_of_the_docstrings():
    assert {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")} == pages.pages(), (
        "run `make docs`"
    )


def test_pylint_registers_the_messages_of_the_rules():
    """It reads them from a file, so that the rules need not be loaded for files without Keras."""
    written = Path(pages.__file__).with_name("messages.json").read_text(encoding="utf-8")
    assert written == pages.messages(), "run `make docs`"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.symbol)
def test_a_message_is_explained(rule, capsys):
    for name in (rule.symbol, rule.id):
        assert cli.main(["rule", name]) == 0
        said = capsys.readouterr().out
        assert said.startswith(f"{rule.symbol} ({rule.id})")
        assert "What it does:" in said


def test_all_messages_are_listed_and_no_other_is_known(capsys):
    assert cli.main(["rule"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES)
    assert cli.main(["rule", "no-such-message"]) == 2


def test_readme_links_every_page():
    text = README.read_text(encoding="utf-8")
    assert [rule.symbol for rule in RULES if f"docs/rules/{rule.symbol}.md" not in text] == []
    assert pages.readme(text) == text, "run `make docs`"


def test_the_documentations_address_is_that_of_the_package(monkeypatch):
    """One place says it, and nothing is invented where it does not."""
    rule = RULES[0]
    for named, site in (
        ([], None),
        (["Source, https://example.org/source"], None),
        (
            ["Source, https://example.org/source", "Documentation, https://example.org/pages/"],
            "https://example.org/pages",
        ),
    ):
        found = Message()
        for one in named:
            found["Project-URL"] = one
        monkeypatch.setattr(importlib.metadata, "metadata", lambda _, found=found: found)
        pages.site.cache_clear()
        assert pages.site() == site
        assert pages.published(rule) == (None if site is None else f"{site}/rules/{rule.symbol}/")
    pages.site.cache_clear()


@pytest.mark.parametrize(
    ("noted", "said", "origin"),
    [
        ({"url": "file:///tools/a%20b", "dir_info": {"editable": True}}, None, "file:///tools/a%20b"),
        (
            {"url": "https://example.org/o/r.git", "vcs_info": {"vcs": "git", "commit_id": "ce59fae"}},
            None,
            "https://example.org/o/r/blob/ce59fae",
        ),
        ({"url": "ssh://git@example.org/o/r.git", "vcs_info": {"vcs": "git", "commit_id": "ce59fae"}}, None, None),
        ({"url": "https://example.org/one.whl", "archive_info": {}}, None, None),
        (None, None, None),  # from a package index
        ({"url": "file:///actions/o/r/v1", "dir_info": {}}, "https://example.org/o/r/blob/v1", "https://example.org/o/r/blob/v1"),
    ],
)  # fmt: skip
def test_where_no_documentation_is_published_the_pages_are_where_it_was_installed_from(
    monkeypatch, noted, said, origin
):
    class Installed:
        def read_text(self, name):
            return json.dumps(noted) if name == "direct_url.json" and noted else None

    monkeypatch.setattr(importlib.metadata, "distribution", lambda name: Installed())
    monkeypatch.setattr(pages, "site", lambda: None)
    monkeypatch.setenv("LSTMSHAPE_ORIGIN", said or "")
    pages.origin.cache_clear()
    assert pages.address(RULES[0]) == (origin and f"{origin}/docs/rules/{RULES[0].symbol}.md")
    pages.origin.cache_clear()


def test_in_a_checkout_a_message_leads_to_a_page_of_docs():
    address = urlsplit(pages.address(RULES[0]))
    assert address.scheme == "file"
    assert Path(url2pathname(address.path)).is_file()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.symbol)
def test_the_shapes_are_drawn_before_and_after(rule):
    """What is flagged has its mark, the program without the mistake has none."""
    mark = {"E": "✗", "W": "!", "R": "·"}[rule.id[0]]
    page, generation = documentation(rule), max(rule.generations)
    before, after = drawn(page.bad, generation), drawn(page.good, generation)
    assert mark in before.split()
    assert not {"✗", "!", "·"} & set(after.split())
    assert before != after
    for shown in (pages.text(rule), pages.markdown(rule)):
        assert all(line in shown for line in (*before.splitlines(), *after.splitlines()))
