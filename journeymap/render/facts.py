"""How the page and the plan put single facts into words: names, scores, measures, dates, links."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from journeymap.model import Action, Emotion, Journey, Metric, Next, Owner, Point, Thought, Touchpoint
from journeymap.model.journey import EXIT, SCALE
from journeymap.style.locale import Words

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]|^//")
# What a known metric counts, where the file does not say.
_UNITS = {"csat": "%", "conversion": "%"}
_LOWER_IS_BETTER = frozenset({"tgw", "ces", "time"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says, both finished."""

    label: str
    text: str


def safe_link(url: str) -> str | None:
    """The address if a reader may follow it: http, https, mailto, or a path beside the map; else None."""
    if _UNSAFE.search(url):
        return None
    scheme = _SCHEME.match(url)
    return url if scheme is None or scheme.group().lower() in _SAFE_SCHEMES else None


class Speaker:
    """Puts a journey's facts into the words of its language, as of a day."""

    def __init__(self, journey: Journey, words: Words, today: dt.date) -> None:
        self.journey = journey
        self.words = words
        self.today = today
        self._numbers = {touchpoint.id: number for number, touchpoint in enumerate(journey.touchpoints, 1)}
        self._segments = {segment.id: segment.name for segment in reversed(journey.segments)}
        self._points = {point.id: (touchpoint, point) for touchpoint, point, _ in journey.points() if point.id}

    def number(self, touchpoint: Touchpoint) -> str:
        """The touchpoint's number on the map."""
        return self.words.number(self._numbers[touchpoint.id])

    def touchpoint(self, touchpoint: Touchpoint) -> str:
        """The touchpoint's name with its number on the map."""
        return f"{touchpoint.name} ({self.number(touchpoint)})"

    def owner(self, owner: Owner | None) -> str:
        """The owner's name and role."""
        if owner is None:
            return ""
        return f"{owner.name}, {owner.role}" if owner.role else owner.name

    def owner_named(self, id_: str | None) -> Owner | None:
        """The owner with this id."""
        return self.journey.owner_by_id.get(id_) if id_ else None

    def persona(self, item: Emotion | Thought) -> str:
        """The name of the persona that feels or thinks this; empty when nobody in particular does."""
        persona = self.journey.persona_by_id.get(self.journey.persona_of(item) or "")
        return persona.name if persona else ""

    def moment(self, touchpoint: Touchpoint) -> str:
        """Which moment of truth the touchpoint is; empty when it is none."""
        kind = touchpoint.moment_of_truth
        if not kind:
            return ""
        return self.words["moment-of-truth" if kind is True else f"moment-{kind}"]

    def score(self, score: float) -> str:
        """An emotion's score on the journey's own scale."""
        return self.words.signed(score) if self.journey.emotion_scale == SCALE else self.words.number(score)

    def score_interval(self, emotion: Emotion) -> str:
        """The interval of an emotion's score; empty when it is not known."""
        if emotion.low is None or emotion.high is None:
            return ""
        return self.words.say("from-low-to-high", low=self.score(emotion.low), high=self.score(emotion.high))

    def emotion(self, emotion: Emotion) -> str:
        """An emotion in one line: who, how much, in which word, resting on what."""
        interval = self.score_interval(emotion)
        rests_on = [self.words[emotion.evidence]]
        if interval:
            rests_on.append(f"{self.words['interval']} {interval}")
        said = [f"{self.score(emotion.score)} ({', '.join(rests_on)})"]
        if emotion.label:
            said.append(emotion.label)
        if emotion.quote:
            said.append(self.words.quote(emotion.quote))
        return self._by(self.persona(emotion), " · ".join(said))

    def thought(self, thought: Thought) -> str:
        """A thought in quotation marks, after the name of who thinks it."""
        return self._by(self.persona(thought), self.words.quote(thought.text))

    def point(self, point: Point) -> str:
        """A pain or an opportunity with what is known about it and the codes of the actions that answer it."""
        about = []
        if point.severity is not None:
            about.append(f"{self.words['severity']} {self.rating(point.severity)}")
        if point.evidence:
            about.append(self.words[point.evidence])
        if point.source:
            about.append(point.source)
        codes = self.codes(point)
        if codes:
            about.append(f"{self.words['addressed-by']}: {codes}")
        return f"{point.text} ({' · '.join(about)})" if about else point.text

    def point_named(self, id_: str) -> str:
        """The pain or opportunity with this id and its touchpoint; empty when there is none."""
        if id_ not in self._points:
            return ""
        touchpoint, point = self._points[id_]
        return f"{point.text} – {self.touchpoint(touchpoint)}"

    def actions_for(self, point: Point) -> tuple[Action, ...]:
        """The actions that answer a pain or opportunity, without those that were dropped."""
        answering = self.journey.actions_addressing.get(point.id or "", ())
        return tuple(action for action in answering if action.status != "dropped")

    def codes(self, point: Point) -> str:
        """The codes of the actions that answer a pain or opportunity."""
        return ", ".join(self.journey.action_codes[action.id] for action in self.actions_for(point))

    def rating(self, value: int | None) -> str:
        """A rating from 1 to 5; empty when there is none."""
        return "" if value is None else self.words.say("of-five", n=self.words.number(value))

    def measure(self, key: str, metric: Metric) -> str:
        """The name of a measure."""
        if metric.name:
            return metric.name
        known = f"metric-{key}"
        if known not in self.words:
            return key
        return self.words[known]

    def quantity(self, key: str, metric: Metric, value: float) -> str:
        """A value of a measure with its unit."""
        number = self.words.number(value)
        if key == "nps" and value > 0:
            number = f"+{number}"
        unit = metric.unit or _UNITS.get(key, "")
        if not unit:
            return number
        return f"{number}{unit}" if unit == "%" else f"{number} {unit}"

    def metric_interval(self, key: str, metric: Metric) -> str:
        """The interval of a measure; empty when it is not known."""
        if metric.low is None or metric.high is None:
            return ""
        low, high = (self.quantity(key, metric, value) for value in (metric.low, metric.high))
        return self.words.say("from-low-to-high", low=low, high=high)

    def is_met(self, key: str, metric: Metric) -> bool | None:
        """Whether a measure reaches its target; None when it has none."""
        if metric.target is None:
            return None
        lower = metric.better == "lower" or (metric.better is None and key in _LOWER_IS_BETTER)
        return metric.value <= metric.target if lower else metric.value >= metric.target

    def way_on(self, way: Next) -> str:
        """Where the customer goes, how many and in which case."""
        target = self.journey.touchpoint_by_id.get(way.to)
        if way.to == EXIT or target is None:
            where = self.words["exit"]
        else:
            where = self.words.say("goes-to", name=self.touchpoint(target))
        parts = [self.words.percent(way.share)] if way.share is not None else []
        return " · ".join([*parts, where, *([way.when] if way.when else [])])

    def overdue(self, due: dt.date) -> str:
        """How many days ago a day was; empty when it is today or to come."""
        days = (self.today - due).days
        return self.words.say("overdue-days", days=days) if days > 0 else ""

    def review(self) -> list[Fact]:
        """When the journey was last reviewed and when that is due again."""
        review = self.journey.review
        if review is None:
            return []
        due = self.words.day(review.due)
        overdue = self.overdue(review.due)
        return [
            Fact(self.words["last-review"], self.words.day(review.last)),
            Fact(self.words["review-by"], f"{due} ({overdue})" if overdue else due),
        ]

    def segments(self, ids: tuple[str, ...]) -> str:
        """The names of segments."""
        return ", ".join(self._segments.get(id_, id_) for id_ in ids)

    @staticmethod
    def _by(name: str, said: str) -> str:
        return f"{name}: {said}" if name else said
