"""What a stage says of itself counts wherever that of its touchpoints does; gains are told apart from all else."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import TODAY, journey_from, made_up, scene_of

from journeymap.insight.feelings import curves, lowest, lowest_at, stage_feelings
from journeymap.insight.gains import gains_by_worth
from journeymap.insight.health import health
from journeymap.insight.pains import harm, pains_by_harm
from journeymap.layout.scene import Group, Path, Scene, TextLine
from journeymap.model import Journey
from journeymap.render.plan import plan_view
from journeymap.style.locale import load_words


def stay(**of_stage: Any) -> Journey:
    """A journey of two stages, of which the first has `of_stage`; Dana has a score only in the second."""
    steps = [{"id": each, "name": each.title()} for each in ("parks", "asks", "waits")]
    meets = {"id": "meets", "name": "Meets", "emotions": [{"persona": "dana", "score": 1}]}
    return journey_from(
        {
            "journeymap": 1,
            "id": "stay",
            "title": "A stay",
            "personas": [{"id": "dana", "name": "Dana"}, {"id": "omar", "name": "Omar"}],
            "stages": [
                {"id": "arrive", "name": "Arrive", "touchpoints": steps} | of_stage,
                {"id": "stay", "name": "Stay", "touchpoints": [meets]},
            ],
            "actions": [{"id": "a1", "title": "Do", "addresses": ["slow"]}],
        }
    )


def lines_of(scene: Scene, stage: str) -> list[Path]:
    """The flat lines of a stage."""
    groups = [each for each in scene.elements() if isinstance(each, Group) and each.data.get("stage") == stage]
    return [each for group in groups for each in group.children if isinstance(each, Path) and each.kind == "feeling"]


@pytest.mark.parametrize("evidence, dashed", [("assumed", True), ("measured", False)])
def test_the_feeling_of_a_stage_is_a_flat_line_over_its_columns(evidence: str, dashed: bool) -> None:
    scene = scene_of(stay(emotions={"persona": "dana", "score": -1, "evidence": evidence}))
    (line,) = lines_of(scene, "arrive")
    (_, (start, y)), (_, (end, same)) = line.segments
    columns = [each for each in scene.elements() if isinstance(each, Group) and each.kind == "touchpoint"]
    first, last = columns[0].data, columns[2].data
    assert float(first["x"]) < start < float(first["x"]) + float(first["width"])
    assert float(last["x"]) < end < float(last["x"]) + float(last["width"])
    assert y == same and bool(line.dash) is dashed


def test_a_score_at_a_step_hides_the_line_of_the_same_persona_only() -> None:
    felt = [{"persona": "dana", "score": -2}, {"persona": "omar", "score": -1}]
    parks = {"id": "parks", "name": "Parks", "emotions": {"persona": "dana", "score": 2}}
    journey = stay(emotions=felt, touchpoints=[parks])
    assert {persona: list(stages) for persona, stages in stage_feelings(journey).items()} == {"omar": [1]}
    assert "omar" not in curves(journey)
    found = lowest(journey)
    assert found is not None and (found[0].id, found[1].persona) == ("arrive", "omar")


def test_what_a_stage_feels_like_holds_at_its_steps_and_theirs_in_the_stage() -> None:
    journey = stay(emotions={"persona": "omar", "score": -1.5})
    here = lowest_at(journey, journey.touchpoints[0])
    assert here is not None and here.score == -1.5
    whole = lowest_at(journey, journey.stages[1])
    assert whole is not None and whole.score == 1


def test_a_pain_of_a_stage_ranks_among_those_of_touchpoints_and_counts_in_the_health() -> None:
    asks = {"id": "asks", "name": "Asks", "pains": {"text": "Queue", "severity": 4}}
    pains = [{"id": "slow", "text": "Slow", "severity": 5}, {"text": "Dear", "severity": 4}]
    journey = stay(pains=pains, emotions={"persona": "omar", "score": -2}, touchpoints=[asks])
    assert [(part.id, pain.text) for part, pain in pains_by_harm(journey)] == [
        ("arrive", "Slow"),
        ("arrive", "Dear"),
        ("asks", "Queue"),
    ]
    assert harm(journey, journey.stages[0], journey.stages[0].pains[0]) == 25
    counts = health(journey, TODAY)
    assert (counts.severe_pains, counts.severe_pains_without_action) == (3, 2)
    first = plan_view(journey, load_words("en"), TODAY).pains[0]
    assert (first.text, first.touchpoint, first.stage, first.actions) == ("Slow", "", "Arrive", "A1")


def test_gains_are_kept_in_the_order_of_their_votes_and_count_as_no_pain() -> None:
    asks = {"id": "asks", "name": "Asks", "gains": [{"text": "Warm", "votes": 2, "severity": 1}, "Near"]}
    gains = [{"text": "Kind", "votes": 2, "severity": 5, "evidence": "observed", "source": "Interviews"}]
    journey = stay(gains=gains, touchpoints=[asks])
    assert [gain.text for _, gain in gains_by_worth(journey)] == ["Kind", "Warm", "Near"]
    assert health(journey, TODAY).severe_pains == 0
    plan = plan_view(journey, load_words("en"), TODAY)
    assert plan.pains == ()
    assert plan.gains[0] == ("Kind", "", "Arrive", "2", "5 of 5", "observed · Interviews", "")
    assert (plan.gains[1].touchpoint, plan.gains[1].stage) == ("Asks (1)", "Arrive")


@pytest.mark.parametrize("kind", ["pains", "gains", "opportunities"])
def test_what_stands_for_a_whole_stage_is_explained_in_the_legend(kind: str) -> None:
    def texts(journey: Journey) -> str:
        scene = scene_of(journey)
        return " ".join(each.string for each in scene.elements() if hasattr(each, "string"))

    assert "of a whole stage" in texts(stay(**{kind: "Something"}))
    assert "of a whole stage" not in texts(stay(focus=["Something"]))


def test_words_without_a_score_for_whole_stages_stand_under_a_bracket() -> None:
    data = made_up(4, language="en", stages=2, touchpoints=5, personas=1, longest=40)
    for stage in data["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint["emotions"] = []
    data["stages"][0]["emotions"] = [{"persona": data["personas"][0]["id"], "label": "xyzzy"}]
    scene = scene_of(journey_from(data))
    (word,) = [group for group in scene.elements() if isinstance(group, Group) and group.title == "xyzzy"]
    assert word.data["stage"] == data["stages"][0]["id"]
    assert [line.string for line in word.children if isinstance(line, TextLine)] == ["xyzzy"]
    assert load_words("en")["whole-stage"] in {each.string for each in scene.elements() if isinstance(each, TextLine)}
