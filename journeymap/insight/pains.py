"""The pains of a journey: which are severe, which no action answers, and which do most harm."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.actions import MIDDLE, answering
from journeymap.insight.feelings import lowest_at
from journeymap.insight.transitions import is_reached
from journeymap.model import Journey, Part, Point, Touchpoint

SEVERE = 4
"""The lowest severity of a severe pain, over which customers leave."""


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


def harm(journey: Journey, part: Part, pain: Point) -> float:
    """Returns how much a pain of a touchpoint or a stage hurts, from 1 to 25: severity × depth.

    Severity is from 1 to 5; a pain without one counts as 3. Depth is 3 − feeling, with the lowest feeling of any
    persona there: from 1 (+2, delight) to 5 (−2, despair), and 3 (neutral) where no feeling is known.
    """
    severity = MIDDLE if pain.severity is None else pain.severity
    worst = lowest_at(journey, part)
    return severity * (3 - (journey.feeling(worst.known_score) if worst else 0.0))


def pains_by_harm(journey: Journey) -> list[tuple[Part, Point]]:
    """Returns all pains with where they stand, those that do most harm first.

    Pains at a moment of truth come before all others, since the journey is decided there, and pains that nobody reaches
    come last. Each group is sorted by `harm`, and pains of equal harm are in the order of the file.
    """

    def rank(found: tuple[Part, Point]) -> tuple[bool, bool, float]:
        part, pain = found
        decides = isinstance(part, Touchpoint) and bool(part.moment_of_truth)
        return not is_reached(journey, part), not decides, -round(harm(journey, part, pain), 6)

    return sorted(pains(journey), key=rank)
