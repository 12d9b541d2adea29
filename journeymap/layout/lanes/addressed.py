"""To whom an item of a cell belongs: the marker of its persona beside it, and the name of its segment above it."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.insight.channels import declared_channels, same_channel
from journeymap.insight.passing import Addressed, addressed_items, for_whom, travellers
from journeymap.insight.per_journey import once_per_journey
from journeymap.layout.canvas import BODY, CAPTION_STRONG, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.lanes.lane import TouchpointTexts, lane_height
from journeymap.layout.marks import marker
from journeymap.layout.spec import CELL_ABOVE, PAD, MapSpec, persona_token
from journeymap.model import Journey, Message, Touchpoint

HANG = 15.0
"""How far a text stands from the start of its cell, beside the marker of a persona."""
_BETWEEN = 8
_LABEL = 19.0
_PILL = 15.0
_INSIDE = 5.0


def hang(item: Addressed) -> float:
    """The room for the marker of an item's persona before its text, in pixels."""
    return HANG if item.persona is not None else 0.0


def label_height(item: Addressed) -> float:
    """The height of the label above an item's text, in pixels; 0 without one."""
    return _LABEL if item.segment is not None or (isinstance(item, Message) and item.channel) else 0.0


def draw_marker(canvas: Canvas, spec: MapSpec, item: Addressed, x: float, top: float) -> None:
    """Draws the marker of an item's persona beside the first line of its text, which starts at the y `top`."""
    index = None if item.persona is None else spec.persona_index(item.persona)
    if index is not None:
        marker(canvas, x + 4.5, top + BODY.leading / 2 + 0.2, index, 4, persona_token(index))


def draw_label(canvas: Canvas, spec: MapSpec, item: Addressed, x: float, top: float, room: float) -> float:
    """Draws the label above an item's text, from the y `top` down; returns the y below it.

    It has the name of the item's segment in a frame and, for a message, the channel over which it is said.
    """
    if not label_height(item):
        return top
    channel = _channel(spec, item)
    if item.segment is not None:
        name = next((each.name for each in spec.journey.segments if each.id == item.segment), item.segment)
        (line,) = CAPTION_STRONG.lines(name, room - 2 * _INSIDE, most=1)
        width = CAPTION_STRONG.width(line) + 2 * _INSIDE
        canvas.rect(x, top, width, _PILL, "paper", radius=3, stroke="ink3", stroke_width=0.75)
        canvas.text(x + _INSIDE, top + 10.8, line, CAPTION_STRONG, "ink2")
        x, room = x + width + _BETWEEN, room - width - _BETWEEN
    if channel and room > 2 * HANG:
        canvas.text(x, top + 10.8, CAPTION_STRONG.lines(channel, room, most=1)[0], CAPTION_STRONG, "ink3")
    return top + _LABEL


def _channel(spec: MapSpec, item: Addressed) -> str:
    if not isinstance(item, Message) or not item.channel:
        return ""
    declared = declared_channels(spec.journey)
    known = declared.get(item.channel) or declared.get(same_channel(item.channel))
    return known.name if known else item.channel


def data_of(spec: MapSpec, item: Addressed) -> dict[str, str]:
    """What the group of an item is called in the drawing: its persona, or the personas of its segment."""
    if item.persona is not None:
        return {"persona": item.persona} if spec.persona_index(item.persona) is not None else {}
    if item.segment is None:
        return {}
    return for_whom(who for who in travellers(spec.journey) if who.segment == item.segment)


@once_per_journey
def keys_told_apart(journey: Journey) -> frozenset[str]:
    """The keys of which any item says whose it is, or over which channel it is said."""
    found = {key for _, key, _, _ in addressed_items(journey)}
    if any(message.channel for touchpoint in journey.touchpoints for message in touchpoint.message):
        found.add("message")
    return frozenset(found)


class AddressedTexts(TouchpointTexts):
    """A lane of texts of which each may belong to one persona or segment. `items` returns those of a touchpoint."""

    def __init__(self, name: str, icon: str, key: str, items: Callable[[Touchpoint], tuple[Addressed, ...]]) -> None:
        super().__init__(name, icon, lambda touchpoint: tuple([item.text for item in items(touchpoint)]))
        self._key = key
        self._items = items

    def height(self, spec: MapSpec, row: Row) -> float:
        if not self._is_used(spec):
            return super().height(spec, row)
        return lane_height(max((self._cell_height(spec, column) for column in row.columns), default=0), CELL_ABOVE)

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        if not self._is_used(spec):
            super().draw(canvas, spec, row, top)
            return
        for column in row.columns:
            with canvas.group(touchpoint=column.touchpoint.id):
                y = top + CELL_ABOVE
                for item in self._items(column.touchpoint):
                    with canvas.group(title=item.text if spec.compact else "", **data_of(spec, item)):
                        x = column.x + PAD + hang(item)
                        y = draw_label(canvas, spec, item, x, y, column.width - 2 * PAD - hang(item))
                        draw_marker(canvas, spec, item, column.x + PAD, y)
                        y = canvas.lines(x, y, self._lines(spec, column, item), BODY, "ink2") + _BETWEEN

    def _is_used(self, spec: MapSpec) -> bool:
        return self._key in keys_told_apart(spec.journey)

    def _lines(self, spec: MapSpec, column: Column, item: Addressed) -> tuple[str, ...]:
        return BODY.lines(item.text, column.width - 2 * PAD - hang(item), most=spec.most_lines)

    def _cell_height(self, spec: MapSpec, column: Column) -> float:
        items = self._items(column.touchpoint)
        heights = [len(self._lines(spec, column, item)) * BODY.leading + label_height(item) for item in items]
        return sum(heights) + _BETWEEN * (len(heights) - 1) if heights else 0
