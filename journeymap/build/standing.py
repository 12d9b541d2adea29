"""The state of a journey on a day, from which the facts of the index are computed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from journeymap.diagnostics import Diagnostic
from journeymap.insight.deadlines import days_overdue, deadlines, is_review_overdue, review_deadline
from journeymap.insight.feelings import lowest, whose, with_measured
from journeymap.insight.health import Health, health, measures
from journeymap.model import Emotion, Journey, Part
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.records import NamedTuple, cached_property

_LONG_AGO, _FAR_OFF = dt.date.min, dt.date.max
_NO_TITLE = "?"  # what `read_journey` gives a journey without a title


class Disagreement(NamedTuple):
    """Where a measured feeling is other than assumed: the names of the touchpoint and of the persona, if it has one.

    The difference is the measured feeling less the assumed one: `by` on the journey's own scale, `feeling` on that of
    all journeys, on which feelings are from -2 to 2.
    """

    touchpoint: str
    persona: str | None
    by: float
    feeling: float


class Leak(NamedTuple):
    """The step of the funnel before which clearly most are lost: its name, and their share of those before, 0 to 1."""

    touchpoint: str
    lost: float


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
        """The lowest emotion: what was measured counts before what the file has."""
        return lowest(with_measured(self.journey, self._measured.feelings)) if self._measured else lowest(self.journey)

    @property
    def lowest_touchpoint(self) -> str | None:
        return self._lowest[0].name if self._lowest else None

    @property
    def lowest_persona(self) -> str | None:
        persona = whose(self.journey, self._lowest[1]) if self._lowest else None
        return persona.name if persona else None

    @property
    def lowest_score(self) -> float | None:
        """The lowest score on the journey's own scale; a measured one, with one decimal."""
        if self._lowest is None:
            return None
        part, emotion = self._lowest
        place = part.id, self.journey.persona_of(emotion) or ""
        is_measured = self._measured is not None and place in self._measured.feelings
        return round(emotion.known_score, 1) if is_measured else emotion.score

    @property
    def lowest_feeling(self) -> float | None:
        low, high = self.journey.emotion_scale
        return round(self.journey.feeling(self._lowest[1].known_score), 2) if self._lowest and low < high else None

    @cached_property
    def _newest(self) -> tuple[str, dt.date | None]:
        """The newest measure, counted or in the file, as `newest_measure` has it; the later day decides."""
        days = {metric.date for metric in measures(self.journey) if metric.date is not None}
        found: list[tuple[str, dt.date | None]] = [(getattr(day, "period", "") or day.isoformat(), day) for day in days]
        if self._measured:
            found.append(self._measured.newest)
        return max(found, key=lambda each: (each[1] or dt.date.min, each[0]), default=("", None))

    @property
    def newest_measure(self) -> str | None:
        """When the newest measure was taken: a period, a day in ISO form, or `all` where answers have no time."""
        return self._newest[0] or None

    @property
    def newest_measure_day(self) -> dt.date | None:
        """The last day of the newest measure; None where there is none, or it has no time."""
        return self._newest[1]

    @cached_property
    def _measured(self) -> MeasuresOverlay | None:
        return MeasuresOverlay.among(self.journey.beside)

    @cached_property
    def disagreement(self) -> Disagreement | None:
        """The clearest of the disagreements between what is assumed and what is measured: the first on the map."""
        for path, felt, otherwise in self._measured.disagreements if self._measured else ():
            (_, touchpoint), (_, persona) = path.steps[:2]
            known = self.journey.persona_by_id.get(persona)
            low, high = self.journey.emotion_scale
            apart = (felt.feeling or 0.0) - otherwise.assumed
            name, by = self.journey.touchpoint_by_id[touchpoint].name, round(apart * (high - low) / 4, 1)
            return Disagreement(name, known.name if known else None, by, round(apart, 2))
        return None

    @cached_property
    def leak(self) -> Leak | None:
        """Where clearly most are lost, of all customers in the newest period."""
        behaviour = BehaviourOverlay.among(self.journey.beside)
        if behaviour is None or behaviour.groups[0].leak is None:
            return None
        step, lost = behaviour.groups[0].leak
        return Leak(self.journey.touchpoint_by_id[step.touchpoint].name, round(lost.value, 4))

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
        yield from (experiment.start for experiment in self.journey.experiments if experiment.start is not None)
