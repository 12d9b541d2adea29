"""Journeys as Markov chains: solved as the textbooks do, and drawn from at random to the same figures."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import numpy as np
import pytest
from journeys import journey_from
from journeys_behaved import behaved, behaviour, data_of

from journeymap.errors import UserError
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.simulation import Chain, ChainError, ChainWay, chain_of, solve
from journeymap.simulation.cohorts import DIVIDED, MIXED, UNTOLD, Assumption
from journeymap.simulation.exact import Linear, WayArrays, start_of
from journeymap.simulation.peak_end import remembered
from journeymap.simulation.removal import roles, shared_out
from journeymap.simulation.sampling import sample
from journeymap.simulation.step_memory import step_memory


def journey(steps: dict[str, Any], **more: Any) -> Journey:
    """A journey of one stage; each touchpoint has its `next`, or several keys in a dict, or nothing."""
    points = [
        {"id": id_, "name": id_.upper()} | (said if isinstance(said, dict) else {"next": said} if said else {})
        for id_, said in steps.items()
    ]
    stages = [{"id": "s", "name": "S", "touchpoints": points}]
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages} | more)


def ways(**shares: float) -> list[dict[str, Any]]:
    return [{"to": to, "share": share} for to, share in shares.items()]


def walk(up: float, length: int, start: int) -> Chain:
    """A gambler who wins 1 with the probability `up`, else loses 1, and stops at 0 (`exit`) and `length`."""
    found = []
    for state in range(length - 1):
        found.append(ChainWay(state, state - 1 if state else None, f"c{state}" if state else "exit", 1 - up))
        last = state == length - 2
        found.append(ChainWay(state, None if last else state + 1, "completed" if last else f"c{state + 2}", up))
    states = tuple(f"c{each}" for each in range(1, length))
    nothing = (None,) * len(states)
    return Chain(states, {start - 1: 1.0}, tuple(found), frozenset(), None, nothing, nothing)


def random_chain(seed: int, size: int, *, reach: int | None = None, leave: float = 0.1) -> Chain:
    """A chain of so many states, whose ways lead anywhere, or no further than `reach`."""
    random = Random(seed)
    found = []
    for state in range(size):
        near = range(max(0, state - (reach or size)), min(size, state + (reach or size) + 1))
        targets = random.sample(near, min(3, len(near)))
        share = (1 - leave) / len(targets)
        found += [ChainWay(state, target, f"t{target}", share, random.randint(0, 5)) for target in targets]
        found.append(ChainWay(state, None, random.choice(("exit", "completed")), leave))
    scores = [random.choice((None, -2.0, -0.5, 1.0, 1.5)) for _ in range(size)]
    minutes = [random.choice((None, 1.0, 2.0)) for _ in range(size)]
    states = tuple(f"t{state}" for state in range(size))
    return Chain(states, {0: 1.0}, tuple(found), frozenset(), None, tuple(minutes), tuple(scores))


def test_a_drunkards_walk_is_that_of_the_textbook() -> None:
    """C. M. Grinstead and J. L. Snell, Introduction to Probability, examples 11.13 and 11.22–11.24."""
    rows = {1: (1.5, 1.0, 0.5), 2: (1.0, 2.0, 1.0), 3: (0.5, 1.0, 1.5)}
    for start, visits in rows.items():
        found = solve(walk(0.5, 4, start))
        assert list(found.visits.values()) == pytest.approx(visits)
        assert found.steps == pytest.approx({1: 3, 2: 4, 3: 3}[start])
        assert found.conversion == pytest.approx(start / 4)
        assert {(end.source, end.to): end.probability for end in found.ends} == pytest.approx(
            {("c1", "exit"): 1 - start / 4, ("c3", "completed"): start / 4}
        )


@pytest.mark.parametrize(("up", "length", "start"), [(0.5, 10, 3), (0.49, 20, 10), (0.6, 30, 2)])
def test_a_gamblers_ruin_has_the_known_odds_and_length(up: float, length: int, start: int) -> None:
    """W. Feller, An Introduction to Probability Theory and Its Applications I, XIV.2 and XIV.3."""
    odds = (1 - up) / up
    if up == 0.5:
        wins, lasts = start / length, float(start * (length - start))
    else:
        wins = (1 - odds**start) / (1 - odds**length)
        lasts = start / (1 - 2 * up) - length / (1 - 2 * up) * (1 - odds**start) / (1 - odds**length)
    found = solve(walk(up, length, start))
    assert found.conversion == pytest.approx(wins)
    assert found.steps == pytest.approx(lasts)


def test_a_journey_is_its_chain() -> None:
    """The walk from 2 of 4 as a journey: who falls off the last touchpoint completes it."""
    chain = chain_of(journey({"start": "c2", "c1": ways(exit=0.5), "c2": ways(c1=0.5), "c3": ways(c2=0.5)}))
    found = solve(chain)
    assert found.visits == pytest.approx({"start": 1.0, "c1": 1.0, "c2": 2.0, "c3": 1.0})
    assert found.steps == pytest.approx(5)
    assert {(end.source, end.to): end.probability for end in found.ends} == pytest.approx(
        {("c1", "exit"): 0.5, ("c3", "completed"): 0.5}
    )


def test_only_what_the_start_reaches_is_in_the_chain() -> None:
    chain = chain_of(journey({"a": "c", "b": "a", "c": None}))
    assert chain.states == ("a", "c")


def test_what_several_ways_without_shares_take_is_divided_and_told() -> None:
    chain = chain_of(journey({"a": [{"to": "b"}, {"to": "c"}, {"to": "exit", "share": 0.5}], "b": None, "c": None}))
    assert {way.to: way.probability for way in chain.ways if way.source == 0} == {"b": 0.25, "c": 0.25, "exit": 0.5}
    assert chain.assumptions == (Assumption(DIVIDED, "a"),)


def test_conversion_is_to_reach_a_touchpoint_that_converts() -> None:
    steps = {"a": ways(b=0.4, c=0.6), "b": ways(a=0.5, c=0.5), "c": ways(exit=0.9, d=0.1), "d": None}
    assert solve(chain_of(journey(steps, converts="d"))).conversion == pytest.approx(0.1)
    assert solve(chain_of(journey(steps, converts=["b", "d"]))).conversion == pytest.approx(0.4 + 0.6 * 0.1)
    assert solve(chain_of(journey({"a": "exit", "b": None}, converts="b"))).conversion == 0.0


def test_time_is_that_of_durations_and_waits() -> None:
    steps = {
        "a": {"duration": "10 minutes", "next": [{"to": "b", "share": 0.5, "after": "1 hour"}, {"to": "c"}]},
        "b": {},
        "c": {"duration": "2 minutes"},
    }
    found = solve(chain_of(journey(steps)))
    assert found.minutes == pytest.approx(10 + 0.5 * 60 + 2)
    assert found.timeless == pytest.approx(0.5)
    assert solve(chain_of(journey({"a": None}))).minutes is None


def test_what_is_remembered_is_the_worst_and_the_last() -> None:
    felt = {"a": -1, "b": -2, "d": 2}
    steps = {"a": ways(b=0.25, c=0.75), "b": "c", "c": ways(exit=0.5, d=0.5), "d": None}
    points = {id_: {"next": said or []} | ({"emotions": {"score": felt[id_]}} if id_ in felt else {})
              for id_, said in steps.items()}  # fmt: skip
    found = remembered(chain_of(journey(points)))
    assert found is not None
    assert found.worst == pytest.approx(0.25 * -2 + 0.75 * -1)
    assert found.last == pytest.approx(0.5 * 2 + 0.5 * (0.25 * -2 + 0.75 * -1))  # c has none: that before it counts
    assert remembered(chain_of(journey({"a": None}))) is None


def test_removal_effects_are_those_of_the_published_example() -> None:
    """Paths C1 > C2 > C3 > conversion, C1 > null and C2 > C3 > null, a usual example of Anderl et al. (2016)."""
    steps = {
        "start": ways(c1=2 / 3, c2=1 / 3), "c1": ways(c2=0.5, exit=0.5), "c2": "c3",
        "c3": ways(buys=0.5, exit=0.5), "buys": None,
    }  # fmt: skip
    for converts in ({}, {"converts": "buys"}):
        chain = chain_of(journey(steps, **converts))
        found = roles(chain, ("c1", "c2", "c3"))
        raw = {id_: role.removal for id_, role in found.items()}
        assert solve(chain).conversion == pytest.approx(1 / 3)
        assert raw == pytest.approx({"c1": 0.5, "c2": 1, "c3": 1})
        assert shared_out(raw) == pytest.approx({"c1": 0.2, "c2": 0.4, "c3": 0.4})


@pytest.mark.parametrize("converts", [(), ("t5", "t9")])
def test_a_removal_effect_is_what_is_lost_when_visitors_leave(converts: tuple[str, ...]) -> None:
    chain = random_chain(3, 30)._replace(conversion=frozenset(converts))
    whole = solve(chain).conversion
    for id_, role in roles(chain).items():
        state = chain.states.index(id_)
        left = [way for way in chain.ways if way.source != state]
        without = chain._replace(ways=(*left, ChainWay(state, None, "exit", 1.0)), conversion=chain.conversion - {id_})
        # Where only the removed one converts, nobody does; an empty set would ask for those who complete.
        lost = solve(without).conversion if without.conversion or not converts else 0.0
        assert role.removal == pytest.approx(1 - lost / whole), id_


def test_coming_back_is_told_of_those_who_are_there() -> None:
    found = roles(chain_of(journey({"a": None, "b": ways(a=0.2), "c": ways(exit=0.5), "d": None})))
    assert {id_: (role.reached, role.again) for id_, role in found.items()} == {
        "a": pytest.approx((1, 0.2)), "b": pytest.approx((1, 0.2)), "c": pytest.approx((1, 0)),
        "d": pytest.approx((0.5, 0)),
    }  # fmt: skip


@pytest.mark.parametrize(("size", "reach"), [(1_500, None), (1_500, 10), (40, None)])
def test_both_ways_to_solve_agree(size: int, reach: int | None) -> None:
    chain = random_chain(1, size, reach=reach)
    linear = Linear(WayArrays.of(chain), size)
    assert linear.method == ("neumann" if reach is None and size > 1_000 else "lu")
    dense = np.eye(size) - linear.onward.toarray()
    expected = np.linalg.solve(dense.T, start_of(chain))
    assert linear.visits(start_of(chain)) == pytest.approx(expected)
    assert linear.reaching(np.ones(size)) == pytest.approx(np.linalg.solve(dense, np.ones(size)))
    assert solve(chain).residual < 1e-9


def test_equations_without_an_answer_are_refused() -> None:
    """A chain whose customers are on their way for ever has no solution: no wrong one is given."""
    one = walk(0.5, 3, 1)
    caught = (ChainWay(0, 1, "c2", 1.0), ChainWay(1, 0, "c1", 1.0))
    with pytest.raises(UserError, match="come back without end"):
        solve(one._replace(ways=caught))
    with pytest.raises(UserError, match="still on their way"):
        solve(ring(4_001, 0.0))


def ring(size: int, leave: float) -> Chain:
    """A chain in which each state leads to one other of all, in a random order."""
    order = list(range(size))
    Random(size).shuffle(order)
    found = [ChainWay(one, other, f"t{other}", 1 - leave) for one, other in pairwise([*order, order[0]])]
    found += [ChainWay(state, None, "exit", leave) for state in order if leave]
    states = tuple(f"t{state}" for state in range(size))
    nothing = (None,) * size
    return Chain(states, {0: 1.0}, tuple(found), frozenset(), None, nothing, nothing)


def test_long_ways_are_solved_where_their_sum_takes_too_long() -> None:
    found = solve(ring(1_500, 1e-4))
    assert found.method == "lu" and found.steps == pytest.approx(10_000)
    assert solve(ring(1_500, 0.1)).method == "neumann"


def test_a_wrong_answer_of_a_solver_is_not_given() -> None:
    chain = random_chain(4, 30)
    linear = Linear(WayArrays.of(chain), 30)
    linear.visits(start_of(chain))
    linear.onward = linear.onward * 0.9  # what is factorised is no longer what is asked for
    with pytest.raises(UserError, match="its equations are"):
        linear.reaching(np.ones(30))


@pytest.mark.parametrize("seed", range(4))
def test_customers_drawn_at_random_agree_with_the_solution(seed: int) -> None:
    chain = random_chain(seed, 12)
    chain = chain._replace(conversion=frozenset({"t3", "t7"} if seed % 2 else ()))
    found, drawn = solve(chain), sample(chain, 40_000, seed)
    assert drawn.capped == 0
    assert drawn.steps.mean == pytest.approx(found.steps, abs=4 * drawn.steps.error)
    assert found.minutes is not None and drawn.minutes is not None
    assert drawn.minutes.mean == pytest.approx(found.minutes, abs=4 * drawn.minutes.error)
    assert drawn.conversion == pytest.approx(found.conversion, abs=4 * 0.5 / 200)
    assert drawn.visits == pytest.approx(found.visits, abs=0.05)
    memory = remembered(chain)
    assert memory is not None and drawn.worst is not None and drawn.last is not None
    assert drawn.worst == pytest.approx(memory.worst, abs=0.04)
    assert drawn.last == pytest.approx(memory.last, abs=0.04)


def test_the_same_seed_draws_the_same_customers_and_another_one_others() -> None:
    chain = random_chain(2, 9)
    assert sample(chain, 500, 7) == sample(chain, 500, 7) != sample(chain, 500, 8)


def test_the_share_still_on_its_way_at_the_cap_is_told() -> None:
    chain = walk(0.5, 3, 1)._replace(ways=(ChainWay(0, 0, "c1", 0.9), ChainWay(0, None, "exit", 0.1)))
    drawn = sample(chain, 20_000, 1, cap=10)
    assert drawn.capped == pytest.approx(0.9**10, abs=0.01)
    assert drawn.steps.quantiles[-1] == 10


def test_a_journey_that_never_ends_is_named_at_its_place() -> None:
    with pytest.raises(ChainError, match="'B' the journey never ends") as caught:
        chain_of(journey({"a": None, "b": "c", "c": "b"}))
    assert caught.value.span.start


def test_what_merely_leads_into_a_circle_is_not_named_as_endless() -> None:
    steps = {"a": "b", "b": None, "c": None, "d": "c", "e": None}
    with pytest.raises(ChainError, match="'C' the journey never ends"):
        chain_of(journey(steps))


def segmented(**more: Any) -> Journey:
    steps = {
        "a": {"next": [{"to": "exit", "share": 0.5, "segment": "new"}]},
        "b": {"next": [{"to": "exit", "share": 0.2}]},
        "c": {"segments": "old"},
        "d": {},
    }
    return journey(steps, segments=[{"id": "new", "name": "New"} | more, {"id": "old", "name": "Old"} | more])


def test_all_are_those_of_each_segment_by_its_part_of_all() -> None:
    shared = segmented(share=0.5).replace()
    new, old = (solve(chain_of(shared, segment=each)) for each in ("new", "old"))
    assert new.visits == pytest.approx({"a": 1, "b": 0.5, "d": 0.4})
    assert old.visits == pytest.approx({"a": 1, "b": 1, "c": 0.8, "d": 0.8})
    whole = chain_of(shared)
    found = solve(whole)
    assert found.visits == pytest.approx({"a": 1, "b": 0.75, "c": 0.4, "d": 0.6})
    assert found.conversion == pytest.approx((new.conversion + old.conversion) / 2)
    assert not whole.assumptions
    assert chain_of(segmented()).assumptions == (Assumption(MIXED),)
    assert {id_: role.reached for id_, role in roles(whole).items()} == pytest.approx(found.visits)


def test_measured_shares_take_the_place_of_assumed_ones() -> None:
    given = behaved(data_of("en"))
    overlay = given.beside[1]
    chain = chain_of(given, overlay)
    assert {"home", "search", "compare"} <= chain.measured.keys()
    place = chain.states.index("compare")
    shares = {way.to: way.probability for way in chain.ways if way.source == place}
    assert shares == pytest.approx({"search": 8 / 32.9, "chat": 3 / 32.9, "cart": 16.5 / 32.9, "exit": 5.4 / 32.9})
    assert not chain_of(given, overlay, measured=False).measured


def pairs_of(paths: list[list[str]]) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    for path in paths:
        for key in zip(["", *path], path, [*path[1:], "exit"], strict=False):
            found[key] = found.get(key, 0) + 1
    return found


def walked(random: Random, by_origin: float) -> list[str]:
    """A path between a, b and c; whether it goes on to b or c depends on where it comes from, by so much."""
    path = ["a"]
    while len(path) < 40 and random.random() < 0.9:
        came_from_b = len(path) > 1 and path[-2] == "b"
        path.append(random.choices(("a", "b", "c"), (1, 1 + by_origin * came_from_b, 1))[0])
        if path[-1] == path[-2]:
            path.pop()
    return path


def test_one_step_of_memory_is_enough_where_customers_forget() -> None:
    random = Random(2)
    forgetful = step_memory(pairs_of([walked(random, 0) for _ in range(400)]))
    assert forgetful.is_enough and forgetful.p is not None and forgetful.p > 0.01
    minded = step_memory(pairs_of([walked(random, 4) for _ in range(400)]))
    assert not minded.is_enough and minded.p is not None and minded.p < 1e-6
    assert minded.most_at in {"a", "c"}


def test_the_likelihood_ratio_is_that_of_a_table() -> None:
    """As scipy.stats.chi2_contingency(table, correction=False, lambda_="log-likelihood") has it."""
    table = [[30, 14, 9], [22, 31, 40]]
    pairs = {(before, "x", to): table[i][j] for i, before in enumerate("ab") for j, to in enumerate("uvw")}
    found = step_memory(pairs)
    assert (found.g2, found.freedom) == (pytest.approx(17.910246425133465), 2)
    assert found.p == pytest.approx(0.00012907418871865286)
    assert found.bic == pytest.approx(2 * np.log(146) - 17.910246425133465)


def test_cells_of_which_too_little_is_expected_are_taken_together() -> None:
    pairs = {("a", "x", "u"): 40, ("a", "x", "v"): 30, ("b", "x", "u"): 20, ("b", "x", "v"): 30,
             ("c", "x", "u"): 1, ("c", "x", "w"): 2}  # fmt: skip
    found = step_memory(pairs)
    assert found.freedom == 1  # c with b, and w with v
    few = step_memory({("a", "x", "u"): 2, ("b", "x", "v"): 2})
    assert (few.freedom, few.p, few.g2) == (0, None, 0.0)


def test_what_is_held_back_goes_where_customers_are_known_to_go_and_is_told() -> None:
    """Of a segment, only what most of it did is told: the rest goes as all customers do, then as the file has it."""
    ways = {"compare": {"search": 60, "cart": 20, "exit": 20}}
    told = {"compare": {"search": 9}}
    data = data_of("en") | {"segments": [{"id": "new", "name": "New"}]}
    measures = behaviour({"home": 100}, ways)
    of_new = behaviour({"home": 10}, told, segment={"kind": "new"})
    found = tuple(each._replace(n=10, value=90.0) for each in of_new.transitions)
    given = behaved(data, measures._replace(transitions=(*measures.transitions, *found)))
    overlay = BehaviourOverlay.among(given.beside)
    chain = chain_of(given, overlay, segment="new")
    place = chain.states.index("compare")
    shares = {way.to: way.probability for way in chain.ways if way.source == place}
    assert shares == pytest.approx({"search": 0.9, "cart": 0.05, "exit": 0.05})
    assert Assumption(UNTOLD, "compare") in chain.assumptions
    alone = behaved(data, measures._replace(transitions=tuple(
        each for each in measures.transitions if each.to != "cart")))  # fmt: skip
    chain = chain_of(alone, BehaviourOverlay.among(alone.beside))
    shares = {way.to: way.probability for way in chain.ways if way.source == chain.states.index("compare")}
    assert shares == pytest.approx({"search": 0.6, "exit": 0.2, "cart": 0.1, "chat": 0.1})  # both are in the file
