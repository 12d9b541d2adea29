"""Pictures and links on a page in a browser."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sample_pictures import door, written

from journeymap.model import read_journey
from journeymap.pipeline.draw import render
from journeymap.pipeline.pictures import with_pictures
from journeymap.settings import Settings
from journeymap.source import load

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
pytestmark = pytest.mark.browser
LINKS = "links: {title: A recording, url: 'https://example.com/'}"
JOURNEY = f"""\
journeymap: 1
id: shop
title: The shop
image: {{file: door.png, alt: The shop}}
personas: [{{id: mia, name: Mia, image: {{file: door.png, alt: Mia}}}}]
stages:
  - id: visit
    name: Visit
    {LINKS}
    touchpoints:
      - {{id: enter, name: Enters, image: {{file: door.png, alt: A door}}, emotions: {{score: 1}}, {LINKS}}}
      - {{id: pay, name: Pays}}
actions: [{{id: a1, title: A queue, {LINKS}}}]
"""


@pytest.mark.parametrize("scripts", [True, False])
def test_pictures_are_shown_and_links_can_be_followed(browser: Any, tmp_path: Path, scripts: bool) -> None:
    (tmp_path / "door.png").write_bytes(written(door(), "PNG"))
    tree = load(JOURNEY.encode(), "x").tree
    assert tree is not None
    journey, _ = read_journey(tree)
    assert journey is not None
    page_of = render(with_pictures(journey, str(tmp_path)), Settings(today=dt.date(2026, 11, 21), formats=("html",)))
    (tmp_path / "shop.html").write_bytes(page_of["shop.html"])
    page = browser.new_page(java_script_enabled=scripts)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((tmp_path / "shop.html").as_uri() + "#view=full")
    assert complaints == []
    assert page.locator("#text img[alt='A door']").is_visible()
    assert page.locator("#text a", has_text="A recording").count() == 2
    assert page.locator("#plan a", has_text="A recording").count() == 1
    if scripts:
        assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
        assert [rule["id"] for rule in axe.Axe().run(page).response["violations"]] == []
        page.route("https://example.com/", lambda route: route.fulfill(body="opened"))
        page.locator("#map [data-touchpoint=enter] a").click()
        assert page.url == "https://example.com/", "and the details have not come between"
    page.close()
