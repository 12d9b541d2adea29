"""What an experiment needs and shows, in words that claim no more than was shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from journeymap.calendars import Calendar
from journeymap.insight.experiments import Verdict, comparisons, is_split_broken, smallest_effect
from journeymap.model import Experiment, Journey
from journeymap.style.locale import MAP, Words, load_words
from journeymap.style.word_files import EXPERIMENTS

_SMALLEST_P = 0.001
_MOST_PLACES = 6
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
"""The marks that ICU puts beside the sign of percent: a sheet and a terminal set directions themselves."""


class ExperimentTexts:
    """The texts of an experiment, in `words` of the map and `texts` of experiments.

    Differences are in points of a share if `is_share`, else in the `unit` of the metric, which may be empty.
    """

    def __init__(self, words: Words, texts: Words, *, is_share: bool, unit: str = "") -> None:
        self.words, self.texts = words, texts
        self._is_share, self._unit = is_share, unit

    def size(self, value: float) -> str:
        """A size without its sign, in its unit: `2.9 points`."""
        text = self._number(abs(value), places_for(value))
        if self._is_share:
            return self.texts.say("points", size=text, n=abs(value))
        return f"{text} {self._unit}".rstrip()

    def gain(self, value: float, places: int | None = None) -> str:
        """A difference with its sign, without its unit: `+2.9`."""
        text = self._number(abs(value), places_for(value) if places is None else places)
        sign = "" if not value else "−" if value < 0 else "+"
        return sign + text

    def effect(self, value: float) -> str:
        """A difference with its sign and its unit: `+2.9 points`."""
        return ("−" if value < 0 else "+") + self.size(value)

    def interval(self, low: float, high: float) -> str:
        """An interval: `+0.3 to +5.5`."""
        places = places_for(high - low)
        return self.texts.say("from-low-to-high", low=self.gain(low, places), high=self.gain(high, places))

    def level(self, value: float) -> str:
        """Where the metric stands: `12%` of a share, which is told in percent, else a number in its unit."""
        if self._is_share:
            return self.percent(value)
        return f"{self._number(value, max(places_for(value), 2))} {self._unit}".rstrip()

    def p(self, p: float, below: float = _SMALLEST_P) -> str:
        """A p-value: `p = 0.03`, `p < 0.001`; with more decimals near 5 %."""
        if p < below:
            return self.texts.say("p-below", p=below)
        return self.texts.say("p-is", p=round(p, 2 if p >= 0.1 else 4 if 0.04 < p < 0.06 else 3))

    def percent(self, percent: float) -> str:
        """A share that is in percent: `97.5%`."""
        places = max(places_for(percent), 2)
        return self.texts.say("percent", n=round(percent, places)).translate(_MARKS)

    def verdict(
        self, verdict: Verdict, low: float | None, high: float | None, p: float, *, smallest: float | None = None,
        exact: float | None = None,
    ) -> tuple[str, ...]:  # fmt: skip
        """What a difference tells, in a sentence or two.

        `low` and `high` are its interval, and `p` its p-value; `smallest` is the smallest effect worth seeing, and
        `exact` the p of an exact test where it is the one that disagrees.
        """
        if low is None or high is None or verdict.kind == "not-judged":
            return (self.not_judged(),)
        first = self._first(verdict, low, high, p, exact)
        if verdict.reach is None or smallest is None:
            return (first,)
        return first, self.texts.say(f"reach-{verdict.reach}", size=self.size(smallest))

    def not_judged(self, split: float | None = None) -> str:
        """Why nothing is judged, in a sentence: for a broken split, of which `split` is the p; else for no interval."""
        return self.texts["not-judged"] if split is None else self.texts.say("not-judged-split", p=self.p(split))

    def _first(self, verdict: Verdict, low: float, high: float, p: float, exact: float | None) -> str:
        places = places_for(high - low)
        if verdict.kind in ("helped", "harmed"):
            near, far = sorted((abs(low), abs(high)))
            return self.texts.say(verdict.kind, low=self._number(near, places), high=self._with_unit(far, places))
        if verdict.kind == "straddles":
            if exact is not None:
                return self.texts.say("straddles-exact", p=self.p(exact))
            return self.texts.say("straddles", p=self.p(p), range=self.interval(low, high))
        return self.texts.say("no-difference", size=self._with_unit(max(abs(low), abs(high)), places))

    def _with_unit(self, value: float, places: int) -> str:
        text = self._number(value, places)
        if self._is_share:
            return self.texts.say("points", size=text, n=value)
        return f"{text} {self._unit}".rstrip()

    def _number(self, value: float, places: int) -> str:
        """A number with so many decimals, or as many as it takes not to be 0."""
        while value and not round(value, places) and places < _MOST_PLACES:
            places += 1
        return self.texts.say("number", n=round(value, places))


def places_for(size: float) -> int:
    """Returns with how many decimals numbers of about this size are told: two figures, `31`, `2.6`, `0.26`."""
    return min(max(1 - math.floor(math.log10(abs(size))), 0), _MOST_PLACES) if size else 0


def experiment_texts(
    language: str, calendar: Calendar | None = None, own: Path | None = None, *, is_share: bool, unit: str = ""
) -> ExperimentTexts:
    """Returns the texts of an experiment in a language; the user's `own` templates may have its words."""
    words = load_words(language, MAP, calendar, own)
    return ExperimentTexts(words, load_words(language, EXPERIMENTS, calendar, own), is_share=is_share, unit=unit)


def verdict_texts(journey: Journey, experiment: Experiment, said: ExperimentTexts) -> tuple[tuple[str, str], ...]:
    """Returns, by the id of the variant, what the result of an experiment tells in a sentence or two.

    Where no difference is given or the split is broken, that is told once, of no variant: with an empty id. Nothing is
    told without a result.
    """
    result = experiment.result
    if result is None:
        return ()
    split = result.split if is_split_broken(result) else None
    smallest = smallest_effect(experiment)
    compared = comparisons(journey, experiment)
    if not compared or split is not None:
        return (("", said.not_judged(split)),)
    return tuple(
        (each.variant, " ".join(
            said.verdict(each.verdict, each.low, each.high, each.p, smallest=smallest, exact=each.exact)
        ))
        for each in compared
    )  # fmt: skip


def counts_text(texts: ExperimentTexts, counts: Sequence[float]) -> str:
    """Returns how many people are in each arm: `1,905 : 1,905`."""
    return " : ".join(texts.words.number(round(count)) for count in counts)
