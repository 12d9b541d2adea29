"""Shows on the map what changed since another version: a mark for each kind of change, and a list below the map."""

from __future__ import annotations

from journeymap.layout.canvas import BODY, CAPTION, HEADING, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.marks import closed_path
from journeymap.layout.scene import Segment
from journeymap.layout.spec import MARGIN, MapSpec
from journeymap.overlays import ItemPath
from journeymap.overlays.changes import ChangesOverlay, How

RADIUS = 6.5

_COLOURS: dict[How, str] = {"added": "opportunity", "removed": "pain", "moved": "persona-1", "changed": "persona-2"}
_SIGN = RADIUS * 0.55
_STORY_LEADING = 22
_CELL_INSET = 9
_FRAME, _FRAME_INSET = 2.5, 2


def draw_change(canvas: Canvas, x: float, y: float, how: How, title: str = "", radius: float = RADIUS) -> None:
    """Draws the mark of a change around a point: a disc with a plus, a square with a minus, an arrow or a triangle."""
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
            side, base = radius * 1.15, y + radius * 0.9
            triangle = closed_path([(x, y - radius * 1.1), (x + side, base), (x - side, base)])
            canvas.path(triangle, colour, stroke="paper", stroke_width=1.2)


def _arrow(x: float, y: float, size: float) -> list[Segment]:
    """A broad arrow that points both forwards and backwards along the journey."""
    half, shaft, head = size * 0.72, size * 0.27, size * 0.3
    corners = [
        (x - size, y), (x - head, y - half), (x - head, y - shaft), (x + head, y - shaft), (x + head, y - half),
        (x + size, y), (x + head, y + half), (x + head, y + shaft), (x - head, y + shaft), (x - head, y + half),
    ]  # fmt: skip
    return closed_path(corners)


def draw_mark(canvas: Canvas, spec: MapSpec, path: ItemPath, x: float, y: float, radius: float = RADIUS) -> None:
    """Draws the mark of the change at a path around a point; nothing when nothing changed there."""
    changes = spec.overlay(ChangesOverlay)
    how = changes.at(path).how if changes else None
    if changes and how:
        draw_change(canvas, x, y, how, changes.words[how], radius)


def draw_station_change(canvas: Canvas, spec: MapSpec, column: Column, station: float) -> None:
    """Draws the mark of a changed touchpoint beside its station."""
    if spec.overlays:
        draw_mark(canvas, spec, ItemPath.to(touchpoint=column.touchpoint.id), column.middle + 19, station - 11)


def draw_removed_touchpoints(canvas: Canvas, spec: MapSpec, row: Row, station: float) -> None:
    """Draws marks of removed touchpoints where they were: at the start of the journey, or after a column."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None or not row.columns:
        return
    places = [(ItemPath.to(journey=""), row.columns[0].x)] if row.number == 1 else []
    places += [(ItemPath.to(touchpoint=each.touchpoint.id), each.x + each.width) for each in row.columns]
    for path, x in places:
        removed = changes.at(path).removed
        if removed:
            draw_change(canvas, x, station, "removed", removed)


def draw_cell_changes(canvas: Canvas, spec: MapSpec, row: Row, lane: str, top: float, bottom: float) -> None:
    """Frames a lane's changed cells, which shows where a whole map is small, with their marks in the upper corners."""
    changes = spec.overlay(ChangesOverlay)
    for column in row.columns if changes else ():
        path = ItemPath.to(touchpoint=column.touchpoint.id, lane=lane)
        how = changes.at(path).how if changes else None
        if how:
            with canvas.group(touchpoint=column.touchpoint.id):
                x, y = column.x + _FRAME_INSET, top + _FRAME_INSET
                width, height = column.width - 2 * _FRAME_INSET, bottom - top - 2 * _FRAME_INSET
                canvas.rect(x, y, width, height, None, radius=4, stroke=_COLOURS[how], stroke_width=_FRAME)
                draw_mark(canvas, spec, path, column.x + column.width - _CELL_INSET, top + 8, RADIUS * 0.75)


def draw_story(canvas: Canvas, changes: ChangesOverlay, top: float) -> float:
    """Draws the list of changes in words, in two columns when there are more than three; returns the y below it."""
    y = top + 26
    canvas.text(MARGIN, y, changes.heading, HEADING, "ink")
    y += 14
    columns = 2 if len(changes.story) > 3 else 1
    width = (canvas.width - 2 * MARGIN - 32 * (columns - 1)) / columns
    half = -(-len(changes.story) // columns)
    lowest = y
    for number in range(columns):
        x, line_top = MARGIN + number * (width + 32), y
        for how, text in changes.story[number * half : (number + 1) * half]:
            draw_change(canvas, x + RADIUS, line_top + _STORY_LEADING / 2, how, radius=RADIUS * 0.85)
            lines = BODY.lines(text, width - 3 * RADIUS - 4)
            below = canvas.lines(x + 3 * RADIUS, line_top + (_STORY_LEADING - BODY.leading) / 2, lines, BODY, "ink")
            line_top = below + _STORY_LEADING - BODY.leading
        lowest = max(lowest, line_top)
    if changes.more:
        canvas.text(MARGIN + 3 * RADIUS, lowest + 12, changes.more, CAPTION, "ink3")
        lowest += 18
    return lowest + 14
