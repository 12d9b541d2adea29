"""The lane of thoughts: beside the mark of who thinks them, or where all other texts of the step start."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import journey_from, scene_of


def starts(language: str, *thoughts: Any) -> tuple[float, list[float]]:
    """How far from its column's start what is done at a step begins, and how far the thoughts do; in pixels."""
    step = {"id": "t", "name": "T", "doing": "does", "thinking": list(thoughts)}
    data = {"journeymap": 1, "id": "x", "title": "X", "language": language, "personas": [{"id": "a", "name": "A"},
            {"id": "b", "name": "B"}], "stages": [{"id": "s", "name": "S", "touchpoints": [step]}]}  # fmt: skip
    scene = scene_of(journey_from(data))

    def start(said: str) -> float:
        (text,) = [each for each in scene.texts() if said in each.string]
        edge = text.middle + (text.width if language == "he" else -text.width) / 2
        return scene.width - edge if language == "he" else edge

    return start("does"), [start(each["text"] if isinstance(each, dict) else each) for each in thoughts]


@pytest.mark.parametrize("language", ["en", "he"])
def test_thoughts_leave_room_for_a_mark_where_any_has_one(language):
    done, thought = starts(language, "hm", "so")
    assert thought == pytest.approx([done, done])
    done, thought = starts(language, {"text": "hm", "persona": "a"}, "so")
    assert thought == pytest.approx([done + 15, done + 15])
