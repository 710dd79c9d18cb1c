"""The SARIF log as a code scanning service reads it: its structure, its columns, its rules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from pylint.lint import Run

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.faces import cli, pages, sarif
from pylint_lstmshape.rules import RULES
from tests.faces import sarif_schema

PROGRAM = """\
import numpy as np
from keras import layers, models
x, y = np.zeros((100, 31)), np.zeros((100, 1))
m = models.Sequential([layers.Input((31, 4)), layers.LSTM(8), layers.Dense(1)])
m.compile("adam", "mse")
s = "中文😀"; m.fit(x, y)
"""
NETWORK = """\
from keras.layers import LSTM, Dense
from keras.models import Sequential

def build():
    model = Sequential([LSTM(32), Dense(3, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    return model
"""
TRAIN = """\
import numpy as np
from network import build

x_train, y_train = np.random.randint(0, 25, size=(400, 31)), np.random.randint(0, 3, size=400)
build().fit(x_train, y_train)
"""
EXAMPLES = Path(__file__).parents[2] / "examples"
OWN = {rule.id: rule for rule in RULES}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two programs with a message, one of them in a file whose name has to be quoted."""
    monkeypatch.chdir(tmp_path)
    for name in ("é train.py", "other.py"):
        (tmp_path / name).write_bytes(PROGRAM.encode())
    return tmp_path


def check(capsys, *arguments: str) -> dict:
    cli.main(["check", "--keras", "3", "--format", "sarif", *arguments])
    return checked(json.loads(capsys.readouterr().out))


def checked(log: dict) -> dict:
    """The run of a log, every part that SARIF 2.1.0 requires or bounds looked at."""
    jsonschema.Draft7Validator(sarif_schema.LOG).validate(log)
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    driver = run["tool"]["driver"]
    assert driver["name"] == "pylint"
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        if rule["id"] in OWN:
            assert rule["name"] == OWN[rule["id"]].symbol
            assert rule["helpUri"] == pages.address(OWN[rule["id"]])
            assert f"{rule['name']}.md" in pages.pages()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == rules[result["ruleIndex"]]["defaultConfiguration"]["level"]
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
        related = result.get("relatedLocations", [])
        assert [one["id"] for one in related] == list(range(1, len(related) + 1))
        for location in [*result["locations"], *related]:
            region = location["physicalLocation"]["region"]
            if "endLine" in region:
                assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert uri.isascii()
            assert not set(uri) & set(' \\"<>')
    return run


def pointed_at(folder, location: dict) -> str:
    """The text of a region, taken as SARIF counts it."""
    place = location["physicalLocation"]
    region = place["region"]
    assert region["startLine"] == region["endLine"]
    text = (folder / unquote(place["artifactLocation"]["uri"])).read_bytes().decode()
    line = text.splitlines()[region["startLine"] - 1].encode("utf-16-le")
    return line[2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2].decode("utf-16-le")


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_messages_their_places_and_what_explains_them(folder, jobs):
    # A process of its own: pylint gives its workers a copy of the reporter, and pytest's standard output has none.
    command = [sys.executable, "-m", "pylint_lstmshape.faces.cli", "check", "--keras=3", "--format=sarif", jobs, "."]
    run = checked(json.loads(subprocess.run(command, capture_output=True, check=False).stdout))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E9702"]
    found = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]: one for one in run["results"]}
    assert sorted(found) == ["%C3%A9%20train.py", "other.py"]
    assert len(run["results"]) == 2
    for uri, result in found.items():
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"] == {
            "startLine": 6, "startColumn": 19, "endLine": 6, "endColumn": 20
        }  # fmt: skip
        assert pointed_at(folder, location) == "x"
        declared, made = result["relatedLocations"]
        assert declared["message"]["text"] == "the input shape is declared here"
        assert pointed_at(folder, declared) == "layers.Input((31, 4))"
        assert declared["physicalLocation"]["artifactLocation"]["uri"] == uri
        assert made["message"]["text"] == "x is made here, by zeros: (100, 31)"
        assert pointed_at(folder, made) == "np.zeros((100, 31))"


def applied(folder, fix: dict) -> dict[str, str]:
    """The texts of the files that a fix changes, as a service that applies SARIF's fixes would leave them."""
    return {unquote(one["artifactLocation"]["uri"]): replaced(folder, one) for one in fix["artifactChanges"]}


def replaced(folder, change: dict) -> str:
    text = (folder / unquote(change["artifactLocation"]["uri"])).read_bytes().decode()
    lines = text.encode("utf-16-le").split("\n".encode("utf-16-le"))
    starts = [sum(len(line) + 2 for line in lines[:number]) for number in range(len(lines) + 1)]
    now = text.encode("utf-16-le")
    for one in reversed(change["replacements"]):
        region = one["deletedRegion"]
        start = starts[region["startLine"] - 1] + 2 * region["startColumn"] - 2
        end = starts[region["endLine"] - 1] + 2 * region["endColumn"] - 2
        now = now[:start] + one.get("insertedContent", {"text": ""})["text"].encode("utf-16-le") + now[end:]
    return now.decode("utf-16-le")


@pytest.mark.parametrize(("module", "kind"), [("train.py", "one-hot"), ("network.py", "embedding")])
def test_its_fix_is_the_one_that_lstmshape_fix_makes(tmp_path, monkeypatch, capsys, module, kind):
    """In the file itself, and in the module of the project that builds the model."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    if module == "train.py":
        text = (EXAMPLES / "words_input_shape_31_25.py").read_text()
        (tmp_path / "train.py").write_text(f'# "中文😀"\n{text}')
    else:
        (tmp_path / "network.py").write_text(NETWORK)
        (tmp_path / "train.py").write_text(TRAIN)
    (result,) = check(capsys, "train.py")["results"]
    (fix,) = result["fixes"]
    assert fix["description"]["text"].startswith(f"{kind}: ")
    offered = applied(tmp_path, fix)
    assert offered.keys() == {module}
    cli.main(["fix", "--keras", "3", "--write", "train.py"])
    assert {name: (tmp_path / name).read_text() for name in offered} == offered


def test_messages_of_pylint_itself(folder, capsys):
    (folder / "plain.py").write_text("import os\nprint(nothing)\n")
    Run(["--load-plugins=pylint_lstmshape", "--output-format=sarif", "--persistent=n", "plain.py"], exit=False)
    run = checked(json.loads(capsys.readouterr().out))
    rules = {rule["name"]: rule for rule in run["tool"]["driver"]["rules"]}
    page = "https://pylint.readthedocs.io/en/stable/user_guide/messages/error/undefined-variable.html"
    assert rules["undefined-variable"]["helpUri"] == page
    levels = {rules_of["name"]: rules_of["defaultConfiguration"]["level"] for rules_of in rules.values()}
    assert levels == {"missing-module-docstring": "note", "undefined-variable": "error", "unused-import": "warning"}
    wrong = next(one for one in run["results"] if one["level"] == "error")
    assert pointed_at(folder, wrong["locations"][0]) == "nothing"


def test_a_message_leads_to_its_page_where_the_documentation_is_published(folder, capsys, monkeypatch):
    monkeypatch.setattr(pages, "site", lambda: "https://docs.example.org")
    rules = check(capsys, "other.py")["tool"]["driver"]["rules"]
    own = {rule["name"]: rule["helpUri"] for rule in rules if rule["id"] in OWN}
    assert own
    assert all(address == f"https://docs.example.org/rules/{name}/" for name, address in own.items())


def test_nothing_found_and_what_cannot_be_read(folder, capsys):
    (folder / "clean.py").write_text("X = 1\n")
    run = check(capsys, "clean.py")
    assert run["results"] == []
    (folder / "broken.py").write_text("if:\n")
    run = check(capsys, "broken.py")
    assert [rule["name"] for rule in run["tool"]["driver"]["rules"]] == ["syntax-error"]


def test_a_source_that_is_not_there_has_lines_only():
    assert sarif._region(Site("gone.py", 3, 7, 3, 9)) == {"startLine": 3}
