"""Puts what was measured into the `metrics` of a journey's file, and leaves all else of the file as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from journeymap.calendars import in_calendar
from journeymap.errors import UserError
from journeymap.insight.metrics import metrics
from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.measure.overlay import cells_of_all
from journeymap.measure.stated_metrics import day_of_writing, figures_of, is_as_measured, last_day_of_cell
from journeymap.model import Journey, Metric, Touchpoint
from journeymap.source import SourceText
from journeymap.source.offsets import is_flow
from journeymap.source.splice import Edit, Path, SetValue, splice
from journeymap.source.tree import Mapping, Scalar
from journeymap.source.writing import Value

_Facts = dict[str, float | dt.date | None]
"""What is measured of a metric, by its keys, in the order in which they are written."""


class MetricUpdate(NamedTuple):
    """A metric of the file that is written anew: the ids of touchpoint and metric, the value that stood there (None for
    none), the new one, and its n."""

    touchpoint: str
    metric: str
    old: float | None
    new: float
    n: int


class UpdatedFile(NamedTuple):
    """The bytes of a journey's file with its metrics as measured, and those of them that are written anew."""

    data: bytes
    updates: tuple[MetricUpdate, ...]


def update_metrics(
    data: bytes, source: SourceText, journey: Journey, measures: Measures, today: dt.date
) -> UpdatedFile:
    """Returns the file with its metrics as measured of all customers in the newest period, rounded as on the map.

    `data` are the bytes of the file, `source` and `journey` what is read in them. A metric of the same key gets another
    value, n, interval and date; its target, name, unit and comments stay. The date is the last day of the period or,
    where the period is not over or has no end, the day on which the figure became what it is. What was counted from
    events goes only where the file has that metric. Raises UserError where the file cannot be edited so, and where an
    interval would be left beside a value that has none.
    """
    name, text, cells = source.name, source.text, cells_of_all(measures)
    of_events = {each.id for each in measures.sources if each.sessions is not None}
    written = [metric.node for _, _, metric in metrics(journey) if isinstance(metric.node, Mapping)]
    block = bool(written) and not is_flow(text, written[0])
    edits: list[Edit] = []
    updates: list[MetricUpdate] = []
    for number, stage in enumerate(journey.stages):
        for place, touchpoint in enumerate(stage.touchpoints):
            path: Path = ("stages", number, "touchpoints", place, "metrics")
            new: dict[str, Value] = {}
            for cell in cells.get(touchpoint.id, ()):
                if cell.source in of_events and cell.metric not in touchpoint.metrics:
                    continue
                stated = touchpoint.metrics.get(cell.metric) or Metric(node=touchpoint.node)
                facts = _facts(cell, stated, journey, today)
                changed = {key: fact for key, fact in facts.items() if getattr(stated, key) != fact}
                if not changed:
                    continue
                if None in changed.values():
                    raise UserError(
                        f"{name}: `{cell.metric}` of `{touchpoint.id}` has an interval, and none as it is measured",
                        hint="take out its `low` and `high`, and write again",
                    )
                updates.append(
                    MetricUpdate(touchpoint.id, cell.metric, stated.value, round(cell.value, 1), cell.n)
                )  # fmt: skip
                if stated.node is touchpoint.node:
                    new[cell.metric] = _texts(facts, journey)
                elif isinstance(stated.node, Scalar):
                    edits.append(SetValue((*path, cell.metric), _texts(facts, journey), block=block))
                else:
                    edits += [
                        SetValue((*path, cell.metric, key), fact) for key, fact in _texts(changed, journey).items()
                    ]
            edits += _additions(touchpoint, path, new, block=block)
    return UpdatedFile(splice(data, name, edits), tuple(updates))


def _additions(touchpoint: Touchpoint, path: Path, new: dict[str, Value], *, block: bool) -> Iterator[Edit]:
    """The edits that add metrics to a touchpoint, which may have some, or the bare key for them."""
    if isinstance(touchpoint.node, Mapping) and "metrics" in touchpoint.node.entries:
        yield from (SetValue((*path, key), value, block=block) for key, value in new.items())
    elif new:
        yield SetValue(path, new, block=block)


def _facts(cell: MeasuredCell, stated: Metric, journey: Journey, today: dt.date) -> _Facts:
    """What is measured of a metric, as it stands in a file; None for an end of an interval that is not there."""
    figures = figures_of(cell)
    found: _Facts = {"value": figures["value"], "n": cell.n, "low": figures["low"], "high": figures["high"]}
    last = last_day_of_cell(journey, cell)
    is_same = is_as_measured(stated, cell, last)
    return found | {"date": day_of_writing(last, stated.date, today, is_as_measured=is_same)}


def _texts(facts: _Facts, journey: Journey) -> dict[str, Value]:
    """The facts that are there, as a file has them: days in the journey's calendar."""
    return {
        key: in_calendar(fact, journey.calendar) if isinstance(fact, dt.date) else fact
        for key, fact in facts.items()
        if fact is not None
    }
