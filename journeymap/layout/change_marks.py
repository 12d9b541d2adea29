"""What changed since another version, shown on the map: marks of four shapes, the old curve, and the story below."""

from __future__ import annotations

from journeymap.layout.brief import MARGIN, Brief
from journeymap.layout.canvas import BODY, CAPTION, HEADING, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.overlay import How
from journeymap.layout.scene import Segment

RADIUS = 6.5

_COLOURS: dict[How, str] = {"added": "opportunity", "removed": "pain", "moved": "persona-1", "changed": "persona-2"}
_SIGN = RADIUS * 0.55
_STORY_LEADING = 22
_CELL_INSET = 9


def draw_change(canvas: Canvas, x: float, y: float, how: How, title: str = "", radius: float = RADIUS) -> None:
    """The mark of a change around a point: a disc with a plus, a square with a minus, an arrow, a triangle."""
    colour = _COLOURS[how]
    scale = radius / RADIUS
    sign = _SIGN * scale
    with canvas.group(kind=f"change {how}", title=title):
        if how == "added":
            canvas.circle(x, y, radius, colour, stroke="paper", stroke_width=1.5)
            canvas.line(x - sign, y, x + sign, y, "paper", 1.8)
            canvas.line(x, y - sign, x, y + sign, "paper", 1.8)
        elif how == "removed":
            side = 2 * radius - 1.5 * scale
            canvas.rect(x - side / 2, y - side / 2, side, side, "paper", stroke=colour, stroke_width=1.8)
            canvas.line(x - sign, y, x + sign, y, colour, 1.8)
        elif how == "moved":
            canvas.path(_arrow(x, y, radius * 1.35), colour, stroke="paper", stroke_width=1.2)
        else:
            corners: list[Segment] = [
                ("M", (x, y - radius * 1.1)),
                ("L", (x + radius * 1.15, y + radius * 0.9)),
                ("L", (x - radius * 1.15, y + radius * 0.9)),
                ("Z", ()),
            ]
            canvas.path(corners, colour, stroke="paper", stroke_width=1.2)


def _arrow(x: float, y: float, size: float) -> list[Segment]:
    """A broad arrow that points both ways along the journey."""
    half, shaft, head = size * 0.72, size * 0.27, size * 0.3
    points = [
        (x - size, y), (x - head, y - half), (x - head, y - shaft), (x + head, y - shaft), (x + head, y - half),
        (x + size, y), (x + head, y + half), (x + head, y + shaft), (x - head, y + shaft), (x - head, y + half),
    ]  # fmt: skip
    return [("M", points[0]), *(("L", point) for point in points[1:]), ("Z", ())]


def draw_station_change(canvas: Canvas, brief: Brief, column: Column, station: float) -> None:
    """The mark of a touchpoint, beside its station."""
    overlay = brief.compared
    how = overlay.touchpoints.get(column.touchpoint.id) if overlay else None
    if overlay and how:
        draw_change(canvas, column.middle + 19, station - 11, how, overlay.words[f"mark-{how}"])


def draw_gone(canvas: Canvas, brief: Brief, row: Row, station: float) -> None:
    """Where touchpoints stood that are no longer there."""
    overlay = brief.compared
    for gone in overlay.gone if overlay else ():
        column = next((column for column in row.columns if column.touchpoint.id == gone.after), None)
        x = column.x + column.width if column else None
        if gone.after is None and row.number == 1 and row.columns:
            x = row.columns[0].x
        if overlay and x is not None:
            names = overlay.words.say("removed-here", names=brief.words["list-comma"].join(gone.names))
            draw_change(canvas, x, station, "removed", names)


def draw_cell_changes(canvas: Canvas, brief: Brief, row: Row, lane: str, top: float) -> None:
    """The marks of a lane's cells, in their upper corner."""
    overlay = brief.compared
    for column in row.columns if overlay else ():
        how = overlay.cells.get((lane, column.touchpoint.id)) if overlay else None
        if overlay and how:
            with canvas.group(touchpoint=column.touchpoint.id):
                x = column.x + column.width - _CELL_INSET
                draw_change(canvas, x, top + 8, how, overlay.words[f"mark-{how}"], RADIUS * 0.75)


def draw_story(canvas: Canvas, brief: Brief, top: float) -> float:
    """What changed, in words, in two columns where there is room; returns the y below it."""
    overlay = brief.compared
    if overlay is None:
        return top
    y = top + 26
    canvas.text(MARGIN, y, overlay.heading, HEADING, "ink")
    y += 14
    columns = 2 if len(overlay.story) > 3 else 1
    width = (canvas.width - 2 * MARGIN - 32 * (columns - 1)) / columns
    half = -(-len(overlay.story) // columns)
    lowest = y
    for number in range(columns):
        x, at = MARGIN + number * (width + 32), y
        for how, text in overlay.story[number * half : (number + 1) * half]:
            draw_change(canvas, x + RADIUS, at + _STORY_LEADING / 2, how, radius=RADIUS * 0.85)
            lines = BODY.lines(text, width - 3 * RADIUS - 4)
            below = canvas.lines(x + 3 * RADIUS, at + (_STORY_LEADING - BODY.leading) / 2, lines, BODY, "ink")
            at = below + _STORY_LEADING - BODY.leading
        lowest = max(lowest, at)
    if overlay.more:
        canvas.text(MARGIN + 3 * RADIUS, lowest + 12, overlay.more, CAPTION, "ink3")
        lowest += 18
    return lowest + 14
