"""Where the texts of a sheet start and end, and the head of a section."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, HEADING, Canvas
from journeymap.records import NamedTuple


class SheetFrame(NamedTuple):
    """The logical x at which what is on a sheet starts and ends, in pixels."""

    start: float
    end: float

    @property
    def room(self) -> float:
        """The width between both."""
        return self.end - self.start


def draw_section(canvas: Canvas, frame: SheetFrame, top: float, title: str, note: str = "") -> float:
    """Draws the head of a section from the y `top` down; returns the y below it.

    It is a rule, the title, and a note at the end of the line, or below where there is no room.
    """
    start, end, room = frame.start, frame.end, frame.room
    canvas.line(start, top + 6, end, top + 6, "ink", 1.5)
    lines = HEADING.lines(title, room - 40)
    y = canvas.lines(start, top + 18, lines, HEADING, "ink")
    beside = room - HEADING.width(lines[-1]) - 24
    if CAPTION.width(note) <= beside:
        canvas.text(end, y - 5.5, note, CAPTION, "ink3", align="end")
    elif beside > room * 0.62 * 0.6:
        below = CAPTION.lines(note, min(beside, room * 0.62))
        canvas.lines(end, y - 16, below, CAPTION, "ink3", align="end")
        y = max(y, y - 16 + len(below) * CAPTION.leading)
    else:
        y = canvas.lines(start, y + 1, CAPTION.lines(note, room), CAPTION, "ink3")
    return y + 10
