"""Owners, segments and personas: they come first, since the rest refers to them."""

from __future__ import annotations

from journeymap.history.compare.fields import compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.matching import Look
from journeymap.model import Persona


def compare_people(recorder: Recorder) -> None:
    """Take down what changed among them."""
    old, new = recorder.old, recorder.new
    compare_parts(recorder, "owner", (old.owners, new.owners), lambda part: Look.of(part.name, ()))
    compare_parts(
        recorder, "segment", (old.segments, new.segments), lambda part: Look.of(part.name, [part.description or ""])
    )
    personas = compare_parts(recorder, "persona", (old.personas, new.personas), _look)
    recorder.order("persona", personas.pairs, old.personas, lambda persona: persona.name)


def _look(persona: Persona) -> Look:
    return Look.of(persona.name, [persona.description or "", persona.quote or "", *persona.goals, *persona.needs])
