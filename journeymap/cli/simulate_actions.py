"""`journeymap simulate --actions`: which action should help most."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from journeymap.cli import options
from journeymap.cli.console import Colour, wants_colour
from journeymap.errors import UserError

if TYPE_CHECKING:
    from journeymap.model import Journey
    from journeymap.model.amounts import Sum
    from journeymap.overlays.behaviour import BehaviourOverlay
    from journeymap.simulation.ranking import Ranking

LEAST_RUNS = 100
_BUDGET = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?([^\W\d_]{1,12})?")


def ranked(
    journey: Journey,
    behaviour: BehaviourOverlay | None,
    *,
    objective: str | None,
    budget: str | None,
    runs: int,
    seed: int,
) -> Ranking:
    """Returns the ranking that the options ask for. Raises UserError for a wrong option."""
    from journeymap.simulation.ranking import ranked_actions
    from journeymap.simulation.what_if import OBJECTIVES

    objective = objective or OBJECTIVES[0]
    options.check_choice(objective, OBJECTIVES, "--objective")
    if runs < LEAST_RUNS:
        raise UserError(f"--runs: {runs} draws are too few for an interval", hint=f"draw {LEAST_RUNS} at least")
    wanted = next(each for each in OBJECTIVES if each == objective)
    return ranked_actions(journey, behaviour, wanted, budget=_sum(budget), runs=runs, seed=seed)


def told(journey: Journey, ranking: Ranking, output_format: str, color: Colour) -> str:
    """Returns a ranking as text or as JSON."""
    if output_format == "json":
        import json

        from journeymap.report.safe import without_marks
        from journeymap.simulation.ranking_json import ranking_as_json

        return without_marks(json.dumps(ranking_as_json(journey, ranking), ensure_ascii=False, indent=2)) + "\n"
    from journeymap.cli.actions_text import ranking_text

    return ranking_text(journey, ranking, color=wants_colour(color, sys.stdout))


def _sum(budget: str | None) -> Sum | None:
    """The sum that --budget asks for, with no currency where it names none."""
    from journeymap.digits import latin
    from journeymap.model.amounts import Sum

    if not budget:
        return None
    match = _BUDGET.fullmatch(latin(budget.strip()))
    if match is None:
        raise UserError(f"--budget: {budget!r} is no amount of money", hint="write 50000, or '50000 EUR'")
    return Sum(float(match[1].replace(",", "")), match[2] or "")
