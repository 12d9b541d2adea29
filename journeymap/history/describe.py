"""Describes changes in words: a line for each, in the journey's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeymap.history.behaviour_texts import BEHAVIOUR, behaviour_text
from journeymap.history.changes import Change, Difference, Ref, Value
from journeymap.history.result_texts import ResultTexts
from journeymap.history.story import kept_together, numbers_of, section_of
from journeymap.history.values import ValueDescriber
from journeymap.model import EXIT
from journeymap.model.journey import reads_rtl
from journeymap.model.metrics import STANDARDS
from journeymap.overlays.changes import How
from journeymap.records import cached_property
from journeymap.report.safe import visible
from journeymap.style.locale import STORIES, load_words

_MARKS: dict[How, str] = {"added": "+", "removed": "−", "moved": "→", "changed": "~"}
_MEASURING = frozenset({"n", "date", "interval"})


class DescribedChange(NamedTuple):
    """One change in words. `subject` is what it is about, empty where the text names it.

    `who` is the persona, segment, competitor or lane that it belongs to, which is also part of the subject. `number` is
    that of its mark on the map, 0 without one.
    """

    change: Change
    section: str
    mark: str
    subject: str
    text: str
    who: str
    number: int = 0

    @property
    def here(self) -> str:
        """The text for readers who see the place on the map."""
        return f"{self.who}: {self.text}" if self.who else self.text

    @property
    def whole(self) -> str:
        """Subject and text."""
        return f"{self.subject}: {self.text}" if self.subject else self.text


class Describer:
    """Describes the changes of one journey, in `language` or in the journey's own."""

    def __init__(self, difference: Difference, language: str = "") -> None:
        journey = difference.journey
        language = language or journey.language
        self.difference = difference
        self.is_rtl = reads_rtl(language)
        self.words = load_words(language, STORIES, journey.calendar)
        self.map_words = load_words(self.words.language)
        self.values = ValueDescriber(difference, self.words, self.map_words)
        self._results = ResultTexts(journey, difference.changes, self.words.language)

    @property
    def title(self) -> str:
        """The journey's title."""
        return visible(self.values.shown(self.difference.journey.title))

    def headline(self) -> str:
        """How many changes there are, or that the journey was added or removed."""
        if self.difference.old is None:
            return self.words["journey-added"]
        if self.difference.new is None:
            return self.words["journey-removed"]
        if not self.difference.changes:
            return self.words["no-changes"]
        return self.words.say("changes", count=len(self._changes))

    @cached_property
    def _changes(self) -> list[Change]:
        """The changes to describe. A new sample, date or interval is left out where the value or score is new too, and
        the figures of a result that was read."""
        changes = [change for change in self.difference.changes if not self._results.is_part(change)]
        anew = {_measured(change) for change in changes if change.field in ("value", "score")}
        return [change for change in changes if change.field not in _MEASURING or _measured(change) not in anew]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return numbers_of(self.difference, self._changes)

    def lines(self) -> list[DescribedChange]:
        """A line for each change, the most important first."""
        return [self.line(change) for change in self._changes]

    def sections(self, lines: Sequence[DescribedChange]) -> list[tuple[str, list[DescribedChange]]]:
        """The lines under the headings of their sections, in the order of each section's first line.

        In a section, those of one mark on the map follow each other.
        """
        found: dict[str, list[DescribedChange]] = {}
        for line in lines:
            found.setdefault(line.section, []).append(line)
        return [
            (
                self.words[f"section-{section}"],
                [inside[index] for index in kept_together(each.number for each in inside)],
            )
            for section, inside in found.items()
        ]

    def line(self, change: Change) -> DescribedChange:
        """One change in words."""
        texts = (self._subject(change), self._text(change), self._who(change))
        subject, text, who = (visible(self.values.shown(each)) for each in texts)
        number = self._numbers.get(id(change), 0)
        return DescribedChange(change, section_of(change), _MARKS[change.how], subject, text, who, number)

    def _who(self, change: Change) -> str:
        """The persona, segment, competitor or lane that a change belongs to; empty for those of the step itself."""
        who = change.persona or change.segment or (change.item if change.what in ("competitor", "lane") else None)
        return who.name if who else ""

    def _subject(self, change: Change) -> str:
        place = change.place
        is_named = change.how != "changed" or change.field == "name"  # the text names the part itself
        if change.what == "stage":
            return "" if is_named else change.item.name
        if change.what == "touchpoint" and is_named:
            return place.stage.name if place else ""
        if place is not None:
            where = place.touchpoint or place.stage
            who = self._who(change)
            return f"{where.name} · {who}" if who else where.name
        if change.what in ("journey", "measured") or is_named:
            return ""
        return self._action(change.item) if change.what == "action" else change.item.name

    def _action(self, item: Ref) -> str:
        code = self.difference.journey.action_codes.get(item.id)
        return f"{code} {item.name}" if code else item.name

    def _text(self, change: Change) -> str:  # noqa: PLR0911  one return for each wording
        if change.how == "moved":
            return self._moved(change)
        if change.what == "emotion" and (change.how != "changed" or change.size is not None):
            return self._feeling(change)
        if change.what == "way":
            return self._transition(change)
        if change.what == "measured":
            return self._measured(change)
        if change.how in ("added", "removed"):
            return self.words.say(change.how, kind=self._kind(change), name=self._whole_name(change))
        if change.field == "name" and change.what not in ("metric", "journey"):
            kind = self._kind(change)
            return self.words.say("renamed", kind=kind, old=self.values.value(change.kind, change.old),
                                  new=self.values.value(change.kind, change.new))  # fmt: skip
        if change.field == "due" and change.size:
            key = "due-later" if change.size > 0 else "due-earlier"
            return self.words.say(key, days=int(abs(change.size)), old=self.values.value(change.kind, change.old),
                                  new=self.values.value(change.kind, change.new))  # fmt: skip
        if change.what == "metric" and change.field == "value" and change.size is not None:
            return self._metric(change)
        if (result := self._results.text(change)) is not None:
            return result
        titled = change.what == "journey" and change.field == "name"
        return self._field(change, self.words["field-title" if titled else f"field-{change.field}"])

    def _kind(self, change: Change) -> str:
        return self.words[f"kind-{change.what}"]

    def _whole_name(self, change: Change) -> str:
        name = self.words.quote(
            self.values.cut(self._metric_name(change) if change.what == "metric" else change.item.name)
        )
        if change.what == "action":
            code = self.difference.journey.action_codes.get(change.item.id)
            name = f"{code} {name}" if code else name
        steps = change.old if change.new is None else change.new
        if change.what == "stage" and isinstance(steps, tuple) and steps:
            name += f" ({self.values.cut(self.map_words['list-comma'].join(str(step) for step in steps))})"
        if change.what == "metric" and steps is not None:
            name += f" ({self.values.value(change.kind, steps)})"
        return name

    def _moved(self, change: Change) -> str:
        key = "moved-between" if isinstance(change.old, Ref) else "moved-order"
        old, new = self.values.value(change.kind, change.old), self.values.value(change.kind, change.new)
        return self.words.say(
            key, kind=self._kind(change), name=self.words.quote(self.values.cut(change.item.name)), old=old, new=new
        )

    def _feeling(self, change: Change) -> str:
        old, new = self._score(change.old), self._score(change.new)
        if change.how != "changed":
            return self.words.say(f"feeling-{change.how}", old=old, new=new)
        text = self.words.say(
            "feeling-better" if change.better else "feeling-worse",
            size=self.words.number(abs(change.size or 0)), old=old, new=new,
        )  # fmt: skip
        return text if change.beyond is None else f"{text} ({self._verdict(change)})"

    def _score(self, value: Value) -> str:
        if isinstance(value, str):
            return self.words.quote(self.values.cut(value))
        return self.words.signed(value) if isinstance(value, (int, float)) else ""

    def _metric(self, change: Change) -> str:
        old, new = (self.values.value(change.kind, each) for each in (change.old, change.new))
        return self._number(change, self._metric_name(change), old, new)

    def _number(self, change: Change, name: str, old: str, new: str, size: str = "") -> str:
        """A number that changed, which way that is, and whether it is noise."""
        size = size or self._signed(change.size or 0)
        text = self.words.say("number-changed", field=name, old=old, new=new, size=size)
        direction = "" if change.better is None else self.words["better" if change.better else "worse"]
        return self.map_words["list-semicolon"].join(filter(None, (text, direction, self._verdict(change))))

    def _measured(self, change: Change) -> str:
        """What was measured: for the first time, no longer, in another period, or another figure."""
        if change.how != "changed":
            return self.words[f"measured-{change.how}"]
        if change.field == "period":
            old, new = self._periods(change.old), self._periods(change.new)
            key = "changed" if old and new else "given" if new else "taken"
            return self.words.say(key, field=self.words["measured-period"], old=old, new=new)
        if change.field in BEHAVIOUR:
            return self._number(change, *behaviour_text(change, self.words, self.map_words))
        name = self.words.say("measured-figure", metric=self._metric_name(change))
        return self._number(change, name, self._figure(change, change.old), self._figure(change, change.new))

    def _periods(self, value: Value) -> str:
        """The periods that a text of the file of measures names, as dates are written."""
        from journeymap.measure.stated_metrics import last_day_of  # noqa: PLC0415  few journeys are measured

        days = (last_day_of(period) for period in str(value or "").split(", "))
        return self.map_words["list-comma"].join(self.words.day(day) for day in days if day)

    def _figure(self, change: Change, value: Value) -> str:
        """A measured value, with its sign where it is a share."""
        touchpoint = change.place.touchpoint if change.place else None
        found = self.difference.journey.touchpoint_by_id.get(touchpoint.id) if touchpoint else None
        stated = found.metrics.get(change.item.id) if found else None
        unit = stated.unit if stated else None
        known = STANDARDS.get(change.item.id)
        is_share = (unit or (known.unit if known else "")) == "%"
        return (
            self.words.percent(value / 100) if is_share and isinstance(value, float) else self.values.value(None, value)
        )

    def _signed(self, size: float) -> str:
        """A signed number with all its decimals, since small differences would be rounded to 0."""
        return f"{'+' if size > 0 else '−'}{self.words.number(abs(size))}"

    def _metric_name(self, change: Change) -> str:
        return self.map_words.get(f"metric-{change.item.id}", change.item.name) if (
            change.item.name == change.item.id) else change.item.name  # fmt: skip

    def _verdict(self, change: Change) -> str:
        return self.words[{True: "beyond", False: "within", None: "unjudged"}[change.beyond]]

    def _transition(self, change: Change) -> str:
        is_exit = change.item.id == EXIT
        to = self.words["way-exit"] if is_exit else self.words.say("way-to", name=self.words.quote(change.item.name))
        if change.how != "changed":
            share = change.new if change.how == "added" else change.old
            name = f"{to} ({self.words.percent(share)})" if isinstance(share, float) else to
            return self.words.say(change.how, kind=self._kind(change), name=name)
        return self._field(change, self._joined(to, self.words[f"field-{change.field}"]))

    def _field(self, change: Change, field: str) -> str:
        if change.what == "metric":
            field = self._joined(self._metric_name(change), field)
        elif change.what in ("pain", "gain", "opportunity"):
            field = self._joined(
                f"{self._kind(change)} {self.words.quote(self.values.cut(change.item.name, 60))}", field
            )
        if isinstance(change.old, tuple) and isinstance(change.new, tuple) and not isinstance(change.old, Ref):
            return self._list(change, field, tuple(change.old), tuple(change.new))
        if change.old is None:
            return self.words.say("given", field=field, new=self.values.value(change.kind, change.new))
        if change.new is None:
            return self.words.say("taken", field=field, old=self.values.value(change.kind, change.old))
        old, new = self.values.value(change.kind, change.old), self.values.value(change.kind, change.new)
        return self.words.say("changed", field=field, old=old, new=new)

    def _joined(self, *parts: str) -> str:
        return self.map_words["list-comma"].join(parts)

    def _list(self, change: Change, field: str, old: tuple[str | Ref, ...], new: tuple[str | Ref, ...]) -> str:
        gained = tuple(each for each in new if each not in old)
        lost = tuple(each for each in old if each not in new)
        if len(gained) == len(lost) == 1:
            return self.words.say("changed", field=field, old=self.values.texts(lost), new=self.values.texts(gained))
        parts = [self.words.say("given", field=field, new=self.values.texts(gained))] if gained else []
        parts += [self.words.say("taken", field=field, old=self.values.texts(lost))] if lost else []
        return self.map_words["list-semicolon"].join(parts) or self.words.say("reordered", field=field)


def _measured(change: Change) -> tuple[object, ...]:
    return change.what, change.segment, change.item.id, change.place, change.persona
