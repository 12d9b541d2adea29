"""The spine: the touchpoints as numbered stations on a line, transitions between them above it and names below."""

from __future__ import annotations

from journeymap.insight.channels import channels_of
from journeymap.insight.passing import for_whom, passing_at
from journeymap.layout.canvas import CAPTION_STRONG, LABEL, STEP, Canvas
from journeymap.layout.change_marks import draw_removed_touchpoints, draw_station_change
from journeymap.layout.channel_icons import CHANNEL_ICON, draw_channel_icons
from journeymap.layout.frame import Column, Row
from journeymap.layout.link_signs import draw_link_signs, rows_below
from journeymap.layout.marks import polygon
from journeymap.layout.spec import PAD, MapSpec
from journeymap.layout.track_drawing import draw_tracks
from journeymap.layout.tracks import DIAMOND, STATION, RowTracks
from journeymap.model import Touchpoint

_ABOVE = 24.0
_BELOW = 30.0


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
    return height


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
        touchpoint.name,
        touchpoint=touchpoint.id,
        x=f"{x:g}",
        width=f"{column.width:g}",
        **_who_passes(spec, touchpoint),
    ):
        if touchpoint.moment_of_truth:
            canvas.path(polygon(column.middle, station, 4, DIAMOND, -90), "moment")
            canvas.text(column.middle, station + 4.2, number, LABEL, "moment-text", align="middle")
        else:
            canvas.circle(column.middle, station, STATION, "paper", stroke="ink", stroke_width=1.5)
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
    if touchpoint.links:  # beside the touchpoint's group: on the page that is a button, which has no links in it
        with canvas.group(touchpoint=touchpoint.id):
            room = column.width - 2 * PAD
            draw_link_signs(canvas, column.x + PAD, top, touchpoint.links, lines, STEP, "ink3", room=room)
