"""A simulation as text for a terminal, in the journey's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeymap.cli.directed import directed_lines
from journeymap.insight.feelings import score_of
from journeymap.model import Journey
from journeymap.report.safe import visible
from journeymap.simulation.observed import Observed
from journeymap.simulation.removal import MOST_STATES
from journeymap.simulation.simulated import SimulatedGroup
from journeymap.style.locale import Words, load_words, spoken
from journeymap.style.time_texts import time_text
from journeymap.style.word_files import SIMULATIONS

_WIDTH, _WIDEST_NAME = 110, 44
_NOTHING = 1e-9


def simulated_text(
    journey: Journey, groups: Sequence[SimulatedGroup], observed: Observed | None = None, *, color: bool
) -> str:
    """Returns what becomes of all customers, touchpoint by touchpoint, a line on each segment, and what was observed
    beside it."""
    return _SimulationText(journey, color=color).told(groups, observed)


class _SimulationText:
    def __init__(self, journey: Journey, *, color: bool) -> None:
        self._journey = journey
        language = spoken(journey.language, (SIMULATIONS, "locales"))
        self._words: Words = load_words(language, calendar=journey.calendar)
        self._texts: Words = load_words(language, SIMULATIONS, journey.calendar)
        system: Literal["standard"] | None = "standard" if color else None
        self._console = Console(
            width=_WIDTH, force_terminal=color, color_system=system, markup=False, highlight=False, no_color=not color
        )  # fmt: skip

    def told(self, groups: Sequence[SimulatedGroup], observed: Observed | None) -> str:
        first, *others = groups
        with self._console.capture() as capture:
            self._say(self._texts.say("simulated", title=self._journey.title), "bold")
            self._say(self._name_of(first))
            self._print(self._overview(first))
            self._say("")
            self._print(self._touchpoints(first))
            if others:
                self._say("")
                self._print(self._compared(groups))
            if observed is not None:
                self._say("")
                self._print(self._beside(groups[0], observed))
                for line in self._on_memory(observed):
                    self._say(line)
            self._say("")
            for note in self._notes(first):
                self._say(note, "dim")
        return directed_lines(capture.get(), rtl=self._journey.is_rtl)

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(Text(visible(text), style=style), soft_wrap=True)

    def _print(self, table: Table) -> None:
        self._console.print(table)

    def _name_of(self, group: SimulatedGroup) -> str:
        if group.persona is not None:
            return self._journey.persona_by_id[group.persona].name
        names = {each.id: each.name for each in self._journey.segments}
        return names[group.segment] if group.segment is not None else self._words["all-customers"]

    def _converts(self, group: SimulatedGroup) -> str:
        return self._texts["convert" if group.chain.conversion else "complete"]

    def _overview(self, group: SimulatedGroup) -> Table:
        texts, solution, sample = self._texts, group.solution, group.sample
        table = _table(("", "left"), ("", "left"), head=False)
        table.add_row(self._converts(group), self._share(solution.conversion))
        steps = [texts.say("mean", value=self._words.number(round(solution.steps, 1)))]
        if sample is not None:
            low, *_, high = (self._words.number(round(each)) for each in sample.steps.quantiles)
            steps.append(texts.say("nine-in-ten", low=low, high=high))
        table.add_row(texts["steps"], "; ".join(steps))
        if solution.minutes is not None:
            key = "mean-of-known" if solution.timeless > _NOTHING else "mean"
            spent = [texts.say(key, value=self._time(solution.minutes))]
            if sample is not None and sample.minutes is not None:
                low, *_, high = (self._time(each) for each in sample.minutes.quantiles)
                spent.append(texts.say("nine-in-ten", low=low, high=high))
            table.add_row(texts["time"], "; ".join(spent))
        if solution.emotion is not None:
            table.add_row(texts["feeling"], texts.say("mean", value=self._feeling(solution.emotion)))
        if group.memory is not None:
            memory = group.memory
            worst, last = self._feeling(memory.worst), self._feeling(memory.last)
            said = texts.say("worst-and-last", value=self._feeling(memory.peak_end), worst=worst, last=last)
            table.add_row(texts["remembered"], said)
        return table

    def _touchpoints(self, group: SimulatedGroup) -> Table:
        texts, words = self._texts, self._words
        columns = ("come-here", "visits", "come-back", "leave-here", "lost-without")
        table = _table(
            ("", "right"), (texts["touchpoint"], "left"), *((texts[each], "right") for each in columns)
        )  # fmt: skip
        drop_off = group.drop_off
        for touchpoint in self._journey.touchpoints:
            visits = group.solution.visits.get(touchpoint.id)
            if visits is None:
                continue
            cells = ["", words.number(round(visits, 2)), "", "", ""]
            role = group.roles.get(touchpoint.id)
            if role is not None:
                cells[0], cells[2] = self._share(role.reached), self._share(role.again)
                cells[3] = self._share(drop_off[touchpoint.id])
                cells[4] = "" if role.removal is None else self._share(role.removal)
            number = words.number(self._journey.number_of[touchpoint.id])
            table.add_row(number, visible(touchpoint.name), *cells)
        return table

    def _compared(self, groups: Sequence[SimulatedGroup]) -> Table:
        texts, words = self._texts, self._words
        tells_times = any(group.solution.minutes is not None for group in groups)
        named = [self._converts(groups[0]), texts["steps"], texts["time"], texts["remembered"]]
        if not tells_times:
            del named[2]
        table = _table((texts["segment"], "left"), *((name, "right") for name in named))
        for group in groups:
            solution = group.solution
            time = [] if solution.minutes is None else [self._time(solution.minutes)]
            time = time or [""] * tells_times
            memory = "" if group.memory is None else self._feeling(group.memory.peak_end)
            steps = words.number(round(solution.steps, 1))
            table.add_row(visible(self._name_of(group)), self._share(solution.conversion), steps, *time, memory)
        return table

    def _beside(self, group: SimulatedGroup, observed: Observed) -> Table:
        texts, words = self._texts, self._words
        table = _table(("", "left"), (texts["predicted"], "right"), (texts["observed"], "left"))
        low, high = observed.conversion.low, observed.conversion.high
        seen = self._share(observed.conversion.value)
        if low is not None and high is not None:
            seen = f"{seen} ({words.between(words.percent(round(low, 3)), words.percent(round(high, 3)))})"
        table.add_row(self._converts(group), self._share(observed.predicted_conversion), seen)
        seen, low, high = words.number(round(observed.steps.value, 1)), observed.steps.low, observed.steps.high
        if low is not None and high is not None:
            seen = f"{seen} ({words.between(words.number(round(low, 1)), words.number(round(high, 1)))})"
        table.add_row(texts["steps"], words.number(round(observed.predicted_steps, 1)), seen)
        return table

    def _on_memory(self, observed: Observed) -> Iterator[str]:
        texts, words, memory = self._texts, self._words, observed.memory
        yield texts.say("sessions-seen", n=observed.sessions, of=words.number(observed.of), source=observed.source)
        if not memory.freedom:
            yield texts["memory-unknown"]
        elif memory.is_enough:
            yield texts["memory-enough"]
        else:
            names = {each.id: each.name for each in self._journey.touchpoints}
            yield texts.say("memory-lacking", name=names.get(memory.most_at, memory.most_at))

    def _notes(self, group: SimulatedGroup) -> Iterator[str]:
        texts, words, chain = self._texts, self._words, group.chain
        total = len(set(chain.states))
        if len(chain.measured) in (0, total):
            yield texts["all-measured" if chain.measured else "none-measured"]
        else:
            yield texts.say("some-measured", n=words.number(len(chain.measured)), total=words.number(total))
        names = {each.id: each.name for each in self._journey.touchpoints}
        for each in chain.assumptions:
            yield texts.say(f"assumed-{each.kind}", **({"name": names[each.touchpoint]} if each.touchpoint else {}))
        if not chain.conversion and not group.solution.conversion:
            yield texts["nobody-completes"]
        if not group.roles:
            yield texts.say("too-many", most=words.number(MOST_STATES))
        elif any(role.removal is not None for role in group.roles.values()):
            yield texts["lost-without-means"]
        if group.sample is not None:
            yield texts.say("drawn", n=group.sample.runs, seed=words.number(group.sample.seed))
            if group.sample.capped:
                share, cap = words.percent(group.sample.capped), words.number(group.sample.cap)
                yield texts.say("capped", share=share, cap=cap)

    def _share(self, share: float) -> str:
        if share <= _NOTHING:
            return "–"
        rounded = round(share, 3)
        return self._words.percent(share if rounded in (0.0, 1.0) and abs(share - rounded) > _NOTHING else rounded)

    def _time(self, minutes: float) -> str:
        return time_text(self._words, 60 * minutes)

    def _feeling(self, feeling: float) -> str:
        low, _ = self._journey.emotion_scale
        return self._words.axis(score_of(self._journey, feeling), signed=low < 0)


def _table(*columns: tuple[str, Any], head: bool = True) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=head, header_style="bold")
    for index, (name, side) in enumerate(columns):
        is_name = side == "left" and head
        table.add_column(name, justify=side, max_width=_WIDEST_NAME if is_name else None, no_wrap=index == 0 and head)
    return table
