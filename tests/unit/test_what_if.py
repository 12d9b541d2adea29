"""What actions change: each chain on its own, and all of them at once."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from journeys import journey_from

from journeymap.model import Journey
from journeymap.simulation.chain import ChainError
from journeymap.simulation.effects import affected_groups, inputs_of, with_effects
from journeymap.simulation.exact import solve
from journeymap.simulation.what_if import OBJECTIVES, WhatIf


def shop(*effects: list[dict[str, Any]], **more: Any) -> Journey:
    """A small shop with a way back, and an action for each list of effects."""
    steps = [
        {"id": "sees", "name": "Sees", "next": [{"to": "picks", "share": "80%"}, {"to": "exit", "share": "20%"}],
         "emotions": [{"persona": "lea", "score": 1}, {"persona": "omar", "score": -1}]},
        {"id": "picks", "name": "Picks", "duration": "10 minutes",
         "next": [{"to": "pays", "share": "60%", "after": "5 minutes"}, {"to": "sees", "share": "30%"},
                  {"to": "exit", "share": "10%"}], "emotions": [{"persona": "lea", "score": 1.5}]},
        {"id": "pays", "name": "Pays", "duration": "4 minutes",
         "next": [{"to": "leaves", "share": "75%"}, {"to": "exit", "share": "25%"}]},
        {"id": "leaves", "name": "Leaves", "next": [{"to": "sees", "share": "40%"}]},
    ]  # fmt: skip
    people = {
        "segments": [{"id": "new", "name": "New", "share": "70%"}, {"id": "old", "name": "Old", "share": "30%"}],
        "personas": [{"id": "lea", "name": "Lea", "segment": "new"}, {"id": "omar", "name": "Omar", "segment": "old"}],
    }
    actions = [{"id": f"a{n}", "title": f"Do {n}", "effect": each} for n, each in enumerate(effects, 1)]
    stage = {"id": "s", "name": "S", "touchpoints": steps}
    return journey_from(
        {"journeymap": 1, "id": "x", "title": "X", **people, "stages": [stage], "actions": actions} | more
    )


def share(to: str, low: str, likely: str, high: str, *, source: str = "picks", **more: Any) -> dict[str, Any]:
    return {"share": {"from": source, "to": to}, "low": low, "likely": likely, "high": high, **more}


EVERYTHING = (
    [share("pays", "1 points", "5 points", "9 points"), share("exit", "-50%", "-20%", "0")],
    [share("sees", "-10 points", "-5 points", "0"), {"time": "picks", "low": "-50%", "likely": "-20%", "high": "0"}],
    [share("leaves", "1 points", "5 points", "9 points", source="pays", segments=["old"])],
    [{"time": "picks", "low": "-5 minutes", "likely": "-2 minutes", "high": "1 minutes"}, {"time": "pays", "low": "-9%",
      "likely": "0%", "high": "9%", "segments": "new"}],
    [{"emotion": "picks", "low": 0, "likely": 0.7, "high": 1}, {"emotion": "sees", "persona": "omar", "low": -2,
      "likely": -1.5, "high": 0}, {"emotion": "sees", "low": 0, "likely": 0.2, "high": 1}],
    [share("sees", "-9 points", "5 points", "10 points", source="leaves")],
)  # fmt: skip


@pytest.mark.parametrize("converts", [[], ["pays"], ["sees"], ["leaves", "pays"]], ids=str)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_all_chains_at_once_come_to_what_each_does_on_its_own(objective: Any, converts: list[str]) -> None:
    journey = shop(*EVERYTHING, converts=converts)
    inputs = inputs_of(journey, journey.actions)
    groups = affected_groups(journey, inputs, None)
    assert [round(each.weight, 9) for each in groups] == [0.7, 0.3]
    what_if = WhatIf(groups, inputs, tuple(each.id for each in journey.actions), objective)
    drawn = random.Random(3)
    masks = np.array([[drawn.random() < 0.5 for _ in range(12)] for _ in journey.actions])
    sizes = np.array([[drawn.uniform(each.low, each.high) for _ in range(3)] for each in inputs])
    gains = what_if.gains(masks, sizes)
    today = on_its_own(groups, inputs, {}, objective, converts)
    for place in range(12):
        chosen = {action.id for action, is_in in zip(journey.actions, masks[:, place], strict=True) if is_in}
        for draw in range(3):
            values = {at: sizes[at, draw] for at, each in enumerate(inputs) if each.action in chosen}
            after = on_its_own(groups, inputs, values, objective, converts)
            wanted = {"conversion": 100 * (after - today), "time": today - after}.get(objective, after - today)
            assert gains[place, draw] == pytest.approx(wanted, abs=1e-9)


def on_its_own(groups: Any, inputs: Any, values: dict[int, float], objective: str, converts: list[str]) -> float:
    above = below = 0.0
    for group in groups:
        chain = with_effects(group, inputs, values)
        solution = solve(chain)
        felt = dict(zip(chain.states, chain.emotions, strict=True))
        known = sum(visits for id_, visits in solution.visits.items() if felt[id_] is not None)
        below += group.weight * (known if objective == "emotion" else 1)
        above += (
            group.weight
            * {
                "conversion": solution.conversion,
                "time": solution.minutes or 0.0,
                "emotion": (solution.emotion or 0.0) * known,
                "value": sum(solution.visits[each] for each in converts) if converts else solution.conversion,
            }[objective]
        )
    return above / below


def test_one_effect_alone_moves_exactly_as_declared_and_the_others_shrink_in_proportion() -> None:
    journey = shop([share("pays", "1 points", "5 points", "9 points")])
    inputs = inputs_of(journey, journey.actions)
    (group,) = affected_groups(journey, inputs, None)
    after = {(way.source, way.to): way.probability for way in with_effects(group, inputs, {0: 5.0}).ways}
    assert after[1, "pays"] == pytest.approx(0.65)
    assert after[1, "sees"] / after[1, "exit"] == pytest.approx(3)
    assert sum(after[1, to] for to in ("pays", "sees", "exit")) == pytest.approx(1)
    assert after[0, "exit"] == pytest.approx(0.2)


def test_times_and_feelings_stop() -> None:
    journey = shop([{"time": "pays", "low": "-4 minutes", "likely": "-4 minutes", "high": "0"}],
                   [{"time": "pays", "low": "-50%", "likely": "-50%", "high": "0"}],
                   [{"emotion": "picks", "low": 0, "likely": 1, "high": 1}])  # fmt: skip
    inputs = inputs_of(journey, journey.actions)
    (group,) = affected_groups(journey, inputs, None)
    after = with_effects(group, inputs, {0: -4.0, 1: -50.0, 2: 1.0})
    assert after.minutes == (None, 10.0, 0.0, None)
    assert after.emotions[1] == 2.0
    assert with_effects(group, inputs, {0: -1.0, 1: -50.0}).minutes[2] == 1.0


def test_all_chains_at_once_take_no_time_below_nothing() -> None:
    journey = shop([{"time": "pays", "low": "-4 minutes", "likely": "-4 minutes", "high": "0"}],
                   [{"time": "pays", "low": "-4 minutes", "likely": "-4 minutes", "high": "0"}])  # fmt: skip
    inputs = inputs_of(journey, journey.actions)
    (group,) = affected_groups(journey, inputs, None)
    one, both = WhatIf((group,), inputs, ("a1", "a2"), "time").gains(
        np.array([[True, True], [False, True]]), np.array([[-4.0], [-4.0]])
    )  # fmt: skip
    assert both == pytest.approx(one) and one[0] > 0


def test_the_feeling_of_each_persona_stops_and_not_their_mean() -> None:
    journey = shop([{"emotion": "sees", "low": 0, "likely": 1.5, "high": 1.5}])  # Lea feels +1 there, Omar −1
    inputs = inputs_of(journey, journey.actions)
    (group,) = affected_groups(journey, inputs, None)
    after = with_effects(group, inputs, {0: 1.5})
    assert (group.chain.emotions[0], after.emotions[0]) == (0.0, pytest.approx((2.0 + 0.5) / 2))
    what_if = WhatIf((group,), inputs, ("a1",), "emotion")
    at_once = what_if.gains(np.array([[True]]), np.array([[1.5]]))[0, 0] + what_if.today
    assert at_once == pytest.approx(solve(after).emotion)


@pytest.mark.parametrize(("effect", "says"), [
    (share("exit", "-10 points", "0", "0", source="picks"), "leads from 10 % from `picks` to `exit` to 0 %"),
    (share("leaves", "0", "0", "0", source="sees"), "changes nothing"),
    (share("exit", "0", "0", "1 points", source="leaves", segments=["old"]), ""),
    ({"time": "sees", "low": "0", "likely": "0", "high": "1 minutes"}, "changes nothing"),
])  # fmt: skip
def test_what_cannot_be_moved_is_named(effect: dict[str, Any], says: str) -> None:
    journey = shop([effect])
    inputs = inputs_of(journey, journey.actions)
    if not says:
        assert len(affected_groups(journey, inputs, None)[1].shares) == 1
        return
    with pytest.raises(ChainError, match=says) as caught:
        affected_groups(journey, inputs, None)
    assert caught.value.span.start > 0


def test_a_share_of_one_cannot_be_moved() -> None:
    steps = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    journey = shop([share("b", "0", "0", "0", source="a")], stages=[{"id": "s", "name": "S", "touchpoints": steps}])
    with pytest.raises(ChainError, match="cannot be moved"):
        affected_groups(journey, inputs_of(journey, journey.actions), None)
