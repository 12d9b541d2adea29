"""Draws the plan of an experiment: head, curves of power by sample, and the legend."""

from __future__ import annotations

from journeymap.experiments.curves import PowerCurve, power_of_total
from journeymap.layout.canvas import CAPTION, LABEL, Canvas
from journeymap.layout.experiment.spec import PlanSpec, curve_text, needs_text, plan_texts
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.scene import Group, Scene, Segment
from journeymap.layout.sheet import (
    SheetFrame,
    SheetHead,
    closing_line,
    draw_legend_strip,
    draw_section,
    draw_sheet_head,
    legend_strip_height,
)
from journeymap.layout.what_if.spec import ChartScale, draw_value
from journeymap.style.signs import keep_signs

WIDTH, EDGE = 900.0, 40.0
_TOP, _BETWEEN = 30.0, 26.0
_HEIGHT = 320.0
_AXIS, _END = EDGE + 48, WIDTH - EDGE - 16
_CLEAR = 8.0
_LABEL_GAP = 9.0
_STROKES: dict[float, tuple[str, float, tuple[float, ...]]] = {
    0.5: ("ink2", 1.5, (6, 3)),
    1.0: ("ink", 2.25, ()),
    2.0: ("ink2", 1.5, (1.5, 3)),
}


def plan_scene(spec: PlanSpec) -> Scene:
    """Returns the scene of an experiment's plan."""
    canvas = Canvas(WIDTH, rtl=spec.rtl)
    frame = SheetFrame(EDGE, WIDTH - EDGE)
    title, lead = needs_text(spec.plan, spec.said), tuple(plan_texts(spec.plan, spec.said))
    kicker = " · ".join(each for each in (spec.said.texts["experiment-plan"], spec.plan.name) if each)
    kept = [keep_signs(each, rtl=spec.rtl) for each in (kicker, title, *lead)]
    with canvas.group("band-head", "band"):
        head = SheetHead(kept[0], kept[1], tuple(kept[2:]))
        y = draw_sheet_head(canvas, frame, _TOP, head, spec.styles) + _BETWEEN
    with canvas.group("band-power", "band"):
        bottom = _draw_power(canvas, spec, frame, y)
    entries = [_entry(spec, curve) for curve in spec.plan.curves if curve.points]
    closing = closing_line(spec.journey, spec.said.words, spec.today)
    with canvas.group("band-legend", "band"):
        draw_legend_strip(canvas, frame, bottom + _BETWEEN, entries, closing)
    return Scene(
        width=WIDTH,
        height=bottom + _BETWEEN + legend_strip_height(frame, entries, closing),
        title=f"{kicker}: {title}",
        description=" ".join(lead),
        language=spec.journey.language,
        rtl=spec.rtl,
        bands=[element for element in canvas.elements if isinstance(element, Group)],
    )


def _draw_power(canvas: Canvas, spec: PlanSpec, frame: SheetFrame, top: float) -> float:
    """Draws the curves from the y `top` down; returns the y below their axes."""
    plan, texts, words = spec.plan, spec.said.texts, spec.said.words
    y = draw_section(canvas, frame, top, texts["power-by-sample"], texts["curve-note"]) + 16
    up = ChartScale(0.0, 100.0, y + _HEIGHT, y)
    across = ChartScale(0.0, 2.0 * plan.size.total / plan.parts, _AXIS, _END)
    for tick in (0.0, 20.0, 40.0, 60.0, 80.0, 100.0):
        canvas.line(_AXIS, up.at(tick), _END, up.at(tick), "rule2" if not tick else "rule", 1, (1.5, 3) if tick else ())
        draw_value(canvas, _AXIS - 8, up.at(tick), words.percent(tick / 100), align="end")
    for tick in [each for each in across.ticks(8) if abs(each - round(each)) < 1e-6]:  # there are no half people
        canvas.line(across.at(tick), up.start, across.at(tick), up.start + 4, "rule2")
        draw_value(canvas, across.at(tick), up.start + 14, words.number(round(tick, 6)))
    unit = texts["people-an-arm" if plan.is_even else "people-in-all"]
    canvas.text(_END, up.start + 34, unit, CAPTION, "ink3", align="end")
    for curve in plan.curves:
        _draw_curve(canvas, curve, plan.parts, across, up)
    _draw_planned(canvas, spec, across, up)
    return up.start + 40


def _draw_curve(canvas: Canvas, curve: PowerCurve, parts: int, across: ChartScale, up: ChartScale) -> None:
    colour, width, dash = _STROKES[curve.scale]
    places = [(across.at(total / parts), up.at(100 * power)) for total, power in curve.points]
    if len(places) > 1:
        path: list[Segment] = [("M", places[0]), *(("L", place) for place in places[1:])]
        canvas.path(path, stroke=colour, stroke_width=width, dash=dash)


def _draw_planned(canvas: Canvas, spec: PlanSpec, across: ChartScale, up: ChartScale) -> None:
    """The planned sample on the curve of its effect, with lines to both axes; its label is below all curves."""
    plan, words = spec.plan, spec.said.words
    people = plan.size.total / plan.parts
    power = power_of_total(plan.design, plan.size.total)  # of few people it is above what was asked for
    x, y = across.at(people), up.at(100 * power)
    canvas.line(x, y, x, up.start, "ink2", 1, (4, 3))
    canvas.line(_AXIS, y, x, y, "ink2", 1, (4, 3))
    canvas.circle(x, y, 5.5, "opportunity", stroke="paper", stroke_width=1.5)
    label = f"{spec.said.texts['planned']}{words['colon']}{words.number(round(people))}"
    label = keep_signs(f"{label} · {words.percent(round(power, 2))}", rtl=spec.rtl)
    canvas.text(x + _LABEL_GAP, up.start - _CLEAR, label, LABEL, "opportunity")


def _entry(spec: PlanSpec, curve: PowerCurve) -> LegendEntry:
    colour, width, dash = _STROKES[curve.scale]
    word = keep_signs(curve_text(curve, spec.said), rtl=spec.rtl)
    return LegendEntry(30, word, lambda c, x, y: c.line(x, y, x + 30, y, colour, width, dash))
