"""What the plan says shows on the map: supporters, what is held up, priorities, objections and feelings in words."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from journeys import journey_from, made_up, scene_of, with_plan_details
from placed_texts import Placed
from test_layout import (
    no_level_of_the_emotion_axis_strikes_through_a_word,
    placed,
    sizes,
    texts_neither_overlap_nor_leave_the_page,
    texts_of_a_cell_stay_in_its_column_and_its_band,
)

from journeymap.insight.curve_shape import curve_shapes
from journeymap.insight.feelings import curves, in_words
from journeymap.layout.scene import Element, Group, Path, Rect, Scene
from journeymap.layout.spec import MARGIN
from journeymap.style.locale import load_words


def shop(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A journey of one stage with steps `t0`, `t1`, …"""
    touchpoints = [{"id": f"t{number}", "name": f"Step {number}", **step} for number, step in enumerate(steps)]
    owners = [{"id": "hr", "name": "Personnel"}, {"id": "it", "name": "Computers"}, {"id": "boss", "name": "Boss"}]
    stages = [{"id": "s", "name": "Stage", "touchpoints": touchpoints}]
    return {"journeymap": 1, "id": "x", "title": "X", "owners": owners, "stages": stages, **more}


def drawn(data: dict[str, Any]) -> tuple[Scene, dict[str, Placed]]:
    scene = scene_of(journey_from(data))
    return scene, {text.string: text for text in placed(scene)}


def marks_of(scene: Scene, **data: str) -> list[Element]:
    groups = [each for each in scene.elements() if isinstance(each, Group) and data.items() <= each.data.items()]
    return [child for group in groups for child in group.children]


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(sizes)
def test_any_plan_is_laid_out_whole(size: dict[str, Any]) -> None:
    data = with_plan_details(made_up(**size), size["seed"])
    scene = scene_of(journey_from(data))
    texts = list(placed(scene))
    texts_neither_overlap_nor_leave_the_page(scene, texts)
    texts_of_a_cell_stay_in_its_column_and_its_band(scene, texts)
    no_level_of_the_emotion_axis_strikes_through_a_word(scene, texts)
    said = "".join(text.string for text in texts).replace(" ", "")
    for stage in data["stages"]:
        for touchpoint in stage["touchpoints"]:
            for objection in touchpoint.get("objections", ()):
                for text in (objection,) if isinstance(objection, str) else (objection["text"], objection["answer"]):
                    assert "".join(text.split()) in said


class TestOwners:
    def test_those_who_support_stand_after_the_one_who_answers(self) -> None:
        _, texts = drawn(shop({"owner": ["hr", "it"], "with": ["it", "hr", "boss"]}, {"with": "it"}, owner="boss"))
        lane = " ".join(text.string for text in texts.values() if text.band == "band-lane-owners")
        assert lane.split() == ["Owners", "Personnel,", "with", "Computers,", "Boss", "Boss,", "with", "Computers"]

    def test_somebody_who_supports_nobody(self) -> None:
        _, texts = drawn(shop({"with": "it"}))
        assert "No owner, with Computers" in texts

    def test_in_the_table_of_actions(self) -> None:
        action = {"id": "a1", "title": "Do", "owner": ["hr", "it"], "with": "it"}
        _, texts = drawn(shop({}, actions=[action]))
        assert "Personnel, with Computers" in texts


class TestActions:
    def test_a_blocked_one_has_a_bar_across_its_ring_and_says_what_holds_it_up(self) -> None:
        actions = [
            {"id": "a1", "title": "Do", "status": "blocked", "blocked_by": ["No permit", "No money"],
             "budget": "5000 EUR", "release": "Spring", "ticket": "SHOP-1"},
            {"id": "a2", "title": "Go on", "status": "blocked", "depends_on": "a1"},
            {"id": "a3", "title": "Begin", "status": "in-progress", "depends_on": "a1"},
        ]  # fmt: skip
        scene, texts = drawn(shop({}, actions=actions))
        assert {"Held up by: No permit, No money", "Spring · €5,000 · SHOP-1", "Held up by: A1"} <= set(texts)
        bars = [sum(isinstance(mark, Rect) for mark in marks_of(scene, action=id_)) for id_ in ("a1", "a2", "a3")]
        assert bars == [1, 1, 0]
        assert "held up: waits for something" in texts
        assert "held up: waits for something" not in drawn(shop({}, actions=actions[2:]))[1]

    def test_in_a_compact_map_they_take_a_line_each(self) -> None:
        actions = [{"id": "a1", "title": "Do", "status": "blocked", "blocked_by": "No permit", "release": "Spring"}]
        texts = {text.string for text in placed(scene_of(journey_from(shop({}, actions=actions)), compact=True))}
        assert "Blocked" in texts and not any("Spring" in text or "No permit" in text for text in texts)


SWOT = {
    "strengths": [{"text": "A name", "priority": 2, "leads_to": ["a2", "a1"]}, "A shop"],
    "weaknesses": [{"text": "A queue", "priority": 5, "leads_to": "a1"}, {"text": "A stair", "priority": 2}],
    "threats": [{"text": "A rival", "priority": 5, "leads_to": ["a3"]}],
}


class TestPriorities:
    def test_the_greatest_come_first_with_what_they_lead_to(self) -> None:
        actions = [{"id": "a1", "title": "Do"}, {"id": "a2", "title": "Go"},
                   {"id": "a3", "title": "No", "status": "dropped"}]  # fmt: skip
        scene, _ = drawn(shop({}, swot=SWOT, actions=actions))
        found = list(placed(scene))
        title = next(text for text in found if text.string == "Priorities")
        below = [text for text in found if text.left >= title.left - 1 and text.top > title.top]
        assert [text.string for text in below if text.string in ("A name", "A queue", "A stair", "A rival")] == [
            "A queue", "A rival", "A name", "A stair"]  # fmt: skip
        assert [text.string for text in below if text.string.startswith("A") and len(text.string) < 6] == [
            "A1",
            "A2 A1",
        ]
        assert [text.string for text in below if "No action yet" in text.string] == [
            "Threats · No action yet", "Weaknesses · No action yet"]  # fmt: skip

    def test_without_any_there_is_no_list(self) -> None:
        _, texts = drawn(shop({}, swot={"strengths": ["A shop"]}))
        assert "Priorities" not in texts and "priority" not in texts


class TestObjections:
    STEP: ClassVar[dict[str, Any]] = {
        "objections": [{"text": "Too far", "answer": "We bring it", "owner": "it"}, "“Too dear”"]
    }

    def test_an_objection_is_quoted_and_its_answer_is_below_behind_a_mark(self) -> None:
        scene, texts = drawn(shop(self.STEP))
        objection, answer, owner, other = (
            texts[each] for each in ("“Too far”", "We bring it", "Computers", "“Too dear”")
        )
        assert objection.bottom < answer.top < owner.top < other.top
        (reply,) = [mark for mark in _all_paths(scene, "band-lane-objections") if mark.stroke == "opportunity"]
        xs = [x for _, numbers in reply.segments for x in numbers[::2]]
        assert objection.left <= min(xs) and max(xs) < answer.left

    def test_right_to_left_the_mark_is_on_the_other_side(self) -> None:
        scene, texts = drawn(shop(self.STEP, language="he"))
        (reply,) = [mark for mark in _all_paths(scene, "band-lane-objections") if mark.stroke == "opportunity"]
        xs = [x for _, numbers in reply.segments for x in numbers[::2]]
        head = reply.segments[-2][1][0]
        assert head == min(xs) and min(xs) > texts["We bring it"].right

    def test_the_legend_tells_of_answers_where_there_are_any(self) -> None:
        assert "answer to an objection" in drawn(shop(self.STEP))[1]
        assert "answer to an objection" not in drawn(shop({"objections": "Too far"}))[1]


def _all_paths(scene: Scene, band: str) -> list[Path]:
    found: list[Path] = []

    def walk(group: Group) -> None:
        for child in group.children:
            if isinstance(child, Group):
                walk(child)
            elif isinstance(child, Path):
                found.append(child)

    walk(next(each for each in scene.bands if each.id == band))
    return found


class TestCompetitors:
    def test_the_share_stands_below_the_name_also_without_scores(self) -> None:
        competitors = [
            {"id": "a", "name": "Rival", "considered": "40%", "scores": {"t0": 1}},
            {"id": "b", "name": "Nothing", "considered": 0.125},
            {"id": "c", "name": "Unknown"},
        ]
        _, texts = drawn(shop({}, competitors=competitors))
        assert texts["Rival"].bottom < texts["Considered by: 40%"].top < texts["Nothing"].top
        assert "Considered by: 12.5%" in texts and "Unknown" not in texts


class TestFeelingsInWords:
    STEPS = (
        {"emotions": [{"persona": "p", "score": 1}, {"persona": "q", "label": "calm"}]},
        {"emotions": [{"persona": "p", "label": "relieved", "quote": "At last"}, {"persona": "q", "label": "cross"}]},
        {"emotions": [{"persona": "p", "score": -1, "label": "tired"}]},
    )
    PERSONAS = ({"id": "p", "name": "Pat"}, {"id": "q", "name": "Quin"})

    def test_a_word_has_no_point_and_breaks_the_curve(self) -> None:
        read = journey_from(shop(*self.STEPS, personas=list(self.PERSONAS)))
        assert {persona: sorted(curve) for persona, curve in curves(read).items()} == {"p": [1, 3]}
        assert curve_shapes(read)["p"].main == ((1,), (3,))
        assert {number: [(who, felt.label) for who, felt in said] for number, said in in_words(read).items()} == {
            1: [("q", "calm")], 2: [("p", "relieved"), ("q", "cross")]}  # fmt: skip

    def test_words_stand_below_the_axis_in_the_order_of_the_personas(self) -> None:
        scene, texts = drawn(shop(*self.STEPS, personas=list(self.PERSONAS)))
        lowest = max(text.bottom for text in texts.values() if text.string in ("−2", "tired"))
        assert lowest < texts["relieved"].top < texts["cross"].top
        assert texts["calm"].top == texts["relieved"].top > lowest
        titles = {each.title for each in scene.elements() if isinstance(each, Group) and each.title}
        assert "relieved\n“At last”" in titles
        assert texts["without a score"].left >= MARGIN

    def test_without_any_score_there_is_no_axis(self) -> None:
        _, texts = drawn(shop({"emotions": {"label": "calm"}}))
        assert "calm" in texts and "−2" not in texts and "assumed" not in texts

    @pytest.mark.parametrize("personas", [3, 5])
    def test_below_strips_too(self, personas: int) -> None:
        names = [{"id": f"p{number}", "name": f"P {number}"} for number in range(personas)]
        felt = [{"persona": each["id"], "score": 1} for each in names]
        _, texts = drawn(shop({"emotions": [*felt[1:], {"persona": "p0", "label": "calm"}]}, {"emotions": felt},
                              personas=names))  # fmt: skip
        assert texts["calm"].top > max(text.bottom for text in texts.values() if text.string == "−2")


def test_every_language_joins_owners() -> None:
    for language in ("en", "he", "fa", "ja", "hi"):
        said = load_words(language).say("with-others", owner="A", others="B")
        assert said.index("A") < said.index("B")
