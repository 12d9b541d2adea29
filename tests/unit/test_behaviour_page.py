"""The page tells what customers did in tables: ways, the funnel in both orders, times, and who came, left, returned."""

from __future__ import annotations

import re

import pytest
from journeys import TODAY
from journeys_behaved import FUNNEL, WAYS, behaved, behaved_scene, behaviour, data_of
from test_behaviour_on_map import overlay_of, strings

from journeymap.insight.part import segment_part
from journeymap.measure.figure_tables import figures_overlay
from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.model import Journey
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.render.behaviour_page import BehaviourTable
from journeymap.render.measured_page import MeasuredStep, measured_page
from journeymap.settings import Settings
from journeymap.style.locale import load_words


def told(language: str = "en", measures: Measures | None = None) -> Journey:
    """The journey with everything beside it, as it is read from its folder."""
    found = measures or behaviour()
    journey = behaved(data_of(language), found)
    figures = figures_overlay(journey, found, load_words(language)["what-was-measured"])
    return journey.replace(beside=(*journey.beside, figures))


def tables(journey: Journey) -> dict[str, BehaviourTable]:
    page = measured_page(journey, load_words(journey.language), TODAY, journey.beside)
    assert page is not None
    step = page.view.steps[0]
    assert isinstance(step, MeasuredStep) and step.id == "measured-behaviour"
    return {each.id: each for each in step.metrics if isinstance(each, BehaviourTable)}


def test_each_way_is_told_with_what_was_assumed_of_it() -> None:
    found = tables(told())["measured-ways"]
    assert found.about == "Sessions · All customers · 2026-Q3"
    rows = {(row[0], row[1]): row[2:] for row in found.newest.rows}
    assert rows["Fills the cart (6)", "Signs in (7)"] == ("43.9%", "43.3% to 44.5%", "31,900", "60%")
    assert rows["Searches (3)", "Fills the cart (6)"][-1] == "Seen, but not on the map"
    assert rows["Opens the shop (2)", "Searches (3)"][-1] == "100%, not written"
    assert rows["Reads the confirmation (9)", "Waits at home (10)"][0] == "97.8%", "that of the next with events"


def test_a_way_that_nobody_took_is_told_too() -> None:
    without = {**WAYS, "compare": {"search": 10, "cart": 20}}
    found = tables(told(measures=behaviour(FUNNEL, without)))["measured-ways"].newest.rows
    assert ("Compares (4)", "Asks in the chat (5)", "not seen", "", "", "30%, not written") in found


def test_the_funnel_is_told_in_both_orders_with_its_leak() -> None:
    found = tables(told())
    rows = found["measured-funnel"].newest.rows
    assert rows[0] == ("Opens the shop (2)", "100%", "100% to 100%", "48,210", "", "")
    assert rows[2] == ("Fills the cart (6)", "66.2%", "65.7% to 66.6%", "31,900", "32%", "31.5% to 32.4%")
    assert re.sub("[\u2066\u2069]", "", found["measured-funnel"].note) == "Leak: 40% ±0.6 lost before · Pays (8)"
    assert [row[0] for row in found["measured-funnel-any"].newest.rows] == [row[0] for row in rows]


def test_times_are_medians_in_a_fitting_unit() -> None:
    rows = {(row[0], row[2]): row[3:] for row in tables(told())["measured-times"].newest.rows}
    assert rows["Fills the cart (6)", "to the next visit"] == ("5.2 minutes", "4.7 to 6.2 minutes", "20,200")
    assert rows["Pays (8)", "from first visit to first visit"][0] == "3.1 days"


def test_who_came_left_and_returned_is_told_by_touchpoint() -> None:
    cells = [
        MeasuredCell("cart", metric, "shop", {}, "2026-Q3", 48_210, 20_000, 9000, value, value - 1, value + 1, None,
                     None, None, "wilson", 95)
        for metric, value in (("reach", 66), ("drop-off", 18.3), ("returns", 7.5), ("conversion", 68))
    ]  # fmt: skip
    found = tables(told(measures=behaviour(cells=cells)))["measured-here"].newest
    assert found.heads == ("Touchpoint", "Reach", "Conversion", "Drop-off", "Came back")
    assert found.rows == (
        ("Fills the cart (6)", "66% (65% to 67%)", "68% (67% to 69%)", "18.3% (17.3% to 19.3%)", "7.5% (6.5% to 8.5%)"),
    )  # fmt: skip


def test_segments_and_periods_are_told_below() -> None:
    old, new = behaviour(period="2026-Q2"), behaviour(segment={"kind": "new"})
    whole = behaviour()
    both = whole._replace(
        transitions=whole.transitions + old.transitions + new.transitions, funnel=whole.funnel + old.funnel
    )
    found = tables(told(measures=both))
    assert found["measured-ways"].every is not None and found["measured-funnel"].every is not None
    every = found["measured-ways"].every
    assert every.heads == ("Touchpoint", "Next", "Segment", "2026-Q2", "2026-Q3")
    assert every.caption == "Measured · 95% interval · Visits · Source: shop"
    said = {row[:2]: {each[2]: each[3:] for each in every.rows if each[:2] == row[:2]} for row in every.rows}
    assert all(set(groups) == {"All customers", "new"} for groups in said.values())
    cart = said["Fills the cart (6)", "Signs in (7)"]
    assert cart["All customers"] == ("43.9%\n43.3% to 44.5% · 31,900",) * 2
    assert cart["new"] == ("", "43.9%\n43.3% to 44.5% · 31,900")
    assert tables(told())["measured-ways"].every is None


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_the_page_has_the_tables_and_says_them_with_headings(language: str) -> None:
    page = draw(drawing_request(told(language), Settings(today=TODAY)), ("html",))["html"].decode()
    words = load_words(language)
    for id_, key in (("ways", "ways-taken"), ("funnel", "funnel-in-order"), ("times", "times-between")):
        assert re.search(rf'<h4 id="measured-{id_}">{re.escape(words[key])} ', page), key
        assert f'aria-labelledby="measured-behaviour measured-{id_}"' in page
    assert overlay_of(told(language)).title == words["what-customers-did"]


def test_the_map_and_page_of_a_segment_tell_its_own_of_its_own_touchpoints() -> None:
    data = data_of("en") | {"segments": [{"id": "new", "name": "New"}, {"id": "old", "name": "Old"}]}
    points = {each["id"]: each for stage in data["stages"] for each in stage["touchpoints"]}
    points["chat"]["segments"] = ["old"]
    whole, new = behaviour(), behaviour({"home": 900, "search": 500, "cart": 90}, segment={"kind": "new"})
    both = whole._replace(
        transitions=whole.transitions + new.transitions, funnel=whole.funnel + new.funnel, times=new.times
    )
    journey = behaved(data, both)
    figures = figures_overlay(journey, both, "Measured")
    part = segment_part(journey, journey.segments[0])
    beside = tuple(each.of_part(part) for each in (*journey.beside, figures))
    found = tables(part.replace(beside=beside))
    assert [row[3] for row in found["measured-funnel"].newest.rows] == ["900", "500", "90", "", "", ""], "held back"
    assert [row[3] for row in found["measured-funnel-any"].newest.rows] == ["900", "500", "90"]
    assert not [row for row in found["measured-ways"].newest.rows if "chat" in row[0] or "chat" in row[1]]
    scene = behaved_scene(part.replace(beside=beside))
    assert "New" in strings(scene) and "900" in strings(scene)
