"""Puts a map together from bands below each other: head, stages, spine, lanes, foot, changes and legend."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from journeymap.layout.backdrop import draw_background, draw_visibility, texts_in
from journeymap.layout.blueprint.lanes import BlueprintLanes, lay_blueprint
from journeymap.layout.canvas import LABEL, Canvas
from journeymap.layout.change_marks import draw_cell_changes, draw_story
from journeymap.layout.foot import draw_foot
from journeymap.layout.frame import Row, partition, place_rows
from journeymap.layout.head import draw_head
from journeymap.layout.icons import SIZE, draw_icon
from journeymap.layout.lanes.lane import Lane, StageTexts
from journeymap.layout.lanes.registry import lanes_of
from journeymap.layout.legend import draw_legend
from journeymap.layout.mentions import with_numbers
from journeymap.layout.scene import Group, Scene
from journeymap.layout.spec import GUTTER, MARGIN, STAGE_GAP, MapSpec
from journeymap.layout.spine import draw_spine, spine_height, tracks_height
from journeymap.layout.stages import draw_stages, stages_height
from journeymap.layout.track_placing import lay_tracks, reach
from journeymap.layout.tracks import RowTracks, gathered_ways
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.overlays.changes import ChangesOverlay
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_RATIO = 2**0.5  # width to height of a sheet of the A series on its side
_WIDTHS = tuple(range(136, 201, 4))
_NARROWEST_PAGE = 1280.0
_USUAL_HEIGHT = 2200.0
_GUESSES = 3
_WIDEST_COLUMN = 400.0
PLAIN_COLUMN = 160.0
"""The width in pixels of the columns of a map for which no better width is searched."""
_SEARCHED = 60
_ROW_GAP = 40.0
_VISIBILITY = 26.0
_BEFORE_RULE = 8.0
_WITH_WIDE_TEXTS = frozenset({"feeling", "owners", "storyboard", "time"})
"""The lanes whose texts may be wider than a column."""
_WITHOUT_RULE = frozenset(
    {
        ("spine", "doing"),
        ("pains", "gains"),
        ("pains", "opportunities"),
        ("gains", "opportunities"),
        ("stages", "goal"),
        ("stages", "focus"),
        ("stages", "example"),
    }
)


def lay_out(
    journey: Journey,
    *,
    theme: Theme,
    words: Words,
    today: dt.date,
    compact: bool = False,
    overlays: Iterable[Overlay[Any]] = (),
) -> Scene:
    """Lays out a journey's map.

    `today` is the date that due dates and reviews are compared with. In a compact map a cell has at most six lines, and
    at most eight actions are listed. Columns are as wide as brings the map nearest to the proportions of a sheet of
    paper. The map shows the values of the `overlays` beside those of the journey.
    """
    journey = with_numbers(journey, words)
    spec = MapSpec(
        journey=journey,
        words=words,
        theme=theme,
        today=today,
        compact=compact,
        overlays=tuple(overlays),
    )
    return _scene(_best_page(spec))


def filling_width(spec: MapSpec, least: float) -> float:
    """The width of the columns, in pixels, with which the longest row fills the narrowest page; at least `least`."""
    columns, fixed = _longest_row(spec)
    return round(max(min((_NARROWEST_PAGE - fixed) / columns, _WIDEST_COLUMN), least), 1)


def _longest_row(spec: MapSpec) -> tuple[int, float]:
    """The largest number of columns in a row, and the largest width of what is not columns, in pixels."""
    rows = partition(spec.journey, spec.most_columns)
    columns = max((sum(max(part.size, 1) for part in row) for row in rows), default=1)
    stages = max((len(row) for row in rows), default=1)
    return columns, 2 * MARGIN + GUTTER + STAGE_GAP * (stages - 1)


def _best_page(spec: MapSpec) -> _Page:
    """The page whose columns have the width that suits the journey best."""
    columns, fixed = _longest_row(spec)
    least = filling_width(spec, 0)
    widths = [float(width) for width in _WIDTHS if width >= least]
    if not widths:
        return _page(spec, least)
    if len(spec.journey.touchpoints) > _SEARCHED:
        return _page(spec, max(PLAIN_COLUMN, widths[0]))
    return _nearest_ratio(spec, widths, fixed, columns)


def _nearest_ratio(spec: MapSpec, widths: list[float], fixed: float, columns: int) -> _Page:
    """The page whose proportions are nearest to those wanted. Wider columns always make a flatter page.

    Every width that is tried costs a layout. The height of that page determines the next width to try, since the height
    changes far less than the width. For most journeys the first width is right, and is the widest or the narrowest. So
    pages of these two widths are drawn at once, and all others are only measured.
    """
    pages: dict[int, _Page] = {}
    tall, flat = -1, len(widths)  # pages up to index `tall` are too tall, pages from index `flat` on are flat enough
    height = _USUAL_HEIGHT
    while flat - tall > 1:
        guess = bisect_left(widths, (_RATIO * height - fixed) / columns)
        index = min(max(guess, tall + 1), flat - 1) if len(pages) < _GUESSES else (tall + flat) // 2
        page = pages[index] = _page(spec, widths[index], only_measured=0 < index < len(widths) - 1)
        height = page.y
        if page.ratio < _RATIO:
            tall = index
        else:
            flat = index
    best = min(pages, key=lambda index: abs(pages[index].ratio - _RATIO))
    return _page(spec, widths[best]) if pages[best].only_measured else pages[best]


class _Page:
    """A page under construction: its canvas, the y below its last band, and the names of the lanes that it shows.

    On a page that is only measured, the bands whose height is known without drawing are not drawn.
    """

    def __init__(self, canvas: Canvas, spec: MapSpec, *, only_measured: bool) -> None:
        self.canvas = canvas
        self.spec = spec
        self.only_measured = only_measured
        self.y = 0.0
        self.lanes: set[str] = set()

    @property
    def ratio(self) -> float:
        """Its width divided by its height."""
        return self.canvas.width / self.y

    def band(self, name: str, draw: Callable[[float], float], **data: str) -> None:
        """Draws a band below the last one. `draw` gets the y of its top and returns the y below it."""
        with self.canvas.group(f"band-{name}", "band", **data) as group:
            bottom = draw(self.y)
        group.data.update(y=f"{self.y:g}", height=f"{round(bottom - self.y, 2):g}")
        self.y = round(bottom, 2)


def draw_map(spec: MapSpec, column_width: float) -> Scene:
    """Lays out a map with columns of this width, in pixels."""
    return _scene(_page(spec, column_width))


def _scene(page: _Page) -> Scene:
    spec, journey = page.spec, page.spec.journey
    bands = [element for element in page.canvas.elements if isinstance(element, Group)]
    title = f"{journey.title} – {spec.words['map']}"
    return Scene(
        width=page.canvas.width,
        height=page.y,
        title=title,
        description=_description(spec),
        language=journey.language,
        rtl=journey.is_rtl,
        bands=bands,
    )


def _page(spec: MapSpec, column_width: float, *, only_measured: bool = False) -> _Page:
    rows = place_rows(spec.journey, column_width, spec.most_columns)
    width = max([_NARROWEST_PAGE, reach(spec, rows) + MARGIN, *(row.end + MARGIN for row in rows)])
    page = _Page(Canvas(width, rtl=spec.journey.is_rtl), spec, only_measured=only_measured)
    lanes = lanes_of(spec)
    tracks = lay_tracks(spec, rows, width - MARGIN)
    page.band("head", lambda top: draw_head(page.canvas, spec, top))
    for row in rows:
        _draw_row(page, row, lanes, tracks[row.number], lay_blueprint(spec, row, lanes))
    gathered = gathered_ways(tracks.values())
    page.band("foot", lambda top: draw_foot(page.canvas, spec, top, gathered))
    changes = spec.overlay(ChangesOverlay)
    if changes:
        page.band("changes", lambda top: draw_story(page.canvas, changes, top))
    page.band("legend", lambda top: draw_legend(page.canvas, spec, top, lanes=page.lanes, gathered=gathered))
    return page


def _draw_row(
    page: _Page, row: Row, lanes: list[tuple[Lane, bool]], tracks: RowTracks, blueprint: BlueprintLanes | None
) -> None:
    canvas, spec = page.canvas, page.spec
    suffix = f"-{row.number}" if row.number > 1 else ""
    if row.number > 1:
        page.y += _ROW_GAP
    height = stages_height(spec, row)
    above_spine = next((i for i, (lane, _) in enumerate(lanes) if not isinstance(lane, StageTexts)), len(lanes))
    first = next((lane.name for lane, _ in lanes[above_spine:] if lane.height(spec, row)), "")

    def stages(top: float) -> float:
        if not page.only_measured:
            draw_stages(canvas, spec, row, top)
        return top + height

    def spine(top: float) -> float:
        bottom = top + spine_height(spec, row, tracks) + (0 if ("spine", first) in _WITHOUT_RULE else _BEFORE_RULE)
        if not page.only_measured:
            draw_background(canvas, spec, row, (top, bottom), clear_above=tracks_height(tracks))
            draw_spine(canvas, spec, row, tracks, top)
        return bottom

    page.band(f"stages{suffix}", stages)
    above = ""
    for lane, _ in lanes[:above_spine]:
        above = _draw_lane(page, row, lane, suffix, above or "stages", with_washes=False)
    page.band(f"spine{suffix}", spine)
    above, is_below = "spine", False
    for lane, is_backstage in lanes[above_spine:]:
        for line in blueprint.lines.get(lane.name, ()) if blueprint else ():
            above = ""
            page.band(f"line-{line.name}{suffix}", partial(line.draw, canvas, spec, row), **line.sides)
        with_line = is_backstage and not is_below and not blueprint
        above = _draw_lane(page, row, lane, suffix, above, with_visibility=with_line, blueprint=blueprint)
        is_below = is_below or (is_backstage and above == lane.name)


def _draw_lane(
    page: _Page,
    row: Row,
    lane: Lane,
    suffix: str,
    above: str,
    *,
    with_washes: bool = True,
    with_visibility: bool = False,
    blueprint: BlueprintLanes | None = None,
) -> str:
    """Draws a lane, unless it is empty in this row; returns the name of the lowest lane drawn so far.

    With `with_visibility`, the line of visibility is above it.
    """
    canvas, spec = page.canvas, page.spec
    height = lane.height(spec, row)
    if not height:
        return above
    height = max(height, len(_title_lines(spec, lane)) * LABEL.leading + 24)
    page.lanes.add(lane.name)

    def draw(top: float) -> float:
        bottom = top + height + (_VISIBILITY if with_visibility else 0)
        if page.only_measured:
            return bottom
        first, y = len(canvas.here), top
        if with_visibility:
            draw_visibility(canvas, spec, row, top + 12)
            y += _VISIBILITY
        elif above and (above, lane.name) not in _WITHOUT_RULE:
            canvas.line(MARGIN, top, row.end, top, "rule")
        _draw_gutter(canvas, spec, lane, y)
        lane.draw(canvas, spec, row, y)
        if blueprint:
            blueprint.draw_arrows(canvas, lane, (top, bottom), first)
        draw_cell_changes(canvas, spec, row, lane.name, y)
        texts = texts_in(canvas.here[first:]) if lane.name in _WITH_WIDE_TEXTS else ()
        canvas.behind(
            first,
            lambda: draw_background(
                canvas,
                spec,
                row,
                (top, bottom),
                with_washes=with_washes,
                with_edges=not isinstance(lane, StageTexts),
                clear_above=y - top,
                texts=texts,
            ),
        )
        return bottom

    page.band(f"lane-{lane.name}{suffix}", draw, lane=lane.name, label=lane.title(spec))
    return lane.name


def _draw_gutter(canvas: Canvas, spec: MapSpec, lane: Lane, top: float) -> None:
    draw_icon(canvas, lane.icon, MARGIN, top + 13, "ink")
    canvas.lines(MARGIN + SIZE + 8, top + 13.5, _title_lines(spec, lane), LABEL, "ink")


def _title_lines(spec: MapSpec, lane: Lane) -> tuple[str, ...]:
    return LABEL.lines(lane.title(spec), GUTTER - SIZE - 20)


def _description(spec: MapSpec) -> str:
    journey, words = spec.journey, spec.words
    stages = words["list-comma"].join(stage.name for stage in journey.stages)
    listed = f"{words.labelled(words['stages'], stages)}." if stages else None
    return " ".join(part for part in (journey.takeaway, listed) if part)
