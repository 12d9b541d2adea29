"""The entries of the curves."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.insight.curve_shape import curve_shapes
from journeymap.insight.feelings import scored_emotions
from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.branches import THREAD, THREAD_DASH
from journeymap.layout.feeling.measured import measures_of
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.legend.ways import way_line
from journeymap.layout.marks import (
    marker,
)
from journeymap.layout.spec import MapSpec, persona_token
from journeymap.overlays.measures import MeasuresOverlay


def feeling_entries(spec: MapSpec) -> list[LegendEntry]:
    """How the curves of what is measured, observed and assumed are drawn, their branches, threads and intervals."""
    words = spec.words
    felt = [emotion for _, emotion in scored_emotions(spec.journey)]
    evidences = {emotion.evidence for emotion in felt}
    entries: list[LegendEntry] = []
    measures = measures_of(spec)
    if measures is not None:
        return _measured_entries(spec, measures)
    if evidences & {"measured", "observed"}:
        key = "measured-or-observed" if {"measured", "observed"} <= evidences else min(evidences - {"assumed"})
        entries.append(LegendEntry(34, words[key], _curve(hollow=False)))
    if "assumed" in evidences:
        entries.append(LegendEntry(34, words["assumed"], _curve(hollow=True)))
    if any(shape.branches for shape in curve_shapes(spec.journey).values()):
        entries.append(LegendEntry(34, words["curve-branch"], way_line(persona_token(0), 1.5)))
    if any(shape.threads for shape in curve_shapes(spec.journey).values()):
        entries.append(LegendEntry(34, words["not-here"], way_line(persona_token(0), THREAD, THREAD_DASH)))
    if any(emotion.low is not None and emotion.high is not None for emotion in felt):
        entries.append(LegendEntry(30, words["interval"], _interval))
    return entries


def _measured_entries(spec: MapSpec, measures: MeasuresOverlay) -> list[LegendEntry]:
    entries = [
        LegendEntry(34, measures.measured, _curve(hollow=False)),
        LegendEntry(30, measures.interval, _interval),
    ]
    if any(each.few for each in measures.values.values()):
        entries.append(LegendEntry(12, measures.few, lambda c, x, y: marker(c, x + 6, y, 0, 4.8, "ink2", hollow=True)))
    if any(emotion.evidence == "assumed" for _, emotion in scored_emotions(spec.journey)):
        entries.append(LegendEntry(34, spec.words["assumed"], _assumed))
    flags = {each.assumed_otherwise.is_worse for each in measures.values.values() if each.assumed_otherwise}
    for worse, key in ((True, "flag-worse"), (False, "flag-better")):
        if worse in flags:
            entries.append(LegendEntry(25, spec.words[key], _flag(spec.words.number(1), worse=worse)))
    return entries


def _flag(rank: str, *, worse: bool) -> Callable[[Canvas, float, float], None]:
    from journeymap.layout.feeling.flags import draw_pennant  # noqa: PLC0415  few maps have measures

    return lambda canvas, x, y: draw_pennant(canvas, x, y - 8, 1, rank, worse=worse)


def _assumed(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y, x + 34, y, "ink2", 1.6, (6, 5))


def _curve(*, hollow: bool) -> Callable[[Canvas, float, float], None]:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x + 34, y, "ink2", 2.5, (6, 5) if hollow else ())
        marker(canvas, x + 17, y, 0, 4.8, "ink2", hollow=hollow, halo=1.5)

    return draw


def _interval(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 5, 30, 10, persona_token(0, tint=True))
