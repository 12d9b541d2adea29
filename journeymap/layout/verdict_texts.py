"""What an experiment tells, in words: the interval first, and what is not shown."""

from __future__ import annotations

import math
from typing import Literal

from journeymap.insight.experiments import BROKEN_SPLIT, Verdict
from journeymap.records import NamedTuple
from journeymap.style.locale import Words

_DIGITS = 2
"""So many digits, and no less than tenths, are shown of a size that has no scale of its own."""


class DifferenceTexts(NamedTuple):
    """The texts of differences of one metric, in the words of experiments.

    Sizes are in points where it `is_share`, else in the metric's `unit`, which may be empty.
    """

    texts: Words
    is_share: bool
    unit: str
    better: Literal["higher", "lower"]

    def size(self, value: float) -> str:
        """The size of a difference, without its sign: `2.7 points`."""
        number = self.texts.say("number", n=_rounded(abs(value)))
        if self.is_share:
            return self.texts.say("points", n=_rounded(abs(value)), size=number)
        return f"{number} {self.unit}".rstrip()

    def signed(self, value: float) -> str:
        """A difference with its sign and no unit: `−0.7`."""
        number = _rounded(value)
        sign = "+" if number > 0 else "−" if number < 0 else ""
        return sign + self.texts.say("number", n=abs(number))

    def verdict(self, verdict: Verdict, interval: tuple[float, float] | None, p: float) -> str:
        """What a variant's difference tells; of a broken split, `p` is that of the sample ratio check."""
        texts = self.texts
        if verdict.kind == "not-judged" or interval is None:
            return texts.say("not-judged-split", p=self.p(p)) if p < BROKEN_SPLIT else texts["not-judged"]
        if verdict.kind == "no-difference":
            return texts.say("no-difference", size=self.size(max(map(abs, interval))))
        if verdict.kind == "straddles":
            low, high = map(self.signed, interval)
            return texts.say("straddles", p=self.p(p), range=texts.say("from-low-to-high", low=low, high=high))
        near, far = sorted(map(abs, interval))
        return texts.say(verdict.kind, low=self._number(near), high=self.size(far))

    def reach(self, verdict: Verdict, smallest: float | None) -> str:
        """Whether the smallest effect worth seeing is reached; empty where it is not known, or nothing was judged."""
        if verdict.reach is None or smallest is None:
            return ""
        return self.texts.say(f"reach-{verdict.reach}", size=self.size(smallest))

    def p(self, p: float) -> str:
        """A p-value: `p = 0.035`, `p < 0.001`."""
        return self.texts.say("p-below", p=0.001) if p < 0.001 else self.texts.say("p-is", p=_rounded(p))

    def _number(self, value: float) -> str:
        return self.texts.say("number", n=_rounded(abs(value)))


def _rounded(value: float) -> float:
    """A number to two digits, or to tenths where that is finer; 0 stays 0."""
    if not value:
        return 0.0
    places = max(1, _DIGITS - 1 - math.floor(math.log10(abs(value))))
    return round(value, places) + 0.0
