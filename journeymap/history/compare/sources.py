"""Compares the sources of answers."""

from __future__ import annotations

from journeymap.history.compare.fields import compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.matching import PartText


def compare_sources(recorder: Recorder) -> None:
    """Record what changed in where the answers are, and how they are read."""
    sides = (recorder.old.sources, recorder.new.sources)
    compare_parts(recorder, "source", sides, lambda source: PartText.of(source.location, ()), name="id")
