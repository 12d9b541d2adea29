"""How long a journey and its stages take, in minutes and in words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import journey_from, scene_of

from journeymap.insight.times import TimeRange, times
from journeymap.insight.transitions import is_taken, transitions_from
from journeymap.layout.scene import Group
from journeymap.layout.times import range_words, time_words
from journeymap.model import Journey, Touchpoint
from journeymap.model.amounts import TimeSpan
from journeymap.style.locale import load_words

DAY = 1440
ENGLISH = load_words("en")


def journey(*stages: list[dict[str, Any]], **more: Any) -> Journey:
    """Stages with the ids s0, s1, … of these touchpoints, each with its id."""
    found = [
        {
            "id": f"s{place}",
            "name": f"S{place}",
            "touchpoints": [{"name": each["id"].upper(), **each} for each in steps],
        }
        for place, steps in enumerate(stages)
    ]
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": found, **more})


def step(id_: str, minutes: float | None = None, next_: Any = None, **more: Any) -> dict[str, Any]:
    duration = {} if minutes is None else {"duration": f"{minutes} minutes"}
    return {"id": id_, **duration, **({} if next_ is None else {"next": next_}), **more}


def whole(*stages: list[dict[str, Any]]) -> TimeRange | None:
    found = times(journey(*stages))
    assert found is not None
    return found.whole


def test_without_durations_and_waits_there_are_no_times() -> None:
    assert times(journey([step("a"), step("b", None, "exit")])) is None
    assert times(journey()) is None


def test_durations_and_waits_are_added_up_and_stages_make_the_whole() -> None:
    found = times(
        journey([step("a", 10), step("b", 20, {"to": "c", "after": "1 day"})], [step("c", 30)], [step("d", 5)])
    )
    assert found is not None
    assert found.whole == (65 + DAY, 65 + DAY, False)
    assert found.stages == {"s0": (30 + DAY, 30 + DAY, False), "s1": (30, 30, False), "s2": (5, 5, False)}


def test_a_fork_has_a_shortest_and_a_longest_way() -> None:
    ways = [{"to": "b", "after": "5 minutes"}, {"to": "c", "after": "1 minute"}]
    assert whole([step("a", 1, ways), step("b", 100), step("c", 10)]) == (12, 116, False)


def test_who_leaves_where_others_go_on_has_not_gone_through() -> None:
    assert whole([step("a", 1, [{"to": "exit", "share": "40%"}, {"to": "b", "share": "60%"}]), step("b", 9)]) == (
        10,
        10,
        False,
    )


def test_a_fork_with_two_ends_counts_both() -> None:
    ends = [step("yes", 9, "exit"), step("no", 90, {"to": "exit", "after": "10 minutes"})]
    assert whole([step("a", 1, ["yes", "no"]), *ends]) == (10, 101, False)


def test_loops_are_left_out_and_so_is_a_step_that_only_leads_back() -> None:
    loop = [step("a", 1), step("b", 2, [{"to": "a", "share": "30%", "after": "3 days"}, {"to": "c", "share": "70%"}])]
    assert whole([*loop, step("c", 4)]) == (7, 7, False)
    back = step("refused", 600, "pay")
    assert whole([step("pay", 1, ["refused", "paid"]), back, step("paid", 2)]) == (3, 3, False)
    assert whole([step("pay", 1, ["refused", "exit"]), back]) == (1, 1, False)


def test_no_way_to_the_end_is_no_time() -> None:
    assert whole([step("a", 1), step("b", 2, "a")]) is None


def test_ways_that_nobody_takes_do_not_count() -> None:
    ways = [{"to": "b", "share": "100%"}, {"to": "c", "share": "0%"}]
    assert whole([step("a", 1, ways), step("b", 50), step("c", 2)]) == (53, 53, False)


def test_the_shortest_way_leaves_out_optional_steps_but_not_the_waits_after_them() -> None:
    steps = [step("a", 1), step("b", 20, {"to": "c", "after": "1 day"}, optional=True), step("c", 3)]
    assert whole(steps) == (4 + DAY, 24 + DAY, False)
    assert times(journey(steps, [step("d", 5, optional=True)])).stages["s1"] == (0, 5, False)  # type: ignore[union-attr]


def test_an_unknown_duration_on_a_way_makes_it_the_least() -> None:
    found = times(journey([step("a", 1, ["b", "c"]), step("b")], [step("c", 3)], [step("d")]))
    assert found is not None
    assert found.whole == (4, 4, True)
    assert found.stages == {"s0": (1, 1, True), "s1": (3, 3, False)}


def test_a_stage_counts_from_where_it_is_entered() -> None:
    found = times(journey([step("a", 1, ["b", "c"])], [step("b", 100), step("c", 10)], [step("d", 1)]))
    assert found is not None
    assert found.stages["s1"] == (10, 110, False)


def ways_one_by_one(journey: Journey, at: Touchpoint) -> list[float]:
    """The times of all ways ahead from a touchpoint to the end."""
    numbers, here = journey.number_of, at.duration.minutes if at.duration else 0.0
    taken = [each for each in transitions_from(journey, at) if is_taken(each)]
    wait = {id(each): each.written.after.minutes if each.written and each.written.after else 0.0 for each in taken}
    ahead = [
        here + wait[id(each)] + rest
        for each in taken
        if each.target is not None and numbers[each.target.id] > numbers[at.id]
        for rest in ways_one_by_one(journey, each.target)
    ]
    return ahead or [here + wait[id(each)] for each in taken if each.target is None]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(1, 500), st.lists(st.tuples(st.integers(0, 8), st.integers(1, 90)), max_size=3)),
        min_size=1,
        max_size=7,
    )
)
def test_they_are_those_of_all_ways_one_by_one(drawn: list[tuple[int, list[tuple[int, int]]]]) -> None:
    names = [f"t{number}" for number in range(len(drawn))]
    steps = []
    for name, (minutes, ways) in zip(names, drawn, strict=True):
        to = [
            {"to": names[each] if each < len(names) and names[each] != name else "exit", "after": f"{wait} minutes"}
            for each, wait in ways
        ]
        steps.append(step(name, minutes, to or None))
    made = journey(steps)
    one_by_one = ways_one_by_one(made, made.touchpoints[0])
    assert whole(steps) == ((min(one_by_one), max(one_by_one), False) if one_by_one else None)


def test_a_long_journey_of_forks_takes_no_longer_than_its_ways() -> None:
    """Two ways at each of 400 steps: more ways than could ever be counted one by one."""
    names = [f"t{number}" for number in range(400)]
    steps = [
        step(name, 1, [after, second])
        for (name, after), second in zip(pairwise(names), [*names[2:], "exit"], strict=True)
    ]
    assert whole([*steps, step(names[-1], 1)]) == (201, 400, False)


@pytest.mark.parametrize(
    ("minutes", "number", "unit"),
    [
        (0.5, 0.5, "minute"), (45, 45, "minute"), (90, 1.5, "hour"), (100, 100, "minute"), (558, 9.3, "hour"),
        (1500, 25, "hour"), (3 * DAY, 3, "day"), (3 * DAY + 45, 3, "day"), (14 * DAY, 2, "week"), (10 * DAY, 10, "day"),
        (45 * DAY, 45, "day"), (43830, 1, "month"), (30 * DAY, 30, "day"), (61 * DAY, 2, "month"),
    ],
)  # fmt: skip
def test_a_span_is_in_the_unit_that_reads_best(minutes: float, number: float, unit: str) -> None:
    assert TimeSpan(minutes, "minute").readable() == (number, unit)


@given(st.floats(1, 5e6))
def test_a_readable_span_is_as_long_within_two_percent(minutes: float) -> None:
    assert TimeSpan(minutes, "minute").readable().minutes == pytest.approx(minutes, rel=0.02)


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (TimeRange(DAY, 3 * DAY), "1 to 3 days"),
        (TimeRange(45, 3 * DAY), "45 minutes to 3 days"),
        (TimeRange(90, 240), "1.5 to 4 hours"),
        (TimeRange(0, 30), "0 to 30 minutes"),
        (TimeRange(0, 558), "0 to 9.3 hours"),
        (TimeRange(11 * DAY, 14 * DAY), "11 to 14 days"),
        (TimeRange(43830, 43830 + DAY), "30.5 to 31.5 days"),
        (TimeRange(6 * 43830, 27 * 7 * DAY), "26 to 27 weeks"),
        (TimeRange(8900, 9060), "6.2 to 6.3 days"),
        (TimeRange(100 * DAY, 115.5 * DAY), "100 to 115.5 days"),
        (TimeRange(2 * DAY, 42 * DAY), "2 days to 6 weeks"),
        (TimeRange(90, 90), "1.5 hours"),
        (TimeRange(90, 91), "1.5 hours"),
        (TimeRange(90, 90, at_least=True), "at least 1.5 hours"),
    ],
)
def test_a_range_says_its_unit_once(time: TimeRange, said: str) -> None:
    assert time_words(ENGLISH, time) == said


def test_spans_of_one_unit_stay_as_they_are_written() -> None:
    assert range_words(ENGLISH, TimeSpan(0.5, "hour"), TimeSpan(2, "hour")) == "0.5 to 2 hours"


def drawn(data: Journey, **options: Any) -> list[str]:
    return [each.string for each in scene_of(data, **options).texts()]


def test_the_map_shows_durations_waits_and_sums() -> None:
    ways = [{"to": "b", "share": "70%", "after": "2 days"}, {"to": "c", "share": "30%", "after": "6 weeks"}]
    shown = drawn(journey([step("a", 10, ways), step("b", 2), step("c", 3)]))
    assert [shown.count(text) for text in ("10 minutes", "2 days", "6 weeks")] == [1, 1, 1]
    assert shown.count("2 days to 6 weeks") == 2  # on the banner of the stage, and in the head
    assert "Time in all" in shown


def test_a_wait_on_the_way_to_the_following_step_is_beside_the_way_without_the_lane() -> None:
    data = journey([step("a", 10, {"to": "b", "after": "2 days"}), step("b", 20)], lanes=["doing"])
    ways = [each for each in scene_of(data).elements() if getattr(each, "kind", "") == "way"]
    first = next(each for each in ways if isinstance(each, Group))
    assert "2 days" in [getattr(child, "string", "") for child in first.children]


def test_an_optional_step_says_so_to_those_who_do_not_see_it() -> None:
    scene = scene_of(journey([step("a"), step("b", optional=True), step("c")]))
    assert [each.title for each in scene.elements() if getattr(each, "kind", "") == "touchpoint"] == [
        "A", "B (optional)", "C",
    ]  # type: ignore[union-attr]  # fmt: skip
    assert "optional step, with the way past it" in [each.string for each in scene.texts()]


def test_personas_who_pass_elsewhere_have_times_of_their_own() -> None:
    found = times(
        journey(
            [step("a", 10, personas=["lea"]), step("b", 60, personas=["omar"])],
            [step("c", 5, personas=["omar"]), step("d", 1)],
            personas=[{"id": "lea", "name": "Lea"}, {"id": "omar", "name": "Omar"}],
        )
    )
    assert found is not None
    assert found.whole == (11, 66, False)
    assert found.stages == {"s0": (10, 60, False), "s1": (1, 6, False)}
