"""The gains of a journey: what works well, and is to be kept."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.actions import MIDDLE
from journeymap.insight.transitions import is_reached
from journeymap.model import Journey, Part, Point


def gains(journey: Journey) -> Iterator[tuple[Part, Point]]:
    """Yields every gain with its stage or touchpoint, in the order of the file; those of a stage itself come first."""
    for part in journey.parts:
        for gain in part.gains:
            yield part, gain


def gains_by_worth(journey: Journey) -> list[tuple[Part, Point]]:
    """Returns all gains with where they stand, those that matter most first.

    They are sorted by their votes and then by severity, which is how much they matter; one without a severity counts as
    3. Gains that nobody reaches come last, and equal ones are in the order of the file.
    """

    def rank(found: tuple[Part, Point]) -> tuple[bool, int, int]:
        part, gain = found
        return not is_reached(journey, part), -(gain.votes or 0), -(gain.severity or MIDDLE)

    return sorted(gains(journey), key=rank)
