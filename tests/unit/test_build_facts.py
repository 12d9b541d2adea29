"""Every fact of the index is told where its line in the table says, and nowhere else; the manifest brings it back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from journeymap.build import manifest as manifests
from journeymap.build.facts import FACTS, PAGE_COLUMNS, JourneyFacts
from journeymap.build.index import index_files, index_rows
from journeymap.build.manifest import JourneyEntry, Manifest
from journeymap.render.index import IndexCell, IndexRow, index_view
from journeymap.settings import BuildSettings, Settings
from journeymap.style.locale import load_words

TODAY = dt.date(2027, 3, 1)
SETTINGS = Settings(today=TODAY, build=BuildSettings(formats=("svg", "html"), themes=("default",)))
FACTS_OF_ONE = JourneyFacts(
    id="shop", title="A visit", language="en", direction="ltr", kind="as-is", draft=False, organisation="Shop",
    tags=["one"], owner="Ines", last_review="2026-10-01", review_due="2027-02-01", review_overdue=True,
    lowest_touchpoint="Pays",
    lowest_persona="Mia", lowest_score=1, lowest_feeling=0.5, signed_scores=True, open_actions=5, overdue_actions=2,
    experiments_to_read=2, overdue_experiments=1,
    codes={"JM301": 1}, touchpoints=14, touchpoints_without_owner=1, severe_pains=4, severe_pains_without_action=2,
    emotions=12, emotions_beyond_assumed=7, measures=8, measures_older_than_review=3,
    newest_measure="2026-Q3", newest_measure_until="2026-09-30", disagreement_touchpoint="Pays",
    disagreement_persona="Mia", disagreement_by=-1.8, disagreement_feeling=-1.8, leak_touchpoint="Pays", leak_lost=0.4,
    since="2027-03-01", until="2027-03-01",
)  # fmt: skip
OTHERS: dict[str, Any] = {
    "id": "market", "language": "he", "direction": "rtl", "kind": "to-be", "last_review": "2026-11-01",
    "review_due": "2027-04-01", "tags": ["two"], "codes": {"JM301": 3, "JM104": 1, "JM320": 2},
    "newest_measure_until": "2026-12-31", "since": "2027-02-01", "until": "2027-05-01",
}  # fmt: skip
FOR_THE_PAGE = {"last_review": ({"review_due": None}, None), "id": ({}, None)}
"""What else has to be so for a fact to have a say in the page, and the value with which it has."""


def other(name: str) -> Any:
    value = getattr(FACTS_OF_ONE, name)
    if name in OTHERS:
        return OTHERS[name]
    if isinstance(value, bool):
        return not value
    return f"other {value}" if isinstance(value, str) else value + 1


def entry(facts: JourneyFacts) -> JourneyEntry:
    return JourneyEntry(name="a.journey.yaml", source="s", key="k", day="2027-03-01", facts=facts)


def told(facts: JourneyFacts) -> tuple[dict[str, Any], dict[str, str]]:
    """What index.json and index.csv tell, by place and by column."""
    files = index_files(index_rows([entry(facts)], SETTINGS), SETTINGS)
    (said,) = json.loads(files["index.json"])["journeys"]
    (row,) = csv.DictReader(io.StringIO(files["index.csv"].decode("utf-8-sig"), newline=""))
    groups = {name for name, value in said.items() if isinstance(value, dict)}
    places = {name: value for name, value in said.items() if name not in groups}
    return places | {f"{group}.{key}": value for group in groups for key, value in said[group].items()}, row


def line(facts: JourneyFacts) -> IndexRow:
    return index_view(index_rows([entry(facts)], SETTINGS), PAGE_COLUMNS, load_words("en", "indexes"), TODAY).lines[0]


def differing(one: Mapping[str, Any], another: Mapping[str, Any]) -> set[str]:
    return {name for name in one.keys() | another.keys() if one.get(name) != another.get(name)}


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_is_told_where_its_line_says(name: str) -> None:
    fact, changed = FACTS[name], replace(FACTS_OF_ONE, **{name: other(name)})
    (json_before, json_after), (csv_before, csv_after) = zip(told(FACTS_OF_ONE), told(changed), strict=True)
    assert differing(json_before, json_after) == set(fact.places)
    assert differing(csv_before, csv_after) == (fact.columns(name).keys() if fact.in_csv else set())


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_has_its_say_in_the_page(name: str) -> None:
    given, value = FOR_THE_PAGE.get(name, ({}, other(name)))
    before, after = (line(replace(FACTS_OF_ONE, **{**given, **change})) for change in ({}, {name: value}))
    columns = [column for column in PAGE_COLUMNS if column != "journey"]
    cells: list[dict[str, IndexCell]] = [dict(zip(columns, each.cells, strict=False)) for each in (before, after)]
    if FACTS[name].page == "journey":
        assert before != after
    else:
        assert differing(*cells) == ({FACTS[name].page} if FACTS[name].page else set())


def test_the_page_has_a_column_for_every_fact_that_is_told() -> None:
    assert {name for name, fact in FACTS.items() if fact.places and not fact.page} == set()
    assert [name for name, fact in FACTS.items() if not fact.places] == ["since", "until"]


def test_the_manifest_brings_an_entry_back(tmp_path: Path) -> None:
    before = replace(entry(FACTS_OF_ONE), files={"shop.svg": "d"})
    (tmp_path / manifests.NAME).write_bytes(manifests.text(Manifest(journeys={before.name: before})))
    assert manifests.read(tmp_path).journeys == {before.name: before}


@pytest.mark.parametrize("name", [each.name for each in fields(JourneyFacts)])
@pytest.mark.parametrize("wrong", [[3], {"a": "b"}, None])
def test_a_manifest_with_a_fact_of_another_type_says_nothing(tmp_path: Path, name: str, wrong: object) -> None:
    text = json.loads(manifests.text(Manifest(journeys={"a": entry(FACTS_OF_ONE)})))
    if wrong is None:
        del text["journeys"]["a"]["facts"][name]
    else:
        text["journeys"]["a"]["facts"][name] = wrong
    (tmp_path / manifests.NAME).write_text(json.dumps(text))
    assert manifests.read(tmp_path) == Manifest(partial=True)


@pytest.mark.parametrize("name", ["source", "key", "day", "files"])
def test_a_manifest_with_an_entry_of_another_type_says_nothing(tmp_path: Path, name: str) -> None:
    text = json.loads(manifests.text(Manifest(journeys={"a": entry(FACTS_OF_ONE)})))
    text["journeys"]["a"][name] = {"a.svg": 3}
    (tmp_path / manifests.NAME).write_text(json.dumps(text))
    assert manifests.read(tmp_path) == Manifest(partial=True)


@pytest.mark.parametrize("name", ["../a.svg", "/etc/passwd", "A.svg", ".htaccess"])
@pytest.mark.parametrize("place", ["journeys", "index", "changes"])
def test_a_manifest_that_names_what_is_no_output_says_nothing(tmp_path: Path, place: str, name: str) -> None:
    text = json.loads(manifests.text(Manifest(journeys={"a": entry(FACTS_OF_ONE)})))
    (text["journeys"]["a"] if place == "journeys" else text[place])["files"] = {name: "d"}
    (tmp_path / manifests.NAME).write_text(json.dumps(text))
    assert manifests.read(tmp_path) == Manifest(partial=True)


def test_the_manifest_of_an_earlier_version_says_nothing(tmp_path: Path) -> None:
    text = json.loads(manifests.text(Manifest(journeys={"a": entry(FACTS_OF_ONE)})))
    (tmp_path / manifests.NAME).write_text(json.dumps({**text, "version": 1}))
    assert manifests.read(tmp_path) == Manifest(partial=True)


def test_signs_stay_beside_their_words_in_a_journey_of_another_direction() -> None:
    facts = replace(FACTS_OF_ONE, title="שדרוג ל־Pro+ עכשיו", organisation="חנות C#", owner="צוות C++", direction="rtl")
    kept = line(facts)
    texts = [kept.title, kept.about, *(cell.text for cell in kept.cells)]
    assert [any(each in text for text in texts) for each in ("Pro+\u200e", "C#\u200e", "C++\u200e")] == [True] * 3
    assert "Pro+ " in kept.search_text
    assert line(replace(facts, title="Pro+", direction="ltr")).title == "Pro+"
