"""What the index says of a journey: facts to be judged by people, and never added up to one score."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from journeymap.diagnostics import Diagnostic
from journeymap.insight.deadlines import days_overdue, deadlines, is_review_overdue, review_deadline
from journeymap.insight.feelings import lowest, whose
from journeymap.insight.health import health
from journeymap.model import Journey

_LONG_AGO, _FAR_OFF = dt.date.min, dt.date.max


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One journey as the index knows it.

    `codes` counts the findings of every rule by its code, those that are switched off too: which of them count,
    and how much, is for each build to say. The facts hold, and the journey's files say the same, on every
    day from `since` to `until`; dates are ISO texts, so that facts can be kept as JSON.
    """

    id: str
    title: str
    language: str
    rtl: bool
    kind: str
    organisation: str | None
    tags: list[str]
    owner: str | None
    last_review: str | None
    review_due: str | None
    review_overdue: bool
    lowest_touchpoint: str | None
    lowest_persona: str | None
    lowest_score: float | None
    lowest_feeling: float | None
    signed_scores: bool
    open_actions: int
    overdue_actions: int
    touchpoints: int
    unowned_touchpoints: int
    severe_pains: int
    severe_pains_without_action: int
    emotions: int
    emotions_beyond_assumed: int
    measures: int
    measures_older_than_review: int
    since: str
    until: str
    codes: dict[str, int] = field(default_factory=dict)


def facts_of(journey: Journey, diagnostics: tuple[Diagnostic, ...], today: dt.date) -> Facts:
    """The facts of a journey as of a day; `diagnostics` are what all rules find in it."""
    review, due = journey.review, review_deadline(journey)
    codes = Counter(diagnostic.code for diagnostic in diagnostics)
    owner = journey.owner_by_id.get(journey.owner or "")
    (touchpoint, emotion), (low, high) = lowest(journey) or (None, None), journey.emotion_scale
    persona = whose(journey, emotion) if emotion else None
    since, until = _holding(journey, today)
    return Facts(
        id=journey.id,
        title=journey.title,
        language=journey.language,
        rtl=journey.is_rtl,
        kind=journey.kind,
        organisation=journey.organisation,
        tags=list(journey.tags),
        owner=owner.name if owner else None,
        last_review=review.last.isoformat() if review else None,
        review_due=due.isoformat() if due else None,
        review_overdue=is_review_overdue(journey, today),
        lowest_touchpoint=touchpoint.name if touchpoint else None,
        lowest_persona=persona.name if persona else None,
        lowest_score=emotion.score if emotion else None,
        lowest_feeling=round(journey.feeling(emotion.score), 2) if emotion and low < high else None,
        signed_scores=low < 0,
        **health(journey, today)._asdict(),
        since=since.isoformat(),
        until=until.isoformat(),
        codes=dict(sorted(codes.items())),
    )


def _holding(journey: Journey, today: dt.date) -> tuple[dt.date, dt.date]:
    """The days around `today` on which nothing that is judged by the day comes out otherwise.

    What is overdue says by how many days, so that holds for one day.
    """
    due = list(deadlines(journey))
    if any(days_overdue(day, today) for day in due):
        return today, today
    begun = list(_beginnings(journey))
    since = max((day for day in begun if day <= today), default=_LONG_AGO)
    until = min([*due, *(day - dt.timedelta(days=1) for day in begun if day > today)], default=_FAR_OFF)
    return since, until


def _beginnings(journey: Journey) -> Iterator[dt.date]:
    """The first days on which something is no longer in the future."""
    if journey.review is not None:
        yield journey.review.last
    for touchpoint in journey.touchpoints:
        for metric in touchpoint.metrics.values():
            if metric.date is not None:
                yield metric.date
