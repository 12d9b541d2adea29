"""Where the funnel of a journey leaks worst, and where those go who are lost there."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.measure.behaviour import behaviour_overlay
from journeymap.measure.measured import Measures
from journeymap.model import Journey
from journeymap.overlays.behaviour import MeasuredShare
from journeymap.style.locale import Words


class WorstLeak(NamedTuple):
    """The worst loss of a funnel: from the step `before` to the step `at`, their touchpoints' ids.

    `lost` is the share of the sessions that came to the step before and not to this one. `ways` are where visits to the
    step before went, by where they led, the most frequent first, but for those that lead on, to this step or to what is
    between the two.
    """

    before: str
    at: str
    lost: MeasuredShare
    ways: tuple[tuple[str, MeasuredShare], ...]


def worst_leak(measures: Measures, journey: Journey, words: Words, segment: str = "") -> WorstLeak | None:
    """Returns where the funnel, in the order of the journey, loses most beyond noise; None where no step does.

    It is that of all customers, or of a segment by its id, in the newest period, and as the map shows it; `words` are
    those of the map.
    """
    behaviour = behaviour_overlay(journey, measures, words)
    group = behaviour.group_of(segment) if behaviour else None
    if group is None or group.leak is None:
        return None
    step, lost = group.leak
    before, at = group.steps[group.steps.index(step) - 1].touchpoint, step.touchpoint
    places = journey.number_of
    on = {at, *(id_ for id_, place in places.items() if places[before] < place < places[at])}
    ways = [(to, share) for (touchpoint, to), share in group.ways.items() if touchpoint == before and to not in on]
    return WorstLeak(before, at, lost, tuple(sorted(ways, key=lambda way: (-way[1].counted, way[0]))))
