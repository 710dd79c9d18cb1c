"""The documentation is a site that builds without a warning, its pictures can be read by everybody, its figures are true."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

from pylint_lstmshape.faces import cli
from pylint_lstmshape.faces.checker import LstmShapeChecker

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PICTURES = sorted((DOCS / "pictures").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"


def build(folder: Path) -> Path:
    """The site, in a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr  # strict: a warning fails, too
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build(tmp_path_factory.mktemp("site"))


def test_every_page_is_there(site):
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).with_suffix("")
        folder = name.parent if name.name in ("index", "README") else name
        assert (site / folder / "index.html").is_file(), page
    assert "中文" in (site / "index.html").read_text(encoding="utf-8")
    assert 'lang="zh"' in (site / "input-shape.zh" / "index.html").read_text(encoding="utf-8")


def test_nothing_is_loaded_from_elsewhere(site):
    html = (site / "index.html").read_text(encoding="utf-8")
    loaded = re.findall(r"<(?:link|script|img)[^>]+(?:href|src)=\"([^\"]+)\"", html)
    assert loaded
    assert not [one for one in loaded if one.startswith(("http", "//"))]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_pictures_speak_and_follow_the_readers_colours(picture):
    top = ET.parse(picture).getroot()
    assert top.find(f"{SVG}title").text
    assert top.find(f"{SVG}desc").text
    assert "prefers-color-scheme:dark" in top.find(f"{SVG}style").text
    page = DOCS / ("input-shape.zh.md" if picture.stem.endswith(".zh") else "input-shape.md")
    assert f"pictures/{picture.name}" in page.read_text(encoding="utf-8")


def test_every_picture_is_there_in_both_languages():
    names = {picture.stem for picture in PICTURES}
    english = {name for name in names if not name.endswith(".zh")}
    assert len(english) >= 3
    assert names == english | {f"{name}.zh" for name in english}
    assert all(
        re.search("[\u4e00-\u9fff]", ET.parse(DOCS / f"pictures/{name}.zh.svg").getroot().find(f"{SVG}title").text)
        for name in english
    )


def test_every_option_is_documented(capsys):
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    for name, _ in LstmShapeChecker.options:
        assert f"`{name}`" in page
    with pytest.raises(SystemExit):
        cli.main(["check", "--help"])
    for option in set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help", "--jobs"}:
        assert option in page, option


def test_what_a_newcomer_needs_is_as_counted():
    """Commands and lines of the tables on the first page."""
    counted = dict(re.findall(r"\| (on every commit|in VS Code) \| (\d)", (DOCS / "index.md").read_text()))
    text = (DOCS / "pre-commit.md").read_text()
    commands = [line for line in text.partition("```")[0].splitlines() if re.match(r" {4}\w", line)]
    assert len(commands) == int(counted["on every commit"])
    assert len(yaml.safe_load(text.partition("```yaml\n")[2].partition("```")[0])["repos"]) == 1
    readme = (ROOT / "editors" / "vscode" / "README.md").read_text()
    assert len(re.findall(r"^ {4}\w", readme, re.M)) == int(counted["in VS Code"])
