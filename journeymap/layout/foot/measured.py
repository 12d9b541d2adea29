"""What measures rest on, and where customers feel other than was assumed: two tables of the foot."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.layout.canvas import (
    LABEL,
    TABLE,
    TABLE_STRONG,
    Canvas,
)
from journeymap.layout.feeling.flags import draw_pennant
from journeymap.layout.foot.tables import FootTable, TableCell
from journeymap.layout.spec import MapSpec
from journeymap.overlays.measures import MeasuredFeeling, MeasuresOverlay

_LEAD = 33.0
_MOST_FLAGS = 10


class Grounds:
    """The table of the sources: their periods, rows, those invited, and what was left out."""

    def __init__(self, spec: MapSpec, measures: MeasuresOverlay) -> None:
        words = spec.words
        keys = ("source", "dates", "rows-used", "invited", "response-rate", "left-out-and-why")
        rows = [
            [
                TableCell(text, TABLE_STRONG if at == 0 else TABLE, "ink" if at == 0 else "ink2")
                for at, text in enumerate(each)
            ]
            for each in measures.sources
        ]
        self._table = FootTable(
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
        self._table = FootTable(words["measures-disagree"], headings, rows, 0, notes, _LEAD) if rows else None

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

    def _row(self, where: str, felt: MeasuredFeeling) -> list[TableCell]:
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
            TableCell(where, TABLE_STRONG, "ink"),
            TableCell(assumed, is_number=True),
            TableCell(measured, is_number=True),
            TableCell(felt.answers, is_number=True),
            TableCell(otherwise.text, LABEL, colour),
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
