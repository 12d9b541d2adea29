"""Tables in files of strangers: all sheets of a workbook, what is merged in them, and delimited text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from journeymap.errors import UserError
from journeymap.io.sheets import MergedCells, cell_name, column_name, delimited_rows
from journeymap.io.workbook import first_sheet_of, sheets_of


def saved(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def two_sheets(book: openpyxl.Workbook) -> None:
    first = book.worksheets[0]
    first.title = "Reise & Mehr"
    first["A1"], first["B1"] = "Phase", "Finden"
    first.merge_cells("B1:D1")
    first.merge_cells("A3:A4")
    first["A3"], first["C4"] = "Gefühl", 2.5
    second = book.create_sheet("מסע")
    second["B2"], second["C2"] = "כן", "=1+1"


def test_all_sheets_of_a_workbook_come_with_what_is_merged() -> None:
    sheets = sheets_of(saved(two_sheets), "book.xlsx")
    assert list(sheets) == ["Reise & Mehr", "מסע"]
    assert sheets["Reise & Mehr"].merged == (MergedCells(0, 1, 0, 3), MergedCells(2, 0, 3, 0))
    table = [["Phase", "Finden", ""], ["", "", ""], ["Gefühl", "", ""], ["", "", "2.5"]]
    assert sheets["Reise & Mehr"].rows == table
    assert sheets["מסע"].rows[1] == ["", "כן", "=1+1"], "a formula is its text"
    assert first_sheet_of(saved(two_sheets), "book.xlsx") == sheets["Reise & Mehr"]


def with_merges(*references: str) -> bytes:
    data = saved(two_sheets)
    inside = "".join(f'<mergeCell ref="{each}"/>' for each in references).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = content.replace(b'<mergeCell ref="A3:A4" />', inside)
                content = content.replace(b'<mergeCell ref="A3:A4"/>', inside)
            new.writestr(part, content)
    return file.getvalue()


def test_a_block_of_merged_cells_ends_where_a_sheet_may_end() -> None:
    merged = sheets_of(with_merges("A2:XFD1048576", "B9999:C9999"), "book.xlsx")["Reise & Mehr"].merged
    assert merged == (MergedCells(0, 1, 0, 3), MergedCells(1, 0, 4_999, 255))


@pytest.mark.parametrize(
    ("references", "said"), [(["A3:4"], "not a workbook"), ([f"A{row}" for row in range(1, 20_100)], "too large")]
)
def test_hostile_merges_are_one_line(references: list[str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        sheets_of(with_merges(*references), "book.xlsx")


def test_the_sheets_of_a_workbook_share_what_it_may_hold() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for number in range(3):
            sheet = book.create_sheet(f"s{number}")
            for _ in range(200):
                sheet.append(["x"] * 200)

    data = saved(fill)
    assert first_sheet_of(data, "book.xlsx").rows == []
    with pytest.raises(UserError, match="this workbook is too large"):
        sheets_of(data, "book.xlsx")


@given(st.integers(0, 5_000), st.integers(0, 255))
def test_a_cell_is_called_as_in_a_spreadsheet(row: int, column: int) -> None:
    assert column_name(column) == get_column_letter(column + 1)
    assert cell_name(row, column) == f"{get_column_letter(column + 1)}{row + 1}"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_separates_cells_is_found_below_a_title_and_beside_texts_with_commas(separator: str) -> None:
    rows = [["Journey, the first"], ["Stage", "Find it, now", "Buy"], ["Goal", "a; b, c, d", "e"], ["Pain", "f", "g"]]
    text = "\n".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows)
    assert delimited_rows(text.encode(), "t.csv") == rows
