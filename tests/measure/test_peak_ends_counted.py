"""The peak–end of each respondent's own answers, as one row after the other in Python alone gives it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from answer_files import answers, counted, left

from journeymap.measure.answers import Counted
from journeymap.measure.figures import ScoreScale, feeling_of, peak_end

ORDER = {"column": "Q1", "touchpoint": "order", "metric": "csat",
         "scale": {"from": 1, "to": 5, "not_applicable": [0], "labels": {"Very good": 5}}}  # fmt: skip
PAYS = {"column": "Q2", "touchpoint": "pays", "metric": "ces", "scale": {"from": 0, "to": 10, "better": "lower"}}
BY_CLASS = {"class": {"column": "Class", "map": {"Business": "business", "Eco": "leisure"}}}


def felt(count: Counted) -> dict[tuple[str, str, float], int]:
    """How many respondents have each peak–end, by segment and period."""
    (number,) = [index for index, each in enumerate(count.questions) if not each.touchpoint] or [-1]
    return {
        ("".join(row.segments), row.period, row.score): row.n for row in count.scores if row.question == number
    }  # fmt: skip


@pytest.mark.parametrize("texts", [["1", "2", "5", "", "0"], ["1", "4 - good", "Very good", "٣", "x", "", "9"]])
@pytest.mark.parametrize("questions", [[ORDER, PAYS], [PAYS, ORDER]])
def test_it_is_that_of_each_row(tmp_path: Path, texts: list[str], questions: Any) -> None:
    random = Random(5)
    rows = [
        (f"2026-0{random.randint(1, 2)}-07", random.choice(["Business", "Eco"]), random.choice(texts),
         random.choice(["0", "3", "10", "", "n/a"]))
        for _ in range(800)
    ]  # fmt: skip
    answers(tmp_path, "Date,Class,Q1,Q2\n" + "".join(",".join(row) + "\n" for row in rows))
    count = counted(tmp_path, period="month", by=[("class",)], time="Date", segments=BY_CLASS, questions=questions)
    scores = {"1": 1.0, "2": 2.0, "5": 5.0, "4 - good": 4.0, "Very good": 5.0, "٣": 3.0}
    expected: Counter[tuple[str, str, float]] = Counter()
    for date, segment, first, second in rows:
        feelings = [
            feeling_of(scores[first], ScoreScale(1, 5)) if first in scores else None,
            feeling_of(float(second), ScoreScale(0, 10, False)) if second.isdigit() else None,
        ]
        value = peak_end(feelings)
        if value is not None:
            for cell in ("", {"Business": "business", "Eco": "leisure"}[segment]):
                expected[cell, date[:7], round(value, 9)] += 1
    assert felt(count) == expected
    assert count.report.answers == sum(row.n for row in count.scores if not any(row.segments) and row.question < 2)
    assert {each.column for each in count.report.left_out} <= {"Q1", "Q2"}
    assert all(each.reason in ("blank", "bad-score", "not-applicable", "off-scale") for each in count.report.left_out)


def test_weights_are_those_of_the_rows(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Q2,w\n1,10,2\n5,0,0.5\n5,,3\n")
    count = counted(tmp_path, weight="w", questions=[ORDER, PAYS])
    assert [(row.score, row.n, row.w, row.w2) for row in count.scores if row.question == 2] == [
        (-2, 1, 2, 4), (2, 1, 0.5, 0.25),
    ]  # fmt: skip


@pytest.mark.parametrize("repeats", ["latest", "first", "all"])
def test_of_a_customer_who_answers_again(tmp_path: Path, repeats: str) -> None:
    answers(tmp_path, "Date,Who,Q1,Q2\n2026-01-01,a,1,10\n2026-01-02,a,5,0\n2026-01-03,a,3,\n2026-01-01,b,5,0\n")
    count = counted(tmp_path, time="Date", respondent="Who", repeats=repeats, questions=[ORDER, PAYS])
    expected = {"latest": {2.0: 2}, "first": {-2.0: 1, 2.0: 1}, "all": {-2.0: 1, 2.0: 2}}[repeats]
    assert felt(count) == {("", "all", score): n for score, n in expected.items()}
    assert left(count).get("repeated", 0) == (0 if repeats == "all" else 3)
    sums = [
        (each.respondents, each.m, each.y) for each in count.clusters if each.question == 2 and each.measure == "score"
    ]
    assert sums == ([(2, 3, 2)] if repeats == "all" else [])


def test_answers_that_say_no_feeling_have_none(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Q2,Q3\n5,9,3\n")
    nps = {"column": "Q2", "touchpoint": "pays", "metric": "nps"}
    assert felt(counted(tmp_path, questions=[ORDER, nps])) == {}
    assert felt(counted(tmp_path, questions=[ORDER, nps], feeling=True)) == {("", "all", 1.6): 1}
    both = [ORDER, nps, {"column": "Q3", "touchpoint": "pays", "metric": "csat", "scale": {"from": 1, "to": 5}}]
    assert felt(counted(tmp_path, questions=both, feeling=True)) == {("", "all", 0.0): 1}
    assert felt(counted(tmp_path, questions=[ORDER])) == {}


def test_too_many_texts_are_no_scores(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Q2\n" + "".join(f"{number % 5 + 1} {number},3\n" for number in range(6_000)))
    assert felt(counted(tmp_path, questions=[ORDER, PAYS])) == {}


@pytest.mark.parametrize("types", [("INTEGER", "BIGINT"), ("UTINYINT", "DOUBLE"), ("UBIGINT", "UBIGINT")])
@pytest.mark.parametrize("first", [ORDER, ORDER | {"scale": {"from": -3, "to": 5, "not_applicable": [0]}}])
def test_it_is_that_of_numbers_too(tmp_path: Path, types: tuple[str, str], first: dict[str, Any]) -> None:
    import duckdb

    file = tmp_path / "answers.parquet"
    columns = ", ".join(
        f"CAST(CASE WHEN i % {9 + n} < {8 + n} THEN i % {9 + n} END AS {kind}) AS Q{n}"
        for n, kind in enumerate(types, 1)
    )
    duckdb.execute(f"COPY (SELECT {columns} FROM range(500) AS x(i)) TO '{file}'")
    duckdb.execute(f"COPY (SELECT * FROM '{file}') TO '{tmp_path / 'answers.csv'}' (HEADER)")
    of_numbers, of_texts = (
        counted(tmp_path, location=f"answers.{end}", questions=[first, PAYS]) for end in ("parquet", "csv")
    )
    assert felt(of_numbers) == felt(of_texts) and len(felt(of_texts)) > 10
    assert of_numbers.scores == of_texts.scores
