"""What a budget buys: all sets by what they cost and bring, and the line of those that no set beats."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, LABEL, TABLE, Canvas
from journeymap.layout.scene import Segment
from journeymap.layout.sheet import SheetFrame, draw_section
from journeymap.layout.what_if.spec import (
    EDGE,
    FIGURE,
    RIGHT_START,
    WIDTH,
    ChartScale,
    WhatIfSpec,
    draw_value,
    scale_of,
)
from journeymap.records import NamedTuple

_AXIS = RIGHT_START + 52
_END = WIDTH - EDGE - 10
_LEAST_HEIGHT, _MOST_HEIGHT = 240.0, 380.0
_CLEAR = 9.0
_STEP = 8.0
_FEW = 400


class _Chart(NamedTuple):
    """The scales of the chart, and the marks that its texts keep clear of."""

    across: ChartScale
    up: ChartScale
    marks: list[tuple[float, float]]


def draw_frontier(canvas: Canvas, spec: WhatIfSpec, top: float, height: float) -> float:
    """Draws the sets from the y `top` down, about as high as `height`; returns the y below them."""
    texts, ranking = spec.texts, spec.ranking
    frame = SheetFrame(RIGHT_START, WIDTH - EDGE)
    is_money = ranking.paid == "budget"
    title = texts["what-a-budget-buys" if is_money or not ranking.paid else "what-an-effort-buys"]
    note = texts.say("frontier-note", n=len(ranking.frontier) + len(ranking.beaten)) if ranking.frontier else ""
    y = draw_section(canvas, frame, top, title, note) + 14
    if not ranking.frontier:
        return canvas.lines(RIGHT_START, y, TABLE.lines(texts["no-costs"], frame.room), TABLE, "ink2")
    bottom = y + min(max(top + height - y - 30, _LEAST_HEIGHT), _MOST_HEIGHT)
    chart = _chart(spec, y, bottom)
    _draw_ground(canvas, spec, chart)
    _draw_sets(canvas, spec, chart)
    _draw_chosen(canvas, spec, chart)
    return bottom + 30


def _chart(spec: WhatIfSpec, top: float, bottom: float) -> _Chart:
    ranking, best = spec.ranking, spec.ranking.best
    points = [(each.cost or 0.0, each.gain) for each in ranking.frontier] + list(ranking.beaten)
    costs = [cost for cost, _ in points] + ([ranking.budget] if ranking.budget is not None else [])
    ends = [best.low, best.high] if best is not None and best.cost is not None else []
    across = ChartScale(0.0, max(costs) * 1.04 or 1.0, _AXIS, _END)
    up = scale_of([gain for _, gain in points] + ends, bottom, top)
    return _Chart(across, up, [(across.at(cost), up.at(gain)) for cost, gain in points])


def _draw_ground(canvas: Canvas, spec: WhatIfSpec, chart: _Chart) -> None:
    """The axes, and how far the budget goes."""
    across, up, said = chart.across, chart.up, spec.said
    if spec.ranking.budget is not None:
        x = across.at(spec.ranking.budget)
        canvas.rect(_AXIS, up.end, x - _AXIS, up.start - up.end, "wash")
        canvas.line(x, up.end, x, up.start, "ink2", 1.25, (4, 3))
    for tick in up.ticks(5):
        y = up.at(tick)
        if tick:
            canvas.line(_AXIS, y, _END, y, "rule", 1, (1.5, 3))
        draw_value(canvas, _AXIS - 8, y, said.gain(tick), align="end")
    canvas.line(_AXIS, up.at(0), _END, up.at(0), "rule2")
    last = float("-inf")
    for tick in across.ticks(4):
        text = said.cost(tick)
        x, half = across.at(tick), CAPTION.width(text) / 2
        if x - half > last + 8 and x + half <= WIDTH - EDGE:
            draw_value(canvas, x, up.start + 14, text)
            last = x + half


def _draw_sets(canvas: Canvas, spec: WhatIfSpec, chart: _Chart) -> None:
    seen: set[tuple[int, int]] = set()
    apart = 2 if len(spec.ranking.beaten) <= _FEW else 5
    for cost, gain in spec.ranking.beaten:
        x, y = chart.across.at(cost), chart.up.at(gain)
        place = round(x / apart), round(y / apart)
        if place not in seen:  # thousands would be one blot
            seen.add(place)
            canvas.circle(x, y, 2, "paper", stroke="ink3", stroke_width=1)
    line: list[Segment] = [("M", (chart.across.at(0), chart.up.at(0)))]
    y = chart.up.at(0)
    for each in spec.ranking.frontier:
        x = chart.across.at(each.cost or 0.0)
        line += [("L", (x, y)), ("L", (x, chart.up.at(each.gain)))]
        y = chart.up.at(each.gain)
    canvas.path([*line, ("L", (_END, y))], stroke="ink", stroke_width=1.75)
    for each in spec.ranking.frontier:
        canvas.circle(chart.across.at(each.cost or 0.0), chart.up.at(each.gain), 3.2, "ink")


def _draw_chosen(canvas: Canvas, spec: WhatIfSpec, chart: _Chart) -> None:
    """The set that comes first, with its interval, and its label in empty ground."""
    best, said = spec.ranking.best, spec.said
    if best is None or best.cost is None:
        return
    x, y = chart.across.at(best.cost), chart.up.at(best.gain)
    low, high = chart.up.at(best.low), chart.up.at(best.high)
    canvas.line(x, low, x, high, "ink", 1.5)
    for end in (low, high):
        canvas.line(x - 5, end, x + 5, end, "ink", 1.5)
    canvas.circle(x, y, 6, "opportunity", stroke="paper", stroke_width=1.5)
    names = LABEL.lines(said.codes(best.actions), 190, most=2)
    figures = f"{said.gain(best.gain)}  [{said.gain(best.low)}, {said.gain(best.high)}]"
    price = said.cost(best.cost) if spec.ranking.paid == "budget" else f"{spec.texts['effort']} {said.cost(best.cost)}"
    width = max([LABEL.width(each) for each in names] + [FIGURE.width(figures), FIGURE.width(price)])
    height = LABEL.leading * len(names) + 2 * FIGURE.leading
    left, top = _empty_ground(spec, chart, (x, y, low, high), (width, height))
    near = (left - 4 if left > x else left + width + 4, top + height / 2)
    canvas.line(x + (7 if left > x else -7), y, *near, "ink3", 0.8)
    below = canvas.lines(left, top, names, LABEL, "opportunity")
    draw_value(canvas, left, below + FIGURE.leading / 2, figures, fill="ink", style=FIGURE, align="start")
    draw_value(canvas, left, below + FIGURE.leading * 1.5, price, fill="ink", style=FIGURE, align="start")


def _empty_ground(
    spec: WhatIfSpec, chart: _Chart, chosen: tuple[float, float, float, float], size: tuple[float, float]
) -> tuple[float, float]:
    """The start and the top of the place nearest to the chosen set where a text of this size meets nothing.

    Where the chart is full, it is the one that meets fewest marks.
    """
    x, y, low, high = chosen
    width, height = size
    marks = [*chart.marks, *_along_line(spec, chart), *((x, at) for at in _between(min(low, high), max(low, high)))]
    if spec.ranking.budget is not None:
        edge = chart.across.at(spec.ranking.budget)
        marks += [(edge, at) for at in _between(chart.up.end, chart.up.start)]
    best, found = None, (_AXIS + 4, chart.up.end)
    left = _AXIS + 4
    while left + width <= WIDTH - EDGE:
        top = chart.up.end
        while top + height <= chart.up.start - 4:
            inside = sum(
                left - _CLEAR < mark[0] < left + width + _CLEAR and top - _CLEAR < mark[1] < top + height + _CLEAR
                for mark in marks
            )
            score = (inside, abs(left + width / 2 - x) + abs(top + height / 2 - y))
            if best is None or score < best:
                best, found = score, (left, top)
            top += _STEP
        left += _STEP
    return found


def _along_line(spec: WhatIfSpec, chart: _Chart) -> list[tuple[float, float]]:
    """Points along the line of the sets that no set beats."""
    found, x, y = [], chart.across.at(0), chart.up.at(0)
    for each in spec.ranking.frontier:
        to_x, to_y = chart.across.at(each.cost or 0.0), chart.up.at(each.gain)
        found += [(at, y) for at in _between(x, to_x)] + [(to_x, at) for at in _between(to_y, y)]
        x, y = to_x, to_y
    return found + [(at, y) for at in _between(x, _END)]


def _between(low: float, high: float) -> list[float]:
    return [low + each * 6 for each in range(int((high - low) / 6) + 1)]
