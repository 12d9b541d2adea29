"""The small marks of a map: persona markers, ratings as dots or squares, rings for a status, the overdue disc.

Positions are logical, in pixels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

from journeymap.layout.canvas import Canvas
from journeymap.layout.icons import CIRCLE_CONTROL
from journeymap.layout.scene import Segment

_MARKER_SHAPES = (
    "circle", "square", "triangle", "diamond", "pentagon", "cross",
    "triangle-down", "star", "bar", "saltire", "bow-tie", "post",
)  # fmt: skip
_POLYGONS = {
    "triangle": (3, 1.25, -90), "diamond": (4, 1.2, -90), "pentagon": (5, 1.12, -90), "square": (4, 1.27, -45),
    "triangle-down": (3, 1.25, 90),
}  # fmt: skip
_CLOSED: Segment = ("Z", ())
MARKERS = len(_MARKER_SHAPES)
"""How many personas have a marker of a shape of their own; those after them have the same shapes again."""


def closed_path(corners: Sequence[tuple[float, float]]) -> list[Segment]:
    """Straight lines from corner to corner and back to the first."""
    outline: list[Segment] = [("L", corner) for corner in corners]
    outline[0] = ("M", corners[0])
    outline.append(_CLOSED)
    return outline


def polygon(x: float, y: float, corners: int, radius: float, turn: float) -> list[Segment]:
    """A regular polygon around a point; `turn` is the angle of its first corner in degrees."""
    return closed_path([(x + radius * across, y + radius * down) for across, down in _directions(corners, turn)])


@cache
def _directions(corners: int, turn: float) -> list[tuple[float, float]]:
    """The cosine and the sine of the angle of each corner of a polygon, of which few kinds are drawn many times."""
    angles = [math.radians(turn + 360 * i / corners) for i in range(corners)]
    return [(math.cos(angle), math.sin(angle)) for angle in angles]


def _cross(x: float, y: float, radius: float) -> list[Segment]:
    arm, half = radius * 1.1, radius * 0.42
    steps = [
        (-half, -arm), (half, -arm), (half, -half), (arm, -half), (arm, half), (half, half),
        (half, arm), (-half, arm), (-half, half), (-arm, half), (-arm, -half), (-half, -half),
    ]  # fmt: skip
    return closed_path([(x + dx, y + dy) for dx, dy in steps])


def _saltire(x: float, y: float, radius: float) -> list[Segment]:
    end, half = radius * 1.05, radius * 0.52
    steps = [
        (0, -half), (end - half, -end), (end, half - end), (half, 0), (end, end - half), (end - half, end),
        (0, half), (half - end, end), (-end, end - half), (-half, 0), (-end, half - end), (half - end, -end),
    ]  # fmt: skip
    return closed_path([(x + dx, y + dy) for dx, dy in steps])


def _star(x: float, y: float, radius: float) -> list[Segment]:
    corners = []
    for corner in range(10):
        reach, angle = radius * (0.62 if corner % 2 else 1.35), math.radians(36 * corner - 90)
        corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return closed_path(corners)


def _bow_tie(x: float, y: float, radius: float) -> list[Segment]:
    end, waist = radius * 1.15, radius * 0.28
    steps = [(-end, -end), (0, -waist), (end, -end), (end, end), (0, waist), (-end, end)]
    return closed_path([(x + dx, y + dy) for dx, dy in steps])


def _box(x: float, y: float, across: float, down: float) -> list[Segment]:
    return closed_path([(x - across, y - down), (x + across, y - down), (x + across, y + down), (x - across, y + down)])


_OUTLINES: dict[str, Callable[[float, float, float], list[Segment]]] = {
    "cross": _cross,
    "saltire": _saltire,
    "star": _star,
    "bow-tie": _bow_tie,
    "bar": lambda x, y, radius: _box(x, y, radius * 1.25, radius * 0.6),
    "post": lambda x, y, radius: _box(x, y, radius * 0.6, radius * 1.25),
}


def marker(
    canvas: Canvas,
    x: float,
    y: float,
    index: int,
    radius: float,
    colour: str,
    *,
    hollow: bool = False,
    halo: float = 0,
) -> None:
    """Draws a persona's marker. Its shape depends on the persona's index; it is hollow for an assumed emotion."""
    shape = _MARKER_SHAPES[index % len(_MARKER_SHAPES)]
    fill = "paper" if hollow else colour
    stroke = colour if hollow else "paper" if halo else None
    width = 2.2 if hollow else halo
    grown = radius - 1.1 if hollow else radius + halo / 2
    if shape == "circle":
        canvas.circle(x, y, grown, fill, stroke=stroke, stroke_width=width)
        return
    if shape in _OUTLINES:
        outline = _OUTLINES[shape](x, y, grown)
    else:
        corners, size, turn = _POLYGONS[shape]
        outline = polygon(x, y, corners, grown * size, turn)
    canvas.path(outline, fill, stroke=stroke, stroke_width=width)


def dots(canvas: Canvas, x: float, y: float, filled: int, total: int, colour: str) -> None:
    """Draws a rating as filled and hollow dots that start at x."""
    for index in range(total):
        if index < filled:
            canvas.circle(x + 3 + index * 9, y, 3, colour)
        else:
            canvas.circle(x + 3 + index * 9, y, 2.5, None, stroke=colour, stroke_width=1)


def squares(canvas: Canvas, x: float, y: float, filled: int, *, solid: bool) -> None:
    """Draws a rating out of 5 as squares, solid for impact and hollow for effort; the missing ones are faint."""
    for index in range(5):
        left = x + index * 11
        if index >= filled:
            canvas.rect(left + 0.5, y - 3.5, 7, 7, None, stroke="rule", stroke_width=1)
        elif solid:
            canvas.rect(left, y - 4, 8, 8, "ink2")
        else:
            canvas.rect(left + 0.6, y - 3.4, 6.8, 6.8, None, stroke="ink2", stroke_width=1.2)


def overdue_disc(canvas: Canvas, x: float, y: float) -> None:
    """Draws the mark for overdue: a filled disc with an exclamation mark."""
    canvas.circle(x, y, 6, "overdue")
    canvas.line(x, y - 3.2, x, y + 0.8, "overdue-text", 1.6)
    canvas.circle(x, y + 3, 0.9, "overdue-text")


def status_ring(canvas: Canvas, x: float, y: float, quarters: int, colour: str = "ink2") -> None:
    """Draws the progress of an action as a ring with this many quarters filled; 4 is a full dot."""
    canvas.circle(x, y, 5.2, "paper", stroke=colour, stroke_width=1.3)
    if quarters >= 4:
        canvas.circle(x, y, 3.2, colour)
    elif quarters > 0:
        canvas.path(_pie(x, y, 3.6, quarters), colour)


def blocked_ring(canvas: Canvas, x: float, y: float, colour: str = "ink2") -> None:
    """Draws the status of an action that is held up: a ring with a bar across it."""
    canvas.circle(x, y, 5.2, "paper", stroke=colour, stroke_width=1.3)
    canvas.rect(x - 3.2, y - 1.2, 6.4, 2.4, colour)


def arrow_forward(canvas: Canvas, x: float, y: float, colour: str) -> None:
    """Draws an arrow in reading direction, 11 pixels long, that starts at (x, y)."""
    head: list[Segment] = [("M", (x + 7.5, y - 3.5)), ("L", (x + 11, y)), ("L", (x + 7.5, y + 3.5))]
    canvas.path([("M", (x, y)), ("L", (x + 11, y)), *head], stroke=colour, stroke_width=1.3)


def reply(canvas: Canvas, x: float, y: float, colour: str) -> None:
    """Draws the mark of an answer, an arrow that turns from down to forward, in 11 by 9 pixels that start at (x, y)."""
    shaft: list[Segment] = [
        ("M", (x + 1, y)),
        ("L", (x + 1, y + 2.5)),
        ("C", (x + 1, y + 4.5, x + 2, y + 5.5, x + 4, y + 5.5)),
    ]
    head: list[Segment] = [("M", (x + 7.5, y + 2)), ("L", (x + 11, y + 5.5)), ("L", (x + 7.5, y + 9))]
    canvas.path([*shaft, ("L", (x + 11, y + 5.5)), *head], stroke=colour, stroke_width=1.4)


def _pie(x: float, y: float, radius: float, quarters: int) -> list[Segment]:
    k = radius * CIRCLE_CONTROL
    arcs: list[Segment] = [
        ("C", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        ("C", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        ("C", (x - k, y + radius, x - radius, y + k, x - radius, y)),
    ]
    return [("M", (x, y)), ("L", (x, y - radius)), *arcs[:quarters], ("Z", ())]


def check(canvas: Canvas, x: float, y: float, colour: str) -> None:
    """Draws the mark of a gain, a check mark, in a square of 10 pixels that starts at (x, y); it is never mirrored."""
    tick = [(0.8, 5.6), (4.0, 8.8), (9.4, 1.6)]
    if canvas.rtl:  # the canvas mirrors what is drawn, and a check mark has one direction
        tick = [(10 - dx, dy) for dx, dy in tick]
    first, *others = [(x + dx, y + dy) for dx, dy in tick]
    canvas.path([("M", first), *(("L", each) for each in others)], stroke=colour, stroke_width=1.9)


def arrow_up_forward(canvas: Canvas, x: float, y: float, colour: str) -> None:
    """Draws the mark of an opportunity, an arrow up and forward, in a square of 10 pixels that starts at (x, y)."""
    shaft: list[Segment] = [("M", (x + 1, y + 9)), ("L", (x + 9, y + 1))]
    head: list[Segment] = [("M", (x + 3.5, y + 1)), ("L", (x + 9, y + 1)), ("L", (x + 9, y + 6.5))]
    canvas.path([*shaft, *head], stroke=colour, stroke_width=1.5)


def drop(canvas: Canvas, x: float, y: float, colour: str) -> None:
    """Draws the sign of a leak, a falling drop 8 pixels wide and 11 high, around a point."""
    outline: list[Segment] = [
        ("M", (x, y - 6.2)),
        ("C", (x + 1.2, y - 3.6, x + 4, y - 1.2, x + 4, y + 1.2)),
        ("C", (x + 4, y + 3.5, x + 2.2, y + 5, x, y + 5)),
        ("C", (x - 2.2, y + 5, x - 4, y + 3.5, x - 4, y + 1.2)),
        ("C", (x - 4, y - 1.2, x - 1.2, y - 3.6, x, y - 6.2)),
        ("Z", ()),
    ]
    canvas.path(outline, colour)
