"""How ways are drawn: as wide as their share, with round corners, a head at the end, or the mark of an exit."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.canvas import Canvas
from journeymap.layout.icons import CIRCLE_CONTROL
from journeymap.layout.marks import closed_path
from journeymap.layout.scene import Segment

Point = tuple[float, float]

CORNER = 12.0
_LEAST, _MOST = 1.2, 6.0
_UNKNOWN = 1.8
_RING = 4.5
_BAR = 8.0


def stroke_of(share: float | None) -> float:
    """The width of a way's stroke in pixels: 1.2 for nobody to 6 for all; for an unknown share, a thin one."""
    return _UNKNOWN if share is None else _LEAST + (_MOST - _LEAST) * min(max(share, 0.0), 1.0)


def head_length(share: float | None) -> float:
    """The length of the head of a way, and the width of its base, in pixels."""
    return 7 + 1.1 * stroke_of(share)


def dash_of(share: float | None, *, is_assumed: bool) -> tuple[float, ...]:
    """The dashes of a way: none where it was measured."""
    width = stroke_of(share)
    return (4 + 0.7 * width, 3 + 0.35 * width) if is_assumed else ()


def rounded(points: Sequence[Point], radius: float = CORNER) -> list[Segment]:
    """Straight lines along points, with round corners; a corner is smaller where a line is too short for it."""
    segments: list[Segment] = [("M", points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, reach), _towards(corner, after, reach)
        k = 1 - CIRCLE_CONTROL
        one, other = _towards(corner, before, reach * k), _towards(corner, after, reach * k)
        segments += [("L", start), ("C", (*one, *other, *end))]
    return [*segments, ("L", points[-1])]


def draw_arrow(canvas: Canvas, points: Sequence[Point], share: float | None, colour: str, *, is_assumed: bool) -> None:
    """Draws a way along points, with its head at the last one."""
    tip, before = points[-1], points[-2]
    neck = _towards(tip, before, head_length(share) - 1)
    _draw_way(canvas, rounded([*points[:-1], neck]), before, tip, share, colour, is_assumed=is_assumed)


def draw_curve(
    canvas: Canvas, start: Point, turn: float, tip: Point, share: float | None, colour: str, *, is_assumed: bool
) -> None:
    """Draws a way that runs straight to the x `turn`, and from there in a curve to its head at the tip."""
    neck = tip[0] - head_length(share) + 1
    middle = (turn + neck) / 2
    steps: list[Segment] = [
        ("M", start), ("L", (turn, start[1])), ("C", (middle, start[1], middle, tip[1], neck, tip[1])),
    ]  # fmt: skip
    _draw_way(canvas, steps, (turn, tip[1]), tip, share, colour, is_assumed=is_assumed)


def _draw_way(
    canvas: Canvas, steps: list[Segment], before: Point, tip: Point, share: float | None, colour: str, *,
    is_assumed: bool,
) -> None:  # fmt: skip
    """Draws steps that end at the neck of a head, which points from `before` to the tip."""
    base = _towards(tip, before, head_length(share))
    dash = dash_of(share, is_assumed=is_assumed)
    canvas.path(steps, stroke=colour, stroke_width=stroke_of(share), dash=dash)
    across = ((tip[1] - base[1]) / 2, (base[0] - tip[0]) / 2)
    canvas.path(
        closed_path([tip, (base[0] + across[0], base[1] + across[1]), (base[0] - across[0], base[1] - across[1])]),
        colour,
    )


def draw_exit(canvas: Canvas, x: float, top: float, bottom: float, share: float | None, *, is_loss: bool,
              is_assumed: bool) -> None:  # fmt: skip
    """Draws a way out that drops from the y `top` to `bottom`: to a bar where customers are lost, else to a ring."""
    colour = "pain" if is_loss else "ink2"
    width = stroke_of(share)
    dash = dash_of(share, is_assumed=is_assumed)
    if is_loss:
        canvas.line(x, top, x, bottom, colour, width, dash)
        canvas.line(x - _BAR, bottom, x + _BAR, bottom, colour, 2)
    else:
        canvas.line(x, top, x, bottom - 2 * _RING, colour, width, dash)
        canvas.circle(x, bottom - _RING, _RING, "paper", stroke=colour, stroke_width=1.6)


def draw_end(canvas: Canvas, start: float, y: float, end: float, share: float | None, *, is_assumed: bool) -> None:
    """Draws the end of the journey: a line from the x `start` to a ring with a dot around `end`."""
    dash = dash_of(share, is_assumed=is_assumed)
    canvas.line(start, y, end - 6, y, "ink2", stroke_of(share), dash)
    canvas.circle(end, y, 6, "paper", stroke="ink2", stroke_width=1.6)
    canvas.circle(end, y, 2.8, "ink2")


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: Point, end: Point, distance: float) -> Point:
    """The point so far from `start` on the straight line to `end`."""
    whole = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    part = distance / whole if whole else 0.0
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
