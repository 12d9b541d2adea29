"""The table of a tree: what to do or to say, who answers for it, and what it needs. In pixels."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, CAPTION_STRONG, NOTE, Canvas, Type
from journeymap.layout.icons import draw_icon
from journeymap.layout.marks import arrow_up_forward, overdue_disc
from journeymap.layout.tree.placing import AnswerRow
from journeymap.layout.tree.texts import TreeAnswer
from journeymap.records import NamedTuple
from journeymap.style.fonts import MEDIUM, SEMIBOLD
from journeymap.style.locale import Words
from journeymap.style.theme import DrawingStyle

SAID = Type(12.5, MEDIUM, 16.5)
_LACKING = Type(NOTE.size, SEMIBOLD, NOTE.leading)
CARD_WIDTH = 304.0
_PAD = 12.0
_HEAD = 20.0
_GAP = 17.0
_OWNER_MOST = 150.0
_OWNER_LEAST = 64.0
NEEDS_WIDTH = 200.0
_BULLET = 20.0
_NEED_GAP = 6.0
_AIR = 9.0


class TreeColumns(NamedTuple):
    """The x of the columns of the table: the cards, the owners, what is needed, and the end; and the owners' width."""

    card: float
    owner: float
    needs: float
    end: float
    owner_width: float


def columns_for(answers: tuple[TreeAnswer, ...], start: float, headings: tuple[str, str]) -> TreeColumns:
    """The columns of a table that starts at an x, wide enough for its owners and for the headings of both columns."""
    names = [CAPTION_STRONG.width(answer.owner) + 20 for answer in answers if answer.owner]
    widest = max([_OWNER_LEAST, CAPTION_STRONG.width(headings[0]), *names])
    width = min(_OWNER_MOST, widest)
    owner = start + CARD_WIDTH + _GAP
    needs = owner + width + 24
    return TreeColumns(start, owner, needs, needs + NEEDS_WIDTH, width)


def row_height(answer: TreeAnswer, owner_width: float) -> float:
    """The height that the row of an answer needs."""
    return max(card_height(answer), _needs_height(answer), _owner_height(answer, owner_width)) + 2 * _AIR


def card_height(answer: TreeAnswer) -> float:
    """The height of the card of an end."""
    return _PAD + _HEAD + len(_lines(answer)) * SAID.leading + 11


def _lines(answer: TreeAnswer) -> tuple[str, ...]:
    return SAID.lines(answer.text, CARD_WIDTH - 2 * _PAD)


def draw_row(
    canvas: Canvas, columns: TreeColumns, top: float, row: AnswerRow, words: Words, style: DrawingStyle
) -> None:
    """Draws a row of the table, whose rows begin at the y `top`."""
    y = top + row.y
    _draw_card(canvas, columns.card, y, row.answer, words, style)
    if row.answer.kind != "question":
        _draw_owner(canvas, columns, y, row.answer, words)
        _draw_needs(canvas, columns, y, row.answer)


def _draw_card(canvas: Canvas, x: float, middle: float, answer: TreeAnswer, words: Words, style: DrawingStyle) -> None:
    height = card_height(answer)
    top = middle - height / 2
    EndBox(x, top, CARD_WIDTH, height).draw(canvas, answer.kind, style, lacks=answer.lacks)
    line = top + _PAD + 3.5
    at = x + _PAD
    if answer.kind == "question":
        canvas.text(at, line + 4, words.say("go-on", n=words.number(answer.go_to)), CAPTION, "ink2")
    else:
        if answer.kind == "action":
            arrow_up_forward(canvas, at + 1, line - 5, "opportunity")
        else:
            draw_icon(canvas, "thinking", at - 1, line - 7, "ink2", size=14)
        at += 20
        colour = "opportunity" if answer.kind == "action" else "ink"
        if answer.code:
            at += canvas.text(at, line + 4, answer.code, CAPTION_BOLD, colour) + 8
        at += canvas.text(at, line + 4, answer.noun, CAPTION, "ink2") + 12
        if answer.within:
            room = x + CARD_WIDTH - _PAD - at
            shown = CAPTION_STRONG.lines(answer.within, room, most=1)[0]
            canvas.text(x + CARD_WIDTH - _PAD, line + 4, shown, CAPTION_STRONG, "ink2", align="end")
    canvas.lines(x + _PAD, top + _PAD + _HEAD - 2, _lines(answer), SAID, "ink")


class EndBox(NamedTuple):
    """The place of the box of an end: its logical start, top, width and height."""

    x: float
    y: float
    width: float
    height: float

    def draw(self, canvas: Canvas, kind: str, style: DrawingStyle, *, lacks: bool = False) -> None:
        """Draws the box of an action (tinted), a message (outlined) or a question that stands elsewhere (dashed).

        Where a theme has an outline for what helps, an action has it, too; one of what is missing takes its place.
        """
        radius = min(7.0, self.height / 2.4)
        if kind == "action":
            canvas.rect(*self, "opportunity-tint", radius=radius)
            if style.opportunity_outline and not lacks:
                dash = (1.5, 2.5) if style.opportunity_dotted else ()
                self._outline(canvas, radius, "opportunity", style.opportunity_outline, dash)
        else:
            self._outline(canvas, radius, "ink3", 1, (4.0, 3.0) if kind == "question" else (), "paper")
        if lacks:
            self._outline(canvas, radius, "pain", 1.5)

    def _outline(
        self,
        canvas: Canvas,
        radius: float,
        colour: str,
        line: float,
        dash: tuple[float, ...] = (),
        fill: str | None = None,
    ) -> None:
        inside = (self.x + line / 2, self.y + line / 2, self.width - line, self.height - line)
        canvas.rect(*inside, fill, radius=radius, stroke=colour, stroke_width=line, dash=dash)


def _owner_lines(answer: TreeAnswer, width: float) -> tuple[str, ...]:
    return CAPTION_STRONG.lines(answer.owner, width - 20) if answer.owner else ()


def _owner_height(answer: TreeAnswer, width: float) -> float:
    return len(_owner_lines(answer, width)) * CAPTION_STRONG.leading + 8


def _draw_owner(canvas: Canvas, columns: TreeColumns, y: float, answer: TreeAnswer, words: Words) -> None:
    lines = _owner_lines(answer, columns.owner_width)
    if not lines:
        canvas.text(columns.owner, y + 3.8, words["no-owner"], CAPTION, "ink3")
        return
    width = max(map(CAPTION_STRONG.width, lines)) + 20
    height = _owner_height(answer, columns.owner_width)
    canvas.rect(columns.owner, y - height / 2, width, height, None, radius=min(height / 2, 11), stroke="ink3")
    canvas.lines(columns.owner + 10, y - height / 2 + 4, lines, CAPTION_STRONG, "ink")


class _NeedLines(NamedTuple):
    """A need in lines; of one that is missing, what is wrong with it stands after the last, or in lines of its own."""

    lines: tuple[str, ...]
    beside: str
    below: tuple[str, ...]

    @property
    def height(self) -> float:
        return (len(self.lines) + len(self.below)) * NOTE.leading


def _need_lines(name: str, lack: str) -> _NeedLines:
    style = _LACKING if lack else NOTE
    room = NEEDS_WIDTH - _BULLET
    lines = style.lines(name, room)
    fits = style.width(lines[-1]) + 8 + NOTE.width(lack) <= room
    return _NeedLines(lines, lack if fits else "", () if fits else NOTE.lines(lack, room))


def _until_lines(answer: TreeAnswer) -> tuple[str, ...]:
    return CAPTION.lines(answer.until_then, NEEDS_WIDTH - _BULLET) if answer.until_then else ()


def _needs_height(answer: TreeAnswer) -> float:
    heights = [_need_lines(need.name, need.lack).height for need in answer.needs]
    gaps = _NEED_GAP * max(len(heights) - 1, 0)
    return sum(heights) + gaps + len(_until_lines(answer)) * CAPTION.leading


def _draw_needs(canvas: Canvas, columns: TreeColumns, middle: float, answer: TreeAnswer) -> None:
    y = middle - _needs_height(answer) / 2
    x = columns.needs + _BULLET
    for need in answer.needs:
        told = _need_lines(need.name, need.lack)
        style, colour = (_LACKING, "pain") if need.lack else (NOTE, "ink2")
        if need.lack:
            overdue_disc(canvas, columns.needs + 6, y + NOTE.leading / 2)
        else:
            canvas.circle(columns.needs + 6, y + NOTE.leading / 2, 2.6, "ink2")
        canvas.lines(x, y, told.lines, style, colour)
        end = y + len(told.lines) * NOTE.leading
        if told.beside:
            at = x + style.width(told.lines[-1]) + 8
            canvas.lines(at, end - NOTE.leading, (told.beside,), NOTE, "pain")
        end = canvas.lines(x, end, told.below, NOTE, "pain")
        y = end + _NEED_GAP
    if answer.until_then:
        canvas.lines(x, y - _NEED_GAP, _until_lines(answer), CAPTION, "ink2")
