"""The service blueprint: what the organisation does at each step, and what rests on what."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model import Journey, ServiceStep, Touchpoint


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
