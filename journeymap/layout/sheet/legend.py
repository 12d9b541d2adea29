"""The foot of a sheet: the marks that it has, and at the end of the line its version and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from journeymap.layout.canvas import CAPTION, Canvas
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.sheet.sections import SheetFrame
from journeymap.model import Journey
from journeymap.style.locale import Words

_GAP = 18.0
_LINE = 20.0
_ABOVE = 20.0
_BELOW = 34.0
_ROUNDING = 0.01


def closing_line(journey: Journey, words: Words, today: dt.date) -> str:
    """The version of a journey, the day, and what the sheet was made with. `words` are those of the map."""
    version = words.say("version", version=journey.version) if journey.version else ""
    return " · ".join(part for part in (version, words.day(today), words["made-with"]) if part)


def legend_strip_height(frame: SheetFrame, entries: Sequence[LegendEntry], closing: str) -> float:
    """The height of the strip from its rule to the end of the sheet, in pixels."""
    return _ABOVE + (len(lines_of_strip(frame, entries, closing)) - 1) * _LINE + _BELOW


def draw_legend_strip(
    canvas: Canvas, frame: SheetFrame, top: float, entries: Sequence[LegendEntry], closing: str
) -> None:
    """Draws the strip from its rule, at the y `top`, down."""
    rows = lines_of_strip(frame, entries, closing)
    canvas.line(frame.start, top, frame.end, top, "rule")
    y = top + _ABOVE
    canvas.text(frame.end, y + 3.6, closing, CAPTION, "ink3", align="end")
    for row in rows:
        x = frame.start
        for entry in row:
            entry.draw(canvas, x, y)
            canvas.text(x + entry.width + 8, y + 3.6, entry.word, CAPTION, "ink2")
            x += _width(entry)
        y += _LINE


def lines_of_strip(frame: SheetFrame, entries: Sequence[LegendEntry], closing: str) -> list[list[LegendEntry]]:
    """The entries in as few lines as there is room for, which are about equally long, so that none is left alone."""
    room = frame.room - CAPTION.width(closing) - _GAP
    rows = _filled(entries, room)
    if len(rows) > 1:
        widths = {sum(map(_width, entries[first:end])) for end in range(len(entries) + 1) for first in range(end)}
        narrower = (_filled(entries, width - _GAP + _ROUNDING) for width in sorted(widths))
        rows = next((found for found in narrower if len(found) <= len(rows)), rows)
    return rows


def _filled(entries: Sequence[LegendEntry], room: float) -> list[list[LegendEntry]]:
    """The entries in lines of so many pixels."""
    rows: list[list[LegendEntry]] = [[]]
    used = 0.0
    for entry in entries:
        width = _width(entry)
        if rows[-1] and used + width > room + _GAP:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += width
    return rows


def _width(entry: LegendEntry) -> float:
    return entry.width + 8 + CAPTION.width(entry.word) + _GAP
