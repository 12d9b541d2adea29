"""The kinds of files: text in any encoding, with any fault; Excel, JSON Lines, Parquet, SQLite."""

from __future__ import annotations

import csv
import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from answer_files import CSAT, answers, counted, left, of_all, rows_of

from journeymap.measure.answers import AnswerFile, AnswersError
from journeymap.measure.answers.fingerprint import look_through
from journeymap.measure.answers.problems import LeftOutTally
from journeymap.measure.answers.text_files import (
    MOST_LINE,
    PIECE,
    TextForm,
    begins_plain,
    form_of,
    lines_of,
    records_of,
)

LABELS = {"טוב": 5, "رديء": 1, "Très bien": 4}


def in_words(column: str) -> list[dict[str, Any]]:
    return [
        {"column": column, "touchpoint": "order", "metric": "csat", "scale": {"from": 1, "to": 5, "labels": LABELS}}
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "said", "word"),
    [
        ("utf-8", None, "טוב"), ("utf-8-sig", None, "טוב"), ("utf-8", "utf-8", "טוב"), ("utf-16", None, "טוב"),
        ("utf-16-le", None, "טוב"), ("utf-16", "utf-8", "טוב"), ("cp1255", "cp1255", "טוב"),
        ("cp1256", "cp1256", "رديء"), ("mac-roman", "mac-roman", "Très bien"), ("mac-arabic", "mac-arabic", "رديء"),
    ],
)  # fmt: skip
def test_text_in_any_encoding_with_any_ends(
    tmp_path: Path, encoding: str, said: str | None, word: str, ends: str
) -> None:
    rows = ["Word,Comment", f'{word},"one', 'two"', "1,x", f"{word},x"]
    answers(tmp_path, (ends.join(rows) + ends).encode(encoding))
    form = {"format": {"encoding": said}} if said else {}
    found = counted(tmp_path, questions=in_words("Word"), **form)
    wanted: dict[float, int] = {}
    for score, number in ((LABELS[word], 2), (1, 1)):
        wanted[score] = wanted.get(score, 0) + number
    assert of_all(found) == wanted
    assert left(found) == {}


def test_a_column_in_hebrew_is_found_in_cp1255(tmp_path: Path) -> None:
    answers(tmp_path, "ציון;הערה\n5;טוב\n".encode("cp1255"))
    question = [{**CSAT, "column": "ציון"}]
    assert of_all(counted(tmp_path, questions=question, format={"encoding": "cp1255"})) == {5: 1}
    with pytest.raises(AnswersError, match="not in UTF-8"):
        counted(tmp_path, questions=question)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_headings(tmp_path: Path, delimiter: str) -> None:
    answers(tmp_path, delimiter.join(['"a, b; c|d"', "Q1"]) + "\n" + delimiter.join(["x", "5"]) + "\n")
    assert of_all(counted(tmp_path)) == {5: 1}


def test_a_delimiter_that_is_said_counts(tmp_path: Path) -> None:
    answers(tmp_path, "a,b,c;Q1\n1,2,3;5\n")
    assert of_all(counted(tmp_path, format={"delimiter": ";"})) == {5: 1}


BAD = {
    "ragged": (b"Q1,x\n5,a\n4\n3,a,b\n2,a\n", {"fields": 2}, [3, 4], {2: 1, 5: 1}),
    "letters": (b"Q1,x\n5,a\n4\xe9,b\n3,\xe9\n", {"encoding": 1}, [3], {3: 1, 5: 1}),
    "quote": (b'Q1,x\n5,a\n4,"b"c\n3,a\n', {"quote": 1}, [3], {3: 1, 5: 1}),
    "endless quote": (b'Q1,x\n5,a\n4,"b\n3,a\n', {"quote": 1}, [3], {5: 1}),
    "long": (b"Q1,x\n5,a\n4," + b"x" * (MOST_LINE + 10) + b"\n3,a\n", {"too-long": 1}, [3], {3: 1, 5: 1}),
    "long and quoted": (b'Q1,x\n5,a\n4,"' + b"x" * (MOST_LINE + 10) + b'"\n3,a\n', {"too-long": 1}, [3], {3: 1, 5: 1}),
}


@pytest.mark.parametrize("fault", BAD)
@pytest.mark.parametrize("way", ["engine", "anew"])
def test_a_row_that_cannot_be_read_is_named_and_counted(tmp_path: Path, fault: str, way: str) -> None:
    """An empty line makes the file one that is written anew."""
    content, wanted, rows, scores = BAD[fault]
    if way == "anew":
        content = content.replace(b"\n", b"\n\n", 1)
        rows = [row + 1 for row in rows]
    found = counted(answers(tmp_path, content), format={"encoding": "utf-8"})
    if fault == "endless quote" and way == "engine":
        assert left(found).keys() == wanted.keys()
    else:
        assert left(found) == wanted
        assert of_all(found) == scores
    assert rows_of(found, next(iter(wanted))) == rows
    assert found.report.bad == sum(wanted.values())


def test_places_are_right_behind_rows_that_cannot_be_read(tmp_path: Path) -> None:
    content = "Q1,x\n" + "1\n" * 3 + "5,a\n" + "2\n" * 2 + "x,a\n" + "1\n" + "y,a\n9,a\n"
    found = counted(answers(tmp_path, content))
    assert (rows_of(found, "bad-score"), rows_of(found, "off-scale")) == ([8, 10], [11])
    assert rows_of(found, "fields") == [2, 3, 4]
    assert found.report.rows == 10


def test_a_line_of_fifty_megabytes_is_left_out_with_a_count(tmp_path: Path) -> None:
    with (tmp_path / "answers.csv").open("wb") as file:
        file.write(b"Q1,x\n5,a\n4,")
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b"\n3,a\n")
    found = counted(tmp_path)
    assert of_all(found) == {3: 1, 5: 1}
    assert left(found) == {"too-long": 1}
    assert rows_of(found, "too-long") == [3]


def test_lines_are_those_of_the_text_wherever_it_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for size in range((1 << 18) - 4, (1 << 18) + 4):
        path.write_bytes(b"a" * size + b"\r\nb\rc\n\nd")
        assert list(lines_of(path, "utf-8")) == ["a" * size + "\n", "b\n", "c\n", "\n", "d"]


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        (b"a,b\n1,2\n", True), (b"a,b\r\n1,2\r\n", True), (b"a\n1", True), (b"a,b\r1,2\r", False),
        (b"a,b\r\n1,2\n", False),
        (b"a\n\n1\n", False), (b"a\r\n\r\n1\r\n", False), (b"a\n\x00\n", False), ("a\n1\n".encode("utf-16"), False),
        (b"a\n" + b"x" * (MOST_LINE + (1 << 20)) + b"\n", False),
    ],
)  # fmt: skip
def test_only_a_plain_file_is_left_to_the_engine(tmp_path: Path, content: bytes, plain: bool) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    found = look_through([AnswerFile(path, "x", "csv")])
    assert found.not_plain == (frozenset() if plain else {path})
    form = form_of(path, None, None)
    assert isinstance(form, TextForm)
    assert begins_plain(path, form) is (plain or len(content) > PIECE)


@pytest.mark.parametrize("place", range(PIECE - 4, PIECE + 4))
@pytest.mark.parametrize(
    ("before", "fault", "plain"),
    [(b"\n", b"\n", True), (b"\r\n", b"\r\n", True), (b"\n", b"\n\n", False), (b"\r\n", b"\r\n\r\n", False),
     (b"\r\n", b"\n", False), (b"\n", b"\r\n", False), (b"\n", b"\r", False), (b"\n", b"\0\n", False)],
)  # fmt: skip
def test_a_fault_is_seen_wherever_pieces_of_a_file_meet(
    tmp_path: Path, place: int, before: bytes, fault: bytes, plain: bool
) -> None:
    path = tmp_path / "x"
    path.write_bytes((b"a" + before).ljust(place, b"x") + fault + b"1" + before)
    assert look_through([AnswerFile(path, "x", "csv")]).not_plain == (frozenset() if plain else {path})


FAR = b"5,x\n" * (PIECE // 3)
"""More than the first piece of a file, which alone is looked at before the engine begins."""


@pytest.mark.parametrize(
    ("end", "scores", "reason", "row"),
    [
        (b"\n4,x\nno,x\n", {4: 1}, "bad-score", 4), (b"4,x\r3,x\rno,x\r", {4: 1, 3: 1}, "bad-score", 4),
        (b"4,x\r\nno,x\n", {4: 1}, "bad-score", 3), (b"4,\0\nno,x\n", {4: 1}, "bad-score", 3),
        (b"4," + b"x" * (MOST_LINE + 9) + b"\n3,x\n", {3: 1}, "too-long", 2),
        (b"4\n3,x\n", {3: 1}, "fields", 2), (b"4,x\n\xff\xff,x\n", {4: 1}, "encoding", 3),
    ],
)  # fmt: skip
def test_a_fault_far_behind_the_beginning_is_named_and_counted(
    tmp_path: Path, end: bytes, scores: dict[float, int], reason: str, row: int
) -> None:
    found = counted(answers(tmp_path, b"Q1,x\n" + FAR + end))
    many = FAR.count(b"\n")
    assert of_all(found) == scores | {5: many}
    assert left(found) == {reason: 1}
    assert rows_of(found, reason) == [many + row]
    assert found.report.rows == many + 1 + sum(scores.values())


def test_an_empty_line_counts_as_a_row_and_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"a,b\n\n1,2\n")
    form = form_of(path, None, None)
    assert form is not None
    tally = LeftOutTally()
    before = csv.field_size_limit()
    assert list(records_of(path, form, "x", tally)) == [(1, ["a", "b"]), (3, ["1", "2"])]
    assert csv.field_size_limit() == before
    assert tally.left_out() == ()


def test_two_rows_of_headings_name_the_rows_of_a_grid(tmp_path: Path) -> None:
    answers(tmp_path, "How was,,Alone\nthe order,the till,\n5,4,3\n")
    for column, score in (("How was/the order", 5), ("How was/the till", 4), ("Alone", 3)):
        questions = [{**CSAT, "column": column}]
        assert of_all(counted(tmp_path, questions=questions, format={"header_rows": 2})) == {score: 1}


def workbook(path: Path, rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.create_sheet("Other").append(["Q1"])
    book.save(path)


class TestExcel:
    def test_the_first_sheet_is_read(self, tmp_path: Path) -> None:
        first = dt.datetime.fromisoformat("2026-01-31 23:30")
        rows = [["T", "Q1", "Note"], [first, 5, "a & b"], [dt.date(2026, 2, 1), "4 - good"], [],
                ["soon", 4.5], [None, 3], ["2026-03-01", "x", "=1+1"]]  # fmt: skip
        workbook(tmp_path / "a.xlsx", rows)
        found = counted(tmp_path, location="a.xlsx", time="T", period="month")
        assert [(row.period, row.score) for row in found.scores] == [("2026-01", 5), ("2026-02", 4)]
        assert left(found) == {"bad-time": 1, "no-time": 1, "bad-score": 1}
        assert [rows_of(found, each) for each in ("bad-time", "no-time", "bad-score")] == [[5], [6], [7]]

    @pytest.mark.parametrize("content", [b"", b"PK", b"Q1\n5\n", b"\xd0\xcf\x11\xe0"])
    def test_what_is_none_is_refused(self, tmp_path: Path, content: bytes) -> None:
        with pytest.raises(AnswersError, match="not a workbook"):
            counted(answers(tmp_path, content, "a.xlsx"), location="a.xlsx")

    def test_declared_entities_are_refused(self, tmp_path: Path) -> None:
        import zipfile

        workbook(tmp_path / "a.xlsx", [["Q1"], [5]])
        with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE x [<!ENTITY a "5">]>' + sheet
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        with pytest.raises(AnswersError, match="not a workbook"):
            counted(tmp_path, location="a.xlsx")


def test_json_lines_have_keys_inside_keys(tmp_path: Path) -> None:
    answers(
        tmp_path, '{"a": {"Q1": 5}}\n{"a": {"Q1": 4.0, "more": [1]}}\n{"a": {}}\n\n{"a": {"Q1": true}}\n', "a.jsonl"
    )
    found = counted(tmp_path, location="a.jsonl", questions=[{**CSAT, "column": "a/Q1"}])
    assert of_all(found) == {4: 1, 5: 1}
    assert left(found) == {"blank": 1, "bad-score": 1}
    assert rows_of(found, "bad-score") == [5]


def test_half_a_letter_in_json_lines_is_none(tmp_path: Path) -> None:
    lines = [r'{"Q1": 5, "C": "\ud83d\ude00"}', r'{"Q1": 4, "C": "\ud83d"}', r'{"Q1": 3, "\uDE00": "x"}', '{"Q1": 2}']
    found = counted(answers(tmp_path, "\n".join(lines), "a.jsonl"), location="a.jsonl")
    assert (of_all(found), left(found)) == ({5: 1, 2: 1}, {"encoding": 2})
    assert rows_of(found, "encoding") == [2, 3]


def test_a_long_line_of_json_is_passed_over(tmp_path: Path) -> None:
    answers(tmp_path, b'{"Q1": 5}\n{"Q1": "' + b"x" * (2 * MOST_LINE) + b'"}\n{"Q1": 3}\n', "a.jsonl")
    found = counted(tmp_path, location="a.jsonl")
    assert (of_all(found), rows_of(found, "too-long")) == ({3: 1, 5: 1}, [2])


class TestParquet:
    def write(self, path: Path, query: str) -> None:
        duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")

    def test_typed_columns_are_read(self, tmp_path: Path) -> None:
        rows = ("(TIMESTAMP '2026-01-31 23:30:00', 5, 'a'), (TIMESTAMP '2026-02-01', 4, 'b'), (NULL, 3, 'c'), "
                "(TIMESTAMP '2026-02-01', NULL, 'd'), (TIMESTAMP '2026-02-01', 9, 'e')")  # fmt: skip
        self.write(tmp_path / "a.parquet", f'SELECT n, t AS "T", q AS "Q1" FROM (VALUES {rows}) AS x(t, q, n)')
        found = counted(tmp_path, location="a.parquet", time="T", period="month", timezone="Asia/Jerusalem")
        assert [(row.period, row.score, row.n) for row in found.scores] == [("2026-01", 5, 1), ("2026-02", 4, 1)]
        assert left(found) == {"no-time": 1, "blank": 1, "off-scale": 1}
        assert rows_of(found, "off-scale") == [5]

    def test_moments_in_utc_count_where_the_source_is(self, tmp_path: Path) -> None:
        self.write(tmp_path / "a.parquet", "SELECT TIMESTAMPTZ '2026-01-31 22:30:00+00' AS t, 5.0 AS \"Q1\"")
        found = counted(tmp_path, location="a.parquet", time="t", period="month", timezone="Asia/Jerusalem")
        assert [row.period for row in found.scores] == ["2026-02"]

    def test_a_name_that_is_sql_is_a_name(self, tmp_path: Path) -> None:
        name = 'x"); DROP TABLE y; --'
        quoted = name.replace('"', '""')
        self.write(tmp_path / "a.parquet", f'SELECT 5 AS "{quoted}", 1 AS c0')
        assert of_all(counted(tmp_path, location="a.parquet", questions=[{**CSAT, "column": name}])) == {5: 1}

    def test_what_is_none_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(AnswersError, match="not a Parquet file"):
            counted(answers(tmp_path, b"PAR1", "a.parquet"), location="a.parquet")


class TestSqlite:
    def write(self, path: Path, *tables: str) -> None:
        with closing(sqlite3.connect(path)) as database:
            for table in tables:
                database.execute(f'CREATE TABLE "{table}" ("Q1" INTEGER, "T" TEXT)')
                database.execute(f"INSERT INTO \"{table}\" VALUES (5, '2026-01-01'), (NULL, 'x'), (7, '2026-01-01')")
            database.commit()

    def test_its_only_table_is_read(self, tmp_path: Path) -> None:
        self.write(tmp_path / "a.sqlite", "answers")
        found = counted(tmp_path, location="a.sqlite", time="T", period="month")
        assert (of_all(found), left(found)) == ({5: 1}, {"off-scale": 1, "bad-time": 1})
        assert rows_of(found, "off-scale") == [3]

    def test_of_several_the_one_that_is_named(self, tmp_path: Path) -> None:
        self.write(tmp_path / "a.db", "survey", "order")
        assert of_all(counted(tmp_path, location="a.db", table="order")) == {5: 1}
        with pytest.raises(AnswersError, match="2 tables, and it is not said which") as which:
            counted(tmp_path, location="a.db")
        assert which.value.hint == "say it: `table: survey`; the file has survey, order"
        with pytest.raises(AnswersError, match="no such table") as none:
            counted(tmp_path, location="a.db", table="ordre")
        assert "`order`" in none.value.hint

    def test_a_name_that_is_sql_is_no_table(self, tmp_path: Path) -> None:
        self.write(tmp_path / "a.db", "survey", "a b")
        assert of_all(counted(tmp_path, location="a.db")) == {5: 1}
        for name in ("a b", "survey; DROP TABLE survey", 'survey"', "sqlite_schema"):
            with pytest.raises(AnswersError, match="no such table"):
                counted(tmp_path, location="a.db", table=name)

    def test_a_file_without_tables_is_counted_as_it_is(self, tmp_path: Path) -> None:
        """The table is that of an engine, in which the same answers are."""
        assert of_all(counted(answers(tmp_path, "Q1\n5\n"), table="analytics.answers")) == {5: 1}

    def test_what_is_none_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(AnswersError, match="not a SQLite file"):
            counted(answers(tmp_path, b"SQLite format 3\0" + b"x" * 100, "a.db"), location="a.db")


def test_a_kind_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="kind of file"):
        counted(answers(tmp_path, b"x", "a.sav"), location="a.sav")
