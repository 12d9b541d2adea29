"""The slides of the action plan: a native table, the actions in the order of the map."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.exchange.export.slides.content import SlideContent
from journeymap.exchange.export.slides.deck import Deck
from journeymap.exchange.export.slides.measuring import cut, slide_type
from journeymap.exchange.export.slides.sheet import HEIGHT, MARGIN, WIDTH
from journeymap.exchange.export.slides.table import PAD, SlideCell, SlideRow, draw_table, row_height
from journeymap.exchange.export.slides.writing import paragraph
from journeymap.insight.deadlines import deadline
from journeymap.layout.plan_texts import owners_named
from journeymap.model import Action
from journeymap.render.texts import joined

_SIZE = 14.0
_TOP, _BOTTOM = 104.0, HEIGHT - 24
_ROOM = WIDTH - 2 * MARGIN
_WIDTHS = (64.0, 0.0, 220.0, 150.0, 150.0, 84.0, 84.0)
_MOST_LINES = 6
_DUE = 3
_SHOWN = ("id", "title", "owner", "due", "status", "impact", "effort")
"""The fields that the table shows."""


def add_plan(deck: Deck, content: SlideContent) -> None:
    """Adds the slides of the plan to a deck; none for a journey without actions."""
    widths = [each or _ROOM - sum(_WIDTHS) for each in _WIDTHS]
    words = content.words
    keys = ("action", "owner", "due", "status", "impact", "effort")
    cells = (SlideCell(), *(SlideCell((words[key],), bold=True, fill="ink3") for key in keys))
    head = SlideRow(cells, row_height(cells, widths, _SIZE))
    slides: list[list[tuple[Action, SlideRow]]] = []
    room = 0.0
    for action in content.journey.actions:
        told = _cells(content, action, widths)
        row = SlideRow(told, row_height(told, widths, _SIZE))
        if row.height > room:
            slides.append([])
            room = _BOTTOM - _TOP - head.height
        slides[-1].append((action, row))
        room -= row.height
    for number, shown in enumerate(slides, 1):
        sheet = deck.add()
        sheet.text(
            words["plan"],
            (MARGIN, 20, _ROOM, 18),
            [paragraph(cut(content.journey.title, _ROOM, slide_type(13), 1), 13, fill="ink3")],
        )
        of = words.say("position", n=words.number(number), total=words.number(len(slides))) if len(slides) > 1 else ""
        sheet.title([paragraph(joined(words["actions"], of), 28, bold=True)], (MARGIN, 38, _ROOM, 44))
        rows = [head, *(row for _, row in shown)]
        draw_table(sheet, words["plan"], (MARGIN, _TOP), widths, rows, size=_SIZE, head=True)
        deck.note(sheet, [line for action, _ in shown for line in _notes(content, action)])


def _cells(content: SlideContent, action: Action, widths: Sequence[float]) -> tuple[SlideCell, ...]:
    words, phrases, style = content.words, content.phrases, slide_type(_SIZE)
    texts = (
        content.journey.action_codes[action.id],
        action.title,
        owners_named(content.journey, words, action),
        words.day(action.due) if action.due else "",
        words[f"status-{action.status}"],
        phrases.rating(action.impact),
        phrases.rating(action.effort),
    )
    short = [cut(text, width - 2 * PAD, style, _MOST_LINES) for text, width in zip(texts, widths, strict=True)]
    cells = [SlideCell((text,) if text else ()) for text in short]
    cells[0] = cells[0]._replace(bold=True, fill="opportunity")
    overdue = phrases.overdue(deadline(action))
    if overdue:
        cells[_DUE] = SlideCell((*cells[_DUE].texts, overdue), fill="pain")
    return tuple(cells)


def _notes(content: SlideContent, action: Action) -> list[str]:
    """The whole title of an action, and what is not in the table."""
    title = f"{content.journey.action_codes[action.id]} {action.title}"
    facts = content.phrases.remaining_fields(action, _SHOWN)
    return [title, *(f"{fact.label}: {fact.text}" for fact in facts)]
