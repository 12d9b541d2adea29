"""How often customers come where, without numpy: as the chain is solved with it, and nothing where it does not end."""

from __future__ import annotations

import pytest
from journeys_behaved import behaved, data_of

from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.simulation import chain_of, solve
from journeymap.simulation.chain import Chain, ChainWay
from journeymap.simulation.passages import passages_of


def test_visits_are_those_of_the_solved_chain() -> None:
    journey = behaved(data_of("en"))
    chain = chain_of(journey, BehaviourOverlay.among(journey.beside))
    found = passages_of(chain)
    assert found is not None
    assert dict(found.visits) == pytest.approx(dict(solve(chain).visits))
    assert sum(found.taken[way] for way in found.taken if way[1] == "exit") == pytest.approx(1)


def test_a_loop_that_hardly_anybody_leaves_is_not_solved() -> None:
    ways = (ChainWay(0, 1, "b", 1.0), ChainWay(1, 0, "a", 1 - 1e-6), ChainWay(1, None, "exit", 1e-6))
    assert passages_of(Chain(("a", "b"), {0: 1.0}, ways, frozenset())) is None
