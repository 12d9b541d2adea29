"""The kinds of amounts that are written with a unit: spans of time and sums of money."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from journeymap.digits import DIGIT, latin
from journeymap.model.reading import Json, Report, exactly, wrong
from journeymap.source.tree import Node, Scalar

_AMOUNT = rf"{DIGIT}{{1,12}}(?:[.٫]{DIGIT}{{1,6}})?"
_WHOLE_WITHIN = {"month": 0.01, "week": 0.02, "day": 0.02, "hour": 0.02}
_HALVES_WITHIN = {"month": 0.002, "week": 0.005, "day": 0.02, "hour": 0.02}
_WITH_TENTHS = ("day", "hour")
_LEAST_WITH_TENTHS = 3
MINUTES_IN = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43830}
"""The minutes in each unit of time; a month is the twelfth part of 365.25 days."""


class TimeSpan(NamedTuple):
    """How long something takes: 10 minutes. `unit` is `minute`, `hour`, `day`, `week` or `month`."""

    number: float
    unit: str

    @property
    def minutes(self) -> float:
        """The same in minutes, with months of 365.25 / 12 days."""
        return self.number * MINUTES_IN[self.unit]

    def in_unit(self, unit: str) -> TimeSpan | None:
        """The same in wholes and halves of another unit, at most 2 % off; None where it is no such number of it.

        Months and weeks are cut in halves only where that is nearly exact: 45 days are not 6.5 weeks. Less than one of
        the unit has none: half an hour is 30 minutes.
        """
        number = self.minutes / MINUTES_IN[unit]
        halves = round(number * 2) / 2
        within = _HALVES_WITHIN if halves % 1 else _WHOLE_WITHIN
        fits = number >= 1 and abs(halves - number) <= within.get(unit, 0) * number
        return TimeSpan(halves, unit) if fits else None

    def readable(self) -> TimeSpan:
        """The same in the unit that reads best: the longest in which it is in wholes and halves.

        90 minutes are 1.5 hours, and 100 minutes stay minutes. From 3 hours or days on, tenths are as good: 9.3 hours.
        """
        for unit in reversed(MINUTES_IN):
            found = self.in_unit(unit)
            number = self.minutes / MINUTES_IN[unit]
            if found is None and unit in _WITH_TENTHS and number >= _LEAST_WITH_TENTHS:
                found = TimeSpan(round(number, 1), unit)
            if found is not None:
                return found
        return TimeSpan(self.minutes, "minute")


class Duration:
    """A span of time: `10 minutes`, `1.5 hours`, `3 days`."""

    _PATTERN = exactly(rf"{_AMOUNT} (?:minute|hour|day|week|month)s?")

    def read(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and isinstance(node.value, str) and re.search(self._PATTERN, node.text):
            count, unit = node.text.split()
            return TimeSpan(float(latin(count)), unit.rstrip("s"))
        return wrong(node, "a span of time", report, "write a number and minutes, hours, days, weeks or months: "
                     "`10 minutes`")  # fmt: skip

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": "string", "pattern": self._PATTERN}


class Sum(NamedTuple):
    """An amount of money, and its currency: the code of ISO 4217, or a word of the file's own."""

    number: float
    currency: str


class Money:
    """A number and a currency: `5000 EUR`, `12 million` is not one."""

    _PATTERN = exactly(rf"{_AMOUNT} [^\W\d_]{{1,12}}")

    def read(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and isinstance(node.value, str) and re.search(self._PATTERN, node.text):
            amount, currency = node.text.split()
            return Sum(float(latin(amount)), currency)
        return wrong(node, "an amount of money", report, "write a number and a currency: `5000 EUR`")

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": "string", "pattern": self._PATTERN}
