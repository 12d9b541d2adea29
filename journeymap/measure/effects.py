"""What actions did: the figure that each was meant to change, before it was done and since."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journeymap.insight.quantiles import normal_quantile
from journeymap.measure.cell_facts import by_period, direction_of, estimate_of, key_of, span_of
from journeymap.measure.figures.change import change, variance_of
from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.figures.pooling import pooled
from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.measure.moved import Moves, done_within, interval_of
from journeymap.measure.period_days import days_of, week_of
from journeymap.model import Action, Journey, Touchpoint

WORTH_SEEING = 0.08
"""The smallest change that one would want to see, as a part of the figure's scale."""
POWER = 80
"""In percent: how surely a change that is worth seeing would be seen from as many answers as are asked for."""
_FIRST = ("csat", "ces", "nps")
"""The metrics that tell most about a step, the best first."""


class ActionEffect(NamedTuple):
    """The figure that an action was meant to change, pooled over the periods before its day, and over those since.

    `cell` is the figure in one period, None where nothing is measured where the action acts. `difference` is 95 %'s
    interval of what changed; None where it cannot be said. `turned` is 1 where the figure became better, -1 where
    worse, 0 where neither is shown. Where it cannot be said, `needed` answers on each side would show a change of
    `worth_seeing`, in the figure's unit.
    """

    action: Action
    cell: MeasuredCell | None
    before: Estimate | None = None
    after: Estimate | None = None
    difference: tuple[float, float] | None = None
    turned: int = 0
    worth_seeing: float | None = None
    needed: int | None = None


def effects(measures: Measures, journey: Journey, moves: Moves) -> tuple[ActionEffect, ...]:
    """Returns what the actions did that were done within the periods looked back on, the latest first.

    The day is that on which an action was done, else that on which it was due. The period of that day is neither before
    nor since. Nothing here says that the action caused it. Needs scipy where a metric is a mean.
    """
    done = done_within(journey.actions, moves.periods, week_of(journey))
    return tuple(_effect(measures, journey, moves, action, day) for day, action in done)


def _effect(
    measures: Measures, journey: Journey, moves: Moves, action: Action, day: dt.date
) -> ActionEffect:  # fmt: skip
    cell = _figure(measures, journey, moves, action)
    if cell is None:
        return ActionEffect(action, None)
    told = by_period(measures.cells)[key_of(cell)]
    before: list[Estimate] = []
    after: list[Estimate] = []
    for period in moves.periods:
        days = days_of(period, week_of(journey, cell.source))
        if period in told and days and not days[0] <= day <= days[1]:
            (before if days[1] < day else after).append(estimate_of(told[period]))
    return _judged(ActionEffect(action, cell, pooled(before), pooled(after)), measures, journey)


def _judged(found: ActionEffect, measures: Measures, journey: Journey) -> ActionEffect:
    cell, before, after = found.cell, found.before, found.after
    if cell is None or before is None or after is None:
        return found
    span = span_of(measures, journey, cell)
    worth = None if span is None else span * WORTH_SEEING
    compared = change(before, after)
    ends = interval_of(compared) if compared else None
    if ends is None or min(before.n, after.n) < measures.options.min_n:
        return found._replace(worth_seeing=worth, needed=_needed(before, worth))
    if ends[0] <= 0 <= ends[1]:
        if worth is None or max(-ends[0], ends[1]) <= worth:
            return found._replace(difference=ends)
        return found._replace(worth_seeing=worth, needed=_needed(before, worth))
    turned = direction_of(measures, journey, cell) * (1 if ends[0] > 0 else -1)
    return found._replace(difference=ends, turned=turned)


def _needed(before: Estimate, worth: float | None) -> int | None:
    """The answers on each side that show a change with this power: n = 2σ²(z_α + z_β)²/δ², rounded up."""
    variance = variance_of(before)
    if not variance or not worth:
        return None
    z = normal_quantile(95) + normal_quantile(2 * POWER - 100)
    return math.ceil(2 * variance * z * z / worth**2)


def _figure(measures: Measures, journey: Journey, moves: Moves, action: Action) -> MeasuredCell | None:
    """The figure that an action was meant to change: the newest cell where it acts.

    At the first touchpoint that is measured: of the metric that its `measure` names, else of the one that tells most;
    of the segment that it is for, else of all.
    """
    wanted = (action.measure or "").casefold()
    for touchpoint in _changed_by(journey, action):
        cells = [
            cell for cell in measures.cells if cell.touchpoint == touchpoint.id and cell.period in moves.periods
        ]  # fmt: skip
        for segment in (*((each,) for each in action.segments[:1]), ()):
            told = [cell for cell in cells if tuple(cell.segment.values()) == segment and cell.method != "ulwick"]
            if told:
                newest = max(cell.period for cell in told)
                return min(
                    (cell for cell in told if cell.period == newest),
                    key=lambda cell: (cell.metric.casefold() not in wanted, *_rank(cell.metric)),
                )
    return None


def _rank(metric: str) -> tuple[int, str]:
    return (_FIRST.index(metric) if metric in _FIRST else len(_FIRST)), metric


def _changed_by(journey: Journey, action: Action) -> Sequence[Touchpoint]:
    """The touchpoints that an action names, then those of what it answers, then those of its stages."""
    return tuple({each.id: each for each in _all_changed_by(journey, action)}.values())


def _all_changed_by(journey: Journey, action: Action) -> Iterator[Touchpoint]:
    known = journey.touchpoint_by_id
    yield from (known[name] for name in action.touchpoints if name in known)
    addressed = frozenset(action.addresses)
    for touchpoint in journey.touchpoints:
        if any(point.id in addressed for point in (*touchpoint.pains, *touchpoint.gains, *touchpoint.opportunities)):
            yield touchpoint
    for stage in journey.stages:
        if stage.id in action.stages:
            yield from stage.touchpoints
