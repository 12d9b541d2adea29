"""Which action first: sets, what they cost, how sure it is, and what it hangs on."""

from __future__ import annotations

from typing import Any

import pytest
from test_what_if import EVERYTHING, share, shop

from journeymap.errors import UserError
from journeymap.layout.gain_texts import gain_texts
from journeymap.model import Journey
from journeymap.model.amounts import Sum
from journeymap.simulation.ranking import Ranking, ranked_actions
from journeymap.simulation.ranking_json import ranking_as_json
from journeymap.simulation.worth_knowing import worth_knowing

PAYS = share("pays", "1 points", "5 points", "9 points")
LEAVES = share("exit", "-4 points", "-2 points", "-1 points")
UNSURE = share("exit", "-15 points", "-3 points", "14 points", source="pays")


def plan(*actions: dict[str, Any], **more: Any) -> Journey:
    named = [{"id": f"a{n}", "title": f"Do {n}"} | each for n, each in enumerate(actions, 1)]
    return shop(actions=named, converts=["leaves"], **more)


def ranked(journey: Journey, objective: Any = "conversion", budget: str = "", **more: Any) -> Ranking:
    number, _, currency = budget.partition(" ")
    return ranked_actions(journey, None, objective, budget=Sum(float(number), currency) if budget else None,
                          **{"runs": 400, "seed": 7} | more)  # fmt: skip


def test_the_best_set_within_the_budget_is_the_one_with_the_largest_gain() -> None:
    journey = plan({"effect": PAYS, "budget": "50 EUR"}, {"effect": LEAVES, "budget": "20 EUR"},
                   {"effect": UNSURE, "budget": "30 EUR"})  # fmt: skip
    whole = ranked(journey)
    assert whole.best is not None and whole.best.actions == ("a1", "a2", "a3") and whole.best.cost == 100
    assert (whole.method, whole.tried) == ("all", 7)
    within = ranked(journey, budget="50")
    assert within.best is not None and within.best.actions in (("a1",), ("a2", "a3"))
    assert within.best.gain == max(each.gain for each in whole.frontier if (each.cost or 0) <= 50)
    costs = [each.cost for each in whole.frontier]
    assert costs == sorted(costs) and [each.gain for each in whole.frontier] == sorted(
        each.gain for each in whole.frontier
    )
    assert len(whole.frontier) + len(whole.beaten) == 7


def test_an_action_whose_gain_may_be_nothing_is_not_first_without_a_word() -> None:
    found = ranked(plan({"effect": UNSURE}))
    assert found.best is not None and found.best.holds_zero and found.sure is None
    both = ranked(plan({"effect": UNSURE}, {"effect": PAYS}))
    assert both.best is not None and both.best.actions == ("a1", "a2")
    assert both.sure is not None and both.sure.actions == ("a2",)
    assert ranked(plan({"effect": PAYS})).best.holds_zero is False  # type: ignore[union-attr]


def test_what_an_action_needs_is_in_its_sets_and_in_their_cost() -> None:
    journey = plan({"effect": PAYS, "depends_on": ["a3"], "budget": "5 EUR"}, {"effect": LEAVES, "budget": "1 EUR"},
                   {"depends_on": ["a4"], "budget": "70 EUR"}, {"budget": "20 EUR"}, {"status": "done"})  # fmt: skip
    found = ranked(journey, budget="90 EUR")
    assert found.best is not None and found.best.actions == ("a2",)
    (first, second) = found.actions
    assert first.actions == ("a1",) and first.needs == ("a3", "a4") and first.cost == 5 and second.needs == ()
    assert ranked(journey, budget="96 EUR").best.cost == 96  # type: ignore[union-attr]
    chained = ranked(plan({"effect": PAYS, "depends_on": ["a2"]}, {"effect": LEAVES}))
    assert chained.tried == 2


def test_nothing_is_paid_for_a_gain_that_is_not_shown() -> None:
    little = share("pays", "0 points", "0.01 points", "0.02 points")
    journey = plan({"effect": little, "effort": 3}, {"effect": PAYS, "effort": 1})
    found = ranked(journey)
    assert found.best is not None and found.best.actions == ("a2",) and found.best.cost == 1
    assert [each.actions for each in found.frontier] == [("a2",)] and len(found.beaten) == 2
    assert found.ahead == 1 and not any(bar.is_turning for bar in found.tornado)
    whole = ranked(plan({"effect": LEAVES, "effort": 3}, {"effect": PAYS, "effort": 1}))
    assert whole.best is not None and whole.best.actions == ("a1", "a2")


def test_done_and_dropped_actions_are_out() -> None:
    found = ranked(
        plan({"effect": PAYS, "status": "done"}, {"effect": LEAVES, "status": "dropped"}, {"effect": UNSURE})
    )
    assert [each.actions for each in found.actions] == [("a3",)]
    with pytest.raises(UserError, match="done or dropped"):
        ranked(plan({"effect": PAYS, "status": "done"}))
    with pytest.raises(UserError, match="no action says"):
        ranked(plan({}))


def test_money_is_compared_in_one_currency() -> None:
    journey = plan({"effect": PAYS, "budget": "5 EUR"}, {"effect": LEAVES, "budget": "5 USD"}, {"effect": UNSURE})
    with pytest.raises(UserError, match="EUR, USD"):
        ranked(journey, budget="10")
    with pytest.raises(UserError, match="no action has a budget in GBP"):
        ranked(journey, budget="10 GBP")
    found = ranked(journey, budget="10 EUR")
    assert found.left_out == ("a2", "a3") and found.best is not None and found.best.actions == ("a1",)
    with pytest.raises(UserError, match="has a budget"):
        ranked(plan({"effect": PAYS}), budget="10")
    with pytest.raises(UserError, match="what a conversion brings"):
        ranked(plan({"effect": PAYS}), "value")


def test_the_same_seed_draws_the_same() -> None:
    journey = plan(*({"effect": each} for each in EVERYTHING))
    first, again, other = (ranking_as_json(journey, ranked(journey, seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert first["actions"][0]["low"] != other["actions"][0]["low"]
    assert first["best"]["gain"] == other["best"]["gain"]


def test_more_than_twelve_actions_are_looked_through_greedily() -> None:
    small = [{"effect": share("pays", "0", f"{0.1 + n / 100:.2f} points", "1 points")} for n in range(13)]
    found = ranked(plan(*small, {"effect": UNSURE}))
    assert (found.method, found.tried < 2**14) == ("greedy", True)
    assert found.best is not None and len(found.best.actions) == 14
    all_of_twelve = ranked(plan(*small[:12]))
    assert (all_of_twelve.method, all_of_twelve.tried) == ("all", 4095)


def test_the_tornado_says_where_another_set_comes_first() -> None:
    journey = plan({"effect": PAYS, "budget": "10 EUR"}, {"effect": LEAVES, "budget": "10 EUR"},
                   {"effect": share("sees", "-25 points", "-1 points", "-1 points"), "budget": "10 EUR"})  # fmt: skip
    found = ranked(journey, budget="10 EUR")
    assert found.best is not None and found.best.actions == ("a1",)
    bars = {found.inputs[bar.input].action: bar for bar in found.tornado}
    low = bars["a1"].lost_low
    assert low is not None and bars["a1"].lost_high is None and low.actions in (("a2",), ("a3",))
    turned = f"{low.beyond:.6f} points"
    rival = journey.actions[int(low.actions[0][1:]) - 1]
    assert rival.id == "a2"
    at_turn = plan({"effect": share("pays", turned, turned, "9 points")}, {"effect": LEAVES})
    first, second = ranked(at_turn).actions
    assert first.gain == pytest.approx(second.gain, abs=1e-4)
    assert bars["a3"].width == 0 and bars["a3"].lost_low is not None, "it is not in the set, and may take its place"
    widths = [bar.width for bar in found.tornado]
    assert widths == sorted(widths, reverse=True)


def test_the_lead_is_also_lost_to_doing_nothing() -> None:
    waits = {"time": "picks", "low": "-5 minutes", "likely": "-4 minutes", "high": "3 minutes"}
    worse = {"time": "picks", "low": "1 minutes", "likely": "1 minutes", "high": "1 minutes"}
    found = ranked(plan({"effect": waits}, {"effect": worse}), "time")
    assert found.best is not None and found.best.actions == ("a1",)
    lost = found.tornado[0].lost_high
    assert lost is not None and (lost.actions, lost.gain) == ((), 0.0) and lost.beyond == pytest.approx(0, abs=1e-6)
    assert found.ahead is not None and found.ahead < 1, "in some draws it is better to do nothing"


def test_how_often_it_is_ahead() -> None:
    alone = ranked(plan({"effect": PAYS}))
    assert (alone.ahead, alone.ahead_draws) == (1.0, 400)
    journey = plan({"effect": PAYS, "budget": "1 EUR"}, {"effect": PAYS, "budget": "1 EUR"})
    assert 0.4 < (ranked(journey, budget="1").ahead or 0) < 0.6


def test_time_says_with_which_actions_conversion_moves() -> None:
    more = share("exit", "2 points", "3 points", "4 points")
    waits = {"time": "picks", "low": "-5 minutes", "likely": "-4 minutes", "high": "-3 minutes"}
    journey = plan({"effect": PAYS}, {"effect": more}, {"effect": waits})
    found = ranked(journey, "time")
    assert (found.conversion_falls, found.conversion_rises) == (("a2",), ("a1",))
    alone = {each.actions[0]: each.gain for each in ranked(journey).actions}
    assert alone["a2"] < 0 < alone["a1"] and alone["a3"] == 0
    assert ranked(journey).conversion_falls == ()


def test_nothing_is_ranked_of_which_nothing_is_known() -> None:
    journey = plan({"effect": PAYS})
    bare = journey.replace(stages=tuple(
        stage.replace(touchpoints=tuple(
            each.replace(emotions=(), duration=None, next=tuple(way.replace(after=None) for way in each.next))
            for each in stage.touchpoints
        )) for stage in journey.stages
    ))  # fmt: skip
    for objective, says in (("emotion", "feels"), ("time", "how long")):
        assert ranked(journey, objective).today != 0
        with pytest.raises(UserError, match=says):
            ranked(bare, objective)


def test_a_gain_is_counted_in_what_the_objective_is() -> None:
    journey = plan({"effect": {"time": "picks", "low": "-5 minutes", "likely": "-5 minutes", "high": "-5 minutes"}},
                   {"effect": PAYS}, value="200 EUR")  # fmt: skip
    time = {each.actions[0]: each for each in ranked(journey, "time").actions}
    visits = 0.8 / (1 - 0.8 * 0.3 - 0.8 * 0.6 * 0.75 * 0.4)
    assert time["a1"].gain == pytest.approx(5 * visits) and time["a1"].low == time["a1"].gain
    value = {each.actions[0]: each.gain for each in ranked(journey, "value").actions}
    assert value["a1"] == 0 and value["a2"] > 0
    for_less = ranked(journey.replace(value=Sum(50.0, "EUR")), "value").actions
    assert value["a2"] == pytest.approx(4 * next(each.gain for each in for_less if each.actions[0] == "a2"))
    assert ranked(journey, "conversion").actions[1].is_without_effect


def measured_today(n: int, **more: Any) -> Journey:
    """The plan of two actions, with the shares from the second step known from so many visits."""
    journey = plan({"effect": PAYS, "budget": "10 EUR"}, {"effect": UNSURE, "budget": "10 EUR"}, **more)
    (stage,) = journey.stages
    steps = [
        step.replace(next=tuple(way.replace(n=n) for way in step.next)) if step.id == "picks" else step
        for step in stage.touchpoints
    ]
    return journey.replace(stages=(stage.replace(touchpoints=tuple(steps)),))


def today_bars(found: Ranking) -> dict[tuple[str, str], Any]:
    count = len(found.inputs)
    shares = [(found.shares[bar.input - count], bar) for bar in found.tornado if bar.input >= count]
    return {(share.source, share.to): bar for share, bar in shares}


def test_the_first_place_also_hangs_on_the_shares_of_today_that_were_measured() -> None:
    found = ranked(measured_today(100))
    bars = today_bars(found)
    assert set(bars) == {("picks", "pays"), ("picks", "sees"), ("picks", "exit")}
    pays = next(each for each in found.shares if each.to == "pays")
    assert (pays.low, pays.likely, pays.high) == pytest.approx((0.502, 0.6, 0.691), abs=1e-3)  # Wilson, n = 100
    assert {(each.source, each.to) for each in found.shares} == set(bars), "nobody says on what the others rest"
    narrow = today_bars(ranked(measured_today(10_000)))
    assert all(0 < narrow[key].width < bars[key].width for key in bars)
    assert not ranked(plan({"effect": PAYS})).shares


def test_a_share_of_today_is_moved_as_if_the_file_had_another_one() -> None:
    found = ranked(measured_today(100))
    bar, share = today_bars(found)["picks", "pays"], next(each for each in found.shares if each.to == "pays")
    journey = measured_today(100)
    (stage,) = journey.stages
    rest = (1 - share.low) / 0.4
    ways = {"pays": share.low, "sees": 0.3 * rest, "exit": 0.1 * rest}
    steps = [
        step.replace(next=tuple(way.replace(share=ways[way.to]) for way in step.next)) if step.id == "picks" else step
        for step in stage.touchpoints
    ]
    other = ranked(journey.replace(stages=(stage.replace(touchpoints=tuple(steps)),)))
    assert found.best is not None and other.best is not None and other.best.actions == found.best.actions
    assert bar.low == pytest.approx(other.best.gain, abs=1e-6)


def test_a_share_of_today_that_leaves_no_room_for_an_effect_is_left_out() -> None:
    wide = share("pays", "35 points", "35 points", "35 points")
    journey = measured_today(100).replace(actions=plan({"effect": wide}).actions)
    assert ("picks", "pays") not in {(each.source, each.to) for each in ranked(journey).shares}


def test_the_lead_is_also_lost_at_another_share_of_today() -> None:
    first, second = share("pays", "12 points", "12 points", "12 points"), share("exit", "-50%", "-50%", "-50%")
    actions = plan({"effect": first, "budget": "10 EUR"}, {"effect": second, "budget": "10 EUR"}).actions
    journey = measured_today(8).replace(actions=actions)
    found = ranked(journey, budget="10 EUR")
    assert found.best is not None and found.best.actions == ("a1",)
    lost = today_bars(found)["picks", "exit"].lost_high
    assert lost is not None and lost.actions == ("a2",)
    today = next(each for each in found.shares if each.to == "exit")
    assert today.likely < lost.beyond < today.high
    told = [each["share"] for each in ranking_as_json(journey, found)["tornado"] if "share" in each]
    assert {(each["from"], each["to"], each["n"]) for each in told} == {
        ("picks", to, 8) for to in ("pays", "sees", "exit")
    }
    rest = (1 - lost.beyond) / 0.9
    at_turn = plan({"effect": first}, {"effect": second})
    (stage,) = at_turn.stages
    ways = {"pays": 0.6 * rest, "sees": 0.3 * rest, "exit": lost.beyond}
    steps = [
        step.replace(next=tuple(way.replace(share=ways[way.to]) for way in step.next)) if step.id == "picks" else step
        for step in stage.touchpoints
    ]
    alone = ranked(at_turn.replace(stages=(stage.replace(touchpoints=tuple(steps)),))).actions
    assert alone[0].gain == pytest.approx(alone[1].gain, abs=1e-4)


def test_it_is_worth_most_to_know_more_of_the_cheapest_action_that_may_turn_the_order() -> None:
    journey = plan({"effect": UNSURE, "budget": "30 EUR"}, {"effect": UNSURE, "budget": "20 EUR"}, {"effect": PAYS})
    found = ranked(journey)
    bar = worth_knowing(found)
    assert bar is not None and found.inputs[bar.input].action == "a2"
    told = gain_texts(journey, found, "en").to_know_more(found)
    assert told == ("Cheapest way to know more: try A2 out on a few customers first, before all €20 are spent.",)
    assert worth_knowing(ranked(plan({"effect": PAYS}))) is None
    first, second = share("pays", "12 points", "12 points", "12 points"), share("exit", "-50%", "-50%", "-50%")
    actions = plan({"effect": first, "budget": "10 EUR"}, {"effect": second, "budget": "10 EUR"}).actions
    counted = measured_today(8).replace(actions=actions)
    by_share = ranked(counted, budget="10 EUR")
    (told_of_share,) = gain_texts(counted, by_share, "en").to_know_more(by_share)
    assert "count more visits at “Picks”; this share rests on 8 visits" in told_of_share
