"""What hurts: which pains are severe, which nobody answers, and which hurt most."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.actions import MIDDLE, answering
from journeymap.insight.feelings import lowest_at
from journeymap.model import Journey, Point, Touchpoint

SEVERE = 4
"""The severity from which on customers leave over a pain."""


def pains(journey: Journey) -> Iterator[tuple[Touchpoint, Point]]:
    """Every pain with its touchpoint, in the order of the file."""
    for touchpoint in journey.touchpoints:
        for pain in touchpoint.pains:
            yield touchpoint, pain


def is_severe(pain: Point) -> bool:
    """Whether a pain is of severity 4 or 5; one without a severity is not."""
    return pain.severity is not None and pain.severity >= SEVERE


def severe_pains(journey: Journey) -> list[tuple[Touchpoint, Point]]:
    """The severe pains with their touchpoints, in the order of the file."""
    return [(touchpoint, pain) for touchpoint, pain in pains(journey) if is_severe(pain)]


def unanswered_severe_pains(journey: Journey) -> list[tuple[Touchpoint, Point]]:
    """The severe pains that no action answers, with their touchpoints, in the order of the file."""
    return [(touchpoint, pain) for touchpoint, pain in severe_pains(journey) if not answering(journey, pain)]


def harm(journey: Journey, touchpoint: Touchpoint, pain: Point) -> float:
    """How much a pain hurts, from 1 to 25: severity × depth.

    Severity goes from 1 to 5; a pain that gives none counts as 3. Depth is 3 − feeling, with the lowest
    feeling any persona has at the touchpoint, so it goes from 1 (+2, delight) to 5 (−2, despair); where
    nobody's feeling is known it counts as neutral, 3.
    """
    severity = MIDDLE if pain.severity is None else pain.severity
    worst = lowest_at(touchpoint)
    return severity * (3 - (journey.feeling(worst.score) if worst else 0.0))


def pains_by_harm(journey: Journey) -> list[tuple[Touchpoint, Point]]:
    """All pains with their touchpoints, what hurts most first.

    Pains at a moment of truth stand ahead of all others, since the journey is decided there; within
    both groups the order is that of `harm`, and of the file where that is equal.
    """
    return sorted(pains(journey), key=lambda found: (not found[0].moment_of_truth, -round(harm(journey, *found), 6)))
