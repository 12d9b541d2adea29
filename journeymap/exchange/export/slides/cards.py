"""Cards of slides: pains, gains and opportunities, each a shape with its text in it."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.exchange.export.slides.content import SlideContent
from journeymap.exchange.export.slides.measuring import cut, lines_of, slide_type
from journeymap.exchange.export.slides.sheet import SlideSheet
from journeymap.exchange.export.slides.writing import SlideParagraph, SlideRun
from journeymap.model import Point, PointKind
from journeymap.records import NamedTuple

INSET = 8.0
_DOTS, _WORST = ("●", "○"), 5
_SMALLER, _LEAST = 0.85, 12.0
"""How large the texts beside that of a card are beside it, and at least, in pixels."""
_OUTLINES: dict[PointKind, str] = {"pain": "pain_outline", "gain": "gain_outline", "opportunity": "opportunity_outline"}


class SlideCard(NamedTuple):
    """A card: what it is of and its text. Its `head` and its `note` may be empty, and its `severity` may be unknown."""

    kind: PointKind
    text: str
    head: str = ""
    severity: int | None = None
    note: str = ""

    def cut(self, width: float, size: float, height: float) -> SlideCard:
        """The card with as much of its text as fits in a height; `width` and `height` are its own, in pixels."""
        style = slide_type(size)
        room = height - 2 * INSET - len(self._beside(width, size)) * style.leading
        return self._replace(text=cut(self.text, width - 2 * INSET, style, max(int(room / style.leading), 1)))

    def height(self, width: float, size: float) -> float:
        """Its height in pixels, with texts of a size."""
        style = slide_type(size)
        lines = len(lines_of(self.text, width - 2 * INSET, style)) + len(self._beside(width, size))
        return lines * style.leading + 2 * INSET

    def paragraphs(self, width: float, size: float) -> list[SlideParagraph]:
        """Its texts: the head, the text, and how much it matters; without a head, that comes first."""
        style = slide_type(size)
        text = SlideParagraph((SlideRun(self.text, size),), leading=style.leading)
        if not self.head:
            return [*self._beside(width, size), text]
        head = cut(self.head, width - 2 * INSET, slide_type(size, bold=True), 1)
        strong = SlideParagraph((SlideRun(head, size, bold=True, fill=self.kind),), leading=style.leading)
        return [strong, text, *self._beside(width, size)[1:]]

    def _beside(self, width: float, size: float) -> list[SlideParagraph]:
        """The lines beside its text: the head, and how severe it is with the codes of what answers it."""
        leading, small = slide_type(size).leading, slide_type(max(size * _SMALLER, _LEAST))
        dots = _DOTS[0] * self.severity + _DOTS[1] * (_WORST - self.severity) if self.severity else ""
        runs = [SlideRun(dots, small.size, fill=self.kind)] if dots else []
        if self.note:
            note = cut(self.note, width - 2 * INSET - small.width(dots), small, 1)
            runs.append(SlideRun(f"{'  ' if dots else ''}{note}", small.size, fill=self.kind))
        head = [SlideParagraph((SlideRun(self.head, size, bold=True),), leading=leading)] if self.head else []
        return [*head, SlideParagraph(tuple(runs), leading=leading, as_deck=True)] if runs else head


def card_of(content: SlideContent, point: Point, kind: PointKind, head: str = "") -> SlideCard:
    """The card of a pain, a gain or an opportunity."""
    severity = None if kind == "opportunity" else point.severity
    return SlideCard(kind, point.text, head, severity, content.phrases.codes(point))


def draw_card(sheet: SlideSheet, card: SlideCard, place: tuple[float, float, float, float], size: float) -> None:
    """Draws a card at its place."""
    drawing = sheet.theme.drawing
    outline: float = getattr(drawing, _OUTLINES[card.kind])
    sheet.shape(
        "card",
        card.kind,
        place,
        fill=f"{card.kind}-tint",
        stroke=card.kind if outline else "",
        stroke_width=outline or 1,
        radius=drawing.corners,
        paragraphs=card.paragraphs(place[2], size),
        inset=(INSET, INSET, INSET, INSET),
    )


def stacked(cards: Sequence[SlideCard], width: float, size: float, gap: float) -> float:
    """The height of cards below each other, in pixels."""
    return sum(card.height(width, size) + gap for card in cards) - (gap if cards else 0)
