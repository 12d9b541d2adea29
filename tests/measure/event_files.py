"""What the tests of reading events share: a journey with a source of events, and what was read as plain data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

from journeys import journey_from

from journeymap.measure.answers import AnswerReport
from journeymap.measure.events.reading import events_read
from journeymap.model import Journey

STEPS = ["home", "cart", "pay"]


class Step(NamedTuple):
    """A row of the table of events at touchpoints, the touchpoint by its id."""

    who: str
    row: int
    at: dt.datetime
    touchpoint: str
    more: tuple[Any, ...] = ()


class Read(NamedTuple):
    """The events of a source, in the order of files and rows, and the report of its rows."""

    steps: list[Step]
    report: AnswerReport

    @property
    def left(self) -> dict[str, int]:
        """How many rows are left out, by reason."""
        return {each.reason: each.number for each in self.report.left_out}

    @property
    def unknown(self) -> list[tuple[str, int]]:
        """The events at no touchpoint."""
        return [(each.name, each.number) for each in self.report.unknown]


def journey_with_events(**source: Any) -> Journey:
    """A journey of three steps with one source; what is not said of it is as in `events.csv`."""
    said = {"id": "shop", "kind": "events", "location": "events.csv"} | source
    if "preset" not in source:
        said = {"time": "at", "case": "who", "event": "what"} | said
    steps = [{"id": each, "name": f"The {each}"} for each in STEPS]
    return journey_from({
        "journeymap": 1, "id": "shop", "title": "The shop", "sources": [said],
        "segments": [{"id": "new", "name": "New"}, {"id": "old", "name": "Old"}],
        "stages": [{"id": "buy", "name": "Buy", "touchpoints": steps}],
    })  # fmt: skip


def read(folder: Path, *, period: Any = "all", used: tuple[int, ...] = (), **source: Any) -> Read:
    """What is read of a source's files in a folder."""
    journey = journey_with_events(**source)
    with events_read(journey, journey.sources[0], folder=folder, period=period, used=used) as found:
        more = "".join([", p" if period != "all" else "", *(f", g{index}" for index in used)])
        rows = found.engine.rows(f'SELECT who, r, "at", touchpoint{more} FROM steps ORDER BY f, r')
        steps = [Step(who, row, at, STEPS[place], tuple(rest)) for who, row, at, place, *rest in rows]
        return Read(steps, found.report)


def told(found: Read) -> list[tuple[str, str, str]]:
    """Whose each event is, when it happened in UTC, and where."""
    return [(each.who, each.at.isoformat(" "), each.touchpoint) for each in found.steps]
