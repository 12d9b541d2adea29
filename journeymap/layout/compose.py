"""Puts a map together from bands below each other: head, stages, spine, lanes, foot, changes and legend."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from journeymap.layout.blueprint.lanes import lay_blueprint
from journeymap.layout.canvas import Canvas
from journeymap.layout.change_marks import draw_story
from journeymap.layout.foot.arrange import draw_blocks, foot_rows
from journeymap.layout.frame import partition, place_rows, shorter_rows
from journeymap.layout.head import draw_head
from journeymap.layout.lanes.registry import lanes_of
from journeymap.layout.legend import draw_legend
from journeymap.layout.mentions import with_numbers
from journeymap.layout.page import MapPage
from journeymap.layout.rows import draw_row
from journeymap.layout.scene import Group, Scene
from journeymap.layout.spec import GUTTER, MARGIN, STAGE_GAP, MapSpec
from journeymap.layout.track_placing import lay_tracks, reach
from journeymap.layout.tracks import gathered_ways
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.overlays.changes import ChangesOverlay
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

if TYPE_CHECKING:
    from journeymap.layout.logo import LogoPictures

_RATIO = 2**0.5  # width to height of a sheet of the A series on its side
_WIDTHS = tuple(range(136, 201, 4))
_NARROWEST_PAGE = 1280.0
_USUAL_HEIGHT = 2200.0
_GUESSES = 3
_WIDEST_COLUMN = 400.0
PLAIN_COLUMN = 160.0
"""The width in pixels of the columns of a map for which no better width is searched."""
_SEARCHED = 60
_STRIP = 2.2
"""From what ratio of width to height on a map is a strip, which is better in several rows."""
_WORTH_A_ROW = 1.1
"""How many times as large texts on paper have to be with one row of stages more: each breaks all curves."""


def lay_out(
    journey: Journey,
    *,
    theme: Theme,
    words: Words,
    today: dt.date,
    compact: bool = False,
    overlays: Iterable[Overlay[Any]] = (),
    logo: LogoPictures | None = None,
    take: Callable[[Group], None] | None = None,
) -> Scene:
    """Lays out a journey's map.

    `today` is the date that due dates and reviews are compared with. In a compact map a cell has at most six lines, and
    at most eight actions are listed. Columns are as wide as brings the map nearest to the proportions of a sheet of
    paper; what would be a strip all the same is in rows of stages. The map shows the values of the `overlays` beside
    those of the journey, and the `logo` in its head.

    With `take`, that gets each band of a large map as soon as it is drawn, and the scene has the band without its
    marks. All of them together take much memory, and it takes long to fetch them from there again.
    """
    journey = with_numbers(journey, words)
    spec = MapSpec(
        journey=journey,
        words=words,
        theme=theme,
        today=today,
        compact=compact,
        overlays=tuple(overlays),
        logo=logo,
    )
    if theme.drawing.scale == 1:
        return _scene(_best_page(spec, take))
    from journeymap.layout.scaling import scaled  # noqa: PLC0415  few themes are larger

    return scaled(_scene(_best_page(spec, None)), theme.drawing.scale)


def filling_width(spec: MapSpec, least: float) -> float:
    """The width of the columns, in pixels, with which the longest row fills the narrowest page; at least `least`."""
    return _filling(*_longest_row(spec), least)


def _filling(columns: int, fixed: float, least: float) -> float:
    """The width, as `filling_width` says, of so many columns beside what is `fixed`."""
    return round(max(min((_NARROWEST_PAGE - fixed) / columns, _WIDEST_COLUMN), least), 1)


def _longest_row(spec: MapSpec) -> tuple[int, float]:
    """The largest number of columns in a row, and the largest width of what is not columns, in pixels."""
    rows = partition(spec.journey, spec.most_columns)
    columns = max((sum(max(part.size, 1) for part in row) for row in rows), default=1)
    stages = max((len(row) for row in rows), default=1)
    return columns, 2 * MARGIN + GUTTER + STAGE_GAP * (stages - 1)


def _best_page(spec: MapSpec, take: Callable[[Group], None] | None) -> MapPage:
    """The page whose rows and columns suit the journey best. If it is large, `take` gets its bands."""
    page = _page_of_rows(spec, take)
    if page.ratio <= _STRIP or len(spec.journey.touchpoints) > _SEARCHED:
        return page
    for most_columns in shorter_rows(spec.journey):
        more = _page_of_rows(spec.replace(most_columns=most_columns))
        if _sheet(page) < _WORTH_A_ROW * _sheet(more):
            break
        page = more
    return page


def _sheet(page: MapPage) -> float:
    """The height in pixels of the sheet that a page fits on: the smaller it is, the larger the text on paper."""
    return max(page.canvas.width / _RATIO, page.y)


def _page_of_rows(spec: MapSpec, take: Callable[[Group], None] | None = None) -> MapPage:
    """The page with rows of at most as many columns as the `spec` says, whose columns have the best width."""
    columns, fixed = _longest_row(spec)
    least = _filling(columns, fixed, 0)
    widths = [float(width) for width in _WIDTHS if width >= least]
    if not widths:
        return _page(spec, least)
    if len(spec.journey.touchpoints) > _SEARCHED:
        return _page(spec, max(PLAIN_COLUMN, widths[0]), take=take)
    return _nearest_ratio(spec, widths, fixed, columns)


def _nearest_ratio(spec: MapSpec, widths: list[float], fixed: float, columns: int) -> MapPage:
    """The page whose proportions are nearest to those wanted. Wider columns always make a flatter page.

    Every width that is tried costs a layout. The height of that page determines the next width to try, since the height
    changes far less than the width. For most journeys the first width is right, and is the widest or the narrowest. So
    pages of these two widths are drawn at once, and all others are only measured.
    """
    pages: dict[int, MapPage] = {}
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


def draw_map(spec: MapSpec, column_width: float) -> Scene:
    """Lays out a map with columns of this width, in pixels."""
    return _scene(_page(spec, column_width))


def _scene(page: MapPage) -> Scene:
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


def _page(
    spec: MapSpec,
    column_width: float,
    *,
    only_measured: bool = False,
    take: Callable[[Group], None] | None = None,
) -> MapPage:
    rows = place_rows(spec.journey, column_width, spec.most_columns)
    width = max([_NARROWEST_PAGE, reach(spec, rows) + MARGIN, *(row.end + MARGIN for row in rows)])
    page = MapPage(Canvas(width, rtl=spec.journey.is_rtl), spec, only_measured=only_measured, take=take)
    lanes = lanes_of(spec)
    tracks = lay_tracks(spec, rows, width - MARGIN)
    page.band("head", lambda top: draw_head(page.canvas, spec, top))
    for row in rows:
        draw_row(page, row, lanes, tracks[row.number], lay_blueprint(spec, row, lanes))
    gathered = gathered_ways(tracks.values())
    for name, blocks in foot_rows(page.canvas, spec, gathered, spec.overlay(MeasuresOverlay)).items():
        page.band(name, partial(draw_blocks, page.canvas, blocks))
    changes = spec.overlay(ChangesOverlay)
    if changes:
        page.band("changes", lambda top: draw_story(page.canvas, spec, changes, top))
    page.band(
        "legend",
        lambda top: draw_legend(page.canvas, spec, top, lanes=page.lanes, column_width=column_width, gathered=gathered),
    )
    return page


def _description(spec: MapSpec) -> str:
    journey, words = spec.journey, spec.words
    stages = words["list-comma"].join(stage.name for stage in journey.stages)
    listed = f"{words.labelled(words['stages'], stages)}." if stages else None
    return " ".join(part for part in (journey.takeaway, listed) if part)
