"""Answers of wide and long files, end to end through DuckDB."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from answer_files import CSAT, FIVE, NPS, answers, counted, left, of_all, rows_of

from journeymap.measure.answers import AnswersError, NoFileError, counting

BY_CLASS = {"class": {"column": "Class", "map": {"Business": "business", "Eco": "leisure"}}}


def made_up(seed: int, rows: int) -> tuple[str, list[list[str]]]:
    """A wide file of answers, with blanks, texts and scores beyond the scale, and its rows."""
    random = Random(seed)
    data = [
        [
            f"2026-{random.randint(1, 12):02d}-{random.randint(1, 28):02d} {random.randint(0, 23):02d}:30:00",
            random.choice(["Business", "Eco", "Eco ", "First", ""]),
            random.choice(["1", "2", "3", "4", "5", "5", "", "6", "x", "4 - good"]),
            random.choice(["0", "6", "7", "9", "10", "", "11"]),
            random.choice(["1", "0.5", "2.25"]),
            f"c{random.randint(1, rows // 4)}",
        ]
        for _ in range(rows)
    ]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["Date", "Class", "Q1", "Q2", "w", "Who"], *data])
    return text.getvalue(), data


SCORES = {"4 - good": 4.0} | {str(score): float(score) for score in range(11)}
SEGMENT = {"Business": "business", "Eco": "leisure", "Eco ": "leisure"}


def expected(data: list[list[str]], *, by_month: bool) -> Counter[tuple[int, str, str, float]]:
    """The same by an independent path: one row after the other, in Python alone."""
    found: Counter[tuple[int, str, str, float]] = Counter()
    for date, segment, first, second, _, _ in data:
        for question, text, high in ((0, first, 5), (1, second, 10)):
            score = SCORES.get(text)
            if score is not None and (question or score) and score <= high:
                for cell in ("", SEGMENT.get(segment, "other")):
                    found[question, cell, date[:7] if by_month else "all", score] += 1
    return found


@pytest.mark.parametrize("period", ["month", "all"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_wide_file_counts_as_one_row_after_the_other_does(tmp_path: Path, period: str, ends: str) -> None:
    text, data = made_up(1, 2_000)
    answers(tmp_path, text.replace("\n", ends))
    found = counted(tmp_path, period=period, by=[("class",)], time="Date", segments=BY_CLASS, questions=[CSAT, NPS])
    assert {(row.question, row.segments[0], row.period, row.score): row.n for row in found.scores} == expected(
        data, by_month=period == "month"
    )
    assert all(row.w == row.w2 == row.n for row in found.scores)
    first = Counter(row[2] for row in data)
    by_reason = {each.reason: each.number for each in found.report.left_out if each.column == "Q1"}
    assert by_reason == {"blank": first[""], "bad-score": first["x"], "off-scale": first["6"]}
    assert (found.report.rows, found.report.kept) == (2_000, 2_000)
    assert rows_of(found, "bad-score") == [index for index, row in enumerate(data, 2) if row[2] == "x"][:3]


def test_weights_are_summed_with_their_squares(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,w\n5,2\n5,0.5\n4,۱٫۵\n4,\n4,-1\n3,nan\n3,0\n")
    found = counted(tmp_path, weight="w")
    assert [(row.score, row.n, row.w, row.w2) for row in found.scores] == [
        (3, 1, 0, 0), (4, 1, 1.5, 2.25), (5, 2, 2.5, 4.25),
    ]  # fmt: skip
    assert left(found) == {"bad-weight": 3}
    assert rows_of(found, "bad-weight") == [5, 6, 7]
    assert found.report.rows == 7 and found.report.kept == 4


LONG = {"shape": "long", "touchpoint": "Where", "metric": "What", "score": "Answer"}


def test_a_long_file_has_a_row_for_each_answer(tmp_path: Path) -> None:
    answers(tmp_path, "Where,What,Answer,Class\norder,csat,5,Business\nPays at the till,NPS,9,Eco\norder,csat,x,Eco\n"
            "nowhere,csat,5,Eco\norder,smell,5,Eco\norder,CSAT,4,\n")  # fmt: skip
    found = counted(tmp_path, **LONG, scales={"csat": FIVE}, segments=BY_CLASS, by=[("class",)])
    names = [(each.touchpoint, each.metric) for each in found.questions]
    assert sorted(names) == [("order", "csat"), ("pays", "nps")]
    assert of_all(found, names.index(("order", "csat"))) == {4: 1, 5: 1}
    assert of_all(found, names.index(("pays", "nps"))) == {9: 1}
    assert left(found) == {"bad-score": 1, "unknown-touchpoint": 1, "unknown-metric": 1}
    assert (rows_of(found, "unknown-touchpoint"), rows_of(found, "unknown-metric")) == ([5], [6])
    assert {row.segments for row in found.scores} == {("",), ("business",), ("leisure",), ("other",)}


def test_a_word_of_our_own_stands_for_a_column_that_is_not_there(tmp_path: Path) -> None:
    answers(tmp_path, "Answer\n5\n3\n")
    found = counted(tmp_path, shape="long", touchpoint="pays", metric="csat", score="Answer", scale=FIVE)
    assert [(each.touchpoint, each.metric) for each in found.questions] == [("pays", "csat")]
    assert of_all(found) == {3: 1, 5: 1}
    with pytest.raises(AnswersError, match='no column "smell"'):
        counted(tmp_path, shape="long", touchpoint="pays", metric="smell", score="Answer", scale=FIVE)


def test_a_metric_of_a_long_file_without_a_scale_is_refused(tmp_path: Path) -> None:
    answers(tmp_path, "What,Answer\ncsat,5\n")
    with pytest.raises(AnswersError, match="which scale `csat`"):
        counted(tmp_path, shape="long", touchpoint="pays", metric="What", score="Answer", scales={"nps": FIVE})


class TestRepeats:
    CONTENT = (
        "Date,Who,Class,Q1,w\n"
        "2026-01-05,a,Business,1,1\n2026-01-09,a,Eco,5,2\n2026-01-07,a,Eco,3,1\n"
        "2026-02-01,a,Eco,2,1\n2026-01-09,b,Eco,4,1\n2026-01-09,b,Eco,3,1\n2026-01-10,a,Eco,,1\n"
        "2026-01-01,,Eco,1,1\n2026-01-02,,Eco,1,1\n"
    )  # fmt: skip

    def found(self, folder: Path, repeats: str, **more: object) -> dict[tuple[str, str, float], int]:
        answers(folder, self.CONTENT)
        self.count = counted(folder, time="Date", respondent="Who", repeats=repeats, segments=BY_CLASS,
                             **({"period": "month", "by": [("class",)]} | more))  # fmt: skip
        return {(row.period, row.segments[0], row.score): row.n for row in self.count.scores}

    def test_the_latest_answer_of_a_period_counts_and_among_equal_times_the_last(self, tmp_path: Path) -> None:
        assert self.found(tmp_path, "latest") == {
            ("2026-01", "", 1): 2, ("2026-01", "leisure", 1): 2,
            ("2026-01", "", 5): 1, ("2026-01", "leisure", 5): 1,
            ("2026-01", "", 3): 1, ("2026-01", "leisure", 3): 1,
            ("2026-02", "", 2): 1, ("2026-02", "leisure", 2): 1,
        }  # fmt: skip
        assert left(self.count)["repeated"] == 3
        assert (self.count.report.answers, self.count.report.unnamed) == (5, 2)
        assert self.count.report.repeats_checked

    def test_the_first_answer_counts(self, tmp_path: Path) -> None:
        found = self.found(tmp_path, "first", period="all", by=())
        assert found == {("all", "", 1): 3, ("all", "", 4): 1}

    def test_without_times_the_order_of_files_and_rows_counts(self, tmp_path: Path) -> None:
        answers(tmp_path, "Who,Q1\na,5\nb,2\n", "b.csv")
        answers(tmp_path, "Who,Q1\na,1\na,3\nb,4\n", "a.csv")
        said = {"location": "*.csv", "respondent": "Who"}
        assert of_all(counted(tmp_path, repeats="latest", **said)) == {5: 1, 2: 1}
        assert of_all(counted(tmp_path, repeats="first", **said)) == {1: 1, 4: 1}

    def test_all_answers_are_summed_by_customer(self, tmp_path: Path) -> None:
        self.found(tmp_path, "all")
        january = {row.measure: row for row in self.count.clusters if row.period == "2026-01" and not row.segments[0]}
        # a: 1, 5, 3; b: 4, 3; two without a name: 1 each
        score = january["score"]
        assert (score.respondents, score.m, score.m2) == (4, 7, 9 + 4 + 1 + 1)
        assert (score.y, score.y2, score.my) == (18, 81 + 49 + 1 + 1, 27 + 14 + 1 + 1)
        top = january["top"]
        assert (top.y, top.y2, top.my, january["net"].y) == (2, 2, 3 + 2, 0)
        business = [row for row in self.count.clusters if row.segments == ("business",) and row.measure == "score"]
        assert [(row.respondents, row.m, row.y) for row in business] == [(1, 1, 1)]
        assert sum(row.n for row in self.count.scores if not row.segments[0]) == 8

    def test_clusters_are_weighted(self, tmp_path: Path) -> None:
        self.found(tmp_path, "all", period="all", weight="w")
        score = next(row for row in self.count.clusters if row.measure == "score" and not row.segments[0])
        assert (score.m, score.m2) == (5 + 2 + 1 + 1, 25 + 4 + 1 + 1)
        assert score.y == (1 + 10 + 3 + 2) + 7 + 1 + 1

    def test_promoters_less_detractors(self, tmp_path: Path) -> None:
        answers(tmp_path, "Who,Q2\na,10\na,9\na,3\nb,7\nb,0\n")
        found = counted(tmp_path, respondent="Who", repeats="all", questions=[NPS])
        net = next(row for row in found.clusters if row.measure == "net")
        assert (net.respondents, net.m, net.y, net.y2, net.my) == (2, 5, 0, 2, 3 - 2)

    def test_of_a_long_file(self, tmp_path: Path) -> None:
        answers(tmp_path, "Where,Who,Answer\norder,a,1\norder,a,5\npays,a,2\norder,b,3\n")
        said = {"shape": "long", "touchpoint": "Where", "metric": "csat", "score": "Answer", "scale": FIVE}
        found = counted(tmp_path, respondent="Who", repeats="latest", **said)
        first = [each.touchpoint for each in found.questions].index("order")
        assert of_all(found, first) == {5: 1, 3: 1}
        assert of_all(found, 1 - first) == {2: 1}


def test_cuts_are_crossed_and_stand_beside_all(tmp_path: Path) -> None:
    answers(tmp_path, "Class,Type,Q1\nBusiness,New,5\nEco,New,4\nEco,Old,4\n")
    segments = BY_CLASS | {"type": {"column": "Type", "map": {"New": "business"}}}
    found = counted(tmp_path, segments=segments, by=[("class", "type"), ("type",), ("age",)])
    assert found.dimensions == ("class", "type")
    assert {(row.segments, row.score): row.n for row in found.scores} == {
        (("", ""), 4): 2, (("", ""), 5): 1,
        (("", "business"), 4): 1, (("", "business"), 5): 1, (("", "other"), 4): 1,
        (("business", "business"), 5): 1, (("leisure", "business"), 4): 1, (("leisure", "other"), 4): 1,
    }  # fmt: skip


def test_more_questions_than_one_query_has(tmp_path: Path) -> None:
    count = 60
    questions = [{"column": f"C{n}", "touchpoint": "order", "metric": f"m{n}"} for n in range(count)]
    text = ",".join(f"C{n}" for n in range(count)) + "\n" + ",".join(str(n % 5 + 1) for n in range(count)) + "\n"
    found = counted(answers(tmp_path, text * 1), questions=questions, scale=FIVE)
    assert [(row.question, row.score, row.n) for row in found.scores] == [(n, n % 5 + 1, 1) for n in range(count)]
    assert found.report.rows == 1


def test_every_file_has_every_column(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Other\n5,x\n", "2026-01.csv")
    answers(tmp_path, "Other,Q1\nx,4\n", "2026-02.csv")
    assert of_all(counted(tmp_path, location="2026-*.csv")) == {4: 1, 5: 1}
    answers(tmp_path, "Q2,Other\n4,x\n", "2026-03.csv")
    with pytest.raises(AnswersError, match=r'2026-03\.csv: there is no column "Q1"'):
        counted(tmp_path, location="2026-*.csv")


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match='2 columns are called "Q1"'):
        counted(answers(tmp_path, "Q1,Q1\n1,2\n"))


def test_no_file_is_told_apart_from_files_that_are_wrong(tmp_path: Path) -> None:
    with pytest.raises(NoFileError):
        counted(tmp_path)
    with pytest.raises(AnswersError, match="is empty"):
        counted(answers(tmp_path, ""))
    assert counted(answers(tmp_path, "Q1\n")).scores == ()


def test_the_fingerprint_is_that_of_names_and_content(tmp_path: Path) -> None:
    first = counted(answers(tmp_path, "Q1\n5\n")).fingerprint
    assert first == counted(tmp_path).fingerprint
    assert re.fullmatch("xxh3-128:[0-9a-f]{32}", first)
    assert counted(answers(tmp_path, "Q1\n4\n")).fingerprint != first


def test_a_plain_file_is_counted_once_though_it_has_bad_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[frozenset[Path]] = []
    count = counting._Counter._count

    def once(self: Any, anew: frozenset[Path]) -> Any:
        tries.append(anew)
        return count(self, anew)

    monkeypatch.setattr(counting._Counter, "_count", once)
    answers(tmp_path, "Date,Q1\n" + "2026-03-01,5\n" * 40 + "2026-03-02,x\n2026-03-03,4,9\n2026-03-04,2\n")
    found = counted(tmp_path, time="Date", period="month")
    assert left(found) == {"bad-score": 1, "fields": 1} and rows_of(found, "bad-score") == [42]
    assert tries == [frozenset()]
