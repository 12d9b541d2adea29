"""The kinds of single values in a journey file. Each reads a node of the tree, and gives its JSON Schema."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from journeymap import calendars
from journeymap.calendars import Calendar
from journeymap.digits import DIGIT, NUMBER, latin, number_in, pattern_for
from journeymap.model.dates import read_date
from journeymap.model.reading import (
    ID_PATTERN,
    IS_ID,
    MISSING,
    NOT_EMPTY,
    Json,
    Report,
    called,
    exactly,
    id_hint,
    quoting_hint,
    short,
    wrong,
)
from journeymap.records import NamedTuple
from journeymap.source.tree import NULLS, Node, Scalar, Sequence
from journeymap.spelling import did_you_mean


class Text(NamedTuple):
    """Any text that is not blank; a plain number, `NO` or a date is read as text.

    Some texts, such as the names of phases, are translated. The key of their translation in the locale files is
    `locale_prefix` followed by the text; None where nothing is translated. `is_address` texts are no prose. A text may
    be the id of something: `may_be_id_of` says of what.
    """

    locale_prefix: str | None = None
    is_address: bool = False
    may_be_id_of: str = ""

    def read(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Scalar):
            return wrong(node, "a text", report, quoting_hint(node.start, node, report))
        text = node.text.strip()
        if text in NULLS and node.is_null:
            return wrong(node, "a text", report)
        return text or report.add("JM103", "the text is blank", node.span, "write it, or leave the key out")

    def stand_in(self, node: Node) -> str:
        return node.text if isinstance(node, Scalar) and node.text else "?"

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": ["string", "number", "boolean"], "pattern": NOT_EMPTY}


_READ_AS = {int: "a number", float: "a number", bool: "true or false"}


class Id(NamedTuple):
    """An id: at most 64 lower-case letters, digits and hyphens. `reserved` ids are refused.

    For a reference, `of` is what it refers to (`owner`, …); for a part's own id it is empty. A reference to a
    `lane` may name one that every map has, so it is told by its id, and `of` is empty, too.
    """

    reserved: tuple[str, ...] = ()
    of: str = ""
    lane: bool = False

    @property
    def refers_to(self) -> str:
        """What it refers to (`owner`, `lane`, …); empty for a part's own id."""
        return "lane" if self.lane else self.of

    def read(self, node: Node, report: Report) -> Any:
        value = node.value if isinstance(node, Scalar) else None
        if value is None or not isinstance(node, Scalar):
            return wrong(node, "an id", report)
        if not isinstance(value, str):
            return report.add("JM104", f"`{node.text}` is read as {_READ_AS[type(value)]}, not as an id",
                              node.span, f'put it in quotes: "{node.text}"')  # fmt: skip
        if not IS_ID.match(node.text):
            return report.add("JM104", f'"{short(node.text)}" cannot be an id', node.span, id_hint(node.text))
        if node.text in self.reserved:
            return report.add("JM104", f"`{node.text}` has a meaning of its own and cannot be an id", node.span,
                              f"call it `{node.text}-1`, say")  # fmt: skip
        return node.text

    def stand_in(self, node: Node) -> str:
        return node.text if isinstance(node, Scalar) and node.text else f"?{node.start}"

    def schema(self, define: Callable[[type], str]) -> Json:
        schema: Json = {"type": "string", "pattern": exactly(ID_PATTERN)}
        if self.reserved:
            schema["not"] = {"enum": list(self.reserved)}
        return schema


class Choice(NamedTuple):
    """One of a few words; `true` and `false` may be among them.

    The key of an option's translation in the locale files is `locale_prefix` followed by the option; None where the
    options are not translated.
    """

    options: tuple[str | bool, ...]
    locale_prefix: str | None = None

    def read(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Scalar) or node.is_null:
            return wrong(node, "one of " + self._listed(), report)
        value = node.value
        for option in self.options:
            if value is option or (isinstance(option, str) and value == option):
                return option
        return report.add("JM105", f"{called(node)} is not one of {self._listed()}", node.span,
                          did_you_mean(node.text, [str(o) for o in self.options]))  # fmt: skip

    def _listed(self) -> str:
        return ", ".join(f"`{str(option).lower() if isinstance(option, bool) else option}`" for option in self.options)

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"enum": list(self.options)}


class Number(NamedTuple):
    """A number from `least` to `most`, both included; with `whole`, only whole numbers.

    It may have Persian or Arabic digits and separators.
    """

    least: float = -1e12
    most: float = 1e12
    whole: bool = False

    def read(self, node: Node, report: Report) -> Any:
        wanted = "a whole number" if self.whole else "a number"
        value = number_of(node)
        if value is None or isinstance(value, str | bool) or (self.whole and value != int(value)):
            from journeymap.model.number_hints import number_hint  # noqa: PLC0415  only a wrong value needs it

            return wrong(node, wanted, report, number_hint(node, self.whole))
        if not self.least <= value <= self.most:
            return report.add("JM106", f"{called(node).strip(chr(34))} is out of range", node.span,
                              f"{wanted} from {self.least:g} to {self.most:g} is meant")  # fmt: skip
        return int(value) if self.whole else value

    def schema(self, define: Callable[[type], str]) -> Json:
        number = "integer" if self.whole else "number"
        return {"type": [number, "string"], "minimum": self.least, "maximum": self.most, "pattern": exactly(NUMBER)}


def number_of(node: Node) -> str | int | float | bool | None:
    """Returns the value of a node, of one with Persian or Arabic digits the number; None for a list or a mapping."""
    value = node.value if isinstance(node, Scalar) else None
    if not isinstance(value, str):
        return value
    number = number_in(value)
    return value if number is None else number


class Share:
    """A part of a whole: `34%`, `۳۴٪`, or a number from 0 to 1. Read as a number from 0 to 1."""

    _PATTERN = exactly(rf"(?:[1۱١][0۰٠]{{2}}(?:[.٫][0۰٠]{{1,6}})?|{DIGIT}{{1,2}}(?:[.٫]{DIGIT}{{1,6}})?) ?[%٪]")

    def read(self, node: Node, report: Report) -> Any:
        hint = "write `34%`, or 0.34"
        value = number_of(node)
        if isinstance(value, str) and re.search(pattern_for(value, self._PATTERN), value):
            return round(float(latin(value).rstrip("% ")) / 100, 8)
        if value is None or isinstance(value, str | bool):
            return wrong(node, "a share", report, hint)
        if not 0 <= value <= 1:
            return report.add("JM106", f"{value:g} is out of range for a share", node.span, hint)
        return float(value)

    def schema(self, define: Callable[[type], str]) -> Json:
        return {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": self._PATTERN},
                {"type": "string", "pattern": exactly(NUMBER)},
            ]
        }


class Date(NamedTuple):
    """A day in the journey's calendar, written `2026-11-21`; with `periods` also a month or a quarter.

    A month (`2026-11`) or quarter (`2026-Q4`) counts as its last day. Years before 1000 are refused as typing mistakes.
    """

    periods: bool = False

    def read(self, node: Node, report: Report) -> Any:
        return read_date(node, report, periods=self.periods)

    def schema(self, define: Callable[[type], str]) -> Json:
        pattern = exactly(f"{calendars.DAY}|{calendars.PERIOD}" if self.periods else calendars.DAY)
        return {"type": "string", "pattern": pattern}


class Interval(NamedTuple):
    """A span of calendar time, such as 4 months."""

    number: int
    unit: str

    def after(self, day: dt.date, calendar: Calendar = "gregorian") -> dt.date:
        """Returns the day that is this much later, or the last day of the month if the month has no such day.

        Months and years are those of the calendar. Raises OverflowError or ValueError after the year 9999.
        """
        if self.unit in ("day", "week"):
            return day + dt.timedelta(days=self.number * (7 if self.unit == "week" else 1))
        years, months = (self.number, 0) if self.unit == "year" else (0, self.number)
        return calendars.months_later(day, months, years, calendar)


class Every:
    """How often: `4 months`, `2 weeks`, `1 year`; in the journey's calendar."""

    _PATTERN = exactly(rf"[1-9۱-۹١-٩]{DIGIT}{{0,2}} (?:day|week|month|year)s?")

    def read(self, node: Node, report: Report) -> Any:
        if (
            isinstance(node, Scalar)
            and isinstance(node.value, str)
            and re.search(pattern_for(node.text, self._PATTERN), node.text)
        ):
            count, unit = node.text.split()
            return Interval(int(count), unit.rstrip("s"))
        return wrong(node, "a length of time", report, "write `4 months`, `2 weeks` or `1 year`")

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": "string", "pattern": self._PATTERN}


LANGUAGE_PATTERN = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}"


class Language:
    """A language as BCP 47 writes it: `en`, `he`, `fa`, `pt-BR`."""

    _PATTERN = exactly(LANGUAGE_PATTERN)

    def read(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and isinstance(node.value, str) and re.search(self._PATTERN, node.text):
            return node.text
        return wrong(node, "a language", report, "write its code: `en`, `he`, `fa`, `ar`")

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": "string", "pattern": self._PATTERN}


class Pair:
    """Two numbers, the lower first (which a rule checks, since JSON Schema cannot)."""

    number = Number(-1e6, 1e6)

    def read(self, node: Node, report: Report) -> Any:
        hint = "write the lowest and the highest: `[1, 5]`"
        if not isinstance(node, Sequence) or len(node.items) != 2:
            return wrong(node, "a pair of numbers", report, hint)
        low, high = (self.number.read(item, report) for item in node.items)
        if low is MISSING or high is MISSING:
            return MISSING
        return (float(low), float(high))

    def schema(self, define: Callable[[type], str]) -> Json:
        number = self.number.schema(define)
        return {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
