"""The pictures and the links of a journey, wherever in it they are."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Action, Image, Journey, Link, Persona, Stage, Touchpoint

Pictured = Journey | Persona | Stage | Touchpoint
"""A part of a journey that may have a picture."""
Linked = Journey | Stage | Touchpoint | Action
"""A part of a journey that may have links."""


def images_of(journey: Journey) -> tuple[tuple[Pictured, Image], ...]:
    """Every picture that a journey names, with whose it is: the journey's own, a persona's, a stage's or a step's."""
    own = ((journey, journey.image),) if journey.image is not None else ()
    return own + _images_within(journey)


@once_per_journey
def _images_within(journey: Journey) -> tuple[tuple[Pictured, Image], ...]:
    parts: Iterator[Pictured] = (part for parts in (journey.personas, _steps(journey)) for part in parts)
    return tuple((part, part.image) for part in parts if part.image is not None)


def links_of(journey: Journey) -> tuple[tuple[Linked, tuple[Link, ...]], ...]:
    """Whatever has links, with these: the journey, each stage and its steps, and the actions."""
    own = ((journey, journey.links),) if journey.links else ()
    return own + _links_within(journey)


@once_per_journey
def _links_within(journey: Journey) -> tuple[tuple[Linked, tuple[Link, ...]], ...]:
    parts: Iterator[Linked] = (part for parts in (_steps(journey), journey.actions) for part in parts)
    return tuple((part, part.links) for part in parts if part.links)


def _steps(journey: Journey) -> Iterator[Stage | Touchpoint]:
    for stage in journey.stages:
        yield stage
        yield from stage.touchpoints
