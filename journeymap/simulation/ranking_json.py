"""A ranking of actions as plain data, for JSON."""

from __future__ import annotations

from typing import Any

from journeymap.model import Journey
from journeymap.simulation.action_sets import ActionSet
from journeymap.simulation.ranking import Ranking
from journeymap.simulation.tornado import Bar, LostLead

SCHEMA = 1
_DECIMALS = 9
GAIN_IN = {"conversion": "points", "time": "minutes", "emotion": "feeling", "value": "money"}
"""What gains of each objective are counted in: those of time are minutes saved."""


def ranking_as_json(journey: Journey, ranking: Ranking) -> dict[str, Any]:
    """Returns a ranking as data.

    Gains are in what `gain_in` says, a customer, or in points of 100 customers. `today` is a share from 0 to 1,
    minutes, a feeling from -2 to 2, or conversions a customer.
    """
    return {
        "schema": SCHEMA,
        "journey": journey.id,
        "objective": ranking.objective,
        "gain_in": GAIN_IN[ranking.objective],
        "today": _rounded(ranking.today),
        "method": ranking.method,
        "sets": ranking.tried,
        "paid_in": ranking.paid or None,
        "currency": ranking.currency or None,
        "budget": ranking.budget,
        "runs": ranking.runs,
        "seed": ranking.seed,
        "actions": [_set(each) | _effort(journey, each) | _measured(ranking, each) for each in ranking.actions],
        "best": None if ranking.best is None else _set(ranking.best),
        "ahead": None if ranking.ahead is None else {"share": _rounded(ranking.ahead), "draws": ranking.ahead_draws},
        "sure": None if ranking.sure is None else _set(ranking.sure),
        "frontier": [_set(each) for each in ranking.frontier],
        "tornado": [_bar(ranking, each) for each in ranking.tornado],
        "left_out": list(ranking.left_out),
        "conversion_falls": list(ranking.conversion_falls),
        "conversion_rises": list(ranking.conversion_rises),
        "assumptions": [
            {"kind": each.kind} | ({"touchpoint": each.touchpoint} if each.touchpoint else {})
            for each in ranking.assumptions
        ],
    }


def _set(found: ActionSet) -> dict[str, Any]:
    return {
        "actions": list(found.actions),
        "needs": list(found.needs),
        "gain": _rounded(found.gain),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "holds_zero": found.holds_zero,
        "cost": found.cost,
        "gain_per_cost": _rounded(found.gain / found.cost) if found.cost else None,
    }


def _effort(journey: Journey, found: ActionSet) -> dict[str, Any]:
    action = next(each for each in journey.actions if each.id == found.actions[0])
    return {"effort": action.effort, "impact": action.impact}


def _measured(ranking: Ranking, found: ActionSet) -> dict[str, Any]:
    """The experiments that measured some of an action's effects, and what it would bring as declared."""
    declared = next((each for each in ranking.declared if each.actions == found.actions), None)
    told = None if declared is None else {key: _set(declared)[key] for key in ("gain", "low", "high")}
    return {"experiments": list(ranking.experiments_of(found.actions[0])), "declared": told}


def _bar(ranking: Ranking, bar: Bar) -> dict[str, Any]:
    if bar.input >= len(ranking.inputs):
        share = ranking.shares[bar.input - len(ranking.inputs)]
        what: dict[str, Any] = {
            "share": {"from": share.source, "to": share.to, "n": _rounded(share.n), "low": _rounded(share.low),
                      "likely": _rounded(share.likely), "high": _rounded(share.high)},
        }  # fmt: skip
    else:
        size = ranking.inputs[bar.input]
        place = ranking.inputs[: bar.input + 1]
        what = {"action": size.action, "effect": sum(each.action == size.action for each in place)}
    return what | {
        "low": _rounded(bar.low),
        "high": _rounded(bar.high),
        "lost_low": _lost(bar.lost_low),
        "lost_high": _lost(bar.lost_high),
    }


def _lost(lost: LostLead | None) -> dict[str, Any] | None:
    if lost is None:
        return None
    return {"beyond": _rounded(lost.beyond), "first": list(lost.actions), "gain": _rounded(lost.gain)}


def _rounded(number: float) -> float:
    """A number without the rounding of the machine, nor a negative zero."""
    return round(number, _DECIMALS) + 0.0
