"""Where a funnel leaks worst, and where those go who are lost there."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.figures.losses import loss, worst
from journeymap.measure.measured import MeasuredFunnelStep, MeasuredTransition, Measures
from journeymap.measure.ways import ways_from
from journeymap.model import Journey


class Leak(NamedTuple):
    """The worst loss of a funnel: from the step `before` to the step `at`, their touchpoints' ids.

    `lost` is the share, from 0 to 1, of the sessions that came to the step before and not to this one, with its
    interval. `ways` are those that visits to the step before took, the most frequent first, but for those that lead on,
    to this step or to what is between the two.
    """

    before: str
    at: str
    lost: Estimate
    ways: tuple[MeasuredTransition, ...]


def worst_leak(measures: Measures, journey: Journey, segment: str = "") -> Leak | None:
    """Returns where the funnel, in the order of the journey, loses most beyond noise; None where no step does.

    It is that of all customers, or of a segment by its id, in the newest period of the first source that has one. The
    worst loss is what `figures.losses.worst` says of the losses between steps that follow each other.
    """
    steps = _steps(measures, journey, segment)
    lost = [
        None if _is_gap(measures, journey, before, here)
        else loss(before.counted, here.counted, here.n_effective / here.n, here.confidence)
        for before, here in pairwise(steps)
    ]  # fmt: skip
    found = worst(lost, measures.options.min_n)
    if found is None:
        return None
    before, at, share = steps[found].touchpoint, steps[found + 1].touchpoint, lost[found]
    assert share is not None
    left = ways_from(measures).get((before, segment))
    ways = sorted(left.ways.values() if left else (), key=lambda each: (-each.counted, each.to))
    places = journey.number_of
    on = range(places[before] + 1, places[at] + 1)
    return Leak(before, at, share, tuple(each for each in ways if each.to != at and places.get(each.to) not in on))


def _is_gap(
    measures: Measures, journey: Journey, before: MeasuredFunnelStep, here: MeasuredFunnelStep
) -> bool:  # fmt: skip
    """Whether a step between two is held back, so that nobody knows at which of them customers were lost."""
    places = journey.number_of
    between = (places.get(each.touchpoint, 0) for each in measures.funnel if each.source == here.source)
    return any(places[before.touchpoint] < place < places[here.touchpoint] for place in between)


def _steps(measures: Measures, journey: Journey, segment: str) -> list[MeasuredFunnelStep]:
    """The steps of the funnel that are told, in its order."""
    own = [
        each
        for each in measures.funnel
        if each.order == "journey" and "".join(each.segment.values()) == segment and len(each.segment) <= 1
        and each.touchpoint in journey.touchpoint_by_id
    ]  # fmt: skip
    sources = [source.id for source in measures.sources]
    first = min((each.source for each in own), key=lambda id_: sources.index(id_) if id_ in sources else len(sources),
                default="")  # fmt: skip
    own = [each for each in own if each.source == first]
    newest = max((each.period for each in own), default="")
    places = journey.number_of
    return sorted((each for each in own if each.period == newest),
                  key=lambda each: (-each.counted, places[each.touchpoint]))  # fmt: skip
