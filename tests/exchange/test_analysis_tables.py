"""The tables for analysts: what is in them, in three formats that say the same."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from journeys import journey_from, made_up

from journeymap.exchange.export.analysis import analysis_tables
from journeymap.exchange.export.formats import EXPORT_FORMATS, exported
from journeymap.exchange.export.request import JourneyToExport
from journeymap.io import resources
from journeymap.io.spreadsheet import unescape_formula
from journeymap.model import Action, Emotion, Metric, Point, Touchpoint, read_journey
from journeymap.model.shape import fields_of
from journeymap.settings import Settings
from journeymap.source import load

SETTINGS = Settings(today=dt.date(2026, 11, 26))
NAMES = ["touchpoints", "feelings", "points", "metrics", "actions"]
SHOP: dict[str, Any] = {
    "journeymap": 1,
    "id": "coat",
    "title": "A coat",
    "language": "fa",
    "calendar": "persian",
    "emotion_scale": [0, 100],
    "personas": [{"id": "maya", "name": "Maya"}],
    "stages": [
        {
            "id": "buys",
            "name": "Buys",
            "emotions": {"score": 50},
            "touchpoints": [
                {
                    "id": "pays",
                    "name": "=Pays",
                    "channels": ["App", {"text": "Till", "persona": "maya"}],
                    "duration": "2 hours",
                    "moment_of_truth": True,
                    "emotions": {"score": 75, "label": "calm", "evidence": "measured", "low": 50, "high": 100},
                    "pains": [{"id": "dear", "text": "Too dear", "severity": 4}],
                    "gains": "Warm",
                    "metrics": {"nps": {"value": 41, "n": 300, "date": "1405-09-01"}, "queue": 3.5},
                    "image": {"file": "a.png", "alt": "A till"},
                }
            ],
        }
    ],
    "actions": [
        {
            "id": "a1", "title": "-5 % for all", "owner": ["noa", "dan"], "due": "1406-Q1", "budget": "5000 EUR",
            "confidence": "80%", "effect": {"emotion": "pays", "low": 1, "likely": 5, "high": 9},
        }
    ],
}  # fmt: skip


def given(*journeys: dict[str, Any]) -> list[JourneyToExport]:
    return [JourneyToExport(journey=journey_from(each), settings=SETTINGS) for each in journeys]


def files(form: str, journeys: list[JourneyToExport]) -> dict[str, bytes]:
    return {name: file.data for name, file in exported(EXPORT_FORMATS[form], journeys).items()}


def told(journeys: list[JourneyToExport], table: str) -> list[dict[str, Any]]:
    """The rows of a table, without what is not known."""
    rows = json.loads(files("json", journeys)[f"{table}.json"])
    return [{key: value for key, value in row.items() if value not in (None, [])} for row in rows]


def test_touchpoints() -> None:
    assert told(given(SHOP), "touchpoints") == [
        {
            "journey": "coat", "stage": "buys", "number": 1, "id": "pays", "name": "=Pays", "optional": False,
            "image_file": "a.png", "image_alt": "A till", "channels": ["App", "Till"], "duration_minutes": 120.0,
            "moment_of_truth": "true",
        }
    ]  # fmt: skip


def test_feelings_are_as_written_and_from_minus_two_to_two() -> None:
    of_stage, of_step = told(given(SHOP), "feelings")
    assert of_stage == {
        "journey": "coat", "stage": "buys", "feeling": 0.0, "persona": "maya", "score": 50.0, "evidence": "assumed",
    }  # fmt: skip
    assert of_step == {
        "journey": "coat", "stage": "buys", "touchpoint": "pays", "feeling": 1.0, "feeling_low": 0.0,
        "feeling_high": 2.0, "persona": "maya", "score": 75.0, "label": "calm", "evidence": "measured", "low": 50.0,
        "high": 100.0,
    }  # fmt: skip


def test_points() -> None:
    place = {"journey": "coat", "stage": "buys", "touchpoint": "pays"}
    assert told(given(SHOP), "points") == [
        place | {"kind": "pain", "id": "dear", "text": "Too dear", "severity": 4},
        place | {"kind": "gain", "text": "Warm"},
    ]


def test_metrics_have_what_known_ones_bring() -> None:
    place = {"journey": "coat", "stage": "buys", "touchpoint": "pays"}
    assert told(given(SHOP), "metrics") == [
        place
        | {"metric": "nps", "value": 41.0, "n": 300, "date": "2026-11-22", "scale_low": -100.0, "scale_high": 100.0}
        | {"better": "higher"},
        place | {"metric": "queue", "value": 3.5, "better": "higher"},
    ]


def test_actions() -> None:
    assert told(given(SHOP), "actions") == [
        {
            "journey": "coat", "id": "a1", "title": "-5 % for all", "owner": ["noa", "dan"], "due": "2027-06-21",
            "status": "idea", "confidence": 0.8, "budget": 5000.0, "budget_currency": "EUR",
            "effect": ['{"emotion": "pays", "low": 1, "likely": 5, "high": 9}'],
        }
    ]  # fmt: skip


def samples() -> list[JourneyToExport]:
    found = []
    for path in sorted(resources.samples().glob("*.journey.yaml")):
        tree = load(path.read_bytes(), path.name).tree
        assert tree is not None
        journey, _ = read_journey(tree)
        assert journey is not None
        found.append(JourneyToExport(journey=journey, settings=SETTINGS))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_all_formats_say_the_same(name: str, tmp_path: Path) -> None:
    journeys = [*samples(), *given(made_up(3, language="he", stages=3, touchpoints=9, personas=2, longest=80))]
    data = {form: files(form, journeys)[f"{name}.{form}"] for form in ("csv", "json", "parquet")}
    (tmp_path / "told.parquet").write_bytes(data["parquet"])
    typed = duckdb.sql(f"SELECT * FROM '{tmp_path}/told.parquet'")
    columns = next(table.columns for table in analysis_tables() if table.name == name)
    assert [*zip(typed.columns, map(str, typed.types), strict=True)] == [(each.name, each.type) for each in columns]
    rows = [dict(zip(typed.columns, row, strict=True)) for row in typed.fetchall()]
    as_json = [
        {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in row.items()} for row in rows
    ]
    assert as_json == json.loads(data["json"])
    plain = csv.DictReader(io.StringIO(data["csv"].decode("utf-8-sig"), newline=""))
    assert [{key: unescape_formula(cell) for key, cell in row.items()} for row in plain] == [
        {key: cell_of(value) for key, value in row.items()} for row in rows
    ]


def cell_of(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def test_several_journeys_are_in_one_table() -> None:
    rows = told(given(SHOP, SHOP | {"id": "hat"}), "points")
    assert [row["journey"] for row in rows] == ["coat", "coat", "hat", "hat"]


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_a_table_without_rows_has_its_columns(form: str) -> None:
    empty = given({"journeymap": 1, "id": "x", "title": "X", "stages": []})
    found = files(form, empty)
    assert [*found] == [f"{name}.{form}" for name in NAMES]
    if form == "csv":
        assert found["points.csv"].decode("utf-8-sig").startswith("journey,stage,touchpoint,kind,")
    if form == "json":
        assert json.loads(found["points.json"]) == []


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_the_same_journeys_give_the_same_bytes(form: str) -> None:
    assert files(form, samples()) == files(form, samples())


def test_no_text_is_a_formula_in_a_spreadsheet() -> None:
    made = files("csv", given(SHOP))
    assert ",'=Pays," in made["touchpoints.csv"].decode()
    assert "'-5 % for all" in made["actions.csv"].decode()


@pytest.mark.parametrize(
    ("name", "model", "elsewhere"),
    [
        ("touchpoints", Touchpoint, {"emotions", "pains", "gains", "opportunities", "metrics"}),
        ("feelings", Emotion, set()),
        ("points", Point, set()),
        ("metrics", Metric, set()),
        ("actions", Action, set()),
    ],
)
def test_every_field_has_a_column(name: str, model: type, elsewhere: set[str]) -> None:
    columns = [column.name for table in analysis_tables() if table.name == name for column in table.columns]
    assert len({*columns}) == len(columns)
    for field in fields_of(model):
        has_one = any(column == field.name or column.startswith(f"{field.name}_") for column in columns)
        assert has_one is (field.name not in elsewhere), field.name
