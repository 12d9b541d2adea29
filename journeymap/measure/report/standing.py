"""How the figures of all customers stand in the newest period: what a report tells where nothing moved."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.measure.figures.scale import ScoreScale
from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.measure.moved import Moves
from journeymap.measure.report.page import ReportStanding, ReportWhisker
from journeymap.measure.report.values import ReportValues

_WHOLE = "all"


def standing(values: ReportValues, measures: Measures, moves: Moves) -> Iterator[ReportStanding]:
    """Yields the figures of the newest period on their scales, in the order of the map; rates have no scale.

    What was counted from events is among them where the journey has that metric, as on the map.
    """
    period = moves.newest or _WHOLE
    known = values.journey.number_of
    of_events = {each.id for each in measures.sources if each.sessions is not None}
    cells = [
        each
        for each in measures.cells
        if each.period == period and not each.segment and each.touchpoint in known
        and (each.source not in of_events
             or each.metric in values.journey.touchpoint_by_id[each.touchpoint].metrics)
    ]  # fmt: skip
    for cell in sorted(cells, key=lambda each: (known[each.touchpoint], each.metric, each.source)):
        scale = _scale(measures, cell)
        if scale is not None:
            low, length = scale.low, scale.high - scale.low

            def at(value: float | None, low: float = low, length: float = length) -> float | None:
                return None if value is None else (value - low) / length

            whisker = ReportWhisker(
                at(cell.value) or 0.0, at(cell.low), at(cell.high), values.value(cell, cell.value),
                values.interval(cell, cell.low, cell.high),
            )  # fmt: skip
            yield ReportStanding(
                values.step(cell.touchpoint), values.metric(cell), whisker, values.words.say("sample", n=cell.n),
                cell.n < measures.options.min_n,
            )  # fmt: skip


def _scale(measures: Measures, cell: MeasuredCell) -> ScoreScale | None:
    if cell.method == "adjusted-wald":
        return ScoreScale(-100.0, 100.0, True)
    if cell.method == "wilson":
        return ScoreScale(0.0, 10.0 if cell.metric == "importance" else 100.0, True)
    for source in measures.sources:
        for each in source.questions:
            if (source.id, each.touchpoint, each.metric) == (cell.source, cell.touchpoint, cell.metric) and each.scale:
                return ScoreScale(*each.scale, True) if cell.method == "t" else None
    return None
