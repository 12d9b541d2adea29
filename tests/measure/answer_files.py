"""What the tests of counting share: a journey with a source, files for it, and counts as plain data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from journeys import journey_from

from journeymap.measure.answers import Counted, count_answers
from journeymap.model import Journey

EXPORTS = Path(__file__).parent / "exports"
FIVE = {"from": 1, "to": 5}
CSAT = {"column": "Q1", "touchpoint": "order", "metric": "csat", "scale": FIVE}
NPS = {"column": "Q2", "touchpoint": "pays", "metric": "nps"}


def journey_with(**source: Any) -> Journey:
    """A journey with one source; what is not said of it is a file `answers.csv` with one question."""
    said = {"id": "survey", "location": "answers.csv"} | source
    if said.get("shape") != "long":
        said = {"questions": [CSAT]} | said
    steps = [{"id": "order", "name": "Orders"}, {"id": "pays", "name": "Pays at the till"}]
    return journey_from({
        "journeymap": 1, "id": "shop", "title": "The shop", "sources": [said],
        "segments": [{"id": "business", "name": "Business"}, {"id": "leisure", "name": "Leisure"}],
        "stages": [{"id": "buy", "name": "Buy", "touchpoints": steps}],
    })  # fmt: skip


def counted(folder: Path, *, period: Any = "all", by: Any = (), data: Path | None = None,
            today: dt.date | None = None, **source: Any) -> Counted:  # fmt: skip
    """The count of a source's files in a folder; `of_period` is the source's own `period`."""
    if "of_period" in source:
        source["period"] = source.pop("of_period")
    journey = journey_with(**source)
    return count_answers(journey, journey.sources[0], folder=folder, period=period, by=by, data=data, today=today)


def answers(folder: Path, content: str | bytes, name: str = "answers.csv") -> Path:
    """The folder with a file in it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def of_all(count: Counted, question: int = 0) -> dict[float, int]:
    """How many answers of all have each score, over all periods."""
    found: dict[float, int] = {}
    for row in count.scores:
        if row.question == question and not any(row.segments):
            found[row.score] = found.get(row.score, 0) + row.n
    return found


def left(count: Counted) -> dict[str, int]:
    """How many rows and answers are left out, by reason."""
    found: dict[str, int] = {}
    for each in count.report.left_out:
        found[each.reason] = found.get(each.reason, 0) + each.number
    return found


def rows_of(count: Counted, reason: str) -> list[int]:
    """The rows of the first few that are left out for a reason."""
    return sorted(place.row for each in count.report.left_out if each.reason == reason for place in each.first)
