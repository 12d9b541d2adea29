"""The head of a sheet: what it is, its finding as the title, the lead below, and facts such as source and period."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.canvas import (
    CAPTION,
    CAPTION_BOLD,
    CAPTION_STRONG,
    LEAD,
    SUBTITLE,
    TABLE_STRONG,
    TITLE,
    Canvas,
    first_baseline,
)
from journeymap.layout.sheet.sections import SheetFrame
from journeymap.records import NamedTuple

_GAP = 24.0
_WIDEST_GAP = 48.0
_BESIDE_GAP = 34.0
_BESIDE_MOST = 0.42
"""The most part of the room that facts beside the title may take."""


class SheetFact(NamedTuple):
    """A label and its text."""

    label: str
    text: str

    @property
    def width(self) -> float:
        """Its width on one line each, in pixels."""
        return max(TABLE_STRONG.width(self.text), CAPTION.width(self.label))


class SheetHead(NamedTuple):
    """The texts of a head. `pill` stands after the title; each text of `lead` begins on a line of its own."""

    kicker: str
    title: str
    lead: tuple[str, ...]
    facts: tuple[SheetFact, ...] = ()
    pill: str = ""


def draw_sheet_head(
    canvas: Canvas,
    frame: SheetFrame,
    top: float,
    head: SheetHead,
    *,
    lead_most: float = 820.0,
    facts_beside: bool = False,
) -> float:
    """Draws a head from the y `top` down; returns the y below it. The lead is at most `lead_most` pixels wide.

    The facts are in a row below the lead or, if `facts_beside`, at the end of the line of the title where there is
    room for them.
    """
    natural = sum(fact.width for fact in head.facts) + _BESIDE_GAP * (len(head.facts) - 1)
    beside = facts_beside and bool(head.facts) and natural <= frame.room * _BESIDE_MOST
    room = frame.room - (natural + _BESIDE_GAP if beside else 0)
    y = canvas.lines(frame.start, top, CAPTION_STRONG.lines(head.kicker, room), CAPTION_STRONG, "ink3") + 3
    y = _draw_title(canvas, frame.start, y, room, head) + 4
    for text in head.lead:
        y = canvas.lines(frame.start, y, LEAD.lines(text, min(lead_most, room)), LEAD, "ink2")
    if beside:
        x, bottom = frame.end - natural, top + 8
        for fact in head.facts:
            below = canvas.lines(x, top + 8, (fact.label,), CAPTION, "ink3") + 2
            bottom = canvas.lines(x, below, (fact.text,), TABLE_STRONG, "ink")
            x += fact.width + _BESIDE_GAP
        return max(y, bottom)
    return draw_facts(canvas, frame, head.facts, y + 16) if head.facts else y


def _draw_title(canvas: Canvas, start: float, top: float, room: float, head: SheetHead) -> float:
    if not head.pill:
        return canvas.lines(start, top, TITLE.lines(head.title, room), TITLE, "ink")
    width = CAPTION_BOLD.width(head.pill) + 24
    style = TITLE if TITLE.width(head.title) <= room - width - 16 else SUBTITLE
    lines = style.lines(head.title, room - width - 16)
    middle = top + style.leading * (len(lines) - 1) + first_baseline(style) - style.size * 0.36
    x = start + style.width(lines[-1]) + 16
    canvas.rect(x, middle - 11, width, 22, None, radius=11, stroke="ink", stroke_width=1.25)
    canvas.text(x + width / 2, middle + 3.8, head.pill, CAPTION_BOLD, "ink", align="middle")
    return canvas.lines(start, top, lines, style, "ink")


def draw_facts(canvas: Canvas, frame: SheetFrame, facts: Sequence[SheetFact], top: float) -> float:
    """Draws facts in a row, with the room that they leave between them, and in two lines where they have none.

    Returns the y below them.
    """
    width = frame.room / len(facts) - _GAP
    natural = [fact.width for fact in facts]
    spare = frame.room - sum(natural)
    widths = natural if spare >= _GAP * (len(facts) - 1) else [width] * len(facts)
    gap = min((frame.room - sum(widths)) / max(len(facts) - 1, 1), _WIDEST_GAP)
    x, bottom = frame.start, top
    for fact, room in zip(facts, widths, strict=True):
        y = canvas.lines(x, top, CAPTION.lines(fact.label, room + 1), CAPTION, "ink3") + 2
        bottom = max(bottom, canvas.lines(x, y, TABLE_STRONG.lines(fact.text, room + 1), TABLE_STRONG, "ink"))
        x += room + gap
    return bottom
