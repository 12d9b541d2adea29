"""The objections of a journey: what keeps customers from going on, and which of it has no answer."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model import Journey, Objection, Touchpoint


def unanswered(journey: Journey) -> Iterator[tuple[Touchpoint, Objection]]:
    """Yields every objection without an answer, with its touchpoint, in the order of the file."""
    for touchpoint in journey.touchpoints:
        for objection in touchpoint.objections:
            if objection.answer is None:
                yield touchpoint, objection
