"""The head of a sheet: what it is, its finding as the title, the lead below, and facts such as source and period."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from journeymap.layout.canvas import (
    CAPTION,
    CAPTION_BOLD,
    CAPTION_STRONG,
    LEAD,
    TABLE_STRONG,
    TITLE,
    Canvas,
    Type,
    first_baseline,
)
from journeymap.layout.head_colours import HeadColours, head_colours
from journeymap.layout.sheet.sections import SheetFrame
from journeymap.layout.type_styles import TypeStyles, depth_below
from journeymap.records import NamedTuple

_GAP = 24.0
_INSIDE = 24.0
"""How far below its texts the ground of a head goes on, in pixels."""
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
    styles: TypeStyles,
    *,
    lead_most: float = 820.0,
    facts_beside: bool = False,
) -> float:
    """Draws a head from the y `top` down; returns the y below it. The lead is at most `lead_most` pixels wide.

    Its type, its colours and its ground are those of the theme. The facts are in a row below the lead or, if
    `facts_beside`, at the end of the line of the title where there is room for them.
    """
    bottom = _draw_texts(canvas, frame, top, head, styles, lead_most, facts_beside=facts_beside)
    ground = head_colours(styles.theme).ground
    if not ground:
        return bottom
    canvas.behind(0, partial(canvas.rect, 0, 0, canvas.width, bottom + _INSIDE, ground))
    return bottom + _INSIDE


def _draw_texts(
    canvas: Canvas, frame: SheetFrame, top: float, head: SheetHead, styles: TypeStyles, lead_most: float,
    *, facts_beside: bool,
) -> float:  # fmt: skip
    colours = head_colours(styles.theme)
    natural = sum(fact.width for fact in head.facts) + _BESIDE_GAP * (len(head.facts) - 1)
    beside = facts_beside and bool(head.facts) and natural <= frame.room * _BESIDE_MOST
    room = frame.room - (natural + _BESIDE_GAP if beside else 0)
    y = canvas.lines(frame.start, top, CAPTION_STRONG.lines(head.kicker, room), CAPTION_STRONG, colours.ink3) + 3
    y = _draw_title(canvas, frame.start, y, room, head, styles) + 4
    lead = styles.style("finding", LEAD)
    for text in head.lead:
        y = canvas.lines(frame.start, y, lead.lines(text, min(lead_most, room)), lead, colours.accent)
    if beside:
        x, bottom = frame.end - natural, top + 8
        for fact in head.facts:
            below = canvas.lines(x, top + 8, (fact.label,), CAPTION, colours.ink3) + 2
            bottom = canvas.lines(x, below, (fact.text,), TABLE_STRONG, colours.ink)
            x += fact.width + _BESIDE_GAP
        return max(y, bottom)
    return _draw_facts(canvas, frame, head.facts, y + 16, colours) if head.facts else y


def _draw_title(canvas: Canvas, start: float, top: float, room: float, head: SheetHead, styles: TypeStyles) -> float:
    colours = head_colours(styles.theme)
    if not head.pill:
        style = _style_without_pill(styles, head.title, room)
        return canvas.lines(start, top, style.lines(head.title, room), style, colours.ink) + depth_below(style)
    width = CAPTION_BOLD.width(head.pill) + 24
    style = styles.title(head.title, room - width - 16)
    lines = style.lines(head.title, room - width - 16)
    middle = top + style.leading * (len(lines) - 1) + first_baseline(style) - style.size * 0.36
    x = start + style.width(lines[-1]) + 16
    canvas.rect(x, middle - 11, width, 22, None, radius=11, stroke=colours.ink, stroke_width=1.25)
    canvas.text(x + width / 2, middle + 3.8, head.pill, CAPTION_BOLD, colours.ink, align="middle")
    return canvas.lines(start, top, lines, style, colours.ink) + depth_below(style)


def _style_without_pill(styles: TypeStyles, title: str, room: float) -> Type:
    """The largest style of a title in which it takes no more lines than in the sheet's own type."""
    most = len(TITLE.lines(title, room))
    wanted = styles.style("title", TITLE), styles.title(title, room)
    fitting = (style for style in wanted if len(style.lines(title, room)) <= most)
    return next(fitting, styles.face("title", TITLE))


def _draw_facts(
    canvas: Canvas, frame: SheetFrame, facts: Sequence[SheetFact], top: float, colours: HeadColours
) -> float:
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
        y = canvas.lines(x, top, CAPTION.lines(fact.label, room + 1), CAPTION, colours.ink3) + 2
        bottom = max(bottom, canvas.lines(x, y, TABLE_STRONG.lines(fact.text, room + 1), TABLE_STRONG, colours.ink))
        x += room + gap
    return bottom
