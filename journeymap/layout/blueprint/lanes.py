"""The lanes of a blueprint in a row of stages: the lines between them, and the arrows in each."""

from __future__ import annotations

from journeymap.insight.blueprint import is_blueprint, lanes_of_boxes
from journeymap.layout.backdrop import draw_background, texts_in
from journeymap.layout.blueprint.arrows import draw_arrows_in, draw_arrows_through
from journeymap.layout.blueprint.boxes import RowBlueprint, ServiceLane
from journeymap.layout.blueprint.lines import HEIGHT, BlueprintLine, draw_line, lines_of
from journeymap.layout.canvas import Canvas
from journeymap.layout.frame import Row
from journeymap.layout.lanes.lane import Lane
from journeymap.layout.spec import MapSpec
from journeymap.records import NamedTuple


class LineBand(NamedTuple):
    """A line in a band of its own, and the row of boxes whose arrows pass it."""

    line: BlueprintLine
    boxes: RowBlueprint

    @property
    def name(self) -> str:
        """The name of the line."""
        return self.line.name

    @property
    def sides(self) -> dict[str, str]:
        """The names of the lanes above and below it, without which it is not shown."""
        return {"above": self.line.lanes_above, "below": self.line.lanes_below}

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> float:
        """Draws the band from a y down; returns the y below it."""
        bottom = top + HEIGHT
        draw_background(canvas, spec, row, (top, bottom))
        draw_line(canvas, spec, row, self.line, top)
        draw_arrows_through(canvas, self.boxes, (self.line.below - 1, self.line.below), (top, bottom))
        return bottom


class BlueprintLanes:
    """What a row of stages shows of a blueprint: `lines` has the lines above each lane, by the lane's name."""

    def __init__(self, row: RowBlueprint, lines: list[BlueprintLine]) -> None:
        self._row = row
        self.lines: dict[str, list[LineBand]] = {}
        for line in lines:
            self.lines.setdefault(row.lanes[line.below], []).append(LineBand(line, row))

    def draw_arrows(self, canvas: Canvas, lane: Lane, edges: tuple[float, float], first: int) -> None:
        """Draws the arrows of a lane that is drawn already, from the element with the index `first` on."""
        if lane.name not in self._row.lanes or not self._row.arrows:
            return
        index = self._row.lanes.index(lane.name)
        if isinstance(lane, ServiceLane):
            draw_arrows_in(canvas, self._row, index, edges)
        else:
            draw_arrows_through(canvas, self._row, (index - 1, index + 1), edges, texts_in(canvas.here[first:]))


def lay_blueprint(spec: MapSpec, row: Row, lanes: list[tuple[Lane, bool]]) -> BlueprintLanes | None:
    """Lays out the blueprint of a row whose map has these lanes; None for a journey that is no blueprint."""
    if not is_blueprint(spec.journey) or not row.columns:
        return None
    shown = [
        (lane.name, is_backstage)
        for lane, is_backstage in lanes
        if (lane.is_in(row) if isinstance(lane, ServiceLane) else lane.height(spec, row))
    ]
    laid = RowBlueprint(spec, row, [name for name, _ in shown], lanes_of_boxes(spec.journey))
    for lane, _ in lanes:
        if isinstance(lane, ServiceLane):
            lane.rows[row.number] = laid
    return BlueprintLanes(laid, lines_of(shown))
