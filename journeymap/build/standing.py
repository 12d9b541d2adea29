"""How a journey stands on a day: what the facts of the index are made of."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from journeymap.diagnostics import Diagnostic
from journeymap.model import Action, Emotion, Journey, Metric, Point, Touchpoint
from journeymap.rules.dates import next_review

_SEVERE = 4
_LONG_AGO, _FAR_OFF = dt.date.min, dt.date.max
_NO_TITLE = "?"  # what the reader puts where a title is missing


class Standing:
    """How a journey stands on a day; `diagnostics` are what all rules find in it."""

    def __init__(self, journey: Journey, diagnostics: tuple[Diagnostic, ...], today: dt.date) -> None:
        self.journey = journey
        self.diagnostics = diagnostics
        self.today = today

    @property
    def title(self) -> str | None:
        return self.journey.title if self.journey.title != _NO_TITLE else None

    @property
    def direction(self) -> str:
        return "rtl" if self.journey.is_rtl else "ltr"

    @property
    def owner(self) -> str | None:
        owner = self.journey.owner_by_id.get(self.journey.owner or "")
        return owner.name if owner else None

    @property
    def last_review(self) -> dt.date | None:
        return self.journey.review.last if self.journey.review else None

    @property
    def review_due(self) -> dt.date | None:
        return next_review(self.journey.review) if self.journey.review else None

    @property
    def review_overdue(self) -> bool:
        due = self.review_due
        return due is not None and due < self.today

    @cached_property
    def lowest(self) -> tuple[Touchpoint | None, Emotion | None]:
        """The lowest feeling of all and where it is; of several as low, the first."""
        felt = [(touchpoint, emotion) for touchpoint in self.journey.touchpoints for emotion in touchpoint.emotions]
        return min(felt, key=lambda each: each[1].score, default=(None, None))

    @property
    def lowest_touchpoint(self) -> str | None:
        touchpoint, _ = self.lowest
        return touchpoint.name if touchpoint else None

    @property
    def lowest_persona(self) -> str | None:
        _, emotion = self.lowest
        persona = self.journey.persona_by_id.get(self.journey.persona_of(emotion) or "") if emotion else None
        return persona.name if persona else None

    @property
    def lowest_score(self) -> float | None:
        _, emotion = self.lowest
        return emotion.score if emotion else None

    @property
    def lowest_feeling(self) -> float | None:
        (_, emotion), (low, high) = self.lowest, self.journey.emotion_scale
        return round(self.journey.feeling(emotion.score), 2) if emotion and low < high else None

    @property
    def open_actions(self) -> list[Action]:
        return [action for action in self.journey.actions if action.is_open]

    @property
    def overdue_actions(self) -> list[Action]:
        return [action for action in self.open_actions if action.is_overdue(self.today)]

    @property
    def codes(self) -> dict[str, int]:
        return dict(sorted(Counter(diagnostic.code for diagnostic in self.diagnostics).items()))

    @property
    def unowned(self) -> list[Touchpoint]:
        return [each for each in self.journey.touchpoints if self.journey.owner_of(each) is None]

    @cached_property
    def severe(self) -> list[Point]:
        return [pain for _, pain, kind in self.journey.points() if kind == "pain" and (pain.severity or 0) >= _SEVERE]

    @property
    def unanswered(self) -> list[Point]:
        return [pain for pain in self.severe if not self._is_answered(pain)]

    def _is_answered(self, pain: Point) -> bool:
        return any(action.status != "dropped" for action in self.journey.actions_addressing.get(pain.id or "", ()))

    @cached_property
    def emotions(self) -> list[Emotion]:
        return [emotion for touchpoint in self.journey.touchpoints for emotion in touchpoint.emotions]

    @property
    def beyond_assumed(self) -> list[Emotion]:
        return [emotion for emotion in self.emotions if emotion.evidence != "assumed"]

    @cached_property
    def measures(self) -> list[Metric]:
        return [metric for touchpoint in self.journey.touchpoints for metric in touchpoint.metrics.values()]

    @property
    def old_measures(self) -> list[Metric]:
        last = self.last_review
        return [each for each in self.measures if last is not None and each.date is not None and each.date < last]

    @cached_property
    def holding(self) -> tuple[dt.date, dt.date]:
        """The days around `today` on which nothing that is judged by the day comes out otherwise.

        What is overdue says by how many days, so that holds for one day.
        """
        due = list(self._dues())
        if any(day < self.today for day in due):
            return self.today, self.today
        begun = list(self._beginnings())
        since = max((day for day in begun if day <= self.today), default=_LONG_AGO)
        until = min([*due, *(day - dt.timedelta(days=1) for day in begun if day > self.today)], default=_FAR_OFF)
        return since, until

    def _dues(self) -> Iterator[dt.date]:
        """The last days on which something is not overdue."""
        if self.review_due is not None:
            yield self.review_due
        yield from (action.due for action in self.open_actions if action.due is not None)

    def _beginnings(self) -> Iterator[dt.date]:
        """The first days on which something is no longer in the future."""
        if self.last_review is not None:
            yield self.last_review
        yield from (metric.date for metric in self.measures if metric.date is not None)
