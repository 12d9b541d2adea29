"""The plan as a page, on a laptop, on a phone and on paper, in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journeymap.cli import run
from journeymap.io import resources

pytestmark = pytest.mark.browser
SAMPLES = ("airline", "new-colleague-he", "home-loan-fa", "loyalty-project-as-is")
OVERFLOW = """() => [...document.querySelectorAll('body *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width > 1 && getComputedStyle(each).position !== 'absolute'
    && (box.left < -1 || box.right > document.documentElement.clientWidth + 1);
}).map(each => each.tagName + ' ' + each.textContent.slice(0, 40))"""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of each sample, and one of them all."""
    folder = tmp_path_factory.mktemp("plans")
    found = {}
    for name in (*SAMPLES, "all"):
        path = resources.samples() / (f"{name}.journey.yaml" if name != "all" else "")
        found[name] = folder / f"{name}.html"
        assert run(["plan", str(path), "--format", "html", "-o", str(found[name]), "--today", "2027-03-10"]) == 0
    return found


@pytest.mark.parametrize("width", [1280, 760, 390])
@pytest.mark.parametrize("name", [*SAMPLES, "all"])
def test_nothing_is_wider_than_the_window(browser: Any, plans: dict[str, Path], name: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(plans[name].as_uri())
    scrolled = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(scrolled), page.evaluate(OVERFLOW)[:5]
    assert complaints == []
    context.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_on_a_phone_each_action_is_a_card(browser: Any, plans: dict[str, Path], name: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(plans[name].as_uri())
    assert page.evaluate(OVERFLOW) == []
    assert page.evaluate("getComputedStyle(document.querySelector('.actions tbody td')).display") == "grid"
    context.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_printed_it_is_on_a4_and_whole(browser: Any, plans: dict[str, Path], name: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 844})
    page = context.new_page()
    page.goto(plans[name].as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf or b"/MediaBox [0 0 596" in pdf
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 without its margins, in CSS pixels
    assert page.evaluate(OVERFLOW) == []
    context.close()
