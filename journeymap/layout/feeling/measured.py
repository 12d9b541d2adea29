"""The curves that were measured, and what was assumed behind them."""

from __future__ import annotations

from functools import lru_cache

from journeymap.insight.curve_shape import curve_through
from journeymap.layout.canvas import CAPTION, Canvas, first_baseline
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import Point, segments
from journeymap.layout.feeling.series import Series
from journeymap.layout.feeling.stated import series_of
from journeymap.layout.frame import Row
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec, persona_token
from journeymap.model import Emotion
from journeymap.overlays.measures import MeasuresOverlay

COUNTS_HEIGHT = 26.0
_COUNTS_AIR = 4.0
_ASSUMED = 1.6
_DASH = (6.0, 5.0)


def measures_of(spec: MapSpec) -> MeasuresOverlay | None:
    """The overlay with what was measured, if anybody's feelings were."""
    found = spec.overlay(MeasuresOverlay)
    return found if found is not None and (found.felt_by or found.segments) else None


@lru_cache(maxsize=1)
def drawn_series(spec: MapSpec) -> list[Series]:
    """The series that are drawn with markers: what was measured of a persona, and else what the file says."""
    measures = measures_of(spec)
    stated = series_of(spec)
    if measures is None:
        return stated
    by_persona = {series.persona_id: series for series in stated}
    found = []
    personas = (spec.journey.whole or spec.journey).personas
    all_customers = spec.words["all-customers"] if measures.segments else ""
    names = {each.id: each.name for each in personas} or {"": all_customers}
    for index, (id_, name) in enumerate(names.items()):
        if id_ in measures.felt_by:
            found.append(_measured(spec, measures, index, id_, name))
        elif id_ in by_persona:
            found.append(by_persona[id_])
    for index, segment in enumerate(measures.segments, len(names)):
        found.append(_measured(spec, measures, index, "", segment.name, segment.id))
    return found


def _measured(
    spec: MapSpec, measures: MeasuresOverlay, index: int, persona: str, name: str, segment: str = ""
) -> Series:
    """What was measured of a persona or a segment. Points of few answers stand alone, and are no peak, low or end."""
    journey = spec.journey
    low, high = journey.emotion_scale
    emotions = {}
    few = set()
    for touchpoint in journey.touchpoints:
        felt = measures.felt(touchpoint.id, persona, segment)
        if felt is None or felt.feeling is None:
            continue
        number = journey.number_of[touchpoint.id]
        score = round(low + (felt.feeling + 2) / 4 * (high - low), 1)
        emotion = Emotion(node=touchpoint.node, persona=persona or None, score=score, evidence="measured")
        emotions[number] = (emotion, felt.feeling, felt.low, felt.high)
        if felt.few:
            few.add(number)
    shape = curve_through(journey, persona, emotions.keys() - few)
    series = Series(index, persona, name, emotions, shape, {})
    series.few = frozenset(few)
    series.segment = segment
    series.is_measured = True
    return series


def assumed_behind(spec: MapSpec, series: Series) -> Series | None:
    """What the file says of a persona whose feelings were measured; None where nothing was measured."""
    measures = measures_of(spec)
    if measures is None or series.segment or series.persona_id not in measures.felt_by:
        return None
    return next((each for each in series_of(spec) if each.persona_id == series.persona_id), None)


def draw_assumed(canvas: Canvas, series: Series, row: Row, axis: Axis) -> None:
    """Draws what was assumed: dashed and thin, without markers, so that these mean measured points alone."""
    for run in series.runs(row):
        points: list[Point] = [(mark.column.middle, axis.y(mark.feeling)) for mark in run]
        line = [("M", points[0]), *segments(points)]
        canvas.path(line, stroke=persona_token(series.index), stroke_width=_ASSUMED, dash=_DASH, kind="assumed")


def draw_counts(canvas: Canvas, spec: MapSpec, series: Series, row: Row, top: float) -> None:
    """Draws the number of answers under each point, or why there is none."""
    measures = measures_of(spec)
    assert measures is not None
    canvas.text(MARGIN + GUTTER - 10, top + _COUNTS_AIR + first_baseline(CAPTION), "n", CAPTION, "ink3", align="end")
    for column in row.columns:
        told = measures.felt(column.touchpoint.id, series.persona_id, series.segment)
        text = told.answers if told else measures.not_asked
        colour = "ink2" if told and told.feeling is not None else "ink3"
        lines = CAPTION.lines(text, column.width - 4, most=1)
        canvas.lines(column.middle, top + _COUNTS_AIR, lines, CAPTION, colour, align="middle")
