"""The grid of a workshop's wall."""

import pytest
from journeys import journey_from

from journeymap.style.locale import load_words
from journeymap.workshop.grid import Grid, Reference


def grid(stages: int = 2, language: str = "en") -> Grid:
    data = {
        "journeymap": 1,
        "id": "x",
        "title": "x",
        "language": language,
        "stages": [{"id": f"s{n}", "name": f"Stage {n}"} for n in range(stages)],
        "custom": [{"id": "smells", "name": "Smells"}],
    }
    return Grid.of(journey_from(data), load_words(language))


def test_lanes_are_numbered_with_a_teams_own_before_the_actions() -> None:
    names = [(lane.number, lane.name) for lane in grid().lanes]
    assert names == [
        (1, "steps"), (2, "doing"), (3, "thinking"), (4, "feeling"), (5, "pains"), (6, "gains"),
        (7, "opportunities"), (8, "channels"), (9, "backstage"), (10, "smells"), (11, "actions"),
    ]  # fmt: skip
    assert [lane.title for lane in grid(language="he").lanes][:2] == ["נקודות מגע", "עושים"]


def test_stages_are_lettered_as_a_spreadsheets_columns() -> None:
    letters = [stage.letter for stage in grid(703).stages]
    assert letters[:2] + letters[25:28] + letters[701:] == ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]


def test_every_reference_leads_back_to_its_cell() -> None:
    wall = grid(30)
    for stage in wall.stages:
        for lane in wall.lanes:
            for position in (None, 1, 12):
                cell = wall.place(wall.ref(stage, lane, position))
                assert cell and (cell.stage, cell.lane, cell.position) == (stage, lane, position)


@pytest.mark.parametrize("text", ["B3.2", "b3.2", " B 3.2 ", "B3,2", "B۳.۲", "B٣.٢", "Ｂ３．２"])
def test_a_reference_is_read_as_hands_and_keyboards_write_it(text: str) -> None:
    assert Reference.read(text) == Reference("B", 3, 2)


@pytest.mark.parametrize(("text", "note"), [("B3.2a", "A"), ("b3.2 B", "B"), ("B3,2ב", "ב"), ("B۳.۲ف", "ف")])
def test_several_notes_on_one_place_have_letters(text: str, note: str) -> None:
    assert Reference.read(text) == Reference("B", 3, 2, note)
    place = grid().place(text)
    assert place and place.position == 2


@pytest.mark.parametrize(
    "text", ["", "B", "3", "B3.", "3B", "B3.2.1", "C3", "B0", "B12", "B3.0", "B-3", "ב3", "B3333", "B3.2ab", "B3.2!"]
)
def test_what_is_no_cell_has_no_place(text: str) -> None:
    assert grid().place(text) is None
