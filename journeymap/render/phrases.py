"""The texts in which the page and the plan give single facts: names, scores, metrics, dates, links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from journeymap.insight.actions import answering
from journeymap.insight.channels import channels_of
from journeymap.insight.deadlines import days_overdue, review_deadline
from journeymap.insight.feelings import whose
from journeymap.insight.transitions import Transition, whose_way
from journeymap.layout.lanes.metrics import metric_day, metric_name, metric_value
from journeymap.model import (
    Activity,
    Emotion,
    Improvement,
    Item,
    Journey,
    Message,
    Metric,
    Next,
    Owner,
    Part,
    Point,
    PointKind,
    ServiceStep,
    Stage,
    Thought,
    Touchpoint,
)
from journeymap.model.metrics import meets_target
from journeymap.render.by_kind import ByKind, Names
from journeymap.render.texts import Fact, Phrase, joined
from journeymap.style.direction import is_rtl
from journeymap.style.locale import Words
from journeymap.style.signs import keep_signs

# The fields that have a text of their own below. All others are described by their kind.
_TEXT = ("text",)
_EMOTION = ("persona", "score", "label", "quote", "evidence", "low", "high")
_THOUGHT = ("text", "persona")
_POINT = ("text", "severity", "evidence", "source")
_METRIC = ("name", "value", "n", "date", "low", "high", "target", "unit", "method", "better")
_TRANSITION = ("to", "share", "when", "n", "date")
Saying = Activity | Message | ServiceStep
"""An item that is little more than its text."""


class Phrases:
    """Writes a journey's facts in its language, with dates compared with `today`."""

    def __init__(self, journey: Journey, words: Words, today: dt.date) -> None:
        self.journey = journey
        self.words = words
        self.today = today
        self.by_kind = ByKind(journey, words)
        self._is_signed = journey.emotion_scale[0] < 0
        self._numbers = journey.number_of
        self._segments = {segment.id: segment.name for segment in reversed(journey.segments)}
        self._addressable = {item.id: (place, item) for place, item in journey.addressable() if item.id}

    def listed(self, texts: Iterable[str]) -> str:
        """Short texts, separated by the language's comma."""
        return self.words["list-comma"].join(texts)

    def channels(self, touchpoint: Touchpoint) -> str:
        """The names of a touchpoint's channels, the main one first, and who uses them."""
        known = channels_of(self.journey).by_text
        shown = {(known[use.text].name, *self.by_kind.notes(use, _TEXT)): None for use in touchpoint.channels}
        return self.listed(joined(*parts) for parts in shown)

    def sentences(self, texts: Iterable[str]) -> str:
        """Longer texts, which may have commas, separated by the language's semicolon."""
        return self.words["list-semicolon"].join(texts)

    def number(self, touchpoint: Touchpoint) -> str:
        """The touchpoint's number on the map."""
        return self.words.number(self._numbers[touchpoint.id])

    def position(self, touchpoint: Touchpoint) -> str:
        """The touchpoint's number, and the number of touchpoints: `3 of 12`."""
        total = self.words.number(len((self.journey.whole or self.journey).touchpoints))
        return self.words.say("position", n=self.number(touchpoint), total=total)

    def touchpoint(self, touchpoint: Touchpoint) -> str:
        """The touchpoint's name with its number on the map."""
        return f"{touchpoint.name} ({self.number(touchpoint)})"

    def part(self, part: Part) -> str:
        """The name of a touchpoint with its number on the map, or of a stage."""
        return self.touchpoint(part) if isinstance(part, Touchpoint) else part.name

    def owner(self, owner: Owner | None) -> str:
        """The owner's name and role; empty without an owner."""
        if owner is None:
            return ""
        return self.listed(filter(None, (owner.name, owner.role)))

    def owner_with_id(self, id_: str | None) -> Owner | None:
        """The owner with this id; None when there is none."""
        return self.journey.owner_by_id.get(id_) if id_ else None

    def persona(self, item: Emotion | Thought) -> str:
        """The name of the persona that feels or thinks this; empty when it is no particular persona."""
        persona = whose(self.journey, item)
        return persona.name if persona else ""

    def phase(self, stage: Stage) -> str:
        """A stage's phase: a known one in the language's words, any other as the file has it; empty without a phase."""
        return self.words.get(f"phase-{stage.phase}", stage.phase or "")

    def moment(self, touchpoint: Touchpoint) -> str:
        """The name of the touchpoint's moment of truth; empty when it is none."""
        kind = touchpoint.moment_of_truth
        if not kind:
            return ""
        return self.words["moment-of-truth" if kind is True else f"moment-{kind}"]

    def score(self, score: float) -> str:
        """An emotion's score on the journey's own scale."""
        return self._isolated(self.words.axis(score, signed=self._is_signed))

    def score_interval(self, emotion: Emotion) -> str:
        """The interval of an emotion's score; empty without one."""
        if emotion.low is None or emotion.high is None:
            return ""
        return self.words.say("from-low-to-high", low=self.score(emotion.low), high=self.score(emotion.high))

    def emotion(self, emotion: Emotion) -> Phrase:
        """An emotion: its persona, score and label; in the note, its quote, evidence and interval."""
        quote = self.words.quote(emotion.quote) if emotion.quote else ""
        felt = self._attributed(self.persona(emotion), self.felt(emotion))
        return Phrase(felt, joined(quote, self.rests_on(emotion), *self.by_kind.notes(emotion, _EMOTION)))

    def felt(self, emotion: Emotion) -> str:
        """The score and the label of an emotion."""
        score = "" if emotion.score is None else self.score(emotion.score)
        return f"{score} {emotion.label}" if score and emotion.label else score or emotion.label or ""

    def rests_on(self, emotion: Emotion) -> str:
        """The kind of evidence for an emotion's score, and its interval."""
        interval, evidence = self.score_interval(emotion), self.words[emotion.evidence]
        return joined(evidence, self.labelled("interval", interval)) if interval else evidence

    def thought(self, thought: Thought) -> Phrase:
        """A thought in quotation marks, after the name of the persona."""
        text = self._attributed(self.persona(thought), self.words.quote(thought.text))
        return Phrase(text, joined(*self.by_kind.notes(thought, _THOUGHT)))

    def texts(self, items: Iterable[Saying]) -> tuple[Phrase, ...]:
        """Items with a text: that text; in the note, all else that they say."""
        return tuple([Phrase(item.text, joined(*self.by_kind.notes(item, _TEXT))) for item in items])

    def point(self, point: Point, kind: PointKind = "pain") -> Phrase:
        """A pain, gain or opportunity; in the note, its severity, evidence, source, and the actions that answer it."""
        words = self.words
        severity = self.labelled("matters" if kind == "gain" else "severity", self.rating(point.severity))
        evidence = words[point.evidence] if point.evidence else ""
        addressed = self.labelled("addressed-by", self.codes(point))
        others = self.by_kind.notes(point, _POINT)
        return Phrase(point.text, joined(severity, evidence, point.source, addressed, *others))

    def point_with_id(self, id_: str) -> str:
        """The text of the pain, gain, opportunity or improvement with this id, and where it is; empty for no such."""
        if id_ not in self._addressable:
            return ""
        place, item = self._addressable[id_]
        return f"{item.text} – {self.part(place)}"

    def improvement(self, improvement: Improvement) -> Phrase:
        """A way to make a stage better; in the note, the actions that answer it."""
        addressed = self.labelled("addressed-by", self.codes(improvement))
        return Phrase(improvement.text, joined(addressed, *self.by_kind.notes(improvement, _TEXT)))

    def codes(self, point: Point | Improvement) -> str:
        """The codes of the actions that answer a pain, gain, opportunity or improvement."""
        return self.listed(self.journey.action_codes[action.id] for action in answering(self.journey, point))

    def rating(self, value: int | None) -> str:
        """A rating from 1 to 5: `4 of 5`; empty without one."""
        return "" if value is None else self.words.say("of-five", n=self.words.number(value))

    def quantity(self, key: str, metric: Metric, value: float) -> str:
        """A value of a metric with its unit."""
        return self._isolated(metric_value(self.words, key, metric, value))

    def metric_interval(self, key: str, metric: Metric) -> str:
        """The interval of a metric; empty without one."""
        if metric.value is None or metric.low is None or metric.high is None:
            return ""
        low, high = (self.quantity(key, metric, value) for value in (metric.low, metric.high))
        return self.words.say("from-low-to-high", low=low, high=high)

    def target(self, key: str, metric: Metric) -> str:
        """The target of a metric, and whether it is met if it has been measured; empty without a target."""
        if metric.target is None:
            return ""
        target, is_met = self.quantity(key, metric, metric.target), meets_target(key, metric)
        return target if is_met is None else f"{target} ({self.words['target-met' if is_met else 'target-missed']})"

    def measured(self, key: str, metric: Metric) -> str:
        """The value of a metric, or that it has not been measured."""
        return self.words["not-measured"] if metric.value is None else self.quantity(key, metric, metric.value)

    def metric(self, key: str, metric: Metric) -> Phrase:
        """The name and value of a metric; in the note, its sample, interval, target, date and method."""
        words = self.words
        interval = self.metric_interval(key, metric)
        target = self.target(key, metric)
        return Phrase(
            words.labelled(metric_name(words, key, metric), self.measured(key, metric)),
            joined(
                words.say("sample", n=words.number(metric.n)) if metric.n is not None else "",
                self.labelled("interval", interval),
                self.labelled("target", target),
                self._measured_on(metric),
                metric.method,
                words[f"better-{metric.better}"] if metric.better else "",
                *self.by_kind.notes(metric, _METRIC),
            ),
        )

    def _measured_on(self, metric: Metric) -> str:
        day = metric_day(self.words, metric)
        return self.words.say("measured-on", date=day) if day and metric.value is not None else day

    def transition(self, transition: Transition) -> Phrase:
        """The share of customers who take a transition, and its condition or else where it goes.

        With a condition, the note says where it goes. A share that the file does not have is said to be not written.
        """
        target = transition.target
        where = self.words.say("goes-to", name=self.touchpoint(target)) if target else self.words["exit"]
        share = self._share(transition)
        others: Iterable[str] = whose_way(self.journey, transition)
        if transition.written is not None:
            written = transition.written
            others = (*self._rests_on(written), *self.by_kind.notes(written, _TRANSITION))
        if transition.when:
            return Phrase(joined(share, transition.when), joined(where, *others))
        return Phrase(joined(share, where), joined(*others))

    def _rests_on(self, way: Next) -> tuple[str, str]:
        """How many visits the share of a way rests on, and when it was measured."""
        words = self.words
        sample = words.say("sample", n=words.number(way.n)) if way.n is not None else ""
        return sample, words.say("measured-on", date=words.day(way.date)) if way.date is not None else ""

    def _share(self, transition: Transition) -> str:
        """The share of a transition; empty where it is unknown, and where all take it and the file need not say so."""
        everybody = transition.share == 1 and not transition.share_is_written
        if transition.share is None or everybody:
            return ""
        share = self.words.percent(transition.share)
        return share if transition.share_is_written else self.words.say("share-not-written", share=share)

    def overdue(self, due: dt.date | None) -> str:
        """How many days overdue something is that was due on this date; empty when it is not overdue or has no date."""
        days = days_overdue(due, self.today)
        return self.words.say("overdue-days", days=days) if days else ""

    def review(self) -> list[Fact]:
        """The dates of the journey's last and next review, and the remaining fields of its `review`."""
        review = self.journey.review
        if review is None:
            return []
        facts = [Fact(self.words["last-review"], self.words.day(review.last))]
        due = review_deadline(self.journey)
        if due:
            overdue = self.overdue(due)
            day = self.words.day(due)
            facts.append(Fact(self.words["review-by"], f"{day} ({overdue})" if overdue else day))
        return [*facts, *self.remaining_fields(review, ("last", "every"))]

    def remaining_fields(self, part: Item, shown: Names) -> list[Fact]:
        """The fields of a part that are not its defaults and not `shown` elsewhere, each as a fact."""
        return [Fact(label, self.sentences(texts)) for label, texts in self.by_kind.remaining(part, shown)]

    def segments(self, ids: tuple[str, ...]) -> str:
        """The names of the segments with these ids; an id that has no segment is given as it is."""
        return self.listed(self._segments.get(id_, id_) for id_ in ids)

    def _isolated(self, number: str) -> str:
        """A number, isolated from right-to-left text around it, which would move the sign behind the number.

        One whose unit runs right to left comes before it: isolated, it would stand on the other side of its unit.
        """
        if not self.journey.is_rtl:
            return number
        runs_rtl = is_rtl(number, base_rtl=True)
        return f"\u200f{keep_signs(number, rtl=True)}" if runs_rtl else f"\u2066{number}\u2069"

    def labelled(self, key: str, text: str) -> str:
        """A text after the word with a key; empty without a text."""
        return self.words.labelled(self.words[key], text) if text else ""

    def _attributed(self, name: str, text: str) -> str:
        return self.words.labelled(name, text) if name else text
