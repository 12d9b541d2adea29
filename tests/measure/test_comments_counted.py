"""Comments beside scores, end to end through DuckDB: as one row after the other in Python alone would count them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from answer_files import CSAT, FIVE, answers, journey_with, left
from journeys import journey_from

from journeymap.measure.answers import AnswersError, Counted, count_answers
from journeymap.model import Journey

BY_CLASS = {"class": {"column": "Class", "map": {"Business": "business", "Eco": "leisure"}}}
SIGNALS = [
    {"id": "late", "words": {"en": ["late", "no show"], "he": ["איחור"], "fa": ["دیر"]}},
    {"id": "rude", "patterns": {"en": ["r[uo]de"]}, "tone": "negative"},
    {"id": "never", "words": {"en": ["unicorn"]}},
]


def with_signals(journey: Journey, signals: Any = SIGNALS) -> Journey:
    said = journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": [], "signals": signals})
    return journey.replace(signals=said.signals)


def found(folder: Path, *, period: Any = "all", by: Any = (), signals: Any = SIGNALS, **source: Any) -> Counted:
    journey = with_signals(journey_with(**source), signals)
    return count_answers(journey, journey.sources[0], folder=folder, period=period, by=by)


def sizes(count: Counted) -> dict[tuple[str, str, str], tuple[int, ...]]:
    """The number of comments, and of those with each signal, by touchpoint, segment and period."""
    return {
        (each.touchpoint, each.segments[0] if each.segments else "", each.period): (
            each.n,
            *(n for n, _ in each.signals),
        )
        for each in count.comments
    }


TEXTS = ["It was LATE!", "later", "A no  show.", "rode well", "היה איחור", "خيلي دير بود", "fine", "", "-", "😡",
         " \t ", "rude and late", "RUDE,\nand not polite", "naïve rude", "unicorns"]  # fmt: skip
LATE = {"It was LATE!", "A no  show.", "היה איחור", "خيلي دير بود", "rude and late"}
RUDE = {"rode well", "rude and late", "RUDE,\nand not polite", "naïve rude"}
SAY_NOTHING = {"", "-", " \t "}


@pytest.mark.parametrize("form", ["csv", "semicolons", "jsonl"])
def test_comments_count_as_one_row_after_the_other_does(tmp_path: Path, form: str) -> None:
    random = Random(3)
    rows = [
        [f"2026-0{random.randint(1, 3)}-05", random.choice(["Business", "Eco", " eco", "First"]),
         random.choice("12345x"), random.choice(TEXTS), random.choice(TEXTS)]
        for _ in range(1_500)
    ]  # fmt: skip
    heads = ["Date", "Class", "Q1", "Said", "Else"]
    text = io.StringIO()
    csv.writer(text, delimiter=";" if form == "semicolons" else ",").writerows([heads, *rows])
    if form == "jsonl":
        import json

        answers(
            tmp_path, "".join(json.dumps(dict(zip(heads, row, strict=True))) + "\n" for row in rows), "answers.jsonl"
        )
    else:
        answers(tmp_path, text.getvalue())
    count = found(
        tmp_path, period="month", by=[("class",)], time="Date", segments=BY_CLASS, location="answers.*",
        comments=[{"column": "Said", "touchpoint": "order"}, {"column": "Else", "touchpoint": "pays"}],
    )  # fmt: skip
    expected: dict[tuple[str, str, str], Counter[str]] = {}
    for date, segment, _, *said in rows:
        named = {"business": "business", "eco": "leisure"}.get(segment.strip().lower(), "other")
        for touchpoint, comment in zip(("order", "pays"), said, strict=True):
            for cell in ("", named):
                if comment not in SAY_NOTHING:
                    counts = expected.setdefault((touchpoint, cell, date[:7]), Counter())
                    counts.update(["n", *(["late"] if comment in LATE else []), *(["rude"] if comment in RUDE else [])])
    assert sizes(count) == {key: (each["n"], each["late"], each["rude"], 0) for key, each in expected.items()}
    assert count.report.comments == sum(each["n"] for key, each in expected.items() if not key[1])


def test_comments_of_rows_that_do_not_count_are_left_out_with_them(tmp_path: Path) -> None:
    answers(tmp_path, "Date,Q1,Said,w\n2026-01-01,5,late,1\nsoon,5,late,1\n,4,late,1\n2026-01-02,x,late,1\n"
            "2026-01-02,4,late,x\n2026-01-02,4,late,1,9\n")  # fmt: skip
    count = found(tmp_path, time="Date", weight="w", comments=[{"column": "Said", "touchpoint": "order"}])
    assert sizes(count) == {("order", "", "all"): (2, 2, 0, 0)}
    assert left(count) == {"bad-time": 1, "no-time": 1, "bad-score": 1, "bad-weight": 1, "fields": 1}


def test_previews_of_a_tool_have_no_comments(tmp_path: Path) -> None:
    heads = ["Status", "Finished", "RecordedDate", "Q1", "Said"]
    ids = [f'"{{""ImportId"":""{each}""}}"' for each in heads]
    rows = ["Survey Preview,1,2026-01-01,5,late", "IP Address,0,2026-01-01,5,late", "IP Address,1,2026-01-01,4,rude"]
    answers(tmp_path, "\n".join([",".join(heads), ",,,,", ",".join(ids), *rows, ""]))
    count = found(tmp_path, preset="qualtrics", comments=[{"column": "Said", "touchpoint": "order"}])
    assert sizes(count) == {("order", "", "all"): (1, 0, 1, 0)}


REPEATED = (
    "Date,Who,Class,Q1,Said\n2026-01-01,a,Eco,5,late\n2026-01-02,a,Eco,4,rude\n2026-01-03,a,Eco,3,\n"
    "2026-02-01,a,Eco,5,fine\n2026-01-01,b,Business,5,late\n2026-01-01,,Eco,5,late\n2026-01-01,,Eco,5,late\n"
)


@pytest.mark.parametrize(
    ("repeats", "january"), [("latest", (4, 3, 1, 0)), ("first", (4, 4, 0, 0)), ("all", (5, 4, 1, 0))]
)
def test_repeated_comments_count_as_repeated_answers_do(tmp_path: Path, repeats: str, january: tuple[int, ...]) -> None:
    answers(tmp_path, REPEATED)
    count = found(tmp_path, period="month", by=[("class",)], time="Date", respondent="Who", repeats=repeats,
                  segments=BY_CLASS, comments=[{"column": "Said", "touchpoint": "order"}])  # fmt: skip
    assert sizes(count)["order", "", "2026-01"] == january
    assert sizes(count)["order", "", "2026-02"] == (1, 0, 0, 0)
    of_all = next(each for each in count.comments if each.segments == ("",) and each.period == "2026-01")
    assert of_all.respondents == 4


def test_a_long_file_has_a_comment_beside_each_answer(tmp_path: Path) -> None:
    answers(tmp_path, "Where,What,Answer,Said\norder,csat,5,late\nPays at the till,nps,9,rude\norder,csat,x,late\n"
            "nowhere,csat,5,late\npays,nps,1,late\n")  # fmt: skip
    count = found(tmp_path, shape="long", touchpoint="Where", metric="What", score="Answer", comment="Said",
                  scales={"csat": FIVE}, quotes=True)  # fmt: skip
    assert sizes(count) == {("order", "", "all"): (2, 2, 0, 0), ("pays", "", "all"): (2, 1, 1, 0)}
    beside = {(each.touchpoint, each.score, each.scale, each.text) for each in count.quotable}
    assert beside == {("order", 5, (1, 5), "late"), ("pays", 9, (0, 10), "rude"), ("pays", 1, (0, 10), "late")}


def test_comments_about_the_whole_are_counted_to_no_touchpoint_and_this_is_said(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Said,Else\n5,late,nice\n4,,good\n")
    count = found(tmp_path, comments=[{"column": "Said", "touchpoint": "order"}, {"column": "Else"}], quotes=True)
    assert sizes(count) == {("order", "", "all"): (1, 1, 0, 0)}
    assert (count.report.comments, count.report.about_the_whole) == (3, 2)
    assert [each.text for each in count.quotable] == ["late"]


def test_nothing_is_quotable_unless_the_source_says_so_and_then_of_the_newest_period_alone(tmp_path: Path) -> None:
    answers(tmp_path, "Date,Q1,Said\n2026-01-01,5,late\n2026-02-01,3,rude\n2026-02-02,3,fine\n")
    said: dict[str, Any] = {"time": "Date", "period": "month", "comments": [{"column": "Said", "touchpoint": "order"}]}
    assert found(tmp_path, **said).quotable == ()
    quotable = found(tmp_path, quotes=True, **said).quotable
    assert {(each.period, each.day, each.score, each.text) for each in quotable} == {
        ("2026-02", "2026-02-01", 3, "rude"), ("2026-02", "2026-02-02", 3, "fine"),
    }  # fmt: skip


def test_ten_of_each_signal_can_be_quoted_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = [f"5,late number {number}" for number in range(40)] + ["4,rude", "3,rude", "2,rude"] * 30
    for name, order in (("a", rows), ("b", rows[::-1])):
        answers(tmp_path / name, "Q1,Said\n" + "\n".join(order) + "\n")
    first, second = (
        found(tmp_path / name, quotes=True, comments=[{"column": "Said", "touchpoint": "order"}]).quotable
        for name in "ab"
    )
    assert first == second
    assert [each.text for each in first].count("rude") == 1
    assert len([each for each in first if each.signals == (0,)]) == 10


def test_a_comment_counts_up_to_its_four_thousandth_character(tmp_path: Path) -> None:
    long = "x" * 3_990
    answers(tmp_path, f'Q1,Said\n5,{long} late\n5,{long}yyyyyyyyyyyyyyyyyyyyy late\n5,"{long}\n late"\n')
    count = found(tmp_path, comments=[{"column": "Said", "touchpoint": "order"}])
    assert sizes(count) == {("order", "", "all"): (3, 2, 0, 0)}


def test_words_and_patterns_are_data_to_the_engine(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Said\n5,it's late'); DROP TABLE x; --\n4,fine\n")
    signals = [{"id": "quote", "words": {"en": ["it's", "'); DROP TABLE x; --"]}, "patterns": {"en": [r"\); drop"]}}]
    count = found(tmp_path, signals=signals, comments=[{"column": "Said", "touchpoint": "order"}])
    assert sizes(count) == {("order", "", "all"): (2, 1)}


def test_a_pattern_that_would_keep_another_engine_busy_for_ever(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Said\n" + "".join(f"5,{'a' * 60}b{number}\n" for number in range(500)))
    signals = [{"id": "slow", "patterns": {"en": ["(a+)+$", "(a|aa)+c"]}}]
    count = found(tmp_path, signals=signals, comments=[{"column": "Said", "touchpoint": "order"}])
    assert sizes(count) == {("order", "", "all"): (500, 0)}


def test_more_than_the_engine_takes_names_the_signal_and_its_place(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Said\n5,late\n")
    big = [rf"[^\p{{L}}{number}]{{100}}{number}" for number in range(200)]
    journey = with_signals(journey_with(comments=[{"column": "Said", "touchpoint": "order"}]),
                           [{"id": "big", "patterns": {"en": big}}])  # fmt: skip
    with pytest.raises(AnswersError, match="`big` are too many") as caught:
        count_answers(journey, journey.sources[0], folder=tmp_path)
    assert caught.value.span == journey.signals[0].at("patterns")


def test_a_column_of_comments_that_is_not_there_is_named(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Remark\n5,late\n")
    with pytest.raises(AnswersError, match=re.escape('no column "Remarks"')):
        found(tmp_path, comments=[{"column": "Remarks", "touchpoint": "order"}])


def test_answers_count_the_same_with_comments_as_without(tmp_path: Path) -> None:
    answers(tmp_path, "Q1,Said\n5,late\nx,rude\n,\n")
    with_them = found(tmp_path, questions=[CSAT], comments=[{"column": "Said", "touchpoint": "order"}])
    without = found(tmp_path, questions=[CSAT])
    assert (with_them.scores, left(with_them)) == (without.scores, left(without))
