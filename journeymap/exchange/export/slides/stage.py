"""The slides of a stage: its curve, a table of what happens at its touchpoints, and cards of what hurts and helps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from journeymap.exchange.export.slides.band import draw_band
from journeymap.exchange.export.slides.cards import draw_card
from journeymap.exchange.export.slides.content import SlideColumn, SlideContent
from journeymap.exchange.export.slides.curve import CurvePlace, draw_curve, has_curve
from journeymap.exchange.export.slides.deck import Deck
from journeymap.exchange.export.slides.lanes import (
    GAP,
    CardLane,
    LanesOfSlides,
    StageLane,
    TableLane,
    lanes_of_stage,
    on_slides,
)
from journeymap.exchange.export.slides.measuring import cut, slide_type
from journeymap.exchange.export.slides.notes import notes_of
from journeymap.exchange.export.slides.sheet import HEIGHT, MARGIN, WIDTH, SlideSheet
from journeymap.exchange.export.slides.table import PAD, SlideCell, SlideRow, draw_table, row_height
from journeymap.exchange.export.slides.writing import SlideParagraph, SlideRun, paragraph
from journeymap.model import Stage
from journeymap.records import NamedTuple
from journeymap.render.texts import joined

MOST_COLUMNS = 6
"""The most touchpoints beside each other; a stage with more takes more slides."""
SIZES = (14.0, 13.0, 12.0)
"""The sizes of texts that are tried, in pixels: the first with which a stage takes as few slides as with the last."""
_LABELS = 124.0
_TOP, _CURVE = 146.0, 168.0
_BOTTOM = HEIGHT - 34
_BELOW_TABLE = 8.0
"""Room below a table, whose rows may be a little higher in another font."""


class _Fitted(NamedTuple):
    """How a part of a stage fits on slides: the size of its texts, the row of names, and the lanes."""

    size: float
    head: SlideRow | None
    lanes: LanesOfSlides


def add_stage(deck: Deck, content: SlideContent, stage: Stage) -> None:
    """Adds the slides of a stage to a deck: one, unless it has more than fits."""
    columns = [column for column in content.columns if column.stage is stage]
    sheets: list[SlideSheet] = []
    for part in _parts(columns):
        added = _add_part(deck, content, part)
        deck.note(added[0], notes_of(content, part))
        sheets += added
    for number, sheet in enumerate(sheets, 1):
        _draw_head(sheet, content, stage, number, len(sheets))


def _parts(columns: Sequence[SlideColumn]) -> list[list[SlideColumn]]:
    """The columns of each slide, about as many on each."""
    slides = ceil(len(columns) / MOST_COLUMNS)
    ends = [round(len(columns) * number / slides) for number in range(slides + 1)]
    return [list(columns[start:end]) for start, end in pairwise(ends)]


def _add_part(deck: Deck, content: SlideContent, part: Sequence[SlideColumn]) -> list[SlideSheet]:
    """The slides of some touchpoints of a stage, without their heads."""
    widths = [_LABELS, *((WIDTH - 2 * MARGIN - _LABELS) / len(part) for _ in part)]
    is_felt = has_curve(content, part)
    below = _TOP + _CURVE if is_felt else _TOP
    fitted = _fitted(content, part, widths, below)
    sheets = []
    for number, shown in enumerate(fitted.lanes.slides):
        sheet = deck.add()
        y = _TOP
        if number == 0 and is_felt:
            place = CurvePlace(MARGIN, _TOP, sum(widths), _CURVE - 6, _LABELS)
            draw_curve(sheet, content, part, place, all_words=True)
            y = below
        _draw_lanes(sheet, content, fitted, shown, widths, y)
        sheets.append(sheet)
    if fitted.lanes.left:
        _draw_left(sheets[-1], content, fitted.lanes.left)
    return sheets


def _fitted(content: SlideContent, part: Sequence[SlideColumn], widths: Sequence[float], below: float) -> _Fitted:
    """How a part fits with the largest size that takes as few slides and has texts as whole as the smallest one."""
    lanes = lanes_of_stage(content, part)
    found = []
    for size in SIZES:
        head = _head_row(content, part, widths, size)
        above = _BELOW_TABLE + (head.height if head else 0.0)
        rooms = (_BOTTOM - below - above, _BOTTOM - _TOP - above)
        found.append(_Fitted(size, head, on_slides(lanes, widths, size, rooms)))
    last = found[-1].lanes

    def is_as_good(each: _Fitted) -> bool:
        return len(each.lanes.slides) <= len(last.slides) and each.lanes.is_whole >= last.is_whole

    return next(each for each in found if is_as_good(each))


def _head_row(
    content: SlideContent, part: Sequence[SlideColumn], widths: Sequence[float], size: float
) -> SlideRow | None:
    """The row with the names of the touchpoints; none for a stage without any."""
    if part[0].touchpoint is None:
        return None
    style = slide_type(size, bold=True)
    names = (cut(content.label(column), widths[1] - 2 * PAD, style, 3) for column in part)
    moments = [content.phrases.moment(column.touchpoint) if column.touchpoint else "" for column in part]
    cells = (
        SlideCell((content.words["touchpoint"],), bold=True, fill="ink3"),
        *(
            SlideCell((name, cut(moment, widths[1] - 2 * PAD, style, 1)) if moment else (name,), bold=True)
            for name, moment in zip(names, moments, strict=True)
        ),
    )
    return SlideRow(cells, row_height(cells, widths, size))


def _draw_left(sheet: SlideSheet, content: SlideContent, labels: Sequence[str]) -> None:
    """Says at the foot what is only in the notes."""
    words = content.words
    told = words.labelled(words["card-notes"], words["list-comma"].join(labels))
    room = WIDTH - 2 * MARGIN
    foot = [paragraph(cut(told, room, slide_type(12), 1), 12, fill="ink3")]
    sheet.text(words["card-notes"], (MARGIN, HEIGHT - 28, room, 16), foot)


def _draw_lanes(
    sheet: SlideSheet, content: SlideContent, fitted: _Fitted, shown: Sequence[StageLane],
    widths: Sequence[float], y: float,
) -> None:  # fmt: skip
    """Draws the table of a slide, and below it its cards."""
    size, head = fitted.size, fitted.head
    rows = [head] if head else []
    rows += [SlideRow(lane.row(), lane.height(widths, size)) for lane in shown if isinstance(lane, TableLane)]
    if rows:
        name = content.words["touchpoints"] if head else content.words["stage"]
        draw_table(sheet, name, (MARGIN, y), widths, rows, size=size, head=head is not None)
        y += sum(row.height for row in rows) + _BELOW_TABLE
    for lane in shown:
        if isinstance(lane, CardLane):
            _draw_cards(sheet, lane, widths, y, size)
            y += lane.height(widths, size)


def _draw_cards(sheet: SlideSheet, lane: CardLane, widths: Sequence[float], y: float, size: float) -> None:
    style = slide_type(size, bold=True)
    label = paragraph(lane.label, size, bold=True, fill="ink2", leading=style.leading)
    height = lane.height(widths, size)
    sheet.text(lane.label, (MARGIN, y + GAP, widths[0], height - GAP), [label], inset=(PAD, PAD, PAD, 0))
    x, width = MARGIN + widths[0], lane.width(widths)
    for cards in lane.cards:
        top = y + GAP
        for card in cards:
            tall = card.height(width, size)
            draw_card(sheet, card, (x + GAP, top, width, tall), size)
            top += tall + GAP
        x += widths[1]


def _draw_head(sheet: SlideSheet, content: SlideContent, stage: Stage, number: int, slides: int) -> None:
    """Draws the name of the stage as the title, what is known of it, and the band in which it stands out."""
    words = content.words
    view = next(each for each in content.page.stages if each.id == stage.id)
    place = words.say("position", n=words.number(number), total=words.number(slides)) if slides > 1 else ""
    kicker = joined(content.journey.organisation, content.journey.title)
    room = WIDTH - 2 * MARGIN
    small, strong = slide_type(13), slide_type(28, bold=True)
    sheet.text(
        words["map"],
        (MARGIN, 20, room, 18),
        [paragraph(cut(kicker, room, small, 1), 13, fill="ink3")],
    )
    note = joined(view.note, place)
    beside = slide_type(14)
    wide = min(beside.width(note) * 1.1 + 8, room / 2) if note else 0.0
    name = cut(f"{view.number} {view.name}", room - wide - 16, strong, 1)
    sheet.title([SlideParagraph((SlideRun(name, 28, bold=True),))], (MARGIN, 38, room - wide - 16, 40))
    if note:
        told = [paragraph(cut(note, wide, beside, 2), 14, fill="ink2", align="end", leading=beside.leading)]
        sheet.text(words["details"], (MARGIN + room - wide, 38, wide, 40), told, anchor="middle")
    draw_band(sheet, content, (MARGIN, 84, room, 28), current=stage)
    if stage.goal:
        goal = words.labelled(words["lane-goal"], stage.goal)
        told = [paragraph(cut(goal, room, slide_type(15), 1), 15, fill="ink2")]
        sheet.text(words["lane-goal"], (MARGIN, 118, room, 22), told, anchor="middle")
