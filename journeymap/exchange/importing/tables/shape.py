"""Finds how a table of a journey is laid out: where its stages, its steps and the labels of its rows stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeymap.errors import UserError
from journeymap.exchange.importing.labels import KnownLabel, label_of, part_of_label
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.fields import LANES
from journeymap.exchange.importing.tables.table import SourceTable, TurnedTable, index_of

_LABELS_WITHIN = {False: 4, True: 20}
"""In which of the first columns, or rows, the labels are looked for."""
_LINES_LOOKED_AT = 300
_LEAST_LABELS = 2

NameOf = Callable[[str, str], KnownLabel | None]


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a table is laid out, in lines and places of it as it is turned.

    `labels` is the place of the labels; `stages` and `steps` are the lines with their names, None where there is none.
    """

    turned: TurnedTable
    labels: int
    stages: int | None
    steps: int | None

    @property
    def first_lane(self) -> int:
        """The first line below those with names."""
        return max(-1 if line is None else line for line in (self.stages, self.steps)) + 1

    @property
    def first_line(self) -> int:
        """The first line that is used: that with the names of stages, else of steps."""
        return min((line for line in (self.stages, self.steps) if line is not None), default=self.first_lane)


def shape_of(table: SourceTable, told: Crosswalk, language: str) -> TableShape | None:
    """How a table is laid out, as a crosswalk tells or its labels show; None where it has no labels of a journey.

    Raises UserError where the crosswalk tells of lines that the table cannot have.
    """
    ways = [TurnedTable(table, down) for down in (False, True) if told.stages in ("", "down" if down else "across")]
    for name_of in (label_of, lambda text, spoken: label_of(text, spoken) or part_of_label(text, spoken)):
        found = [(each, *_labels(each, told, language, name_of)) for each in ways]
        turned, place, known = max(found, key=lambda each: len({field for _, field in each[2]}))
        if len({field for _, field in known if field in (*LANES, "stages")}) >= _LEAST_LABELS:
            break
    else:
        if not told.labels:
            return None
    lanes = [line for line, field in known if field in LANES]
    first = lanes[0] if lanes else turned.lines
    stages = _told_line(turned, told.stage_names, "stage-names")
    steps = _told_line(turned, told.step_names, "step-names")
    if stages is None and steps is None:
        stages, steps = _lines_of_names(turned, place, first, known)
    elif stages is None and steps is not None:
        stages = _above(turned, place, steps)
    return TableShape(turned, place, stages, steps)


def _labels(turned: TurnedTable, told: Crosswalk, language: str, name_of: NameOf) -> tuple[int, list[tuple[int, str]]]:
    """The place with the most labels that are known; and these, with their lines."""
    if told.labels:
        kind, place = index_of(told.labels) or ("", 0)
        if kind != ("row" if turned.down else "column"):
            if told.stages:
                where = "a row" if turned.down else "a column"
                raise UserError(
                    f"crosswalk: labels: {told.labels}", hint=f"where stages go {told.stages}, it is {where}"
                )
            return 0, []
        return place, _known(turned, place, told, language, name_of)
    places = range(min(turned.places, _LABELS_WITHIN[turned.down]))
    known = {place: _known(turned, place, told, language, name_of) for place in places}
    best = max(known, key=lambda place: len({field for _, field in known[place] if field in LANES}), default=0)
    return best, known.get(best, [])


def _known(turned: TurnedTable, place: int, told: Crosswalk, language: str, name_of: NameOf) -> list[tuple[int, str]]:
    """The lines whose labels at a place are told or known, with what they mean."""
    found = []
    for line in range(min(turned.lines, _LINES_LOOKED_AT)):
        text = turned.text(line, place)
        label = None if text in told.lanes else name_of(text, language)
        if text in told.lanes or label:
            found.append((line, label.field if label else told.lanes[text]))
    return found


def _told_line(turned: TurnedTable, told: str, key: str) -> int | None:
    if not told:
        return None
    kind, line = index_of(told) or ("", 0)
    if kind != ("column" if turned.down else "row") or line >= turned.lines:
        way = "down" if turned.down else "across"
        raise UserError(f"crosswalk: {key}: {told}", hint=f"the table has no such line where its stages go {way}")
    return line


def _lines_of_names(
    turned: TurnedTable, place: int, first: int, known: list[tuple[int, str]]
) -> tuple[int | None, int | None]:
    """The lines with the names of stages and of steps; `first` is that of the first row of the map that is known."""
    fields = dict(known)
    labelled = [line for line, field in known if field == "stages"]
    if len(labelled) > 1:
        return labelled[0], labelled[1]
    if labelled:
        below = labelled[0] + 1
        is_of_names = fields.get(below) == "touchpoints" or (below < first and not turned.text(below, place))
        return labelled[0], below if is_of_names and _spans(turned, labelled[0], below, place) else None
    upper = _above(turned, place, first)
    starts_with_steps = fields.get(first) == "touchpoints"
    if upper is None:
        return None, first if starts_with_steps else None
    over = upper - 1 if not turned.text(upper, place) else -1
    if over == _above(turned, place, upper) and _is_pair(turned, over, upper, place):
        return over, upper
    return upper, first if starts_with_steps and _spans(turned, upper, first, place) else None


def _is_pair(turned: TurnedTable, over: int, upper: int, place: int) -> bool:
    """Whether two lines name stages and their steps; a single name above others is a title."""
    return len(turned.filled_places(over, place)) > 1 and _spans(turned, over, upper, place)


def _above(turned: TurnedTable, place: int, line: int) -> int | None:
    """The nearest line above one that names something beyond the labels, and is not headed by what a journey has."""
    for upper in range(line - 1, -1, -1):
        if turned.filled_places(upper, place) and label_of(turned.text(upper, place)) is None:
            return upper
    return None


def _spans(turned: TurnedTable, upper: int, lower: int, place: int) -> bool:
    """Whether names on the upper line stand over several on the lower one: merged cells, or blanks as CSV has them."""
    over, under = turned.filled_places(upper, place), turned.filled_places(lower, place)
    return any(turned.last_place(upper, each) > each for each in over) or bool(over and set(under) - set(over))
