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
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeymap.insight.first_pass import goes_ahead
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
    ways = _ways_to_the_end(journey)
    passed = _passed(journey, ways)
    whole = _time_through(journey.touchpoints, list(journey.touchpoints[:1]), ways, lambda target: target in ways)
    found: dict[str, TimeRange] = {}
    for stage in journey.stages:
        here = frozenset(stage.touchpoints)
        entered = {each.target for point in passed if point not in here for each in ways[point]}
        starts = [each for each in stage.touchpoints if each in passed and (each in entered or each is _first(journey))]
        time = _time_through(stage.touchpoints, starts, ways, here.__contains__)
        if time is not None and _has_time(stage.touchpoints, ways):
            found[stage.id] = time
    return Times(whole, found)


def _first(journey: Journey) -> Touchpoint | None:
    return journey.touchpoints[0] if journey.touchpoints else None


def _has_time(touchpoints: tuple[Touchpoint, ...], ways: _Ways) -> bool:
    return any(each.duration is not None or any(_wait(way) for way in ways.get(each, ())) for each in touchpoints)


def _ways_to_the_end(journey: Journey) -> dict[Touchpoint, list[Transition]]:
    """The transitions that lead ahead to the end, of each touchpoint that has any."""
    found: dict[Touchpoint, list[Transition]] = {}
    for touchpoint in reversed(journey.touchpoints):
        taken = [each for each in transitions_from(journey, touchpoint) if is_taken(each)]
        ahead = [each for each in taken if goes_ahead(journey, each) and each.target in found]
        chosen = ahead or [each for each in taken if each.target is None]
        if chosen:
            found[touchpoint] = chosen
    return found


def _passed(journey: Journey, ways: _Ways) -> set[Touchpoint]:
    """The touchpoints on the ways from the first one to the end."""
    found = {each for each in journey.touchpoints[:1] if each in ways}
    for touchpoint in journey.touchpoints:
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
    found = [onward[each] for each in starts if each in onward]
    if not found:
        return None
    return TimeRange(
        min(each.shortest for each in found),
        max(each.longest for each in found),
        any(each.at_least for each in found),
    )
