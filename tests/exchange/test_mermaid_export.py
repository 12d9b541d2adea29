"""Journeys are written as journeys of Mermaid, and what Mermaid cannot hold is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys import journey_from

from journeymap.exchange.export.mermaid import export
from journeymap.exchange.export.request import ExportedFile, JourneyToExport
from journeymap.exchange.importing.feelings import feeling_of, language_of_feeling
from journeymap.exchange.importing.mermaid import read_mermaid
from journeymap.settings import Settings

SETTINGS = Settings(today=dt.date(2026, 11, 26))
PERSONAS = [{"id": "maya", "name": "Maya"}, {"id": "tom", "name": "Tom"}]


def written(touchpoints: list[dict[str, Any]], **given: Any) -> ExportedFile:
    head = {"journeymap": 1, "id": "coat", "title": "A coat", "personas": PERSONAS}
    journey = journey_from(head | given | {"stages": [{"id": "buy", "name": "Buys", "touchpoints": touchpoints}]})
    return export(JourneyToExport(journey=journey, settings=SETTINGS))


def test_stages_touchpoints_and_personas_become_sections_tasks_and_actors() -> None:
    file = written(
        [
            {"id": "looks", "name": "Looks", "emotions": [{"persona": "maya", "score": 2}]},
            {"id": "pays", "name": "Pays", "emotions": [{"persona": each, "score": -1.5} for each in ("maya", "tom")]},
        ]
    )
    assert file.data.decode() == (
        "journey\n    title A coat\n    section Buys\n      Looks: 5: Maya\n      Pays: 1.5: Maya, Tom\n"
    )
    assert file.left_out == ("id",)


def test_scores_of_another_scale_are_mapped() -> None:
    file = written(
        [{"id": "looks", "name": "Looks", "emotions": {"persona": "tom", "score": 75}}], emotion_scale=[0, 100]
    )
    assert "Looks: 4: Tom\n" in file.data.decode()


def test_where_personas_feel_differently_their_mean_is_written_and_said() -> None:
    felt = [{"persona": "maya", "score": 2}, {"persona": "tom", "score": -1}]
    file = written([{"id": "pays", "name": "Pays", "emotions": felt}])
    assert "      %% the mean of Maya 5, Tom 2\n      Pays: 3.5: Maya, Tom\n" in file.data.decode()
    assert file.left_out[-1] == "scores of each persona, where they differ: their mean is (1)"


def test_where_no_score_is_known_that_is_said() -> None:
    file = written([{"id": "pays", "name": "Pays", "personas": "tom", "emotions": {"persona": "tom", "label": "calm"}}])
    assert "      %% no score is known\n      Pays: 3: Tom\n" in file.data.decode()
    assert file.left_out == ("id", "personas", "label", "no score: 3 is, where nobody's is known (1)")


def test_what_has_no_place_is_said_by_its_key() -> None:
    step = {"id": "pays", "name": "Pays", "emotions": {"persona": "tom", "score": 0}}
    pains = {"pains": ["Too dear", "Too slow"], "metrics": {"nps": {"value": 3}}}
    file = written([step | pains, step | pains | {"id": "again"}], goal="A coat")
    assert file.left_out == ("id", "goal", "pains (4)", "metrics (2)")


def is_name(text: str) -> bool:
    """Whether a text is no feeling, which our importer takes from among the actors."""
    return bool(text.strip()) and feeling_of(text, language_of_feeling(text) or "en").score is None


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)
NAMES = TEXTS.filter(is_name)


@pytest.mark.parametrize(
    "word", ["title of it", "Section 2", "journey", "accTitle", "a: b; c # d %% e", "#35;", "%%{x"]
)
def test_no_word_means_anything_to_mermaid(word: str) -> None:
    check_read_back([word], word)


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), NAMES)
def test_our_own_importer_reads_it_back(names: list[str], title: str) -> None:
    check_read_back(names, title)


def check_read_back(names: list[str], title: str) -> None:
    personas = [{"id": f"p{number}", "name": name} for number, name in enumerate(names)]
    steps = [
        {"id": f"t{number}", "name": name, "emotions": [{"persona": f"p{number}", "score": 1}]}
        for number, name in enumerate(names)
    ]
    file = written(steps, title=title, personas=personas)
    draft = read_mermaid(file.data.decode(), "coat.mmd").journey
    once = [" ".join(name.split()) for name in names]
    assert draft["title"] == " ".join(title.split())
    assert [(step["name"], step["emotions"]) for step in draft["stages"][0]["touchpoints"]] == [
        (name, [{"persona": draft["personas"][number]["id"], "score": 4}]) for number, name in enumerate(once)
    ]
    assert [each["name"] for each in draft["personas"]] == once


def test_a_nought_that_is_left_out_is_said() -> None:
    felt = {"score": 0, "low": 0, "high": 0}
    assert written([{"id": "a", "name": "A", "emotions": felt}]).left_out == ("id", "low", "high")
