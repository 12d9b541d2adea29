"""The views of a page, its address and its look on a laptop and a phone, tried in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opened_pages import ENGLISH, FULL, HEBREW, LAPTOP, PERSIAN, PHONE, Open, audit

from journeymap.model import Journey

pytestmark = pytest.mark.browser
LANGUAGES = [ENGLISH, HEBREW, PERSIAN]
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
LEAST_TEXT = 11.0
MOST_OF_TOOLBAR = 56
SMALLEST = """section => {
  const svg = document.querySelector(`${section} svg`);
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return Math.min(...[...svg.querySelectorAll('text')].map((each) => Number(each.getAttribute('font-size')) * scale));
}"""


def view(page: Any) -> str:
    return page.evaluate("document.documentElement.dataset.view")


def address(page: Any, wanted: str) -> None:
    """Waits until this is in the address, which is written a moment after what it tells."""
    page.wait_for_function("wanted => location.hash.includes(wanted)", arg=wanted)


def shown(page: Any) -> list[str]:
    return [each for each in ("#overview", "#map", ".curve", "#text", "#plan") if page.locator(each).is_visible()]


@pytest.mark.parametrize("id_", LANGUAGES)
def test_a_laptop_opens_on_an_overview_that_fits(open_page: Open, id_: str) -> None:
    page = open_page(id_, **LAPTOP).page
    assert (view(page), shown(page)) == ("overview", ["#overview", "#text", "#plan"])
    box = page.locator("#overview svg").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1440
    assert box["y"] >= page.locator(".bar").bounding_box()["height"] - 0.5 and box["y"] + box["height"] <= 844.5
    assert page.evaluate(SMALLEST, "#overview") >= LEAST_TEXT - 0.01
    assert page.evaluate("location.hash") == ""


@pytest.mark.parametrize("id_", LANGUAGES)
def test_a_phone_opens_on_the_text_below_the_curve(open_page: Open, id_: str) -> None:
    page = open_page(id_, **PHONE).page
    assert (view(page), shown(page)) == ("text", [".curve", "#text", "#plan"])
    curve = page.locator(".curve svg").bounding_box()
    assert curve["width"] == pytest.approx(390, abs=1)
    assert curve["y"] + curve["height"] <= 844
    assert page.evaluate(SMALLEST, ".curve") >= LEAST_TEXT - 0.01
    assert page.locator("#text").bounding_box()["y"] >= curve["y"] + curve["height"]


def test_a_tablet_opens_on_what_can_be_read_there(open_page: Open) -> None:
    assert view(open_page(ENGLISH, **TABLET).page) == "text"
    assert view(open_page(ENGLISH, viewport={"width": 1180, "height": 820}).page) == "overview"


@pytest.mark.parametrize("id_", LANGUAGES)
@pytest.mark.parametrize("at", ["#view=overview", FULL, "#view=text"])
def test_a_phone_has_a_low_bar_and_no_width_to_scroll(open_page: Open, id_: str, at: str) -> None:
    page = open_page(id_, at, **PHONE).page
    assert page.locator(".bar").bounding_box()["height"] <= MOST_OF_TOOLBAR
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    boxes = [each.bounding_box() for each in page.locator(".views a, #tools").all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] >= 44 for box in boxes)
    page.locator("#tools").tap()
    assert page.locator("#print").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.keyboard.press("Escape")
    assert not page.locator("#print").is_visible()
    assert page.evaluate("document.activeElement.id") == "tools"


@pytest.mark.parametrize("id_", LANGUAGES)
def test_the_title_is_seen_once(open_page: Open, journeys: dict[str, Journey], id_: str) -> None:
    seen = """title => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let count = 0;
      while (walk.nextNode()) {
        const box = walk.currentNode.parentElement.getBoundingClientRect();
        const parent = walk.currentNode.parentElement;
        const isText = !parent.closest('title, desc, script, style') && !parent.closest('.masthead:not([data-seen])');
        const said = walk.currentNode.data.replace(/[\\u202a-\\u202c]/g, '').trim();
        if (isText && box.width > 1 && said === title) count += 1;
      }
      return count;
    }"""
    title = journeys[id_].title
    for at in ("#view=overview", "#view=text"):
        page = open_page(id_, at, **LAPTOP).page
        page.evaluate("""() => {
          const head = document.querySelector('.masthead');
          if (head.getBoundingClientRect().width > 1) head.dataset.seen = '';
        }""")
        assert page.evaluate(seen, title) == 1, at
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize("id_", LANGUAGES)
@pytest.mark.parametrize("at", ["#view=text", "#view=overview"])
def test_axe_finds_nothing_on_a_phone(open_page: Open, id_: str, at: str) -> None:
    page = open_page(id_, at, **PHONE).page
    assert audit(page) == []
    page.locator("#tools").tap()
    assert audit(page, ".bar") == []


def test_the_switch_says_what_is_shown_and_the_rest_is_hidden_from_all(open_page: Open) -> None:
    page = open_page(ENGLISH, **LAPTOP).page
    current = ".views [aria-current=true]"
    assert page.locator(current).all_inner_texts() == ["Overview"]
    page.locator(".views [data-view=full]").focus()
    page.keyboard.press("Enter")
    assert page.locator(current).all_inner_texts() == ["Full map"]
    assert shown(page) == ["#map", "#text", "#plan"]
    assert page.evaluate("getComputedStyle(document.querySelector('#overview')).display") == "none"
    assert page.evaluate("document.activeElement.dataset.view") == "full"
    page.locator(".views [data-view=text]").click()
    assert shown(page) == [".curve", "#text", "#plan"]
    assert not page.locator("#zoom-in").is_visible()


def test_keys_go_along_the_stations_of_the_overview(open_page: Open, journeys: dict[str, Journey]) -> None:
    page = open_page(HEBREW, **LAPTOP).page
    page.locator("#overview g.touchpoint").first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.locator("#details-title").inner_text() == journeys[HEBREW].touchpoints[1].name
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert page.evaluate(
        "document.activeElement.closest('#overview') && document.activeElement.dataset.touchpoint"
    ) == (journeys[HEBREW].touchpoints[2].id)


def test_a_station_of_the_curve_opens_its_details(open_page: Open, journeys: dict[str, Journey]) -> None:
    page = open_page(ENGLISH, **PHONE).page
    page.locator(".curve .touchpoint[data-touchpoint='checks-out']").tap()
    assert page.locator("#details-title").inner_text() == "Checks out"


def test_a_persona_is_hidden_in_every_drawing(open_page: Open) -> None:
    page = open_page(ENGLISH, "#view=overview&personas=tom", **LAPTOP).page
    seen = (
        "[...document.querySelectorAll('#overview [data-persona=priya]')].some((each) => each.getClientRects().length)"
    )
    assert not page.evaluate(seen)
    page.locator(".menu summary").click()
    assert not page.locator(".lanes").is_visible()
    page.locator("[data-toggle=persona][value=priya]").check()
    assert page.evaluate(seen)


def test_what_is_seen_lives_in_the_address_and_survives_a_reload(open_page: Open) -> None:
    page = open_page(ENGLISH, **LAPTOP).page
    page.locator(".views [data-view=full]").click()
    page.locator(".menu summary").click()
    page.locator("[data-toggle=lane][value=thinking]").uncheck()
    page.locator("[data-toggle=persona][value=priya]").uncheck()
    page.keyboard.press("Escape")
    page.locator("#zoom-in").click()
    page.locator("#viewport").evaluate("box => box.scrollTo(400, 150)")
    address(page, "personas=tom")
    page.wait_for_function("() => !location.hash.includes('centre=50,50')")
    before = page.evaluate("location.hash")
    state = """() => {
      const box = document.querySelector('#viewport');
      return [box.scrollLeft, box.scrollTop, document.querySelector('#viewport svg').clientWidth];
    }"""
    at = page.evaluate(state)
    page.wait_for_timeout(400)
    page.reload()
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash") == before
    assert view(page) == "full"
    assert not page.locator("#band-lane-thinking").is_visible()
    assert not page.locator("[data-toggle=persona][value=priya]").is_checked()
    assert page.evaluate(state) == pytest.approx(at, rel=0.02)


def test_a_link_shows_others_the_same_place(open_page: Open) -> None:
    page = open_page(ENGLISH, "#view=text", **LAPTOP).page
    page.locator("#text-waits").evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY + 40)")
    address(page, "at=text-waits")
    top = "document.querySelector('#text-waits').getBoundingClientRect().top"
    link, at = page.evaluate("location.hash"), page.evaluate(top)
    assert page.evaluate("history.length") <= 2, "scrolling makes no steps to go back"
    other = open_page(ENGLISH, link, **LAPTOP).page
    assert other.evaluate(top) == pytest.approx(at, abs=6)
    phone = open_page(ENGLISH, link, **PHONE).page
    assert -600 < phone.evaluate(top) < 60


def test_back_and_forward_go_through_the_views(open_page: Open) -> None:
    page = open_page(ENGLISH, **LAPTOP).page
    page.locator(".views [data-view=full]").click()
    page.locator(".views [data-view=text]").click()
    page.locator(".sections a[href='#plan']").click()
    page.wait_for_function("() => document.querySelector('#plan').getBoundingClientRect().top < 100")
    assert view(page) == "text", "a link within the page leaves the view"
    page.go_back()
    assert (view(page), page.evaluate("scrollY")) == ("text", 0)
    page.go_back()
    assert view(page) == "full"
    page.go_back()
    assert view(page) == "overview"
    page.go_forward()
    assert view(page) == "full"


def test_the_link_to_the_map_opens_it_at_the_touchpoint(open_page: Open) -> None:
    page = open_page(ENGLISH, **PHONE).page
    page.locator("#text-waits .to-map a").click()
    page.wait_for_function("() => document.activeElement.id === 'touchpoint-waits'")
    assert view(page) == "full"
    assert page.locator("#touchpoint-waits").evaluate(
        "g => { const b = g.getBoundingClientRect(); return b.left >= 0 && b.right <= innerWidth && b.top > 0 }"
    )


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("#map", "full"),
        ("#overview", "overview"),
        ("#text", "text"),
        ("#touchpoint-waits", "full"),
        ("#plan", "overview"),
    ],
)
def test_an_address_of_a_part_shows_it(open_page: Open, at: str, opens: str) -> None:
    page = open_page(ENGLISH, at, **LAPTOP).page
    assert view(page) == opens
    if at == "#plan":
        assert page.locator("#plan").evaluate("each => each.getBoundingClientRect().top") < 100


@pytest.mark.parametrize(
    "at",
    [
        "#view=secret&lanes=none,of,these&personas=&zoom=9999&centre=1e9,NaN&at=scheme", "#%", "#=&=&&&", "#%E0%A4%A",
        "#view=<img src=x onerror=alert(1)>&at=%00,99&zoom=-1", "#view=overview&view=full&zoom=0&centre=200,200",
        "#at=details&lanes=%22%5D", "#javascript:alert(1)", "#view=constructor&at=__proto__",
        "#" + "lanes=a," * 20000,
    ],
    ids=range(10),
)  # fmt: skip
def test_a_bad_address_is_no_harm(open_page: Open, at: str) -> None:
    opened = open_page(ENGLISH, at, **LAPTOP)
    assert opened.complaints == []
    assert view(opened.page) == "overview"
    assert opened.page.locator("[data-toggle=lane]:not(:checked)").count() == 0
    assert opened.page.evaluate("scrollY") == 0
    assert opened.page.locator("#overview svg").bounding_box()["width"] == pytest.approx(1424, abs=17)


def test_a_lane_that_a_page_has_not_is_ignored_beside_those_it_has(open_page: Open) -> None:
    page = open_page(ENGLISH, "#view=full&lanes=feeling,nothing,pains", **LAPTOP).page
    on = page.eval_on_selector_all("[data-toggle=lane]:checked", "all => all.map((each) => each.value)")
    assert sorted(on) == ["feeling", "pains"]


def test_what_opens_is_what_was_asked_for(open_page: Open, files: Callable[[str], Path]) -> None:
    page = open_page(ENGLISH, **PHONE).page
    page.route("**/*.html", lambda route: route.fulfill(body=marked, content_type="text/html"))
    for opens in ("full", "overview"):
        marked = files(ENGLISH).read_text("utf-8").replace("<main>", f'<main data-opens="{opens}">')
        page.reload()
        assert view(page) == opens


@pytest.mark.parametrize("id_", LANGUAGES)
def test_the_plan_is_cards_on_a_phone(open_page: Open, journeys: dict[str, Journey], id_: str) -> None:
    page = open_page(id_, "#plan", **PHONE).page
    for card in page.locator(".actions tbody tr:not(.more)").all():
        box = card.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
        for cell in card.locator("th, td").all():
            inner = cell.bounding_box()
            assert inner["x"] >= 16 and inner["x"] + inner["width"] <= 374.5
    owners = page.locator(".actions td:nth-child(2)").all_inner_texts()
    assert owners == page.locator(".actions tbody tr:not(.more) td:nth-child(2)").all_inner_texts() and any(owners)
    label = page.locator(".actions td.due").first.evaluate("each => getComputedStyle(each, '::before').content")
    assert page.locator(".actions thead th").nth(2).text_content() in label
    assert page.locator(".actions").evaluate("each => each.getAttribute('role')") == "table"


@pytest.mark.parametrize("id_", LANGUAGES)
def test_no_table_of_the_text_is_wider_than_a_phone(open_page: Open, id_: str) -> None:
    page = open_page(id_, "#text", **PHONE).page
    rows = page.locator(":is(#text, #plan) tr").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect()).map((box) => [box.left, box.right])"
    )
    assert len(rows) > 20 and all(0 <= left <= right <= 390 for left, right in rows)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    shown = [cell for cell in page.locator("#text td").all() if cell.is_visible()]
    assert shown and all(cell.get_attribute("data-label") and cell.text_content() != "–" for cell in shown)


@pytest.mark.parametrize("window", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("id_", LANGUAGES)
def test_the_curve_above_the_text_begins_where_the_text_does(open_page: Open, id_: str, window: dict[str, Any]) -> None:
    page = open_page(id_, "#view=text", **window).page
    curve, kicker = page.locator(".curve svg").bounding_box(), page.locator(".kicker").bounding_box()
    margin = 16 * curve["width"] / 390
    if id_ == ENGLISH:
        assert curve["x"] + margin == pytest.approx(kicker["x"], abs=1.5)
    else:
        ends = (box["x"] + box["width"] for box in (curve, kicker))
        assert next(ends) - margin == pytest.approx(next(ends), abs=1.5)
    sizes = [
        page.locator(each).first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
        for each in ("h1", "#text h2", "#text h3")
    ]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("id_", [*LANGUAGES, "home-loan-fa"])
def test_a_rating_is_kept_on_one_line_on_paper(open_page: Open, id_: str) -> None:
    page = open_page(id_, viewport={"width": 1512, "height": 1047}).page
    page.emulate_media(media="print")
    ratings = page.locator(".actions tr:not(.more) td:nth-child(5)").evaluate_all(
        "all => all.map((each) => { const text = document.createRange(); text.selectNodeContents(each);"
        " return new Set([...text.getClientRects()].map((box) => Math.round(box.bottom))).size })"
    )
    assert ratings and set(ratings) == {1}


@pytest.mark.parametrize("id_", LANGUAGES)
def test_the_words_of_a_phone_s_bar_keep_their_descenders(open_page: Open, id_: str) -> None:
    page = open_page(id_, "#view=full", **PHONE).page
    page.tap("#tools")
    said = page.locator(".menu summary span")
    assert said.is_visible() and said.evaluate("each => getComputedStyle(each).overflow") == "visible"


@pytest.mark.parametrize("at", ["#view=overview", FULL, "#view=text"])
def test_a_printed_page_has_the_full_map_and_no_other(open_page: Open, at: str) -> None:
    page = open_page(ENGLISH, at, **LAPTOP).page
    page.emulate_media(media="print")
    assert shown(page) == ["#map", "#text", "#plan"]
    assert page.locator("#viewport svg").bounding_box()["width"] > 1000


def test_without_scripts_the_views_are_links_to_what_is_all_there(open_page: Open) -> None:
    page = open_page(ENGLISH, java_script_enabled=False, **LAPTOP).page
    assert shown(page) == ["#overview", "#map", "#text", "#plan"]
    hrefs = [each.get_attribute("href") for each in page.locator(".views a").all()]
    assert hrefs == ["#overview", "#map", "#text"]
    phone = open_page(ENGLISH, java_script_enabled=False, **PHONE).page
    assert ".curve" in shown(phone) and phone.locator("h1").bounding_box()["width"] > 200


def test_the_script_keeps_no_more_than_the_address(files: Callable[[str], Path]) -> None:
    script = re.findall(r"<script>(.*)</script>", files(ENGLISH).read_text("utf-8"), re.DOTALL)
    assert len(script) == 1
    assert not re.search(r"localStorage|sessionStorage|innerHTML|cookie|eval\(", script[0])
