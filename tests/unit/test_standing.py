"""How a journey stands, and on which days it stands so."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import TODAY, journey_from

from journeymap.build.facts import facts_of
from journeymap.build.manifest import JourneyEntry
from journeymap.diagnostics import Diagnostic, Severity
from journeymap.model import Journey
from journeymap.pipeline.batch import Outcome
from journeymap.rules import check
from journeymap.rules.base import Context

AROUND = [TODAY + dt.timedelta(days) for days in range(-9, 10)]
ERROR = Diagnostic("a", 1, 1, 1, 1, "JM104", "bad-id", Severity.ERROR, "m", "", "")

days = st.none() | st.sampled_from(AROUND).map(str)
reviews = st.none() | st.fixed_dictionaries(
    {"last": st.sampled_from(AROUND).map(str), "every": st.sampled_from(["3 days", "1 week", "4 months"])}
)


def journey_of(due: list[Any], measured: list[Any], review: Any) -> Journey:
    actions = [{"id": f"a{number}", "title": "Mend"} | ({"due": day} if day else {}) for number, day in enumerate(due)]
    metrics = {f"m{number}": {"value": 1} | ({"date": day} if day else {}) for number, day in enumerate(measured)}
    stages = [{"id": "s", "name": "S", "touchpoints": [{"id": "t", "name": "T", "metrics": metrics}]}]
    data = {"journeymap": 1, "id": "x", "title": "X", "stages": stages, "actions": actions}
    return journey_from(data | ({"review": review} if review else {}))


def stands(journey: Journey, day: dt.date) -> object:
    """All that is known of a journey on a day, save on which days it is so."""
    found = [(each.code, each.message) for each in check(journey, Context(day, lambda text: "", ()))]
    return {**asdict(facts_of(journey, (), day)), "since": "", "until": ""}, found


@settings(max_examples=60)
@given(st.lists(days, max_size=2), st.lists(days, max_size=2), reviews)
def test_nothing_comes_out_otherwise_on_the_days_that_it_holds(
    due: list[Any], measured: list[Any], review: Any
) -> None:
    journey = journey_of(due, measured, review)
    facts, today = facts_of(journey, (), TODAY), stands(journey, TODAY)
    assert facts.since <= str(TODAY) <= facts.until
    for day in AROUND:
        if facts.since <= str(day) <= facts.until:
            assert stands(journey, day) == today, day


@pytest.mark.parametrize(
    ("due", "measured", "since", "until"),
    [
        (None, None, "0001-01-01", "9999-12-31"),
        ("2026-11-25", None, "0001-01-01", "2026-11-25"),
        ("2026-11-21", None, "0001-01-01", "2026-11-21"),
        ("2026-11-20", None, "2026-11-21", "2026-11-21"),
        (None, "2026-11-25", "0001-01-01", "2026-11-24"),
        (None, "2026-11-20", "2026-11-20", "9999-12-31"),
    ],
)
def test_it_holds_as_long_as_it_can(due: str | None, measured: str | None, since: str, until: str) -> None:
    facts = facts_of(journey_of([due], [measured], None), (), TODAY)
    assert (facts.since, facts.until) == (since, until)


@pytest.mark.parametrize(
    ("drawn", "diagnostics", "errors"), [(False, (), 1), (False, (ERROR, ERROR), 2), (True, (), 0)]
)
def test_what_was_not_drawn_has_an_error_at_least(
    diagnostics: tuple[Diagnostic, ...], errors: int, *, drawn: bool
) -> None:
    assert JourneyEntry(name="a", drawn=drawn, outcome=Outcome("a", diagnostics)).errors == errors
