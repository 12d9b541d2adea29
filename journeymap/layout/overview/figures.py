"""The figures of an overview: who leaves at a touchpoint, and what is measured there against its target."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.transitions import Transition, transitions_from
from journeymap.layout.lanes.metrics import metric_name, metric_target, metric_value
from journeymap.layout.spec import MapSpec
from journeymap.model import Metric, Touchpoint
from journeymap.model.metrics import meets_target
from journeymap.overlays import ItemPath
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.records import NamedTuple

LEAST_LEAVING = 0.2
"""The least share of those at a touchpoint who leave there that is told."""


class OverviewFigure(NamedTuple):
    """A figure, its name, and what may follow the name where there is room; `leaves` if it is a share that leaves.

    `short` is what a name without room gives way to: cut in the middle, it could say something else.
    """

    value: str
    name: str
    rest: str = ""
    leaves: bool = False
    short: str = ""


def leaving(spec: MapSpec, touchpoint: Touchpoint) -> OverviewFigure | None:
    """The share of those at a touchpoint who leave there, if it is large: as measured, else as the file has it."""
    last = spec.journey.touchpoints[-1]
    if touchpoint.id in spec.journey.converts:
        return None
    exits = [each for each in transitions_from(spec.journey, touchpoint) if each.target is None and each.written]
    shares = [share for share in (way_share(spec, each) for each in exits) if share is not None]
    if not shares or touchpoint is last or sum(shares) < LEAST_LEAVING:
        return None
    when = next((each.when for each in exits if each.when), None)
    share, leave = spec.words.percent(round(sum(shares), 2)), spec.words.say("exit-share", share="").strip()
    return OverviewFigure(share, when or leave, leaves=True, short=leave)


def way_share(spec: MapSpec, transition: Transition) -> float | None:
    """The share of those at its source who take a way: as measured, else as the file has it; None where unknown."""
    measured = spec.ways.share((transition,)) if spec.ways is not None else None
    return measured.value if measured is not None else transition.share


def against_target(spec: MapSpec, touchpoint: Touchpoint, *, met: bool) -> OverviewFigure | None:
    """The first measure of a touchpoint with a target: one that meets it, or with `met` False any one."""
    for key, metric in _measured(spec, touchpoint):
        if metric.target is None or metric.value is None or (met and not meets_target(key, metric)):
            continue
        value, name = metric_value(spec.words, key, metric, metric.value), metric_name(spec.words, key, metric)
        return OverviewFigure(value, name, "" if met else metric_target(spec.words, key, metric))
    return None


def _measured(spec: MapSpec, touchpoint: Touchpoint) -> Iterator[tuple[str, Metric]]:
    """The metrics of a touchpoint, with the values that were measured beside the file; not those of few answers."""
    overlay = spec.overlay(MeasuresOverlay) if touchpoint.metrics else None
    for key, metric in touchpoint.metrics.items():
        parts = overlay.metrics.get(ItemPath.to(touchpoint=touchpoint.id, metric=key)) if overlay else None
        part = next((each for each in parts or () if not each.segment), None)
        if part is not None and not part.few:
            yield key, metric.replace(value=part.value)
        else:
            yield key, metric
