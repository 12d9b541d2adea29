"""Whether a journey is a draft: whether anything in it says that it was learnt from customers or their traces."""

from __future__ import annotations

from journeymap.insight.feelings import emotions, is_assumed
from journeymap.insight.metrics import metrics
from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Journey, Point


@once_per_journey
def is_draft(journey: Journey) -> bool:
    """Whether an as-is journey claims something, and nothing in it says what it rests on.

    Claims are feelings, pains, gains, opportunities, numbers and shares. What somebody has drafted at a desk, or an
    assistant, is told by that: all of it is assumed, or says nothing. A to-be journey cannot rest on anything yet. A
    part of a journey is a draft where the whole is.
    """
    if journey.whole is not None:
        return is_draft(journey.whole)
    return journey.kind == "as-is" and _claims(journey) and not _rests_on_something(journey)


def has_source(point: Point) -> bool:
    """Whether a pain, a gain or an opportunity says where it was learnt."""
    return bool(point.source) or point.evidence in ("observed", "measured")


def _claims(journey: Journey) -> bool:
    return (
        any(True for _ in emotions(journey))
        or any(True for _ in journey.points())
        or any(metric.value is not None for _, _, metric in metrics(journey))
        or any(way.share is not None for touchpoint in journey.touchpoints for way in touchpoint.next)
    )


def _rests_on_something(journey: Journey) -> bool:
    return (
        bool(journey.evidence or journey.sources)
        or any(persona.evidence for persona in journey.personas)
        or any(not is_assumed(emotion) for _, emotion in emotions(journey))
        or any(has_source(point) for _, point, _ in journey.points())
        or any(metric.n is not None or metric.method for _, _, metric in metrics(journey))
        or any(way.n is not None for touchpoint in journey.touchpoints for way in touchpoint.next)
    )
