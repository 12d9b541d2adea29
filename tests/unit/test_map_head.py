"""The head of a map: its facts stand in columns, wherever they have room."""

from __future__ import annotations

from itertools import groupby

import pytest
from journeys import scene_of
from placed_texts import overlaps, placed
from test_overview import sample

from journeymap.io import resources
from journeymap.layout.scene import Scene, TextLine
from journeymap.model import Journey
from journeymap.pipeline.views import STANDARD
from journeymap.style.locale import load_words

KEYS = ("scenario", "goal", "objectives", "evidence", "time-in-all", "owner", "review-by")
SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))


def facts(scene: Scene, journey: Journey) -> list[list[float]]:
    """The x at which each fact starts in reading order, row by row."""
    labels = {load_words(journey.language)[key] for key in KEYS}
    head = [text for text in scene.bands[0].children if isinstance(text, TextLine) and text.string in labels]

    def start(text: TextLine) -> float:
        near = text.middle - text.width / 2
        return round(scene.width - near - text.width if journey.is_rtl else near, 1)

    rows = groupby(sorted(head, key=lambda text: text.baseline), key=lambda text: text.baseline)
    return [sorted(map(start, row)) for _, row in rows]


@pytest.mark.parametrize("lanes", [(), STANDARD], ids=["full", "standard"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_facts_in_rows_stand_below_each_other(path, lanes):
    journey = sample(path)
    scene = scene_of(journey.replace(lanes=lanes) if lanes else journey)
    rows = facts(scene, journey)
    assert rows and all(row == rows[0][: len(row)] for row in rows)
    assert overlaps([text for text in placed(scene) if text.band == "band-head"]) == []


def test_facts_are_below_the_personas_where_they_would_be_many_rows_beside_them():
    journey = sample(resources.samples() / "loyalty-project-to-be.journey.yaml")
    (row,) = facts(scene_of(journey.replace(lanes=STANDARD)), journey)
    assert len(row) == 6
