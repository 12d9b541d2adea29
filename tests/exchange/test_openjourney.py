"""Journeys of OpenJourney: placed as the cells of a table are, and refused with their place where they are broken."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Imported
from journeymap.exchange.importing.reading import read_foreign
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.writing import text_of
from journeymap.model import Journey
from journeymap.pipeline.check import check
from journeymap.settings import Settings

SETTINGS = Settings(today=dt.date(2026, 11, 26))
GLASSES: dict[str, Any] = {
    "metadata": {"title": "Ordering glasses", "author": "Ida"},
    "persona": {"name": "Mo", "age": 41},
    "stages": [
        {"id": "s2", "name": "Try", "order": 2, "color": "#fff"},
        {"id": "s1", "title": "1. Look", "order": 1},
        {"id": "s3", "title": "Buy", "order": 3},
    ],
    "swimlanes": [
        {"id": "l1", "title": "Actions", "type": "text"},
        {"id": "l2", "title": "Emotions"},
        {"id": "l3", "title": "Pain points"},
        {"id": "l4", "title": "Weather"},
        {"id": "l5", "title": "Behind it all", "type": "backstage"},
        {"id": "l6", "title": "Left empty"},
    ],
    "nodes": [
        {"id": "n1", "stageId": "s1", "swimlaneId": "l1", "title": "Searches", "score": 2, "sentiment": "curious"},
        {"id": "n2", "stageId": "s1", "swimlaneId": "l1", "title": "Asks a friend", "description": "by phone"},
        {"id": "n3", "stageId": "s2", "swimlaneId": "l1", "title": "Tries frames", "isMomentOfTruth": True, "score": 4},
        {"id": "n4", "stageId": "s3", "swimlaneId": "l1", "title": "Pays", "score": -3.5, "isMomentOfTruth": False},
        {"id": "n5", "stageId": "s3", "swimlaneId": "l3", "title": "Price at the end", "severity": "high"},
        {"id": "n6", "stageId": "s2", "swimlaneId": "l3", "title": "Small mirror", "severity": 2},
        {"id": "n7", "stageId": "s2", "swimlaneId": "l2", "title": "Amused", "score": 3},
        {"id": "n8", "stageId": "s3", "swimlaneId": "l4", "title": "Rain"},
        {"id": "n9", "stageId": "s9", "swimlaneId": "l1", "title": "Lost", "score": 1},
        {"id": "n10", "stageId": "s1", "swimlaneId": "l5", "title": "Stock is counted"},
    ],
}


def read(journey: dict[str, Any], told: Crosswalk | None = None) -> tuple[Journey, Imported]:
    imported = read_foreign(json.dumps(journey).encode(), "glasses.ojf", crosswalk=told)
    checked = check(text_of(imported.journey, "g.journey.yaml").encode(), "g.journey.yaml", SETTINGS)
    assert [each.message for each in checked.diagnostics if each.severity.name == "ERROR"] == []
    assert checked.journey is not None
    return checked.journey, imported


def test_nodes_stand_where_the_cells_of_a_table_would() -> None:
    journey, _ = read(GLASSES)
    assert (journey.title, journey.emotion_scale) == ("Ordering glasses", (-5, 5))
    assert [persona.name for persona in journey.personas] == ["Mo"]
    assert [(stage.name, [step.name for step in stage.touchpoints]) for stage in journey.stages] == [
        ("Look", ["Searches", "Asks a friend"]), ("Try", ["Tries frames"]), ("Buy", ["Pays"]),
    ]  # fmt: skip
    assert [[(felt.score, felt.label) for felt in step.emotions] for step in journey.touchpoints] == [
        [(2, "curious")], [], [(4, None)], [(-3.5, None)],
    ]  # fmt: skip
    assert [(felt.score, felt.label) for felt in journey.stages[1].emotions] == [(3, "Amused")]
    assert [step.moment_of_truth for step in journey.touchpoints] == [False, False, True, False]
    assert [(point.text, point.severity) for stage in journey.stages for point in stage.pains] == [
        ("Small mirror", 2), ("Price at the end", 4),
    ]  # fmt: skip
    assert [lane.name for lane in journey.custom] == ["Weather"]
    assert [each.text for each in journey.touchpoints[0].backstage] == ["Stock is counted"]


def test_what_has_no_place_is_a_comment() -> None:
    text = text_of(read(GLASSES)[1].journey, "g")
    for comment in (
        "not placed (swimlanes[5]): a swimlane: Left empty",
        "not placed (persona): Mo: age: 41",
        "not placed (the file): author: Ida",
        "not placed (nodes[1]): Asks a friend: description: by phone",
        "not placed (nodes[8]): Lost; stageId: s9; swimlaneId: l1; score: 1",
        "not placed (stages[0]): Try: color: #fff",
    ):
        assert f"# {comment}\n" in text
    assert '"Lost; stageId: s9' in "".join(each.text for each in read(GLASSES)[1].unplaced)


def test_the_crosswalk_is_followed_and_files_with_a_version_are_read_alike() -> None:
    told = Crosswalk(lanes={"Weather": "opportunities"}, scale=(-10.0, 10.0))
    journey, imported = read(
        {"version": "1.0", "title": "T", **{key: GLASSES[key] for key in ("stages", "swimlanes", "nodes")}}, told
    )
    assert (journey.title, journey.personas, journey.emotion_scale) == ("T", (), (-10, 10))
    assert [point.text for point in journey.stages[2].opportunities] == ["Rain"]
    assert imported.crosswalk is not None and imported.crosswalk.lanes["Weather"] == "opportunities"
    assert told.scale == (-10, 10)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"stages": [\n  {"id": 1,}]}', r"g\.ojf:2:12: this is no JSON"),
        ("[]", "g.ojf:1:1: this is no journey of OpenJourney"),
        ('{"stages": []}', "has no stages"),
        ('{"stages": {}}', "`stages` is no list of objects"),
        ('{"stages": [{"id": "a"}], "nodes": [1]}', "`nodes` is no list of objects"),
        ('{"title": "a", "title": "b"}', 'the key "title" stands twice'),
        ('{"stages": [{"id": NaN}]}', "NaN is no number"),
        ("[" * 200_000, "too deep"),
        ('{"a":' * 100_000, "too deep"),
        ('{"stages": [{"id": 1}], "nodes": [' + "{}," * 6_000 + "{}]}", "6,001 nodes"),
        ('{"stages": [' + '{"id": 1},' * 300 + '{"id": 1}]}', "301 stages"),
        (" " * 1_000_001, "1,000,000 characters"),
        ('{"stages": [{"order": ' + "9" * 5_000 + "}]}", "g.ojf: "),
    ],
    ids=range(13),
)  # fmt: skip
def test_what_is_broken_or_hostile_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_foreign(text.encode(), "g.ojf")
