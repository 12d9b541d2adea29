"""The curves of an overview alone, for a phone: who feels it, the stages, the curves with their words, the stations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.measured import drawn_series
from journeymap.layout.feeling.series import Series
from journeymap.layout.overview.curves import OverviewCurves, strongest
from journeymap.layout.overview.head import KEY, draw_persona_key
from journeymap.layout.overview.picture import overview_spec
from journeymap.layout.overview.spec import WORD, OverviewSpec
from journeymap.layout.overview.stages import StageBand
from journeymap.layout.overview.stations import DIAMOND, draw_stations
from journeymap.layout.scene import Group, Scene
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_SIZE = (390.0, 330.0)
_MARGIN = 16.0
_AFTER_KEY, _BETWEEN, _ROW = 8.0, 20.0, 24.0
_TOP, _BELOW_PERSONAS, _BELOW_STAGES = 4.0, 8.0, 6.0


def lay_out_small_curve(
    journey: Journey, *, theme: Theme, words: Words, today: dt.date, overlays: Iterable[Overlay[Any]] = ()
) -> Scene | None:
    """Lays out a journey's curves in the width of a phone; None where nobody's feelings are known.

    `today` is the date that due dates are compared with. With values of feelings in `overlays`, the curves are theirs.
    """
    spec = overview_spec(
        journey, theme=theme, words=words, today=today, overlays=overlays, size=_SIZE, margin=_MARGIN
    )  # fmt: skip
    series = drawn_series(spec.map)
    if not series:
        return None
    canvas = Canvas(spec.width, rtl=spec.map.journey.is_rtl)
    with canvas.group(kind="band"):
        top = _draw_personas(canvas, spec, series)
    band = StageBand(spec, brief=True)
    with canvas.group(kind="band"):
        band.draw(canvas, top)
    station = spec.height - DIAMOND - 2
    with canvas.group(kind="band"):
        OverviewCurves(canvas, spec, series, (), ()).draw(top + band.height + _BELOW_STAGES, station)
    with canvas.group(kind="band"):
        draw_stations(canvas, spec, station, _named(spec, series))
    return Scene(
        width=spec.width, height=spec.height, title=words["lane-feeling"], description="",
        language=journey.language, rtl=journey.is_rtl,
        bands=[each for each in canvas.elements if isinstance(each, Group)],
    )  # fmt: skip


def _draw_personas(canvas: Canvas, spec: OverviewSpec, all_series: Sequence[Series]) -> float:
    """Draws whose curves these are, in as many rows as they take; returns the y below them."""
    x, middle = spec.margin, _TOP + _ROW / 2
    for series in all_series:
        (name, *_) = WORD.lines(series.name, spec.room - KEY - _AFTER_KEY, most=1) or ("",)
        if not name:
            continue
        width = KEY + _AFTER_KEY + WORD.width(name)
        if x > spec.margin and x + width > spec.end:
            x, middle = spec.margin, middle + _ROW
        with canvas.group(persona=series.persona_id):
            draw_persona_key(canvas, spec, series.index, x, middle)
            canvas.text(x + KEY + _AFTER_KEY, middle + WORD.size * 0.345, name, WORD, "ink")
        x += width + _BETWEEN
    return middle + _ROW / 2 + _BELOW_PERSONAS


def _named(spec: OverviewSpec, all_series: Sequence[Series]) -> set[str]:
    """The ids of the touchpoints whose stations have their number: those of the finding, and the ends of the curves."""
    ids = {number: touchpoint.id for number, touchpoint in spec.map.journey.touchpoint_by_number.items()}
    numbers = [each for series in strongest(all_series) for each in (series.low, series.peak) if each in ids]
    return {*spec.named, *(ids[each] for each in numbers if each is not None)}
