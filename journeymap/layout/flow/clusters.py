"""A stage in a row: its ground, its band with number, name and duration, and the columns of moments of truth."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.backdrop import draw_vertical
from journeymap.layout.canvas import NOTE, STAGE, STAGE_NUMBER, Canvas
from journeymap.layout.flow.grid import FlowCluster, FlowGrid, FlowRow
from journeymap.layout.flow.spec import BAND, CLUSTER_GAP, FlowSpec
from journeymap.layout.icons import CIRCLE_CONTROL
from journeymap.layout.scene import Segment, TextLine
from journeymap.layout.stage_grounds import stage_ground

_INSET = 16.0
RADIUS = 8.0
_RULE = 4.0
_COLUMN = 10.0
_MOST_LINES = 3


def band_height(spec: FlowSpec, grid: FlowGrid, row: FlowRow) -> float:
    """The height of the bands of a row: one line, or as many as the longest name of a stage takes."""
    most = max(len(_name_lines(spec, grid, cluster)) for cluster in row.clusters)
    return BAND + (most - 1) * spec.styles.face("stage", STAGE).leading


def _room(spec: FlowSpec, grid: FlowGrid, cluster: FlowCluster) -> float:
    width = cluster.size * grid.pitch - CLUSTER_GAP
    return width - 2 * _INSET - spec.styles.face("stage-number", STAGE_NUMBER).width(_number(spec, cluster)) - 8


def _number(spec: FlowSpec, cluster: FlowCluster) -> str:
    return spec.words.number(spec.graph.stages[cluster.stage].number)


def _name_lines(spec: FlowSpec, grid: FlowGrid, cluster: FlowCluster) -> tuple[str, ...]:
    name = spec.graph.stages[cluster.stage].stage.name
    return spec.styles.face("stage", STAGE).lines(name, _room(spec, grid, cluster), most=_MOST_LINES)


def draw_clusters(canvas: Canvas, spec: FlowSpec, grid: FlowGrid, row: FlowRow, top: float, height: float) -> None:
    """Draws the stages of a row from the y `top` down, `height` pixels high with their bands."""
    band = band_height(spec, grid, row)
    x, tokens = grid.start, spec.theme.tokens
    for cluster in row.clusters:
        width = cluster.size * grid.pitch - CLUSTER_GAP
        if cluster is grid.rows[-1].clusters[-1]:
            width += grid.after
        stage = spec.graph.stages[cluster.stage].stage
        with canvas.group(stage=stage.id, title=stage.name):
            # Where a theme's wash is its paper, only an outline shows where a stage ends.
            edge = "rule2" if tokens["wash"] == tokens["paper"] else None
            canvas.rect(x, top, width, height, "wash", radius=RADIUS, stroke=edge)
            _draw_moments(canvas, spec, grid, cluster, top + band, height - band)
            draw_band(canvas, spec, cluster.stage, x, top, width, band)
            _draw_texts(canvas, spec, grid, cluster, x, top, width)
        x += cluster.size * grid.pitch


def draw_band(canvas: Canvas, spec: FlowSpec, stage: int, x: float, top: float, width: float, height: float) -> None:
    """Draws the band of a stage of the graph, as the theme has it; a hue is a line above its tint."""
    ground = stage_ground(spec.theme, spec.graph.stages[stage].number)
    if ground.hue:
        canvas.path(_band_path(x, top, width, _RULE + RADIUS), ground.hue)  # no more: it shows at edges
        top, height = top + _RULE, height - _RULE
    canvas.path(_band_path(x, top, width, height), ground.ground)


def _band_path(x: float, top: float, width: float, height: float) -> list[Segment]:
    """The outline of a band, with round corners above and square ones below."""
    end, near = x + width, RADIUS * (1 - CIRCLE_CONTROL)
    return [
        ("M", (x, top + height)),
        ("L", (x, top + RADIUS)),
        ("C", (x, top + near, x + near, top, x + RADIUS, top)),
        ("L", (end - RADIUS, top)),
        ("C", (end - near, top, end, top + near, end, top + RADIUS)),
        ("L", (end, top + height)),
        ("Z", ()),
    ]


def _draw_texts(
    canvas: Canvas, spec: FlowSpec, grid: FlowGrid, cluster: FlowCluster, x: float, top: float, width: float
) -> None:
    stage = spec.graph.stages[cluster.stage].stage
    number = _number(spec, cluster)
    ground = stage_ground(spec.theme, spec.graph.stages[cluster.stage].number)
    style, numeral = spec.styles.face("stage", STAGE), spec.styles.face("stage-number", STAGE_NUMBER)
    text_top = top + (BAND - style.leading) / 2
    canvas.lines(x + _INSET, top + (BAND - numeral.leading) / 2, (number,), numeral, ground.numeral)
    lines = _name_lines(spec, grid, cluster)
    name_x = x + _INSET + numeral.width(number) + 8
    canvas.lines(name_x, text_top, lines, style, ground.text)
    left = _room(spec, grid, cluster) - max(map(style.width, lines)) - 16
    if stage.duration and cluster.is_first and NOTE.width(stage.duration) <= left:
        end = x + width - _INSET
        canvas.lines(end, top + (BAND - NOTE.leading) / 2, (stage.duration,), NOTE, ground.text2, align="end")


def _draw_moments(
    canvas: Canvas, spec: FlowSpec, grid: FlowGrid, cluster: FlowCluster, top: float, height: float
) -> None:
    for node in range(cluster.first, cluster.first + cluster.size):
        if not spec.graph.nodes[node].touchpoint.moment_of_truth:
            continue
        x, width = grid.x_of(node) - _COLUMN, grid.card + 2 * _COLUMN
        canvas.rect(x, top, width, height, "moment-wash")


def draw_moment_edges(
    canvas: Canvas, spec: FlowSpec, grid: FlowGrid, row: FlowRow, ends: tuple[float, float], texts: Sequence[TextLine]
) -> None:
    """Draws the edges of the columns of moments of truth in a row, from the top of its stages to their bottom, where
    the theme has them. They pause at texts."""
    if not spec.theme.drawing.moment_edges:
        return
    top, bottom = ends
    for node in range(row.first, row.first + row.size):
        if spec.graph.nodes[node].touchpoint.moment_of_truth:
            start = grid.x_of(node) - _COLUMN
            for x in (start, start + grid.card + 2 * _COLUMN):
                draw_vertical(canvas, x, (top + band_height(spec, grid, row), bottom), "rule2", texts)
