"""Compares the experiments: what is planned, and what came of it."""

from __future__ import annotations

from journeymap.history.compare.fields import compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.matching import PartText
from journeymap.model import Experiment


def compare_experiments(recorder: Recorder) -> None:
    """Record what changed in the experiments."""
    old, new = recorder.old.experiments, recorder.new.experiments
    pairing = compare_parts(recorder, "experiment", (old, new), _text_of, name="called")
    recorder.record_order("experiment", pairing.pairs, old, lambda experiment: experiment.called)


def _text_of(experiment: Experiment) -> PartText:
    return PartText.of(experiment.called, [experiment.hypothesis or "", *(each.called for each in experiment.variants)])
