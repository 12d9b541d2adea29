"""What every map, page and plan says of the journey's standing: whether it is or is to be, and what it rests on."""

from __future__ import annotations

from journeymap.insight.drafts import is_draft
from journeymap.model import Journey
from journeymap.style.locale import Words


def kind_of(journey: Journey, words: Words) -> str:
    """Returns whether a journey is as it is or is to become; of a draft, that, too: `As is · Draft`."""
    kind = words[f"kind-{journey.kind}"]
    return f"{kind} · {words['draft']}" if is_draft(journey) else kind


def rests_on(journey: Journey, words: Words) -> tuple[str, ...]:
    """Returns the texts on what a journey rests on; of a draft, that nothing was observed."""
    return (words["nothing-observed"],) if is_draft(journey) else journey.evidence
