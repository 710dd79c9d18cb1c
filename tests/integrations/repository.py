"""Scratch git repositories: a user's own, and one that holds what this project would publish."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
# Nobody's settings, and not the repository that a hook that runs the tests is in.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *arguments: str) -> str:
    """What git says; fails where it fails."""
    who = ("-c", "user.name=A User", "-c", "user.email=user@example.org")
    command = ["git", *who, *arguments]
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout


def commit(folder: Path) -> str:
    """All files of a folder in a new commit, in a new repository where there is none; the commit's name."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=change")
    return git(folder, "rev-parse", "HEAD").strip()


def published(folder: Path) -> str:
    """This project as it stands, in a repository of its own at `folder`; the commit's name."""
    for name in ("pylint_lstmshape", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        there = ROOT / name
        if there.is_dir():
            shutil.copytree(there, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy(there, folder / name)
    return commit(folder)
