"""Draws the rows of a flow: stages, the ways that run along them and between them, and the cards."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.flow import FlowWay
from journeymap.layout.backdrop import texts_in
from journeymap.layout.canvas import Align, Canvas
from journeymap.layout.flow.cards import CardShape, FlowCard, draw_card, felt_at
from journeymap.layout.flow.clusters import draw_clusters, draw_moment_edges
from journeymap.layout.flow.gaps import BESIDE_LABEL, lines_below, lines_of_gap
from journeymap.layout.flow.grid import FlowGrid
from journeymap.layout.flow.labels import Pieces, is_expected, measured_piece, words_of, wrap_label
from journeymap.layout.flow.routes import EXIT_DROP, FIRST_TRACK, ExitPlace, FlowRoutes, LevelPart
from journeymap.layout.flow.row_places import UNDER_WRAP, WRAP_LABEL_OFF, RowPlace
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.flow.strokes import Point, draw_arrow, draw_end, draw_exit, head_length
from journeymap.layout.groups import Groups
from journeymap.layout.scene import TextLine
from journeymap.layout.track_labels import LEADING, TrackLabel

_LABEL_OFF = 8.0
_END = 40.0
_BEFORE_CARD = 2.5


class RowDrawing:
    """Draws the rows of a flow at their places."""

    def __init__(
        self, canvas: Canvas, spec: FlowSpec, grid: FlowGrid, routes: FlowRoutes, places: Sequence[RowPlace],
        cards: Sequence[FlowCard], shape: CardShape,
    ) -> None:  # fmt: skip
        self._canvas, self._spec, self._grid, self._routes = canvas, spec, grid, routes
        self._places, self._cards, self._shape = places, cards, shape
        self._place_of = spec.graph.place_of

    def draw(self) -> None:
        """Draws all rows: first the stages, then the ways, and over them the cards."""
        grid = self._grid
        for row, place in zip(grid.rows, self._places, strict=True):
            draw_clusters(self._canvas, self._spec, grid, row, place.top, place.bottom - place.top)
        after_stages = len(self._canvas.here)
        for index in range(len(grid.rows)):
            self._draw_beside_cards(index)
        self._draw_levels("back")
        self._draw_levels("ahead")
        for row, place in zip(grid.rows, self._places, strict=True):
            for card in self._cards[row.first : row.first + row.size]:
                touchpoint = card.node.touchpoint
                x = grid.x_of(self._place_of[touchpoint.id])
                felt = [emotion.label for _, emotion in felt_at(self._spec, card.node)[:1] if emotion.label]
                title = ": ".join([touchpoint.name, *felt])
                with self._canvas.group(kind="node", touchpoint=touchpoint.id, title=title):
                    draw_card(self._canvas, self._spec, card, self._shape, x, place.cards)
        texts = texts_in(self._canvas.here)
        self._canvas.behind(after_stages, lambda: self._draw_edges(texts))

    def _draw_edges(self, texts: Sequence[TextLine]) -> None:
        for row, place in zip(self._grid.rows, self._places, strict=True):
            draw_moment_edges(self._canvas, self._spec, self._grid, row, (place.top, place.bottom), texts)

    def _group(self, way: FlowWay) -> Groups:
        """A group for all that is drawn of a way; it says where that leads from and to."""
        spec = self._spec
        ends = (spec.number(way.source), spec.number(way.target) if way.target else spec.texts["out"])
        title = spec.texts.say("way-title", source=ends[0], target=ends[1], share=spec.share_text(way))
        words = words_of(spec, way)
        data = {"from": way.source, "to": "completed" if way.completes else way.to}
        return self._canvas.group(kind="flow-way", title=": ".join(filter(None, (title, words))), **data)

    def _arrow(self, way: FlowWay, points: Sequence[Point], colour: str) -> None:
        draw_arrow(self._canvas, points, way.share, colour, is_assumed=way.is_assumed)

    def _draw_beside_cards(self, index: int) -> None:
        along, place, grid = self._routes.rows[index], self._places[index], self._grid
        middle = place.cards + self._shape.height / 2
        gap = grid.gap
        for way in along.onward:
            x = grid.x_of(self._place_of[way.source]) + grid.card
            with self._group(way):
                self._arrow(way, [(x, middle), (x + gap - _BEFORE_CARD, middle)], "ink2")
                self._label_around(way, x + gap / 2, middle, gap)
        for each in along.exits:
            self._draw_exit(each, place.cards + self._shape.height)
        if index in self._routes.wraps:
            self._draw_wrap(index, self._routes.wraps[index])
        for way in self._routes.ends:
            node = self._place_of[way.source]
            if grid.row_of[node] == index:
                x = grid.x_of(node) + grid.card
                end = x + _END + (grid.after if index == len(grid.rows) - 1 else 0.0)
                with self._group(way):
                    draw_end(self._canvas, x, middle, end, way.share, is_assumed=way.is_assumed)
                    if not is_expected(way):
                        self._label_around(way, x + 4, middle, gap, align="start")

    def _label_around(self, way: FlowWay, x: float, y: float, gap: float, align: Align = "middle") -> None:
        """Draws what was measured above the way, and below it what was assumed and its words, in the gap."""
        off = head_length(way.share) / 2 + 3
        measured = measured_piece(self._spec, way, "ink")
        if measured:
            self._line(measured, x, y - off, align)
        below = lines_below(self._spec, way, gap - BESIDE_LABEL, lines_of_gap(self._shape.height))
        if len(below) > 1 and align == "middle":
            x, align = x - TrackLabel(below).width / 2, "start"
        for index, pieces in enumerate(below):
            self._line(pieces, x, y + off + 8.5 + index * LEADING, align)

    def _line(self, pieces: Pieces, x: float, baseline: float, align: Align) -> None:
        TrackLabel((pieces,)).draw(self._canvas, x, baseline, align=align)

    def _draw_exit(self, place: ExitPlace, bottom: float) -> None:
        is_loss = self._spec.graph.is_loss(place.way)
        end = bottom + EXIT_DROP
        with self._group(place.way):
            draw_exit(
                self._canvas, place.x, bottom, end, place.way.share, is_loss=is_loss, is_assumed=place.way.is_assumed
            )
            baseline = end + 15 + (len(place.label.lines) - 1) * LEADING
            place.label.draw(self._canvas, place.label_x, baseline)

    def _draw_wrap(self, row: int, way: FlowWay) -> None:
        """Draws the way to the next row: round the end of this one, through the gutter, to the start of that."""
        grid, here, below = self._grid, self._places[row], self._places[row + 1]
        half = self._shape.height / 2
        source, target = grid.x_of(self._place_of[way.source]) + grid.card, grid.x_of(self._place_of[way.target or ""])
        end, start = grid.end_of(grid.rows[row]) + FIRST_TRACK, grid.start - FIRST_TRACK
        gutter = below.top - UNDER_WRAP
        points = [
            (source, here.cards + half), (end, here.cards + half), (end, gutter), (start, gutter),
            (start, below.cards + half), (target - _BEFORE_CARD, below.cards + half),
        ]  # fmt: skip
        with self._group(way):
            self._arrow(way, points, "ink2")
            label = wrap_label(self._spec, way)
            if label is not None:
                label.draw(self._canvas, end - 20, gutter - WRAP_LABEL_OFF, align="end")

    def _draw_levels(self, course: str) -> None:
        """Draws the ways on levels: those with the longest runs first, so that shorter ones are over them."""
        parts: dict[FlowWay, list[tuple[int, LevelPart]]] = {}
        for index, along in enumerate(self._routes.rows):
            for part in along.above if course == "back" else along.below:
                parts.setdefault(part.way, []).append((index, part))
        for way, found in sorted(parts.items(), key=lambda each: -max(part.placed.level for _, part in each[1])):
            with self._group(way):
                self._draw_level_way(way, found, course)

    def _draw_level_way(self, way: FlowWay, parts: Sequence[tuple[int, LevelPart]], course: str) -> None:
        rows = self._grid.row_of
        source_row, target_row = rows[self._place_of[way.source]], rows[self._place_of[way.target or ""]]
        known = dict(parts)
        source, target = known[source_row], known[target_row]
        here, there = self._level_y(source_row, source, course), self._level_y(target_row, target, course)
        points = [(source.source, self._card_edge(source_row, course)), (source.source, here)]
        if source_row == target_row:
            points.append((source.target, here))
        else:
            points += [(source.target, here), (source.target, there), (target.target, there)]
        edge = self._card_edge(target_row, course)
        points.append((target.target, edge - _BEFORE_CARD if course == "back" else edge + _BEFORE_CARD))
        self._arrow(way, points, "ink" if course == "back" else "ink2")
        label = source.placed.label
        if label is not None:
            above = here - _LABEL_OFF
            below = here + _LABEL_OFF + 9 + (len(label.lines) - 1) * LEADING
            label.draw(self._canvas, source.placed.label_x, above if course == "back" else below)

    def _card_edge(self, row: int, course: str) -> float:
        top = self._places[row].cards
        return top if course == "back" else top + self._shape.height

    def _level_y(self, row: int, part: LevelPart, course: str) -> float:
        place = self._places[row]
        return (place.above if course == "back" else place.below)[part.placed.level]
