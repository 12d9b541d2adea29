"""Compares the sources of answers, and the signals that are counted in comments."""

from __future__ import annotations

from journeymap.history.compare.fields import compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.matching import PartText
from journeymap.model import Signal


def compare_sources(recorder: Recorder) -> None:
    """Record what changed in where the answers are, how they are read, and what is counted in comments."""
    sides = (recorder.old.sources, recorder.new.sources)
    compare_parts(recorder, "source", sides, lambda source: PartText.of(source.location, ()), name="id")
    signals = (recorder.old.signals, recorder.new.signals)
    compare_parts(recorder, "signal", signals, _words_of, name="id", excluded=frozenset({"id"}))


def _words_of(signal: Signal) -> PartText:
    texts = (text for by_language in (signal.words, signal.patterns) for each in by_language.values() for text in each)
    return PartText.of(signal.name or signal.id, texts)
