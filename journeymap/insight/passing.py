"""Who passes where: the personas and segments of each step, and of the texts that stand there."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from journeymap.insight.curve_shape import curve_shapes
from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Item, Journey, Persona, Stage, Touchpoint

_ATTRIBUTED = ("doing", "thinking", "channels", "message", "pains", "gains", "opportunities")
"""The fields of steps and stages whose items may say whose they are."""


def passes(touchpoint: Touchpoint, persona: Persona) -> bool:
    """Whether a persona passes at a touchpoint: both `personas` and `segments` are left out there or name it."""
    is_meant = not touchpoint.personas or persona.id in touchpoint.personas
    return is_meant and (not touchpoint.segments or persona.segment in touchpoint.segments)


@once_per_journey
def attributed_items(journey: Journey) -> tuple[Item, ...]:
    """Returns every text of a step or a stage that is about one persona or one segment, in the order of the map."""
    found: list[Item] = []
    for stage in journey.stages:
        parts: tuple[Stage | Touchpoint, ...] = (stage, *stage.touchpoints)
        for part in parts:
            given = vars(part)
            for name in _ATTRIBUTED:
                for item in given.get(name, ()):
                    values = vars(item)
                    if "persona" in values or "segment" in values:
                        found.append(item)
    return tuple(found)


def named(item: Any, key: str) -> str | None:
    """The id under `key` (`persona` or `segment`) of a text; None where it has none."""
    found: str | None = getattr(item, key, None)
    return found


@once_per_journey
def bridges(journey: Journey) -> dict[str, tuple[tuple[int, int], ...]]:
    """Returns where the main line of a curve passes over steps at which its persona does not pass, by the persona's id.

    Each is the numbers of the touchpoints before and after those steps. A step at which the persona passes without a
    score is no such step: there the curve breaks.
    """
    if not any(touchpoint.personas or touchpoint.segments for touchpoint in journey.touchpoints):
        return {}
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for id_, shape in curve_shapes(journey).items():
        persona = journey.persona_by_id.get(id_)
        gaps = ((before[-1], after[0]) for before, after in pairwise(shape.main)) if persona else ()
        found[id_] = tuple(
            (start, end)
            for start, end in gaps
            if persona and not any(passes(touchpoint, persona) for touchpoint in journey.touchpoints[start : end - 1])
        )
    return found
