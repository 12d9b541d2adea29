"""The series of what the file says that personas feel."""

from __future__ import annotations

from journeymap.insight.curve_shape import CurveShape, curve_shapes
from journeymap.insight.feelings import curves, feeling, stage_feelings
from journeymap.insight.per_journey import once_per_journey
from journeymap.layout.feeling.apart import kept_apart
from journeymap.layout.feeling.series import Series
from journeymap.layout.spec import MapSpec
from journeymap.model import Journey

MOST_ON_ONE_AXIS = 3
"""The most personas whose curves are drawn on one axis; more have a strip each."""
_NO_CURVE = CurveShape((), (), (), frozenset(), {})


def series_of(spec: MapSpec) -> list[Series]:
    """The series of each persona with any feeling, in the order of the personas.

    A journey without personas has one series, without a name.
    """
    return _all_series(spec.journey)


@once_per_journey  # for all drawings of a page
def _all_series(journey: Journey) -> list[Series]:
    found, shapes, stages = curves(journey), curve_shapes(journey), stage_feelings(journey)
    personas = [(persona.id, persona.name) for persona in (journey.whole or journey).personas] or [("", "")]
    all_series = [
        Series(
            index,
            persona,
            name,
            {number: (emotion, *feeling(journey, emotion)) for number, emotion in found.get(persona, {}).items()},
            shapes.get(persona, _NO_CURVE),
            {number: (emotion, *feeling(journey, emotion)) for number, emotion in stages.get(persona, {}).items()},
        )
        for index, (persona, name) in enumerate(personas)
        if persona in found or persona in stages
    ]
    if 1 < len(all_series) <= MOST_ON_ONE_AXIS:
        _keep_apart(all_series)
        if stages:
            _keep_flats_apart(all_series)
    return all_series


def _keep_apart(all_series: list[Series]) -> None:
    moved = kept_apart({series.index: series.feelings for series in all_series})
    for series in all_series:
        series.shifts = {number: moved[series.index][number] - value for number, value in series.feelings.items()}


def _keep_flats_apart(all_series: list[Series]) -> None:
    flats = {series.index: {number: flat[1] for number, flat in series.flats.items()} for series in all_series}
    moved = kept_apart(flats)
    for series in all_series:
        series.flat_shifts = {
            number: moved[series.index][number] - value for number, value in flats[series.index].items()
        }
