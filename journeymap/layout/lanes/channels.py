"""The channels lane: a line for each channel, with a dot at each touchpoint that uses it."""

from __future__ import annotations

from functools import lru_cache

from journeymap.layout.canvas import NOTE, Canvas
from journeymap.layout.frame import Row
from journeymap.layout.icons import draw_icon
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec
from journeymap.style.channels import channel_icon

_TITLE_ROOM = 36
_BELOW = 12
_ROW = 20
_DOT = 4.6
_NAME_WIDTH = GUTTER - 30


class Channels:
    """The lane of the channels. A change of channel is visible as a jump from line to line."""

    name = "channels"
    icon = "channels"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-channels"]

    def height(self, spec: MapSpec, row: Row) -> float:
        used = _used_in(spec, row)
        return _TITLE_ROOM + sum(_row_height(name) for name in used) + _BELOW if used else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        y = top + _TITLE_ROOM
        for name in _used_in(spec, row):
            height = _row_height(name)
            self._draw_name(canvas, name, y, height)
            self._draw_line(canvas, row, name, y + height / 2)
            y += height

    def _draw_name(self, canvas: Canvas, name: str, top: float, height: float) -> None:
        end = MARGIN + GUTTER - 10
        draw_icon(canvas, channel_icon(name), end - 13, top + height / 2 - 6.5, "ink3", size=13)
        lines = NOTE.lines(name, _NAME_WIDTH)
        canvas.lines(end - 19, top + (height - len(lines) * NOTE.leading) / 2, lines, NOTE, "ink2", align="end")

    def _draw_line(self, canvas: Canvas, row: Row, name: str, y: float) -> None:
        canvas.line(row.start, y, row.end, y, "rule")
        before: float | None = None
        for column in row.columns:
            if name in column.touchpoint.channels:
                if before is not None:
                    canvas.line(before, y, column.middle, y, "ink2", 2)
                before = column.middle
            else:
                before = None
        for column in row.columns:
            if name in column.touchpoint.channels:
                with canvas.group(touchpoint=column.touchpoint.id, title=name):
                    if column.touchpoint.channels[0] == name:
                        canvas.circle(column.middle, y, _DOT, "ink")
                    else:
                        canvas.circle(column.middle, y, _DOT - 0.7, "paper", stroke="ink", stroke_width=1.4)


@lru_cache(maxsize=1)
def _order(spec: MapSpec) -> dict[str, int]:
    order: dict[str, int] = {}
    for touchpoint in spec.journey.touchpoints:
        for name in touchpoint.channels:
            order.setdefault(name, len(order))
    return order


def _used_in(spec: MapSpec, row: Row) -> list[str]:
    """The channels used in a row of stages, in the order of their first use in the journey."""
    order = _order(spec)
    used = {name for column in row.columns for name in column.touchpoint.channels}
    return sorted(used, key=order.__getitem__)


def _row_height(name: str) -> float:
    return max(_ROW, len(NOTE.lines(name, _NAME_WIDTH)) * NOTE.leading + 4)
