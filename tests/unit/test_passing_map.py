"""The map of those who do not all pass everywhere: threads, names on ways, whose items are, and parts of a journey."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import TODAY, journey_from, scene_of, svg_of

from journeymap.errors import UserError
from journeymap.insight.mentions import with_mentions
from journeymap.insight.part import persona_part, segment_part
from journeymap.layout.scene import Group, Path, Scene, TextLine
from journeymap.model import Journey
from journeymap.pipeline.draw import shown_part
from journeymap.settings import Settings
from journeymap.style.locale import load_words
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.canvas import draw_canvas
from journeymap.workshop.kit.forms import capture_csv
from journeymap.workshop.kit.paper import frame_for
from journeymap.workshop.kit.true_sizes import note_size

SEGMENTS = [{"id": "new", "name": "Newcomers", "share": "30%"}, {"id": "old", "name": "Regulars", "share": "70%"}]
PERSONAS = [{"id": "dana", "name": "Dana", "segment": "new"}, {"id": "amir", "name": "Amir", "segment": "old"}]


def felt(*personas: str) -> list[dict[str, Any]]:
    return [{"persona": persona, "score": 1} for persona in personas]


STEPS: list[dict[str, Any]] = [
    {
        "id": "a", "name": "A", "emotions": felt("dana", "amir"),
        "doing": ["Looks", {"text": "Rings", "persona": "amir"}],
    },
    {
        "id": "b", "name": "B", "segments": "new", "emotions": felt("dana"),
        "message": [{"text": "Welcome", "segment": "new", "channel": "E-mail"}],
        "pains": [{"text": "Slow", "persona": "dana"}],
    },
    {
        "id": "c", "name": "C", "emotions": felt("dana", "amir"),
        "opportunities": [{"text": "[[d]]", "segment": "old"}],
        "next": [{"to": "exit", "share": "20%", "segment": "old", "when": "tired"}],
    },
    {"id": "d", "name": "D", "emotions": felt("dana", "amir")},
]  # fmt: skip


def journey(**more: Any) -> Journey:
    stages = [{"id": "s", "name": "S", "touchpoints": STEPS}]
    data = {"journeymap": 1, "id": "x", "title": "X", "segments": SEGMENTS, "personas": PERSONAS, "stages": stages}
    return journey_from(data | {"actions": [{"id": "go", "title": "Go", "touchpoints": ["b", "c"]}]} | more)


def texts(scene: Scene) -> list[str]:
    return [element.string for element in scene.elements() if isinstance(element, TextLine)]


def test_ways_carry_the_names_of_those_who_take_them() -> None:
    scene = scene_of(journey())
    ways = {
        (group.data["from"], group.data["to"]): group
        for group in scene.elements()
        if isinstance(group, Group) and group.kind == "way"
    }
    assert set(ways) == {("a", "b"), ("a", "c"), ("b", "c"), ("c", "exit"), ("c", "d"), ("d", "exit")}
    assert ways["a", "b"].data["for"] == "dana" and ways["a", "c"].data["for"] == "amir"
    assert ways["b", "c"].data["for"] == "dana" and ways["c", "d"].data["for"] == "dana amir"
    shown = texts(scene)
    assert "Regulars" in shown and "Newcomers" in shown and "Regulars · tired" in shown


def test_a_track_is_for_all_who_take_one_of_its_ways() -> None:
    steps = [{**STEPS[0], "next": [{"to": "c", "segment": "old", "share": "100%"}]}, *STEPS[1:]]
    scene = scene_of(journey(stages=[{"id": "s", "name": "S", "touchpoints": [*steps[:1], *steps[2:]]}], actions=[]))
    drawn = [group.data for group in scene.elements() if isinstance(group, Group) and group.kind == "way"]
    assert {each["for"] for each in drawn if (each["from"], each["to"]) == ("a", "c")} == {"amir dana", "dana"}


def test_a_thread_leads_over_what_a_persona_does_not_pass() -> None:
    scene = scene_of(journey())
    joins = [element for element in scene.elements() if isinstance(element, Path) and element.kind == "feeling"]
    found = {(each.data["persona"], each.data["from"], each.data["to"]): each for each in joins}
    assert found["amir", "a", "c"].stroke_width < 1.5 and found["amir", "a", "c"].dash
    assert found["dana", "a", "b"].stroke_width > 2
    assert "not here" in texts(scene)
    assert "not here" not in texts(scene_of(journey(stages=[{"id": "s", "name": "S", "touchpoints": STEPS[:1]}])))


def test_items_say_whose_they_are() -> None:
    svg = svg_of(scene_of(journey()))
    assert 'data-for="amir"' in svg and 'data-for="dana"' in svg
    shown = texts(scene_of(journey()))
    assert shown.count("Newcomers") >= 2 and "E-mail" in shown


def test_the_part_of_a_persona_keeps_numbers_codes_and_its_own_items() -> None:
    whole = journey()
    part = persona_part(whole, whole.personas[1])
    assert [part.number_of[each.id] for each in part.touchpoints] == [1, 3, 4]
    assert part.title == "X – Amir"
    assert part.action_codes == whole.action_codes and part.actions[0].touchpoints == ("c",)
    assert [each.text for each in part.touchpoints[0].doing] == ["Looks", "Rings"]
    assert all(emotion.persona == "amir" for each in part.touchpoints for emotion in each.emotions)
    assert with_mentions(part, lambda mention: mention.id.upper()).touchpoints[1].opportunities[0].text == "D"
    shown = texts(scene_of(part))
    assert {"1", "3", "4", "20%", "tired"} <= set(shown) and "2" not in shown and "not here" not in shown


def test_the_part_of_a_segment_has_its_steps_and_items() -> None:
    whole = journey()
    part = segment_part(whole, whole.segments[0])
    assert [each.id for each in part.touchpoints] == ["a", "b", "c", "d"]
    assert [each.id for each in part.personas] == ["dana"]
    assert part.touchpoints[2].opportunities == () and part.touchpoints[2].next == ()
    assert [each.text for each in part.touchpoints[0].doing] == ["Looks"]


def test_a_kit_for_one_persona_keeps_the_places_of_the_whole_wall() -> None:
    whole = journey()
    words = load_words("en", calendar="gregorian")
    part = persona_part(whole, whole.personas[1])
    (stage,) = Grid.of(part, words).stages
    assert [(position, touchpoint.id) for position, touchpoint in stage.placed()] == [(1, "a"), (3, "c"), (4, "d")]
    assert stage.left_out() == {2}
    rows = [line.split(",")[::2][:3] for line in capture_csv(part, words).decode("utf-8-sig").splitlines()[1:]]
    assert [row for row in rows if row[2]] == [["A4.1", "a", "Amir"], ["A4.3", "c", "Amir"], ["A4.4", "d", "Amir"]]
    assert [row[0] for row in rows if row[0].startswith("A1.")] == ["A1.1", "A1.3", "A1.4"]
    frame = frame_for(part, Grid.of(part, words), note_size("76x76mm"), paper="auto", orientation="auto", tiled=False)
    shown = texts(draw_canvas(part, frame, words, filled=True))
    assert {"A", "C", "D", "1", "3", "4"} <= set(shown) and "B" not in shown
    (stage,) = Grid.of(whole, words).stages
    assert [position for position, _ in stage.placed()] == [1, 2, 3, 4] and not stage.left_out()


def test_who_is_drawn_has_to_be_known() -> None:
    settings = Settings(today=TODAY, persona="amri")
    with pytest.raises(UserError, match="no persona 'amri'") as caught:
        shown_part(journey(), settings)
    assert caught.value.hint == "did you mean `amir`?"
    assert shown_part(journey(), settings.replace(persona="", segment="old")).title == "X – Regulars"
