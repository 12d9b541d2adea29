"""What actions bring, in words: gains, costs, and the sizes of effects."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.insight.experiments import is_split_broken, of_action
from journeymap.layout.effect_texts import share_subject, shift_text, subject
from journeymap.model import Journey
from journeymap.model.amounts import MINUTES_IN
from journeymap.model.effects import PERCENT, POINTS, Shift
from journeymap.simulation.decimals import decimals_shown
from journeymap.simulation.worth_knowing import worth_knowing
from journeymap.style.locale import MAP, Words, load_words
from journeymap.style.time_texts import time_text
from journeymap.style.word_files import WHAT_IF

if TYPE_CHECKING:
    from journeymap.overlays.gains import ActionGain
    from journeymap.simulation.action_sets import ActionSet
    from journeymap.simulation.effects import EffectSize
    from journeymap.simulation.ranking import Ranking
    from journeymap.simulation.tornado import Bar

NONE = "–"


class GainTexts:
    """The texts of a ranking, in `words` of the map and `texts` of what-ifs; gains have as many decimals as tell them
    apart."""

    def __init__(
        self, journey: Journey, words: Words, texts: Words, *, objective: str, gains: Iterable[float], paid: str,
        currency: str, costs: Iterable[float],
    ) -> None:  # fmt: skip
        self.journey, self.words, self.texts = journey, words, texts
        self.objective, self.paid, self.currency = objective, paid, currency
        self._places = decimals_shown(gains)
        dearest = max(costs, default=0.0)
        self.per = 10.0 ** math.floor(math.log10(dearest)) if paid == "budget" and dearest > 0 else 1.0

    def gain(self, gain: float) -> str:
        """A gain with its sign: `+11.2`."""
        size = round(abs(gain), self._places)
        sign = "" if not size else "−" if gain < 0 else "+"
        return sign + self.words.number(size)

    def interval(self, low: float, high: float) -> str:
        """The interval of a gain: `+5.1 to +16.3`."""
        return self.texts.say("from-low-to-high", low=self.gain(low), high=self.gain(high))

    def cost(self, cost: float | None) -> str:
        """What a set costs, in money or effort."""
        if cost is None:
            return NONE
        return self.words.money(cost, self.currency) if self.paid == "budget" else self.words.number(cost)

    def per_cost(self, gain: float, cost: float | None) -> str:
        """What a set brings for each `per` that it costs; nothing where the cost is unknown or nothing."""
        return self.gain(gain / cost * self.per) if cost else NONE

    def codes(self, ids: Sequence[str]) -> str:
        """The codes of some actions: `P1 P3 P6`."""
        return " ".join(self.journey.action_codes[each] for each in ids)

    def heading(self) -> str:
        """What gains are counted in."""
        if self.objective == "value" and self.journey.value is not None:
            nothing = self.words.money(0, self.journey.value.currency)
            sign = "".join(each for each in nothing if not each.isdecimal() and not each.isspace())
            return self.texts.say("gain-value", currency=sign)
        return self.texts[f"gain-{self.objective}"]

    def today(self, today: float) -> str:
        """What the objective comes to today."""
        if self.objective == "value":
            return self.texts.say("conversions-today", value=self.words.number(round(today, 3)))
        values: Mapping[str, str] = {
            "conversion": self.words.percent(round(today, 4)),
            "time": time_text(self.words, 60 * max(today, 0.0)),
            "emotion": self.words.signed(today),
        }
        return self.texts.say(
            "today-is", objective=self.texts[f"objective-{self.objective}"], value=values[self.objective]
        )

    def nothing(self, budget: float | None, cheapest: ActionSet | ActionGain | None) -> tuple[str, ...]:
        """That no set helps or, where a budget is asked for, that none does within it, and the cheapest that would."""
        if budget is None or cheapest is None:
            return (self.texts["nothing-helps"],)
        told = {"gain": self.gain(cheapest.gain), "cost": self.cost(cheapest.cost)}
        return (
            self.texts.say("nothing-within", budget=self.cost(budget)),
            self.texts.say("cheapest-that-helps", actions=self.codes(cheapest.actions), **told),
        )

    def whose_time(self, ranking: Ranking) -> tuple[str, ...]:
        """Of time, that it is that of all who start, and which actions move how many of them convert."""
        if ranking.objective != "time":
            return ()
        found = [self.texts["time-of-all"]]
        if ranking.conversion_falls:
            found.append(self.texts.say("fewer-convert", actions=self.codes(ranking.conversion_falls)))
        if ranking.conversion_rises:
            found.append(self.texts.say("more-convert", actions=self.codes(ranking.conversion_rises)))
        return tuple(found)

    def input_of(self, ranking: Ranking, bar: Bar) -> str:
        """What a bar of a ranking is about: an effect after the code of its action, or a share of today."""
        if bar.input < len(ranking.inputs):
            return self.effect(ranking.inputs[bar.input])
        share = ranking.shares[bar.input - len(ranking.inputs)]
        return self.texts.say("share-today", what=share_subject(self.journey, share.source, share.to, self.texts))

    def size_of(self, ranking: Ranking, bar: Bar, size: float) -> str:
        """A size of the input of a bar, in its unit; of a share of today that share."""
        if bar.input < len(ranking.inputs):
            return self.size(ranking.inputs[bar.input], size)
        return self.words.percent(round(size, 3))

    def range_of(self, ranking: Ranking, bar: Bar) -> str:
        """From where to where the input of a bar goes."""
        known = [(each.low, each.high) for each in ranking.inputs] + [(each.low, each.high) for each in ranking.shares]
        low, high = (self.size_of(ranking, bar, end) for end in known[bar.input])
        sizes = self.texts.say("from-low-to-high", low=low, high=high)
        experiment = ranking.inputs[bar.input].experiment if bar.input < len(ranking.inputs) else ""
        if not experiment:
            return sizes
        return self.texts.say("size-measured", size=sizes, experiment=self.journey.experiment_codes[experiment])

    def to_know_more(self, ranking: Ranking) -> tuple[str, ...]:
        """The cheapest way to learn what may turn the order; nothing where no input does."""
        bar = worth_knowing(ranking)
        if bar is None:
            return ()
        if bar.input >= len(ranking.inputs):
            share = ranking.shares[bar.input - len(ranking.inputs)]
            name = self.journey.touchpoint_by_id[share.source].name
            return (self.texts.say("know-by-counting", name=self.words.quote(name), n=round(share.n)),)
        one = ranking.inputs[bar.input]
        if one.experiment:
            return (self.texts.say("know-by-more", experiment=self.journey.experiment_codes[one.experiment]),)
        action = next(each for each in self.journey.actions if each.id == one.action)
        broken = [each for each in of_action(self.journey, action) if each.result and is_split_broken(each.result)]
        if broken:
            code = self.journey.experiment_codes[broken[-1].id]
            return (self.texts.say("know-by-sound-split", experiment=code),)
        cost = next((each.cost for each in ranking.actions if each.actions == (one.action,)), None)
        if ranking.paid == "budget" and cost:
            return (self.texts.say("know-by-trying-for", action=self.codes([one.action]), cost=self.cost(cost)),)
        return (self.texts.say("know-by-trying", action=self.codes([one.action])),)

    def effect(self, one: EffectSize) -> str:
        """What an effect of an action is on, after the code of the action."""
        return f"{self.journey.action_codes[one.action]} {subject(self.journey, one.effect, self.texts)}"

    def size(self, one: EffectSize, size: float) -> str:
        """A size of an effect, in its unit."""
        unit = PERCENT if one.is_relative else self._unit(one)
        number = size / MINUTES_IN[unit] if unit in MINUTES_IN else size
        return shift_text(self.texts, Shift(round(number, 2), unit))

    def _unit(self, one: EffectSize) -> str:
        written = next((each.unit for each in one.effect.shifts if each.unit not in ("", PERCENT)), "")
        return written or (POINTS if one.effect.share is not None else "minute" if one.effect.time is not None else "")

    def measured_by(self, action: str, ranking: Ranking) -> str:
        """The codes of the experiments that measured effects of an action; empty without any."""
        return " ".join(self.journey.experiment_codes[each] for each in ranking.experiments_of(action))


def gain_texts(journey: Journey, ranking: Ranking, language: str, own: Path | None = None) -> GainTexts:
    """Returns the texts of a ranking in a language; the user's `own` templates may have its words."""
    known = [*ranking.actions, *ranking.frontier, *([ranking.best] if ranking.best else [])]
    return GainTexts(
        journey, load_words(language, MAP, journey.calendar, own), load_words(language, WHAT_IF, journey.calendar, own),
        objective=ranking.objective, gains=[each.gain for each in known], paid=ranking.paid, currency=ranking.currency,
        costs=[each.cost for each in ranking.actions if each.cost is not None],
    )  # fmt: skip
