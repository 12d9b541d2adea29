"""What measures rest on, and where customers feel other than was assumed: two tables of the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from journeymap.layout.canvas import (
    CAPTION,
    CAPTION_STRONG,
    HEADING,
    LABEL,
    TABLE,
    TABLE_STRONG,
    Canvas,
    Type,
    first_baseline,
)
from journeymap.layout.feeling.flags import draw_pennant
from journeymap.layout.spec import MapSpec
from journeymap.overlays.measures import MeasuredFeeling, MeasuresOverlay
from journeymap.records import NamedTuple

_GAP = 20.0
_ROW_PAD = 9.0
_WIDEST = 190.0
_NARROWEST = 150.0
_LEAD = 33.0
_MOST_FLAGS = 10


class _TableCell(NamedTuple):
    """A text of a table. Numbers with signs run from left to right in any language."""

    text: str
    style: Type = TABLE
    colour: str = "ink2"
    is_number: bool = False


class _FootTable:
    """A table with a heading, headings of columns, and notes below. One column takes the room that the others leave.

    Before the first column are `lead` pixels for a mark.
    """

    def __init__(
        self,
        title: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[_TableCell]],
        flexible: int,
        notes: Sequence[str],
        lead: float = 0,
    ) -> None:
        self._title = title
        self._headings = headings
        self._rows = rows
        self._flexible = flexible
        self._notes = notes
        self._lead = lead
        natural = [
            max(CAPTION_STRONG.width(heading), *(row[at].style.width(row[at].text) for row in rows)) + 1
            for at, heading in enumerate(headings)
        ]
        self._widths = [size if at == flexible else min(size, _WIDEST) for at, size in enumerate(natural)]
        self._fixed = lead + sum(self._widths) - self._widths[flexible] + _GAP * (len(headings) - 1)
        self.least = self._fixed + min(self._widths[flexible], _NARROWEST)
        self.most = self._fixed + self._widths[flexible]

    def draw(
        self,
        canvas: Canvas,
        x: float,
        top: float,
        width: float,
        draw_mark: Callable[[int, float, float], None] | None = None,
    ) -> float:
        """Draws it; `draw_mark` gets the number of a row, the x of its start and its baseline. Returns the y below."""
        canvas.text(x, top + 12, self._title, HEADING, "ink")
        widths = list(self._widths)
        widths[self._flexible] = max(width, self.least) - self._fixed
        edges = [x + self._lead + sum(widths[:at]) + _GAP * at for at in range(len(widths))]
        for edge, heading, size in zip(edges, self._headings, widths, strict=True):
            canvas.lines(edge, top + 22, CAPTION_STRONG.lines(heading, size, most=1), CAPTION_STRONG, "ink3")
        y = top + 38
        for number, row in enumerate(self._rows):
            canvas.line(x, y, x + width, y, "rule")
            if draw_mark:
                draw_mark(number, x, y + _ROW_PAD / 2 + first_baseline(TABLE))
            y = _draw_cells(canvas, zip(edges, widths, row, strict=True), y + _ROW_PAD / 2) + _ROW_PAD / 2
        canvas.line(x, y, x + width, y, "rule")
        y += _ROW_PAD / 2
        for note in self._notes:
            y = canvas.lines(x, y + 2, CAPTION.lines(note, width), CAPTION, "ink3")
        return y


def _draw_cells(canvas: Canvas, cells: Iterable[tuple[float, float, _TableCell]], top: float) -> float:
    """Draws the cells of a row, each with its x and width in pixels, from the y `top` down; returns the y below."""
    bottom = top
    for x, width, cell in cells:
        if cell.is_number:
            canvas.text(x, top + first_baseline(TABLE), cell.text, cell.style, cell.colour, rtl=False)
            bottom = max(bottom, top + cell.style.leading)
        else:
            lines = cell.style.lines(cell.text, width)
            bottom = max(bottom, canvas.lines(x, top, lines, cell.style, cell.colour))
    return bottom


class Grounds:
    """The table of the sources: their periods, rows, those invited, and what was left out."""

    def __init__(self, spec: MapSpec, measures: MeasuresOverlay) -> None:
        words = spec.words
        keys = ("source", "dates", "rows-used", "invited", "response-rate", "left-out-and-why")
        rows = [
            [
                _TableCell(text, TABLE_STRONG if at == 0 else TABLE, "ink" if at == 0 else "ink2")
                for at, text in enumerate(each)
            ]
            for each in measures.sources
        ]
        self._table = _FootTable(
            words["measures-rest-on"], [words[key] for key in keys], rows, len(keys) - 1,
            [*filter(None, [measures.experience]), measures.rules],
        )  # fmt: skip
        self._is_shown = bool(rows)

    @property
    def least(self) -> float:
        return self._table.least

    @property
    def most(self) -> float:
        return self._table.most if self._is_shown else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        return self._table.draw(canvas, x, top, width)


class Disagreements:
    """The table of the flags: what was assumed at a touchpoint, and what was measured."""

    def __init__(self, spec: MapSpec, measures: MeasuresOverlay) -> None:
        words = spec.words
        self._spec = spec
        self._flags = list(_flags(spec, measures))
        shown = self._flags[:_MOST_FLAGS]
        keys = ("touchpoint", "assumed-heading", "measured-heading", "", "difference")
        headings = [words[key] if key else "n" for key in keys]
        notes = [measures.flag_rules]
        if len(self._flags) > len(shown):
            notes.append(words.say("not-listed", n=len(self._flags) - len(shown)))
        rows = [self._row(where, felt) for _, where, felt in shown]
        self._table = _FootTable(words["measures-disagree"], headings, rows, 0, notes, _LEAD) if rows else None

    @property
    def least(self) -> float:
        return self._table.least if self._table else 0

    @property
    def most(self) -> float:
        return self._table.most if self._table else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        assert self._table is not None
        return self._table.draw(canvas, x, top, width, lambda number, at, y: self._draw_flag(canvas, number, at, y))

    def _draw_flag(self, canvas: Canvas, number: int, x: float, baseline: float) -> None:
        rank, _, felt = self._flags[number]
        worse = felt.assumed_otherwise is not None and felt.assumed_otherwise.is_worse
        draw_pennant(canvas, x, baseline - 12, 1, self._spec.words.number(rank), worse=worse)

    def _row(self, where: str, felt: MeasuredFeeling) -> list[_TableCell]:
        spec, otherwise = self._spec, felt.assumed_otherwise
        assert otherwise is not None and felt.feeling is not None
        low, high = spec.journey.emotion_scale
        step = (high - low) / 4
        assumed, measured = (
            spec.score(round(low + (each + 2) * step, 1)) for each in (otherwise.assumed, felt.feeling)
        )
        if felt.low is not None and felt.high is not None:
            measured += f" {spec.words.plus_minus((felt.high - felt.low) / 2 * step)}"
        colour = "pain" if otherwise.is_worse else "opportunity"
        return [
            _TableCell(where, TABLE_STRONG, "ink"),
            _TableCell(assumed, is_number=True),
            _TableCell(measured, is_number=True),
            _TableCell(felt.answers, is_number=True),
            _TableCell(otherwise.text, LABEL, colour),
        ]


def _flags(spec: MapSpec, measures: MeasuresOverlay) -> Iterator[tuple[int, str, MeasuredFeeling]]:
    """The rank, the touchpoint with its number and whose feeling it is, and the feeling, of each flag, by rank."""
    journey, words = spec.journey, spec.words
    for path, felt, otherwise in measures.disagreements:
        touchpoint = journey.touchpoint_by_id.get(path.steps[0][1])
        if touchpoint is None:
            continue
        persona = journey.persona_by_id.get(path.steps[-1][1])
        where = f"{words.number(journey.number_of[touchpoint.id])} {touchpoint.name}"
        whose = words["list-comma"].join((where, persona.name)) if persona else where
        yield otherwise.rank, whose, felt
