"""Measured shares in the ways of a journey's file: they are set, all else stays, and what is lacking is proposed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from events_cases import events, journey_in, went, written
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import UserError
from journeymap.insight.transitions import ROUNDING, shared_out
from journeymap.measure.measured import Measures
from journeymap.measure.thousandths import in_thousandths
from journeymap.measure.way_shares import ProposedWays, UpdatedWays, proposed_ways, update_ways
from journeymap.measure.ways import ways_taken
from journeymap.rules.base import Context
from journeymap.rules.jm216_shares_over_whole import check as over_whole
from journeymap.rules.jm221_way_nobody_takes import check as nobody_takes
from journeymap.rules.jm234_rest_on_a_written_way import check as rest_on_written

TODAY = dt.date(2026, 11, 27)
PLAIN = ("{id: cart, name: Cart}", "{id: pay, name: Pays}", "{id: gift, name: Gift}", "{id: done, name: Done}")
DATED = "n: 1000, date: 2026-09-30"


def updated(data: bytes, measures: Measures, today: dt.date = TODAY) -> UpdatedWays:
    return update_ways(data, "shop.journey.yaml", journey_in(data), measures, today)


def home(ways: str, *others: str, more: str = "") -> bytes:
    """A file whose first touchpoint has these ways."""
    return written(f"{{id: home, name: Home, next: {ways}}}", *(others or PLAIN), more=more)


def proposed(data: bytes, measures: Measures) -> tuple[ProposedWays, ...]:
    journey = journey_in(data)
    return proposed_ways(journey, measures, ways_taken(journey, measures), TODAY)


def test_a_share_gets_value_n_and_date_and_all_else_stays() -> None:
    data = home("[{to: cart, share: 80%, when: in stock}, {to: exit, share: 20%}]  # typed in a workshop\n        ")
    found = updated(data, events(went("home", {"cart": 623, "exit": 377})))
    assert found.data == data.replace(
        b"{to: cart, share: 80%, when: in stock}", f"{{to: cart, share: 62.3%, when: in stock, {DATED}}}".encode()
    ).replace(b"{to: exit, share: 20%}", f"{{to: exit, share: 37.7%, {DATED}}}".encode())
    assert [each._replace(segment=None) for each in found.updates] == [
        ("home", "cart", None, 0.8, 0.623, 1000), ("home", "exit", None, 0.2, 0.377, 1000)
    ]  # fmt: skip
    again = updated(found.data, events(went("home", {"cart": 623, "exit": 377})))
    assert again.data == found.data and not again.updates


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[{to: cart, share: 0.8}, {to: exit, share: 0.2}]",
         f"[{{to: cart, share: 0.623, {DATED}}}, {{to: exit, share: 0.377, {DATED}}}]"),
        ("[{to: cart}, {to: exit, share: 20%}]",
         f"[{{to: cart, share: 62.3%, {DATED}}}, {{to: exit, share: 37.7%, {DATED}}}]"),
        ("[cart, exit]", f"[{{to: cart, share: 62.3%, {DATED}}}, {{to: exit, share: 37.7%, {DATED}}}]"),
        ('[{"to": "cart", "share": "80%"}, exit]',
         f'[{{"to": "cart", "share": "62.3%", {DATED}}}, '
         f"{{to: exit, share: 37.7%, {DATED}}}]"),
        ("[{to: cart, share: 62.3%, n: 900, date: 2026-06-30}, {to: exit, share: 37.7%, n: 1000, date: 2026-09-30}]",
         f"[{{to: cart, share: 62.3%, {DATED}}}, {{to: exit, share: 37.7%, {DATED}}}]"),
    ],
)  # fmt: skip
def test_each_form_of_a_way_is_kept(before: str, after: str) -> None:
    assert updated(home(before), events(went("home", {"cart": 623, "exit": 377}))).data == home(after)


def test_a_list_over_lines_keeps_its_comments() -> None:
    data = written("id: home\nname: Home\nnext:\n  # most of them\n  - to: cart   # the next one\n    share: 80%\n"
                   "    when: in stock\n  - exit", *PLAIN)  # fmt: skip
    text = updated(data, events(went("home", {"cart": 623, "exit": 377}))).data.decode()
    assert "          # most of them\n          - to: cart   # the next one\n            share: 62.3%\n" in text
    assert "            when: in stock\n            n: 1000\n            date: 2026-09-30\n" in text
    assert f"          - {{to: exit, share: 37.7%, {DATED}}}\n" in text


def test_a_way_that_is_used_in_several_places_is_not_edited_and_is_named() -> None:
    data = written("{id: home, name: Home, next: [{to: cart, share: 80%}, &leave {to: exit, share: 20%}]}",
                   "{id: cart, name: Cart, next: [{to: pay}, *leave]}", "{id: pay, name: Pays}")  # fmt: skip
    with pytest.raises(UserError, match=r"^shop\.journey\.yaml:8: what stands here is used in several places"):
        updated(data, events(went("home", {"cart": 623, "exit": 377})))


def test_who_leaves_after_a_conversion_leaves_as_well() -> None:
    found = updated(home("[{to: cart, share: 80%}, {to: exit, share: 20%}]"),
                    events(went("home", {"cart": 600, "exit": 300, "completed": 100})))  # fmt: skip
    assert b"{to: exit, share: 40%, n: 1000" in found.data


def test_a_period_that_lasts_has_the_day_on_which_it_was_counted() -> None:
    measures = events(went("home", {"cart": 623, "exit": 377}, period="2026-Q4"))
    found = updated(home("[{to: cart, share: 80%}, {to: exit, share: 20%}]"), measures)
    assert b"share: 62.3%, n: 1000, date: 2026-11-27" in found.data
    assert not updated(found.data, measures, TODAY + dt.timedelta(days=3)).updates


def test_the_newest_period_of_the_first_source_counts() -> None:
    measures = events(went("home", {"cart": 10, "exit": 990}, period="2026-Q2"),
                      went("home", {"cart": 500, "exit": 500}, source="app", period="2026-Q4"),
                      went("home", {"cart": 623, "exit": 377}))  # fmt: skip
    assert b"share: 62.3%" in updated(home("[{to: cart, share: 80%}, {to: exit, share: 20%}]"), measures).data


SEGMENTS = "segments:\n  - {id: new, name: New, dimension: class}\n  - {id: known, name: Known, dimension: class}\n"


def test_ways_of_segments_have_the_shares_of_their_own_customers() -> None:
    data = home("[{to: cart, segment: new, share: 50%}, {to: exit, segment: new, share: 50%}, "
                "{to: pay, segment: known}]", more=SEGMENTS)  # fmt: skip
    new, known = went("home", {"cart": 30, "exit": 70}, **{"class": "new"}), went("home", {"pay": 900},
                                                                               **{"class": "known"})  # fmt: skip
    text = updated(data, events(went("home", {"cart": 30, "exit": 70, "pay": 900}), new, known)).data.decode()
    assert "{to: cart, segment: new, share: 30%, n: 100, date: 2026-09-30}" in text
    assert "{to: exit, segment: new, share: 70%, n: 100, date: 2026-09-30}" in text
    assert "{to: pay, segment: known, share: 100%, n: 900, date: 2026-09-30}" in text


def test_rare_other_ways_are_left_out_of_shares_that_say_all() -> None:
    data = home("[{to: cart, share: 93%}, {to: exit, share: 7%}]")
    found = updated(data, events(went("home", {"cart": 900, "exit": 75, "gift": 15, "done": 10})))
    assert b"{to: cart, share: 92.3%, n: 975," in found.data and b"{to: exit, share: 7.7%, n: 975," in found.data
    assert not found.taken.lacking and not found.taken.kept


def test_a_rest_that_goes_on_stays_one() -> None:
    found = updated(home("[{to: done, share: 30%}]"), events(went("home", {"done": 150, "cart": 600, "exit": 250})))
    assert b"[{to: done, share: 15%, n: 1000, date: 2026-09-30}]" in found.data
    assert [(each.to, each.measured.counted) for each in found.taken.lacking] == [("exit", 250)]


def test_shares_stay_where_a_rest_would_be_led_astray_and_the_whole_is_proposed() -> None:
    data = home("[{to: cart, share: 93%, when: in stock}, {to: exit, share: 7%}, {to: pay, share: 0%}]")
    measures = events(went("home", {"cart": 800, "exit": 50, "gift": 100, "done": 50}))
    found = updated(data, measures)
    assert found.data == data
    assert [(each.touchpoint.id, each.why) for each in found.taken.kept] == [("home", "lacking")]
    (proposal,) = proposed(data, measures)
    assert proposal.whole and proposal.lines == (
        "next:",
        "  - {to: cart, share: 80%, when: in stock, n: 1000, date: 2026-09-30}",
        "  - {to: gift, share: 10%, n: 1000, date: 2026-09-30}",
        "  - {to: done, share: 5%, n: 1000, date: 2026-09-30}",
        "  - {to: exit, share: 5%, n: 1000, date: 2026-09-30}",
        "  # {to: pay, share: 0%} was not measured",
    )
    pasted = written("id: home\nname: Home\n" + "\n".join(proposal.lines), *PLAIN)
    again = updated(pasted, measures)
    assert not again.updates and not again.taken.lacking and not again.taken.kept


def test_ways_of_a_touchpoint_without_any_are_proposed_with_the_one_that_goes_on() -> None:
    data = written("{id: home, name: Home}", *PLAIN)
    measures = events(went("home", {"cart": 700, "exit": 250, "gift": 40, "done": 10}))
    assert updated(data, measures).data == data
    (proposal,) = proposed(data, measures)
    assert proposal.lines == (
        "next:",
        "  - {to: cart, share: 70.7%, n: 990, date: 2026-09-30}",
        "  - {to: exit, share: 25.3%, n: 990, date: 2026-09-30}",
        "  - {to: gift, share: 4%, n: 990, date: 2026-09-30}",
    )


@pytest.mark.parametrize(("counted", "n", "is_told"), [(21, 1000, False), (33, 1000, True), (28, 29, False)])
def test_a_way_is_lacking_only_above_a_floor_for_certain_and_of_enough_visits(
    counted: int, n: int, is_told: bool
) -> None:  # fmt: skip
    found = updated(
        written("{id: home, name: Home}", *PLAIN), events(went("home", {"gift": counted, "cart": n - counted}))
    )
    assert [each.to for each in found.taken.lacking] == (["gift"] if is_told else [])


def test_a_way_that_nobody_takes_is_told_and_never_written_as_nothing() -> None:
    data = home("[{to: cart, share: 60%}, {to: exit, share: 30%}, {to: gift, share: 10%}]")
    seen = went("gift", {"done": 9})
    found = updated(data, events(went("home", {"cart": 623, "exit": 377}), seen))
    assert found.data == data
    assert [(each.way.to, each.n, each.most) for each in found.taken.untaken] == [("gift", 1000, 0)]
    assert [each.why for each in found.taken.kept] == ["over"]
    few = updated(data, events(went("home", {"cart": 623, "exit": 370}, 1000), seen))
    assert [(each.way.to, each.most) for each in few.taken.untaken] == [("gift", 0.007)]
    many = updated(data, events(went("home", {"cart": 600, "exit": 370}, 1000), seen))
    assert not many.taken.untaken


def test_a_way_to_a_touchpoint_without_events_is_seen_as_one_to_what_is_behind_it() -> None:
    steps = ("{id: cart, name: Cart}", "{id: talk, name: Rings up, next: pay}", "{id: pay, name: Pays}")
    data = home("[{to: cart, share: 50%}, {to: talk, share: 40%}, {to: exit, share: 10%}]", *steps)
    measures = events(went("home", {"cart": 600, "pay": 300, "exit": 100}))
    found = updated(data, measures)
    assert b"{to: talk, share: 30%, n: 1000, date" in found.data and not found.taken.lacking
    assert not found.taken.untaken and not found.taken.kept


def test_what_may_be_behind_a_touchpoint_without_events_is_unclear() -> None:
    """Who is seen to leave may have left at home, or after the call."""
    steps = ("{id: cart, name: Cart}", "{id: talk, name: Rings up, next: [{to: pay, share: 50%}, exit]}",
             "{id: pay, name: Pays}")  # fmt: skip
    data = home("[{to: cart, share: 50%}, {to: talk}, {to: exit, share: 10%}]", *steps)
    found = updated(data, events(went("home", {"cart": 450, "pay": 250, "exit": 300}), went("pay", {"completed": 9})))
    assert found.data == data.replace(b"{to: cart, share: 50%}", f"{{to: cart, share: 45%, {DATED}}}".encode())
    assert not found.taken.lacking and not found.taken.untaken


@pytest.mark.parametrize(
    ("ways", "counts", "n"),
    [
        ("[{to: cart}, {to: exit, share: 20%}]", {"exit": 1000}, 1000),  # nothing would be left for the cart
        # The rest would go on to the cart, beside the way that leads there.
        ("[{to: cart, share: 93%}, {to: exit, share: 7%}, {to: pay, share: 0%}]", {"cart": 800, "exit": 190}, 1000),
    ],
)
def test_shares_that_would_lead_customers_elsewhere_stay(ways: str, counts: dict[str, int], n: int) -> None:
    found = updated(home(ways), events(went("home", counts, n), went("cart", {"pay": 9})))
    assert found.data == home(ways)
    assert [each.why for each in found.taken.kept] == ["other"]


def test_two_ways_to_one_touchpoint_stay_as_they_are() -> None:
    data = home("[{to: cart, when: by card, share: 50%}, {to: cart, when: cash, share: 20%}, {to: exit, share: 30%}]")
    assert updated(data, events(went("home", {"cart": 700, "exit": 300}))).data == data.replace(
        b"{to: exit, share: 30%}", f"{{to: exit, share: 30%, {DATED}}}".encode()
    )


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=40).filter(any), st.integers(0, 50))
def test_thousandths_are_near_and_never_more_than_the_whole(counted: list[int], rest: int) -> None:
    n = sum(counted) + rest
    shares = in_thousandths(counted, n)
    assert sum(round(1000 * each) for each in shares) <= 1000
    if not rest:
        assert sum(round(1000 * each) for each in shares) == 1000
    for each, share in zip(counted, shares, strict=True):
        assert (each == 0) == (share == 0)
        assert abs(share - each / n) < 0.001 + 0.001 * len(counted)


WAY = st.fixed_dictionaries(
    {"to": st.sampled_from(["cart", "pay", "gift", "exit"])},
    optional={"share": st.sampled_from(["10%", "30%", "0.2"]), "when": st.sampled_from(["early", "late"]),
              "segment": st.sampled_from(["new", "known"])},
)  # fmt: skip
COUNTS = st.dictionaries(st.sampled_from(["cart", "pay", "gift", "done", "exit", "completed", "gone"]),
                         st.integers(1, 400), min_size=1)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(WAY, min_size=1, max_size=4, unique_by=lambda way: tuple(sorted(way.items()))), COUNTS, COUNTS,
       st.integers(0, 60))  # fmt: skip
def test_what_is_written_is_never_more_than_the_whole_and_leads_nobody_astray(
    ways: list[dict[str, Any]], counts: dict[str, int], of_new: dict[str, int], rest: int
) -> None:
    said = ", ".join("{" + ", ".join(f"{key}: {value}" for key, value in way.items()) + "}" for way in ways)
    data = home(f"[{said}]", more=SEGMENTS)
    before = journey_in(data)
    found = updated(data, events(went("home", counts, sum(counts.values()) + rest),
                                 went("home", of_new, **{"class": "new"})))  # fmt: skip
    after = journey_in(found.data)
    context = Context(today=TODAY)
    for check in (over_whole, nobody_takes, rest_on_written):
        was, is_now = ({each.message for each in check(journey, context)} for journey in (before, after))
        if not was:
            assert not is_now, (check.__module__, is_now)
    for touchpoint in after.touchpoints:
        old = before.touchpoint_by_id[touchpoint.id]
        if touchpoint.next != old.next:
            assert all(shared_out(touchpoint, segment) <= 1 + ROUNDING for segment in (None, "new", "known"))
