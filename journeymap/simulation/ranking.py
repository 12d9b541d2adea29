"""Which action first: sets of actions by their gain against what they cost, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from journeymap.model import Journey
from journeymap.model.amounts import Sum
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.records import NamedTuple
from journeymap.simulation.action_sets import NOTHING, ActionSet, Ranker
from journeymap.simulation.candidates import MOST_IN_ALL_SETS, Candidates, Paid
from journeymap.simulation.cohorts import Assumption
from journeymap.simulation.decimals import decimals_shown
from journeymap.simulation.drawn_sizes import drawn_sizes
from journeymap.simulation.effects import Affected, EffectSize, affected_groups, inputs_of
from journeymap.simulation.rankable import check_known, check_rankable
from journeymap.simulation.today import ShareToday, shares_today, with_share
from journeymap.simulation.tornado import Bar, tornado, tornado_of_today, widest_first
from journeymap.simulation.what_if import Objective, WhatIf

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

_SHOWN_POINTS = 0.05
"""A conversion that moves by less is shown as the same."""


class Ranking(NamedTuple):
    """The actions of a journey ranked by what they bring for an objective.

    Gains are in points of 100 customers, minutes saved, feeling from -2 to 2, or money a customer. `today` is what the
    objective comes to today: a share, minutes, a feeling, or conversions a customer. `actions` are ranked each alone.
    What an experiment measured counts in place of what is declared; `declared` are the actions of which it measured
    something, as they are declared, in the order of the file.
    `best` is the set with the largest gain within the budget, None where none brings anything, and `sure` the best of
    those in which no action's own gain may be nothing. `frontier` are the sets that no set beats for less or as much,
    and `beaten` the cost and gain of others. `ahead` is the part of `ahead_draws` draws in which no set, nor
    doing nothing, brings more than the best. What the first place hangs on, the `tornado`, has the `inputs` and, after
    them, the measured `shares` of today. `left_out` are actions whose cost is unknown where a budget is set.
    Of time, which is that of all who start, `conversion_falls` and `conversion_rises` are the actions with which, each
    alone, fewer or more of them convert.
    """

    objective: Objective
    today: float
    method: Literal["all", "greedy"]
    tried: int
    paid: Paid
    currency: str
    budget: float | None
    runs: int
    seed: int
    actions: tuple[ActionSet, ...]
    declared: tuple[ActionSet, ...]
    best: ActionSet | None
    sure: ActionSet | None
    frontier: tuple[ActionSet, ...]
    beaten: tuple[tuple[float, float], ...]
    ahead: float | None
    ahead_draws: int
    tornado: tuple[Bar, ...]
    inputs: tuple[EffectSize, ...]
    shares: tuple[ShareToday, ...]
    left_out: tuple[str, ...]
    conversion_falls: tuple[str, ...]
    conversion_rises: tuple[str, ...]
    assumptions: tuple[Assumption, ...]

    @property
    def cheapest(self) -> ActionSet | None:
        """The cheapest set that brings anything, of those whose cost is known; None where none does."""
        return self.frontier[0] if self.frontier else None

    def experiments_of(self, action: str) -> tuple[str, ...]:
        """Returns the ids of the experiments that measured effects of an action, in the order of these."""
        measured = (each.experiment for each in self.inputs if each.action == action and each.experiment)
        return tuple(dict.fromkeys(measured))


def ranked_actions(
    journey: Journey, behaviour: BehaviourOverlay | None, objective: Objective, *,
    budget: Sum | None = None, runs: int = 10_000, seed: int = 0,
) -> Ranking:  # fmt: skip
    """Returns the ranking of the actions of a journey that say what they change.

    A `budget` without a currency is in that of the actions. Raises UserError where there is nothing to rank or the
    budget cannot be compared, ChainError for what cannot be simulated.
    """
    candidates = Candidates(journey, budget.currency if budget is not None else "")
    check_rankable(journey, candidates, objective, budget)
    inputs = inputs_of(journey, candidates.actions)
    groups = affected_groups(journey, inputs, behaviour)
    check_known(groups, objective)
    what_if = WhatIf(groups, inputs, candidates.ids, objective, journey.value.number if journey.value else 1.0)
    ranker = Ranker(candidates, what_if, drawn_sizes(inputs, runs, seed))
    most = budget.number if budget is not None else None
    method, everything, within = _sets(ranker, most)
    alone = sorted(ranker.alone(), key=lambda each: (-round(each.gain, 9), each.actions))
    most_gain = max((0.0, *ranker.likely(everything), *ranker.likely(within)))
    places = decimals_shown([most_gain, *(each.gain for each in alone)])
    best = ranker.best(within, places)
    frontier, beaten = _frontier(ranker, everything, places)
    slack = ranker.behind(best, within, places)
    ahead, draws = ranker.ahead(best, within, slack)
    best_sure = _best_sure(ranker, alone, within, places)
    falls, rises = _conversion_moved(groups, inputs, candidates) if objective == "time" else ((), ())
    shares, bars = _hangs_on(ranker, groups, best, within, slack)
    unknown = [id_ for id_ in candidates.ids if candidates.cost(candidates.with_needs([id_])) is None]
    return Ranking(
        objective=objective,
        today=what_if.today,
        method=method,
        tried=len(set(everything) | set(within)),
        paid=candidates.paid,
        currency=candidates.currency,
        budget=most,
        runs=runs,
        seed=seed,
        actions=tuple(alone),
        declared=_as_declared(journey, behaviour, candidates, inputs, what_if, (runs, seed)),
        best=ranker.set_of(best) if best else None,
        sure=ranker.set_of(best_sure) if best_sure and best_sure != best else None,
        frontier=frontier,
        beaten=beaten,
        ahead=ahead,
        ahead_draws=draws,
        tornado=bars,
        inputs=inputs,
        shares=shares,
        left_out=tuple(unknown) if most is not None else (),
        conversion_falls=falls,
        conversion_rises=rises,
        assumptions=tuple(dict.fromkeys(each for group in groups for each in group.chain.assumptions)),
    )


def _sets(ranker: Ranker, most: float | None) -> tuple[Literal["all", "greedy"], list[int], list[int]]:
    """How sets are looked for, all that are found, and those within a budget."""
    candidates = ranker.candidates
    if len(candidates.ids) <= MOST_IN_ALL_SETS:
        everything = candidates.all_sets(None)
        return "all", everything, [each for each in everything if candidates.is_within(each, most)]
    everything = candidates.greedy_sets(None, ranker.likely)
    within = [each for each in everything if candidates.is_within(each, most)]
    if most is not None:
        within = list(dict.fromkeys((*within, *candidates.greedy_sets(most, ranker.likely))))
    return "greedy", everything, within


def _best_sure(ranker: Ranker, alone: list[ActionSet], within: list[int], places: int) -> int:
    """The best of the sets in which no action's own gain may be nothing; 0 where none helps."""
    unsure = {each.actions[0] for each in alone if each.low <= NOTHING}
    sure = [each for each in within if unsure.isdisjoint(ranker.candidates.chosen(each))]
    return ranker.best(sure, places)


def _hangs_on(
    ranker: Ranker, groups: tuple[Affected, ...], best: int, within: list[int], slack: float
) -> tuple[tuple[ShareToday, ...], tuple[Bar, ...]]:
    """The measured shares of today, and what the first place hangs on: the effects and these."""
    if not best:
        return (), ()
    candidates, now = ranker.candidates, ranker.what_if
    shares = shares_today(groups, now.inputs)

    def world(share: ShareToday, as_it_is: float) -> WhatIf:
        return WhatIf(with_share(groups, share, as_it_is), now.inputs, now.actions, now.objective, now.value)

    bars = tornado(candidates, now, best, within, slack)
    bars += tornado_of_today(candidates, shares, world, len(now.inputs), best, within, slack)
    return shares, widest_first(bars)


def _conversion_moved(
    groups: tuple[Affected, ...], inputs: tuple[EffectSize, ...], candidates: Candidates
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actions with which, each alone and at its likely sizes, fewer convert, and those with which more do."""
    what_if = WhatIf(groups, inputs, candidates.ids, "conversion")
    alone = candidates.masks([1 << place for place in range(len(candidates.ids))])
    points = what_if.gains(alone, what_if.likely[:, None])[:, 0].tolist()
    moved = list(zip(candidates.ids, points, strict=True))
    falls = tuple([id_ for id_, each in moved if each <= -_SHOWN_POINTS])
    return falls, tuple([id_ for id_, each in moved if each >= _SHOWN_POINTS])


def _as_declared(
    journey: Journey, behaviour: BehaviourOverlay | None, candidates: Candidates, inputs: tuple[EffectSize, ...],
    what_if: WhatIf, draws: tuple[int, int],
) -> tuple[ActionSet, ...]:  # fmt: skip
    """The actions of which an experiment measured something, each alone, with what is declared of it."""
    measured = {each.action for each in inputs if each.experiment}
    if not measured:
        return ()
    declared = inputs_of(journey, candidates.actions, declared=True)
    groups = affected_groups(journey, declared, behaviour)
    ranker = Ranker(
        candidates,
        WhatIf(groups, declared, candidates.ids, what_if.objective, what_if.value),
        drawn_sizes(declared, *draws),
    )
    return tuple(each for each in ranker.alone() if each.actions[0] in measured)


def _frontier(
    ranker: Ranker, sets: list[int], places: int
) -> tuple[tuple[ActionSet, ...], tuple[tuple[float, float], ...]]:
    """The sets that bring more, as is shown, than all that cost no more, and cost and gain of the others."""
    costs = [ranker.candidates.cost_of(each) for each in sets]
    known = [(cost, -gain, each) for cost, gain, each in zip(costs, ranker.likely(sets), sets, strict=True)
             if cost is not None]  # fmt: skip
    found, beaten, most = [], [], 0.0
    for cost, loss, each in sorted(known, key=lambda one: (one[0], round(one[1], places), one[2].bit_count(), one[2])):
        if round(-loss, places) > round(most, places):
            most = -loss
            found.append(each)
        else:
            beaten.append((cost, -loss))
    return tuple(ranker.set_of(each) for each in found), tuple(beaten)
