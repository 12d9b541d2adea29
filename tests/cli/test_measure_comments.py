"""Comments, quotes and the experience in NAME.measures.json: from files of answers, through the real engine."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import pytest
import yaml
from commandline import Run, Write
from journeys import journey_from
from scipy.stats import t

from journeymap.measure.measures import read_measures, written
from journeymap.measure.overlay import measures_overlay
from journeymap.overlays import ItemPath
from journeymap.style.locale import load_words

MAP = """\
journeymap: 1
id: flight
title: A flight
segments:
  - {id: business, name: Business, dimension: class}
  - {id: economy, name: Economy, dimension: class}
stages:
  - id: fly
    name: Fly
    touchpoints:
      - {id: boards, name: Boards}
      - {id: lands, name: Lands}
sources:
  - id: survey
    location: answers.csv
    time: Date
    segments:
      class: {column: Class, map: {Business: business, Eco: economy}}
    scale: {from: 1, to: 5}
    questions:
      - {column: Boarding, touchpoint: boards, metric: csat}
      - {column: Landing, touchpoint: lands, metric: csat}
    comments:
      - {column: Said, touchpoint: boards}
    quotes: true
signals:
  - {id: late, words: {en: [late]}, tone: negative}
  - {id: rude, words: {en: [rude]}, patterns: {en: ['im?polite']}}
"""
HEAD = "Date,Class,Boarding,Landing,Said\n"


def rows(*counts: tuple[int, str]) -> str:
    return HEAD + "".join(row.replace("#", str(number)) + "\n" for count, row in counts for number in range(count))


def told(folder: Path, name: str = "flight") -> dict[str, Any]:
    content = (folder / f"{name}.measures.json").read_bytes()
    assert written(read_measures(content, name)) == content
    found: dict[str, Any] = json.loads(content)
    return found


def comments_of(found: dict[str, Any]) -> dict[tuple[str, str], tuple[int, dict[str, int]]]:
    return {
        (each["period"], each["segment"].get("class", "")): (each["n"], each["signals"]) for each in found["comments"]
    }


@pytest.fixture
def project(tmp_path: Path, write: Write) -> Path:
    write("flight.journey.yaml", MAP)
    return tmp_path


def test_comments_are_counted_by_signal_and_small_numbers_are_held_back(project: Path, cli: Run) -> None:
    (project / "answers.csv").write_text(rows(
        (9, "2026-01-01,Business,5,4,Late again #"), (7, "2026-01-01,Eco,2,3,late and rude #"),
        (2, "2026-01-01,Eco,2,3,rude #"), (3, "2026-01-01,Other,2,3,late #"), (1, "2026-02-01,Eco,1,1,late"),
        (6, "2026-02-01,Business,1,1,"),
    ), "utf-8")  # fmt: skip
    result = cli("measure", "flight.journey.yaml", "--period", "month", "--by", "class")
    assert result.status == 0, result.out + result.err
    assert "with 56 answers and 22 comments" in (result.out + result.err)
    found = told(project)
    assert list(found) == ["schema", "options", "sources", "cells", "experience", "comments"]  # a quote of one would be
    # `other` has 3 comments, so the first of the equal others follows; of all, February and so January of its year.
    # Of those who are late, it is economy, with 7.
    assert comments_of(found) == {("2026-01", "economy"): (9, {"rude": 9})}
    result = cli("measure", "flight.journey.yaml", "--by", "class", "--hold-back", "0")
    assert comments_of(told(project)) == {
        ("all", ""): (22, {"late": 20, "rude": 9}), ("all", "business"): (9, {"late": 9}),
        ("all", "economy"): (10, {"late": 8, "rude": 9}), ("all", "other"): (3, {"late": 3}),
    }  # fmt: skip


def test_a_signal_of_few_is_not_told_nor_quoted(project: Path, cli: Run) -> None:
    (project / "answers.csv").write_text(
        rows(
            (8, "2026-01-01,Eco,2,3,late #"), (2, "2026-01-01,Eco,5,5,rude #"), (1, "2026-01-01,Eco,5,5,late and rude")
        ),
        "utf-8",
    )
    cli("measure", "flight.journey.yaml")
    found = told(project)
    assert comments_of(found) == {("all", ""): (11, {"late": 9})}
    assert {signal for each in found["quotes"] for signal in each["signals"]} == {"late"}
    assert not any(each["text"].startswith("rude") for each in found["quotes"])


def test_quotes_are_masked_ten_of_a_touchpoint_and_by_turns_of_each_signal(project: Path, cli: Run) -> None:
    (project / "answers.csv").write_text(rows(
        (30, "2026-03-01,Eco,2,3,late # call 054-123-456#"), (8, "2026-03-02,Eco,5,3,rude # a@b.example"),
        (40, "2026-03-01,Eco,2,3,nothing #"), (20, "2026-02-01,Eco,2,3,late in winter #"),
    ), "utf-8")  # fmt: skip
    cli("measure", "flight.journey.yaml", "--period", "month")
    found = told(project)
    quotes = found["quotes"]
    assert len(quotes) == 10
    assert [each["signals"] for each in quotes] == [["late"], ["rude"]] * 5
    assert {each["period"] for each in quotes} == {"2026-03"}
    assert all("[phone]" in each["text"] for each in quotes if each["signals"] == ["late"])
    assert all(each["text"].endswith("[e-mail]") for each in quotes if each["signals"] == ["rude"])
    assert quotes[1] | {"text": ""} == {
        "touchpoint": "boards", "source": "survey", "segment": {}, "period": "2026-03", "date": "2026-03-02",
        "score": 5, "scale": [1, 5], "signals": ["rude"], "text": "",
    }  # fmt: skip


def test_without_quotes_no_word_of_a_comment_is_in_the_file_or_in_a_message(project: Path, cli: Run) -> None:
    (project / "flight.journey.yaml").write_text(MAP.replace("    quotes: true\n", ""), "utf-8")
    (project / "answers.csv").write_text(
        rows((8, "2026-01-01,Eco,x,9,late Xyzzy #"), (8, "soon,Eco,2,3,Xyzzy")), "utf-8"
    )
    result = cli("measure", "flight.journey.yaml")
    assert "Xyzzy" not in (result.out + result.err) + (project / "flight.measures.json").read_text("utf-8")
    assert "quotes" not in told(project)
    assert comments_of(told(project)) == {("all", ""): (8, {"late": 8})}


def test_masks_are_in_the_language_of_the_journey(project: Path, cli: Run) -> None:
    (project / "flight.journey.yaml").write_text(MAP.replace("id: flight", "language: fa\nid: flight"), "utf-8")
    (project / "answers.csv").write_text(rows((8, "2026-01-01,Eco,5,5,late ۰۹۱۲ ۳۴۵ ۶۷۸۹")), "utf-8")
    cli("measure", "flight.journey.yaml")
    assert [each["text"] for each in told(project)["quotes"]] == ["late [تلفن]"]


def test_check_covers_comments_and_keeps_those_of_a_source_that_is_not_here(project: Path, cli: Run) -> None:
    (project / "answers.csv").write_text(rows((8, "2026-01-01,Eco,5,5,late #")), "utf-8")
    cli("measure", "flight.journey.yaml")
    assert cli("measure", "flight.journey.yaml", "--check").status == 0
    text = MAP.replace("en: [late]", "en: [late, again]").replace("en: [rude]", "en: [late]")
    (project / "flight.journey.yaml").write_text(text, "utf-8")
    result = cli("measure", "flight.journey.yaml", "--check")
    assert (result.status, "other figures" in (result.out + result.err)) == (1, True)
    (project / "answers.csv").unlink()
    assert cli("measure", "flight.journey.yaml", "--check").status == 0


def test_comments_on_the_whole_are_said_to_be_counted_to_none(project: Path, cli: Run) -> None:
    (project / "flight.journey.yaml").write_text(MAP.replace("Said, touchpoint: boards", "Said"), "utf-8")
    (project / "answers.csv").write_text(rows((8, "2026-01-01,Eco,5,5,late #")), "utf-8")
    result = cli("measure", "flight.journey.yaml", "--dry-run")
    assert "8 comments" in (result.out + result.err) and "8 comments are about no touchpoint" in (
        result.out + result.err
    )
    assert not (project / "flight.measures.json").exists()


def test_the_experience_is_of_respondents_in_a_wide_file(project: Path, cli: Run) -> None:
    scores = [(1, 5)] * 12 + [(5, 4)] * 20 + [(3, 3)] * 7
    (project / "answers.csv").write_text(
        HEAD + "".join(f"2026-01-01,Eco,{first},{last},\n" for first, last in scores) + "2026-01-01,Eco,5,,\n", "utf-8"
    )
    cli("measure", "flight.journey.yaml", "--by", "class")
    values = [(min(first, last) - 3 + last - 3) / 2 for first, last in scores]
    half = t.ppf(0.975, len(values) - 1) * stdev(values) / len(values) ** 0.5
    found = told(project)["experience"]
    assert [(each["measure"], each["of"], each["segment"], each["n"]) for each in found] == [
        ("peak-end", "respondents", {}, 39), ("peak-end", "respondents", {"class": "economy"}, 39),
    ]  # fmt: skip
    assert [found[0][key] for key in ("value", "low", "high")] == pytest.approx(
        [mean(values), mean(values) - half, mean(values) + half], rel=1e-6
    )
    assert "touchpoint" not in found[0] and "metric" not in found[0]
    assert {each["touchpoint"] for each in told(project)["sources"][0]["questions"]} == {"boards", "lands"}


def test_the_experience_is_of_the_curve_in_a_long_file(project: Path, cli: Run) -> None:
    start, end = MAP.index("    questions:"), MAP.index("signals:")
    text = MAP[:start] + "    touchpoint: Where\n    metric: csat\n    score: Answer\n    shape: long\n" + MAP[end:]
    (project / "flight.journey.yaml").write_text(text, "utf-8")
    (project / "answers.csv").write_text(
        "Date,Class,Where,Answer\n" + "2026-01-01,Eco,boards,2\n" * 10 + "2026-01-01,Eco,lands,4\n" * 8, "utf-8"
    )
    cli("measure", "flight.journey.yaml")
    (found,) = told(project)["experience"]
    assert (found["of"], found["value"], found["low"], found["n"], found["method"]) == ("curve", 0, None, 8, "curve")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"n": 8, "signals"', '"n": -8, "signals"', "`n` is not a whole number"),
        ('"late": 8', '"late": "8"', "`late` is not a whole number"),
        ('"date": "2026-01-01"', '"date": "1 January"', "`date` is not a day"),
        ('"scale": [1, 5], "signals"', '"scale": [5, 1], "signals"', "`scale` is not a lowest and a highest"),
        ('"of": "respondents"', '"of": "everybody"', "`of` is not respondents or curve"),
        ('"text": "late', '"txt": "late', "`text` is missing"),
        ('"quotes": [', '"quotes": 3, "x": [', "`quotes` is not a list"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_its_place(
    project: Path, cli: Run, old: str, new: str, says: str
) -> None:
    (project / "answers.csv").write_text(rows((8, "2026-01-01,Eco,5,5,late #")), "utf-8")
    cli("measure", "flight.journey.yaml")
    path = project / "flight.measures.json"
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")
    result = cli("measure", "flight.journey.yaml", "--check")
    assert result.status == 2
    assert says in (result.out + result.err)


def test_map_and_page_tell_the_comments_of_a_touchpoint_and_what_stays_in_memory(project: Path, cli: Run) -> None:
    (project / "answers.csv").write_text(rows(
        (9, "2026-04-01,Eco,1,5,late #"), (6, "2026-04-01,Business,5,5,rude #"), (8, "2026-01-01,Eco,1,5,late #"),
    ), "utf-8")  # fmt: skip
    cli("measure", "flight.journey.yaml", "--period", "quarter", "--by", "class")
    measures = read_measures((project / "flight.measures.json").read_bytes(), "flight")
    journey = journey_from(yaml.safe_load(MAP))
    overlay = measures_overlay(journey, measures, load_words("en"))
    said = [text for text in overlay.texts[ItemPath.to(touchpoint="boards")] if text.startswith("Comments")]
    assert said == [
        "Comments: 15 · late 9, rude 6 · 2026-Q2", "Comments: 6 · rude 6 · Business · 2026-Q2",
        "Comments: 9 · late 9 · Economy · 2026-Q2",
    ]  # fmt: skip
    assert overlay.experience == "Peak–end of respondents' own answers: +0.8 (+0.2 to +1.4) · n=15 · 2026-Q2"
    other = journey.replace(signals=(), emotion_scale=(1.0, 5.0))
    overlay = measures_overlay(other, measures, load_words("en"))
    assert "Comments: 15 · 2026-Q2" in overlay.texts[ItemPath.to(touchpoint="boards")]
    assert overlay.experience.startswith("Peak–end of respondents' own answers: 3.8 (3.2–4.4)")
    without = measures._replace(experience=(), comments=())
    assert measures_overlay(journey, without, load_words("en")).experience == ""
