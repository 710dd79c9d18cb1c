"""`python -m tests.browser.screenshots FOLDER PAGE...`: pictures of HTML pages, to be looked at: light, dark and narrow."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.browser.chromium import Chromium

LOOKS = {"light": (1240, False), "dark": (1240, True), "narrow": (400, False)}


def shoot(folder: Path, pages: list[Path]) -> None:
    """Write the pictures of each page."""
    folder.mkdir(parents=True, exist_ok=True)
    with Chromium() as browser:
        for page in pages:
            name = page.stem if page.stem != "index" else page.parent.name
            for look, (width, dark) in LOOKS.items():
                browser.open(page, width=width, height=900, dark=dark)
                time.sleep(1)  # scripts that choose colours and lay out tables
                browser.picture(folder / f"{name}-{look}.png")


if __name__ == "__main__":
    shoot(Path(sys.argv[1]), [Path(one).resolve() for one in sys.argv[2:]])
