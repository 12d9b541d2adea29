"""How a journey stands on a day: what the facts of the index are made of."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from journeymap.diagnostics import Diagnostic
from journeymap.insight.deadlines import days_overdue, deadlines, is_review_overdue, review_deadline
from journeymap.insight.feelings import lowest, whose
from journeymap.insight.health import Health, health, measures
from journeymap.model import Emotion, Journey, Touchpoint

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
        return review_deadline(self.journey)

    @property
    def review_overdue(self) -> bool:
        return is_review_overdue(self.journey, self.today)

    @cached_property
    def _lowest(self) -> tuple[Touchpoint, Emotion] | None:
        return lowest(self.journey)

    @property
    def lowest_touchpoint(self) -> str | None:
        return self._lowest[0].name if self._lowest else None

    @property
    def lowest_persona(self) -> str | None:
        persona = whose(self.journey, self._lowest[1]) if self._lowest else None
        return persona.name if persona else None

    @property
    def lowest_score(self) -> float | None:
        return self._lowest[1].score if self._lowest else None

    @property
    def lowest_feeling(self) -> float | None:
        low, high = self.journey.emotion_scale
        return round(self.journey.feeling(self._lowest[1].score), 2) if self._lowest and low < high else None

    @property
    def codes(self) -> dict[str, int]:
        return dict(sorted(Counter(diagnostic.code for diagnostic in self.diagnostics).items()))

    @cached_property
    def health(self) -> Health:
        return health(self.journey, self.today)

    @cached_property
    def holding(self) -> tuple[dt.date, dt.date]:
        """The days around `today` on which nothing that is judged by the day comes out otherwise.

        What is overdue says by how many days, so that holds for one day.
        """
        due = list(deadlines(self.journey))
        if any(days_overdue(day, self.today) for day in due):
            return self.today, self.today
        begun = list(self._beginnings())
        since = max((day for day in begun if day <= self.today), default=_LONG_AGO)
        until = min([*due, *(day - dt.timedelta(days=1) for day in begun if day > self.today)], default=_FAR_OFF)
        return since, until

    def _beginnings(self) -> Iterator[dt.date]:
        """The first days on which something is no longer in the future."""
        if self.last_review is not None:
            yield self.last_review
        yield from (metric.date for metric in measures(self.journey) if metric.date is not None)
