"""The form that brings a wall back: what it offers, and what hostile ones come to."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys import journey_from

from journeymap.digits import as_number
from journeymap.errors import UserError
from journeymap.io import confined, workbook_parts
from journeymap.io.spreadsheet import escape_formula, unescape_formula
from journeymap.model import Journey, read_journey
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.workshop.capture.notes import Note, read_notes
from journeymap.workshop.capture.read_back import capture
from journeymap.workshop.columns import COLUMNS, headings
from journeymap.workshop.kit.forms import MOST_PREPARED, capture_csv, capture_xlsx

pytestmark = pytest.mark.usefixtures("forks")
ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 21)
LANGUAGES = ("en", "he", "fa", "ar")


def sample(name: str) -> Journey:
    tree = load((ROOT / "samples" / f"{name}.journey.yaml").read_bytes(), name).tree
    assert tree is not None
    journey = read_journey(tree)[0]
    assert journey is not None
    return journey


def form(journey: Journey) -> bytes:
    return capture_xlsx(journey, load_words(journey.language), TODAY)


def book_of(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def simple(change: Callable[[openpyxl.worksheet.worksheet.Worksheet], object]) -> bytes:
    """A workbook as a person might make it from nothing."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(headings(load_words("en")))
    change(book.active)
    return saved(book)


def read(data: bytes, name: str = "wall.xlsx", language: str = "en") -> list[Note]:
    return read_notes(data, name, load_words(language))


@pytest.mark.parametrize("name", ["online-clothing-shop", "online-clothing-shop-he", "intent-roadmap"])
def test_the_form_is_laid_out_for_the_journey(name: str) -> None:
    journey = sample(name)
    words = load_words(journey.language)
    notes, lists = book_of(form(journey)).worksheets
    assert notes.sheet_view.rightToLeft == lists.sheet_view.rightToLeft == (True if journey.is_rtl else None)
    assert notes.freeze_panes == "A2"
    assert [cell.value for cell in notes[1]] == headings(words)
    offered = {str(rule.sqref).split("2", maxsplit=1)[0]: rule for rule in notes.data_validations.dataValidation}
    assert {letter: offered[letter].type for letter in offered} == {
        "A": "list", "B": "list", "C": "list", "E": "list", "F": "decimal", "G": "whole", "H": "whole", "I": "list",
        "J": "list", "K": "date", "L": "whole", "M": "whole",
    }  # fmt: skip
    assert (float(offered["F"].formula1), float(offered["F"].formula2)) == journey.emotion_scale
    laid_out = sum(bool(cell.value) for cell in notes["B"][1:])
    assert {int(str(rule.sqref).rpartition(":")[2][1:]) for rule in offered.values()} == {1 + laid_out + 200}
    column = offered["J"].formula1.split("$")[1]
    assert [cell.value for cell in lists[column][1:] if cell.value] == [owner.name for owner in journey.owners]
    places = [cell.value for cell in lists["A"][1:]]
    assert places[0] == "A1"
    assert len(places) == len(set(places)) > 4 * len(journey.touchpoints)


def test_the_form_shows_mentions_as_the_map_does_but_for_what_is_compared() -> None:
    touchpoints = [{"id": "a", "name": "A"}, {"id": "b", "name": "B after [[a]]"}]
    stage = {"id": "s", "name": "Up to [[b]]", "touchpoints": touchpoints}
    personas = [{"id": "p", "name": "Pia of [[a]]"}]
    shape = {"journeymap": 1, "id": "x", "title": "See [[b]]", "language": "en", "personas": personas}
    book = book_of(form(journey_from({**shape, "stages": [stage]})))
    _, lists = book.worksheets
    cells = {cell.value for row in lists.iter_rows() for cell in row}
    assert {"Up to 2", "B after 1", "Pia of [[a]]"} <= cells
    assert book.properties.title == "See 2"


def test_a_form_of_a_huge_journey_lays_out_no_more_than_the_first_feelings() -> None:
    stage = {"id": "s", "name": "S", "touchpoints": [{"id": f"t{number}", "name": "T"} for number in range(120)]}
    personas = [{"id": f"p{number}", "name": f"P{number}"} for number in range(3)]
    journey = journey_from(
        {"journeymap": 1, "id": "x", "title": "x", "language": "en", "personas": personas, "stages": [stage]}
    )
    rows = capture_csv(journey, load_words("en")).decode("utf-8-sig").splitlines()
    felt = [row for row in rows if row.startswith("A4.")]
    assert len(felt) == MOST_PREPARED and felt[-1].startswith("A4.100,")


def test_a_form_asks_only_those_who_pass_for_their_feelings() -> None:
    touchpoints = [{"id": "a", "name": "A", "personas": ["p"]}, {"id": "b", "name": "B"}]
    personas = [{"id": "p", "name": "Pia"}, {"id": "q", "name": "Quin"}]
    stage = {"id": "s", "name": "S", "touchpoints": touchpoints}
    journey = journey_from({"journeymap": 1, "id": "x", "title": "x", "personas": personas, "stages": [stage]})
    rows = [row.split(",") for row in capture_csv(journey, load_words("en")).decode("utf-8-sig").splitlines()[1:]]
    assert [(row[0], row[4]) for row in rows if row[0].startswith("A4")] == [
        ("A4.1", "Pia"), ("A4.2", "Pia"), ("A4.2", "Quin")]  # fmt: skip
    assert [row[0] for row in rows if row[2] == "b"] == ["A1.2", "A4.2", "A4.2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_does_not_ask_for_what_is_measured_but_tells_it(language: str) -> None:
    """A form that is filled in wherever it asks for a score is taken whole: no row of it is refused."""
    felt = [
        {"persona": "p", "score": -1.2, "evidence": "measured"},
        {"persona": "q", "score": 1, "evidence": "assumed"},
    ]
    worded = [{"persona": "p", "label": "lost", "evidence": "measured"}]
    touchpoints = [{"id": "a", "name": "A", "emotions": felt}, {"id": "b", "name": "B", "emotions": worded}]
    personas = [{"id": "p", "name": "Pia"}, {"id": "q", "name": "Quin"}]
    shape = {"journeymap": 1, "id": "x", "title": "x", "language": language, "personas": personas}
    journey = journey_from({**shape, "stages": [{"id": "s", "name": "S", "touchpoints": touchpoints}]})
    words = load_words(language)
    notes, lists = book_of(capture_xlsx(journey, words, TODAY)).worksheets
    asked = [(row[0].value, row[4].value) for row in notes.iter_rows() if str(row[0].value).startswith("A4.")]
    assert asked == [("A4.1", "Quin"), ("A4.2", "Pia"), ("A4.2", "Quin")]
    column = next(cells for cells in lists.iter_cols(values_only=True) if cells[0] == words["measured-feeling"])
    (told,) = filter(None, column[1:])
    assert told == f"A4.1 · Pia · \u200e{words.axis(-1.2, signed=True)}"
    filled = [Note(2, {"ref": ref, "persona": persona, "score": "0"}) for ref, persona in asked]
    assert capture(filled, journey, words).unplaced == ()


def test_an_untouched_form_holds_no_notes() -> None:
    journey = sample("online-clothing-shop-he")
    words = load_words("he")
    assert read(form(journey), language="he") == []
    assert read(capture_csv(journey, words), "wall.csv", "he") == []
    assert capture_csv(journey, words).startswith(b"\xef\xbb\xbf")


def test_the_same_journey_gives_the_same_bytes() -> None:
    journey = sample("online-clothing-shop-he")
    assert form(journey) == form(journey)
    assert form(journey) != capture_xlsx(journey, load_words("he"), dt.date(2026, 11, 22))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_is_read_by_headings_in_any_language_and_order(language: str) -> None:
    named = dict(zip([column.name for column in COLUMNS], headings(load_words(language)), strict=True))
    text = f"{named['votes']},{named['text']},{named['ref']}\n3,slow,A5\n"
    (note,) = read(text.encode(), "wall.csv", "en")
    assert (note.row, note["votes"], note["text"], note["ref"]) == (2, "3", "slow", "A5")


def test_headings_do_not_stand_for_two_columns() -> None:
    for language in LANGUAGES:
        assert len({each.casefold() for each in headings(load_words(language))}) == len(COLUMNS)


def names(people: list[str]) -> Journey:
    persons = [{"id": f"p{number}", "name": name} for number, name in enumerate(people)]
    stages = [{"id": "s", "name": "=HYPERLINK(1)", "touchpoints": [{"id": "t", "name": "@x"}]}]
    return journey_from(
        {"journeymap": 1, "id": "x", "title": "x", "owners": persons, "personas": persons, "stages": stages}
    )


def test_text_in_a_form_never_runs_and_comes_back() -> None:
    journey = names(["=1+1", "+cmd", "-x", "@sum", "Same", "same"])
    data = form(journey)
    assert b"<f>" not in b"".join(part for part in parts_of(data).values())
    book = book_of(data)
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert [cell for cell in cells if isinstance(cell, str) and cell[0] in "=+-@"] == []
    sheet = book.worksheets[0]
    for row in range(2, 99):
        if sheet.cell(row, 5).value:
            sheet.cell(row, 6, -1.5)
    assert [note["persona"] for note in read(saved(book))][:6] == ["=1+1", "+cmd", "-x", "@sum", "p4", "p5"]
    text = capture_csv(journey, load_words("en")).decode("utf-8-sig")
    assert "'=1+1" in text
    assert ",=" not in text


@given(st.text(alphabet="'=+-@\t\r\n＝12.x", max_size=6) | st.text(max_size=9))
def test_neutralising_is_undone_exactly_and_spares_numbers(text: str) -> None:
    cell = escape_formula(text)
    assert unescape_formula(cell) == text
    assert cell[:1] not in ("=", "@", "\t", "\r", "\n")
    assert cell[:1] not in ("+", "-") or as_number(cell) is not None
    assert escape_formula("-1.5") == "-1.5"


NUMBERS = {
    "-1.5": -1.5,
    "−1,5": -1.5,
    "+2": 2,
    "۱٫۵": 1.5,
    "\u200e-2": -2,
    "1.000,5": None,
    "x": None,
    "1e5": None,
    "": None,
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_numbers_are_read_as_people_write_them(text: str, number: float | None) -> None:
    assert as_number(text) == number


def test_cells_are_read_as_text_numbers_and_days() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["A5", None, None, "two\nlines ", None, -1.5, 3, None, None, None, dt.date(2027, 1, 31)])
        sheet.append([])
        sheet.append(["A6", None, None, 12, None, None, 2.0, None, None, None, dt.datetime(2027, 2, 1, 9, 30)])  # noqa: DTZ001  cells have no zone

    first, second = read(simple(fill))
    assert [first[name] for name in ("text", "score", "votes", "due")] == ["two lines", "-1.5", "3", "2027-01-31"]
    assert (second.row, second["text"], second["votes"], second["due"]) == (4, "12", "2", "2027-02-01")


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("• one\n• two", ["one", "two"]),
        ("- one\n  more of it\n– two", ["one more of it", "two"]),
        ("first\n•two", ["first", "two"]),
        ("- one", ["one"]),
        ("one\ntwo", ["one two"]),
        ("-1 of 5\n-2 of 5", ["-1 of 5 -2 of 5"]),
        ("one - two", ["one - two"]),
        ("•", [""]),
    ],
)
def test_a_cell_that_is_a_list_holds_a_note_for_each_item(written: str, texts: list[str]) -> None:
    notes = read(simple(lambda sheet: sheet.append(["A5", None, None, written, None, None, 3])))
    assert [note["text"] for note in notes] == texts
    assert {(note.row, note["votes"], note.beside) for note in notes} == {(2, "3", len(texts) - 1)}


def test_a_row_may_end_before_the_column_of_texts() -> None:
    (note,) = read(b"Place,Score,Note\nA4,-1\n", "wall.csv")
    assert (note["score"], note["text"]) == ("-1", "")


def test_a_formula_is_read_as_its_text() -> None:
    (note,) = read(simple(lambda sheet: sheet.append(["A5", None, None, "=1+1", None, "=SUM(2,3)"])))
    assert (note["text"], note["score"]) == ("=1+1", "=SUM(2,3)")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_as_spreadsheets_write_it(separator: str, ends: str, encoding: str) -> None:
    rows = [["Place", "Note", "Score"], ["A4", f'"נעים{separator} ""מאוד"""', "-1"], ["", "", ""], ["B5", "'=x", ""]]
    data = ends.join(separator.join(row) for row in rows).encode(encoding)
    first, second = read(data, "wall.csv")
    assert (first["text"], first["score"]) == (f'נעים{separator} "מאוד"'.replace("\t", ""), "-1")
    assert (second.row, second["text"]) == (4, "=x")


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return file.getvalue()


def with_part(part: str, content: bytes) -> bytes:
    return packed({**parts_of(simple(lambda sheet: sheet.append(["A1", "", "", "x"]))), part: content})


def with_shared(length: int, rows: int) -> bytes:
    """A workbook of a few kilobytes with rows of notes that share one text of this length."""
    texts = "".join(f"<si><t>{text}</t></si>" for text in ("Place", "Note", "A5", "x" * length))
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{texts}</sst>'
    row = b'<row><c t="s"><v>%d</v></c><c t="s"><v>%d</v></c></row>'
    parts = parts_of(with_part(SHEET, ROWS % (row % (0, 1) + row % (2, 3) * rows)))
    return packed({**parts, "xl/sharedStrings.xml": strings.encode()})


SHEET = "xl/worksheets/sheet1.xml"
ROWS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
INLINE = b'<row><c t="inlineStr"><is><t>%s</t></is></c></row>'
MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: b"", "not a workbook"),
        (lambda: b"PK\x03\x04 nonsense", "not a workbook"),
        (lambda: with_part("xl/vbaProject.bin", b"x"), "has macros"),
        (
            lambda: with_part("[Content_Types].xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
            "has macros",
        ),
        (lambda: with_part("xl/sharedStrings.xml", b" " * 60_000_000), "unpacks to more"),
        (lambda: with_part("xl/media/photo.png", b" " * 320_000_000), "unpacks to more"),
        (lambda: packed({f"x{number}": b"" for number in range(2_001)}), "unpacks to more"),
        (lambda: with_part(SHEET, ROWS % b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>'), "too large"),
        (lambda: with_part(SHEET, ROWS % (b"<row><c><v>1</v></c></row>" * 1_000_000)), "too large"),
        (lambda: with_part(SHEET, ROWS % (b"<row>" + b"<c><v>1</v></c>" * 300 + b"</row>")), "too large"),
        (lambda: with_shared(1_000_000, 2_000), "too large"),
        (lambda: with_part(SHEET, ROWS % (INLINE % (b"x" * 4_000_000) * 3)), "too large"),
        (lambda: with_part(SHEET, ROWS % ((b"<row>" + b"<c><v>1</v></c>" * 250 + b"</row>") * 401)), "too large"),
        (lambda: with_part(SHEET, ROWS % b'<row><c t="s"><v>77</v></c></row>'), "not a workbook"),
        (lambda: packed({**parts_of(with_shared(1, 1)), "xl/SHAREDSTRINGS.xml": b"<sst/>"}), "not a workbook"),
        (lambda: with_part(SHEET, LAUGHS + ROWS % b"<row><c><v>&b;</v></c></row>"), "not a workbook"),
        (lambda: with_part(SHEET, b"<worksheet>"), "not a workbook"),
        (lambda: with_part(SHEET, ROWS % b'<row r="0"><c r="1A"><v>1</v></c></row>'), "not a workbook"),
        (lambda: with_part("xl/workbook.xml", b"<workbook/>"), "not a workbook"),
        (lambda: with_part("xl/_rels/workbook.xml.rels", b"<x/>"), "not a workbook"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_workbook_is_one_line(made: Callable[[], bytes], said: str) -> None:
    data = made()  # here, since some are large
    with pytest.raises(UserError, match=said):
        read(data)


@pytest.mark.skipif(sys.platform != "linux", reason="bounded with Linux's limit of memory")
def test_a_reader_that_takes_too_much_ends_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "MOST_TEXT", 10**12)
    monkeypatch.setattr(confined, "BYTES", 128 * 1024 * 1024)
    monkeypatch.setattr(confined, "SECONDS", 600)  # so that memory ends it, however busy the machine is
    with pytest.raises(UserError, match="this workbook takes more than"):
        read(with_shared(1_000_000, 2_000))


def test_many_cells_may_share_a_text() -> None:
    assert [note["text"] for note in read(with_shared(1_000, 4_000))] == ["x" * 1_000] * 4_000


def test_a_size_that_a_part_claims_is_not_believed() -> None:
    data = bytearray(with_part("xl/sharedStrings.xml", b" " * 60_000_000))
    at = data.rindex(b"xl/sharedStrings.xml") - 46
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(UserError, match=r"wall\.xlsx"):
        read(bytes(data))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("wall.xlsm", b"", "can have macros"),
        ("wall.xls", b"", "can have macros"),
        ("wall.ods", b"", r"an \.xlsx or a \.csv"),
        ("wall.csv", b"", "the headings of a form"),
        ("wall.csv", b"\xff\xfb", "not UTF-8"),
        ("wall.csv", b"Place,Note,Vots\n", "column C is headed 'Vots'"),
        ("wall.csv", b"Place,Note,Note\n", "stands twice"),
        ("wall.csv", b"Note\nx\n", "the headings of a form"),
        ("wall.csv", b"Place,Note\nA5,x,lost\n", "row 2: there is something in a column without a heading"),
        ("wall.csv", b'Place,Note\nA5,"x\n', "row 2: unexpected end"),
        ("wall.csv", b"Place,Note\n" + b"A5,x\n" * 5_001, "5,000 rows"),
        ("wall.csv", b"Place,Note" + b"," * 300 + b"\n", "256 columns"),
        ("wall.csv", b"x" * 10_500_000, "10 MB"),
        ("wall.csv", b"Place,Note\nA5," + b"x" * 200_000, "field larger"),
    ],
)
def test_what_is_no_form_is_one_line(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read(data, name)
