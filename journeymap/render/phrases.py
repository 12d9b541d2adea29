"""How the page and the plan put single facts into words: names, scores, measures, dates, links."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from journeymap.insight.actions import answering
from journeymap.insight.deadlines import days_overdue, next_review
from journeymap.insight.feelings import whose
from journeymap.insight.transitions import Transition
from journeymap.layout.lanes.metrics import metric_name, metric_value
from journeymap.model import Emotion, Item, Journey, Metric, Owner, Point, Stage, Thought, Touchpoint
from journeymap.model.metrics import meets_target
from journeymap.render.by_kind import ByKind
from journeymap.style.locale import Words

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
# What has a form of its own below; all else is told by its kind.
_EMOTION = ("persona", "score", "label", "quote", "evidence", "low", "high")
_THOUGHT = ("text", "persona")
_POINT = ("text", "severity", "evidence", "source")
_METRIC = ("name", "value", "n", "date", "low", "high", "target", "unit", "method", "better")
_WAY = ("to", "share", "when")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]|^//")


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says, both finished."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text, and a note that says more about it."""

    text: str
    note: str = ""


def joined(*parts: str | None) -> str:
    """The parts that there are, with a dot between them."""
    return " · ".join(part for part in parts if part)


def safe_link(url: str) -> str | None:
    """The address if a reader may follow it: http, https, mailto, or a path beside the map; else None."""
    if _UNSAFE.search(url):
        return None
    scheme = _SCHEME.match(url)
    return url if scheme is None or scheme.group().lower() in _SAFE_SCHEMES else None


class Phrases:
    """Puts a journey's facts into the words of its language, as of a day."""

    def __init__(self, journey: Journey, words: Words, today: dt.date) -> None:
        self.journey = journey
        self.words = words
        self.today = today
        self.by_kind = ByKind(journey, words)
        self._numbers = journey.number_of
        self._segments = {segment.id: segment.name for segment in reversed(journey.segments)}
        self._points = {point.id: (touchpoint, point) for touchpoint, point, _ in journey.points() if point.id}

    def listed(self, texts: Iterable[str]) -> str:
        """Short texts in a row, with the language's comma."""
        return self.words["list-comma"].join(texts)

    def sentences(self, texts: Iterable[str]) -> str:
        """Longer texts in a row, which may have commas within, with the language's semicolon."""
        return self.words["list-semicolon"].join(texts)

    def number(self, touchpoint: Touchpoint) -> str:
        """The touchpoint's number on the map."""
        return self.words.number(self._numbers[touchpoint.id])

    def position(self, touchpoint: Touchpoint) -> str:
        """Which of how many touchpoints it is."""
        total = self.words.number(len(self.journey.touchpoints))
        return self.words.say("position", n=self.number(touchpoint), total=total)

    def touchpoint(self, touchpoint: Touchpoint) -> str:
        """The touchpoint's name with its number on the map."""
        return f"{touchpoint.name} ({self.number(touchpoint)})"

    def owner(self, owner: Owner | None) -> str:
        """The owner's name and role."""
        if owner is None:
            return ""
        return self.listed(filter(None, (owner.name, owner.role)))

    def owner_named(self, id_: str | None) -> Owner | None:
        """The owner with this id."""
        return self.journey.owner_by_id.get(id_) if id_ else None

    def persona(self, item: Emotion | Thought) -> str:
        """The name of the persona that feels or thinks this; empty when nobody in particular does."""
        persona = whose(self.journey, item)
        return persona.name if persona else ""

    def phase(self, stage: Stage) -> str:
        """A stage's phase: a known one in the language's words, any other as the file has it; empty without a phase."""
        return self.words.get(f"phase-{stage.phase}", stage.phase or "")

    def moment(self, touchpoint: Touchpoint) -> str:
        """Which moment of truth the touchpoint is; empty when it is none."""
        kind = touchpoint.moment_of_truth
        if not kind:
            return ""
        return self.words["moment-of-truth" if kind is True else f"moment-{kind}"]

    def score(self, score: float) -> str:
        """An emotion's score on the journey's own scale."""
        return self._apart(self.words.axis(score, signed=self.journey.emotion_scale[0] < 0))

    def score_interval(self, emotion: Emotion) -> str:
        """The interval of an emotion's score; empty when it is not known."""
        if emotion.low is None or emotion.high is None:
            return ""
        return self.words.say("from-low-to-high", low=self.score(emotion.low), high=self.score(emotion.high))

    def emotion(self, emotion: Emotion) -> Phrase:
        """A feeling: whose, how much and in which word; noted, what it rests on and what was said of it."""
        quote = self.words.quote(emotion.quote) if emotion.quote else ""
        felt = self._by(self.persona(emotion), self.felt(emotion))
        return Phrase(felt, joined(quote, self.rests_on(emotion), *self.by_kind.notes(emotion, _EMOTION)))

    def felt(self, emotion: Emotion) -> str:
        """How much is felt and in which word."""
        return " ".join(filter(None, (self.score(emotion.score), emotion.label)))

    def rests_on(self, emotion: Emotion) -> str:
        """What a score rests on, and its interval."""
        interval = self.score_interval(emotion)
        return joined(self.words[emotion.evidence], f"{self.words['interval']}: {interval}" if interval else "")

    def thought(self, thought: Thought) -> Phrase:
        """A thought in quotation marks, after the name of who thinks it."""
        said = self._by(self.persona(thought), self.words.quote(thought.text))
        return Phrase(said, joined(*self.by_kind.notes(thought, _THOUGHT)))

    def point(self, point: Point) -> Phrase:
        """A pain or an opportunity; noted, what is known about it and the codes of the actions that answer it."""
        words = self.words
        severity = f"{words['severity']}: {self.rating(point.severity)}" if point.severity is not None else ""
        codes = self.codes(point)
        evidence = words[point.evidence] if point.evidence else ""
        addressed = codes and f"{words['addressed-by']}: {codes}"
        others = self.by_kind.notes(point, _POINT)
        return Phrase(point.text, joined(severity, evidence, point.source, addressed, *others))

    def point_named(self, id_: str) -> str:
        """The pain or opportunity with this id and its touchpoint; empty when there is none."""
        if id_ not in self._points:
            return ""
        touchpoint, point = self._points[id_]
        return f"{point.text} – {self.touchpoint(touchpoint)}"

    def codes(self, point: Point) -> str:
        """The codes of the actions that answer a pain or opportunity."""
        return self.listed(self.journey.action_codes[action.id] for action in answering(self.journey, point))

    def rating(self, value: int | None) -> str:
        """A rating from 1 to 5; empty when there is none."""
        return "" if value is None else self.words.say("of-five", n=self.words.number(value))

    def quantity(self, key: str, metric: Metric, value: float) -> str:
        """A value of a measure with its unit."""
        return self._apart(metric_value(self.words, key, metric, value))

    def metric_interval(self, key: str, metric: Metric) -> str:
        """The interval of a measure; empty when it is not known."""
        if metric.low is None or metric.high is None:
            return ""
        low, high = (self.quantity(key, metric, value) for value in (metric.low, metric.high))
        return self.words.say("from-low-to-high", low=low, high=high)

    def target(self, key: str, metric: Metric) -> str:
        """The target of a measure and whether it is met; empty when it has none."""
        if metric.target is None:
            return ""
        met = self.words["target-met" if meets_target(key, metric) else "target-missed"]
        return f"{self.quantity(key, metric, metric.target)} ({met})"

    def metric(self, key: str, metric: Metric) -> Phrase:
        """A measure and its value; noted, all else that is known about it."""
        words = self.words
        interval = self.metric_interval(key, metric)
        target = self.target(key, metric)
        return Phrase(
            f"{metric_name(words, key, metric)}: {self.quantity(key, metric, metric.value)}",
            joined(
                words.say("sample", n=words.number(metric.n)) if metric.n is not None else "",
                interval and f"{words['interval']}: {interval}",
                target and f"{words['target']}: {target}",
                words.say("measured-on", date=words.day(metric.date)) if metric.date else "",
                metric.method,
                words[f"better-{metric.better}"] if metric.better else "",
                *self.by_kind.notes(metric, _METRIC),
            ),
        )

    def way_on(self, way: Transition) -> Phrase:
        """How many customers go on, and in which case; where to is a note when there is a case."""
        where = self.words.say("goes-to", name=self.touchpoint(way.target)) if way.target else self.words["exit"]
        share = self.words.percent(way.share) if way.share is not None else ""
        others = self.by_kind.notes(way.written, _WAY) if way.written else ()
        if way.when:
            return Phrase(joined(share, way.when), joined(where, *others))
        return Phrase(joined(share, where), joined(*others))

    def overdue(self, due: dt.date | None) -> str:
        """How many days something is overdue that was due on a day; empty when it is not, or there is no such day."""
        days = days_overdue(due, self.today)
        return self.words.say("overdue-days", days=days) if days else ""

    def review(self) -> list[Fact]:
        """When the journey was last reviewed and when that is due again."""
        review = self.journey.review
        if review is None:
            return []
        told = [Fact(self.words["last-review"], self.words.day(review.last))]
        due = next_review(review)
        if due:
            overdue = self.overdue(due)
            day = self.words.day(due)
            told.append(Fact(self.words["review-by"], f"{day} ({overdue})" if overdue else day))
        return [*told, *self.others(review, ("last", "every"))]

    def others(self, part: Item, told: Collection[str]) -> list[Fact]:
        """The fields of a part that are not told otherwise."""
        return [Fact(label, self.sentences(texts)) for label, texts in self.by_kind.others(part, told)]

    def segments(self, ids: tuple[str, ...]) -> str:
        """The names of segments."""
        return self.listed(self._segments.get(id_, id_) for id_ in ids)

    def _apart(self, number: str) -> str:
        """A number that right-to-left text around it leaves alone; else its sign would end up behind it."""
        return f"\u2066{number}\u2069" if self.journey.is_rtl else number

    @staticmethod
    def _by(name: str, said: str) -> str:
        return f"{name}: {said}" if name else said
