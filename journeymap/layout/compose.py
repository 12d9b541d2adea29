"""Puts a map together: head, stages, spine, lanes, foot and legend, each a band below the other."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any

from journeymap.layout.canvas import CAPTION_STRONG, LABEL, Canvas
from journeymap.layout.change_marks import draw_cell_changes, draw_story
from journeymap.layout.foot import draw_foot
from journeymap.layout.frame import Row, partition, place_rows
from journeymap.layout.head import draw_head
from journeymap.layout.icons import SIZE, draw_icon
from journeymap.layout.lanes.lane import Lane, StageTexts
from journeymap.layout.lanes.registry import BELOW_VISIBILITY, lanes_of
from journeymap.layout.legend import draw_legend
from journeymap.layout.scene import Group, Scene
from journeymap.layout.spec import GUTTER, MARGIN, STAGE_GAP, MapSpec
from journeymap.layout.spine import draw_spine, spine_height, ways_height
from journeymap.layout.stages import draw_stages, stages_height
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.overlays.changes import ChangesOverlay
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_RATIO = 2**0.5  # the A series
_WIDTHS = tuple(range(136, 201, 4))
_LEAST_PAGE = 1280.0
_USUAL_HEIGHT = 2200.0
_GUESSES = 3
_WIDEST_COLUMN = 400.0
_PLAIN_COLUMN = 160.0
_SEARCHED = 60
_ROW_GAP = 40.0
_VISIBILITY = 26.0
_UNRULED = frozenset(
    {("spine", "doing"), ("pains", "opportunities"), ("stages", "goal"), ("stages", "focus"), ("stages", "example")}
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
    """The scene of a journey's map.

    `today` is the day that due dates and reviews are judged on. A compact map gives a cell six lines
    at most and shows eight actions. The width of the columns is chosen so that the whole comes nearest
    to the proportions of a sheet of paper. `overlays` are shown beside what the journey says.
    """
    spec = MapSpec(journey=journey, words=words, theme=theme, today=today, compact=compact, overlays=tuple(overlays))
    return _scene(_best_page(spec))


def filling_width(spec: MapSpec, least: float) -> float:
    """The width of columns with which the longest row fills the narrowest page; never less than `least`."""
    columns, fixed = _longest_row(spec)
    return round(max(min((_LEAST_PAGE - fixed) / columns, _WIDEST_COLUMN), least), 1)


def _longest_row(spec: MapSpec) -> tuple[int, float]:
    """The most columns a row has, and the most pixels across that are not columns."""
    rows = partition(spec.journey, spec.row_most)
    columns = max((sum(max(part.size, 1) for part in row) for row in rows), default=1)
    stages = max((len(row) for row in rows), default=1)
    return columns, 2 * MARGIN + GUTTER + STAGE_GAP * (stages - 1)


def _best_page(spec: MapSpec) -> _Page:
    """The page with columns of the width that suits the journey."""
    columns, fixed = _longest_row(spec)
    least = filling_width(spec, 0)
    widths = [float(width) for width in _WIDTHS if width >= least]
    if not widths:
        return _page(spec, least)
    if len(spec.journey.touchpoints) > _SEARCHED:
        return _page(spec, max(_PLAIN_COLUMN, widths[0]))
    return _nearest_ratio(spec, widths, fixed, columns)


def _nearest_ratio(spec: MapSpec, widths: list[float], fixed: float, columns: int) -> _Page:
    """The page that has the wanted proportions; wider columns always make a flatter page.

    Each page that is tried has to be laid out. Its height tells which to try next, since it changes far less than the
    width does; most journeys are settled with the first, at the widest or the narrowest. So these two are drawn when
    they are tried, and the others only measured.
    """
    pages: dict[int, _Page] = {}
    tall, flat = -1, len(widths)  # the pages up to the one are too tall, those from the other on flat enough
    height = _USUAL_HEIGHT
    while flat - tall > 1:
        guess = bisect_left(widths, (_RATIO * height - fixed) / columns)
        index = min(max(guess, tall + 1), flat - 1) if len(pages) < _GUESSES else (tall + flat) // 2
        page = pages[index] = _page(spec, widths[index], measuring=0 < index < len(widths) - 1)
        height = page.y
        if page.ratio < _RATIO:
            tall = index
        else:
            flat = index
    best = min(pages, key=lambda index: abs(pages[index].ratio - _RATIO))
    return _page(spec, widths[best]) if pages[best].measuring else pages[best]


class _Page:
    """The page under construction: what is on it, how far down it reaches, and which lanes it shows.

    While a page is only measured, what knows its height beforehand is not drawn.
    """

    def __init__(self, canvas: Canvas, spec: MapSpec, *, measuring: bool) -> None:
        self.canvas = canvas
        self.spec = spec
        self.measuring = measuring
        self.y = 0.0
        self.lanes: set[str] = set()

    @property
    def ratio(self) -> float:
        """How many times as wide as high it is."""
        return self.canvas.width / self.y

    def band(self, name: str, draw: Callable[[float], float], **data: str) -> None:
        """Put down a band; `draw` gets the y of its top and returns the y below it."""
        with self.canvas.group(f"band-{name}", "band", **data) as group:
            bottom = draw(self.y)
        group.data.update(y=f"{self.y:g}", height=f"{round(bottom - self.y, 2):g}")
        self.y = round(bottom, 2)


def draw_map(spec: MapSpec, column_width: float) -> Scene:
    """The scene with columns of a given width in pixels."""
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


def _page(spec: MapSpec, column_width: float, *, measuring: bool = False) -> _Page:
    rows = place_rows(spec.journey, column_width, spec.row_most)
    width = max([_LEAST_PAGE, *(row.end + MARGIN for row in rows)])
    page = _Page(Canvas(width, rtl=spec.journey.is_rtl), spec, measuring=measuring)
    lanes = lanes_of(spec)
    page.band("head", lambda top: draw_head(page.canvas, spec, top))
    for row in rows:
        _draw_row(page, row, lanes)
    page.band("foot", lambda top: draw_foot(page.canvas, spec, top))
    changes = spec.overlay(ChangesOverlay)
    if changes:
        page.band("changes", lambda top: draw_story(page.canvas, changes, top))
    page.band("legend", lambda top: draw_legend(page.canvas, spec, top, lanes=page.lanes))
    return page


def _draw_row(page: _Page, row: Row, lanes: list[Lane]) -> None:
    canvas, spec = page.canvas, page.spec
    suffix = f"-{row.number}" if row.number > 1 else ""
    if row.number > 1:
        page.y += _ROW_GAP
    height = stages_height(spec, row)

    def stages(top: float) -> float:
        if not page.measuring:
            draw_stages(canvas, spec, row, top)
        return top + height

    def spine(top: float) -> float:
        bottom = top + spine_height(spec, row, canvas.width)
        if not page.measuring:
            _draw_ground(canvas, spec, row, (top, bottom), clear=ways_height(spec, row, canvas.width))
            draw_spine(canvas, spec, row, top)
        return bottom

    page.band(f"stages{suffix}", stages)
    leading = next((i for i, lane in enumerate(lanes) if not isinstance(lane, StageTexts)), len(lanes))
    above = ""
    for lane in lanes[:leading]:
        above = _draw_lane(page, row, lane, suffix, above or "stages", washed=False)
    page.band(f"spine{suffix}", spine)
    above = "spine"
    for lane in lanes[leading:]:
        above = _draw_lane(page, row, lane, suffix, above)


def _draw_lane(page: _Page, row: Row, lane: Lane, suffix: str, above: str, *, washed: bool = True) -> str:
    """Put down a lane, if it has anything to say in this row; returns the lane that is now the lowest."""
    canvas, spec = page.canvas, page.spec
    height = lane.height(spec, row)
    if not height:
        return above
    height = max(height, len(_title_lines(spec, lane)) * LABEL.leading + 24)
    page.lanes.add(lane.name)
    hidden = lane.name in BELOW_VISIBILITY and above not in BELOW_VISIBILITY

    def draw(top: float) -> float:
        bottom = top + height + (_VISIBILITY if hidden else 0)
        if page.measuring:
            return bottom
        clear = _VISIBILITY if hidden else 0
        edged = not isinstance(lane, StageTexts)
        _draw_ground(canvas, spec, row, (top, bottom), washed=washed, edged=edged, clear=clear)
        if hidden:
            _draw_visibility(canvas, spec, row, top + 12)
            top += _VISIBILITY
        elif (above, lane.name) not in _UNRULED:
            canvas.line(MARGIN, top, row.end, top, "rule")
        _draw_gutter(canvas, spec, lane, top)
        lane.draw(canvas, spec, row, top)
        draw_cell_changes(canvas, spec, row, lane.name, top)
        return bottom

    page.band(f"lane-{lane.name}{suffix}", draw, lane=lane.name, label=lane.title(spec))
    return lane.name


def _draw_gutter(canvas: Canvas, spec: MapSpec, lane: Lane, top: float) -> None:
    draw_icon(canvas, lane.icon, MARGIN, top + 13, "ink")
    canvas.lines(MARGIN + SIZE + 8, top + 13.5, _title_lines(spec, lane), LABEL, "ink")


def _title_lines(spec: MapSpec, lane: Lane) -> tuple[str, ...]:
    return LABEL.lines(lane.title(spec), GUTTER - SIZE - 20)


def _draw_ground(
    canvas: Canvas,
    spec: MapSpec,
    row: Row,
    edges: tuple[float, float],
    *,
    washed: bool = True,
    edged: bool = True,
    clear: float = 0,
) -> None:
    """What lies under a band: the columns of the moments of truth, and the hairlines between stages.

    Where texts run across columns, as they do in the upper `clear` pixels, no upright line is drawn.
    """
    top, bottom = edges
    for column in row.columns if washed else ():
        if column.touchpoint.moment_of_truth:
            canvas.rect(column.x, top, column.width, bottom - top, "moment-wash")
            if edged and spec.theme.drawing.moment_edges:
                canvas.line(column.x, top + clear, column.x, bottom, "rule2")
                canvas.line(column.x + column.width, top + clear, column.x + column.width, bottom, "rule2")
    for span in row.spans[:-1]:
        x = span.x + span.width + STAGE_GAP / 2
        canvas.line(x, top + clear, x, bottom, "rule")


def _draw_visibility(canvas: Canvas, spec: MapSpec, row: Row, y: float) -> None:
    words = spec.words["line-of-visibility"]
    room = row.end - MARGIN - 40
    line = CAPTION_STRONG.lines(words, room)[0]
    width = CAPTION_STRONG.width(line)
    canvas.line(MARGIN, y, row.end - width - 14, y, "ink3", 1.2, (6, 4))
    canvas.text(row.end, y + 3.8, line, CAPTION_STRONG, "ink2", align="end")


def _description(spec: MapSpec) -> str:
    journey, words = spec.journey, spec.words
    stages = ", ".join(stage.name for stage in journey.stages)
    return " ".join(part for part in (journey.takeaway, f"{words['stages']}: {stages}." if stages else None) if part)
