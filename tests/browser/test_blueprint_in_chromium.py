"""The lanes of a service blueprint, switched off on the page in a real Chromium."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from journeymap.layout import lay_out
from journeymap.model import read_journey
from journeymap.render.environment import environment
from journeymap.render.html import render_html
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

pytestmark = pytest.mark.browser
TODAY = dt.date(2026, 11, 21)
BLUEPRINT = b"""
journeymap: 1
id: meal
title: A meal
language: en
stages:
  - id: eat
    name: Eats
    touchpoints:
      - id: meal
        name: Is served a meal
        frontstage: {id: serves, text: Brings the tray}
        backstage: {id: cooks, text: Cooks, supports: serves}
        systems: {text: The kitchen plan, supports: [cooks, serves]}
"""


def test_lines_and_arrows_go_with_the_lanes_that_they_join(browser: Any, tmp_path: Path) -> None:
    journey, _ = read_journey(load(BLUEPRINT, "meal").tree)  # type: ignore[arg-type]
    assert journey is not None
    theme, words = load_theme("default"), load_words("en")
    scene = lay_out(journey, theme=theme, words=words, today=TODAY)
    html = render_html(journey, scene=scene, theme=theme, words=words, today=TODAY, environment=environment())
    file = tmp_path / "meal.html"
    file.write_bytes(html if isinstance(html, bytes) else html.encode())
    page = browser.new_page()
    page.goto(file.as_uri())
    page.locator(".menu summary").click()

    def shown(selector: str) -> set[str]:
        return set(page.evaluate(
            "selector => [...document.querySelectorAll('#viewport ' + selector)]"
            ".filter(part => part.getBoundingClientRect().width > 0 && !part.closest('[display=none]'))"
            ".map(part => part.id || `${part.dataset.fromLane}-${part.dataset.toLane}`)", selector
        ))  # fmt: skip

    lines = {"band-line-interaction", "band-line-visibility", "band-line-internal-interaction"}
    arrows = {"backstage-frontstage", "systems-backstage", "systems-frontstage"}
    assert (shown("[data-below]"), shown("[data-from-lane]")) == (lines, arrows)
    page.locator("[data-toggle=lane][value=backstage]").uncheck()
    assert shown("[data-below]") == {"band-line-interaction", "band-line-visibility"}
    assert shown("[data-from-lane]") == {"systems-frontstage"}
    page.locator("[data-toggle=lane][value=systems]").uncheck()
    assert (shown("[data-below]"), shown("[data-from-lane]")) == ({"band-line-interaction"}, set())
    for lane in ("backstage", "systems"):
        page.locator(f"[data-toggle=lane][value={lane}]").check()
    assert (shown("[data-below]"), shown("[data-from-lane]")) == (lines, arrows)
    page.close()
