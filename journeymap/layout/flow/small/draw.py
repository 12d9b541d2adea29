"""Draws a row of small cards: stages, the ways between the cards, the cards, and the texts at the ways."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.flow import FlowWay
from journeymap.layout.canvas import STAGE, STAGE_NUMBER, Canvas
from journeymap.layout.flow.clusters import RADIUS, draw_band
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
from journeymap.layout.flow.small.cards import SmallCard, draw_disc, draw_small_card
from journeymap.layout.flow.small.grid import SmallGrid
from journeymap.layout.flow.small.labels import exit_pieces, more_pieces, port_pieces
from journeymap.layout.flow.small.routes import SmallLeap, SmallPort, SmallReturn, SmallRoutes
from journeymap.layout.flow.small.shape import EXIT_TEXT, LANDS_AT, SmallShape
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.flow.strokes import Point, dash_of, draw_arrow, draw_curve, draw_exit, stroke_of
from journeymap.layout.groups import Groups
from journeymap.layout.stage_grounds import stage_ground

_TIP = 1.5
_BETWEEN = 14.0
LEAVES_BEFORE_END, _EXIT_AT = 7.0, 24.0
_EXIT_DROP = 9.0
_OVER, _UNDER = 3.5, 10.5


class SmallRowDrawing:
    """Draws one row at its place."""

    def __init__(
        self, canvas: Canvas, spec: FlowSpec, grid: SmallGrid, shape: SmallShape, row: int, routes: SmallRoutes,
        boxes: SmallRowBoxes, cards: Mapping[str, SmallCard],
    ) -> None:  # fmt: skip
        self._canvas, self._spec, self._grid, self._shape, self._cards = canvas, spec, grid, shape, cards
        self._row, self._routes, self._boxes = grid.rows[row], routes, boxes

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
        style, numeral = spec.styles.face("stage", STAGE), spec.styles.face("stage-number", STAGE_NUMBER)
        edge = "rule2" if tokens["wash"] == tokens["paper"] else None
        for stage in self._row.stages:
            x, width = self._shape.cluster(stage, len(self._row.columns))
            named = spec.graph.stages[stage.stage].stage
            with canvas.group(stage=named.id, title=named.name):
                canvas.rect(x, boxes.top, width, boxes.bottom - boxes.top, "wash", radius=RADIUS, stroke=edge)
                draw_band(canvas, spec, stage.stage, x, boxes.top, width, boxes.band)
                number, ground = (
                    band_number(spec, stage),
                    stage_ground(spec.theme, spec.graph.stages[stage.stage].number),
                )
                top = boxes.top + (BAND - style.leading) / 2
                canvas.lines(x + INSET, boxes.top + (BAND - numeral.leading) / 2, (number,), numeral, ground.numeral)
                name_x = x + INSET + numeral.width(number) + 8
                lines = band_lines(spec, self._shape, stage, len(self._row.columns))
                canvas.lines(name_x, top, lines, style, ground.text)

    def _arrow(self, way: FlowWay, points: list[Point], colour: str = "ink2") -> None:
        draw_arrow(self._canvas, points, way.share, colour, is_assumed=way.is_assumed)

    def _draw_leap(self, leap: SmallLeap) -> None:
        way, down, up = leap.way, leap.source, leap.target
        box, target = self._boxes.boxes[way.source], self._boxes.boxes[way.target or ""]
        ports = self._routes.ports[way.source]
        y = next(at for port, at in zip(ports, box.out, strict=True) if port.ways == (way,))
        along = self._boxes.lanes + leap.lane * LANES_APART
        points: list[Point] = [(self._x(way.source) + self._shape.card, y), (down, y), (down, along), (up, along)]
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
            x, y = self._x(way.source) + self._shape.card - LEAVES_BEFORE_END, source.top - _BETWEEN
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
        x = self._x(id_) + self._shape.card
        for port, y in zip(ports, self._boxes.boxes[id_].out, strict=True):
            if port.kind == "step":
                (way,) = port.ways
                tip = self._x(way.target or "") - _TIP
                end = self._boxes.boxes[way.target or ""].steps[id_]
                with self._group(way):
                    draw_curve(
                        self._canvas, (x, y), x + self._shape.turn, (tip, end), way.share, "ink2",
                        is_assumed=way.is_assumed,
                    )  # fmt: skip

    def _draw_exit(self, way: FlowWay) -> None:
        bottom, x = self._boxes.boxes[way.source].bottom, self._x(way.source)
        is_loss = self._spec.graph.is_loss(way)
        drop = bottom + _EXIT_DROP
        draw_exit(self._canvas, x + _EXIT_AT, bottom, drop, way.share, is_loss=is_loss, is_assumed=way.is_assumed)
        for piece in exit_pieces(self._spec, self._shape, way):
            piece.draw(self._canvas, x + EXIT_TEXT, drop + 4)

    def _draw_card(self, id_: str) -> None:
        box = self._boxes.boxes[id_]
        draw_small_card(
            self._canvas, self._spec, id_, self._cards[id_], self._x(id_), box.top, self._shape.card, box.height
        )

    def _draw_end_of_port(self, id_: str, port: SmallPort, y: float) -> None:
        """Draws the share on the straight piece, and the disc to which that leads."""
        x, way = self._x(id_) + self._shape.card, port.ways[0]
        with self._group(*port.ways):
            if port.kind in ("onward", "return", "end"):
                dash = dash_of(way.share, is_assumed=way.is_assumed)
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
