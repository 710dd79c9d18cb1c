"""`python -m tests.faces.screenshots FOLDER`: pictures of the page of `lstmshape show`, by a Chromium that is installed.

Light, dark and narrow, to be looked at: no test, since not every machine that runs the tests has a browser.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from pylint_lstmshape.faces.cli import main
from tests.faces.test_show import ENCODER_DECODER, PROGRAMS

LOOKS = {"light": (1, 1240, 1500), "dark": (0, 1240, 1500), "narrow": (1, 500, 2600)}  # scheme, width, height


def shoot(folder: Path) -> None:
    """Write a page and its pictures for each program."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("there is no chromium")
    folder.mkdir(parents=True, exist_ok=True)
    translate = folder / "encoder_decoder.py"
    translate.write_text(ENCODER_DECODER, encoding="utf-8")
    for program in (*map(Path, PROGRAMS), translate):
        page = folder / f"{program.stem}.html"
        main(["show", "--keras", "3", "--format", "html", "--output", str(page), str(program)])
        for look, (scheme, width, height) in LOOKS.items():
            options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={width},{height}"]
            options += [f"--blink-settings=preferredColorScheme={scheme}"]
            picture = folder / f"{program.stem}-{look}.png"
            subprocess.run(
                [browser, *options, f"--screenshot={picture}", page.as_uri()], check=True, capture_output=True
            )


if __name__ == "__main__":
    shoot(Path(sys.argv[1]).resolve())
