"""The whole comparison, and that of the fields of the journey itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.history.changes import Change, Difference, Ref
from journeymap.history.compare.channels import compare_channels
from journeymap.history.compare.experiments import compare_experiments
from journeymap.history.compare.fields import compare_fields
from journeymap.history.compare.people import compare_people
from journeymap.history.compare.plan import compare_plan
from journeymap.history.compare.points import compare_points
from journeymap.history.compare.recorder import Recorder
from journeymap.history.compare.rows import compare_rows
from journeymap.history.compare.sources import compare_sources
from journeymap.history.compare.steps import compare_steps, match_steps
from journeymap.history.compare.trees import compare_trees
from journeymap.model import Journey

if TYPE_CHECKING:
    from journeymap.measure.measured import Measures

_EXCLUDED = frozenset({"id", "title", "owners", "segments", "personas", "channels", "stages", "actions", "competitors",
                       "custom", "sources", "signals", "capabilities", "experiments",
                       "trees"})  # fmt: skip
"""The fields that are compared part by part, or as a renaming."""


def difference(
    old: Journey, new: Journey, measures: tuple[Measures | None, Measures | None] = (None, None)
) -> Difference:
    """All that changed from one version to the other and in the `measures` beside them, the most important first."""
    recorder = Recorder(old, new)
    compare_people(recorder)
    compare_channels(recorder)
    steps = match_steps(recorder)
    _compare_top(recorder)
    compare_points(recorder, steps)
    compare_steps(recorder, steps)
    compare_plan(recorder)
    compare_trees(recorder)
    compare_rows(recorder)
    compare_sources(recorder)
    compare_experiments(recorder)
    if measures != (None, None):
        from journeymap.history.compare.measured import compare_measures  # noqa: PLC0415  few journeys are measured

        compare_measures(recorder, *measures)
    return Difference(old, new, _sorted(recorder), recorder.new_ids("touchpoint"), measures)


def _sorted(recorder: Recorder) -> tuple[Change, ...]:
    """The changes by weight, and those of equal weight in the order of the map."""
    order = {touchpoint.id: index for index, touchpoint in enumerate(recorder.new.touchpoints)}

    def place(change: Change) -> int:
        touchpoint = change.place.touchpoint if change.place else None
        return order.get(touchpoint.id, -1) if touchpoint else -1

    return tuple(sorted(recorder.changes, key=lambda change: (-change.weight, place(change))))


def _compare_top(recorder: Recorder) -> None:
    old, new = recorder.old, recorder.new
    item = Ref(new.id, new.title)
    recorder.record_renaming("journey", Ref(old.id, old.title), item)
    compare_fields(recorder, "journey", item, (old, new), excluded=_EXCLUDED)
