"""How long the journey and each of its stages take, from the durations of the steps and the waits on the ways.

The shortest and the longest time are those over all ways without loops, as in the first pass: from each touchpoint,
its transitions ahead that anybody takes. Counted are the ways to the end: who leaves the journey where others go on has
not gone through, so such an exit counts only if no way on from there leads to an end.

Two passes over the touchpoints find them, so that the time needed grows with the number of transitions and not with
that of ways. From the last touchpoint to the first, the shortest time to the end is that of the step itself and the
least over its transitions, of the wait on it and the shortest time from its target; the longest time alike. A second
pass finds which touchpoints a way from the first one to the end leads through. For a stage, the same is added up only
within it, from each touchpoint where a way enters it; a wait on a way out of a stage is time in that stage, so the
stages of a journey without forks add up to the whole.

In the shortest time an optional step takes no time; the waits on the ways to it and from it stay, since customers wait
for what comes after it too. A transition without `after` has no wait. A step without `duration` adds nothing, and the
times of all ways through it are marked as the least that they can be.

Where ways differ by persona or segment, each has its own, over the steps that it passes; told are the shortest and the
longest of those for whom any is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeymap.insight.first_pass import goes_ahead
from journeymap.insight.passing import Traveller, path_of, travellers, ways_differ
from journeymap.insight.per_journey import once_per_journey
from journeymap.insight.transitions import Transition, is_taken, transitions_from
from journeymap.model import Journey, Touchpoint
from journeymap.records import NamedTuple

_Ways = Mapping[Touchpoint, list[Transition]]


class TimeRange(NamedTuple):
    """The shortest and the longest time in minutes; with `at_least`, both may be more, as a step's time is unknown."""

    shortest: float
    longest: float
    at_least: bool = False


class Times(NamedTuple):
    """The time through the whole journey, and through each stage by its id; stages without a known time are left out.

    `whole` is None where no way leads to the end.
    """

    whole: TimeRange | None
    stages: Mapping[str, TimeRange]


@once_per_journey
def tells_times(journey: Journey) -> bool:
    """Whether any step of a journey has a duration, or any way a wait."""
    return any(
        touchpoint.duration is not None or any(way.after is not None for way in touchpoint.next)
        for touchpoint in journey.touchpoints
    )


@once_per_journey
def times(journey: Journey) -> Times | None:
    """Returns the times through a journey and its stages; None where it has neither durations nor waits."""
    if not tells_times(journey):
        return None
    if not ways_differ(journey):
        return _times(journey, journey.touchpoints, None)
    parts = [_times(journey, path_of(journey, who), who) for who in travellers(journey)]
    stages = [
        (stage.id, [part.stages[stage.id] for part in parts if stage.id in part.stages]) for stage in journey.stages
    ]
    return Times(
        _widest([part.whole for part in parts if part.whole is not None and part.whole.longest]),
        {id_: time for id_, found in stages if (time := _widest(found)) is not None},
    )


def _times(journey: Journey, touchpoints: tuple[Touchpoint, ...], who: Traveller | None) -> Times:
    """The times through the touchpoints that somebody passes, or with `who` None through all of them."""
    ways = _ways_to_the_end(journey, touchpoints, who)
    passed = _passed(touchpoints, ways)
    whole = _time_through(touchpoints, list(touchpoints[:1]), ways, lambda target: target in ways)
    found: dict[str, TimeRange] = {}
    for stage in journey.stages:
        steps = tuple(each for each in stage.touchpoints if each in ways)
        here = frozenset(steps)
        entered = {each.target for point in passed if point not in here for each in ways[point]}
        starts = [each for each in steps if each in passed and (each in entered or each is touchpoints[0])]
        time = _time_through(steps, starts, ways, here.__contains__)
        if time is not None and _has_time(steps, ways):
            found[stage.id] = time
    return Times(whole, found)


def _widest(found: list[TimeRange]) -> TimeRange | None:
    """From the shortest to the longest of several times; None without any."""
    if not found:
        return None
    return TimeRange(
        min(each.shortest for each in found),
        max(each.longest for each in found),
        any(each.at_least for each in found),
    )


def _has_time(touchpoints: tuple[Touchpoint, ...], ways: _Ways) -> bool:
    return any(each.duration is not None or any(_wait(way) for way in ways.get(each, ())) for each in touchpoints)


def _ways_to_the_end(
    journey: Journey, touchpoints: tuple[Touchpoint, ...], who: Traveller | None
) -> dict[Touchpoint, list[Transition]]:
    """The transitions that lead ahead to the end, of each touchpoint that has any."""
    found: dict[Touchpoint, list[Transition]] = {}
    for touchpoint in reversed(touchpoints):
        taken = [each for each in transitions_from(journey, touchpoint, who) if is_taken(each)]
        ahead = [each for each in taken if goes_ahead(journey, each) and each.target in found]
        chosen = ahead or [each for each in taken if each.target is None]
        if chosen:
            found[touchpoint] = chosen
    return found


def _passed(touchpoints: tuple[Touchpoint, ...], ways: _Ways) -> set[Touchpoint]:
    """The touchpoints on the ways from the first one to the end."""
    found = {each for each in touchpoints[:1] if each in ways}
    for touchpoint in touchpoints:
        if touchpoint in found:
            found.update(each.target for each in ways[touchpoint] if each.target is not None)
    return found


def _wait(transition: Transition) -> float:
    """The minutes before customers go on by a transition."""
    after = transition.written.after if transition.written is not None else None
    return after.minutes if after is not None else 0.0


def _time_through(
    touchpoints: tuple[Touchpoint, ...], starts: list[Touchpoint], ways: _Ways, within: Callable[[Touchpoint], bool]
) -> TimeRange | None:
    """The time from any of `starts` on, as far as `within` holds for the touchpoints; None where no way leads on."""
    onward: dict[Touchpoint, TimeRange] = {}
    for touchpoint in reversed(touchpoints):
        if touchpoint not in ways:
            continue
        shortest, longest, unknown = [], [], touchpoint.duration is None
        for way in ways[touchpoint]:
            rest = onward[way.target] if way.target is not None and within(way.target) else TimeRange(0.0, 0.0)
            shortest.append(_wait(way) + rest.shortest)
            longest.append(_wait(way) + rest.longest)
            unknown = unknown or rest.at_least
        here = touchpoint.duration.minutes if touchpoint.duration is not None else 0.0
        least = 0.0 if touchpoint.optional else here
        onward[touchpoint] = TimeRange(least + min(shortest), here + max(longest), unknown)
    return _widest([onward[each] for each in starts if each in onward])
