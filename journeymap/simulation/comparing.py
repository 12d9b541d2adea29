"""Two journeys simulated side by side: as it is, and as it is to become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from journeymap.model import Journey
from journeymap.records import NamedTuple
from journeymap.simulation.simulated import SimulatedGroup

SCHEMA = 1
_DECIMALS = 12
Measure = Literal["conversion", "steps", "minutes", "emotion", "memory"]
MEASURES: tuple[Measure, ...] = ("conversion", "steps", "minutes", "emotion", "memory")


class Comparison(NamedTuple):
    """What becomes of all customers, or of those of a segment, in both journeys; None where one has no such segment.

    Conversion is a share from 0 to 1, `memory` the mean of the worst and the last feeling, from -2 to 2.
    """

    segment: str | None
    before: SimulatedGroup | None
    after: SimulatedGroup | None

    def values(self, measure: Measure) -> tuple[float | None, float | None]:
        """A measure of both journeys; None where it is unknown."""
        return _value(self.before, measure), _value(self.after, measure)

    def difference(self, measure: Measure) -> float | None:
        """How much more it is in the second journey."""
        before, after = self.values(measure)
        return None if before is None or after is None else after - before


def _value(group: SimulatedGroup | None, measure: Measure) -> float | None:
    if group is None:
        return None
    if measure == "memory":
        return group.memory.peak_end if group.memory is not None else None
    value: float | None = getattr(group.solution, measure)
    return value


def compared(before: Sequence[SimulatedGroup], after: Sequence[SimulatedGroup]) -> tuple[Comparison, ...]:
    """Returns all customers and each segment of either journey, joined by the segments' ids, in the order of the
    first."""
    first, second = ({each.segment: each for each in groups} for groups in (before, after))
    return tuple(Comparison(each, first.get(each), second.get(each)) for each in dict.fromkeys((*first, *second)))


def comparison_as_json(before: Journey, after: Journey, groups: Sequence[Comparison]) -> dict[str, Any]:
    """Returns a comparison as data: of each group what it is before and after, and the difference."""
    return {
        "schema": SCHEMA,
        "journey": before.id,
        "compared_to": after.id,
        "converts": {"before": list(before.converts), "after": list(after.converts)},
        "groups": [_group(each) for each in groups],
    }


def _group(group: Comparison) -> dict[str, Any]:
    found: dict[str, Any] = {"segment": group.segment, "before": {}, "after": {}, "difference": {}}
    for measure in MEASURES:
        sides = (*group.values(measure), group.difference(measure))
        for key, value in zip(("before", "after", "difference"), sides, strict=True):
            found[key][measure] = None if value is None else round(value, _DECIMALS) + 0.0
    return found | {
        "before": found["before"] if group.before is not None else None,
        "after": found["after"] if group.after is not None else None,
    }
