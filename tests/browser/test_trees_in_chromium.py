"""Action trees on a page in a browser: every way of a sample's tree is walked, by click and by keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from journeymap.io import resources
from journeymap.layout.tree.texts import TreeAnswer, TreeTeller, TreeTexts
from journeymap.model import Journey, read_journey
from journeymap.pipeline.draw import render
from journeymap.pipeline.trees import make_trees
from journeymap.settings import Settings
from journeymap.source import load

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
pytestmark = pytest.mark.browser
SETTINGS = Settings(today=dt.date(2026, 11, 26), formats=("html",))


def sample(name: str) -> Journey:
    tree = load((resources.samples() / f"{name}.journey.yaml").read_bytes(), name).tree
    assert tree is not None
    journey, _ = read_journey(tree)
    assert journey is not None
    return journey


def ways(tree: TreeTexts, number: int = 1) -> Iterator[tuple[tuple[int, ...], TreeAnswer]]:
    """Each way by the numbers of its answers, and its end."""
    for index, answer in enumerate(next(step for step in tree.steps if step.number == number).answers, 1):
        if answer.go_to:
            yield from (((index, *rest), end) for rest, end in ways(tree, answer.go_to))
        else:
            yield (index,), answer


@pytest.mark.parametrize("name", ["decision-journey", "online-clothing-shop"])
@pytest.mark.parametrize("where", ["trees", "journey"])
def test_every_way_is_walked_by_click_and_by_keyboard(browser: Any, tmp_path: Path, name: str, where: str) -> None:
    journey = sample(name)
    made = make_trees(journey, SETTINGS, ["html"]) if where == "trees" else render(journey, SETTINGS)
    (data,) = made.values()
    (tmp_path / "page.html").write_bytes(data)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((tmp_path / "page.html").as_uri())
    walker = page.locator(".walker")
    tree = TreeTeller(journey, SETTINGS.today).trees()[0]
    followed = list(ways(tree))
    assert len(followed) >= 5
    for way, end in followed:
        for answer in way:
            walker.locator(".choice").nth(answer - 1).click()
        _assert_told(walker, end)
        assert walker.locator(".way li").count() == len(way)
        walker.locator(".again").click()
    for way, end in followed:
        for answer in way:
            walker.locator(".choice").first.focus()
            page.keyboard.press(str(answer))
        _assert_told(walker, end)
        assert page.evaluate("document.activeElement.className") == "what"
        for _ in way:
            page.keyboard.press("Backspace")
        assert walker.locator(".way li").count() == 0
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert walker.locator(".way li").count() == 1, "the second answer was chosen by arrow and Enter"
    assert complaints == []
    if where == "trees":
        assert [rule["id"] for rule in axe.Axe().run(page).response["violations"]] == []
    page.close()


@pytest.mark.parametrize(("where", "given"), [("trees", 1), ("journey", 0)])
def test_a_number_is_an_answer_before_anything_has_the_focus(
    browser: Any, tmp_path: Path, where: str, given: int
) -> None:
    """On the journey's page the tree may be far below, and a key leads nowhere."""
    journey = sample("online-clothing-shop")
    made = make_trees(journey, SETTINGS, ["html"]) if where == "trees" else render(journey, SETTINGS)
    (data,) = made.values()
    (tmp_path / "page.html").write_bytes(data)
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    walked = page.locator(".walker").first.locator(".way li")
    page.evaluate("document.body.append(document.createElement('input'))")
    page.locator("input").last.focus()
    page.keyboard.press("1")
    assert walked.count() == 0, "what is written elsewhere is no answer"
    page.locator("input").last.blur()
    page.keyboard.press("1")
    assert walked.count() == given
    if given:
        page.keyboard.press("1")
        assert walked.count() == 2, "the walker has the focus, and a key is one answer"
    page.close()


def _assert_told(walker: Any, end: TreeAnswer) -> None:
    said = walker.locator(".what").inner_text()
    assert end.verb in said and end.text in said and end.owner in said
    assert all(need.name in said for need in end.needs)
    assert walker.locator(".here.lacks").count() == end.lacks


def test_without_a_script_the_instructions_are_followed_by_links(browser: Any, tmp_path: Path) -> None:
    (data,) = make_trees(sample("decision-journey"), SETTINGS, ["html"]).values()
    (tmp_path / "page.html").write_bytes(data)
    page = browser.new_page(java_script_enabled=False)
    page.goto((tmp_path / "page.html").as_uri())
    assert not page.locator(".walker").is_visible()
    page.locator(".tree-step").first.locator("a").click()
    assert page.url.endswith("#tree-service-call-2")
    page.close()
