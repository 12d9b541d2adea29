"""Shows on the map what changed since another version: a mark for each kind of change, and a list below the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeymap.layout.canvas import BODY, CAPTION, HEADING, Canvas
from journeymap.layout.change_numbers import ChangeNumbers, Place, disc_of, draw_disc
from journeymap.layout.frame import Column, Row, StageSpan
from journeymap.layout.marks import closed_path
from journeymap.layout.scene import Segment
from journeymap.layout.spec import MARGIN, MapSpec
from journeymap.overlays import ItemPath
from journeymap.overlays.changes import ChangesOverlay, How, PathChange, StoryLine

RADIUS = 6.5

_COLOURS: dict[How, str] = {"added": "opportunity", "removed": "pain", "moved": "persona-1", "changed": "persona-2"}
_SIGN = RADIUS * 0.55
_STORY_LEADING = 22
_CELL_INSET = 9
_FRAME, _FRAME_INSET = 2.5, 2
_STATION_X, _STATION_Y = 19, 11
_ACTION_DISC = 20.0
_STORY_NUMBER = 12.0


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


def number_stations(canvas: Canvas, spec: MapSpec, row: Row, station: float) -> None:
    """Numbers the marks of a row's spine, once all else of it is drawn: those of touchpoints, and of what is gone."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None or not row.columns:
        return
    numbers = ChangeNumbers(canvas, spec, changes)
    for path, x in _removed_places(row):
        number = changes.at(path).number_of_removed
        if number:
            beside = RADIUS + 2
            places = [Place(x, station - beside, above=1), Place(x, station + beside, above=0),
                      Place(x - beside, station, before=1), Place(x + beside, station, before=0)]  # fmt: skip
            numbers.put(number, _COLOURS["removed"], places, to="text", is_own=True)
    for column in row.columns:
        path = ItemPath.to(touchpoint=column.touchpoint.id)
        own, how = changes.at(path).number, changes.at(path).how
        number = own or changes.first_numbers.get(path, 0)
        if how and number:
            x, y = column.middle + _STATION_X, station - _STATION_Y
            places = [Place(x + RADIUS * 1.35 + 2, y, before=0), Place(column.middle - _STATION_X, y, before=1),
                      Place(x + RADIUS * 1.35 + 2, station + 2, before=0, above=0), Place(x, y - RADIUS - 2, above=1),
                      Place(column.middle - _STATION_X, station + 2, before=1, above=0)]  # fmt: skip
            numbers.put(number, _COLOURS[how], places, to=f"text-{column.touchpoint.id}", is_own=bool(own))


def number_stages(canvas: Canvas, spec: MapSpec, spans: Iterable[StageSpan], top: float) -> None:
    """Numbers the marks of stages, left of these, on the upper edge of the stages' band or as near to it as can be."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None:
        return
    numbers = ChangeNumbers(canvas, spec, changes)
    for span in spans:
        change = changes.at(ItemPath.to(stage=span.stage.id))
        if change.how and change.number:
            x = span.x + span.width - 4 - RADIUS * 1.35 - 3
            tries = [x - step * 12 for step in range(max(int(span.width - 40) // 12, 1))]
            places = [
                Place(each, y, before=1, above=above) for y, above in ((top + 1, 0.5), (top + 4, 1)) for each in tries
            ]
            numbers.put(change.number, _COLOURS[change.how], places, to=f"stage-{span.number}", is_own=True)


def number_actions(canvas: Canvas, spec: MapSpec, rows: Iterable[tuple[str, float, float]]) -> None:
    """Numbers the marks of actions before these; each is given by its id and the place of its mark."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None:
        return
    numbers = ChangeNumbers(canvas, spec, changes)
    for action, x, y in rows:
        change = changes.at(ItemPath.to(action=action))
        if change.how and change.number:
            place = Place(x - RADIUS * 1.35 - 2, y, before=1)
            numbers.put(
                change.number, _COLOURS[change.how], [place], to=f"action-{action}", is_own=True, most=_ACTION_DISC
            )


def draw_station_change(canvas: Canvas, spec: MapSpec, column: Column, station: float) -> None:
    """Draws the mark of a changed touchpoint beside its station."""
    if spec.overlays:
        draw_mark(
            canvas, spec, ItemPath.to(touchpoint=column.touchpoint.id), column.middle + _STATION_X, station - _STATION_Y
        )


def draw_removed_touchpoints(canvas: Canvas, spec: MapSpec, row: Row, station: float) -> None:
    """Draws marks of removed touchpoints where they were: at the start of the journey, or after a column."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None or not row.columns:
        return
    for path, x in _removed_places(row):
        removed = changes.at(path).removed
        if removed:
            draw_change(canvas, x, station, "removed", removed)


def _removed_places(row: Row) -> list[tuple[ItemPath, float]]:
    """The items after which touchpoints may have been removed, and where that is marked."""
    start = [(ItemPath.to(journey=""), row.columns[0].x)] if row.number == 1 else []
    return start + [(ItemPath.to(touchpoint=each.touchpoint.id), each.x + each.width) for each in row.columns]


def draw_cell_changes(canvas: Canvas, spec: MapSpec, row: Row, lane: str, top: float, bottom: float) -> None:
    """Frames a lane's changed cells, which shows where a whole map is small.

    Their marks are in the upper corners, and their numbers in a lower one, or in another where that has no room.
    """
    changes = spec.overlay(ChangesOverlay)
    if changes is None:
        return
    framed: list[tuple[str, PathChange, tuple[float, float, float, float]]] = []
    for column in row.columns:
        path = ItemPath.to(touchpoint=column.touchpoint.id, lane=lane)
        how = changes.at(path).how
        if how:
            with canvas.group(touchpoint=column.touchpoint.id):
                x, y = column.x + _FRAME_INSET, top + _FRAME_INSET
                width, height = column.width - 2 * _FRAME_INSET, bottom - top - 2 * _FRAME_INSET
                canvas.rect(x, y, width, height, None, radius=4, stroke=_COLOURS[how], stroke_width=_FRAME)
                draw_mark(canvas, spec, path, column.x + column.width - _CELL_INSET, top + 8, RADIUS * 0.75)
            framed.append((column.touchpoint.id, changes.at(path), (x, y, x + width, y + height)))
    numbers = ChangeNumbers(canvas, spec, changes) if framed else None
    for touchpoint, change, frame in framed:
        if numbers and change.how and change.number:
            places = list(_corners(*frame))
            numbers.put(change.number, _COLOURS[change.how], places, to=f"text-{touchpoint}", is_own=True)


def _corners(start: float, top: float, end: float, bottom: float) -> Iterator[Place]:
    """The places for a number at a frame: its corners, then along its lower and its upper edge."""
    for y, above in ((bottom, 1), (top, 0)):
        yield Place(end, y, before=1, above=above)
        yield Place(start, y, before=0, above=above)
    for y, above in ((bottom, 1), (top, 0)):
        for step in range(1, int((end - start) // 8)):
            yield Place(end - 8 * step, y, before=1, above=above)


def _draw_story_number(
    canvas: Canvas, spec: MapSpec, line: StoryLine, colour: str, middle: tuple[float, float], *, is_first: bool
) -> None:
    text = spec.words.number(line.number)
    name = f"change-{line.number}" if is_first else ""
    disc = disc_of(text, _STORY_NUMBER)
    draw_disc(canvas, middle, disc, text, colour, href=f"#mark-{line.number}", title=line.text, name=name)


def draw_story(canvas: Canvas, spec: MapSpec, changes: ChangesOverlay, top: float) -> float:
    """Draws the list of changes in words, in up to three columns; returns the y below it.

    The number of a mark on the map stands before the first of its changes as a link to the mark.
    """
    y = top + 26
    canvas.text(MARGIN, y, changes.heading, HEADING, "ink")
    y += 14
    columns = 1 + (len(changes.story) > 3) + (len(changes.story) > 16)
    longest = max((spec.words.number(each.number) for each in changes.story), key=len, default="")
    indent = 3 * RADIUS + (disc_of(longest, _STORY_NUMBER).width + 6 if changes.listed - {0} else 0)
    width = (canvas.width - 2 * MARGIN - 32 * (columns - 1)) / columns
    half = -(-len(changes.story) // columns)
    lowest, told = y, set[int]()
    for number in range(columns):
        x, line_top = MARGIN + number * (width + 32), y
        for line in changes.story[number * half : (number + 1) * half]:
            middle = line_top + _STORY_LEADING / 2
            draw_change(canvas, x + RADIUS, middle, line.how, radius=RADIUS * 0.85)
            if line.number:
                is_first, before = line.number not in told, (x + 3 * RADIUS - 2 + x + indent - 4) / 2
                colour = _COLOURS[changes.marks[line.number]]
                _draw_story_number(canvas, spec, line, colour, (before, middle), is_first=is_first)
                told.add(line.number)
            lines = BODY.lines(line.text, width - indent - 4)
            below = canvas.lines(x + indent, line_top + (_STORY_LEADING - BODY.leading) / 2, lines, BODY, "ink")
            line_top = below + _STORY_LEADING - BODY.leading
        lowest = max(lowest, line_top)
    if changes.more:
        canvas.text(MARGIN + 3 * RADIUS, lowest + 12, changes.more, CAPTION, "ink3")
        lowest += 18
    return lowest + 14
