"""Writes the form in which the notes of a workshop are entered: `capture.xlsx`, and the same as `capture.csv`.

Each row is a note. What the paper asks is prepared: the head of the canvas, each step, the feelings there, decisions
and the parking lot. Rows that are not filled in are ignored. The second sheet lists the choices for the columns, and
the feelings that are measured, which nobody is asked for.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from journeymap.insight.feelings import is_measured, whose
from journeymap.insight.passing import passing_at
from journeymap.io.spreadsheet import escape_formula
from journeymap.layout.mentions import text_with_numbers, with_numbers
from journeymap.model import Journey, Owner, Persona, Touchpoint
from journeymap.style.locale import Words
from journeymap.workshop.asks import (
    DATE,
    DECISIONS,
    FACILITATOR,
    GOAL,
    NAMES,
    PARKING_LOT,
    PERSONAS,
    SCENARIO,
    TEAM,
    lanes_beside,
)
from journeymap.workshop.columns import COLUMNS, headings
from journeymap.workshop.grid import FEELING, STEPS, Grid
from journeymap.workshop.kit.frame import places_in

MOST_PREPARED = 300
"""So many steps, and so many feelings, have prepared rows."""
_EMPTY_ROWS = 200
_LINES = 4
"""How many rows are prepared for decisions, and as many for the parking lot."""
_HEAD = (SCENARIO, GOAL, DATE, NAMES, FACILITATOR, TEAM, PERSONAS)
_RATED = ("severity", "impact", "effort")
_NUMBERS = ("score", "votes", *_RATED)
_MOMENTS = ("moment-of-truth", "moment-zmot", "moment-fmot", "moment-smot", "moment-umot")
_PAPER, _LINE = "#F2EFE9", "#8A8178"
_TEXT = "@"
_DAY = "yyyy-mm-dd"
_LTR = "\u200e"  # keeps the sign of a score before its digits in a cell that reads right to left


def capture_csv(journey: Journey, words: Words) -> bytes:
    """The form as CSV, in UTF-8 with a byte order mark, from which spreadsheets recognise the encoding."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows(
        [escape_formula(cell) for cell in row] for row in (headings(words), *_prepared_rows(journey, words))
    )
    return file.getvalue().encode("utf-8-sig")


def capture_xlsx(journey: Journey, words: Words, today: dt.date) -> bytes:
    """The form as a workbook with `today` as its date of creation, so that the same journey gives the same bytes."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    title = text_with_numbers(journey.title, journey, words)
    book.set_properties({"title": title, "created": dt.datetime(today.year, today.month, today.day)})  # noqa: DTZ001  a day has no zone
    _FormWorkbook(book, journey, words).fill()
    book.close()
    return file.getvalue()


def _prepared_rows(journey: Journey, words: Words) -> list[list[str]]:
    """The prepared rows, as the paper asks: what is around the grid of the wall, each step, and each feeling there.

    Feelings are asked of each who passes at a touchpoint, but for those that are measured. Only so many steps and
    feelings have rows as a form holds.
    """
    grid = Grid.of(journey, words)
    beside = {lane.name: lane for lane in lanes_beside(words)}
    head = [name for name in _HEAD if not getattr(journey, name, None)]
    return [
        *(_row(lane=beside[name].title) for name in head),
        *(row for rows in _steps_and_feelings(journey, grid) for row in rows[:MOST_PREPARED]),
        *(_row(lane=beside[name].title) for name in (DECISIONS, PARKING_LOT) for _ in range(_LINES)),
    ]


def _row(**cells: str) -> list[str]:
    """The cells of a row by the names of their columns."""
    return [cells.get(column.name, "") for column in COLUMNS]


def _steps_and_feelings(journey: Journey, grid: Grid) -> tuple[list[list[str]], list[list[str]]]:
    """A row for each place of a step, and one for each feeling there; of a part of a journey, for its own steps."""
    steps, feeling = (next(lane for lane in grid.lanes if lane.is_standard(name)) for name in (STEPS, FEELING))
    choices = zip(_choices(journey.personas), journey.personas, strict=True)
    personas: list[tuple[str, str | None]] = [(choice, each.id) for choice, each in choices] or [("", None)]
    rows, felt = [], []
    for stage in grid.stages:
        for position, touchpoint in places_in(stage):
            id_ = touchpoint.id if touchpoint else ""
            rows.append(_row(ref=grid.ref(stage, steps, position), lane=steps.title, touchpoint=id_))
            asked = _asked_at(journey, touchpoint) if touchpoint else {each for _, each in personas}
            for persona, persona_id in personas:
                if persona_id in asked:
                    place = grid.ref(stage, feeling, position)
                    felt.append(_row(ref=place, lane=feeling.title, touchpoint=id_, persona=persona))
    return rows, felt


def _asked_at(journey: Journey, touchpoint: Touchpoint) -> set[str | None]:
    """The personas who pass at a touchpoint, and whose feeling there is not measured; None where there are none."""
    passing = {who.persona if journey.personas else None for who in passing_at(journey, touchpoint)}
    return passing - {journey.persona_of(each) for each in touchpoint.emotions if is_measured(each)}


def _choices(people: Sequence[Owner] | Sequence[Persona]) -> list[str]:
    """The choice for each owner or persona: the name, or the id if two have the same name.

    A mention in a name stays as it is typed, since what is chosen is compared with the file.
    """
    names = [each.name.casefold() for each in people]
    return [each.name if names.count(each.name.casefold()) == 1 else each.id for each in people]


@dataclass
class _Table:
    """A column of the second sheet, with the choices for a column of the first."""

    heading: str
    cells: list[str]


class _FormWorkbook:
    """Writes the sheets of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, journey: Journey, words: Words) -> None:
        self._book = book
        self._journey = journey
        self._words = words
        self._grid = Grid.of(journey, words)
        align = "right" if journey.is_rtl else "left"
        self._head = book.add_format(
            {"bold": True, "bg_color": _PAPER, "bottom": 1, "bottom_color": _LINE, "align": align, "valign": "vcenter"}
        )
        reading = {"reading_order": 2 if journey.is_rtl else 1}
        self._text = book.add_format({"num_format": _TEXT, "text_wrap": True, "valign": "top", **reading})
        self._number = book.add_format({"valign": "top"})
        self._day = book.add_format({"num_format": _DAY, "valign": "top", "align": "left"})

    def fill(self) -> None:
        notes = self._sheet(self._words["card-notes"])
        grid = self._sheet(self._words["form-grid"])
        rows = _prepared_rows(self._journey, self._words)
        for index, (column, heading) in enumerate(zip(COLUMNS, headings(self._words), strict=True)):
            form = self._day if column.name == "due" else self._number if column.name in _NUMBERS else self._text
            notes.set_column(index, index, column.width, form)
            notes.write_string(0, index, escape_formula(heading), self._head)
        for number, row in enumerate(rows, 1):
            for index, cell in enumerate(row):
                if cell:
                    notes.write_string(number, index, escape_formula(cell), self._text)
        last = len(rows) + _EMPTY_ROWS
        notes.autofilter(0, 0, last, len(COLUMNS) - 1)
        lists = self._write_choices(grid)
        self._set_validation(notes, last, lists)

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name[:31])
        if self._journey.is_rtl:
            sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 22)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _write_choices(self, sheet: Worksheet) -> dict[str, str]:
        """Write the second sheet; returns the ranges with the choices for columns of the first, by table name."""
        words, journey = self._words, self._journey
        beside = lanes_beside(words)
        places = self._places()
        tables = {
            "ref": _Table(words["form-ref"], [place[0] for place in places]),
            "stage": _Table(words["stage"], [place[1] for place in places]),
            "at": _Table(words["form-lane"], [place[2] for place in places]),
            "step": _Table(words["touchpoint"], [place[3] for place in places]),
            "lane": _Table(words["lanes"], [lane.title for lane in (*self._grid.lanes, *beside)]),
            "touchpoint": _Table(f"{words['touchpoints']} (id)", [each.id for each in journey.touchpoints]),
            "persona": _Table(words["personas"], _choices(journey.personas)),
            "persona-id": _Table(f"{words['personas']} (id)", [each.id for each in journey.personas]),
            "owner": _Table(words["owners"], _choices(journey.owners)),
            "owner-id": _Table(f"{words['owners']} (id)", [each.id for each in journey.owners]),
            "measured": _Table(words["measured-feeling"], list(self._measured())),
            "moment": _Table(words["moment-of-truth"], [words[key] for key in _MOMENTS]),
        }
        found = {}
        for index, (name, table) in enumerate(tables.items()):
            sheet.set_column(index, index, 24 if index else 9, self._text)
            sheet.write_string(0, index, escape_formula(table.heading), self._head)
            for number, cell in enumerate(table.cells, 1):
                sheet.write_string(number, index, escape_formula(cell), self._text)
            if table.cells:
                quoted = sheet.get_name().replace("'", "''")
                found[name] = f"='{quoted}'!{xl_range_abs(1, index, len(table.cells), index)}"
        return found

    def _places(self) -> list[tuple[str, str, str, str]]:
        """Every place on the wall: reference, stage, lane, and touchpoint (empty for a whole cell)."""
        found = []
        grid = Grid.of(with_numbers(self._journey, self._words), self._words)
        for stage in grid.stages:
            for lane in grid.lanes:
                found.append((grid.ref(stage, lane), stage.stage.name, lane.title, ""))
                for position, touchpoint in places_in(stage):
                    name = touchpoint.name if touchpoint else ""
                    found.append((grid.ref(stage, lane, position), stage.stage.name, lane.title, name))
        return found

    def _measured(self) -> Iterator[str]:
        """The feelings that are measured, and so have no row: place, persona and score of each."""
        journey, words, grid = self._journey, self._words, self._grid
        lane = next(each for each in grid.lanes if each.is_standard(FEELING))
        for stage in grid.stages:
            for position, touchpoint in stage.placed():
                for emotion in filter(is_measured, touchpoint.emotions):
                    persona = whose(journey, emotion)
                    score = words.axis(emotion.known_score, signed=journey.emotion_scale[0] < 0)
                    told = (grid.ref(stage, lane, position), persona.name if persona else "", _LTR + score)
                    yield " · ".join(filter(None, told))

    def _set_validation(self, sheet: Worksheet, last: int, lists: dict[str, str]) -> None:
        """Set what the cells of the first sheet accept: other texts than the choices, but no score off the scale."""
        words = self._words
        low, high = self._journey.emotion_scale
        scale = words.say("form-score-help", low=words.axis(low, signed=low < 0), high=words.axis(high, signed=low < 0))
        rules: dict[str, dict[str, object]] = {
            name: {"validate": "list", "source": lists[name], "error_type": "information"}
            for name in ("ref", "lane", "touchpoint", "persona", "owner", "moment")
            if name in lists
        }
        if "ref" in rules:
            rules["ref"]["input_message"] = words["form-ref-help"]
        rules["score"] = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high,
                          "input_message": scale, "error_message": scale}  # fmt: skip
        rules["votes"] = {"validate": "integer", "criteria": ">=", "value": 0}
        rating = words.say("form-score-help", low=words.number(1), high=words.number(5))
        for name in _RATED:
            rules[name] = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 5,
                           "input_message": rating, "error_message": rating}  # fmt: skip
        rules["due"] = {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1),
                        "input_message": words["form-due-help"], "error_type": "information"}  # fmt: skip
        for index, column in enumerate(COLUMNS):
            if column.name in rules:
                sheet.data_validation(1, index, last, index, rules[column.name])
