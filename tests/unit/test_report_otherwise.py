"""The report tells what customers do otherwise than the journey says, and counts ways, funnels and times as figures."""

from __future__ import annotations

import datetime as dt

import pytest
from events_cases import came, event_cell, events, journey_in, took, went, written
from report_cases import golden_journey, golden_measures

from journeymap.measure.figures.change import change
from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.leaks import worst_leak
from journeymap.measure.measured import Measures
from journeymap.measure.moved import moved
from journeymap.measure.report import ReportPage, report_page
from journeymap.model import Journey
from journeymap.style.locale import load_words

TODAY = dt.date(2026, 11, 27)
WORDS = load_words("en")
STEPS = ("{id: home, name: Home, next: [{to: cart, share: 80%}, {to: exit, share: 20%}]}",
         "{id: cart, name: Cart, next: [{to: pay, share: 62%}, {to: exit, share: 38%, n: 900, date: 2026-06-30}]}",
         "{id: pay, name: Pays, next: [{to: done, share: 90%}, {to: home, share: 10%}]}",
         "{id: done, name: Done}")  # fmt: skip
BEFORE = (*went("home", {"cart": 700, "exit": 300}, period="2026-Q2"),
          *went("cart", {"pay": 620, "exit": 380}, period="2026-Q2"))  # fmt: skip
AFTER = (*went("home", {"cart": 500, "exit": 500}), *went("cart", {"pay": 623, "exit": 237, "home": 140}),
         *went("pay", {"done": 500}))  # fmt: skip


def shop() -> Journey:
    return journey_in(written(*STEPS))


def measures() -> Measures:
    return events(
        BEFORE, AFTER,
        cells=(event_cell("home", "returns", 300, 1000), event_cell("cart", "returns", 20, 1000)),
        funnel=(came("home", 1000, 1000, "2026-Q2"), came("cart", 700, 1000, "2026-Q2"),
                came("pay", 500, 1000, "2026-Q2"),
                came("home", 1000, 1000), came("cart", 800, 1000), came("pay", 300, 1000)),
        times=(took("home", "cart", 100, 5, "2026-Q2"), took("home", "cart", 270, 20),
               took("cart", "pay", 7000, 900, "2026-Q2"), took("cart", "pay", 7300, 900)),
    )  # fmt: skip


def page(found: Measures | None = None) -> ReportPage:
    return report_page(shop(), found or measures(), TODAY)


def test_shares_outside_the_interval_come_first_the_largest_gap_before_others() -> None:
    told = page().otherwise
    assert told is not None
    assert [(each.step.name, each.to, each.said, each.measured.text, each.sample) for each in told.ways] == [
        ("Home", "goes to 2 Cart", "assumed 80%", "50%", "n=1,000"),
        ("Home", "leaves", "assumed 20%", "50%", "n=1,000"),
        ("Cart", "leaves", "the journey has 38%", "23.7%", "n=1,000"),
        ("Pays", "goes to 4 Done", "assumed 90%", "100%", "n=500"),
        ("Cart", "goes to 1 Home", "not on the map", "14%", "n=1,000"),
        ("Pays", "goes to 1 Home", "assumed 10%", "nobody", "n=500"),
    ]
    assert told.ways[0].measured.interval == "46.9%–53.1%"
    assert "62%" not in "".join(each.said for each in told.ways)


def test_leak_loops_and_times_are_told_in_words() -> None:
    told = page().otherwise
    assert told is not None
    assert [(each.label, *each.texts) for each in told.remarks] == [
        ("Worst leak", "62.5% (59.1%–65.8%) of the sessions that came to 2 Cart did not come to 3 Pays (n=800).",
                       "From 2 Cart: leaves 23.7%, goes to 1 Home 14%."),
        ("Loops", "1 Home: 30% of the sessions there came back (n=1,000)."),
        ("Time between", "From 1 Home to 2 Cart (everyone): 100 seconds before, 4.5 minutes now."),
    ]  # fmt: skip


def test_what_customers_did_is_in_the_family_and_judged_by_its_direction() -> None:
    found = moved(measures(), shop())
    family = {each.after.metric: (each.direction, each.has_moved, each.points) for each in found.family}
    assert family["way to exit"][0] in (1, -1) and family["whole funnel"] == (-1, True, pytest.approx(-20))
    assert family["way to cart"] == (0, True, None)
    assert [(each.after.metric, each.has_moved) for each in found.times] == [("time to cart", True)]
    assert "time to cart" not in {each.main.after.metric for each in found.movers}
    assert not any(each.is_unanswered for each in found.movers if each.main.after.metric == "way to cart")
    # home and cart to their two ends each, the whole funnel, and two times
    assert len(found.family) == 4 + 1 + 2


def test_a_way_out_counts_once_where_a_cell_tells_who_leaves() -> None:
    cells = (event_cell("home", "drop-off", 300, 1000, "2026-Q2"), event_cell("home", "drop-off", 500, 1000))
    found = moved(events(BEFORE, AFTER, cells=cells), shop())
    assert [each.after.metric for each in found.family if each.after.touchpoint == "home"] == [
        "drop-off",
        "way to cart",
    ]
    assert {each.main.after.metric: each.main.direction for each in found.movers}["drop-off"] == -1


def test_medians_are_told_apart_by_their_intervals() -> None:
    """Bonett and Price (2002): the standard error of a median is the width of its interval over 2 × 1.96."""
    before = Estimate(100, 90, 110, 200, 200.0, None, "order-statistics")
    found = change(before, before._replace(value=130, low=118, high=142))
    assert found is not None
    assert found.error == pytest.approx((20**2 + 24**2) ** 0.5 / (2 * 1.959964), rel=1e-6)
    assert found.z == pytest.approx(30 / found.error) and found.p < 0.001
    assert change(before, before._replace(low=None, high=None)) is None


def test_no_leak_is_told_where_none_is_beyond_noise_or_a_step_between_is_held_back() -> None:
    near = events(AFTER, funnel=(came("home", 1000, 1000), came("cart", 700, 1000), came("pay", 485, 1000)))
    assert worst_leak(near, shop(), WORDS) is None
    steps = (came("home", 1000, 1000), came("cart", 950, 1000), came("done", 300, 1000))
    found = worst_leak(events(AFTER, funnel=steps), shop(), WORDS)
    assert found is not None and (found.before, found.at, found.lost.n) == ("cart", "done", 950)
    assert worst_leak(events(AFTER, funnel=(*steps, came("pay", 90, 100, "2026-Q2"))), shop(), WORDS) is None
    assert worst_leak(events(AFTER), shop(), WORDS) is None


def test_surveys_alone_have_no_such_part() -> None:
    assert report_page(golden_journey(), golden_measures(), TODAY).otherwise is None
    assert {each.label for each in page().facts} >= {"Sessions"} and "Answers" not in {
        each.label for each in page().facts
    }


def test_few_visits_are_no_gap_and_more_ways_than_are_shown_are_counted() -> None:
    few = events(went("home", {"cart": 5, "exit": 15}))
    assert report_page(shop(), few, TODAY).otherwise is None
    names = [f"t{number}" for number in range(14)]
    steps = (f"{{id: home, name: Home, next: [{', '.join(f'{{to: {name}, share: 1%}}' for name in names)}]}}",
             *(f"{{id: {name}, name: {name}}}" for name in names))  # fmt: skip
    found = report_page(journey_in(written(*steps)), events(went("home", dict.fromkeys(names, 100))), TODAY).otherwise
    assert found is not None and len(found.ways) == 8 and found.note.endswith("; 6 more are not shown")


def test_where_nothing_moved_only_metrics_of_the_journey_stand_of_what_customers_did() -> None:
    steps = ("{id: home, name: Home, metrics: {reach: {target: 90}}}", "{id: cart, name: Cart}")
    cells = tuple(
        event_cell(id_, metric, 500, 1000, period)
        for id_ in ("home", "cart")
        for metric in ("reach", "returns")
        for period in ("2026-Q2", "2026-Q3")
    )
    found = report_page(journey_in(written(*steps)), events(cells=cells), TODAY)
    assert [(each.step.name, each.what) for each in found.standing] == [("Home", "Reach")]
