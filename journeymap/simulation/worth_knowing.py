"""Of which input of a ranking it is worth most to know more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.simulation.ranking import Ranking
    from journeymap.simulation.tornado import Bar


def worth_knowing(ranking: Ranking) -> Bar | None:
    """Returns the input of which to know more may turn the order, and costs least; None where no input turns it.

    An action can be tried out: of those whose effects turn the order it is the one that costs least. Where no effect
    does, it is the measured share of today that moves the gain most.
    """
    costs = {each.actions[0]: each.cost for each in ranking.actions}

    def price(bar: Bar) -> float:
        known = costs.get(ranking.inputs[bar.input].action)
        return math.inf if known is None else known

    turning = [bar for bar in ranking.tornado if bar.is_turning]
    effects = [bar for bar in turning if bar.input < len(ranking.inputs)]
    return min(effects, key=price) if effects else next(iter(turning), None)
