"""The site is built without a warning, hangs together, and loads nothing from elsewhere.

Building it draws all samples in all themes, which takes minutes: `pytest -n 0 tests/site`, as `.ci/run` does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from urllib.parse import unquote, urlsplit

import make_gallery
import make_site
import pytest

from journeymap.style.theme import built_in

pytest.importorskip("zensical", reason="the extra `docs` is not installed")
if "PYTEST_XDIST_WORKER" in os.environ:
    pytest.skip("the site takes minutes to build: pytest -n 0 tests/site", allow_module_level=True)

MOST_MEGABYTES = 90
_LOADING = {"script": "src", "img": "src", "source": "src", "iframe": "src", "object": "data", "use": "href"}
_LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch"}


class Page(HTMLParser):
    """What a page links to and loads, and the anchors that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.direction = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "body":
            self.direction = given.get("dir", "")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in _LOADING and _LOADING[tag] in given:
            self.loaded.append(given[_LOADING[tag]])
        if tag == "link" and _LOADED_LINKS & set(given.get("rel", "").split()):
            self.loaded.append(given["href"])


@pytest.fixture(scope="module")
def site() -> Path:
    """The site, built where `docs/make_site.py` builds it, so that what was tried can be published."""
    assert make_site.build(make_site.FOLDER) == 0, "the site's builder ends with a warning"
    return make_site.FOLDER / "site"


@cache
def page(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def pages(site: Path) -> list[Path]:
    """The pages of the site itself; those that journeymap draws are tried by other tests."""
    return [path for path in sorted(site.rglob("*.html")) if path.parent.name != "gallery" and path.name != "404.html"]


def test_every_link_and_every_anchor_leads_somewhere(site: Path) -> None:
    lost = []
    for path in pages(site):
        for link in page(path).links + page(path).loaded:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            goal = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            goal = goal / "index.html" if goal.is_dir() else goal
            if not goal.is_file() or (
                parts.fragment and goal.suffix == ".html" and unquote(parts.fragment) not in page(goal).anchors
            ):
                lost.append((path.relative_to(site).as_posix(), link))
    assert lost == []
    assert len(pages(site)) > 200


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in pages(site):
        assert [each for each in page(path).loaded if urlsplit(each).netloc] == [], path
    for style in site.rglob("*.css"):
        assert re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//[^)"']*""", style.read_text("utf-8")) == [], style


def test_the_gallery_has_every_sample_in_every_theme_and_view(site: Path) -> None:
    shown = set(page(site / "gallery.html").links) | set(page(site / "gallery.html").loaded)
    ids = [path.name.removesuffix(".journey.yaml") for path in make_gallery.SAMPLES.glob("*.journey.yaml")]
    assert shown >= {
        f"gallery/{make_gallery.file_name(id_, theme, view, suffix)}"
        for id_ in ids
        for theme in built_in()
        for view in make_gallery.SHOWN
        for suffix in (".svg", ".webp")
    }
    assert shown >= {f"gallery/{id_}.html" for id_ in ids}
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < MOST_MEGABYTES * 1_000_000


@pytest.mark.parametrize("language", make_site.LANGUAGES)
def test_a_language_has_its_direction(site: Path, language: str) -> None:
    index = site / ("" if language == "en" else language) / "index.html"
    assert page(index).direction == ("ltr" if language == "en" else "rtl")
    assert f'<html lang="{language}"' in index.read_text("utf-8")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@pytest.mark.browser
def test_it_works_in_chromium_with_no_request_elsewhere(site: Path) -> None:
    from playwright.sync_api import sync_playwright

    executable = which("chromium") or which("chromium-browser") or which("google-chrome")
    if executable is None:
        pytest.skip("no Chromium here")
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        asked: list[str] = []
        said: list[str] = []
        tab = browser.new_page(viewport={"width": 390, "height": 844})
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        for name in ("index", "start", "keys", "commands/render", "he/index", "fa/index", "gallery"):
            tab.goto(f"{address}/{name}.html")
            tab.wait_for_load_state("networkidle")
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than a phone"
        assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
        assert said == []
        pictures = tab.locator(".gallery-pictures figure:visible")
        samples = len(list(make_gallery.SAMPLES.glob("*.journey.yaml")))
        assert pictures.count() == samples * len(built_in()) * len(make_gallery.SHOWN)
        tab.get_by_text("wall", exact=True).click()
        tab.get_by_text("overview", exact=True).click()
        assert pictures.count() == samples
        tab.get_by_text("فارسی", exact=True).last.click()
        assert pictures.count() == 2
        browser.close()
