"""Compares the actions: who does them, by when, and their status."""

from __future__ import annotations

from journeymap.history.compare.fields import compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.matching import PartText
from journeymap.model import Action

_NAME_FIELDS = frozenset({"id", "title"})


def compare_plan(recorder: Recorder) -> None:
    """Record what changed in the actions."""
    old, new = recorder.old.actions, recorder.new.actions
    pairing = compare_parts(recorder, "action", (old, new), _part_text, name="title", excluded=_NAME_FIELDS)
    recorder.record_order("action", pairing.pairs, old, lambda action: action.title)


def _part_text(action: Action) -> PartText:
    return PartText.of(action.title, [action.measure or "", action.target or ""])
