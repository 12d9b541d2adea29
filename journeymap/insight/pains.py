"""The pains of a journey: which are severe, which no action answers, and which do most harm."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.actions import MIDDLE, answering
from journeymap.insight.feelings import lowest_at
from journeymap.insight.transitions import reachable
from journeymap.model import Journey, Point, Touchpoint

SEVERE = 4
"""The lowest severity of a severe pain, over which customers leave."""


def pains(journey: Journey) -> Iterator[tuple[Touchpoint, Point]]:
    """Yields every pain with its touchpoint, in the order of the file."""
    for touchpoint in journey.touchpoints:
        for pain in touchpoint.pains:
            yield touchpoint, pain


def is_severe(pain: Point) -> bool:
    """Whether a pain has severity 4 or 5; a pain without a severity is not severe."""
    return pain.severity is not None and pain.severity >= SEVERE


def severe_pains(journey: Journey) -> list[tuple[Touchpoint, Point]]:
    """Returns the severe pains with their touchpoints, in the order of the file."""
    return [(touchpoint, pain) for touchpoint, pain in pains(journey) if is_severe(pain)]


def unanswered_severe_pains(journey: Journey) -> list[tuple[Touchpoint, Point]]:
    """Returns the severe pains that no action answers, with their touchpoints, in the order of the file."""
    return [(touchpoint, pain) for touchpoint, pain in severe_pains(journey) if not answering(journey, pain)]


def harm(journey: Journey, touchpoint: Touchpoint, pain: Point) -> float:
    """Returns how much a pain hurts, from 1 to 25: severity × depth.

    Severity is from 1 to 5; a pain without one counts as 3. Depth is 3 − feeling, with the lowest feeling of any
    persona at the touchpoint: from 1 (+2, delight) to 5 (−2, despair), and 3 (neutral) where no feeling is known.
    """
    severity = MIDDLE if pain.severity is None else pain.severity
    worst = lowest_at(touchpoint)
    return severity * (3 - (journey.feeling(worst.known_score) if worst else 0.0))


def pains_by_harm(journey: Journey) -> list[tuple[Touchpoint, Point]]:
    """Returns all pains with their touchpoints, those that do most harm first.

    Pains at a moment of truth come before all others, since the journey is decided there, and pains that nobody reaches
    come last. Each group is sorted by `harm`, and pains of equal harm are in the order of the file.
    """
    reached = reachable(journey)

    def rank(found: tuple[Touchpoint, Point]) -> tuple[bool, bool, float]:
        touchpoint, pain = found
        return touchpoint not in reached, not touchpoint.moment_of_truth, -round(harm(journey, touchpoint, pain), 6)

    return sorted(pains(journey), key=rank)
