"""The foot of a map: its blocks fill the width of the map, few as well as many."""

from __future__ import annotations

import pytest
from journeys import journey_from, made_up, scene_of

from journeymap.layout.scene import Path, TextLine
from journeymap.layout.spec import MARGIN


def wide_map(language: str, **rated: int):
    """A map of 11 steps with three actions and no SWOT, priorities or segments."""
    data = made_up(5, language=language, stages=4, touchpoints=11, personas=1, longest=60)
    for key in ("swot", "segments"):
        data.pop(key, None)
    data["actions"] = [{"id": f"a{number}", "title": data["goal"], **rated} for number in range(3)]
    return scene_of(journey_from(data))


def ends(scene) -> tuple[float, float]:
    """Where what is below the line above the foot starts and ends."""
    foot = next(band for band in scene.bands if band.id == "band-foot")
    marks = [mark for mark in scene_marks(foot) if not (isinstance(mark, Path) and mark.stroke_width == 1.5)]
    lines = [numbers[0] for mark in marks if isinstance(mark, Path) for _, numbers in mark.segments if numbers]
    texts = [mark for mark in marks if isinstance(mark, TextLine)]
    starts = [text.middle - text.width / 2 for text in texts] + lines
    stops = [text.middle + text.width / 2 for text in texts] + lines
    return min(starts), max(stops)


def scene_marks(group):
    for mark in group.children:
        yield from scene_marks(mark) if hasattr(mark, "children") else [mark]


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_two_blocks_are_as_wide_as_the_map(language):
    scene = wide_map(language, impact=4, effort=2)
    assert ends(scene) == pytest.approx((MARGIN, scene.width - MARGIN), abs=1)


def test_one_block_is_not_drawn_out_over_a_whole_map():
    scene = wide_map("en")
    start, end = ends(scene)
    assert 0.6 * scene.width < end - start < 0.95 * scene.width, "half as wide again, and no wider"
