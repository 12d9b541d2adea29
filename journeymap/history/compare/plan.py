"""The plan: actions, who does them, by when, and how far they are."""

from __future__ import annotations

from journeymap.history.compare.fields import compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.matching import Look
from journeymap.model import Action

_NAMED = frozenset({"id", "title"})


def compare_plan(recorder: Recorder) -> None:
    """Take down what changed among the actions."""
    old, new = recorder.old.actions, recorder.new.actions
    pairing = compare_parts(recorder, "action", (old, new), _look, name="title", own=_NAMED)
    recorder.order("action", pairing.pairs, old, lambda action: action.title)


def _look(action: Action) -> Look:
    return Look.of(action.title, [action.measure or "", action.target or ""])
