"""The sheet of a flow: head, rows of stages with their ways, the panel, what is left out, and the legend."""

from __future__ import annotations

from journeymap.layout.canvas import Canvas
from journeymap.layout.flow.cards import CardShape, card_width, cards_of, shape_of
from journeymap.layout.flow.findings import facts_of, lead_of, stage_name
from journeymap.layout.flow.gaps import BESIDE_LABEL, gap_of, lines_below, lines_of_gap
from journeymap.layout.flow.grid import FlowGrid, FlowRow, rows_of
from journeymap.layout.flow.labels import assumed_piece, is_expected, measured_piece
from journeymap.layout.flow.legend import legend_entries
from journeymap.layout.flow.notes import draw_note, notes_of
from journeymap.layout.flow.panel import PANEL_WIDTH, PanelRows, draw_panel, panel_height, panel_rows
from journeymap.layout.flow.routes import FlowRoutes, end_edge, routes_of, start_edge
from journeymap.layout.flow.row_places import RowPlace, place_rows
from journeymap.layout.flow.spec import CLUSTER_GAP, EDGE, FlowSpec
from journeymap.layout.flow.ways import RowDrawing
from journeymap.layout.scene import Group, Scene
from journeymap.layout.sheet import (
    SheetFrame,
    SheetHead,
    closing_line,
    draw_legend_strip,
    draw_sheet_head,
    legend_strip_height,
)
from journeymap.layout.standing_texts import kind_of

_LEAST_WIDTH = 1040.0
_TOP = 34.0
_BELOW_HEAD = 30.0
_BESIDE = 24.0
_BETWEEN = 34.0
_WIDEST_PANEL = 560.0
_AFTER_WORDS = 16.0


def flow_scene(spec: FlowSpec) -> Scene:
    """The scene of a flow of up to about thirty touchpoints, as large as it needs to be."""
    card = card_width(spec)
    cards = cards_of(spec, card)
    shape = shape_of(spec, cards, card)
    grid = _grid(spec, rows_of(spec.graph), shape)
    routes = routes_of(spec, grid)
    edge = end_edge(spec, grid)
    width = max(grid.end + edge, grid.start - EDGE + _LEAST_WIDTH)
    frame = SheetFrame(grid.start, width - edge)
    canvas = Canvas(width, rtl=spec.graph.journey.is_rtl)
    with canvas.group("band-head", "band"):
        top = draw_sheet_head(canvas, frame, _TOP, flow_head(spec), spec.styles, facts_beside=True) + _BELOW_HEAD
    with canvas.group("band-flow", "band"):
        bottom = top
        if cards:
            places = place_rows(spec, grid, routes, shape, top)
            RowDrawing(canvas, spec, grid, routes, places, cards, shape).draw()
            bottom = places[-1].bottom
        panel = panel_rows(spec)
        if panel is not None:
            bottom = _draw_panel(canvas, spec, grid, routes, frame, places[-1], panel)
        for note in notes_of(spec, with_cases=False):
            bottom = draw_note(canvas, spec, note, frame, bottom + 24)
    entries = legend_entries(spec)
    closing = closing_line(spec.graph.journey, spec.words, spec.today)
    with canvas.group("band-legend", "band"):
        draw_legend_strip(canvas, frame, bottom + _BETWEEN, entries, closing)
    return Scene(
        width=width,
        height=bottom + _BETWEEN + legend_strip_height(frame, entries, closing),
        title=spec.graph.journey.title,
        description=" ".join(lead_of(spec)),
        language=spec.graph.journey.language,
        rtl=spec.graph.journey.is_rtl,
        bands=[element for element in canvas.elements if isinstance(element, Group)],
    )


def flow_head(spec: FlowSpec) -> SheetHead:
    """The head of a flow."""
    journey, texts = spec.graph.journey, spec.texts
    stage = stage_name(spec)
    kicker = " · ".join(part for part in (journey.organisation, texts["flow-map"], stage) if part)
    return SheetHead(kicker, journey.title, lead_of(spec), facts_of(spec), kind_of(journey, spec.words))


def _grid(spec: FlowSpec, rows: tuple[FlowRow, ...], shape: CardShape) -> FlowGrid:
    grid = FlowGrid(rows=rows, card=shape.width, pitch=shape.width + gap_of(spec, shape.height), start=EDGE)
    grid = grid.replace(start=start_edge(spec, grid))
    return grid.replace(after=max(_room_of_end(spec, grid, shape) + CLUSTER_GAP - grid.inset, 0.0))


def _room_of_end(spec: FlowSpec, grid: FlowGrid, shape: CardShape) -> float:
    """The room that the share and the words at the end of the journey take after the last card."""
    ends = [way for way in spec.graph.ways if way.completes and not is_expected(way)]
    pieces = [part for way in ends for part in (measured_piece(spec, way, "ink"), assumed_piece(spec, way, "ink"))]
    below = [
        line for way in ends for line in lines_below(spec, way, grid.gap - BESIDE_LABEL, lines_of_gap(shape.height))
    ]
    return max((line[-1].end + _AFTER_WORDS for line in [*pieces, *below] if line), default=0.0)


def _draw_panel(
    canvas: Canvas, spec: FlowSpec, grid: FlowGrid, routes: FlowRoutes, frame: SheetFrame, place: RowPlace,
    panel: PanelRows,
) -> float:  # fmt: skip
    """Draws the panel beside the last row where there is room, else below it; returns the y below both."""
    last = grid.rows[-1]
    runs_out = any(part.source > grid.end or part.target > grid.end for part in routes.rows[-1].above)
    if not runs_out and frame.end - PANEL_WIDTH >= grid.end_of(last) + _BESIDE - 0.01:
        draw_panel(canvas, spec, panel, frame.end - PANEL_WIDTH, place.top, PANEL_WIDTH)
        return max(place.bottom, place.top + panel_height(spec, panel, PANEL_WIDTH))
    top = place.bottom + _BETWEEN
    halves = panel.halves
    width = min((frame.room - _BETWEEN * (len(halves) - 1)) / len(halves), _WIDEST_PANEL)
    for index, half in enumerate(halves):
        draw_panel(canvas, spec, half, frame.start + index * (width + _BETWEEN), top, width)
    return top + max(panel_height(spec, half, width) for half in halves)
