"""The service blueprint: what the organisation does at each step, and what rests on what."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Journey, ServiceStep, Touchpoint

SERVICE_LANES = ("frontstage", "backstage", "systems")
"""The lanes of the parts of a blueprint, from the customer's sight down to what it all runs on."""


def service_steps(touchpoint: Touchpoint) -> Iterator[ServiceStep]:
    """Yields the parts of the blueprint at a touchpoint: frontstage, backstage, then systems."""
    yield from touchpoint.frontstage
    yield from touchpoint.backstage
    yield from touchpoint.systems


def all_service_steps(journey: Journey) -> Iterator[tuple[Touchpoint, ServiceStep]]:
    """Yields every part of the blueprint with its touchpoint, in the order of the map."""
    for touchpoint in journey.touchpoints:
        for step in service_steps(touchpoint):
            yield touchpoint, step


def says_more(step: ServiceStep) -> bool:
    """Whether a part of the blueprint has an id, an owner, a fail point or parts that it supports."""
    return bool(step.id or step.owner or step.fail or step.supports)


@once_per_journey
def lanes_of_boxes(journey: Journey) -> frozenset[str]:
    """The lanes of the blueprint of which some part says more than its text."""
    return frozenset(
        lane
        for lane in SERVICE_LANES
        if any(says_more(step) for touchpoint in journey.touchpoints for step in getattr(touchpoint, lane))
    )


@once_per_journey
def is_blueprint(journey: Journey) -> bool:
    """Whether a journey is a service blueprint: some part says more than its text, or there is physical evidence."""
    return bool(lanes_of_boxes(journey)) or any(touchpoint.physical_evidence for touchpoint in journey.touchpoints)


@once_per_journey
def fail_points(journey: Journey) -> tuple[tuple[Touchpoint, ServiceStep], ...]:
    """The parts of the blueprint of which it is known what can go wrong, with their touchpoints, in order."""
    return tuple([found for found in all_service_steps(journey) if found[1].fail])
