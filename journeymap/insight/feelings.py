"""The emotions of a journey: whose they are, the curve of each persona, and its lowest point, peak and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeymap.insight.per_journey import once_per_journey
from journeymap.insight.transitions import reachable
from journeymap.model import Emotion, Journey, Persona, Stage, Thought, Touchpoint


def emotions(journey: Journey) -> Iterator[tuple[Touchpoint, Emotion]]:
    """Yields every emotion with its touchpoint, in the order of the file."""
    for touchpoint in journey.touchpoints:
        for emotion in touchpoint.emotions:
            yield touchpoint, emotion


def scored_emotions(journey: Journey) -> Iterator[tuple[Touchpoint, Emotion]]:
    """Yields every emotion that has a score, with its touchpoint, in the order of the file."""
    return (found for found in emotions(journey) if found[1].score is not None)


def feeling(journey: Journey, emotion: Emotion) -> tuple[float, float | None, float | None]:
    """Returns the score of an emotion that has one, and the ends of its interval, from -2 to 2; None for unknown."""
    low = None if emotion.low is None else journey.feeling(emotion.low)
    high = None if emotion.high is None else journey.feeling(emotion.high)
    return journey.feeling(emotion.known_score), low, high


def whose(journey: Journey, item: Emotion | Thought) -> Persona | None:
    """Returns the persona of an emotion or thought: the one it names, else the journey's only one; else None."""
    return journey.persona_by_id.get(journey.persona_of(item) or "")


def is_assumed(emotion: Emotion) -> bool:
    """Whether an emotion is only assumed, not observed or measured."""
    return emotion.evidence == "assumed"


def lowest(journey: Journey) -> tuple[Touchpoint, Emotion] | None:
    """Returns the lowest emotion of all personas, with its touchpoint; of several equal ones, the first.

    Touchpoints that nobody reaches do not count.
    """
    reached = reachable(journey)
    felt = (found for found in scored_emotions(journey) if found[0] in reached)
    return min(felt, key=lambda found: found[1].known_score, default=None)


def lowest_at(touchpoint: Touchpoint) -> Emotion | None:
    """Returns the lowest emotion of all personas at a touchpoint; of several equal ones, the first."""
    scored = (emotion for emotion in touchpoint.emotions if emotion.score is not None)
    return min(scored, key=lambda emotion: emotion.known_score, default=None)


def by_persona(journey: Journey, part: Stage | Touchpoint) -> dict[str, Emotion]:
    """Returns the first emotion of each persona at a step or a stage, by the persona's id; "" for those without one."""
    found: dict[str, Emotion] = {}
    for emotion in part.emotions:
        found.setdefault(journey.persona_of(emotion) or "", emotion)
    return found


@once_per_journey
def curves(journey: Journey) -> dict[str, dict[int, Emotion]]:
    """Returns the curve of each persona that has emotions with scores: these by the number of the touchpoint, from 1.

    The curves are keyed by the persona's id, in the order of the personas. A touchpoint without such an emotion is
    left out. A journey without personas has one curve, with the key ""; in others, emotions without a persona are in
    none.
    """
    found: dict[str, dict[int, Emotion]] = {each.id: {} for each in journey.personas} or {"": {}}
    for touchpoint in journey.touchpoints:
        number = journey.number_of[touchpoint.id]
        for persona, emotion in by_persona(journey, touchpoint).items():
            if persona in found and emotion.score is not None:
                found[persona][number] = emotion
    return {persona: curve for persona, curve in found.items() if curve}


def peak_of(curve: Mapping[int, float]) -> int | None:
    """Returns the number of the touchpoint with the highest value, the first of equals; None for an empty curve."""
    return max(curve, key=lambda number: (curve[number], -number), default=None)


def lowest_of(curve: Mapping[int, float]) -> int | None:
    """Returns the number of the touchpoint with the lowest value, the first of equals; None for an empty curve."""
    return min(curve, key=lambda number: (curve[number], number), default=None)
