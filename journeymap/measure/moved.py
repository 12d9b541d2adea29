"""What moved since the last period: which of all figures, how much of it is real, and whose action answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from journeymap.insight.actions import acting_on, day_done, is_open
from journeymap.insight.quantiles import normal_quantile
from journeymap.measure.cell_facts import by_period, direction_of, estimate_of, key_of, span_of
from journeymap.measure.events_as_cells import cells_of_events, direction_of_events, leads_to, time_of
from journeymap.measure.figures.change import PeriodChange, change
from journeymap.measure.figures.change import moved as beyond_noise
from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.measure.period_days import days_of, periods_until, week_of
from journeymap.measure.splits import MoverSplit, Unsplit, is_mostly_mix, split_of
from journeymap.model import EXIT, Action, Journey
from journeymap.records import cached_property

PERIODS_SHOWN = 12
"""How many periods, with the newest, are looked back on."""
CONFIDENCE_OF_CHANGE = 95
"""In percent: the counterpart of the test at 5 %."""
_ALL = "all"


class CellChange(NamedTuple):
    """A figure in the newest period and in the one before.

    `points` is its change in points of 100 of its scale; None where it has no scale, and for what customers did that is
    neither better nor worse. `direction` is 1 where it became better, -1 where worse, and 0 where it did neither. `low`
    and `high` are the ends of the difference's interval, None where there is none. `has_moved` says that it did so
    beyond noise.
    """

    before: MeasuredCell
    after: MeasuredCell
    change: PeriodChange
    low: float | None
    high: float | None
    points: float | None
    direction: int
    has_moved: bool


class Mover(NamedTuple):
    """A metric of a touchpoint that moved: in the segment where that is clearest, and in which `others`.

    `series` has the figure in each of the last periods, None where it is not told. `split` is None where the groups are
    not all known; `unsplit` says why. `actions` are the open ones that act on the touchpoint for that segment: those
    that name it, or what hurts there, before those of the whole stage. `done` are those that were done within the
    periods looked back on, as `done_within` has them: they answer nothing that became worse.
    """

    main: CellChange
    others: tuple[CellChange, ...]
    series: tuple[tuple[str, MeasuredCell | None], ...]
    split: MoverSplit | None
    unsplit: Unsplit
    actions: tuple[Action, ...]
    done: tuple[tuple[dt.date, Action], ...]

    @property
    def is_unanswered(self) -> bool:
        """Whether no action answers this; what became better needs none, nor does another way taken."""
        if self.main.direction == 0 and direction_of_events(self.main.after.metric) == 0:
            return False
        return not self.actions and self.main.direction <= 0


class Moves(NamedTuple):
    """What changed from the period `before` to `newest`; both are empty where there are not two.

    `family` has all figures that can be compared: told in both periods, from at least as many answers as are wanted.
    `movers` has those that moved: the worse ones first, of these those that are not mostly mix, then the clearest.
    `times` has the times between touchpoints that moved, which are no measure of one, the clearest first. `periods` are
    those looked back on.
    """

    newest: str
    before: str
    periods: tuple[str, ...]
    family: tuple[CellChange, ...]
    movers: tuple[Mover, ...]
    times: tuple[CellChange, ...] = ()


def moved(measures: Measures, journey: Journey) -> Moves:
    """Returns what moved in the newest period of the measures, against the one before.

    Of all figures of the newest period, those moved that Benjamini and Hochberg's procedure at 5 % rejects, from the
    pooled z of each; what customers did is among them (`events_as_cells`). Figures from fewer answers than `min_n` in
    one of the periods, and of touchpoints that the journey no longer has are none of them. Needs scipy where a metric
    is a mean.
    """
    return _Comparing(measures, journey).moves()


def done_within(
    actions: Iterable[Action], periods: Sequence[str], week: str = "iso"
) -> tuple[tuple[dt.date, Action], ...]:
    """Returns the actions that were done within periods, which follow each other, with that day, the latest first.

    The day is that on which an action was done, else that on which it was due. Nothing is within periods without days.
    `week` is how weeks begin, as `days_of` has it.
    """
    spans = [span for period in periods if (span := days_of(period, week))]
    if not spans:
        return ()
    found = [(day, each) for each in actions if (day := day_done(each)) and spans[0][0] <= day <= spans[-1][1]]
    return tuple(sorted(found, key=lambda each: each[0], reverse=True))


def interval_of(found: PeriodChange) -> tuple[float, float] | None:
    """Returns the 95 % interval of a difference; None where it would have no width."""
    half = normal_quantile(CONFIDENCE_OF_CHANGE) * found.error
    return (found.difference - half, found.difference + half) if half > 0 else None


class _Comparing:
    def __init__(self, measures: Measures, journey: Journey) -> None:
        self._measures = measures
        self._journey = journey
        known = journey.touchpoint_by_id
        self._cells = by_period(
            each
            for each in chain(measures.cells, cells_of_events(measures))
            if each.touchpoint in known and each.period != _ALL and leads_to(each.metric) <= {*known, EXIT}
        )
        self._periods = sorted({period for each in self._cells.values() for period in each})

    def moves(self) -> Moves:
        newest = self._periods[-1] if self._periods else ""
        before = self._periods[-2] if len(self._periods) > 1 else ""
        family = self._family(before, newest) if before else []
        times = sorted((each for each in family if each.has_moved and time_of(each.after.metric)), key=_clearness)
        return Moves(newest, before, self._shown, tuple(family), tuple(self._movers(family)), tuple(times))

    @cached_property
    def _shown(self) -> tuple[str, ...]:
        if not self._periods:
            return ()
        return periods_until(self._periods[-1], self._periods[0], PERIODS_SHOWN)

    def _family(self, before: str, newest: str) -> list[CellChange]:
        pairs: list[tuple[MeasuredCell, MeasuredCell, PeriodChange]] = []
        least = self._measures.options.min_n
        for told in self._cells.values():
            if before in told and newest in told and min(told[before].n, told[newest].n) >= least:
                found = change(estimate_of(told[before]), estimate_of(told[newest]))
                if found is not None:
                    pairs.append((told[before], told[newest], found))
        beyond = beyond_noise([found.p for _, _, found in pairs])
        return [self._compared(*pair, has_moved=each) for pair, each in zip(pairs, beyond, strict=True)]

    def _compared(
        self, before: MeasuredCell, after: MeasuredCell, found: PeriodChange, *, has_moved: bool
    ) -> CellChange:  # fmt: skip
        low, high = interval_of(found) or (None, None)
        span = span_of(self._measures, self._journey, after)
        direction = direction_of(self._measures, self._journey, after)
        is_neither = direction_of_events(after.metric) == 0  # such as another way taken, which is no better or worse
        points = None if span is None or is_neither else found.difference / span * 100 * (direction or 1)
        turned = direction * ((found.difference > 0) - (found.difference < 0))
        return CellChange(before, after, found, low, high, points, turned, has_moved)

    def _movers(self, family: Sequence[CellChange]) -> list[Mover]:
        groups: dict[tuple[str, str, str], list[CellChange]] = {}
        for each in family:
            if each.has_moved and not time_of(each.after.metric):
                groups.setdefault(key_of(each.after)[:3], []).append(each)
        order = self._journey.number_of
        found = [self._mover(*sorted(group, key=_clearness)) for group in groups.values()]
        return sorted(
            found,
            key=lambda each: (
                each.main.direction >= 0, is_mostly_mix(each.split), _clearness(each.main),
                order[each.main.after.touchpoint], key_of(each.main.after),
            ),
        )  # fmt: skip

    def _mover(self, main: CellChange, *others: CellChange) -> Mover:
        told = self._cells[key_of(main.after)]
        series = tuple((period, told.get(period)) for period in self._shown)
        cells = [
            cell for key, each in self._cells.items() if key[:3] == key_of(main.after)[:3] for cell in each.values()
        ]
        found, unsplit = split_of(main.before, main.after, cells, self._measures.options.by)
        meant = frozenset(main.after.segment.values())
        acting = [
            action
            for action in acting_on(self._journey, self._journey.touchpoint_by_id[main.after.touchpoint])
            if not meant or not action.segments or meant.intersection(action.segments)
        ]
        done = done_within(acting, self._shown, week_of(self._journey, main.after.source))
        return Mover(main, others, series, found, unsplit, self._open(main.after.touchpoint, acting), done)

    def _open(self, step: str, actions: Iterable[Action]) -> tuple[Action, ...]:
        touchpoint = self._journey.touchpoint_by_id[step]
        acting = [action for action in actions if is_open(action)]
        stage = self._journey.stage_of[touchpoint.id].id
        points = {point.id for point in (*touchpoint.pains, *touchpoint.opportunities) if point.id}
        of_stage = [
            stage in action.stages and touchpoint.id not in action.touchpoints and points.isdisjoint(action.addresses)
            for action in acting
        ]
        return tuple(action for _, action in sorted(zip(of_stage, acting, strict=True), key=lambda each: each[0]))


def _clearness(found: CellChange) -> tuple[float, int]:
    """Sorts the clearest first and, of equally clear ones, that of all customers."""
    return -abs(found.change.z), len(found.after.segment)
