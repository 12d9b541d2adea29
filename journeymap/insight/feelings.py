"""How a journey feels: every emotion and whose it is, the curve of each persona, its lowest point, peak and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Emotion, Journey, Persona, Thought, Touchpoint


def emotions(journey: Journey) -> Iterator[tuple[Touchpoint, Emotion]]:
    """Every emotion with its touchpoint, in the order of the file."""
    for touchpoint in journey.touchpoints:
        for emotion in touchpoint.emotions:
            yield touchpoint, emotion


def feeling(journey: Journey, emotion: Emotion) -> tuple[float, float | None, float | None]:
    """An emotion's score, from -2 to 2, and the lower and the upper end of its interval where they are known."""
    low = None if emotion.low is None else journey.feeling(emotion.low)
    high = None if emotion.high is None else journey.feeling(emotion.high)
    return journey.feeling(emotion.score), low, high


def whose(journey: Journey, item: Emotion | Thought) -> Persona | None:
    """The persona that feels or thinks something: the one that it names, else the only one that there is."""
    return journey.persona_by_id.get(journey.persona_of(item) or "")


def is_assumed(emotion: Emotion) -> bool:
    """Whether an emotion rests on no more than an assumption: nobody has observed or measured it."""
    return emotion.evidence == "assumed"


def lowest(journey: Journey) -> tuple[Touchpoint, Emotion] | None:
    """The lowest emotion of the whole journey, whoever feels it, and where; the first of several as low."""
    return min(emotions(journey), key=lambda found: found[1].score, default=None)


def lowest_at(touchpoint: Touchpoint) -> Emotion | None:
    """The lowest emotion at a touchpoint, whoever feels it; the first of several as low."""
    return min(touchpoint.emotions, key=lambda emotion: emotion.score, default=None)


def by_persona(journey: Journey, touchpoint: Touchpoint) -> dict[str, Emotion]:
    """The emotions at a touchpoint by the persona's id, empty for nobody in particular; the first of each counts."""
    found: dict[str, Emotion] = {}
    for emotion in touchpoint.emotions:
        found.setdefault(journey.persona_of(emotion) or "", emotion)
    return found


@once_per_journey
def curves(journey: Journey) -> dict[str, dict[int, Emotion]]:
    """The curve of each persona that feels anything: its emotions by the number of the touchpoint, in order.

    The curves are by the persona's id, in the order of the personas. A touchpoint without an emotion is a gap. In a
    journey without personas there is one curve, whose id is empty; else what nobody in particular feels is in none.
    """
    found: dict[str, dict[int, Emotion]] = {each.id: {} for each in journey.personas} or {"": {}}
    for number, touchpoint in enumerate(journey.touchpoints, 1):
        for persona, emotion in by_persona(journey, touchpoint).items():
            if persona in found:
                found[persona][number] = emotion
    return {persona: curve for persona, curve in found.items() if curve}


def peak_of(curve: Mapping[int, float]) -> int | None:
    """The number of the touchpoint with a curve's highest value, the first of several; None for an empty curve."""
    return max(curve, key=lambda number: (curve[number], -number), default=None)


def lowest_of(curve: Mapping[int, float]) -> int | None:
    """The number of the touchpoint with a curve's lowest value, the first of several; None for an empty curve."""
    return min(curve, key=lambda number: (curve[number], number), default=None)


def end_of(curve: Mapping[int, float]) -> int | None:
    """The number of the last touchpoint of a curve; None for an empty curve."""
    return max(curve, default=None)
