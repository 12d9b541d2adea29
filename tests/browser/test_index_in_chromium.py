"""The index of a site in a real browser: it can be searched and sorted, read without scripts, and asks for nothing."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from journeymap.io import resources

ROOT = Path(__file__).parents[2]


ALL = len(list(resources.samples().glob("*.journey.yaml"))) + 1
"""The samples, and one that cannot be read."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as a site, with an index in English and one in Hebrew."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "sick.journey.yaml").write_text("journeymap: 1\nid: sick\ntitel: Sick\nstages: []\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for language in ("en", "he"):
        (folder / "journeymap.toml").write_text(f'[build]\nlanguage = "{language}"\nformats = ["html", "plan"]\n')
        command = [sys.executable, "-m", "journeymap", "build", str(resources.samples()), "sick.journey.yaml", "-q"]
        subprocess.run([*command, "-o", language, "--today", "2027-06-01"], cwd=folder, env=environment, check=False)
    return folder


@pytest.fixture
def open_index(browser: Any, site: Path) -> Iterator[Callable[..., Any]]:
    """Opens the index of a language; whatever it complains about or asks for is kept in `.heard`."""
    contexts = []

    def open_it(language: str = "en", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.heard = []
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.on("request", lambda request: page.heard.append(request.url))
        page.goto((site / language / "index.html").as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()


def shown(page: Any) -> list[str]:
    rows = page.locator("tbody tr:visible th bdi[dir]")
    return [text.strip() for text in rows.all_inner_texts()]


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "he"])
def test_it_asks_for_nothing_and_complains_of_nothing(open_index: Callable[..., Any], language: str) -> None:
    page = open_index(language)
    assert page.heard == [page.url]


@pytest.mark.browser
def test_it_is_searched(open_index: Callable[..., Any]) -> None:
    page = open_index()
    whole = shown(page)
    assert len(whole) == ALL
    page.fill("#search", "WEEKEND greta")
    assert [title[:14] for title in shown(page)] == ["A weekend away"] * 2
    page.fill("#search", "העגלה")
    assert shown(page) == ["העגלה הראשונה"]
    page.fill("#search", "no such journey")
    assert shown(page) == []
    assert page.inner_text("#nothing") == "No journey has all of these words."
    page.fill("#search", "")
    assert shown(page) == whole


@pytest.mark.browser
def test_it_is_sorted_by_any_column(open_index: Callable[..., Any]) -> None:
    page = open_index()
    page.locator("th.lowest button").press("Enter")
    assert page.get_attribute("th.lowest", "aria-sort") == "ascending"
    scores = page.locator("tbody td.lowest").evaluate_all("cells => cells.map(cell => Number(cell.dataset.sort))")
    assert scores == sorted(scores)
    page.locator("th.lowest button").click()
    down = page.locator("tbody td.lowest").evaluate_all("cells => cells.map(cell => Number(cell.dataset.sort))")
    assert down == sorted(scores, reverse=True)
    page.locator("th.owner button").click()
    assert page.get_attribute("th.lowest", "aria-sort") is None


@pytest.mark.browser
def test_it_is_read_without_scripts(open_index: Callable[..., Any]) -> None:
    page = open_index(java_script_enabled=False)
    assert page.locator("tbody tr").count() == ALL
    assert not page.locator("#search").is_visible()
    page.locator("tbody a", has_text="An outfit").click()
    assert page.url.endswith("/online-clothing-shop.html")


@pytest.mark.browser
def test_each_row_runs_its_own_way(open_index: Callable[..., Any]) -> None:
    way = "element => getComputedStyle(element).direction"
    for language, whole in (("en", "ltr"), ("he", "rtl")):
        page = open_index(language)
        assert page.locator("table").evaluate(way) == whole
        assert page.get_by_text("העגלה הראשונה", exact=True).evaluate(way) == "rtl"
        assert page.get_by_text("An outfit", exact=False).first.evaluate(way) == "ltr"
        score = page.locator("tr", has_text="העגלה הראשונה").locator("td.lowest bdi").first
        assert score.inner_text().strip("\u2066\u2069") == "−1.9"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits_a_phone(open_index: Callable[..., Any], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_index(color_scheme=scheme, bypass_csp=True)
    page.locator("th.owner button").click()
    result = axe.run(page)
    assert result.violations_count == 0, result.generate_report()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
