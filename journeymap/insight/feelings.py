"""The emotions of a journey: whose they are, the curve of each persona, and its lowest point, peak and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeymap.insight.per_journey import once_per_journey
from journeymap.insight.transitions import is_reached
from journeymap.model import Emotion, Journey, Part, Persona, Stage, Thought, Touchpoint

MeasuredFeelings = Mapping[tuple[str, str], float]
"""By the ids of touchpoint and persona ("" in a journey without any), what was measured there: a feeling from -2 to 2.

Those from fewer answers than are wanted are not among them: there, what the file has stands.
"""


def emotions(journey: Journey) -> Iterator[tuple[Part, Emotion]]:
    """Yields every emotion with its stage or touchpoint, in the order of the file; those of a stage come first."""
    for part in journey.parts:
        for emotion in part.emotions:
            yield part, emotion


def scored_emotions(journey: Journey) -> Iterator[tuple[Part, Emotion]]:
    """Yields every emotion with a score that holds, with its stage or touchpoint, in the order of the file.

    That of a stage does not hold where a step of the stage has a score of the same persona.
    """
    for part, emotion in emotions(journey):
        if emotion.score is not None and not (isinstance(part, Stage) and is_told_by_steps(journey, part, emotion)):
            yield part, emotion


def is_told_by_steps(journey: Journey, stage: Stage, emotion: Emotion) -> bool:
    """Whether a step of a stage has a score of the persona whose emotion this is, so that the stage's does not hold."""
    persona = journey.persona_of(emotion)
    steps = (felt for touchpoint in stage.touchpoints for felt in touchpoint.emotions)
    return any(felt.score is not None and journey.persona_of(felt) == persona for felt in steps)


def feeling(journey: Journey, emotion: Emotion) -> tuple[float, float | None, float | None]:
    """Returns the score of an emotion that has one, and the ends of its interval, from -2 to 2; None for unknown."""
    low = None if emotion.low is None else journey.feeling(emotion.low)
    high = None if emotion.high is None else journey.feeling(emotion.high)
    return journey.feeling(emotion.known_score), low, high


def score_of(journey: Journey, feeling: float) -> float:
    """Returns a feeling from -2 to 2 as a score on the journey's own scale, with one decimal and no negative zero."""
    low, high = journey.emotion_scale
    return round(low + (feeling + 2) / 4 * (high - low), 1) + 0.0


def whose(journey: Journey, item: Emotion | Thought) -> Persona | None:
    """Returns the persona of an emotion or thought: the one it names, else the journey's only one; else None."""
    return journey.persona_by_id.get(journey.persona_of(item) or "")


def is_assumed(emotion: Emotion) -> bool:
    """Whether an emotion is only assumed, not observed or measured."""
    return emotion.evidence == "assumed"


def is_measured(emotion: Emotion) -> bool:
    """Whether an emotion has a score that was measured, which nobody's opinion overrules."""
    return emotion.evidence == "measured" and emotion.score is not None


def with_measured(journey: Journey, measured: MeasuredFeelings) -> Journey:
    """Returns the journey with what was measured in place of what its file has of the same persona and touchpoint.

    Where the file has nothing, the measured feeling is added. Of what the file has, only the label stays.
    """
    if not measured:
        return journey
    low, high = journey.emotion_scale
    scores = {place: low + (felt + 2) / 4 * (high - low) for place, felt in measured.items()}
    personas = [each.id for each in journey.personas] or [""]

    def felt_at(touchpoint: Touchpoint) -> Touchpoint:
        told = {each: scores[touchpoint.id, each] for each in personas if (touchpoint.id, each) in scores}
        if not told:
            return touchpoint
        known = by_persona(journey, touchpoint)
        kept = [each for each in touchpoint.emotions if (journey.persona_of(each) or "") not in told]
        found = [
            known.get(each, Emotion(node=touchpoint.node)).replace(
                persona=each or None, score=score, low=None, high=None, evidence="measured"
            )
            for each, score in told.items()
        ]
        return touchpoint.replace(emotions=(*found, *kept))

    stages = (stage.replace(touchpoints=tuple(map(felt_at, stage.touchpoints))) for stage in journey.stages)
    return journey.replace(stages=tuple(stages))


def lowest(journey: Journey) -> tuple[Part, Emotion] | None:
    """Returns the lowest emotion of all personas, with its touchpoint or stage; of several equal ones, the first.

    What nobody reaches does not count.
    """
    felt = (found for found in scored_emotions(journey) if is_reached(journey, found[0]))
    return min(felt, key=lambda found: found[1].known_score, default=None)


def lowest_at(journey: Journey, part: Part) -> Emotion | None:
    """Returns the lowest emotion of all personas at a touchpoint or in a stage; of several equal ones, the first.

    Those of a stage hold at each of its steps, and those of its steps in the stage.
    """
    around: tuple[Part, ...] = (part, *part.touchpoints) if isinstance(part, Stage) else (part,)
    found = [emotion for each in around for emotion in holding(journey, each)]
    if isinstance(part, Touchpoint):
        stage = journey.stage_of[part.id]
        found += holding(journey, stage) if stage.emotions else ()
    return min(found, key=lambda emotion: emotion.known_score, default=None)


def holding(journey: Journey, part: Part) -> list[Emotion]:
    """Returns the emotions of a touchpoint or a stage that have a score, and of a stage those that hold."""
    scored = [emotion for emotion in part.emotions if emotion.score is not None]
    if isinstance(part, Stage):
        return [emotion for emotion in scored if not is_told_by_steps(journey, part, emotion)]
    return scored


def by_persona(journey: Journey, part: Part) -> dict[str, Emotion]:
    """Returns the first emotion of each persona at a step or a stage, by the persona's id; "" for those without one."""
    found: dict[str, Emotion] = {}
    for emotion in part.emotions:
        found.setdefault(journey.persona_of(emotion) or "", emotion)
    return found


def curves(journey: Journey) -> dict[str, dict[int, Emotion]]:
    """Returns the curve of each persona that has emotions with scores: these by the number of the touchpoint, from 1.

    The curves are keyed by the persona's id, in the order of the personas. A touchpoint without such an emotion is
    left out. A journey without personas has one curve, with the key ""; in others, emotions without a persona are in
    none.
    """
    return _by_score(journey)[0]


def in_words(journey: Journey) -> dict[int, list[tuple[str, Emotion]]]:
    """Returns the emotions that are words without a score, by the number of the touchpoint, from 1.

    Each comes with the persona's id, as `curves` has it, in the order of the personas.
    """
    return _by_score(journey)[1]


@once_per_journey
def _by_score(journey: Journey) -> tuple[dict[str, dict[int, Emotion]], dict[int, list[tuple[str, Emotion]]]]:
    found: dict[str, dict[int, Emotion]] = {each.id: {} for each in journey.personas} or {"": {}}
    words: dict[int, list[tuple[str, Emotion]]] = {}
    for touchpoint in journey.touchpoints:
        number = journey.number_of[touchpoint.id]
        for persona, emotion in by_persona(journey, touchpoint).items():
            if persona not in found:
                continue
            if emotion.score is not None:
                found[persona][number] = emotion
            elif emotion.label is not None:
                words.setdefault(number, []).append((persona, emotion))
    order = {persona: place for place, persona in enumerate(found)}
    for said in words.values():
        said.sort(key=lambda each: order[each[0]])
    return {persona: curve for persona, curve in found.items() if curve}, words


@once_per_journey
def stage_feelings(journey: Journey) -> dict[str, dict[int, Emotion]]:
    """Returns the emotions of whole stages that hold, by the keys of `curves` and the number of the stage, from 1.

    They have a score, and no step of the stage has one of the same persona. Personas without such emotions are left
    out.
    """
    found: dict[str, dict[int, Emotion]] = {}
    known = {each.id for each in journey.personas} or {""}
    for number, stage in enumerate(journey.stages, 1):
        for emotion in holding(journey, stage) if stage.emotions else ():
            persona = journey.persona_of(emotion) or ""
            if persona in known:
                found.setdefault(persona, {}).setdefault(number, emotion)
    return found


@once_per_journey
def stages_in_words(journey: Journey) -> dict[int, list[tuple[str, Emotion]]]:
    """Returns the emotions of whole stages that are words without a score, by the number of the stage, from 1.

    Each comes with the persona's id, as `curves` has it, in the order of the personas.
    """
    known = [each.id for each in journey.personas] or [""]
    found: dict[int, list[tuple[str, Emotion]]] = {}
    for number, stage in enumerate(journey.stages, 1):
        felt = by_persona(journey, stage) if stage.emotions else {}
        words = [(each, felt[each]) for each in known if each in felt and felt[each].score is None]
        if words:
            found[number] = words
    return found


def peak_of(curve: Mapping[int, float]) -> int | None:
    """Returns the number of the touchpoint with the highest value, the first of equals; None for an empty curve."""
    return max(curve, key=lambda number: (curve[number], -number), default=None)


def lowest_of(curve: Mapping[int, float]) -> int | None:
    """Returns the number of the touchpoint with the lowest value, the first of equals; None for an empty curve."""
    return min(curve, key=lambda number: (curve[number], number), default=None)
