"""The documentation's pages in a real browser: light and dark, on a screen and on a telephone."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.chromium import Chromium
from tests.test_site import DOCS, build

PAGES = sorted(
    "" if page.name == "index.md" else f"{page.relative_to(DOCS).with_suffix('')}/".replace("README/", "")
    for page in (*DOCS.glob("*.md"), DOCS / "rules" / "README.md", DOCS / "rules" / "fit-input-shape-mismatch.md")
)
WIDTHS = {"screen": 1240, "telephone": 390}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The site, served as readers meet it."""
    folder = build(tmp_path_factory.mktemp("site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def browser():
    with Chromium() as browser:
        yield browser


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_pages_fit_the_window_and_their_pictures_are_there(browser, address, width):
    for page in PAGES:
        browser.open(f"{address}{page}", width=width, height=900)
        assert browser.run("document.documentElement.scrollWidth") <= width, page
        pictures = browser.run("[...document.images].map(one => [one.src, one.naturalWidth, one.alt])")
        assert all(size > 100 and words for _, size, words in pictures), (page, pictures)
        assert not page.startswith("input-shape") or len(pictures) == 3
        cut = "[...document.querySelectorAll('article table')].filter(one => one.scrollWidth > innerWidth && "
        cut += "getComputedStyle(one.closest('.md-typeset__scrollwrap')).overflowX !== 'auto').length"
        browser.wait("document.querySelectorAll('article table:not([class])').length === "
                     "document.querySelectorAll('.md-typeset__scrollwrap table').length")  # fmt: skip
        assert browser.run(cut) == 0, page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_is_as_the_readers_system_has_it(browser, address, dark):
    for before in (not dark, dark):  # a reader may come back at night
        browser.open(f"{address}input-shape/", dark=before)
        scheme = "slate" if before else "default"
        browser.wait(f"document.body.getAttribute('data-md-color-scheme') === '{scheme}'")
    assert browser.run("getComputedStyle(document.body).colorScheme") == ("dark" if dark else "light")
