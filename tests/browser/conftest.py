"""A real Chromium, and the samples' pages on disk for it to open."""

import datetime as dt
import functools
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from journeymap.io import resources
from journeymap.model import Journey, read_journey
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.settings import Settings
from journeymap.source import load

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
_ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
TODAY = dt.date(2026, 11, 21)


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("JOURNEYMAP_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@dataclass
class Opened:
    """A page in the browser, and what it complained about or asked for."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = _chromium()
    if path is None:
        pytest.skip("there is no Chromium; install one or name it in JOURNEYMAP_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


PASSING_ID = "passing"
PASSING = """
journeymap: 1
id: passing
title: A loan
personas: [{id: dana, name: Dana}, {id: amir, name: Amir}]
stages:
  - id: ask
    name: Ask
    touchpoints:
      - {id: look, name: Looks, emotions: [{persona: dana, score: 1}, {persona: amir, score: 0}]}
      - {id: identify, name: Shows a card, personas: dana, doing: Searches, emotions: {persona: dana, score: 1}}
      - {id: sign, name: Signs, emotions: [{persona: dana, score: 2}, {persona: amir, score: 1}]}
"""


@pytest.fixture(scope="session")
def journeys() -> dict[str, Journey]:
    """The samples by id, and a journey in which not all pass everywhere."""
    found = {}
    for path in sorted(resources.samples().glob("*.journey.yaml")):
        tree = load(path.read_bytes(), path.name).tree
        assert tree is not None
        journey, _ = read_journey(tree)
        assert journey is not None
        found[journey.id] = journey
    tree = load(PASSING.encode(), PASSING_ID).tree
    assert tree is not None
    journey, _ = read_journey(tree)
    assert journey is not None
    return found | {PASSING_ID: journey}


@pytest.fixture(scope="session")
def files(journeys: dict[str, Journey], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a sample's page, by the sample's id."""
    folder = tmp_path_factory.mktemp("pages")

    @functools.cache
    def file(id_: str) -> Path:
        page = draw(drawing_request(journeys[id_], Settings(today=TODAY)), ("html",))["html"]
        path = folder / f"{id_}.html"
        path.write_bytes(page)
        return path

    return file


@pytest.fixture
def open_page(browser: Any, files: Callable[[str], Path]) -> Iterator[Callable[..., Opened]]:
    """Opens a sample's page by its id, with what is `at` the end of its address; other arguments are of a context."""
    contexts = []

    def open_it(id_: str, at: str = "", **options: Any) -> Opened:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.goto(files(id_).as_uri() + at)
        return opened

    yield open_it
    for context in contexts:
        context.close()
