"""What the text of an answer says."""

from __future__ import annotations

import pytest
from answer_files import journey_with

from journeymap.measure.answers.scores import AnswerTexts, leading_number


def texts(**scale: object) -> AnswerTexts:
    journey = journey_with(questions=[
        {"column": "Q", "touchpoint": "order", "metric": "csat", "scale": {"from": 0, "to": 10} | scale}])  # fmt: skip
    return AnswerTexts(journey.sources[0].questions[0].scale, frozenset({"offered"}))


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("7", 7), (" 7 ", 7), ("7.0", 7), ("4.5", 4.5), ("4,5", 4.5), ("٤", 4), ("۱۰", 10), ("۴٫۵", 4.5), ("７", 7),
        ("१", 1), ("10 - Extremely likely", 10), ("0 (not at all)", 0), ("8/10", 8), ("3;", 3), ("\u200f5", 5),
        ("5\u00a0", 5), ("+3", 3), ("٣ - راضٍ", 3),
        ("", "blank"), ("   ", "blank"), ("\u200b", "blank"), (";", "blank"),
        ("eleven", "bad-score"), ("5stars", "bad-score"), ("1.2.3", "bad-score"), ("about 5", "bad-score"),
        ("-1", "off-scale"), ("11", "off-scale"), ("1,000", "off-scale"), ("1e3", "bad-score"),
        ("offered", "not-applicable"),
    ],
)  # fmt: skip
def test_a_text_is_a_score_or_says_why_not(text: str, score: float | str) -> None:
    assert texts().score(text) == score


def test_labels_are_the_same_in_any_form_of_writing() -> None:
    scored = texts(labels={"Very satisfied": 9, "מרוצה": 8})
    assert [scored.score(each) for each in ("very  SATISFIED", "Very satisfied;", "ｖery satisfied", "מרוצה")] == [
        9, 9, 9, 8,
    ]  # fmt: skip
    assert scored.score("satisfied") == "bad-score"


def test_a_label_counts_before_its_number() -> None:
    assert texts(labels={"1 (best)": 10}).score("1 (best)") == 10


def test_what_is_no_answer_is_known_by_text_and_by_number() -> None:
    scored = texts(not_applicable=[0, "Not used", 99])
    assert {scored.score(each) for each in ("0", "0.0", "NOT USED", "99", "۰")} == {"not-applicable"}
    assert scored.score("1") == 1


def test_things_gone_wrong_are_any_number_from_nothing() -> None:
    scored = AnswerTexts(None)
    assert [scored.score(each) for each in ("0", "1,250", "12.5", "-1")] == [0, 1250, 12.5, "off-scale"]


def test_a_number_is_at_the_beginning() -> None:
    assert leading_number("2 of 5") == 2
    assert leading_number("of 5") is None
