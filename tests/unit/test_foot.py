"""The foot of a map: its blocks fill the width of the map, few as well as many."""

from __future__ import annotations

import pytest
from journeys import journey_from, made_up, scene_of
from journeys_behaved import behaved, behaved_scene, data_of
from placed_texts import overlaps, placed

from journeymap.layout.foot import arrange
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


def heights(scene) -> dict[str, float]:
    """The heights of the bands of the foot, by name."""
    return {band.id: float(band.data["height"]) for band in scene.bands if band.id.startswith("band-foot")}


@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("rated", [{}, {"impact": 4, "effort": 2}], ids=["actions alone", "with their matrix"])
def test_what_measures_rest_on_stands_beside_the_rest_of_the_foot_where_that_is_lower(language, rated, monkeypatch):
    """A row of a table beside eight, above three actions beside a matrix: each would leave half of its row blank."""
    data = data_of(language)
    data["actions"] = [{"id": f"a{number}", "title": data["title"], **rated} for number in range(3)]
    scene = behaved_scene(behaved(data))
    monkeypatch.setattr(arrange, "_together", lambda *_: ())
    apart = heights(behaved_scene(behaved(data)))
    assert list(apart) == ["band-foot-measures", "band-foot"] and list(heights(scene)) == ["band-foot"]
    assert heights(scene)["band-foot"] < 0.8 * sum(apart.values())
    assert overlaps(list(placed(scene))) == []


def test_where_the_actions_are_many_what_measures_rest_on_is_as_high_as_they_are():
    data = data_of("en")
    data["actions"] = [{"id": f"a{number}", "title": data["title"]} for number in range(30)]
    table = heights(scene_of(journey_from(data)))["band-foot"]
    assert heights(behaved_scene(behaved(data))) == {"band-foot": table}


def matrix_of(language: str, *ratings: tuple[int, int]):
    """A map with an action for each rating: its impact, and its effort."""
    data = made_up(5, language=language, stages=4, touchpoints=11, personas=1, longest=60)
    for key in ("swot", "segments"):
        data.pop(key)
    rated = [{"impact": impact, "effort": effort} for impact, effort in ratings]
    data["actions"] = [{"id": f"a{number}", "title": data["goal"]} | each for number, each in enumerate(rated)]
    return scene_of(journey_from(data))


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_a_matrix_is_no_higher_than_its_table_for_twenty_actions_at_one_place(language):
    place = (5, 1)
    nine, twenty = (matrix_of(language, *[place] * count) for count in (9, 20))
    assert heights(nine)["band-foot"] < 470
    rows = heights(matrix_of(language, *[(4, 2), (3, 1), (2, 5), (1, 4)] * 5))["band-foot"]
    assert heights(twenty)["band-foot"] == rows, "as high as the table of twenty beside it"
    assert overlaps(list(placed(twenty))) == []


def test_what_a_place_of_the_matrix_only_counts_is_listed_below_it():
    scene = matrix_of("en", *[(4, 2)] * 20, (1, 1))
    foot = next(band for band in scene.bands if band.id == "band-foot")
    texts = [mark.string for mark in scene_marks(foot) if isinstance(mark, TextLine)]
    shown = [text for text in texts if text.startswith("A") and text[1:].isdigit()]
    more = next(text for text in texts if text.startswith("Impact: 4 · Effort: 2 · +"))
    listed = texts[texts.index(more) + 1].split()
    assert texts.count("+" + more.rpartition("+")[2]) == 1 and len(listed) == int(more.rpartition("+")[2])
    table, in_matrix = shown[:21], shown[21:]
    assert sorted(in_matrix + listed) == sorted(table), "each code once"
