"""What follows from a cell: what names its figure in every period, its scale, and which way is better."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.measure.events_as_cells import direction_of_events
from journeymap.measure.figures.estimate import Estimate, unit_of
from journeymap.measure.measured import MeasuredCell, MeasuredQuestion, Measures
from journeymap.model import Journey, Metric
from journeymap.model.metrics import standard

_UNDIRECTED = frozenset({"importance", "opportunity"})
"""Metrics of which neither more nor less is better."""

FigureKey = tuple[str, str, str, tuple[tuple[str, str], ...]]
"""What names a figure in every period: touchpoint, metric, source, and the segment by dimension."""


def estimate_of(cell: MeasuredCell) -> Estimate:
    """Returns a cell's figure as an estimate, in the unit in which a journey tells it."""
    return Estimate(
        cell.value, cell.low, cell.high, cell.n, cell.n_effective, cell.respondents, cell.method, cell.confidence,
        unit_of(cell.metric, cell.method),
    )  # fmt: skip


def span_of(measures: Measures, journey: Journey, cell: MeasuredCell) -> float | None:
    """Returns how long the scale of a figure is, in its unit: 100 for shares; None where it has none."""
    if cell.method in ("wilson", "adjusted-wald", "poisson"):
        return 100.0 if cell.method == "adjusted-wald" else unit_of(cell.metric, cell.method)
    scale = _scale_of(measures, cell) or standard(cell.metric, _stated(journey, cell)).scale
    return scale[1] - scale[0] if scale is not None and scale[0] < scale[1] else None


def direction_of(measures: Measures, journey: Journey, cell: MeasuredCell) -> int:
    """Returns 1 where more of a figure is better, -1 where less is, and 0 where neither is."""
    if cell.metric in _UNDIRECTED:
        return 0
    of_events = direction_of_events(cell.metric)
    if of_events is not None:
        return of_events
    stated = _stated(journey, cell)
    question = _question_of(measures, cell)
    is_plain_mean = cell.method == "t" and cell.metric != "ces"
    if stated.better is None and is_plain_mean and question is not None:
        return -1 if question.better == "lower" else 1
    return -1 if standard(cell.metric, stated).better == "lower" else 1


def key_of(cell: MeasuredCell) -> FigureKey:
    """Returns what names a figure in every period."""
    return cell.touchpoint, cell.metric, cell.source, tuple(sorted(cell.segment.items()))


def by_period(cells: Iterable[MeasuredCell]) -> dict[FigureKey, dict[str, MeasuredCell]]:
    """Returns each figure by its periods."""
    found: dict[FigureKey, dict[str, MeasuredCell]] = {}
    for cell in cells:
        found.setdefault(key_of(cell), {})[cell.period] = cell
    return found


def _question_of(measures: Measures, cell: MeasuredCell) -> MeasuredQuestion | None:
    questions = (each for source in measures.sources if source.id == cell.source for each in source.questions)
    return next((each for each in questions if (each.touchpoint, each.metric) == (cell.touchpoint, cell.metric)), None)


def _scale_of(measures: Measures, cell: MeasuredCell) -> tuple[float, float] | None:
    question = _question_of(measures, cell)
    return question.scale if question else None


def _stated(journey: Journey, cell: MeasuredCell) -> Metric:
    touchpoint = journey.touchpoint_by_id[cell.touchpoint]
    return touchpoint.metrics.get(cell.metric) or Metric(node=touchpoint.node)
