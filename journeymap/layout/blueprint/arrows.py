"""Draws what of the arrows of a row is in one band, so that a band can be hidden or moved with its part of them."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.blueprint.boxes import RowBlueprint
from journeymap.layout.blueprint.planning import Arrow, Edge, Part
from journeymap.layout.canvas import Canvas
from journeymap.layout.icons import CIRCLE_CONTROL
from journeymap.layout.marks import closed_path
from journeymap.layout.scene import Segment, TextLine
from journeymap.records import NamedTuple

_COLOUR, _WIDTH = "ink2", 1.2
_BEND = 4.0
_HEAD, _HALF = 5.5, 3.2
_PAUSE = 2.6
_BESIDE = 3.0
_UP, _DOWN = 0.74, 0.22

Point = tuple[float, float]


class _ArrowPiece(NamedTuple):
    """The part of an arrow in a band: its corners, and whether it ends at the target's box."""

    arrow: Arrow
    points: list[Point]
    lands: bool


def draw_arrows_in(canvas: Canvas, blueprint: RowBlueprint, lane: int, edges: tuple[float, float]) -> None:
    """Draws the arrows in the band of a lane of boxes. `edges` are the y of its top and bottom."""
    pieces = [_piece(blueprint, arrow, lane, edges) for arrow in blueprint.arrows]
    _draw(canvas, blueprint, [piece for piece in pieces if piece])


def draw_arrows_through(
    canvas: Canvas,
    blueprint: RowBlueprint,
    between: tuple[int, int],
    edges: tuple[float, float],
    texts: Sequence[TextLine] = (),
) -> None:
    """Draws the arrows through a band that is between two lanes, given by index; they pause at the `texts`."""
    upper, lower = between
    top, bottom = edges
    pieces = []
    for arrow in blueprint.arrows:
        ends = arrow.source.lane, arrow.target.lane
        if min(ends) <= upper and lower <= max(ends):
            x = blueprint.routes.leaving(arrow)
            pieces.append(_ArrowPiece(arrow, [(x, top), (x, bottom)], lands=False))
    _draw(canvas, blueprint, pieces, texts)


def _piece(blueprint: RowBlueprint, arrow: Arrow, lane: int, edges: tuple[float, float]) -> _ArrowPiece | None:
    """What of an arrow is in the band of a lane; None where it is in others only."""
    source, target = arrow.source.lane, arrow.target.lane
    if not min(source, target) <= lane <= max(source, target):
        return None
    top, bottom = edges
    x = blueprint.routes.leaving(arrow)
    points: list[Point] = []
    if lane == source:
        points += _at_box(blueprint, arrow, arrow.source, arrow.leaves, top, x)
    else:
        points.append((x, bottom if source > target else top))
    if lane != target:
        points.append((x, top if source > target else bottom))
        return _ArrowPiece(arrow, points, lands=False)
    landing = blueprint.routes.landing(arrow)
    if landing != x:
        level = top + blueprint.level(arrow)
        points += [(x, level), (landing, level)]
    points += reversed(_at_box(blueprint, arrow, arrow.target, arrow.lands, top, landing))
    return _ArrowPiece(arrow, points, lands=True)


def _at_box(blueprint: RowBlueprint, arrow: Arrow, part: Part, edge: Edge, lane_top: float, x: float) -> list[Point]:
    """The corners of a line from the edge of a box to the x at which it goes on up or down."""
    box = blueprint.boxes[part[1:4]]
    top = lane_top + box.y
    if edge in ("top", "bottom"):
        return [(x, top if edge == "top" else top + box.height)]
    y = lane_top + blueprint.sides[part[1:4], edge, arrow.net]
    return [(box.x + box.width if edge == "end" else box.x, y), (x, y)]


def _draw(canvas: Canvas, blueprint: RowBlueprint, pieces: list[_ArrowPiece], texts: Sequence[TextLine] = ()) -> None:
    uprights = [
        (piece.arrow.net, x1, min(y1, y2), max(y1, y2))
        for piece in pieces
        for (x1, y1), (x2, y2) in zip(piece.points, piece.points[1:], strict=False)
        if x1 == x2 and y1 != y2
    ]
    for piece in pieces:
        arrow = piece.arrow
        lanes = {"from-lane": blueprint.lanes[arrow.source.lane], "to-lane": blueprint.lanes[arrow.target.lane]}
        ends = {"from": arrow.source.step.id or "", "to": arrow.target.step.id or ""}
        with canvas.group(kind="support", **ends, **lanes):
            points = list(piece.points)
            if piece.lands:
                points[-1] = _draw_head(canvas, points)
            others = [upright[1:] for upright in uprights if upright[0] != arrow.net]
            canvas.path(_path(canvas, points, others, texts), stroke=_COLOUR, stroke_width=_WIDTH)


def _draw_head(canvas: Canvas, points: list[Point]) -> Point:
    """Draws the head at the last point; returns the middle of its back, where the line ends."""
    (x1, y1), (x, y) = points[-2:]
    across, down = (x > x1) - (x < x1), (y > y1) - (y < y1)
    back = (x - across * _HEAD, y - down * _HEAD)
    half = (down * _HALF, across * _HALF)
    canvas.path(
        closed_path([(back[0] - half[0], back[1] - half[1]), (back[0] + half[0], back[1] + half[1]), (x, y)]), _COLOUR
    )
    return back


def _path(
    canvas: Canvas, points: list[Point], uprights: list[tuple[float, float, float]], texts: Sequence[TextLine]
) -> list[Segment]:
    """A line through the points with round corners; level parts pause at `uprights`, upright ones at `texts`."""
    steps: list[Segment] = [("M", points[0])]
    for index in range(1, len(points)):
        (x1, y1), (x2, y2) = points[index - 1 : index + 1]
        length = abs(x2 - x1) + abs(y2 - y1)
        before = _bend(points, index - 1)
        after = _bend(points, index)
        if not length:
            continue
        dx, dy = (x2 - x1) / length, (y2 - y1) / length
        if y1 == y2:
            low, high = min(x1, x2), max(x1, x2)
            pauses = [abs(x - x1) for x, top, bottom in uprights if low < x < high and top <= y1 <= bottom]
            spans = [(at - _PAUSE, at + _PAUSE) for at in pauses]
        else:
            spans = _spared(canvas, x1, y1, dy, texts)
        for start, end in sorted(spans):
            if before < start and end < length - after:
                steps += [("L", (x1 + dx * start, y1 + dy * start)), ("M", (x1 + dx * end, y1 + dy * end))]
        steps.append(("L", (x2 - dx * after, y2 - dy * after)))
        if after:
            (x3, y3) = points[index + 1]
            reach = abs(x3 - x2) + abs(y3 - y2)
            ex, ey = x2 + (x3 - x2) / reach * after, y2 + (y3 - y2) / reach * after
            k = 1 - CIRCLE_CONTROL
            sx, sy = x2 - dx * after, y2 - dy * after
            steps.append(
                ("C", (x2 - (x2 - sx) * k, y2 - (y2 - sy) * k, x2 - (x2 - ex) * k, y2 - (y2 - ey) * k, ex, ey))
            )
    return steps


def _bend(points: list[Point], index: int) -> float:
    """The radius of the corner at a point: at most half of the shorter line beside it; 0 at the ends."""
    if index in (0, len(points) - 1):
        return 0.0
    (x1, y1), (x2, y2), (x3, y3) = points[index - 1 : index + 2]
    if (x1 == x2) == (x2 == x3):
        return 0.0
    return min(_BEND, (abs(x2 - x1) + abs(y2 - y1)) / 2, (abs(x3 - x2) + abs(y3 - y2)) / 2)


def _spared(canvas: Canvas, x: float, y: float, way: float, texts: Sequence[TextLine]) -> list[tuple[float, float]]:
    """Where an upright line from a y pauses for texts: from and to, counted along the line."""
    across = canvas.flip(x)
    found = []
    for text in texts:
        if abs(text.middle - across) < text.width / 2 + _BESIDE:
            ends = (text.baseline - _UP * text.size - y, text.baseline + _DOWN * text.size - y)
            found.append((min(end * way for end in ends) - _BESIDE, max(end * way for end in ends) + _BESIDE))
    return found
