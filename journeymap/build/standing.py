"""The state of a journey on a day, from which the facts of the index are computed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from journeymap.diagnostics import Diagnostic
from journeymap.insight.deadlines import days_overdue, deadlines, is_review_overdue, review_deadline
from journeymap.insight.feelings import lowest, whose
from journeymap.insight.health import Health, health, measures
from journeymap.model import Emotion, Journey, Part

_LONG_AGO, _FAR_OFF = dt.date.min, dt.date.max
_NO_TITLE = "?"  # what `read_journey` gives a journey without a title


class Standing:
    """The state of a journey on a day; `diagnostics` are the findings of all rules."""

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
    def _lowest(self) -> tuple[Part, Emotion] | None:
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
        return round(self.journey.feeling(self._lowest[1].known_score), 2) if self._lowest and low < high else None

    @property
    def codes(self) -> dict[str, int]:
        return dict(sorted(Counter(diagnostic.code for diagnostic in self.diagnostics).items()))

    @cached_property
    def health(self) -> Health:
        return health(self.journey, self.today)

    @cached_property
    def valid_days(self) -> tuple[dt.date, dt.date]:
        """The first and last day, around `today`, of the time in which no fact and no text of the files changes.

        When something is overdue that is `today` alone, since the files say by how many days.
        """
        due = list(deadlines(self.journey))
        if any(days_overdue(day, self.today) for day in due):
            return self.today, self.today
        begun = list(self._first_days())
        since = max((day for day in begun if day <= self.today), default=_LONG_AGO)
        until = min([*due, *(day - dt.timedelta(days=1) for day in begun if day > self.today)], default=_FAR_OFF)
        return since, until

    def _first_days(self) -> Iterator[dt.date]:
        """The first days on which a date is no longer in the future."""
        if self.last_review is not None:
            yield self.last_review
        yield from (metric.date for metric in measures(self.journey) if metric.date is not None)
