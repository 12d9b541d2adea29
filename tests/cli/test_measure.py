"""`journeymap measure`: from files of answers to the figures beside a journey, through the real engine."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from commandline import Run, Write

from journeymap.measure.answers.engine import engine
from journeymap.measure.measures import read_measures, written

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
      - {id: lands, name: Lands, metrics: {on-time: {unit: "%"}}}
sources:
  - id: survey
    location: answers.csv
    time: Date
    segments:
      class: {column: Class, map: {Business: business, Eco: economy}}
    scale: {from: 1, to: 5, not_applicable: [0]}
    questions:
      - {column: Boarding, touchpoint: boards, metric: csat}
      - {column: Recommend, touchpoint: lands, metric: nps}
"""
FELT = MAP.replace("stages:", "personas: [{id: dana, name: Dana, segment: business}]\nstages:").replace(
    """      - {id: boards, name: Boards}
      - {id: lands, name: Lands, metrics: {on-time: {unit: "%"}}}
""",
    """      - {id: boards, name: Boards, emotions: {score: 1, evidence: assumed}}
      - {id: flies, name: Flies, emotions: {score: 0.5, evidence: assumed}}
      - {id: lands, name: Lands, emotions: {score: -1, evidence: assumed}}
""").replace("metric: nps", "metric: ces, scale: {from: 1, to: 5}")  # fmt: skip
HEAD = "Date,Class,Boarding,Recommend,Who\n"
CELL = [
    "touchpoint", "metric", "source", "segment", "period", "n", "respondents", "n_effective", "value", "low", "high",
    "mean", "mean_low", "mean_high", "method", "confidence",
]  # fmt: skip


def rows(*counts: tuple[int, str]) -> str:
    """The text of a file of answers, with each row so often."""
    return HEAD + "".join(f"{row}\n" * number for number, row in counts)


ANSWERS = rows(
    (20, "2026-01-10,Business,5,10,a"), (10, "2026-01-11,Business,2,6,b"), (30, "2026-01-31,Eco,4,9,c"),
    (40, "2026-02-01,Eco,1,0,d"), (6, "2026-02-03,Business,3,8,e"), (7, "2026-02-03,First,0,,f"),
)  # fmt: skip


@pytest.fixture
def flight(write: Write) -> Path:
    write("answers.csv", ANSWERS)
    return write("flight.journey.yaml", MAP)


def measures() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("flight.measures.json").read_text("utf-8"))
    return found


def cell(metric: str, period: str = "all", **segment: str) -> dict[str, Any]:
    (found,) = [
        each
        for each in measures()["cells"]
        if (each["metric"], each["segment"], each["period"]) == (metric, segment, period)
    ]
    assert list(found) == CELL
    return dict(found)


def test_answers_become_figures_with_intervals(cli: Run, flight: Path) -> None:
    done = cli("measure")
    assert done.status == 0, done.err
    assert "113 of 113 rows in 1 file count, with 212 answers" in done.err
    assert "left out in `Boarding`: 7 that say it does not apply" in done.err
    satisfied = cell("csat")
    n, p, z = 106, 50 / 106, 1.959963985
    grown = 1 + z * z / n
    half = z / grown * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    middle = (p + z * z / (2 * n)) / grown
    assert satisfied["n"] == n and satisfied["respondents"] is None and satisfied["method"] == "wilson"
    assert satisfied["value"] == pytest.approx(100 * p, abs=1e-6)
    assert satisfied["low"] == pytest.approx(100 * (middle - half), abs=1e-6)
    assert satisfied["high"] == pytest.approx(100 * (middle + half), abs=1e-6)
    assert satisfied["mean"] == pytest.approx((20 * 5 + 10 * 2 + 30 * 4 + 40 + 6 * 3) / n, abs=1e-8)
    assert cell("nps")["value"] == 0 and cell("nps")["method"] == "adjusted-wald"


def test_the_file_says_how_it_was_counted_and_from_what(cli: Run, flight: Path) -> None:
    cli("measure", "--period", "month", "--by", "class", "--confidence", "90", "--min-n", "20", "--hold-back", "3")
    said = measures()
    assert said["options"] == {"period": "month", "by": ["class"], "confidence": 90, "min_n": 20, "hold_back": 3}
    (source,) = said["sources"]
    assert source["files"] == ["answers.csv"] and source["fingerprint"].startswith("xxh3-128:")
    assert (source["rows"], source["kept"], source["left_out"], source["repeats"]) == (113, 113, {}, None)
    assert source["questions"][0] == {"touchpoint": "boards", "metric": "csat", "scale": [1, 5], "better": "higher"}
    assert cell("csat", "2026-01", **{"class": "economy"})["n"] == 30
    assert cell("csat", "2026-02")["n"] == 46


def test_the_same_answers_give_the_same_bytes_and_reading_gives_them_back(cli: Run, flight: Path) -> None:
    cli("measure", "--by", "class", "--period", "month")
    first = Path("flight.measures.json").read_bytes()
    assert cli("measure", "--by", "class", "--period", "month").status == 0
    assert Path("flight.measures.json").read_bytes() == first
    assert written(read_measures(first, "flight.measures.json")) == first


def test_small_groups_are_held_back_with_what_would_give_them_away(cli: Run, write: Write, flight: Path) -> None:
    few = ((40, "2026-01-10,Eco,5,10,a"), (9, "2026-01-10,Business,5,10,a"), (2, "2026-01-10,First,1,1,b"))
    write("answers.csv", rows(*few))
    done = cli("measure", "--by", "class")
    assert done.status == 0 and "2 held back" not in done.err and "4 held back" in done.err
    shown = {each["segment"].get("class", ""): each["n"] for each in measures()["cells"] if each["metric"] == "csat"}
    assert shown == {"": 51, "economy": 40}, "2 of another class, and the 9 that would give them away, are not told"
    text = Path("flight.measures.json").read_text("utf-8")
    assert '"other"' not in text


def test_one_answer_of_no_segment_hides_no_month_without_it(cli: Run, write: Write, flight: Path) -> None:
    months = (f"2026-{month:02}-10" for month in range(1, 4))
    each = [(number, f"{day},{of},4,9,a") for day in months for number, of in ((35, "Eco"), (40, "Business"))]
    write("answers.csv", rows(*each, (1, "2026-01-10,,4,9,a")))
    done = cli("measure", "--by", "class", "--period", "month")
    assert "4 held back" in done.err, "`other` and the smaller segment of January, of two metrics"
    assert "note: 2 answers of no segment of `class`" in done.err
    shown = [(each["period"][5:], each["segment"].get("class", "all"), each["n"])
             for each in measures()["cells"] if each["metric"] == "csat" and each["segment"]]  # fmt: skip
    assert shown == [
        ("01", "business", 40), ("02", "business", 40), ("03", "business", 40), ("02", "economy", 35),
        ("03", "economy", 35),
    ]  # fmt: skip


def test_a_small_month_of_all_hides_another_as_the_rows_are_told(cli: Run, write: Write, flight: Path) -> None:
    each = [(number, f"2026-{month}-10,Eco,4,9,a") for number, month in ((3, "01"), (40, "02"), (30, "03"))]
    write("answers.csv", rows(*each))
    cli("measure", "--period", "month")
    assert [each["period"] for each in measures()["cells"] if each["metric"] == "csat"] == ["2026-02"]


def test_a_year_with_one_small_month_hides_another_month(cli: Run, write: Write, flight: Path) -> None:
    each = [
        (number, f"{month}-10,Eco,4,9,a")
        for number, month in ((3, "2025-12"), (40, "2026-02"), (30, "2026-03"), (35, "2026-04"))
    ]
    write("answers.csv", rows(*each))
    for period, left in (("month", ["2026-02"]), ("year", [])):
        cli("measure", "--period", period)
        assert [each["period"] for each in measures()["cells"] if each["metric"] == "csat"] == left


def test_nothing_is_held_back_when_told_so(cli: Run, write: Write, flight: Path) -> None:
    write("answers.csv", rows((1, "2026-01-10,Eco,5,10,a"), (1, "2026-01-10,Business,4,10,a")))
    cli("measure", "--by", "class", "--hold-back", "0")
    alone = cell("csat", **{"class": "economy"})
    assert alone["n"] == 1 and alone["mean_low"] is None, "one answer has no interval of its mean"


def test_cuts_stand_beside_each_other_and_may_cross(cli: Run, write: Write, flight: Path) -> None:
    write("flight.journey.yaml", MAP.replace("Eco: economy}}", "Eco: economy}}\n      who: {column: Who}"))
    assert cli("measure", "--by", "class", "--by", "class*who", "--hold-back", "0").status == 0
    cuts = {tuple(each["segment"]) for each in measures()["cells"]}
    assert cuts == {(), ("class",), ("class", "who")}


def test_a_metric_in_percent_is_the_share_of_the_best_answers(cli: Run, write: Write, flight: Path) -> None:
    write("flight.journey.yaml", MAP.replace("touchpoint: lands, metric: nps", "touchpoint: lands, metric: on-time"))
    write("answers.csv", rows((30, "2026-01-10,Eco,5,5,a"), (10, "2026-01-10,Eco,5,1,a")))
    cli("measure")
    assert (cell("on-time")["value"], cell("on-time")["mean"]) == (75, 4)


def test_importance_and_satisfaction_make_an_opportunity(cli: Run, write: Write, flight: Path) -> None:
    write(
        "flight.journey.yaml", MAP.replace("touchpoint: lands, metric: nps", "touchpoint: boards, metric: importance")
    )
    write("answers.csv", rows((30, "2026-01-10,Eco,5,5,a"), (30, "2026-01-10,Eco,1,5,a")))
    cli("measure")
    assert cell("importance")["value"] == 10
    found = cell("opportunity")
    assert (found["value"], found["low"], found["n"]) == (15, None, 60)


def test_answers_of_one_customer_are_clustered(cli: Run, write: Write, flight: Path) -> None:
    write("flight.journey.yaml", MAP.replace("    time: Date", "    time: Date\n    respondent: Who\n    repeats: all"))
    data = "".join(f"2026-01-10,Eco,{5 if who < 150 else 1},,c{who}\n" * 4 for who in range(250))
    write("answers.csv", HEAD + data)
    cli("measure")
    found = cell("csat")
    assert (found["n"], found["respondents"], found["value"]) == (1000, 250, 60)
    assert found["n_effective"] == pytest.approx(250), "four equal answers each say no more than one"
    assert found["high"] - found["low"] == pytest.approx(2 * 6.03, abs=0.02)


def test_bad_rows_are_named_and_counted_or_refused(cli: Run, write: Write, flight: Path) -> None:
    write("answers.csv", ANSWERS + "2026-01-01,Eco,9,1,x\nnever,Eco,5,1,x\n2026-01-01,Eco\n2026-01-01,Eco,secret,1,x\n")
    done = cli("measure")
    assert done.status == 0
    for said in ("answers.csv row 115", "answers.csv row 116", "answers.csv row 117", "answers.csv row 118"):
        assert said in done.err
    assert "secret" not in done.err
    assert measures()["sources"][0]["left_out"] == {"bad-score": 1, "bad-time": 1, "fields": 1, "off-scale": 1}
    before = Path("flight.measures.json").read_bytes()
    refused = cli("measure", "--on-bad-row", "refuse", "--period", "month")
    assert refused.status == 1 and "4 rows or answers are bad, and nothing is written" in refused.err
    assert Path("flight.measures.json").read_bytes() == before


def test_every_reason_has_its_words() -> None:
    from typing import get_args

    from journeymap.cli.measured_rows import _REASONS
    from journeymap.measure.answers import Reason

    assert set(_REASONS) == set(get_args(Reason))


def test_a_dry_run_writes_nothing(cli: Run, flight: Path) -> None:
    done = cli("measure", "--dry-run")
    assert done.status == 0 and "nothing is written" in done.err
    assert not Path("flight.measures.json").exists()


def test_check_tells_stale_measures(cli: Run, write: Write, flight: Path) -> None:
    assert cli("measure", "--check").status == 1, "never measured"
    cli("measure", "--by", "class")
    assert cli("measure", "--check").status == 0, "with the options of the file, not of the command line"
    write("flight.journey.yaml", MAP.replace("from: 1, to: 5", "from: 0, to: 5"))
    assert cli("measure", "--check").status == 1, "another scale gives other figures"
    write("flight.journey.yaml", MAP)
    write("answers.csv", ANSWERS.replace("Business,5", "Business,4", 1))
    done = cli("measure", "--check")
    assert done.status == 1 and "the files of `survey` have changed" in done.err
    Path("answers.csv").unlink()
    done = cli("measure", "--check")
    assert done.status == 0 and "`survey` is not checkable" in done.err


def test_a_fingerprint_of_an_earlier_version_is_still_understood(cli: Run, write: Write, flight: Path) -> None:
    cli("measure")
    content = hashlib.sha256(Path("answers.csv").read_bytes()).hexdigest()
    whole = hashlib.sha256(f"answers.csv\0{content}\n".encode()).hexdigest()
    path = Path("flight.measures.json")
    text, found = re.subn('"xxh3-128:[0-9a-f]{32}"', f'"sha256:{whole}"', path.read_text("utf-8"))
    assert found == 1
    path.write_text(text, "utf-8")
    done = cli("measure", "--check")
    assert (done.status, path.read_text("utf-8")) == (0, text), done.err
    path.write_text(text.replace('"n": 106', '"n": 107'), "utf-8")
    assert "counting gives other figures" in cli("measure", "--check").err
    path.write_text(text, "utf-8")
    write("answers.csv", ANSWERS.replace("Business,5", "Business,4", 1))
    assert "the files of `survey` have changed" in cli("measure", "--check").err


def test_a_fingerprint_of_a_kind_that_is_not_known_is_another(cli: Run, flight: Path) -> None:
    cli("measure")
    path = Path("flight.measures.json")
    path.write_text(path.read_text("utf-8").replace('"xxh3-128:', '"crc32:'), "utf-8")
    done = cli("measure", "--check")
    assert done.status == 1 and "the files of `survey` have changed" in done.err


def test_lines_as_git_writes_them_on_windows_are_not_stale(cli: Run, flight: Path) -> None:
    cli("measure")
    path = Path("flight.measures.json")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert cli("measure", "--check").status == 0


def test_a_file_that_somebody_edited_is_stale(cli: Run, flight: Path) -> None:
    cli("measure")
    path = Path("flight.measures.json")
    path.write_text(path.read_text("utf-8").replace('"n": 106', '"n": 107'), "utf-8")
    assert cli("measure", "--check").status == 1


def test_what_cannot_be_counted_ends_with_its_place_in_the_journey(cli: Run, write: Write, flight: Path) -> None:
    write("flight.journey.yaml", MAP.replace("column: Boarding", "column: Bording"))
    done = cli("measure")
    assert done.status == 2
    assert "flight.journey.yaml:21:18: " in done.err and "did you mean `Boarding`?" in done.err
    assert not Path("flight.measures.json").exists()
    write("flight.journey.yaml", MAP)
    Path("answers.csv").unlink()
    done = cli("measure")
    assert done.status == 2 and "flight.journey.yaml:15:15: there is no such file" in done.err


def test_files_may_lie_in_a_folder_of_the_user(cli: Run, flight: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    Path("answers.csv").rename("elsewhere/answers.csv")
    assert cli("measure", "--data", "elsewhere").status == 0
    assert measures()["sources"][0]["files"] == ["answers.csv"]
    assert cli("measure", "--check", "--data", "elsewhere").status == 0


@pytest.mark.parametrize(
    "option",
    [
        ("--by", "clas"),
        ("--period", "day"),
        ("--confidence", "94"),
        ("--on-bad-row", "skip"),
        ("--data", "nowhere"),
        ("--memory", "much"),
        ("--memory", "500"),
        ("--memory", "-1GB"),
        ("--memory", "1e3GB"),
        ("--memory", "0.09GB"),
    ],
    ids=" ".join,
)
def test_a_wrong_option_is_wrong_use(cli: Run, flight: Path, option: tuple[str, str]) -> None:
    done = cli("measure", *option)
    assert done.status == 2 and option[0] in done.err


@pytest.mark.parametrize(
    ("said", "limit"), [([], "953.6 MiB"), (["--memory", "500MB"], "476.8 MiB"), (["--memory", "0.5 gib"], "512.0 MiB")]
)
def test_the_engine_counts_in_the_memory_that_is_said(
    cli: Run, flight: Path, monkeypatch: pytest.MonkeyPatch, said: list[str], limit: str
) -> None:
    limits = []

    @contextmanager
    def noting(*given: Any) -> Iterator[Any]:
        with engine(*given) as database:
            limits.extend(database.execute("SELECT current_setting('memory_limit')").fetchone())
            yield database

    monkeypatch.setattr("journeymap.measure.answers.tables.engine", noting)
    assert cli("measure", *said).status == 0
    assert cli("measure", "--check", *said).status == 0
    assert limits == [limit, limit]


def test_a_journey_without_sources_has_nothing_to_measure(cli: Run, write: Write) -> None:
    write("flight.journey.yaml", MAP.partition("sources:")[0])
    done = cli("measure")
    assert done.status == 2 and "no journey here has `sources`" in done.err


def test_without_the_extra_it_says_what_to_type(cli: Run, flight: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "duckdb" else real(name))
    done = cli("measure")
    assert done.status == 2 and "duckdb" in done.err and "pip install 'journeymap[data]'" in done.err


@pytest.mark.parametrize(
    ("was", "becomes", "place"),
    [
        ('"schema": 1', '"schema": 2', "1:12: `schema` is not 1"),
        ('"period": "all"', '"period": "day"', "2:23: `period` is not one of"),
        ('"n": 106', '"n": -1', "`n` is not a whole number"),
        ('"n": 106', '"n": 1e400', "`n` is not a whole number"),
        ('"value": 47', '"value": 500', "`value` is not from 0 to 100"),
        ('"low": 37', '"low": 77', "`value` is not between `low` and `high`"),
        ('"mean": 2.', '"mean": 9.', "`mean` is not between"),
        ('"confidence": 95}', '"confidence": 94}', "`confidence` is not 90, 95 or 99"),
        ('"segment": {}', '"segment": []', "`segment` is not a mapping"),
        ('"method": "wilson", ', "", "`method` is missing"),
        ('"cells"', '"cels"', "`cells` is missing"),
        ('"options"', "options", "2:1: this is no JSON"),
    ],
)
def test_a_file_that_is_none_is_told_at_its_place(
    cli: Run, flight: Path, was: str, becomes: str, place: str
) -> None:  # fmt: skip
    cli("measure")
    path = Path("flight.measures.json")
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), "utf-8")
    done = cli("measure", "--check")
    assert done.status == 2 and "flight.measures.json:" in done.err and place in done.err, done.err


def seen(path: str) -> str:
    return Path(path).read_text("utf-8")


def test_a_map_shows_what_was_measured_and_what_was_assumed_behind_it(cli: Run, write: Write, flight: Path) -> None:
    write("flight.journey.yaml", FELT)
    few = "".join(f"2026-01-10,Business,,{score},x\n" for score in (1, 2, 3, 1, 2, 3, 1))
    write("answers.csv", ANSWERS + few)
    cli("measure", "--by", "class", "--period", "year")
    done = cli("render", "-o", "maps", "--format", "svg,html")
    assert done.status == 0, done.err
    svg = seen("maps/flight.svg")
    texts = re.findall(r"<text[^>]*>(?:&#x202[AB];)(.*?)&#x202C;</text>", svg)
    for said in ("36", "7", "not measured", "fewer than 30 answers", "measured", "assumed", "95% interval"):
        assert said in texts, said
    assert {"What this rests on", "survey", "120 of 120 rows"} <= set(texts)
    page = seen("maps/flight.html")
    assert "CSAT 55.6%" in page and "Business" in page and "n=36" in page


def test_no_line_is_drawn_where_nothing_was_measured(cli: Run, write: Write, flight: Path) -> None:
    """Of three touchpoints the middle one was not asked about: the measured points stay apart."""
    from journeymap.layout.feeling.measured import drawn_series
    from journeymap.layout.spec import MapSpec
    from journeymap.pipeline.check import check
    from journeymap.settings import Settings
    from journeymap.style.locale import load_words
    from journeymap.style.theme import load_theme

    write("flight.journey.yaml", FELT)
    write("answers.csv", rows((40, "2026-01-10,Business,5,4,a")))
    cli("measure", "--by", "class")
    settings = Settings(today=dt.date(2026, 11, 21))
    journey = check(FELT.encode(), "flight.journey.yaml", settings, folder=str(Path.cwd())).journey
    assert journey is not None
    spec = MapSpec(
        journey=journey, words=load_words("en"), theme=load_theme("default"), today=settings.today, compact=False,
        overlays=journey.beside,
    )  # fmt: skip
    (series,) = drawn_series(spec)
    assert series.shape.main == ((1,), (3,)) and series.feelings == {1: 2, 3: 1}


def test_a_build_is_made_again_when_the_measures_are_others(cli: Run, write: Write, flight: Path) -> None:
    write("flight.journey.yaml", FELT)
    cli("build", "-o", "site", "-q")
    assert cli("build", "-o", "site", "--check", "-q").status == 0
    cli("measure", "-q")
    assert cli("build", "-o", "site", "--check", "-q").status == 1, "there are measures now"
    cli("build", "-o", "site", "-q")
    assert cli("build", "-o", "site", "--check", "-q").status == 0
    cli("measure", "--period", "month", "-q")
    assert cli("build", "-o", "site", "--check", "-q").status == 1, "there are others"


def test_measures_that_cannot_be_read_keep_a_map_from_being_drawn(cli: Run, write: Write, flight: Path) -> None:
    write("flight.measures.json", "{}")
    for command in (("validate",), ("render", "-o", "maps")):
        done = cli(*command)
        told = done.out + done.err
        assert done.status == 1 and "flight.measures.json:1:1" in told and "`schema` is missing" in told
    assert cli("measure").status == 0, "and are written anew"
    assert cli("render", "-o", "maps").status == 0


def test_a_value_in_the_file_stays_and_a_target_gets_its_value(cli: Run, write: Write, flight: Path) -> None:
    typed = "metrics: {csat: {target: 60}, nps: {value: 12}}"
    write("flight.journey.yaml", MAP.replace("{id: boards, name: Boards}", f"{{id: boards, name: Boards, {typed}}}"))
    write("answers.csv", rows((40, "2026-01-10,Business,5,4,a")))
    cli("measure", "--period", "quarter")
    cli("render", "-o", "maps", "--format", "svg")
    svg = seen("maps/flight.svg")
    for said in ("100%", "target 60%", "2026-Q1", "+12"):
        assert f";{said}&#" in svg, said


def test_flags_rank_what_is_clearly_other_than_assumed(cli: Run, write: Write, flight: Path) -> None:
    write("flight.journey.yaml", FELT)
    both = ((40, "2026-01-10,Business,1,3,a"), (10, "2026-01-10,Business,2,2,a"))
    write("answers.csv", rows(*both))
    cli("measure", "--by", "class")
    cli("render", "-o", "maps", "--format", "svg,html")
    svg = seen("maps/flight.svg")
    # Boards: assumed 1, measured -1.8; lands: assumed -1, measured -0.2.
    assert ";2.8 worse than assumed&" in svg and ";0.8 better than assumed&" in svg
    assert "Dana: 2.8 worse than assumed" in seen("maps/flight.html")
    write("answers.csv", rows((20, "2026-01-10,Business,1,3,a")))
    cli("measure", "--by", "class")
    cli("render", "-o", "maps", "--format", "svg")
    assert "worse than assumed" not in seen("maps/flight.svg"), "20 answers are too few to contradict"


def test_an_assumed_feeling_within_the_interval_is_not_contradicted(cli: Run, write: Write, flight: Path) -> None:
    write("flight.journey.yaml", FELT)
    write("answers.csv", rows((18, "2026-01-10,Business,5,1,a"), (17, "2026-01-10,Business,3,1,a")))
    cli("measure", "--by", "class")
    cli("render", "-o", "maps", "--format", "svg")
    svg = seen("maps/flight.svg")
    assert "than assumed&" not in svg, "1 is what was assumed, and what was measured; all alike have no interval"


def test_where_no_answer_counts_the_figures_that_are_there_stay(cli: Run, write: Write, flight: Path) -> None:
    cli("measure")
    before = Path("flight.measures.json").read_bytes()
    write("answers.csv", HEAD)
    done = cli("measure")
    assert done.status == 1 and "no answer counts, and nothing is written" in done.err
    assert Path("flight.measures.json").read_bytes() == before


@pytest.mark.parametrize("command", ["validate", "measure"])
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "    time: Date\n",
            "    time: Date\n    format: {date: dd/mm/yyyy}\n",
            "17:20 JM514 error: this form",
        ),
        (
            "location: answers.csv",
            "location: ../answers.csv",
            "15:15 JM504 error: the location leads out",
        ),
    ],
)
def test_what_can_be_seen_without_the_files_is_refused_at_its_place_by_both_commands(
    cli: Run, write: Write, flight: Path, command: str, old: str, new: str, told: str
) -> None:
    write("flight.journey.yaml", MAP.replace(old, new))
    done = cli(command, "flight.journey.yaml")
    assert done.status == 1 and f"flight.journey.yaml:{told}" in done.out + done.err
    assert not Path("flight.measures.json").exists()


def test_a_location_may_lead_up_inside_the_project(cli: Run, write: Write) -> None:
    write("journeymap.toml", "")
    write("answers.csv", ANSWERS)
    write("maps/flight.journey.yaml", MAP.replace("answers.csv", "../answers.csv"))
    assert "JM504" not in cli("validate", "maps").out
    assert cli("measure", "maps").status == 0


def test_a_dimension_is_not_crossed_with_itself(cli: Run, flight: Path) -> None:
    done = cli("measure", "--by", "class*class")
    assert done.status == 2 and "crosses a dimension with itself" in done.err


@pytest.mark.parametrize(
    ("said", "written", "meant"),
    [
        ('"%d/%m/%Y"', "01/{day}/2026", "%m/%d/%Y"), ('"%m/%d/%Y"', "{day}/01/2026", "%d/%m/%Y"),
        (None, "{day}.01.26 10:00", "%d.%m.%y"), ('"%d/%m/%Y"', "2026/01/{day}", "%Y/%m/%d"),
    ],
)  # fmt: skip
def test_where_many_times_cannot_be_read_the_likely_form_of_dates_is_named(
    cli: Run, write: Write, flight: Path, said: str | None, written: str, meant: str
) -> None:
    form = f"    format: {{date: {said}}}\n" if said else ""
    write("flight.journey.yaml", MAP.replace("    time: Date\n", f"    time: Date\n{form}"))
    write("answers.csv", rows(*((1, f"{written.format(day=f'{day:02}')},Eco,5,10,a") for day in range(1, 31))))
    done = cli("measure", "-q")
    seen = 18 if said and meant != "%Y/%m/%d" else 30
    told = f"{seen} in `Date` are left out, with a time that is none: 100% of the first {seen} are written `{meant}`"
    assert f"{told}: should `date` of `format` say so?" in done.err
    assert written.format(day=30) not in done.err


def test_times_after_today_count_and_are_told(cli: Run, write: Write, flight: Path) -> None:
    days = "2026-01-10", "2026-01-10 23:59:59", "2026-01-11", "2027-05-05"
    write("answers.csv", rows(*((7, f"{day},Eco,5,10,a") for day in days)))
    for period in ("all", "month"):
        done = cli("measure", "--today", "2026-01-10", "--period", period)
        assert "28 of 28 rows in 1 file count" in done.err
        assert "  note: 14 rows with a time after today count\n" in done.err
    assert cell("csat", "2027-05")["n"] == 7
    assert "after today" not in cli("measure", "--today", "2027-05-05").err


def test_what_is_often_left_out_has_a_warning_with_its_likely_cause(cli: Run, write: Write, flight: Path) -> None:
    write("answers.csv", rows((8, "2026-01-10,Eco,5,10,a"), (2, "3/1/2026,Eco,5,10,a")))
    done = cli("measure", "-q")
    assert done.status == 0 and "warning: flight.journey.yaml: survey: 2 in `Date` are left out" in done.err
    assert "day and month the other way round" in done.err
    write("answers.csv", rows((19, "2026-01-10,Eco,5,10,a"), (1, "13/01/2026,Eco,5,10,a")))
    assert "warning" not in cli("measure").err
