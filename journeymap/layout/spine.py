"""The spine: the touchpoints as numbered stations on a line, transitions between them above it and names below."""

from __future__ import annotations

from journeymap.insight.channels import channels_of
from journeymap.insight.passing import for_whom, passing_at
from journeymap.layout.canvas import CAPTION_STRONG, LABEL, STEP, Canvas
from journeymap.layout.change_marks import draw_removed_touchpoints, draw_station_change, number_stations
from journeymap.layout.channel_icons import CHANNEL_ICON, draw_channel_icons
from journeymap.layout.frame import Column, Row
from journeymap.layout.icons import circle_path
from journeymap.layout.link_signs import draw_link_signs, rows_below
from journeymap.layout.marks import polygon
from journeymap.layout.scene import Segment
from journeymap.layout.spec import EXPERIMENT_ROW, PAD, MapSpec
from journeymap.layout.stage_grounds import station_ring
from journeymap.layout.track_drawing import draw_tracks
from journeymap.layout.tracks import DIAMOND, STATION, RowTracks, radius
from journeymap.model import Experiment, Touchpoint

_ABOVE = 24.0
_BELOW = 30.0
_PAST, _DEEP = 9.0, 8.0
OPTIONAL_DASH = (3.0, 2.4)


def spine_height(spec: MapSpec, row: Row, tracks: RowTracks) -> float:
    """The height of a row's spine: the ways between stations, the stations and their names."""
    return _station_y(tracks) + _BELOW + _names_height(spec, row)


def tracks_height(tracks: RowTracks) -> float:
    """The height of the ways with their labels, at the top of a row's spine; 0 without any."""
    return _station_y(tracks) + _BELOW + 6 if tracks.height else 0


def draw_spine(canvas: Canvas, spec: MapSpec, row: Row, tracks: RowTracks, top: float) -> None:
    """Draws the spine of a row, from the y `top` down."""
    station = top + _station_y(tracks)
    draw_tracks(canvas, tracks, station)
    for column in row.columns:
        _draw_touchpoint(canvas, spec, column, station)
    draw_removed_touchpoints(canvas, spec, row, station)
    if spec.folded:
        from journeymap.layout.folds import draw_folds  # noqa: PLC0415  no map of one journey has any

        draw_folds(canvas, spec, row, station)
    if spec.overlays:
        number_stations(canvas, spec, row, station)


def _station_y(tracks: RowTracks) -> float:
    return _ABOVE + max(tracks.height, STATION)


def _names_height(spec: MapSpec, row: Row) -> float:
    return max((_name_height(spec, column) for column in row.columns), default=0)


def _name_height(spec: MapSpec, column: Column) -> float:
    lines = STEP.lines(column.touchpoint.name, column.width - 2 * PAD)
    height = len(lines) * STEP.leading
    if column.touchpoint.links:
        height += rows_below(column.touchpoint.links, lines, STEP, column.width - 2 * PAD) * STEP.leading
    height += len(_moment(spec, column)) * CAPTION_STRONG.leading
    if column.touchpoint.channels:
        height += CHANNEL_ICON + 6
    if spec.journey.experiments:
        height += len(_experiments(spec, column)) * EXPERIMENT_ROW
    return height


def _experiments(spec: MapSpec, column: Column) -> list[list[Experiment]]:
    """The experiments at a touchpoint, in rows."""
    from journeymap.layout.experiment_marks import rows_at  # noqa: PLC0415  few journeys have experiments

    return rows_at(spec, column.touchpoint, column.width - 2 * PAD)


def _moment(spec: MapSpec, column: Column) -> tuple[str, ...]:
    """The name of a touchpoint's moment of truth, in lines; none when it has no name."""
    moment = column.touchpoint.moment_of_truth
    if not isinstance(moment, str):
        return ()
    return CAPTION_STRONG.lines(spec.words[f"moment-{moment}"], column.width - 2 * PAD)


def _who_passes(spec: MapSpec, touchpoint: Touchpoint) -> dict[str, str]:
    """The ids of the personas who pass at a touchpoint, where not all do."""
    return for_whom(passing_at(spec.journey, touchpoint)) if touchpoint.personas or touchpoint.segments else {}


def _draw_touchpoint(canvas: Canvas, spec: MapSpec, column: Column, station: float) -> None:
    touchpoint = column.touchpoint
    number = spec.words.number(column.number)
    x = canvas.flip(column.x, column.width)
    with canvas.group(
        f"touchpoint-{touchpoint.id}",
        "touchpoint",
        f"{touchpoint.name} ({spec.words['optional']})" if touchpoint.optional else touchpoint.name,
        touchpoint=touchpoint.id,
        x=f"{x:g}",
        width=f"{column.width:g}",
        **_who_passes(spec, touchpoint),
    ):
        if touchpoint.optional:
            _draw_way_past(canvas, column, station)
        if touchpoint.moment_of_truth:
            _draw_moment(canvas, column, station)
            canvas.text(column.middle, station + 4.2, number, LABEL, "moment-text", align="middle")
        else:
            _draw_station(canvas, spec, column, station)
            canvas.text(column.middle, station + 4.2, number, LABEL, "ink", align="middle")
        draw_station_change(canvas, spec, column, station)
        top = station + _BELOW
        lines = STEP.lines(touchpoint.name, column.width - 2 * PAD)
        y = canvas.lines(column.x + PAD, top, lines, STEP, "ink")
        if touchpoint.links:
            y += rows_below(touchpoint.links, lines, STEP, column.width - 2 * PAD) * STEP.leading
        y = canvas.lines(column.x + PAD, y, _moment(spec, column), CAPTION_STRONG, "ink3")
        draw_channel_icons(
            canvas, column.x + PAD, y + 5, column.width - 2 * PAD, channels_of(spec.journey).at(touchpoint)
        )
        if spec.journey.experiments:
            y += CHANNEL_ICON + 6 if touchpoint.channels else 0
            _draw_experiments(canvas, spec, column, y)
    if touchpoint.links:  # beside the touchpoint's group: on the page that is a button, which has no links in it
        with canvas.group(touchpoint=touchpoint.id):
            room = column.width - 2 * PAD
            draw_link_signs(canvas, column.x + PAD, top, touchpoint.links, lines, STEP, "ink3", room=room)


def _draw_experiments(canvas: Canvas, spec: MapSpec, column: Column, top: float) -> None:
    from journeymap.layout.experiment_marks import draw_at  # noqa: PLC0415

    draw_at(canvas, spec, _experiments(spec, column), column.x + PAD, top + 3)


def _draw_moment(canvas: Canvas, column: Column, station: float) -> None:
    diamond = polygon(column.middle, station, 4, DIAMOND, -90)
    if column.touchpoint.optional:
        outline = polygon(column.middle, station, 4, DIAMOND, -90)
        canvas.path(outline, "paper", stroke="moment", stroke_width=1.5, dash=OPTIONAL_DASH)
        diamond = polygon(column.middle, station, 4, DIAMOND - 4, -90)
    canvas.path(diamond, "moment")


def _draw_station(canvas: Canvas, spec: MapSpec, column: Column, station: float) -> None:
    ring = station_ring(spec.theme, spec.journey, column.touchpoint)
    if column.touchpoint.optional:
        outline = circle_path(column.middle, station, STATION)
        canvas.path(outline, "paper", stroke=ring, stroke_width=1.5, dash=OPTIONAL_DASH)
    else:
        canvas.circle(column.middle, station, STATION, "paper", stroke=ring, stroke_width=1.5)


def _draw_way_past(canvas: Canvas, column: Column, station: float) -> None:
    """Draws the way of those who leave out an optional step: from the line before its station to that after it."""
    around = radius(column)
    canvas.path(way_past(column.middle, station, around), stroke="way", stroke_width=1.3, dash=OPTIONAL_DASH)


def way_past(x: float, y: float, around: float) -> list[Segment]:
    """A way below a station of the radius `around` in pixels at a point."""
    start, end, bottom = x - around - _PAST, x + around + _PAST, y + around + _DEEP
    return [
        ("M", (start, y)),
        ("C", (start + 5, y, start + 3, bottom, x - 4, bottom)),
        ("L", (x + 4, bottom)),
        ("C", (end - 3, bottom, end - 5, y, end, y)),
    ]
