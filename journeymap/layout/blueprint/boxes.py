"""The lanes of the blueprint whose parts say more than their texts: each part is a box, a plain text stays a text."""

from __future__ import annotations

from journeymap.insight.blueprint import says_more
from journeymap.layout.blueprint.planning import Arrow, Edge, Part, parts_of, plan_arrows, steps_elsewhere
from journeymap.layout.blueprint.routing import LEVEL, Routes
from journeymap.layout.canvas import BODY, CAPTION, CAPTION_STRONG, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.marks import arrow_up_forward, closed_path
from journeymap.layout.spec import CELL_ABOVE, CELL_BELOW, MapSpec
from journeymap.model import ServiceStep
from journeymap.records import NamedTuple

_BETWEEN = 11.0
_ACROSS, _DOWN = 7.0, 6.0
_SIGN = 13.0
_OVER_LEVELS, _UNDER_LEVELS = 13.0, 9.0
_COMPACT_LINES = 3
_APART = 2.0
_CORNER, _LINES_APART = 5.0, 4.0


class ServiceBox(NamedTuple):
    """A part in its cell: the lines of its text, owner, fail point and steps elsewhere, its place, width and height.

    `y` counts from the top of the lane. All lengths are logical, in pixels.
    """

    part: Part
    text: tuple[str, ...]
    owner: tuple[str, ...]
    fail: tuple[str, ...]
    elsewhere: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The y of its middle, from the top of the lane."""
        return self.y + self.height / 2


class RowBlueprint:
    """The boxes and arrows of a row. `lanes` are those that it shows, from the top, and `boxed` those with boxes.

    `sides` has the y, from the top of its lane, of each line at a side of a box, by the box's place, the edge and net.
    """

    def __init__(self, spec: MapSpec, row: Row, lanes: list[str], boxed: frozenset[str]) -> None:
        parts = parts_of(row, lanes, boxed)
        self.lanes = lanes
        self.arrows: list[Arrow] = plan_arrows(parts)
        self.routes = Routes(row, self.arrows)
        self.boxes: dict[tuple[int, int, int], ServiceBox] = {}
        self._bottoms: dict[int, float] = {}
        bottom = 0.0
        for part in parts:
            top = bottom + _BETWEEN if part.place else CELL_ABOVE
            box = _box(spec, row, part, self.routes.inset, top, boxed)
            self.boxes[part[1:4]] = box
            bottom = top + box.height
            self._bottoms[part.lane] = max(self._bottoms.get(part.lane, 0), bottom)
        self.sides: dict[tuple[tuple[int, int, int], Edge, int], float] = {}
        self._set_sides()

    def _set_sides(self) -> None:
        """Sets the y of each line at the side of a box: its middle, or the nearest that leaves the others room."""
        taken: dict[tuple[int, int], list[float]] = {}
        for arrow in self.arrows:
            for part, edge, gutter in arrow.sides:
                if (key := (part[1:4], edge, arrow.net)) not in self.sides:
                    box, others = self.boxes[part[1:4]], taken.setdefault((part.lane, gutter), [])
                    reach = box.height / 2 - _CORNER
                    steps = range(int(2 * reach / _LINES_APART) + 1)
                    places = [box.middle + (1 if i % 2 else -1) * ((i + 1) // 2) * _LINES_APART for i in steps]
                    free = (y for y in places if all(abs(y - other) >= _LINES_APART - 0.5 for other in others))
                    self.sides[key] = next(free, box.middle)
                    others.append(self.sides[key])

    def height(self, lane: str) -> float:
        """The height of a lane with its channel."""
        index = self.lanes.index(lane)
        depth = self.routes.depths.get(index, 0)
        below = _OVER_LEVELS + LEVEL * (depth - 1) + _UNDER_LEVELS if depth else CELL_BELOW
        return self._bottoms[index] + below

    def level(self, arrow: Arrow) -> float:
        """The y of an arrow's line along its channel, from the top of its target's lane."""
        level = self.routes.levels.get(arrow.net, 0)
        return self._bottoms[arrow.target.lane] + _OVER_LEVELS + LEVEL * level


class ServiceLane:
    """A lane of boxes. `rows` has the blueprint of each row of stages that shows the lane, by its number."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.icon = name
        self.rows: dict[int, RowBlueprint] = {}

    def title(self, spec: MapSpec) -> str:
        return spec.words[f"lane-{self.name}"]

    def is_in(self, row: Row) -> bool:
        """Whether a row has parts of this lane."""
        return any(getattr(column.touchpoint, self.name) for column in row.columns)

    def height(self, spec: MapSpec, row: Row) -> float:
        return self.rows[row.number].height(self.name) if self.is_in(row) else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        blueprint = self.rows[row.number]
        lane = blueprint.lanes.index(self.name)
        for box in blueprint.boxes.values():
            if box.part.lane == lane:
                column: Column = row.columns[box.part.column]
                full = _full(box.part.step) if spec.compact else ""
                with canvas.group(touchpoint=column.touchpoint.id, title=full):
                    _draw_box(canvas, box, top)


def _full(step: ServiceStep) -> str:
    return "\n".join(filter(None, (step.text, step.fail)))


def _draw_box(canvas: Canvas, box: ServiceBox, top: float) -> None:
    x, y = box.x + _ACROSS, top + box.y
    if not says_more(box.part.step):
        canvas.lines(x, y, box.text, BODY, "ink2")
        return
    with canvas.group(kind="part"):
        canvas.rect(box.x, y, box.width, box.height, "paper", radius=4, stroke="rule2")
        y = canvas.lines(x, y + _DOWN, box.text, BODY, "ink")
        if box.owner:
            y = canvas.lines(x, y + _APART, box.owner, CAPTION, "ink3")
        if box.fail:
            draw_fail_sign(canvas, x, y + _APART + CAPTION.leading / 2)
            y = canvas.lines(x + _SIGN, y + _APART, box.fail, CAPTION, "ink2")
        if box.elsewhere:
            arrow_up_forward(canvas, x, y + _APART + 1, "ink2")
            canvas.lines(x + _SIGN, y + _APART, box.elsewhere, CAPTION_STRONG, "ink2")


def draw_fail_sign(canvas: Canvas, x: float, y: float) -> None:
    """Draws the sign of a fail point: a triangle with an exclamation mark, 10 wide, that starts at x around the y."""
    canvas.path(closed_path([(x + 5, y - 5), (x + 10.2, y + 4.4), (x - 0.2, y + 4.4)]), "pain")
    canvas.line(x + 5, y - 2, x + 5, y + 1.2, "paper", 1.3)
    canvas.line(x + 5, y + 2.2, x + 5, y + 3.4, "paper", 1.3)


def _box(spec: MapSpec, row: Row, part: Part, inset: float, top: float, boxed: frozenset[str]) -> ServiceBox:
    step, column = part.step, row.columns[part.column]
    width = column.width - 2 * inset
    room, most = width - 2 * _ACROSS, _COMPACT_LINES if spec.compact else 0
    text = BODY.lines(step.text, room, most=most)
    height = len(text) * BODY.leading
    if not says_more(step):
        return ServiceBox(part, text, (), (), (), column.x + inset, top, width, height)
    known = spec.journey.owner_by_id.get(step.owner or "")
    owner = CAPTION.lines(known.name, room, most=1 if most else 0) if known else ()
    fail = CAPTION.lines(step.fail, room - _SIGN, most=most) if step.fail else ()
    numbers = steps_elsewhere(spec.journey, row, step, boxed)
    listed = spec.words["list-comma"].join(map(spec.words.number, numbers))
    elsewhere = CAPTION_STRONG.lines(listed, room - _SIGN) if listed else ()
    height += sum(len(lines) * CAPTION.leading + _APART for lines in (owner, fail, elsewhere) if lines) + 2 * _DOWN
    return ServiceBox(part, text, owner, fail, elsewhere, column.x + inset, top, width, height)
