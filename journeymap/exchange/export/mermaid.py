"""Writes a journey as a `journey` of Mermaid: stages as sections, touchpoints as tasks, personas as actors."""

from __future__ import annotations

import re

from journeymap.exchange.export.left_out import left_out
from journeymap.exchange.export.request import ExportedFile, JourneyToExport
from journeymap.insight.feelings import whose
from journeymap.insight.passing import passing_at
from journeymap.layout.mentions import with_numbers
from journeymap.model import Emotion, Journey, Persona, Stage, Touchpoint

NEITHER = 3
"""The score of Mermaid, 1 to 5, that is neither good nor bad. Mermaid cannot draw a task without one."""
_HELD = {
    Journey: ("journeymap", "title", "emotion_scale", "personas", "stages"),
    Persona: ("id", "name"),
    Stage: ("id", "name", "touchpoints"),
    Touchpoint: ("id", "name", "emotions"),
    Emotion: ("persona", "score"),
}
"""The fields of which Mermaid holds all that it can tell, by what has them."""
_SPECIAL = re.compile(r"[\"#%&<>`:;\\{}\[\]]")
_SPECIAL_IN_ACTOR = re.compile(r"[\"#%&<>`:;\\{}\[\],]")
_KEYWORD = re.compile(r"(?:journey|title|section|accTitle|accDescr)\b", re.IGNORECASE)


def export(journey: JourneyToExport) -> ExportedFile:
    """The journey as text; feelings are mapped to Mermaid's scores, 1 to 5.

    Where personas feel differently, a task has the mean of their scores, and a comment has each. Where nobody's score
    is known, it is `NEITHER`, with a comment that says so.
    """
    numbered = with_numbers(journey.journey, journey.words)
    lines = ["journey", f"    title {_encoded(numbered.title)}"]
    means = guesses = 0
    for stage in numbered.stages:
        lines.append(f"    section {_encoded(stage.name)}")
        for touchpoint in stage.touchpoints:
            felt = _felt(numbered, touchpoint)
            means += len({score for _, score in felt}) > 1
            guesses += not felt
            lines += [f"      {line}" for line in _task(numbered, touchpoint, felt)]
    text = "".join(f"{line}\n" for line in lines)
    told = [f"scores of each persona, where they differ: their mean is ({means})"] if means else []
    told += [f"no score: {NEITHER} is, where nobody's is known ({guesses})"] if guesses else []
    return ExportedFile(text.encode(), (*left_out(journey.journey, _HELD), *told))


def _task(journey: Journey, touchpoint: Touchpoint, felt: list[tuple[str, float]]) -> list[str]:
    """The line of a touchpoint, below a comment where a person should know more of its score."""
    score = sum(each for _, each in felt) / len(felt) if felt else NEITHER
    who = [name for name, _ in felt if name]
    if not felt:
        passing = [journey.persona_by_id.get(each.persona or "") for each in passing_at(journey, touchpoint)]
        who = [persona.name for persona in passing if persona is not None]
    task = ": ".join(
        [_encoded(touchpoint.name), _number(score), *filter(None, [", ".join(map(_encoded_actor, dict.fromkeys(who)))])]
    )
    if not felt:
        return ["%% no score is known", task]
    if len({each for _, each in felt}) > 1:
        each_score = ", ".join(f"{name} {_number(each)}".strip() for name, each in felt)
        return [f"%% the mean of {' '.join(each_score.split())}", task]
    return [task]


def _felt(journey: Journey, touchpoint: Touchpoint) -> list[tuple[str, float]]:
    """Whose scores are known at a touchpoint, by name, and these from 1 to 5; the name is empty where nobody is."""
    found = []
    for emotion in touchpoint.emotions:
        if emotion.score is not None:
            persona = whose(journey, emotion)
            found.append((persona.name if persona else "", NEITHER + journey.feeling(emotion.score)))
    return found


def _number(score: float) -> str:
    return f"{round(score, 2):.12g}"


def _encoded(text: str) -> str:
    """A text on one line in which nothing means anything to Mermaid: `#58;` is the character 58."""
    encoded = _SPECIAL.sub(_entity, " ".join(text.split()))
    return f"#{ord(encoded[0])};{encoded[1:]}" if _KEYWORD.match(encoded) else encoded


def _encoded_actor(name: str) -> str:
    return _SPECIAL_IN_ACTOR.sub(_entity, " ".join(name.split()))


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};"
