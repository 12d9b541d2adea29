"""A ranking of actions as text for a terminal, in the journey's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeymap.cli.directed import directed_lines
from journeymap.layout.gain_texts import NONE, gain_texts
from journeymap.model import Journey
from journeymap.report.safe import visible
from journeymap.simulation.action_sets import ActionSet
from journeymap.simulation.ranking import Ranking
from journeymap.simulation.tornado import Bar, LostLead
from journeymap.style.locale import MAP, load_words, spoken
from journeymap.style.word_files import SIMULATIONS, WHAT_IF

_WIDTH, _WIDEST_TITLE = 110, 46
_MOST_SETS, _MOST_BARS = 20, 20
_THINNEST = 0.02
"""Bars of less than this part of the widest are left out, unless they turn the order."""


def ranking_text(journey: Journey, ranking: Ranking, *, color: bool) -> str:
    """Returns which set of actions comes first, what each brings, what a budget buys, and what the first hangs on."""
    return _RankingText(journey, ranking, color=color).told()


class _RankingText:
    def __init__(self, journey: Journey, ranking: Ranking, *, color: bool) -> None:
        self._journey, self._ranking = journey, ranking
        self._language = spoken(journey.language, (SIMULATIONS, WHAT_IF, MAP))
        self._said = gain_texts(journey, ranking, self._language)
        self._texts, self._words = self._said.texts, self._said.words
        system: Literal["standard"] | None = "standard" if color else None
        self._console = Console(
            width=_WIDTH, force_terminal=color, color_system=system, markup=False, highlight=False, no_color=not color
        )  # fmt: skip

    def told(self) -> str:
        texts, ranking = self._texts, self._ranking
        with self._console.capture() as capture:
            self._say(texts.say("which-first", title=self._journey.title), "bold")
            self._say(self._said.today(ranking.today))
            for line in (*self._lead(), *self._said.whose_time(ranking)):
                self._say(line)
            self._say("")
            self._console.print(self._alone())
            if len(ranking.frontier) > 1:
                self._say("")
                self._say(texts["what-a-budget-buys" if ranking.paid == "budget" else "what-an-effort-buys"], "bold")
                self._console.print(self._frontier())
            if ranking.tornado:
                self._say("")
                self._say(texts["hangs-on"], "bold")
                self._console.print(self._tornado())
                for line in self._said.to_know_more(ranking):
                    self._say(line)
            self._say("")
            for note in self._notes():
                self._say(note, "dim")
        return directed_lines(capture.get(), rtl=self._journey.is_rtl)

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(Text(visible(text), style=style), soft_wrap=True)

    def _set(self, found: ActionSet) -> str:
        said = self._said
        key = "set-gain" if found.cost is None else "set-gain-for"
        cost = {} if found.cost is None else {"cost": self._cost(found.cost)}
        return self._texts.say(
            key, actions=said.codes(found.actions), gain=said.gain(found.gain),
            range=said.interval(found.low, found.high), **cost,
        )  # fmt: skip

    def _cost(self, cost: float) -> str:
        text = self._said.cost(cost)
        return text if self._ranking.paid == "budget" else self._texts.say("effort-of", effort=text)

    def _lead(self) -> Iterator[str]:
        ranking, texts = self._ranking, self._texts
        if ranking.best is None:
            yield from self._said.nothing(ranking.budget, ranking.cheapest)
            return
        yield self._set(ranking.best)
        if ranking.best.holds_zero:
            yield texts["may-be-nothing"]
        if ranking.ahead is not None:
            yield texts.say("ahead-in", n=self._words.number(round(100 * ranking.ahead)))
        if ranking.sure is not None:
            others = [each for each in ranking.best.actions if each not in ranking.sure.actions]
            yield texts.say("without-unsure", others=self._said.codes(others),
                            actions=self._said.codes(ranking.sure.actions),
                            gain=self._said.gain(ranking.sure.gain))  # fmt: skip

    def _alone(self) -> Table:
        said, texts, ranking = self._said, self._texts, self._ranking
        names = {each.id: each for each in self._journey.actions}
        columns = [("", "left"), (texts["action"], "left"), (said.heading(), "right"), (texts["interval"], "right"),
                   (texts["effort"], "right")]  # fmt: skip
        if ranking.paid == "budget":
            columns.append((texts["budget"], "right"))
        if ranking.paid:
            unit = said.cost(said.per) if ranking.paid == "budget" else texts["effort"]
            columns.append((texts.say("per-cost", unit=unit), "right"))
        table = _table(*columns)
        for each in ranking.actions:
            action = names[each.actions[0]]
            row = [said.codes(each.actions), visible(action.title), said.gain(each.gain),
                   said.interval(each.low, each.high), NONE if action.effort is None else
                   self._words.number(action.effort)]  # fmt: skip
            if ranking.paid == "budget":
                row.append(said.cost(each.cost))
            if ranking.paid:
                row.append(self._per_cost(each))
            table.add_row(*row)
            for declared in ranking.declared:
                if declared.actions == each.actions:
                    table.add_row("", texts["as-declared"], said.gain(declared.gain),
                                  said.interval(declared.low, declared.high), style="dim")  # fmt: skip
        return table

    def _per_cost(self, each: ActionSet) -> str:
        if each.is_without_effect:
            return self._texts["no-effect"]
        return self._texts["holds-zero"] if each.holds_zero else self._said.per_cost(each.gain, each.cost)

    def _frontier(self) -> Table:
        said, texts, ranking = self._said, self._texts, self._ranking
        paid = texts["budget" if ranking.paid == "budget" else "effort"]
        table = _table((paid, "right"), (texts["gain"], "right"), (texts["interval"], "right"), (texts["set"], "left"))
        for each in ranking.frontier[:_MOST_SETS]:
            table.add_row(said.cost(each.cost), said.gain(each.gain), said.interval(each.low, each.high),
                          said.codes(each.actions))  # fmt: skip
        return table

    def _tornado(self) -> Table:
        said, texts, ranking = self._said, self._texts, self._ranking
        table = _table(("", "left"), (texts["from-low"], "right"), (texts["to-high"], "right"), ("", "left"))
        for bar in self._bars():
            lost = [self._lost(bar, each) for each in (bar.lost_low, bar.lost_high) if each is not None]
            table.add_row(visible(said.input_of(ranking, bar)), said.gain(bar.low), said.gain(bar.high),
                          self._words["list-semicolon"].join(lost))  # fmt: skip
        return table

    def _bars(self) -> list[Bar]:
        widest = max(bar.width for bar in self._ranking.tornado)
        return [bar for bar in self._ranking.tornado if bar.width >= _THINNEST * widest or bar.is_turning][:_MOST_BARS]

    def _lost(self, bar: Bar, lost: LostLead) -> str:
        size = self._said.size_of(self._ranking, bar, lost.beyond)
        if not lost.actions:
            return self._texts.say("lead-to-nothing", size=size)
        return self._texts.say("lead-lost", actions=self._said.codes(lost.actions), size=size)

    def _notes(self) -> Iterator[str]:
        ranking, texts, comma = self._ranking, self._texts, self._words["list-comma"]
        yield texts.say(f"sets-{ranking.method}", n=ranking.tried)
        yield texts.say("drawn", n=ranking.runs, seed=self._words.number(ranking.seed))
        for each in ranking.actions:
            if by := self._said.measured_by(each.actions[0], ranking):
                yield texts.say("measured-by", action=self._said.codes(each.actions), experiments=by)
        for each in ranking.actions:
            if each.needs:
                yield texts.say("needs", action=self._said.codes(each.actions), others=self._said.codes(each.needs))
        if len(ranking.frontier) > _MOST_SETS:
            yield texts.say("more-sets", n=len(ranking.frontier) - _MOST_SETS)
        if ranking.left_out:
            yield texts.say(
                "cost-unknown", actions=comma.join(map(self._said.codes, ([each] for each in ranking.left_out)))
            )
        names = {each.id: each.name for each in self._journey.touchpoints}
        simulations = load_words(self._language, SIMULATIONS, self._journey.calendar)
        for assumed in ranking.assumptions:
            about = {"name": names[assumed.touchpoint]} if assumed.touchpoint else {}
            yield simulations.say(f"assumed-{assumed.kind}", **about)


def _table(*columns: tuple[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, side in columns:
        table.add_column(name, justify=side, max_width=_WIDEST_TITLE if side == "left" else None)
    return table
