"""Whether the actions of a journey can be ranked, and what is missing where they cannot."""

from __future__ import annotations

from journeymap.errors import UserError
from journeymap.model import Journey
from journeymap.model.amounts import Sum
from journeymap.simulation.candidates import Candidates
from journeymap.simulation.effects import Affected
from journeymap.simulation.what_if import Objective


def check_rankable(journey: Journey, candidates: Candidates, objective: Objective, budget: Sum | None) -> None:
    """Raises UserError where no action can be ranked, or none within this budget."""
    if not candidates.actions:
        some = any(each.effect for each in journey.actions)
        raise UserError("all actions that say what they change are done or dropped" if some else
                        "no action says what it is expected to change",
                        hint="give an open action an `effect`; docs/simulate.md shows how")  # fmt: skip
    if objective == "value" and journey.value is None:
        raise UserError(
            "--objective value: nobody says what a conversion brings", hint="add `value: 240 EUR` to the journey"
        )
    if budget is None:
        return
    if not candidates.currencies:
        raise UserError("--budget: no action that says what it changes has a budget", hint="add `budget: 5000 EUR`")
    if not budget.currency and len(candidates.currencies) > 1:
        raise UserError(f"--budget: the budgets are in {', '.join(candidates.currencies)}", hint="name the currency")
    if budget.currency and budget.currency not in candidates.currencies:
        raise UserError(f"--budget: no action has a budget in {budget.currency}",
                        hint=f"they are in {', '.join(candidates.currencies)}")  # fmt: skip


def check_known(groups: tuple[Affected, ...], objective: Objective) -> None:
    """Raises UserError where nothing is known of the time or the feelings that actions should better."""
    chains = [each.chain for each in groups]
    if objective == "emotion" and not any(each is not None for chain in chains for each in chain.emotions):
        raise UserError("--objective emotion: nobody says how any touchpoint feels",
                        hint="give touchpoints a `score` under `emotions`")  # fmt: skip
    if objective == "time" and not any(
        any(chain.minutes) or any(way.minutes for way in chain.ways) for chain in chains
    ):
        raise UserError("--objective time: nobody says how long anything takes",
                        hint="give touchpoints a `duration`")  # fmt: skip
