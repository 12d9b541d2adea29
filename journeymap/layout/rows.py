"""Draws a row of stages: their banner, the spine, the lanes, and the lines between lanes."""

from __future__ import annotations

from functools import partial

from journeymap.layout.backdrop import draw_background, draw_visibility, texts_in
from journeymap.layout.blueprint.lanes import BlueprintLanes
from journeymap.layout.canvas import LABEL
from journeymap.layout.change_marks import draw_cell_changes
from journeymap.layout.change_numbers import room_below
from journeymap.layout.frame import Row
from journeymap.layout.icons import SIZE, draw_icon
from journeymap.layout.lanes.lane import Lane, StageTexts
from journeymap.layout.lanes.storyboard import Storyboard, is_flush
from journeymap.layout.page import MapPage
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec
from journeymap.layout.spine import draw_spine, spine_height, tracks_height
from journeymap.layout.stages import RowStages
from journeymap.layout.tracks import RowTracks

_ROW_GAP = 40.0
_VISIBILITY = 26.0
_BEFORE_RULE = 12.0
_WITH_WIDE_TEXTS = frozenset({"feeling", "owners", "storyboard", "time"})
"""The lanes whose texts may be wider than a column."""
_WITHOUT_RULE = frozenset(
    {
        ("spine", "doing"),
        ("pains", "gains"),
        ("pains", "opportunities"),
        ("gains", "opportunities"),
        ("stages", "storyboard"),
        ("storyboard", "goal"),
        ("storyboard", "focus"),
        ("storyboard", "example"),
        ("stages", "goal"),
        ("stages", "focus"),
        ("stages", "example"),
    }
)


def draw_row(
    page: MapPage, row: Row, lanes: list[tuple[Lane, bool]], tracks: RowTracks, blueprint: BlueprintLanes | None
) -> None:
    """Draws a row of stages below the last band: `lanes` are those to draw, with whether they are backstage."""
    canvas, spec = page.canvas, page.spec
    suffix = f"-{row.number}" if row.number > 1 else ""
    if row.number > 1:
        page.y += _ROW_GAP
    stages_name, spine_name = f"stages{suffix}", f"spine{suffix}"
    row_stages, own_spine = RowStages(spec, row), spine_height(spec, row, tracks)
    height = page.height(stages_name, row_stages.height)
    above_spine = next((i for i, (lane, _) in enumerate(lanes) if not _is_above_spine(spec, lane)), len(lanes))
    heights = {lane.name: lane.height(spec, row) for lane, _ in lanes}
    first = next((lane.name for lane, _ in lanes[above_spine:] if heights[lane.name]), "")

    def stages(top: float) -> float:
        if not page.only_measured:
            row_stages.draw(canvas, top + height - row_stages.height)
        return top + height

    def spine(top: float) -> float:
        below = 0 if ("spine", first) in _WITHOUT_RULE else _BEFORE_RULE
        bottom = top + page.height(spine_name, own_spine + below)
        if not page.only_measured:
            draw_background(canvas, spec, row, (top, bottom), clear_above=tracks_height(tracks))
            draw_spine(canvas, spec, row, tracks, top)
        return bottom

    page.band(stages_name, stages)
    above = ""
    for lane, _ in lanes[:above_spine]:
        above = _draw_lane(page, row, lane, heights[lane.name], suffix, above or "stages", with_washes=False)
    page.band(spine_name, spine)
    above, is_below = "spine", False
    for lane, is_backstage in lanes[above_spine:]:
        for line in blueprint.lines.get(lane.name, ()) if blueprint else ():
            above = ""
            page.band(f"line-{line.name}{suffix}", partial(line.draw, canvas, spec, row), **line.sides)
        with_line = is_backstage and not is_below and not blueprint
        above = _draw_lane(
            page, row, lane, heights[lane.name], suffix, above, with_visibility=with_line, blueprint=blueprint
        )
        is_below = is_below or (is_backstage and above == lane.name)


def _is_above_spine(spec: MapSpec, lane: Lane) -> bool:
    """Whether a lane is about whole stages alone, and stands between the band of the stages and the spine."""
    return isinstance(lane, StageTexts) or (isinstance(lane, Storyboard) and is_flush(spec))


def _draw_lane(
    page: MapPage,
    row: Row,
    lane: Lane,
    height: float,
    suffix: str,
    above: str,
    *,
    with_washes: bool = True,
    with_visibility: bool = False,
    blueprint: BlueprintLanes | None = None,
) -> str:
    """Draws a lane, unless it is empty in this row (`height` is 0); returns the name of the lowest lane drawn so far.

    With `with_visibility`, the line of visibility is above it.
    """
    canvas, spec = page.canvas, page.spec
    name = f"lane-{lane.name}{suffix}"
    is_empty = not height
    if is_empty and name not in page.places:
        return above
    if is_empty:
        page.empty.add(f"band-{name}")
    else:
        page.lanes.add(lane.name)
    if not is_empty and spec.overlays:
        height += room_below(canvas, spec, (each.touchpoint.id for each in row.columns), lane.name)
    title = lane.title(spec)
    title_lines = LABEL.lines(title, GUTTER - SIZE - 20)
    height = max(height, len(title_lines) * LABEL.leading + 24)
    height = page.height(name, height + (_VISIBILITY if with_visibility else 0))

    def draw(top: float) -> float:
        bottom = top + height
        if page.only_measured:
            return bottom
        first, y = len(canvas.here), top
        if with_visibility:
            draw_visibility(canvas, spec, row, top + 12)
            y += _VISIBILITY
        elif above and (above, lane.name) not in _WITHOUT_RULE:
            canvas.line(MARGIN if spec.has_titles else row.start, top, row.end, top, "rule")
        if spec.has_titles:
            draw_icon(canvas, lane.icon, MARGIN, y + 13, "ink")
            canvas.lines(MARGIN + SIZE + 8, y + 13.5, title_lines, LABEL, "ink")
        if not is_empty:
            lane.draw(canvas, spec, row, y)
        if blueprint:
            blueprint.draw_arrows(canvas, lane, (top, bottom), first)
        if spec.overlays:
            draw_cell_changes(canvas, spec, row, lane.name, y, bottom)
        _draw_behind(page, row, lane, (top, bottom), first, with_washes=with_washes, clear_above=y - top)
        return bottom

    page.band(name, draw, lane=lane.name, label=title)
    return lane.name


def _draw_behind(
    page: MapPage,
    row: Row,
    lane: Lane,
    edges: tuple[float, float],
    first: int,
    *,
    with_washes: bool,
    clear_above: float,
) -> None:
    """Draws the background of a lane behind its marks, of which `first` is the index of the first."""
    canvas = page.canvas
    texts = texts_in(canvas.here[first:]) if lane.name in _WITH_WIDE_TEXTS else ()
    canvas.behind(
        first,
        lambda: draw_background(
            canvas,
            page.spec,
            row,
            edges,
            with_washes=with_washes,
            with_edges=not isinstance(lane, StageTexts),
            clear_above=clear_above,
            texts=texts,
        ),
    )
