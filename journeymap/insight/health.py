"""The state of a journey as counts. They are never added up to one score: people are to judge them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

from journeymap.insight.actions import is_open
from journeymap.insight.deadlines import is_overdue
from journeymap.insight.feelings import emotions, is_assumed
from journeymap.insight.metrics import metrics
from journeymap.insight.pains import severe_pains, unanswered_severe_pains
from journeymap.model import Journey, Metric, Touchpoint


class Health(NamedTuple):
    """The counts: for each kind of item, how many there are and how many have a problem or a merit."""

    touchpoints: int
    unowned_touchpoints: int
    severe_pains: int
    severe_pains_without_action: int
    emotions: int
    emotions_beyond_assumed: int
    measures: int
    measures_older_than_review: int
    open_actions: int
    overdue_actions: int
    experiments_to_read: int
    overdue_experiments: int


def health(journey: Journey, today: dt.date) -> Health:
    """Returns the counts of a journey; actions and experiments are overdue as of `today`."""
    felt = [emotion for _, emotion in emotions(journey)]
    measured = measures(journey)
    states = _states(journey, today)
    return Health(
        touchpoints=len(journey.touchpoints),
        unowned_touchpoints=len(unowned_touchpoints(journey)),
        severe_pains=len(severe_pains(journey)),
        severe_pains_without_action=len(unanswered_severe_pains(journey)),
        emotions=len(felt),
        emotions_beyond_assumed=sum(not is_assumed(emotion) for emotion in felt),
        measures=len(measured),
        measures_older_than_review=sum(is_older_than_review(journey, metric) for metric in measured),
        open_actions=sum(map(is_open, journey.actions)),
        overdue_actions=sum(is_overdue(action, today) for action in journey.actions),
        experiments_to_read=states["to-read"] + states["overdue"],
        overdue_experiments=states["overdue"],
    )


def _states(journey: Journey, today: dt.date) -> Counter[str]:
    """How many experiments are how far."""
    if not journey.experiments:
        return Counter()
    from journeymap.insight.experiments import state  # noqa: PLC0415  few journeys have experiments

    return Counter(state(experiment, today) for experiment in journey.experiments)


def unowned_touchpoints(journey: Journey) -> list[Touchpoint]:
    """Returns the touchpoints without an owner of their own, of their stage or of the journey."""
    return [touchpoint for touchpoint in journey.touchpoints if journey.owner_of(touchpoint) is None]


def measures(journey: Journey) -> list[Metric]:
    """Returns every metric that has been measured, in the order of the file."""
    return [metric for _, _, metric in metrics(journey) if metric.value is not None]


def is_older_than_review(journey: Journey, metric: Metric) -> bool:
    """Whether a metric was measured too long before the last review, as `is_long_before_review` says."""
    return metric.date is not None and is_long_before_review(journey, metric.date)


def is_long_before_review(journey: Journey, day: dt.date) -> bool:
    """Whether a day is more than a review interval before the last review; False when there is no review.

    What was measured in the interval before a review was measured for it.
    """
    if journey.review is None:
        return False
    try:
        return journey.review.every.after(day, journey.calendar or "gregorian") < journey.review.last
    except (OverflowError, ValueError):  # after the year 9999
        return False
