"""What an experiment measured counts in place of what an action declares."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import journey_from
from test_what_if import share, shop

from journeymap.insight.measured_effects import measured_effect
from journeymap.layout.effect_texts import effect_text
from journeymap.model import Journey
from journeymap.simulation.ranking import ranked_actions
from journeymap.simulation.ranking_json import ranking_as_json
from journeymap.style.locale import load_words
from journeymap.style.word_files import WHAT_IF

RESULT = {"date": "2026-10-13", "difference": 3, "low": 1, "high": 5, "p": 0.003, "split": 0.8}


def tried(effect: Any, **more: Any) -> Journey:
    """A shop with one action of which an experiment where customers pick measured something."""
    result = RESULT | more.pop("result", {})
    experiment = {
        "id": "x1", "touchpoint": "picks", "action": "a1", "variants": [{"id": "control"}, {"id": "new"}],
        "metric": "conversion", "result": result,
    } | more  # fmt: skip
    return shop(actions=[{"id": "a1", "title": "Do it", "effect": effect}], converts=["leaves"],
                experiments=[experiment])  # fmt: skip


def sizes(journey: Journey) -> tuple[float, float, float] | None:
    (action, *_) = journey.actions
    found = measured_effect(journey, action, action.effect[0])
    return None if found is None else (found.low, found.value, found.high)


def test_who_goes_on_is_taken_for_a_way_ahead_and_turned_for_the_exit() -> None:
    assert sizes(tried(share("pays", "1 points", "5 points", "9 points"))) == (1, 3, 5)
    assert sizes(tried(share("exit", "-5 points", "-2 points", "-1 points"))) == (-5, -3, -1)
    leaving = tried(share("exit", "-5 points", "-2 points", "-1 points"), metric="drop-off")
    assert sizes(leaving) == (1, 3, 5)
    assert sizes(tried(share("pays", "1%", "5%", "9%"), metric="drop-off")) == (-5, -3, -1)


@pytest.mark.parametrize(
    "more",
    [
        {"touchpoint": "sees"},
        {"result": {"split": 0.0002}},
        {"metric": "csat"},
        {"metric": "basket-value", "baseline": 42},
        {"variants": [{"id": "control"}, {"id": "new"}, {"id": "third"}]},
        {"action": "another"},
    ],
    ids=["elsewhere", "a broken split", "satisfaction", "a mean", "which variant stays", "another action"],
)
def test_an_experiment_that_did_not_measure_the_effect_is_not_taken(more: dict[str, Any]) -> None:
    assert sizes(tried(share("pays", "1 points", "5 points", "9 points"), **more)) is None


def test_of_two_ways_from_one_touchpoint_none_is_known_to_be_the_measured_one() -> None:
    both = [share("pays", "1 points", "5 points", "9 points"), share("sees", "-5 points", "-2 points", "0 points")]
    assert sizes(tried(both)) is None
    assert sizes(tried([both[0], share("leaves", "1%", "2%", "3%", source="pays")])) == (1, 3, 5)


def test_a_time_is_taken_in_minutes() -> None:
    effect = {"time": "picks", "low": "-5 minutes", "likely": "-2 minutes", "high": "-1 minutes"}
    result = RESULT | {"difference": -0.05, "low": -0.1, "high": 0.01, "p": 0.1}
    experiment = {"id": "x1", "touchpoint": "picks", "action": "a1", "variants": [{"id": "control"}, {"id": "new"}],
                  "metric": "time", "baseline": 0.2, "result": result}  # fmt: skip
    for unit, expected in (("hours", (-6, -3, 0.6)), ("min", (-0.1, -0.05, 0.01)), ("clicks", None)):
        picks = {"id": "picks", "name": "Picks", "duration": "10 minutes", "metrics": {"time": {"unit": unit}}}
        journey = journey_from({
            "journeymap": 1, "id": "x", "title": "X", "stages": [{"id": "s", "name": "S", "touchpoints": [picks]}],
            "actions": [{"id": "a1", "title": "Do it", "effect": effect}], "experiments": [experiment],
        })  # fmt: skip
        assert sizes(journey) == (None if expected is None else pytest.approx(expected))


def test_the_latest_of_two_experiments_is_taken() -> None:
    one = {"id": "x1", "touchpoint": "picks", "action": "a1", "variants": [{"id": "control"}, {"id": "new"}],
           "metric": "conversion", "result": RESULT}  # fmt: skip
    later = one | {"id": "x2", "result": RESULT | {"date": "2026-11-20", "difference": 4, "low": 2, "high": 6}}
    journey = shop(actions=[{"id": "a1", "title": "Do it", "effect": share("pays", "1%", "2%", "3%")}],
                   converts=["leaves"], experiments=[later, one])  # fmt: skip
    assert sizes(journey) == (2, 4, 6)


def test_a_ranking_counts_what_was_measured_and_tells_what_was_declared() -> None:
    journey = tried(share("pays", "8 points", "9 points", "10 points"))
    found = ranked_actions(journey, None, "conversion", runs=4000, seed=7)
    as_measured = shop(actions=[{"id": "a1", "title": "Do it", "effect": share("pays", "1 points", "3 points",
                       "5 points")}], converts=["leaves"])  # fmt: skip
    beside = ranked_actions(as_measured, None, "conversion", runs=4000, seed=7)
    ((measured,), (declared,), (plain,)) = found.actions, found.declared, beside.actions
    assert measured.gain == pytest.approx(plain.gain) and declared.gain > 2 * measured.gain
    # What was measured has a normal distribution, so that 95 of 100 draws are in its own interval.
    lowest, highest = (
        ranked_actions(shop(actions=[{"id": "a1", "title": "Do it", "effect": share("pays", *[f"{end} points"] * 3)}],
                            converts=["leaves"]), None, "conversion", runs=100).actions[0].gain
        for end in (1, 5)
    )  # fmt: skip
    assert (measured.low, measured.high) == pytest.approx((lowest, highest), abs=0.15 * measured.gain)
    (told,) = ranking_as_json(journey, found)["actions"]
    assert told["experiments"] == ["x1"] and told["declared"]["gain"] == pytest.approx(declared.gain)
    (plain_told,) = ranking_as_json(as_measured, beside)["actions"]
    assert plain_told["experiments"] == [] and plain_told["declared"] is None


def test_a_measured_share_beyond_the_whole_stops_there() -> None:
    journey = tried(share("pays", "1 points", "5 points", "9 points"),
                    result={"difference": 39, "low": 20, "high": 58})  # fmt: skip
    (found,) = ranked_actions(journey, None, "conversion", runs=500, seed=1).actions
    assert found.low < found.gain < found.high


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (share("pays", "1 points", "5 points", "9 points"),
         "Share from Picks to Pays: +5 points (+1 to +9); measured: +3 points (+1 to +5, X1)"),
        (share("exit", "-5%", "-2%", "-1%", segments=["old"]),
         "Share who leave at Picks: −2% (−5% to −1%), Old; measured: −3 points (−5 to −1, X1)"),
        (share("leaves", "1 points", "5 points", "9 points", source="pays"),
         "Share from Pays to Leaves: +5 points (+1 to +9)"),
    ],
)  # fmt: skip
def test_the_plan_says_what_was_measured_beside_what_is_declared(effect: dict[str, Any], said: str) -> None:
    journey = tried(effect)
    (action,) = journey.actions
    assert effect_text(journey, action, action.effect[0], load_words("en", WHAT_IF)) == said
