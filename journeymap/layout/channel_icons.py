"""The icons of a touchpoint's channels, and the colours of channels."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.insight.channels import UsedChannel
from journeymap.layout.canvas import CAPTION_STRONG, Canvas
from journeymap.layout.icons import draw_icon

CHANNEL_ICON = 14.0
"""The size of the icons under a touchpoint's name, in pixels."""

_GAP = 4.0
_BEFORE_MARK = 1.5


def channel_token(channel: UsedChannel, otherwise: str) -> str:
    """The colour token of a channel; `otherwise` where the journey gives it no colour."""
    return f"channel-{channel.colour}" if channel.colour else otherwise


def draw_channel_icon(canvas: Canvas, channel: UsedChannel, x: float, y: float, colour: str, size: float) -> None:
    """Draws a channel's icon, `size` pixels wide, at the logical x and the y `top`, and its mark after it."""
    token = channel_token(channel, colour)
    draw_icon(canvas, channel.icon, x, y, token, size=size)
    if channel.mark:
        canvas.text(x + size + _BEFORE_MARK, y + size - 1.5, channel.mark, CAPTION_STRONG, token)


def icon_width(channel: UsedChannel, size: float) -> float:
    """The width of a channel's icon with its mark, in pixels, where the icon alone is `size` wide."""
    return size + (_BEFORE_MARK + CAPTION_STRONG.width(channel.mark) if channel.mark else 0)


def draw_channel_icons(canvas: Canvas, x: float, y: float, room: float, channels: Sequence[UsedChannel]) -> None:
    """Draws the icons of a touchpoint's channels from the logical x on, in `room` pixels; the main one is the darkest.

    Where there is no room for all of them, `+2` says how many more there are.
    """
    end = x + room
    for index, channel in enumerate(channels):
        width = icon_width(channel, CHANNEL_ICON)
        left = len(channels) - index - 1
        more = CAPTION_STRONG.width(f"+{left}") + _GAP if left else 0
        if index and x + width + more > end:
            canvas.text(x, y + CHANNEL_ICON - 1.5, f"+{left + 1}", CAPTION_STRONG, "ink3")
            return
        draw_channel_icon(canvas, channel, x, y, "ink3" if index else "ink2", CHANNEL_ICON)
        x += width + _GAP
