"""What each action brings by itself: its gain with the interval, its effort, budget and price."""

from __future__ import annotations

from typing import Literal

from journeymap.layout.canvas import CAPTION, TABLE, Canvas
from journeymap.layout.marks import squares
from journeymap.layout.sheet import SheetFrame, draw_section
from journeymap.layout.what_if.spec import (
    CODE,
    EDGE,
    FIGURE,
    LEFT_END,
    MOST_ROWS,
    ChartScale,
    WhatIfSpec,
    draw_value,
    scale_of,
)
from journeymap.simulation.action_sets import ActionSet

_ROW = 40.0
_NUMBER, _CODE, _TITLE = EDGE + 8, EDGE + 22, EDGE + 62
_AXIS, _AXIS_END = 366.0, 628.0
_EFFORT, _BUDGET, _BAR = 656.0, 724.0, 40.0
_WHISKER = 5.0
_APART = 7.0
"""What was measured stands so far above the middle of its row, and what is declared so far below it."""


def draw_alone(canvas: Canvas, spec: WhatIfSpec, top: float) -> float:
    """Draws the table of the actions from the y `top` down; returns the y below it."""
    texts, said, rows = spec.texts, spec.said, spec.rows
    frame = SheetFrame(EDGE, LEFT_END)
    note = texts.say("each-brings-measured" if spec.declared else "each-brings-note", unit=said.heading())
    y = draw_section(canvas, frame, top, texts["each-brings"], note) + 12
    shown = (*rows, *spec.declared.values())
    scale = scale_of([end for each in shown for end in (each.low, each.high, each.gain)], _AXIS, _AXIS_END)
    bottom = y + 12 + _ROW * len(rows)
    _draw_axis(canvas, spec, scale, y, bottom)
    has_effort = any(spec.actions[each.actions[0]].effort is not None for each in rows)
    if has_effort:
        canvas.text(_EFFORT, y + 3.6, texts["effort"], CAPTION, "ink3")
    if spec.ranking.paid == "budget":
        canvas.text(_BUDGET, y + 3.6, texts["budget"], CAPTION, "ink3")
    if spec.ranking.paid:
        unit = said.cost(said.per) if spec.ranking.paid == "budget" else texts["effort"]
        canvas.text(LEFT_END, y + 3.6, spec.kept(texts.say("per-cost", unit=unit)), CAPTION, "ink3", align="end")
    for place, each in enumerate(rows):
        middle = y + 12 + _ROW * (place + 0.5)
        if place:
            canvas.line(EDGE, middle - _ROW / 2, LEFT_END, middle - _ROW / 2, "rule")
        _draw_row(canvas, spec, scale, place, each, middle)
    if len(spec.ranking.actions) > MOST_ROWS:
        more = texts.say("more-actions", n=len(spec.ranking.actions) - MOST_ROWS)
        bottom = canvas.lines(EDGE, bottom + 4, CAPTION.lines(more, frame.room), CAPTION, "ink3")
    return bottom


def _draw_axis(canvas: Canvas, spec: WhatIfSpec, scale: ChartScale, top: float, bottom: float) -> None:
    for tick in scale.ticks(6):
        x = scale.at(tick)
        is_zero = abs(tick) < 1e-12
        draw_value(canvas, x, top, spec.said.gain(tick))
        canvas.line(x, top + 12, x, bottom, "rule2" if is_zero else "rule", 1.5 if is_zero else 1,
                    () if is_zero else (1.5, 3))  # fmt: skip


def _draw_row(canvas: Canvas, spec: WhatIfSpec, scale: ChartScale, place: int, each: ActionSet, y: float) -> None:
    said, texts, action = spec.said, spec.texts, spec.actions[each.actions[0]]
    canvas.text(_NUMBER, y + 4, spec.words.number(place + 1), CAPTION, "ink3", align="middle")
    code = said.codes(each.actions)
    width = max(CODE.width(code) + 8, _TITLE - _CODE)
    canvas.text(_CODE, y + 4, code, CODE, "opportunity")
    lines = TABLE.lines(action.title, _AXIS - _CODE - width - 14, most=2)
    canvas.lines(_CODE + width, y - TABLE.leading * len(lines) / 2, lines, TABLE, "ink")
    declared = spec.declared.get(each.actions[0])
    up = _APART if declared is not None else 0.0
    if declared is not None:
        low, middle, high = map(scale.at, (declared.low, declared.gain, declared.high))
        draw_whisker(canvas, low, middle, high, y + _APART, kind="beside")
    low, middle, high = map(scale.at, (each.low, each.gain, each.high))
    draw_whisker(canvas, low, middle, high, y - up, kind="measured" if declared is not None else "declared")
    if action.effort is not None:
        squares(canvas, _EFFORT, y, action.effort, solid=False)
    if spec.ranking.paid == "budget":
        _draw_budget(canvas, spec, each, y)
    if spec.ranking.paid:
        if each.is_without_effect or each.holds_zero:
            word = texts["no-effect" if each.is_without_effect else "holds-zero"]
            canvas.text(LEFT_END, y + 4, word, FIGURE, "ink3" if each.is_without_effect else "pain", align="end")
        else:
            draw_value(canvas, LEFT_END, y, said.per_cost(each.gain, each.cost), fill="ink", style=FIGURE, align="end")


def _draw_budget(canvas: Canvas, spec: WhatIfSpec, each: ActionSet, y: float) -> None:
    dearest = max((one.cost for one in spec.ranking.actions if one.cost is not None), default=0.0)
    width = _BAR * each.cost / dearest if each.cost is not None and dearest else 0.0
    if width:
        canvas.rect(_BUDGET, y - 4, max(width, 1.5), 8, "ink2")
    draw_value(canvas, _BUDGET + width + (6 if width else 0), y, spec.said.cost(each.cost), align="start")


def draw_whisker(
    canvas: Canvas, low: float, middle: float, high: float, y: float,
    kind: Literal["declared", "measured", "beside"] = "declared",
) -> None:  # fmt: skip
    """Draws a gain with the interval of the draws: hollow as declared, filled as measured, and thinner as what is
    declared beside what was measured."""
    ink, width, half, radius = ("ink3", 1.2, 3.5, 3.6) if kind == "beside" else ("ink", 1.5, _WHISKER, 5.0)
    canvas.line(low, y, high, y, ink, width)
    for end in (low, high):
        canvas.line(end, y - half, end, y + half, ink, width)
    if kind == "measured":
        canvas.circle(middle, y, radius + 1, ink)
    else:
        canvas.circle(middle, y, radius, "paper", stroke=ink, stroke_width=width + 0.5)
