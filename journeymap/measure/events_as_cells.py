"""What customers did as figures like all others: shares of ways, the end of the funnel, and times between, as cells.

So they are compared between periods, judged for noise, split by groups and told as the metrics of a touchpoint are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeymap.measure.measured import MeasuredCell, MeasuredFunnelStep, MeasuredTime, MeasuredTransition, Measures
from journeymap.measure.ways import COMPLETED
from journeymap.model import EXIT

_WAY, _TIME, _FUNNEL = "way to ", "time to ", "whole funnel"
_DROP_OFF = "drop-off"


def cells_of_events(measures: Measures) -> Iterator[MeasuredCell]:
    """Yields the ways, the last step of each funnel in the order of the journey, and the times from first to first.

    The steps between are told by the metric `conversion`, and who leaves by `drop-off`: a way out is a figure of its
    own only where there is no such cell. A time is in seconds.
    """
    told = {_place(each) for each in measures.cells if each.metric == _DROP_OFF}
    for way in measures.transitions:
        if way.to != COMPLETED and not (way.to == EXIT and _place(way) in told):
            yield _cell(way, f"{_WAY}{way.to}")
    last: dict[tuple[object, ...], MeasuredFunnelStep] = {}
    for step in measures.funnel:
        if step.order == "journey":
            last[_place(step)[1:]] = step
    yield from (_cell(step, _FUNNEL) for step in last.values())
    for time in measures.times:
        if time.between == "first":
            yield MeasuredCell(
                time.touchpoint, f"{_TIME}{time.to}", time.source, time.segment, time.period, time.n, time.cases,
                float(time.n), time.value, time.low, time.high, None, None, None, time.method, time.confidence,
            )  # fmt: skip


def newest_periods(measures: Measures) -> dict[str, str]:
    """Returns the newest period of each source, of all that it tells."""
    records: list[MeasuredCell | MeasuredTransition | MeasuredFunnelStep | MeasuredTime]
    records = [*measures.cells, *measures.transitions, *measures.funnel, *measures.times]
    found: dict[str, str] = {}
    for each in records:
        found[each.source] = max(found.get(each.source, ""), each.period)
    return found


def _place(each: MeasuredCell | MeasuredTransition | MeasuredFunnelStep) -> tuple[object, ...]:
    return each.touchpoint, each.source, each.period, tuple(sorted(each.segment.items()))


def _cell(share: MeasuredTransition | MeasuredFunnelStep, metric: str) -> MeasuredCell:
    return MeasuredCell(
        share.touchpoint, metric, share.source, share.segment, share.period, share.n, share.cases, share.n_effective,
        share.value, share.low, share.high, None, None, None, share.method, share.confidence,
    )  # fmt: skip


def way_of(metric: str) -> str:
    """Returns where the way leads whose share a cell of this metric tells, a touchpoint's id or `exit`; empty for
    another metric."""
    return metric.removeprefix(_WAY) if metric.startswith(_WAY) else ""


def time_of(metric: str) -> str:
    """Returns the touchpoint to which a cell of this metric tells the time; empty for another metric."""
    return metric.removeprefix(_TIME) if metric.startswith(_TIME) else ""


def leads_to(metric: str) -> frozenset[str]:
    """Returns where a cell of this metric leads: one touchpoint's id or `exit`, or nothing."""
    return frozenset(filter(None, (way_of(metric) or time_of(metric),)))


def leading_elsewhere(metric: str, ids: Callable[[str], str]) -> str:
    """Returns a metric with what `ids` says in place of the touchpoint to which a cell of it leads, if it does."""
    for start, to in ((_WAY, way_of(metric)), (_TIME, time_of(metric))):
        if to and to != EXIT:
            return f"{start}{ids(to)}"
    return metric


def is_funnel(metric: str) -> bool:
    """Whether a cell of this metric tells who came through the whole funnel."""
    return metric == _FUNNEL


def direction_of_events(metric: str) -> int | None:
    """Returns 1 where more of it is better, -1 where less is, and 0 where neither is; None for metrics that were not
    made here."""
    if to := way_of(metric):
        return -1 if to == EXIT else 0
    if time_of(metric):
        return 0
    return 1 if is_funnel(metric) else None
