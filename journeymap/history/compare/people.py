"""Compares owners, segments and personas. They come first, since other parts refer to them."""

from __future__ import annotations

from journeymap.history.compare.fields import compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.matching import PartText
from journeymap.model import Persona


def compare_people(recorder: Recorder) -> None:
    """Record what changed in owners, segments and personas."""
    old, new = recorder.old, recorder.new
    compare_parts(recorder, "owner", (old.owners, new.owners), lambda part: PartText.of(part.name, ()))
    compare_parts(
        recorder, "segment", (old.segments, new.segments), lambda part: PartText.of(part.name, [part.description or ""])
    )
    personas = compare_parts(recorder, "persona", (old.personas, new.personas), _part_text)
    recorder.record_order("persona", personas.pairs, old.personas, lambda persona: persona.name)


def _part_text(persona: Persona) -> PartText:
    return PartText.of(persona.name, [persona.description or "", persona.quote or "", *persona.goals, *persona.needs])
