"""The plan as a workbook: days and sums as such, texts that are no formulas, in the direction of its language."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from commandline import GOOD, Run, Write
from python_calamine import CalamineWorkbook

PLAN = """\
actions:
  - {id: a1, title: "=HYPERLINK(1), say", owner: lead, due: 2027-01-31, status: planned, budget: 5000 EUR, impact: 4}
  - {id: a2, title: Mend the till, due: 2027-Q2, links: [{url: https://shop.example/a}, {url: https://shop.example/b}]}
"""
PERSIAN = GOOD.replace("id: shop\n", "id: shop\nlanguage: fa\ncalendar: persian\n", 1).replace(
    "2026-10-01", "1405-07-09"
)


def rows(path: Path) -> list[list[Any]]:
    """The cells of the only sheet."""
    (name,) = CalamineWorkbook.from_path(str(path)).sheet_names
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as file:
        return file.read(name).decode()


@pytest.fixture
def shop(write: Write) -> Path:
    return write("shop.journey.yaml", GOOD + PLAN)


def test_days_and_sums_are_values_and_texts_no_formulas(cli: Run, shop: Path) -> None:
    assert cli("plan", shop, "--format", "xlsx", "-o", "plan.xlsx").err == "2 actions written in plan.xlsx\n"
    header, first, second = rows(Path("plan.xlsx"))
    told = dict(zip(header, first, strict=True))
    assert list(told) == ["ID", "Action", "Owner", "Due", "Status", "Impact", "Budget", "Links"], "none is empty"
    assert told["Action"] == "'=HYPERLINK(1), say" and told["Due"] == dt.date(2027, 1, 31)
    assert (told["Budget"], told["Impact"]) == (5000, 4)
    assert second[3] == dt.date(2027, 6, 30) and second[7] == "https://shop.example/a\nhttps://shop.example/b"
    assert "<f>" not in part(Path("plan.xlsx"), "xl/worksheets/sheet1.xml")


def test_it_can_be_filtered_and_its_header_stays(cli: Run, shop: Path) -> None:
    cli("plan", shop, "--format", "xlsx", "-o", "plan.xlsx")
    sheet = part(Path("plan.xlsx"), "xl/worksheets/sheet1.xml")
    assert '<autoFilter ref="A1:H3"/>' in sheet and 'state="frozen"' in sheet and "rightToLeft" not in sheet


def test_a_day_of_another_calendar_stands_beside_the_day(cli: Run, write: Write) -> None:
    plan = "actions: [{id: a1, title: تعمیر, due: 1405-11-11}]\n"
    cli("plan", write("shop.journey.yaml", PERSIAN + plan), "--format", "xlsx", "-o", "plan.xlsx")
    header, first = rows(Path("plan.xlsx"))
    assert header[3:5] == ["مهلت", "مهلت (yyyy-mm-dd)"]
    assert first[3:5] == ["\u200f۱۱ بهمن ۱۴۰۵", dt.date(2027, 1, 31)]
    assert 'rightToLeft="1"' in part(Path("plan.xlsx"), "xl/worksheets/sheet1.xml")
    assert 'readingOrder="2"' in part(Path("plan.xlsx"), "xl/styles.xml")


def test_it_is_the_same_each_time_and_on_standard_output(cli: Run, shop: Path, capfdbinary: Any) -> None:
    from journeymap.cli import run

    cli("plan", shop, "--format", "xlsx", "-o", "plan.xlsx")
    for _ in range(2):
        assert run(["plan", str(shop), "--format", "xlsx"]) == 0
        assert capfdbinary.readouterr().out == Path("plan.xlsx").read_bytes()
    made = zipfile.ZipFile(io.BytesIO(Path("plan.xlsx").read_bytes()))
    assert {each.date_time for each in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.findall("2026-11-21T", made.read("docProps/core.xml").decode())


def test_several_journeys_make_one_sheet_that_says_which(cli: Run, shop: Path, write: Write) -> None:
    write("other.journey.yaml", PERSIAN.replace("id: shop", "id: other", 1) + "actions: [{id: a1, title: تعمیر}]\n")
    cli("plan", ".", "--format", "xlsx", "--owner", "lead", "-o", "plan.xlsx")
    assert [row[1] for row in rows(Path("plan.xlsx"))] == ["ID", "shop/a1"]
    cli("plan", ".", "--format", "xlsx", "-o", "plan.xlsx")
    assert [row[1] for row in rows(Path("plan.xlsx"))[1:]] == ["other/a1", "shop/a1", "shop/a2"]
