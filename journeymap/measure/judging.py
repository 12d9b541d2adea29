"""The file of measures beside a journey as the rules judge it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from journeymap.diagnostics import Span
from journeymap.errors import UserError
from journeymap.measure.behaviour import ENDS
from journeymap.measure.beside import bytes_beside
from journeymap.measure.events_as_cells import newest_periods
from journeymap.measure.measured import MeasuredCell, MeasuredFunnelStep, MeasuredTime, MeasuredTransition, Measures
from journeymap.measure.measures import path_of
from journeymap.measure.stated_metrics import last_day_in
from journeymap.measure.ways import ways_taken
from journeymap.model import EXIT, Journey
from journeymap.overlays import ItemPath, Overlay
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.overlays.measures_file import FeelingFound, GoneId, MeasuresFile, ShareFound, Unreadable
from journeymap.source import SourceText

NAME = "measures-file"
_OTHER = "other"
_ALL = "all"
_PLACED = re.compile("([0-9]+):([0-9]+): (.*)", re.DOTALL)


def judged_measures(
    journey: Journey, measures: Measures, drawn: Sequence[Overlay[Any]], text: Callable[[], SourceText]
) -> MeasuresFile:
    """Returns what rules ask of measures. `drawn` are the overlays made of them; `text` returns the text of the file,
    and is called only where something in it is wrong."""
    periods = newest_periods(measures)
    newest = ", ".join(sorted({period for period in periods.values() if period != "all"}))
    shown = [overlay for overlay in drawn if isinstance(overlay, MeasuresOverlay)]
    felt = {path: found for overlay in shown for path, found in _feelings(overlay, newest)}
    gone = list(_gone(journey, measures))
    source = text() if gone else None
    return MeasuresFile(
        name=NAME,
        title="",
        values=felt,
        source=source,
        shares=tuple(_shares(journey, measures)),
        asked=frozenset(question.touchpoint for each in measures.sources for question in each.questions)
        | {each.touchpoint for each in measures.transitions},
        ended=dict(_ended(journey, periods)),
        gone=tuple(GoneId(noun, id_, _place(noun, id_, source.text)) for noun, id_ in gone) if source else (),
    )


def text_beside(journey: Path) -> SourceText:
    """Returns the text of the measures beside the file of a journey; an empty one where they cannot be read."""
    try:
        data = bytes_beside(journey) or b""
    except UserError:
        data = b""
    return SourceText(data.decode("utf-8-sig", "replace"), path_of(journey).as_posix())


def unreadable_measures(error: UserError, source: SourceText) -> MeasuresFile:
    """Returns the file of this text of which `error` says why it cannot be read; where that is, if its message does."""
    said = error.message.removeprefix(f"{source.name}:").strip()
    placed = _PLACED.fullmatch(said)
    start = end = 0
    if placed is not None:
        line, column, said = int(placed[1]), int(placed[2]), placed[3]
        lines = source.text.splitlines(keepends=True)
        start = sum(map(len, lines[: line - 1])) + column - 1
        end = min(start + 1, len(source.text))
    problem = Unreadable(said, error.hint, Span(start, end))
    return MeasuresFile(name=NAME, title="", values={}, source=source, unreadable=problem)


def _feelings(overlay: MeasuresOverlay, period: str) -> Iterator[tuple[ItemPath, FeelingFound]]:
    """The feelings that are told, but for those from few answers."""
    for path, felt in overlay.values.items():
        if felt.feeling is not None and not felt.few:
            yield path, FeelingFound(felt.feeling, felt.low, felt.high, period)


def _shares(journey: Journey, measures: Measures) -> Iterator[ShareFound]:
    """The shares of the ways that the file has, but for those of few visits."""
    for each in ways_taken(journey, measures).figures:
        if each.n >= measures.options.min_n:
            yield ShareFound(
                each.touchpoint.id, each.place, each.share, each.low, each.high, each.n,
                "" if each.period == _ALL else each.period, each.is_outside, each.is_set,
            )  # fmt: skip


def _ended(journey: Journey, periods: Mapping[str, str]) -> Iterator[tuple[str, dt.date]]:
    """The last day of the newest period of each source; that of all its answers is the period that the source has."""
    for source in journey.sources:
        newest = periods.get(source.id)
        day = last_day_in(journey, source.id, newest) if newest else None
        if day:
            yield source.id, day


def _gone(journey: Journey, measures: Measures) -> Iterator[tuple[str, str]]:
    """The ids that the journey does not have, each with what it names, in the order of the file."""
    known = {
        "source": {source.id for source in journey.sources},
        "touchpoint": set(journey.touchpoint_by_id),
        "segment": {segment.id for segment in journey.segments} | {_OTHER},
    }
    said = {
        "source": [source.id for source in measures.sources],
        "touchpoint": [question.touchpoint for source in measures.sources for question in source.questions],
        "segment": [],
    }
    records: list[MeasuredCell | MeasuredTransition | MeasuredFunnelStep | MeasuredTime]
    records = [*measures.cells, *measures.transitions, *measures.funnel, *measures.times]
    for record in records:
        said["touchpoint"].append(record.touchpoint)
        said["segment"] += record.segment.values()
        to = getattr(record, "to", EXIT)
        said["touchpoint"] += [] if to in ENDS else [to]
    for noun, ids in said.items():
        yield from ((noun, id_) for id_ in dict.fromkeys(ids) if id_ not in known[noun])


_PLACES = {
    "source": r'"id"\s*:\s*({id})',
    "touchpoint": r'"(?:touchpoint|to)"\s*:\s*({id})',
    "segment": r'"segment"\s*:\s*\{{[^{{}}]*?:\s*({id})',
}
"""Where an id of each kind stands in the file."""


def _place(noun: str, id_: str, text: str) -> Span:
    written = re.escape(json.dumps(id_, ensure_ascii=False))
    found = re.search(_PLACES[noun].format(id=written), text)
    return Span(*found.span(1)) if found else Span(0, 0)
