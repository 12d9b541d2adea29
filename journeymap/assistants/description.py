"""The description of a journey: all that follows from its file on a day, put together from `insight` and the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from journeymap.build.facts import facts_of, values_of
from journeymap.diagnostics import Diagnostic
from journeymap.insight.curve_shape import curve_shapes
from journeymap.insight.deadlines import days_overdue, deadline, reading_deadline, review_deadline
from journeymap.insight.feelings import MeasuredFeelings, curves, lowest_of, peak_of, with_measured
from journeymap.insight.metrics import metrics
from journeymap.insight.pains import pains_by_harm
from journeymap.insight.transitions import Transition, is_taken, transitions
from journeymap.model import Emotion, Journey, Metric, Part, Point, Touchpoint
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.pipeline.severity import severities
from journeymap.records import NamedTuple, Record
from journeymap.render.measured import near_ends
from journeymap.settings import Settings


class FeltAt(NamedTuple):
    """A touchpoint, and what a persona feels there."""

    touchpoint: Touchpoint
    emotion: Emotion


class CurveFacts(NamedTuple):
    """The curve of a persona, whose id is "" in a journey without any: its peak, its lowest point and its ends.

    Only touchpoints that the persona reaches count. The end from which most leave comes first. What was measured has
    one decimal, as everywhere.
    """

    persona: str
    peak: FeltAt
    lowest: FeltAt
    ends: tuple[FeltAt, ...]


class DueDay(NamedTuple):
    """What is due on a day: the review, an action that is open, or the reading of an experiment; the review has no id.

    `overdue` is how many days ago it was due; 0 for what is due on the day of the description or later.
    """

    kind: Literal["review", "action", "experiment"]
    id: str
    day: dt.date
    overdue: int


class JourneyDescription(Record):
    """A journey, and what follows from it on the day `today`.

    `path` is what its file is called in messages. `values` are the facts of the index of a site, by name, with the
    counts of findings. `pains` come in the order of harm, `due` in the order of days. `loops` are the ways back to a
    touchpoint that came before, or to the same one; `leaves` those out of the journey before its end, and after it
    where the file writes them. `templates` is the user's folder of templates, which may have words of the language.
    """

    path: str
    templates: Path | None
    journey: Journey
    today: dt.date
    values: dict[str, Any]
    curves: tuple[CurveFacts, ...]
    pains: tuple[tuple[Part, Point], ...]
    due: tuple[DueDay, ...]
    measures: tuple[tuple[Part, str, Metric], ...]
    loops: tuple[Transition, ...]
    leaves: tuple[Transition, ...]


def description_of(
    journey: Journey, settings: Settings, path: str, diagnostics: tuple[Diagnostic, ...]
) -> JourneyDescription:
    """Returns the description of a journey on the day of the settings; `diagnostics` are the findings in its file.

    What was measured of feelings stands in place of what the file assumes, as in the index of a site.
    """
    measures = MeasuresOverlay.among(journey.beside)
    facts = facts_of(journey, diagnostics, settings.today)
    taken = [each for each in transitions(journey) if is_taken(each)]
    return JourneyDescription(
        path=path,
        templates=settings.templates,
        journey=journey,
        today=settings.today,
        values=values_of(facts, severities(settings)),
        curves=tuple(_curves(journey, measures.feelings if measures else {})),
        pains=tuple(pains_by_harm(journey, near_ends(journey, measures))),
        due=tuple(sorted(_due(journey, settings.today), key=lambda each: each.day)),
        measures=tuple(metrics(journey)),
        loops=tuple(each for each in taken if _goes_back(journey, each)),
        leaves=tuple(each for each in taken if _leaves(journey, each)),
    )


def _curves(file: Journey, measured: MeasuredFeelings) -> Iterator[CurveFacts]:
    journey = with_measured(file, measured)
    shapes = curve_shapes(journey)
    for persona, curve in curves(journey).items():
        shape = shapes[persona]
        scores = {number: emotion.known_score for number, emotion in curve.items() if number in shape.reached}
        peak, low = peak_of(scores), lowest_of(scores)
        felt = {}
        for number, score in scores.items():
            touchpoint = journey.touchpoint_by_number[number]
            shown = round(score, 1) if (touchpoint.id, persona) in measured else score
            felt[number] = FeltAt(touchpoint, curve[number].replace(score=shown))
        if peak is not None and low is not None:
            yield CurveFacts(persona, felt[peak], felt[low], tuple(felt[number] for number in shape.ends))


def _due(journey: Journey, today: dt.date) -> Iterator[DueDay]:
    found: list[tuple[Literal["review", "action", "experiment"], str, dt.date | None]] = [
        ("review", "", review_deadline(journey))
    ]
    found += [("action", action.id, deadline(action)) for action in journey.actions]
    found += [("experiment", experiment.id, reading_deadline(experiment)) for experiment in journey.experiments]
    for kind, id_, day in found:
        if day is not None:
            yield DueDay(kind, id_, day, days_overdue(day, today))


def _goes_back(journey: Journey, way: Transition) -> bool:
    numbers = journey.number_of
    return way.target is not None and numbers[way.target.id] <= numbers[way.source.id]


def _leaves(journey: Journey, way: Transition) -> bool:
    return way.target is None and (way.written is not None or way.source is not journey.touchpoints[-1])
