"""The index of a site says when each journey was measured last, and where that contradicts it most."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from commandline import GOOD, Run, Write
from journeys_behaved import behaviour, data_of
from measured_shops import CELLS, MEASURES, SHOP, shop

from journeymap.measure.measures import path_of, written


def built(cli: Run) -> dict[str, Any]:
    """The journeys of index.json by their paths, after a build."""
    assert cli("build", "-q").status == 0
    told = json.loads(Path("site/index.json").read_bytes())
    return {each["path"]: each for each in told["journeys"]}


def beside(path: Path, measures: dict[str, Any] = MEASURES) -> None:
    path_of(path).write_text(json.dumps(measures), "utf-8")


def test_the_newest_measure_and_the_first_flag_of_the_map(cli: Run, write: Write) -> None:
    write("plain.journey.yaml", GOOD.replace("id: shop", "id: plain"))
    beside(write("shop.journey.yaml", SHOP))
    rows = built(cli)
    assert rows["shop.journey.yaml"]["measured"] == {"newest": "2026-Q3", "until": "2026-09-30"}
    # Mia was thought to look around at 1.5; measured is 3.2 of 5, which is 0.2.
    assert rows["shop.journey.yaml"]["disagreement"] == {
        "touchpoint": "Looks around", "persona": "Mia", "by": -1.3, "feeling": -1.3,
    }  # fmt: skip
    assert rows["plain.journey.yaml"]["measured"] is None and rows["plain.journey.yaml"]["disagreement"] is None
    table = {row["id"]: row for row in csv.DictReader(io.StringIO(Path("site/index.csv").read_text("utf-8-sig")))}
    assert (table["shop"]["newest_measure"], table["shop"]["disagreement_by"]) == ("2026-Q3", "-1.3")
    assert (table["plain"]["newest_measure"], table["plain"]["disagreement_by"]) == ("", "")
    page = Path("site/index.html").read_text("utf-8")
    assert '<td class="newest" data-sort="2026-09-30"><bdi>\u20662026-Q3\u2069</bdi></td>' in page
    assert '<td class="disagreement" data-sort="1.3"><bdi>\u20661.3\u2069 worse than assumed</bdi>' in page
    assert re.findall('<td class="(?:newest|disagreement)" data-sort="([^"]*)"><bdi></bdi></td>', page) == [
        "\uffff",
        "-1",
    ]


def test_the_worst_leak_and_where_it_is(cli: Run, write: Write) -> None:
    data = data_of("en") | {"sources": [{"id": "shop", "location": "x.csv", "questions": [
        {"column": "A", "touchpoint": "pay", "metric": "csat", "scale": {"from": 1, "to": 5}},
    ]}]}  # fmt: skip
    path = write("sofa.journey.yaml", json.dumps(data))
    assert built(cli)["sofa.journey.yaml"]["leak"] is None
    path_of(path).write_bytes(written(behaviour()))
    assert built(cli)["sofa.journey.yaml"]["leak"] == {"touchpoint": "Pays", "lost": 0.4}
    page = Path("site/index.html").read_text("utf-8")
    assert '<td class="leak" data-sort="0.4"><bdi>40%</bdi>' in page


def test_the_lowest_point_is_what_was_measured_where_enough_answered(cli: Run, write: Write) -> None:
    text = SHOP.replace("{persona: mia, score: -1,", "{persona: mia, score: 1.5,")
    path = write("shop.journey.yaml", text)
    assert built(cli)["shop.journey.yaml"]["lowest"] == {
        "touchpoint": "Waits", "persona": "Mia", "score": -0.2, "feeling": -0.2, "signed": True,
    }  # fmt: skip
    beside(path)  # 2.2 of 5 is -0.8
    assert built(cli)["shop.journey.yaml"]["lowest"] == {
        "touchpoint": "Pays", "persona": "Mia", "score": -0.8, "feeling": -0.8, "signed": True,
    }  # fmt: skip
    write("shop.journey.yaml", text.replace("{persona: tal, score: 1,", "{persona: tal, score: -1.5,"))
    lowest = built(cli)["shop.journey.yaml"]["lowest"]
    assert (lowest["touchpoint"], lowest["score"]) == ("Looks around", -1.5), "only 20 regulars say otherwise"


def test_other_measures_make_the_journey_and_the_index_anew(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", SHOP)
    assert built(cli)["shop.journey.yaml"]["measured"] is None
    beside(path)
    assert built(cli)["shop.journey.yaml"]["measured"]["newest"] == "2026-Q3"
    earlier = [each for each in CELLS if each["period"] != "2026-Q3"]
    beside(path, {**MEASURES, "cells": earlier})
    assert cli("build", "--check", "-q").status == 1
    row = built(cli)["shop.journey.yaml"]
    assert row["measured"]["newest"] == "2026-Q2" and row["disagreement"]["by"] == -0.6
    assert cli("build", "--check", "-q").status == 0
    path_of(path).unlink()
    assert built(cli)["shop.journey.yaml"]["measured"] is None


def test_a_measure_in_the_file_may_be_the_newest(cli: Run, write: Write) -> None:
    beside(
        write(
            "shop.journey.yaml", SHOP.replace("metrics: {csat:", "metrics: {nps: {value: 3, date: 2026-10-05}, csat:")
        )
    )
    assert built(cli)["shop.journey.yaml"]["measured"] == {"newest": "2026-10-05", "until": "2026-10-05"}
    assert ">5 Oct 2026<" in Path("site/index.html").read_text("utf-8")


def test_answers_without_a_time_have_no_day(cli: Run, write: Write) -> None:
    undated = [{**each, "period": "all"} for each in CELLS if each["period"] == "2026-Q3"]
    beside(write("shop.journey.yaml", SHOP), {**MEASURES, "cells": undated})
    assert built(cli)["shop.journey.yaml"]["measured"] == {"newest": "all", "until": None}
    assert ">all periods<" in Path("site/index.html").read_text("utf-8")


def test_the_index_says_so_in_its_own_language(cli: Run, write: Write) -> None:
    beside(write("shop.journey.yaml", shop("he")))
    write("journeymap.toml", '[build]\nlanguage = "he"\n')
    assert built(cli)["shop.journey.yaml"]["disagreement"]["touchpoint"] == "מסתכלת סביב"
    page = Path("site/index.html").read_text("utf-8")
    assert "גרוע ב־\u20661.3\u2069 מן ההנחה" in page and "הפער הגדול ביותר" in page
