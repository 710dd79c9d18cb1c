"""action.yml as a runner reads it: its shell steps run by bash, in a checkout, with the variables that GitHub sets."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from tests.integrations.repository import ENVIRONMENT, EXAMPLES, ROOT, commit, git

ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
GITHUB = {"github.server_url": "https://github.com", "github.action_repository": "", "github.action_ref": ""}
PYTHON = {"steps.python.outputs.python-path": sys.executable}


@dataclass
class Runner:
    """Runs the shell steps of the action in `checkout`; `temp` outlives a job, so that one installation serves all."""

    checkout: Path
    temp: Path
    github: dict[str, str] = field(default_factory=lambda: GITHUB)
    outputs: dict[str, str] = field(default_factory=dict)

    def run(self, inputs: dict[str, str], **github: str) -> subprocess.CompletedProcess[str]:
        """The last step that ran: a failing step ends the job."""
        known = {f"inputs.{name}": str(one["default"]) for name, one in ACTION["inputs"].items()}
        assert inputs.keys() <= ACTION["inputs"].keys()
        known |= PYTHON | self.github | {f"inputs.{name}": value for name, value in inputs.items()}
        for step in ACTION["runs"]["steps"]:
            if "run" not in step or (step["name"].startswith("Install") and (self.temp / "lstmshape").is_dir()):
                continue
            assert "${{" not in step["run"], "what a caller writes must not become part of a script"
            output = self.temp / "output"
            output.write_text("")
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.checkout,
                env={
                    **{name: value for name, value in ENVIRONMENT.items() if name != "PYTHONPATH"},
                    **{name: evaluated(value, known) for name, value in step["env"].items()},
                    "CI": "true",
                    "GITHUB_ACTION_PATH": str(ROOT),
                    "GITHUB_OUTPUT": str(output),
                    "RUNNER_TEMP": str(self.temp),
                    "GITHUB_BASE_REF": "",
                    **github,
                },
                capture_output=True,
                text=True,
                check=False,
            )
            said = dict(line.split("=", 1) for line in output.read_text().splitlines())
            known |= {f"steps.{step.get('id')}.outputs.{name}": value for name, value in said.items()}
            if done.returncode:
                break
        self.outputs = {name: evaluated(one["value"], known) for name, one in ACTION["outputs"].items()}
        return done


def evaluated(text: str, known: dict[str, str]) -> str:
    """A value of the action with its `${{ }}` replaced."""
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: known[found[1]], text)


@pytest.fixture(scope="module")
def temp(tmp_path_factory):
    return tmp_path_factory.mktemp("temp")


@pytest.fixture
def runner(tmp_path, temp):
    """A checkout of a pull request's merge, whose base is `main`: one program was there, one came."""
    origin, checkout = tmp_path / "origin", tmp_path / "checkout"
    origin.mkdir()
    shutil.copy(EXAMPLES / "words_no_input_shape.py", origin / "old.py")
    commit(origin)
    git(tmp_path, "clone", "--quiet", "--depth=1", origin.as_uri(), str(checkout))
    shutil.copy(EXAMPLES / "words_input_shape_31.py", checkout / "it's new.py")
    commit(checkout)
    return Runner(checkout, temp)


def annotated(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The files with an annotation."""
    return [line.partition("file=")[2].partition(",")[0] for line in done.stdout.splitlines() if line[:2] == "::"]


def uploaded(runner: Runner) -> list[str]:
    log = json.loads(Path(runner.outputs["sarif"]).read_text())
    return [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in log["runs"][0]["results"]]


def test_annotations_and_a_log_for_code_scanning(runner):
    done = runner.run({})
    assert done.returncode == 1, done.stderr
    assert sorted(annotated(done)) == ["it's new.py", "old.py"]
    assert sorted(uploaded(runner)) == ["it%27s%20new.py", "old.py"]
    assert "::error file=old.py,line=28,col=11," in done.stdout


def test_findings_lead_to_the_pages_of_the_actions_repository(runner):
    runner.github = GITHUB | {"github.action_repository": "someone/shapes", "github.action_ref": "v1"}
    runner.run({})
    (run,) = json.loads(Path(runner.outputs["sarif"]).read_text())["runs"]
    assert {one["helpUri"] for one in run["tool"]["driver"]["rules"]} == {
        "https://github.com/someone/shapes/blob/v1/docs/rules/lstm-input-ndim.md"
    }


def test_only_what_the_pull_request_changed(runner):
    done = runner.run({"only-changed": "true"}, GITHUB_BASE_REF="main")
    assert annotated(done) == ["it's new.py"], done.stderr
    assert uploaded(runner) == ["it%27s%20new.py"]
    assert done.returncode == 1
    pushed = runner.run({"only-changed": "true"})  # no pull request: everything
    assert len(annotated(pushed)) == 2


def test_its_inputs(runner):
    assert annotated(runner.run({"paths": "it's new.py\n"})) == ["it's new.py"]
    assert runner.run({"paths": "old.py\nnowhere.py"}).returncode == 2
    harmless = runner.run({"paths": "$(touch harm)", "baseline": "`touch harm`"})
    assert harmless.returncode == 2
    assert not (runner.checkout / "harm").exists()
    (runner.checkout / "known.json").write_text('{"version": 1, "findings": []}')
    done = runner.run({"baseline": "known.json", "paths": "old.py"})
    assert (done.returncode, annotated(done)) == (1, ["old.py"])


def test_it_installs_and_uploads_by_actions_of_github():
    used = [step["uses"].partition("@")[0] for step in ACTION["runs"]["steps"] if "uses" in step]
    assert used == ["actions/setup-python", "github/codeql-action/upload-sarif"]
    upload = ACTION["runs"]["steps"][-1]
    assert upload["with"]["sarif_file"] == "${{ steps.check.outputs.sarif }}"
    assert all(step["shell"] == "bash" for step in ACTION["runs"]["steps"] if "run" in step)


def test_the_documented_workflow_gives_inputs_that_there_are():
    text = (ROOT / "docs" / "ci.md").read_text().partition("```yaml\n")[2].partition("```")[0]
    (job,) = yaml.safe_load(text)["jobs"].values()
    step = job["steps"][-1]
    assert step["uses"] == "OWNER/pylint_lstmshape@main"
    assert step["with"].keys() <= ACTION["inputs"].keys()
    assert all(isinstance(value, str) for value in step["with"].values())
