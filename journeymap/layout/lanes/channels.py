"""The channels lane: a line for each channel, with a dot at each touchpoint that uses it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from journeymap.insight.channels import UsedChannel, channels_of
from journeymap.layout.canvas import CAPTION, NOTE, Canvas
from journeymap.layout.channel_icons import channel_token, draw_channel_icon, icon_width
from journeymap.layout.facing import in_one_order
from journeymap.layout.frame import Column, Row
from journeymap.layout.lanes.addressed import keys_told_apart
from journeymap.layout.marks import marker
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec, persona_token

_TITLE_ROOM = 31
_BELOW = 8
_ROW = 15
_DOT = 4.6
_ICON = 13
_LEAST_NAME = 24


class Channels:
    """The lane of the channels. A change of channel is visible as a jump from line to line."""

    name = "channels"
    icon = "channels"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-channels"]

    def height(self, spec: MapSpec, row: Row) -> float:
        names = _names_in(spec, row)
        return _TITLE_ROOM + sum(_row_height(lines) for _, lines in names) + _BELOW if names else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        y = top + _TITLE_ROOM
        channels = channels_of(spec.journey)
        columns = [(column, channels.at(column.touchpoint)) for column in row.columns]
        following = {one.number: other.number for one, other in pairwise(row.columns)}
        for channel, lines in _names_in(spec, row):
            height = _row_height(lines)
            self._draw_name(canvas, spec, channel, lines, y, height)
            canvas.line(row.start, y + height / 2, row.end, y + height / 2, "rule")
            using = [each for each in columns if channel in each[1]]
            self._draw_line(canvas, spec, using, following, channel, y + height / 2)
            y += height

    def _draw_name(
        self, canvas: Canvas, spec: MapSpec, channel: UsedChannel, lines: tuple[str, ...], top: float, height: float
    ) -> None:
        start = MARGIN + GUTTER - 10 - _icon_room(spec)
        draw_channel_icon(canvas, channel, start, top + (height - _ICON) / 2, "ink3", _ICON)
        canvas.lines(start - 6, top + (height - len(lines) * NOTE.leading) / 2, lines, NOTE, "ink2", align="end")

    def _draw_line(
        self,
        canvas: Canvas,
        spec: MapSpec,
        using: list[tuple[Column, tuple[UsedChannel, ...]]],
        following: Mapping[int, int],
        channel: UsedChannel,
        y: float,
    ) -> None:
        """Draws a channel's dots at the columns that use it, which come with all their channels, and joins the dots.

        `following` has the number of the column after each.
        """
        token = channel_token(channel, "ink")
        told_apart = "channels" in keys_told_apart(spec.journey)
        for (one, _), (other, _) in pairwise(using):
            if following.get(one.number) == other.number:
                canvas.line(one.middle, y, other.middle, y, channel_token(channel, "ink2"), 2)
        for column, at in using:
            with canvas.group(touchpoint=column.touchpoint.id, title=channel.name):
                if at[0] == channel:
                    canvas.circle(column.middle, y, _DOT, token)
                else:
                    canvas.circle(column.middle, y, _DOT - 0.7, "paper", stroke=token, stroke_width=1.4)
                if told_apart:
                    _draw_users(canvas, spec, column, channel, y)


def _draw_users(canvas: Canvas, spec: MapSpec, column: Column, channel: UsedChannel, y: float) -> None:
    """Draws who uses a channel at a touchpoint, after its dot: markers of personas, then names of segments.

    Nothing, where somebody uses it of whom nothing is said: all do.
    """
    by_text = channels_of(spec.journey).by_text
    uses = [use for use in column.touchpoint.channels if by_text[use.text] is channel]
    if any(use.persona is None and use.segment is None for use in uses):
        return
    x = column.middle + _DOT + 8
    for index in dict.fromkeys(spec.persona_index(use.persona) for use in uses if use.persona is not None):
        if index is not None:
            marker(canvas, x, y, index, 3.6, persona_token(index))
            x += 11
    names = {segment.id: segment.name for segment in spec.journey.segments}
    whose = dict.fromkeys(names.get(use.segment, "") for use in uses if use.segment is not None and not use.persona)
    text = spec.words["list-comma"].join(filter(None, whose))
    room = column.x + column.width - x - 4
    if text and room > _LEAST_NAME:
        canvas.text(x - 4, y - 3.4, CAPTION.lines(text, room, most=1)[0], CAPTION, "ink2")


def _names_in(spec: MapSpec, row: Row) -> list[tuple[UsedChannel, tuple[str, ...]]]:
    """The channels used in a row, with their names in lines beside the icons."""
    used = _used_in(spec, row)
    room = GUTTER - 17 - _icon_room(spec) if used else 0
    return [(channel, NOTE.lines(channel.name, room)) for channel in used]


def _used_in(spec: MapSpec, row: Row) -> list[UsedChannel]:
    """The channels used in a row of stages, in the order of the map; with a facing page, those of both maps."""
    channels = channels_of(spec.journey)
    if spec.facing is not None:
        own = {channel.name: channel for channel in channels.in_order}
        others = {channel.name: channel for channel in channels_of(spec.facing.journey).in_order}
        return [(others | own)[name] for name in in_one_order(own, others)]
    used = {channels.by_text[text] for column in row.columns for text in column.touchpoint.channel_texts}
    return [channel for channel in channels.in_order if channel in used]


@lru_cache(maxsize=1)
def _icon_room(spec: MapSpec) -> float:
    """The width of the widest icon with its mark, in pixels: all icons are below each other."""
    journeys = [each.journey for each in (spec, spec.facing) if each is not None]
    return max(icon_width(channel, _ICON) for journey in journeys for channel in channels_of(journey).in_order)


def _row_height(lines: tuple[str, ...]) -> float:
    return max(_ROW, len(lines) * NOTE.leading + 1)
