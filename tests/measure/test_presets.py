"""Exports of each known tool, one as it comes and a nasty one."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from answer_files import EXPORTS, FIVE, Counted, counted, left, of_all, rows_of

from journeymap.measure.answers import AnswersError
from journeymap.measure.answers.presets import PRESETS
from journeymap.model.sources import PRESETS as NAMES
from journeymap.rules.jm508_repeats_without_respondent import KNOW_RESPONDENTS

SATISFIED = {"Very satisfied": 5, "Satisfied": 4}


def export(name: str, *questions: tuple[str, str], labels: Any = None, **source: Any) -> Counted:
    """The count of a file by month; the questions are columns and metrics, the first of the order."""
    places = ("order", "pays")
    asked = [
        {"column": column, "touchpoint": place, "metric": metric}
        | ({} if metric == "nps" else {"scale": FIVE | ({"labels": labels} if labels else {})})
        for place, (column, metric) in zip(places, questions, strict=False)
    ]
    preset = name.partition(".")[0].removesuffix("-nasty")
    return counted(EXPORTS, location=name, period="month", questions=asked, **({"preset": preset} | source))


def by_month(found: Counted, question: int = 0) -> list[tuple[str, float, int]]:
    return [(row.period, row.score, row.n) for row in found.scores if row.question == question]


def test_each_preset_has_its_exports_and_a_nasty_one() -> None:
    assert set(PRESETS) == set(NAMES)
    assert {name for name, preset in PRESETS.items() if preset.respondents and not preset.events} == KNOW_RESPONDENTS
    files = {path.name.partition(".")[0] for path in EXPORTS.iterdir()}
    assert files == set(NAMES) | {f"{name}-nasty" for name in NAMES}


def test_qualtrics() -> None:
    found = export("qualtrics.csv", ("Q1", "csat"), ("Q3", "nps"), timezone="Asia/Jerusalem",
                   segments={"class": {"column": "Class", "map": {"Business": "business"}}})  # fmt: skip
    assert by_month(found) == [("2026-01", 5, 1), ("2026-02", 3, 1)]  # 23:30 in Denver is the next day in Jerusalem
    assert by_month(found, 1) == [("2026-01", 9, 1), ("2026-02", 8, 1)]
    assert left(found) == {"preview": 1, "unfinished": 1}
    assert (found.report.rows, found.report.kept, found.report.bad) == (4, 2, 0)


def test_qualtrics_is_known_by_its_third_row() -> None:
    assert of_all(export("qualtrics.csv", ("Q1", "csat"), preset=None, time="RecordedDate")) == {3: 1, 5: 1}


def test_qualtrics_nasty() -> None:
    found = export("qualtrics-nasty.csv", ("Q1", "csat"), ("Q3", "nps"), labels=SATISFIED, timezone="Asia/Jerusalem")
    assert by_month(found) == [("2026-01", 5, 1), ("2026-03", 4, 1)]
    assert by_month(found, 1) == [("2026-01", 10, 1), ("2026-03", 0, 1)]
    assert left(found) == {"preview": 1, "unfinished": 1, "no-time": 1, "bad-time": 1, "fields": 1}
    assert (rows_of(found, "no-time"), rows_of(found, "fields"), rows_of(found, "bad-time")) == ([7], [8], [9])
    assert found.report.rows == 7


def test_qualtrics_as_tabs_in_utf_16(tmp_path: Path) -> None:
    """The other text that the tool offers."""
    with (EXPORTS / "qualtrics.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (tmp_path / "q.tsv").open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    asked = [{"column": "Q1", "touchpoint": "order", "metric": "csat", "scale": FIVE}]
    found = counted(tmp_path, location="q.tsv", preset="qualtrics", questions=asked)
    assert of_all(found) == {3: 1, 5: 1} and left(found) == {"preview": 1, "unfinished": 1}


def test_qualtrics_without_its_third_row_asks_how_many_there_are() -> None:
    with pytest.raises(AnswersError, match="no ImportIds"):
        export("google-forms.csv", ("How was the order?", "csat"), preset="qualtrics")


def test_surveymonkey() -> None:
    grid = "How satisfied are you with each step?"
    found = export("surveymonkey.csv", (f"{grid}/The order", "csat"), (f"{grid}/The till", "csat"), labels=SATISFIED,
                   repeats="latest")  # fmt: skip
    assert by_month(found) == [("2026-01", 5, 1), ("2026-02", 4, 1)]
    assert by_month(found, 1) == [("2026-01", 4, 1)]
    found = export("surveymonkey.csv", ("How likely is it that you would recommend us?", "nps"))
    assert by_month(found) == [("2026-01", 10, 1), ("2026-02", 6, 1)]


def test_surveymonkey_nasty() -> None:
    grid, said = "How satisfied are you with each step?", {"format": {"encoding": "mac-roman"}}
    found = export("surveymonkey-nasty.csv", (f"{grid}/The order", "csat"), (f"{grid}/The till", "csat"),
                   labels={"Très satisfait": 5, "Satisfait": 4}, **said)  # fmt: skip
    assert by_month(found) == [("2026-01", 4, 1), ("2026-01", 5, 1)]
    assert left(found) == {"bad-time": 1, "fields": 1, "bad-score": 1}
    assert (rows_of(found, "bad-time"), rows_of(found, "fields")) == ([4], [6])
    with pytest.raises(AnswersError, match="not in UTF-8"):
        export("surveymonkey-nasty.csv", (f"{grid}/The order", "csat"))


def test_typeform_is_in_utc() -> None:
    found = export("typeform.csv", ("How was the order?", "csat"), ("Would you recommend us?", "nps"),
                   timezone="Asia/Jerusalem")  # fmt: skip
    assert by_month(found) == [("2026-01", 5, 1), ("2026-02", 3, 1)]
    assert by_month(found, 1) == [("2026-01", 9, 1), ("2026-02", 10, 1)]


def test_typeform_nasty() -> None:
    found = export("typeform-nasty.csv", ("How was the order?", "csat"), ("Would you recommend us?", "nps"),
                   repeats="first")  # fmt: skip
    assert by_month(found) == [("2026-01", 5, 1)]
    assert by_month(found, 1) == [("2026-01", 9, 1)]
    assert left(found) == {"bad-score": 1, "off-scale": 1, "no-time": 1, "repeated": 2}
    assert rows_of(found, "bad-score") == rows_of(found, "off-scale") == [4]


def test_microsoft_forms() -> None:
    found = export("microsoft-forms.csv", ("How was the order?", "csat"), ("Would you recommend us?", "nps"),
                   labels=SATISFIED)  # fmt: skip
    assert by_month(found) == [("2026-01", 5, 1), ("2026-02", 4, 1)]
    assert by_month(found, 1) == [("2026-01", 9, 1), ("2026-02", 6, 1)]


def test_microsoft_forms_nasty() -> None:
    form = {"encoding": "cp1255", "date": "%d/%m/%Y %H:%M"}
    found = export("microsoft-forms-nasty.csv", ("איך הייתה ההזמנה?", "csat"), time="שעת סיום", format=form,
                   labels={"מרוצה מאוד": 5, "מרוצה": 4})  # fmt: skip
    assert by_month(found) == [("2026-01", 5, 1)]
    assert left(found) == {"bad-score": 1, "bad-time": 1}


def test_microsoft_forms_as_a_workbook(tmp_path: Path) -> None:
    """What the tool offers first: dates that are Excel's, in a form's language; some that somebody typed over."""
    heads = ["Id", "שעת התחלה", "שעת סיום", "דואל", "שם", "איך הייתה ההזמנה?", "Points - איך הייתה ההזמנה?"]
    at = dt.datetime(2026, 2, 1, 8, 15)  # noqa: DTZ001  Excel knows no zones
    rows: list[list[Any]] = [
        [1, at, at, "anonymous", None, "מרוצה מאוד;", 5],
        [],
        [2, at, "13/02/2026 09:00", "anonymous", None, "מרוצה", 4],
        [3, at, "soon", "anonymous", None, "מרוצה;", 4],
        [4, at, at, "anonymous", None, "מרוצה;לא מרוצה;", 0],
    ]
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    book.save(tmp_path / "forms.xlsx")
    asked = {"touchpoint": "order", "metric": "csat", "scale": FIVE | {"labels": {"מרוצה מאוד": 5, "מרוצה": 4}}}
    for form, times in ((None, 1), ({"date": "%d/%m/%Y"}, 2)):
        found = counted(tmp_path, location="forms.xlsx", preset="microsoft-forms", time="שעת סיום", period="month",
                        questions=[{"column": heads[5], **asked}], **({"format": form} if form else {}))  # fmt: skip
        assert sum(row.n for row in found.scores) == times
        assert {row.period for row in found.scores} == {"2026-02"}
        assert left(found) == {"bad-time": 3 - times, "bad-score": 1}
        assert rows_of(found, "bad-score") == [6]


def test_google_forms() -> None:
    found = export("google-forms.csv", ("How was the order?", "csat"), ("Rate each step [The till]", "csat"))
    assert by_month(found) == [("2026-01", 5, 1), ("2026-02", 3, 1)]


def test_google_forms_nasty() -> None:
    found = export("google-forms-nasty.csv", ("How was the order?", "csat"), ("Rate each step [The till]", "csat"))
    assert by_month(found) == [("2026-01", 4, 1), ("2026-01", 5, 1)]
    assert by_month(found, 1) == [("2026-01", 3, 1), ("2026-01", 4, 1)]
    assert left(found) == {"no-time": 1}


GOOD = [{"column": "rating/score", "touchpoint": "order", "metric": "csat",
         "scale": {"from": 0, "to": 1, "labels": {"good": 1, "bad": 0}}}]  # fmt: skip


def test_zendesk() -> None:
    found = counted(EXPORTS, location="zendesk.jsonl", preset="zendesk", period="month", questions=GOOD,
                    timezone="Asia/Jerusalem")  # fmt: skip
    assert by_month(found) == [("2026-01", 0, 1), ("2026-02", 1, 1)]
    assert left(found) == {"not-applicable": 1}


def test_zendesk_nasty() -> None:
    found = counted(EXPORTS, location="zendesk-nasty.jsonl", preset="zendesk", period="month", questions=GOOD)
    assert by_month(found) == [("2026-01", 0, 1), ("2026-01", 1, 1)]
    assert left(found) == {"not-json": 3, "encoding": 1, "bad-time": 1, "blank": 1}
    assert rows_of(found, "not-json") == [3, 4, 9]
    assert rows_of(found, "encoding") == [8]


def test_medallia_knows_who_was_asked() -> None:
    found = export("medallia.csv", ("star_rating", "csat"), timezone="Asia/Jerusalem")
    assert by_month(found) == [("2026-01", 5, 1), ("2026-02", 2, 1)]
    assert left(found) == {"unanswered": 2}
    assert (found.report.asked, found.report.kept, found.report.bad) == (4, 2, 0)


def test_medallia_nasty() -> None:
    found = export("medallia-nasty.csv", ("star_rating", "csat"))
    assert by_month(found) == [("2026-01", 5, 1)]
    assert left(found) == {"no-time": 1, "bad-time": 1, "off-scale": 1}


def test_the_docs_say_which_layouts_are_not_verified() -> None:
    page = (EXPORTS.parents[2] / "docs" / "measure.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([a-z0-9-]+)` \|.*\| (Not verified|From its documentation) \|$", page, re.M))
    assert {name: said == "From its documentation" for name, said in told.items()} == {
        name: preset.verified for name, preset in PRESETS.items()
    }
