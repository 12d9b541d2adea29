"""Where in its file stands what a page shows."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.diagnostics import Span
from journeymap.model import Journey
from journeymap.model.item import Item
from journeymap.model.lanes import LANE_FIELDS
from journeymap.records import NamedTuple
from journeymap.source import SourceText

MARKS = ("touchpoint", "stage", "action", "persona", "lane")
"""What a page says of a thing on it: the ids of what it belongs to, and the name of its row."""


class LinePlace(NamedTuple):
    """A place in a file: line and column from 1, and the text of the line."""

    line: int
    column: int
    text: str


def place_of(journey: Journey, source: SourceText, marks: Mapping[str, str]) -> LinePlace | None:
    """Returns where a thing with some `MARKS` stands; None where the journey does not have it.

    An action is before the touchpoint that it is drawn at, and this before its stage. Of a touchpoint or a stage it is
    the key that is shown in the row, if there is a row.
    """
    span = _span_of(journey, marks)
    return place_at(source, *source.place(span.start)) if span else None


def place_at(source: SourceText, line: int, column: int) -> LinePlace | None:
    """Returns a place in a source; None where it has no such line."""
    return LinePlace(line, max(column, 1), source.line(line).strip()) if 1 <= line <= source.lines else None


def _span_of(journey: Journey, marks: Mapping[str, str]) -> Span | None:
    found: dict[str, Mapping[str, Item]] = {
        "action": {each.id: each for each in journey.actions},
        "touchpoint": journey.touchpoint_by_id,
        "stage": {each.id: each for each in journey.stages},
        "persona": journey.persona_by_id,
    }
    _, field = LANE_FIELDS.get(marks.get("lane", ""), (None, None))
    for kind, known in found.items():
        item = known.get(marks.get(kind, ""))
        if item is not None:
            return item.at(field.name if field and kind in ("touchpoint", "stage") else "")
    return None
