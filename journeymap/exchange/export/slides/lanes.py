"""The lanes of the slides of a stage: rows of a table, and rows of cards; and on which slide each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.exchange.export.slides.cards import SlideCard, card_of, stacked
from journeymap.exchange.export.slides.content import SlideColumn, SlideContent
from journeymap.exchange.export.slides.measuring import cut, slide_type
from journeymap.exchange.export.slides.table import ABOVE, PAD, SlideCell, row_height
from journeymap.model import Part, PointKind
from journeymap.records import NamedTuple
from journeymap.render.page_records import PageField

GAP = 6.0
"""The distance of cards, in pixels."""
_KINDS: tuple[tuple[PointKind, str], ...] = (("pain", "pains"), ("gain", "gains"), ("opportunity", "opportunities"))


class TableLane(NamedTuple):
    """A row of the table: its label, and a cell for each column, or one across all."""

    label: str
    cells: tuple[SlideCell, ...]

    def row(self) -> tuple[SlideCell, ...]:
        """The cells, that of the label first."""
        return (SlideCell((self.label,), bold=True, fill="ink2"), *self.cells)

    def height(self, widths: Sequence[float], size: float) -> float:
        """Its height in pixels; `widths` are those of the table's columns, that of the labels first."""
        return row_height(self.row(), widths, size)


class CardLane(NamedTuple):
    """A row of cards: its label, and the cards of each column; those across all columns are in the first if `wide`."""

    label: str
    cards: tuple[tuple[SlideCard, ...], ...]
    wide: bool = False

    def width(self, widths: Sequence[float]) -> float:
        """How wide its cards are, in pixels."""
        return (sum(widths[1:]) if self.wide else widths[1]) - 2 * GAP

    def height(self, widths: Sequence[float], size: float) -> float:
        """Its height in pixels, as that of a row of the table."""
        width = self.width(widths)
        return max(stacked(cards, width, size, GAP) for cards in self.cards) + 2 * GAP


StageLane = TableLane | CardLane


class LanesOfStage(NamedTuple):
    """The lanes of a part of a stage: those that its slides have in any case, and those that fill what room is left."""

    wanted: tuple[StageLane, ...]
    others: tuple[TableLane, ...]


def lanes_of_stage(content: SlideContent, columns: Sequence[SlideColumn]) -> LanesOfStage:
    """The lanes of a part of a stage: what is done and thought, what hurts, works and would help, then all else.

    What is said of a stage as a whole is on the slide with its first touchpoint.
    """
    words = content.words
    of_steps = _table_lanes(content, columns)
    first = [words["lane-doing"], words["lane-thinking"]]
    next_ = [words["lane-metrics"], words["lane-channels"]]
    of_stage = list(_stage_lanes(content, columns)) if is_first_part(columns) else []
    wanted: list[StageLane] = [lane for label in first for lane in of_steps if lane.label == label]
    wanted += [*_card_lanes(content, columns), *(lane for lane in of_stage if isinstance(lane, CardLane))]
    others = [lane for label in next_ for lane in of_steps if lane.label == label]
    others += [lane for lane in of_stage if isinstance(lane, TableLane)]
    others += [lane for lane in of_steps if lane.label not in (*first, *next_)]
    return LanesOfStage(tuple(wanted), tuple(others))


def is_first_part(columns: Sequence[SlideColumn]) -> bool:
    """Whether columns are the first of their stage."""
    return columns[0].touchpoint is None or columns[0].touchpoint is columns[0].stage.touchpoints[0]


def _table_lanes(content: SlideContent, columns: Sequence[SlideColumn]) -> list[TableLane]:
    """The texts of touchpoints, by the labels of their fields, in the order of the page."""
    views = {view.id: view for stage in content.page.stages for view in stage.touchpoints}
    of_columns = [_texts(content, views[each.touchpoint.id].fields) if each.touchpoint else {} for each in columns]
    order: list[str] = []
    for texts in of_columns:
        at = 0
        for label in texts:
            if label not in order:
                order.insert(at, label)
            at = order.index(label) + 1
    return [TableLane(label, tuple(SlideCell(texts.get(label, ())) for texts in of_columns)) for label in order]


def _texts(content: SlideContent, fields: Sequence[PageField]) -> dict[str, tuple[str, ...]]:
    """The texts of fields by their labels, but for feelings, which the chart has, and for what is on cards.

    A feeling in words alone is no point of the chart.
    """
    feeling = content.words["lane-feeling"]
    found: dict[str, tuple[str, ...]] = {}
    for field in fields:
        if field.label != feeling and field.kind == "text":
            found[field.label] = (*found.get(field.label, ()), *(item.text for item in field.items))
    return found


def _card_lanes(content: SlideContent, columns: Sequence[SlideColumn]) -> Iterator[CardLane]:
    for kind, name in _KINDS:
        cards = tuple(_cards(content, column.touchpoint, kind, name) for column in columns)
        if any(cards):
            yield CardLane(content.words[f"lane-{name}"], cards)


def _cards(content: SlideContent, part: Part | None, kind: PointKind, name: str) -> tuple[SlideCard, ...]:
    return tuple(card_of(content, point, kind) for point in getattr(part, name)) if part else ()


def _stage_lanes(content: SlideContent, columns: Sequence[SlideColumn]) -> Iterator[StageLane]:
    """What is said of a stage as a whole: across all columns."""
    stage = columns[0].stage
    for kind, name in _KINDS:
        cards = _cards(content, stage, kind, name)
        if cards:
            yield CardLane(content.words[f"lane-{name}"], (cards,), wide=True)
    view = next(each for each in content.page.stages if each.id == stage.id)
    for label, texts in _texts(content, view.fields).items():
        if label == content.words["lane-goal"] or (stage.touchpoints and label == content.words["owner"]):
            continue  # the goal stands below the name of the stage, and owners at its touchpoints
        cells = (SlideCell(texts, wide=True), *(SlideCell() for _ in columns[1:]))
        yield TableLane(label, cells)


class LanesOfSlides(NamedTuple):
    """The lanes of each slide, the labels of those that are on none, and whether all texts are whole."""

    slides: tuple[tuple[StageLane, ...], ...]
    left: tuple[str, ...]
    is_whole: bool


def on_slides(lanes: LanesOfStage, widths: Sequence[float], size: float, rooms: tuple[float, float]) -> LanesOfSlides:
    """Puts lanes on slides, of which the first and all others have these `rooms`, in pixels.

    Cards that do not fit below each other on one slide go on with the next; a cell that is higher than a slide is cut.
    """
    slides: list[list[StageLane]] = [[]]
    room, is_whole = rooms[0], True
    waiting = list(lanes.wanted)
    while waiting:
        lane = waiting.pop(0)
        height = lane.height(widths, size)
        if height > rooms[1]:
            is_whole = is_whole and isinstance(lane, CardLane) and all(_fits(lane, widths, size, rooms[1]))
            lane, rest = _divided(lane, widths, size, rooms[1])
            waiting[:0] = rest
            height = lane.height(widths, size)
        if height > room:
            slides.append([])
            room = rooms[1]
        slides[-1].append(lane)
        room -= height
    left: list[str] = []
    for other in lanes.others:
        height = other.height(widths, size)
        if height <= room:
            slides[-1].append(other)
            room -= height
        else:
            left.append(other.label)
    return LanesOfSlides(tuple(map(tuple, slides)), tuple(dict.fromkeys(left)), is_whole)


def _fits(lane: CardLane, widths: Sequence[float], size: float, room: float) -> Iterator[bool]:
    """Of each card of a lane, whether it fits on a slide."""
    width = lane.width(widths)
    for cards in lane.cards:
        for card in cards:
            yield card.height(width, size) + 2 * GAP <= room


def _divided(lane: StageLane, widths: Sequence[float], size: float, room: float) -> tuple[StageLane, list[StageLane]]:
    """What of a lane fits into the room, and what is left of it."""
    if isinstance(lane, TableLane):
        most = int((room - 2 * ABOVE) / slide_type(size).leading)
        cells = [
            _cut_cell(cell, (sum(widths[1:]) if cell.wide else width) - 2 * PAD, size, most)
            for cell, width in zip(lane.cells, widths[1:], strict=True)
        ]
        return TableLane(lane.label, tuple(cells)), []
    width = lane.width(widths)
    now, later = [], []
    for cards in lane.cards:
        short = [card.cut(width, size, room - 2 * GAP) for card in cards]
        fitting = next(
            (count for count in range(len(short), 0, -1) if stacked(short[:count], width, size, GAP) + 2 * GAP <= room),
            1,
        )
        now.append(tuple(short[:fitting]) if short else ())
        later.append(tuple(short[fitting:]))
    rest: list[StageLane] = [CardLane(lane.label, tuple(later), lane.wide)] if any(later) else []
    return CardLane(lane.label, tuple(now), lane.wide), rest


def _cut_cell(cell: SlideCell, room: float, size: float, most: int) -> SlideCell:
    """The cell with no more lines than `most`."""
    style = slide_type(size, bold=cell.bold)
    kept: list[str] = []
    for text in cell.texts:
        if most <= 0:
            kept[-1] = f"{kept[-1]} …" if kept else "…"
            break
        short = cut(text, room, style, most)
        kept.append(short)
        most -= len(style.lines(short, room))
    return cell._replace(texts=tuple(kept))
