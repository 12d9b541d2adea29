"""What a reader can do with a page, tried in a real Chromium."""

import re
from typing import Any

import pytest
from opened_pages import ENGLISH, FULL, HEBREW, PERSIAN, PHONE, Open, audit

from journeymap.layout.mentions import with_numbers
from journeymap.model import Journey
from journeymap.style.locale import load_words

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("id_", [ENGLISH, HEBREW, PERSIAN])
def test_axe_finds_nothing(open_page: Open, id_: str, scheme: str) -> None:
    page = open_page(id_, color_scheme=scheme).page
    assert audit(page) == []
    page.locator(".views [data-view=full]").click()
    assert audit(page, "#map") == []
    page.locator(".menu summary").click()
    assert audit(page, ".menu") == []
    page.keyboard.press("Escape")
    page.locator("#map g.touchpoint").first.press("Enter")
    assert page.locator("dialog[open]").count() == 1
    assert audit(page, "dialog[open]") == []


@pytest.mark.parametrize("id_", [ENGLISH, HEBREW, PERSIAN])
def test_a_page_asks_for_nothing_and_complains_of_nothing(open_page: Open, id_: str) -> None:
    opened = open_page(id_)
    opened.page.locator("#overview g.touchpoint").first.press("Enter")
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith("data:")] == [opened.page.url]
    assert opened.page.evaluate("document.fonts.check('500 12px Rubik', document.title)")
    assert opened.page.evaluate("document.documentElement.classList.contains('live')")


def test_what_the_policy_does_not_know_does_not_run(open_page: Open) -> None:
    opened = open_page(ENGLISH)
    opened.page.evaluate("""() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = 1';
      document.body.append(script);
    }""")
    assert opened.page.evaluate("window.ran") is None
    assert "Content Security Policy" in opened.complaints[0]


def band_boxes(page: Any) -> dict[str, list[float]]:
    """The top and bottom of each band that is drawn, by id, in pixels of the map."""
    return page.evaluate("""() => {
      const svg = document.querySelector('#viewport svg');
      const shift = (band) => Number((band.getAttribute('transform') || '0 0').match(/(-?[\\d.]+)\\)?$/)[1]);
      return Object.fromEntries([...svg.querySelectorAll('g.band:not([display])')].map((band) => {
        const top = Number(band.dataset.y) + shift(band);
        return [band.id, [top, top + Number(band.dataset.height)]];
      }));
    }""")


def test_a_lane_that_is_switched_off_gives_its_room_away(open_page: Open) -> None:
    page = open_page(ENGLISH, FULL).page
    before = band_boxes(page)
    height = page.evaluate("document.querySelector('#viewport svg').viewBox.baseVal.height")
    page.locator(".menu summary").click()
    page.locator("[data-toggle=lane][value=feeling]").uncheck()
    after = band_boxes(page)
    gone = before["band-lane-feeling"][1] - before["band-lane-feeling"][0]
    assert gone > 100
    assert set(before) - set(after) == {"band-lane-feeling"}
    for id_, (top, bottom) in after.items():
        below = before[id_][0] >= before["band-lane-feeling"][1] - 1
        moved = gone if below else 0
        assert [top, bottom] == pytest.approx([before[id_][0] - moved, before[id_][1] - moved], abs=0.1)
    shorter = page.evaluate("document.querySelector('#viewport svg').viewBox.baseVal.height")
    assert shorter == pytest.approx(height - gone, abs=0.1)
    assert not page.locator("#band-lane-feeling").is_visible()
    page.locator("[data-toggle=lane][value=feeling]").check()
    assert band_boxes(page) == before


def test_a_persona_can_be_switched_off(open_page: Open, journeys: dict[str, Journey]) -> None:
    page = open_page(ENGLISH, FULL).page
    first, second = (persona.id for persona in journeys[ENGLISH].personas[:2])
    page.locator(".menu summary").click()
    page.locator(f"[data-toggle=persona][value={first}]").uncheck()
    shown = "id => [...document.querySelectorAll(`svg [data-persona='${id}']`)].some((g) => g.getClientRects().length)"
    assert not page.evaluate(shown, first)
    assert page.evaluate(shown, second)


def test_what_is_for_others_than_those_shown_is_dimmed(open_page: Open) -> None:
    page = open_page("passing", FULL).page
    faint = (
        "all => all.filter((each) => getComputedStyle(each).opacity < 1)"
        ".map((each) => each.dataset.touchpoint || each.dataset.to)"
    )

    def dimmed(select: str) -> list[str]:
        return sorted(set(page.eval_on_selector_all(select, faint)))

    steps, ways = "#map svg [data-touchpoint]", "#map svg .way"
    assert dimmed(steps) == dimmed(ways) == []
    page.locator(".menu summary").click()
    page.locator("[data-toggle=persona][value=dana]").uncheck()
    assert (dimmed(steps), dimmed(ways)) == (["identify"], ["identify", "sign"])
    page.locator("[data-toggle=persona][value=dana]").check()
    page.locator("[data-toggle=persona][value=amir]").uncheck()
    assert (dimmed(steps), dimmed(ways)) == ([], ["sign"])


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.id")


def test_details_open_by_key_and_give_the_focus_back(open_page: Open, journeys: dict[str, Journey]) -> None:
    page = open_page(ENGLISH, FULL).page
    touchpoint = journeys[ENGLISH].touchpoints[3]
    page.locator("#map g.touchpoint").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert focused(page) == f"touchpoint-{touchpoint.id}"
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    assert dialog.locator("h2").inner_text() == touchpoint.name
    for each in (*touchpoint.doing, *touchpoint.pains, *touchpoint.backstage):
        assert each.text in dialog.inner_text()
    page.keyboard.press("ArrowRight")
    assert dialog.locator("h2").inner_text() == journeys[ENGLISH].touchpoints[4].name
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert focused(page) == f"touchpoint-{journeys[ENGLISH].touchpoints[4].id}"


def test_details_open_by_click_anywhere_on_a_touchpoint(open_page: Open, journeys: dict[str, Journey]) -> None:
    page = open_page(ENGLISH, FULL).page
    touchpoint = journeys[ENGLISH].touchpoints[1]
    page.locator(f"#map g.touchpoint[data-touchpoint='{touchpoint.id}']").click()
    assert page.locator("#details-title").inner_text() == touchpoint.name
    page.locator("#details-close").click()
    assert page.locator("dialog[open]").count() == 0


def test_arrow_keys_follow_the_direction_of_reading(open_page: Open, journeys: dict[str, Journey]) -> None:
    page = open_page(HEBREW, FULL).page
    page.locator("#map g.touchpoint").first.focus()
    page.keyboard.press("ArrowLeft")
    assert focused(page) == f"touchpoint-{journeys[HEBREW].touchpoints[1].id}"
    page.keyboard.press("ArrowRight")
    assert focused(page) == f"touchpoint-{journeys[HEBREW].touchpoints[0].id}"


def map_width(page: Any) -> float:
    return page.locator("#viewport svg").bounding_box()["width"]


def test_the_map_zooms_by_button_key_and_wheel_and_fits_again(open_page: Open) -> None:
    page = open_page(ENGLISH, FULL).page
    page.locator("#zoom-fit").click()
    fit = map_width(page)
    assert fit == pytest.approx(page.locator("#viewport").bounding_box()["width"], abs=20)
    page.locator("#zoom-in").click()
    assert map_width(page) == pytest.approx(fit * 1.3, rel=0.02)
    page.locator("#viewport").press("+")
    assert map_width(page) == pytest.approx(fit * 1.69, rel=0.02)
    page.mouse.move(700, 400)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function("w => document.querySelector('#viewport svg').clientWidth > w", arg=fit * 1.8)
    before = page.evaluate("document.querySelector('#viewport').scrollLeft")
    page.mouse.down()
    page.mouse.move(600, 400, steps=4)
    page.mouse.up()
    assert page.evaluate("document.querySelector('#viewport').scrollLeft") == pytest.approx(before + 100, abs=2)
    assert page.locator("dialog[open]").count() == 0
    page.locator("#viewport").press("0")
    assert map_width(page) == pytest.approx(fit, abs=20)


def test_light_and_dark_follow_the_system_until_asked(open_page: Open) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    page = open_page(ENGLISH, color_scheme="dark").page
    dark = page.evaluate(paper)
    page.locator("#scheme").click()
    light = page.evaluate(paper)
    assert light == "rgb(255, 255, 255)" != dark
    page.locator("#scheme").click()
    assert page.evaluate(paper) == dark


@pytest.mark.parametrize("id_", [ENGLISH, HEBREW, PERSIAN])
def test_without_scripts_all_is_there_and_no_control_is_dead(
    open_page: Open, journeys: dict[str, Journey], id_: str
) -> None:
    page = open_page(id_, java_script_enabled=False).page
    journey = with_numbers(journeys[id_], load_words(journeys[id_].language))
    text = re.sub(r"\s+", " ", page.locator("main").inner_text())
    wanted = [journey.takeaway or "", *(stage.name for stage in journey.stages)]
    for touchpoint in journey.touchpoints:
        wanted += [touchpoint.name, *(each.text for each in (*touchpoint.doing, *touchpoint.thinking))]
        wanted += [point.text for point in (*touchpoint.pains, *touchpoint.opportunities)]
        wanted += [emotion.label or "" for emotion in touchpoint.emotions]
    wanted += [action.title for action in journey.actions]
    assert [said for said in wanted if re.sub(r"\s+", " ", said) not in text] == []
    controls = page.locator("button, input, summary, select, [role=button]")
    assert [control.get_attribute("id") for control in controls.all() if control.is_visible()] == []


@pytest.mark.parametrize("id_", [ENGLISH, HEBREW])
def test_a_phone_scrolls_the_map_and_not_the_page(open_page: Open, id_: str) -> None:
    page = open_page(id_, FULL, **PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    first = page.locator("#map g.touchpoint").first
    assert first.evaluate("g => { const b = g.getBoundingClientRect(); return b.left >= 0 && b.right <= innerWidth }")
    first.tap()
    assert page.locator("dialog[open]").count() == 1


def test_two_fingers_zoom_the_map(open_page: Open) -> None:
    page = open_page(ENGLISH, FULL, **PHONE).page
    before = map_width(page)
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *places: int) -> None:
        points = [{"x": x, "y": 500, "id": number} for number, x in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 150, 250)
    fingers("touchMove", 125, 275)
    fingers("touchMove", 100, 300)
    fingers("touchEnd")
    assert map_width(page) == pytest.approx(before * 2, rel=0.02)
    assert page.evaluate("visualViewport.scale") == 1
