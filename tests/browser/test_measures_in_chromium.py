"""What a reader can do with a page that has measures, tried in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from measured_shops import LANGUAGES, TODAY, measured, shop

from journeymap.pipeline.draw import draw, drawing_request
from journeymap.settings import Settings

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
TEXTS = """svg => [...svg.querySelectorAll("text")].map(text => {
  const box = text.getBoundingClientRect();
  return [box.left, box.right, box.top, box.bottom];
})"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of the shop in each language."""
    found = {}
    for language in LANGUAGES:
        folder = tmp_path_factory.mktemp(language)
        request = drawing_request(measured(folder, shop(language)), Settings(today=TODAY))
        found[language] = folder / "shop.html"
        found[language].write_bytes(draw(request, ("html",))["html"])
    return found


@pytest.fixture
def open_shop(browser: Any, pages: dict[str, Path]) -> Iterator[Open]:
    contexts = []

    def open_it(language: str, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(pages[language].as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("he", "dark"), ("fa", "light")])
def test_axe_finds_nothing_in_tables_and_charts(open_shop: Open, language: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_shop(language, color_scheme=scheme)
    page.locator(".every summary").click()
    found = axe.Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_all_periods_open_by_key(open_shop: Open, scripts: bool) -> None:
    page = open_shop("en", java_script_enabled=scripts)
    table = page.locator(".every table")
    assert not table.is_visible()
    page.locator(".every summary").press("Enter")
    assert table.is_visible() and table.locator("tbody td").count() == 9


def test_a_screen_reader_is_told_the_figures_of_a_chart(open_shop: Open) -> None:
    chart = open_shop("en").get_by_role("img", name="CSAT · Looks around (1)")
    assert chart.count() == 1
    assert "2026-Q3 60% (53.7% to 66%, n=240)" in chart.evaluate("svg => svg.querySelector('desc').textContent")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_chart_is_on_another_and_a_phone_has_room(open_shop: Open, language: str) -> None:
    page = open_shop(language, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    boxes = page.locator(".chart svg").evaluate(TEXTS)
    assert len(boxes) > 8
    page.locator(".every summary").click()
    assert page.locator(".figures td").first.evaluate("cell => getComputedStyle(cell).display") == "grid", "a card"
    wide = "each => each.filter(one => one.scrollWidth > one.clientWidth).map(one => one.ariaLabel || one.textContent)"
    assert page.locator(".figures .scroll").evaluate_all(wide) == []
    caption = page.locator(".every caption").bounding_box()
    assert caption is not None and caption["width"] > 300, "a line, and no column of words"
    for at, (left, right, top, bottom) in enumerate(boxes):
        assert left >= 0 and right <= 390
        for other_left, other_right, other_top, other_bottom in boxes[:at]:
            apart = right <= other_left or other_right <= left
            assert apart or bottom <= other_top + 3 or other_bottom <= top + 3
