"""All actions as a workbook (XLSX): a row an action, to be sorted and filtered, with days and sums as such.

No spreadsheet shows days of the Persian, the Hebrew and the Umm al-Qura calendar in every program. So a day of such a
journey stands there twice: as the map writes it, and beside that as a day that can be sorted.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from journeymap.io.spreadsheet import escape_formula
from journeymap.model.amounts import Sum
from journeymap.records import NamedTuple
from journeymap.render.trackers.spreadsheet import COLUMNS, Cell, cells_of, heading
from journeymap.render.trackers.tickets import ActionPlan
from journeymap.style.locale import Words

_ALWAYS = ("action", "owner", "due", "status")
"""The columns that are there even where no action says anything in them."""
_DAYS = ("due", "done-on", "check-date")
_WIDTHS = {"map": 22, "": 16, "action": 44, "measure": 30, "target": 22, "addresses": 36, "touchpoints": 26,
           "stages": 20, "blocked-by": 26, "links": 30, "depends-on": 16, "impact": 8, "effort": 8}  # fmt: skip
_WIDTH, _WIDTH_OF_DAY, _WIDTH_OF_TOLD_DAY = 16, 12, 20
_RLM = "\u200f"
"""Before a day in words: LibreOffice takes one that begins with a Persian digit for one from left to right."""
_DAY, _TEXT = "yyyy-mm-dd", "@"
_CHARACTER, _LINE_HEIGHT = 1.1, 15
"""The width of a character, as columns are measured, with what is lost at the ends of lines; and points a line."""
_PAPER, _LINE, _A3 = "#F2EFE9", "#8A8178", 8
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


class _Column(NamedTuple):
    """A column: its place among the cells of an action, its heading, and whether it has a day in words."""

    place: int
    key: str
    heading: str
    is_told: bool


def render(plans: Sequence[ActionPlan], date_format: str) -> tuple[bytes, ...]:
    """The workbook, in the language and the direction of the first journey. It is created on the day of the plans."""
    first, file = plans[0], io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    day = first.today
    title = first.journey.title if len(plans) == 1 else first.words["plan"]
    book.set_properties({"title": title, "created": dt.datetime(day.year, day.month, day.day)})  # noqa: DTZ001  a day has no zone
    rows = [(plan, cells_of(action, plan)) for plan in plans for action in plan.actions]
    _ActionSheet(book, first).fill(_columns(plans, [cells for _, cells in rows]), rows)
    book.close()
    return (file.getvalue(),)


def _columns(plans: Sequence[ActionPlan], rows: Sequence[list[Cell]]) -> list[_Column]:
    words = plans[0].words
    are_told = any(plan.journey.calendar not in (None, "gregorian") for plan in plans)
    found = []
    for place, key in enumerate(COLUMNS):
        if key == "map" and len(plans) == 1:
            continue
        if key in _ALWAYS or any(cells[place] not in (None, "", []) for cells in rows):
            name = heading(key, words)
            if are_told and key in _DAYS:
                found.append(_Column(place, key, name, is_told=True))
                name = f"{name} ({_DAY})"
            found.append(_Column(place, key, name, is_told=False))
    return found


class _ActionSheet:
    """Writes the one sheet of a workbook."""

    def __init__(self, book: xlsxwriter.Workbook, first: ActionPlan) -> None:
        self._book = book
        self._is_rtl = first.journey.is_rtl
        self._sheet: Worksheet = book.add_worksheet(_sheet_name(first.words))
        self._formats: dict[tuple[str, bool], Format] = {}

    def fill(self, columns: Sequence[_Column], rows: Sequence[tuple[ActionPlan, list[Cell]]]) -> None:
        """Write the header and the rows."""
        sheet = self._sheet
        if self._is_rtl:
            sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        align = "right" if self._is_rtl else "left"
        head = self._book.add_format({"bold": True, "bg_color": _PAPER, "bottom": 1, "bottom_color": _LINE,
                                      "align": align, "valign": "vcenter", "text_wrap": True})  # fmt: skip
        for index, column in enumerate(columns):
            sheet.set_column(index, index, _width(column))
            sheet.write_string(0, index, escape_formula(column.heading), head)
        sheet.set_row(0, max(_lines(column.heading, column) for column in columns) * _LINE_HEIGHT)
        for number, (plan, cells) in enumerate(rows, 1):
            told = [_told(cells[column.place], plan, column) for column in columns]
            for index, cell in enumerate(told):
                self._write(number, index, cell, plan)
            lines = max(_lines(cell, column) for cell, column in zip(told, columns, strict=True))
            sheet.set_row(number, lines * _LINE_HEIGHT)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)

    def _write(self, row: int, column: int, cell: Cell, plan: ActionPlan) -> None:
        sheet, is_rtl = self._sheet, plan.journey.is_rtl
        if cell in (None, "", []):
            return
        if isinstance(cell, dt.date):
            sheet.write_datetime(
                row, column, dt.date(cell.year, cell.month, cell.day), self._format(_DAY, is_rtl=is_rtl)
            )
        elif isinstance(cell, Sum):
            sheet.write_number(row, column, cell.number, self._format(f'#,##0.## "{cell.currency}"', is_rtl=is_rtl))
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self._format("0", is_rtl=is_rtl))
        else:
            text = "\n".join(cell) if isinstance(cell, list) else str(cell)
            sheet.write_string(row, column, escape_formula(text), self._format(_TEXT, is_rtl=is_rtl))

    def _format(self, number_format: str, *, is_rtl: bool) -> Format:
        """The format of a cell; texts read in the direction of their journey, whatever that of the sheet."""
        key = number_format, is_rtl
        if key not in self._formats:
            values: dict[str, object] = {"num_format": number_format, "valign": "top"}
            values["align"] = "right" if is_rtl else "left"
            if number_format == _TEXT:
                values |= {"text_wrap": True, "reading_order": 2 if is_rtl else 1}
            self._formats[key] = self._book.add_format(values)
        return self._formats[key]


def _told(cell: Cell, plan: ActionPlan, column: _Column) -> Cell:
    if not column.is_told or not isinstance(cell, dt.date):
        return cell
    return (_RLM if plan.journey.is_rtl else "") + plan.dates.day(cell)


def _lines(cell: Cell, column: _Column) -> int:
    """In how many lines a cell is written, about: not all programs make rows as high as their texts."""
    texts = cell if isinstance(cell, list) else cell.split("\n") if isinstance(cell, str) else []
    return sum(math.ceil(max(len(text), 1) * _CHARACTER / _width(column)) for text in texts) or 1


def _width(column: _Column) -> int:
    if column.key in _DAYS:
        return _WIDTH_OF_TOLD_DAY if column.is_told else _WIDTH_OF_DAY
    return _WIDTHS.get(column.key, _WIDTH)


def _sheet_name(words: Words) -> str:
    return _NOT_IN_NAMES.sub(" ", words["plan"])[:_LONGEST_NAME]
