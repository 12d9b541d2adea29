"""Draws a row of small cards: stages, the ways between the cards, the cards, and the texts at the ways."""

from __future__ import annotations

from journeymap.flow import FlowWay
from journeymap.flow.wording import is_measured
from journeymap.layout.canvas import CAPTION_BOLD, STAGE, STAGE_NUMBER, Canvas, Type
from journeymap.layout.flow.clusters import RADIUS, band_path
from journeymap.layout.flow.labels import words_of
from journeymap.layout.flow.small.boxes import (
    BAND,
    FIRST_LEVEL,
    INSET,
    LANES_APART,
    LEVELS_APART,
    SmallRowBoxes,
    band_lines,
    band_number,
)
from journeymap.layout.flow.small.grid import SmallGrid
from journeymap.layout.flow.small.labels import exit_pieces, more_pieces, port_pieces
from journeymap.layout.flow.small.routes import SmallLeap, SmallPort, SmallReturn, SmallRoutes
from journeymap.layout.flow.small.shape import CARD_WIDTH, LANDS_AT, SmallShape
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.flow.strokes import Point, dash_of, draw_arrow, draw_curve, draw_exit, stroke_of
from journeymap.layout.groups import Groups
from journeymap.layout.marks import polygon
from journeymap.style.fonts import SEMIBOLD

_RADIUS = 6.0
_STATION = 16.0
_NAME = 33.0
_NAME_ROOM = CARD_WIDTH - _NAME - 4
_NUMBER = Type(10.5, SEMIBOLD, 13)
_LONG_NUMBER = Type(9, SEMIBOLD, 11)
DISC = Type(9, SEMIBOLD, 11)
_DISC_HEIGHT = 15.0
_TIP = 1.5
_BETWEEN = 14.0
_LEAVES_AT, _EXIT_AT = 91.0, 24.0
_EXIT_DROP = 9.0
_EXIT_TEXT = 36.0
_OVER, _UNDER = 3.5, 10.5


class SmallRowDrawing:
    """Draws one row at its place."""

    def __init__(
        self, canvas: Canvas, spec: FlowSpec, grid: SmallGrid, shape: SmallShape, row: int, routes: SmallRoutes,
        boxes: SmallRowBoxes,
    ) -> None:  # fmt: skip
        self._canvas, self._spec, self._grid, self._shape = canvas, spec, grid, shape
        self._row, self._routes, self._boxes = grid.rows[row], routes, boxes
        self._measured = is_measured(spec.graph)

    def draw(self) -> None:
        """Draws the stages, over them the ways, and over these the cards and the discs."""
        self._draw_stages()
        for leap in sorted(self._routes.leaps, key=lambda each: -each.lane):
            with self._group(leap.way):
                self._draw_leap(leap)
        for each in sorted(self._routes.returns, key=lambda each: -each.placed.level):
            with self._group(each.way):
                self._draw_return(each)
        for id_, ports in self._routes.ports.items():
            self._draw_steps(id_, ports)
        for way in self._spec.graph.ways:
            if way.target is None and not way.completes and way.source in self._boxes.boxes:
                with self._group(way):
                    self._draw_exit(way)
        for node in self._spec.graph.nodes:
            if node.touchpoint.id in self._boxes.boxes:
                touchpoint = node.touchpoint
                with self._canvas.group(kind="node", touchpoint=touchpoint.id, title=touchpoint.name):
                    self._draw_card(touchpoint.id)
        for id_, ports in self._routes.ports.items():
            for port, y in zip(ports, self._boxes.boxes[id_].out, strict=True):
                self._draw_end_of_port(id_, port, y)

    def _group(self, *ways: FlowWay) -> Groups:
        """A group for all that is drawn of a way, or of ways that are drawn together."""
        spec = self._spec
        titles = []
        for way in ways:
            ends = (spec.number(way.source), spec.number(way.target) if way.target else spec.texts["out"])
            title = spec.texts.say("way-title", source=ends[0], target=ends[1], share=spec.share_text(way))
            titles.append(": ".join(filter(None, (title, words_of(spec, way)))))
        first = ways[0]
        to = "completed" if first.completes else first.to
        data = {"from": first.source, "to": to if len(ways) == 1 else ""}
        return self._canvas.group(kind="flow-way", title="\n".join(titles), **data)

    def _x(self, id_: str) -> float:
        return self._shape.card_x(self._grid.place_of[id_].column)

    def _draw_stages(self) -> None:
        canvas, spec, boxes = self._canvas, self._spec, self._boxes
        tokens = spec.theme.tokens
        edge = "rule2" if tokens["wash"] == tokens["paper"] else None
        for stage in self._row.stages:
            x, width = self._shape.cluster(stage, len(self._row.columns))
            named = spec.graph.stages[stage.stage].stage
            with canvas.group(stage=named.id, title=named.name):
                canvas.rect(x, boxes.top, width, boxes.bottom - boxes.top, "wash", radius=RADIUS, stroke=edge)
                canvas.path(band_path(x, boxes.top, width, boxes.band), "stage")
                number, top = band_number(spec, stage), boxes.top + (BAND - STAGE.leading) / 2
                canvas.lines(x + INSET, top, (number,), STAGE_NUMBER, "stage-text2")
                name_x = x + INSET + STAGE_NUMBER.width(number) + 8
                lines = band_lines(spec, self._shape, stage, len(self._row.columns))
                canvas.lines(name_x, top, lines, STAGE, "stage-text")

    def _is_assumed(self, way: FlowWay) -> bool:
        """Whether a way is to be told from those that were measured; where none was, no way is."""
        return self._measured and way.measured is None and not way.is_untaken

    def _arrow(self, way: FlowWay, points: list[Point], colour: str = "ink2") -> None:
        draw_arrow(self._canvas, points, way.share, colour, is_assumed=self._is_assumed(way))

    def _draw_leap(self, leap: SmallLeap) -> None:
        way, down, up = leap.way, leap.source, leap.target
        box, target = self._boxes.boxes[way.source], self._boxes.boxes[way.target or ""]
        ports = self._routes.ports[way.source]
        y = next(at for port, at in zip(ports, box.out, strict=True) if port.ways == (way,))
        along = self._boxes.lanes + leap.lane * LANES_APART
        points: list[Point] = [(self._x(way.source) + CARD_WIDTH, y), (down, y), (down, along), (up, along)]
        if leap.to_bottom:
            points.append((up, target.bottom + _TIP))
        else:
            points += [(up, target.leaps), (self._x(way.target or "") - _TIP, target.leaps)]
        self._arrow(way, points)

    def _draw_return(self, each: SmallReturn) -> None:
        way, placed = each.way, each.placed
        source, target = self._boxes.boxes[way.source], self._boxes.boxes[way.target or ""]
        along = self._boxes.cards - FIRST_LEVEL - placed.level * LEVELS_APART
        points: list[Point] = [(each.source, source.top)]
        if not each.from_top:
            x, y = self._x(way.source) + _LEAVES_AT, source.top - _BETWEEN
            points = [(x, source.top), (x, y), (each.source, y)]
        points += [(each.source, along), (each.target, along)]
        if not each.to_top:
            x, y = self._x(way.target or "") + LANDS_AT, target.top - _BETWEEN
            points += [(each.target, y), (x, y), (x, target.top - _TIP)]
        else:
            points.append((each.target, target.top - _TIP))
        self._arrow(way, points, "ink")
        if placed.label is not None:
            placed.label.draw(self._canvas, placed.label_x, along - _OVER - stroke_of(way.share) / 2)

    def _draw_steps(self, id_: str, ports: tuple[SmallPort, ...]) -> None:
        x = self._x(id_) + CARD_WIDTH
        for port, y in zip(ports, self._boxes.boxes[id_].out, strict=True):
            if port.kind == "step":
                (way,) = port.ways
                tip = self._x(way.target or "") - _TIP
                end = self._boxes.boxes[way.target or ""].steps[id_]
                with self._group(way):
                    draw_curve(
                        self._canvas, (x, y), x + self._shape.zone, (tip, end), way.share, "ink2",
                        is_assumed=self._is_assumed(way),
                    )  # fmt: skip

    def _draw_exit(self, way: FlowWay) -> None:
        bottom, x = self._boxes.boxes[way.source].bottom, self._x(way.source)
        is_loss = self._spec.graph.is_loss(way)
        drop = bottom + _EXIT_DROP
        draw_exit(
            self._canvas, x + _EXIT_AT, bottom, drop, way.share, is_loss=is_loss, is_assumed=self._is_assumed(way)
        )
        for piece in exit_pieces(self._spec, way):
            piece.draw(self._canvas, x + _EXIT_TEXT, drop + 4)

    def _draw_card(self, id_: str) -> None:
        canvas, node, box, x = self._canvas, self._spec.graph.node_by_id[id_], self._boxes.boxes[id_], self._x(id_)
        is_moment = node.touchpoint.moment_of_truth
        stroke, width = ("ink", 1.5) if is_moment else ("ink3", 1)
        canvas.rect(x, box.top, CARD_WIDTH, box.height, "paper", radius=_RADIUS, stroke=stroke, stroke_width=width)
        middle, number = box.top + box.height / 2, self._spec.number(id_)
        style = _NUMBER if len(number) < 3 else _LONG_NUMBER
        if is_moment:
            canvas.path(polygon(x + _STATION, middle, 4, 13, -90), "moment")
        else:
            canvas.circle(x + _STATION, middle, 10, "paper", stroke="ink", stroke_width=1.2)
        colour = "moment-text" if is_moment else "ink"
        canvas.text(x + _STATION, middle + style.size * 0.35, number, style, colour, align="middle")
        most = max(int((box.height - 4) // CAPTION_BOLD.leading), 1)
        lines = CAPTION_BOLD.lines(node.touchpoint.name, _NAME_ROOM, most=most)
        top = middle - len(lines) * CAPTION_BOLD.leading / 2
        canvas.lines(x + _NAME, top, lines, CAPTION_BOLD, "ink")

    def _draw_end_of_port(self, id_: str, port: SmallPort, y: float) -> None:
        """Draws the share on the straight piece, and the disc to which that leads."""
        x, way = self._x(id_) + CARD_WIDTH, port.ways[0]
        with self._group(*port.ways):
            if port.kind in ("onward", "return", "end"):
                dash = dash_of(way.share, is_assumed=self._is_assumed(way))
                self._canvas.line(x, y, x + self._shape.zone + 2, y, "ink2", stroke_of(way.share), dash)
                self._draw_disc(port, x + self._shape.zone, y)
            pieces = more_pieces(self._spec, port) if port.kind == "more" else port_pieces(self._spec, way)
            for piece, baseline in zip(pieces, self._baselines(way, y), strict=False):
                piece.draw(self._canvas, x + 2, baseline)

    def _baselines(self, way: FlowWay, y: float) -> tuple[float, float]:
        half = stroke_of(way.share) / 2
        return y - _OVER + 1 - half, y + _UNDER - 1 + half

    def _draw_disc(self, port: SmallPort, x: float, y: float) -> None:
        canvas, way = self._canvas, port.ways[0]
        if port.kind == "end":
            canvas.circle(x + 8, y, 6, "paper", stroke="ink2", stroke_width=1.6)
            canvas.circle(x + 8, y, 2.8, "ink2")
            return
        draw_disc(canvas, x, y, self._spec.number(way.target or ""), is_back=port.kind == "return")


def draw_disc(canvas: Canvas, x: float, y: float, number: str, *, is_back: bool, ground: str = "wash") -> None:
    """Draws the disc of a touchpoint in another row, from the x of its start on."""
    width = max(DISC.width(number) + 7, _DISC_HEIGHT)
    fill, colour = ("paper", "ink") if is_back else ("ink2", "paper")
    canvas.rect(x - 1.5, y - 9, width + 3, 18, ground, radius=9)
    canvas.rect(x, y - 7.5, width, 15, fill, radius=7.5, stroke="ink" if is_back else None, stroke_width=1.3)
    canvas.text(x + width / 2, y + 3.2, number, DISC, colour, align="middle", rtl=False)
