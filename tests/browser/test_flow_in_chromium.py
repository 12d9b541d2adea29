"""What a reader can do with the page of a flow, tried in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from journeys_behaved import TODAY, behaved, data_of

from journeymap.pipeline.flows import FlowChoice, make_flow
from journeymap.settings import Settings

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
OUT = """ways => ways.filter(way => getComputedStyle(way).opacity === "1")
  .map(way => way.dataset.from + " " + way.dataset.to)"""
TEXTS = """svg => [...svg.querySelectorAll(".flow-way text, .node text")].map(text => {
  const box = text.getBoundingClientRect();
  return [box.left, box.right, box.top, box.bottom, text.textContent];
})"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of the flow of a journey with measures, in each language."""
    folder = tmp_path_factory.mktemp("flows")
    found = {}
    for language in ("en", "he", "fa"):
        made = make_flow(behaved(data_of(language)), Settings(today=TODAY), ("html",), FlowChoice())
        found[language] = folder / f"{language}.html"
        found[language].write_bytes(*made.values())
    return found


@pytest.fixture
def open_flow(browser: Any, pages: dict[str, Path]) -> Iterator[Open]:
    contexts = []

    def open_it(language: str, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1800, "height": 1400}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.on("console", lambda message: pytest.fail(message.text))
        page.goto(pages[language].as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()


def standing_out(page: Any) -> set[str]:
    """The ways that are not faint."""
    return set(page.eval_on_selector_all(".flow-way", OUT))


OF_CHAT = {
    "chat cart", "chat exit", "compare chat", "cart chat",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_ways_of_a_touchpoint_stand_out_while_it_is_pointed_at(open_flow: Open, language: str) -> None:
    page = open_flow(language)
    everything = standing_out(page)
    assert len(everything) > 20
    page.hover('.node[data-touchpoint="chat"] > rect')
    assert standing_out(page) == OF_CHAT
    page.mouse.move(2, 2)
    assert standing_out(page) == everything


def test_the_ways_of_a_touchpoint_stand_out_while_it_has_the_focus(open_flow: Open) -> None:
    page = open_flow("en")
    everything = standing_out(page)
    for _ in range(6):  # the link to the text, and then five touchpoints
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.touchpoint") == "chat"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "5 Asks in the chat"
    assert standing_out(page) == OF_CHAT
    page.hover('.node[data-touchpoint="parcel"] > rect')
    assert "parcel returns" in standing_out(page)
    page.mouse.move(2, 2)
    assert standing_out(page) == OF_CHAT  # what has the focus comes back
    page.keyboard.press("Escape")
    assert standing_out(page) == everything


def test_a_touchpoint_leads_to_its_ways_in_words(open_flow: Open) -> None:
    page = open_flow("en")
    page.focus('.node[data-touchpoint="cart"]')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "ways-cart"
    words = page.inner_text("#ways-cart")
    assert "from 4 Compares: 50.2% ±0.6 measured, 60% assumed" in words.replace("\u2066", "").replace("\u2069", "")
    assert "leaves the journey: " in words


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("he", "dark"), ("fa", "light")])
def test_axe_finds_nothing(open_flow: Open, language: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_flow(language, color_scheme=scheme)
    found = axe.Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]] == []


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_no_text_meets_another_in_the_browser(open_flow: Open, language: str) -> None:
    boxes = open_flow(language).eval_on_selector(".page svg", TEXTS)
    meeting = [
        (one[4], other[4])
        for index, one in enumerate(boxes)
        for other in boxes[:index]
        if one[0] < other[1] - 1 and other[0] < one[1] - 1 and one[2] < other[3] - 4 and other[2] < one[3] - 4
    ]
    assert meeting == []


@pytest.mark.parametrize(("language", "is_at_start"), [("en", "box.left >= 0"), ("he", "box.right <= innerWidth")])
def test_a_narrow_window_shows_the_start_of_the_flow(open_flow: Open, language: str, is_at_start: str) -> None:
    page = open_flow(language, viewport={"width": 390, "height": 844})
    for what in (".page svg", ".node"):
        shown = f"each => {{const box = each.getBoundingClientRect(); return {is_at_start}}}"
        assert page.eval_on_selector(what, shown)


def test_without_scripts_the_page_has_all_ways(open_flow: Open) -> None:
    page = open_flow("he", java_script_enabled=False)
    assert page.locator("#ways article").count() == 12
    assert page.locator(".hint").is_hidden()
