"""The pains of a journey: which are severe, which no action answers, and which do most harm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from journeymap.insight.actions import MIDDLE, answering
from journeymap.insight.feelings import lowest_at
from journeymap.insight.transitions import is_reached
from journeymap.model import Journey, Part, Point, Stage, Touchpoint

SEVERE = 4
"""The lowest severity of a severe pain, over which customers leave."""
NearEnds = Mapping[str, float]
"""By the ids of touchpoints, the measured feeling there of those who feel worst, from -2 to 2.

It is the end of its interval that is nearer to delight: at least so much harm is borne out by the answers, and few
answers, whose intervals are wide, put no pain first.
"""
_NOT_MEASURED: NearEnds = MappingProxyType({})


def pains(journey: Journey) -> Iterator[tuple[Part, Point]]:
    """Yields every pain with its stage or touchpoint, in the order of the file; those of a stage itself come first."""
    for part in journey.parts:
        for pain in part.pains:
            yield part, pain


def is_severe(pain: Point) -> bool:
    """Whether a pain has severity 4 or 5; a pain without a severity is not severe."""
    return pain.severity is not None and pain.severity >= SEVERE


def severe_pains(journey: Journey) -> list[tuple[Part, Point]]:
    """Returns the severe pains with where they stand, in the order of the file."""
    return [(part, pain) for part, pain in pains(journey) if is_severe(pain)]


def unanswered_severe_pains(journey: Journey) -> list[tuple[Part, Point]]:
    """Returns the severe pains that no action answers, with where they stand, in the order of the file."""
    return [(part, pain) for part, pain in severe_pains(journey) if not answering(journey, pain)]


def near_end_at(part: Part, measured: NearEnds) -> float | None:
    """Returns the near end at a touchpoint, or the lowest of a stage's touchpoints; None where nothing was measured."""
    steps = part.touchpoints if isinstance(part, Stage) else (part,)
    return min((measured[step.id] for step in steps if step.id in measured), default=None)


def harm(journey: Journey, part: Part, pain: Point, measured: NearEnds = _NOT_MEASURED) -> float:
    """Returns how much a pain of a touchpoint or a stage hurts, from 1 to 25: severity × depth.

    Severity is from 1 to 5; a pain without one counts as 3. Depth is 3 − feeling: from 1 (+2, delight) to 5 (−2,
    despair). The feeling is the measured one, at its near end (`NearEnds`), where there is one. Else it is the lowest
    feeling that the file has of any persona there, and 0 (neutral) where no feeling is known.
    """
    severity = MIDDLE if pain.severity is None else pain.severity
    near = near_end_at(part, measured)
    if near is not None:
        return severity * (3 - near)
    worst = lowest_at(journey, part)
    return severity * (3 - (journey.feeling(worst.known_score) if worst else 0.0))


def pains_by_harm(journey: Journey, measured: NearEnds = _NOT_MEASURED) -> list[tuple[Part, Point]]:
    """Returns all pains with where they stand, those that do most harm first.

    Pains at a moment of truth come before all others, since the journey is decided there, and pains that nobody reaches
    come last. Each group is sorted by `harm`, and pains of equal harm are in the order of the file.
    """

    def rank(found: tuple[Part, Point]) -> tuple[bool, bool, float]:
        part, pain = found
        decides = isinstance(part, Touchpoint) and bool(part.moment_of_truth)
        return not is_reached(journey, part), not decides, -round(harm(journey, part, pain, measured), 6)

    return sorted(pains(journey), key=rank)
