"""Compares what was measured beside the two versions of a journey: the newest period of one with that of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from journeymap.history.changes import Ref
from journeymap.history.compare.recorder import Recorder
from journeymap.history.compare.steps import place_of
from journeymap.history.intervals import IntervalEstimate, is_beyond
from journeymap.measure.cell_facts import FigureKey, direction_of, estimate_of, key_of
from journeymap.measure.events_as_cells import (
    cells_of_events,
    is_funnel,
    leading_elsewhere,
    leads_to,
    newest_periods,
    time_of,
    way_of,
)
from journeymap.measure.figures.change import change, moved
from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.measure.overlay import newest_cells
from journeymap.model import EXIT, Journey

_DIGITS = 6


class _FigurePair(NamedTuple):
    """A figure of both versions."""

    old: MeasuredCell
    new: MeasuredCell


def compare_measures(recorder: Recorder, old: Measures | None, new: Measures | None) -> None:
    """Record what moved in the measures, and whether it is noise.

    Figures are judged by the pooled z of their effective numbers of answers, and by the procedure of Benjamini and
    Hochberg at 5 % over all of them (`measure.figures.change`). Those from fewer answers than `min_n` are left out, and
    of segments, and of what customers did, only what moved beyond noise is recorded.
    """
    journey = Ref(recorder.new.id, recorder.new.title)
    if old is None or new is None:
        if old is not new:
            recorder.record("added" if old is None else "removed", "measured", journey)
        return
    before, after = _periods(old), _periods(new)
    if before != after:
        recorder.record("changed", "measured", journey, field="period", old=before or None, new=after or None)
    pairs = list(_pairs(recorder, old, new))
    of_events = {source.id for source in new.sources if source.sessions is not None}
    for pair, beyond in zip(pairs, _beyond(pairs), strict=True):
        value, was = _rounded(pair.new), _rounded(pair.old)
        if value != was and (beyond or not (pair.new.segment or pair.new.source in of_events)):
            direction = direction_of(new, recorder.new, pair.new)
            better = (pair.new.value - pair.old.value) * direction > 0 if direction else None
            item, field = _named(recorder.new, pair.new)
            for segment in _segments(recorder.new, pair.new):
                recorder.record(
                    "changed", "measured", item, field=field, old=was, new=value, size=round(value - was, _DIGITS),
                    beyond=beyond, better=better, segment=segment, place=place_of(recorder.new, pair.new.touchpoint),
                )  # fmt: skip


def _rounded(cell: MeasuredCell) -> float:
    """A figure as it is told: with one decimal, and shares of ways and of the funnel from 0 to 1, to a thousandth."""
    return round(cell.value / 100, 3) if _is_share(cell) else round(cell.value, 1)


def _is_share(cell: MeasuredCell) -> bool:
    return bool(way_of(cell.metric)) or is_funnel(cell.metric)


def _named(journey: Journey, cell: MeasuredCell) -> tuple[Ref, str]:
    """What a figure is of, and its field: of a way or a time, the touchpoint to which it leads."""
    if is_funnel(cell.metric):
        return Ref(cell.touchpoint, journey.touchpoint_by_id[cell.touchpoint].name), "funnel"
    for to in leads_to(cell.metric):
        found = journey.touchpoint_by_id.get(to)
        return Ref(to, found.name if found else ""), "time" if time_of(cell.metric) else "share"
    return _metric_of(journey, cell), "value"


def _periods(measures: Measures) -> str:
    """The newest period of the sources, as the file writes it; empty for all times."""
    periods = set(newest_periods(measures).values())
    return ", ".join(sorted(periods - {"all"}))


def _pairs(recorder: Recorder, old: Measures, new: Measures) -> Iterator[_FigurePair]:
    """The figures that both versions tell, of parts that the new one has, in the order of the new file."""
    before = {_key(recorder, cell): cell for cell in _newest(old)}
    least = max(old.options.min_n, new.options.min_n)
    known = recorder.new.touchpoint_by_id.keys()
    for cell in _newest(new):
        was = before.get(key_of(cell))
        is_known = cell.touchpoint in known and leads_to(cell.metric) <= {*known, EXIT}
        if was is not None and is_known and min(was.n, cell.n) >= least:
            yield _FigurePair(was, cell)


def _newest(measures: Measures) -> Iterator[MeasuredCell]:
    """The figures of the newest period of each source, and those of what customers did."""
    yield from newest_cells(measures)
    newest = newest_periods(measures)
    yield from (cell for cell in cells_of_events(measures) if cell.period == newest[cell.source])


def _key(recorder: Recorder, cell: MeasuredCell) -> FigureKey:
    """What names a figure of the old version in the new one."""
    touchpoint = recorder.new_id("touchpoint", cell.touchpoint) or ""
    segment = {name: recorder.new_id("segment", id_) or id_ for name, id_ in cell.segment.items()}
    metric = leading_elsewhere(cell.metric, lambda id_: recorder.new_id("touchpoint", id_) or "")
    return touchpoint, metric, cell.source, tuple(sorted(segment.items()))


def _beyond(pairs: list[_FigurePair]) -> list[bool | None]:
    """Whether each figure moved beyond noise; None where nothing says how much its answers vary.

    Where scipy is not installed, means are judged by their intervals alone.
    """
    found: list[bool | None] = [None] * len(pairs)
    p_values: dict[int, float] = {}
    for index, pair in enumerate(pairs):
        try:
            changed = change(estimate_of(pair.old), estimate_of(pair.new))
        except ImportError:
            found[index] = is_beyond(*(IntervalEstimate(each.value, each.low, each.high) for each in pair))
            continue
        if changed is not None:
            p_values[index] = changed.p
    found_by_index: Mapping[int, bool] = dict(zip(p_values, moved(list(p_values.values())), strict=True))
    return [found_by_index.get(index, each) for index, each in enumerate(found)]


def _metric_of(journey: Journey, cell: MeasuredCell) -> Ref:
    stated = journey.touchpoint_by_id[cell.touchpoint].metrics.get(cell.metric)
    return Ref(cell.metric, (stated.name if stated else None) or cell.metric)


def _segments(journey: Journey, cell: MeasuredCell) -> list[Ref | None]:
    """The segment of a cell, its parts joined in one; None for all customers, and nothing for one that is not known."""
    names = {segment.id: segment.name for segment in journey.segments}
    if not cell.segment:
        return [None]
    ids = list(cell.segment.values())
    return [Ref("*".join(ids), " · ".join(names[id_] for id_ in ids))] if all(id_ in names for id_ in ids) else []
