"""No text of a journey runs as a formula in a spreadsheet, whichever table it stands in."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys import journey_from

from journeymap.build.facts import JourneyFacts, facts_of
from journeymap.build.index import index_files, index_rows
from journeymap.build.manifest import JourneyEntry
from journeymap.io.spreadsheet import escape_formula, unescape_formula
from journeymap.settings import BuildSettings, Settings
from journeymap.style.locale import load_words
from journeymap.workshop.kit.forms import capture_csv

GUARDED = "=+-@\t\r\n＝＋－＠"
SETTINGS = Settings(today=dt.date(2026, 11, 21), build=BuildSettings(formats=("svg",), themes=("default",)))
TEXTS = ("title", "organisation", "owner", "lowest_touchpoint", "lowest_persona")


def facts(**changed: object) -> JourneyFacts:
    journey = journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": []})
    return replace(facts_of(journey, (), SETTINGS.today), **changed)


@given(st.sampled_from(GUARDED), st.text("'", max_size=2), st.text(max_size=9).map(lambda text: f"x{text}"))
def test_a_text_that_may_be_a_formula_is_given_an_apostrophe(first: str, quotes: str, rest: str) -> None:
    text = quotes + first + rest
    assert escape_formula(text) == f"'{text}"
    assert unescape_formula(escape_formula(text)) == text


@pytest.mark.parametrize("first", GUARDED)
def test_the_index_has_no_formula(first: str) -> None:
    formula = f"{first}SUM(A1)"
    entry = JourneyEntry(
        name=formula, facts=facts(tags=[formula, "x"], lowest_score=1, **dict.fromkeys(TEXTS, formula))
    )
    table = index_files(index_rows([entry], SETTINGS), SETTINGS)["index.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert {row[name] for name in (*TEXTS, "path")} == {f"'{formula}"}
    assert row["tags"] == f"'{formula}, x"


@pytest.mark.parametrize("first", "=+-@＝＋－＠")
def test_the_form_of_a_workshop_has_no_formula(first: str) -> None:
    stage = {"id": "a", "name": "A", "touchpoints": [{"id": "b", "name": "B"}]}
    persona = {"id": "p", "name": f"{first}SUM(A1)"}
    journey = journey_from({"journeymap": 1, "id": "x", "title": "X", "personas": [persona], "stages": [stage]})
    rows = csv.reader(io.StringIO(capture_csv(journey, load_words("en")).decode("utf-8-sig"), newline=""))
    cells = [cell for row in rows for cell in row]
    assert f"'{first}SUM(A1)" in cells
    assert not [cell for cell in cells if cell.startswith(tuple(GUARDED)) and not cell[1:].isdigit()]
