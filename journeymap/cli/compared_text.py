"""Two journeys simulated side by side as text for a terminal, in the language of the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeymap.cli.directed import directed_lines
from journeymap.insight.feelings import score_of
from journeymap.model import Journey
from journeymap.report.safe import visible
from journeymap.simulation.comparing import MEASURES, Comparison, Measure
from journeymap.style.locale import MAP, Words, load_words, spoken
from journeymap.style.time_texts import time_text
from journeymap.style.word_files import SIMULATIONS, WHAT_IF

_WIDTH = 110
_NOTHING = 1e-9
_LABELS: dict[Measure, str] = {"steps": "steps", "minutes": "time", "emotion": "feeling", "memory": "remembered"}


def compared_text(before: Journey, after: Journey, groups: Sequence[Comparison], *, color: bool) -> str:
    """Returns a table of all customers and of each segment: both journeys, and the difference."""
    language = spoken(before.language, (SIMULATIONS, WHAT_IF, MAP))
    words = load_words(language, calendar=before.calendar)
    said = _ComparisonText(before, words, load_words(language, SIMULATIONS), load_words(language, WHAT_IF))
    system: Literal["standard"] | None = "standard" if color else None
    console = Console(width=_WIDTH, force_terminal=color, color_system=system, markup=False, highlight=False,
                      no_color=not color)  # fmt: skip
    with console.capture() as capture:
        console.print(Text(visible(f"{before.title} · {after.title}"), style="bold"), soft_wrap=True)
        names = {each.id: each.name for journey in (after, before) for each in journey.segments}
        for group in groups:
            name = words["all-customers"] if group.segment is None else names[group.segment]
            console.print()
            console.print(Text(visible(name), style="bold"), soft_wrap=True)
            console.print(said.table(group))
        if before.converts != after.converts:
            console.print()
            console.print(Text(said.texts["converts-otherwise"], style="dim"), soft_wrap=True)
    return directed_lines(capture.get(), rtl=before.is_rtl)


class _ComparisonText:
    def __init__(self, journey: Journey, words: Words, simulations: Words, texts: Words) -> None:
        self._journey, self._words, self._simulations, self.texts = journey, words, simulations, texts

    def table(self, group: Comparison) -> Table:
        """The measures of a group that either journey knows."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        heads = ("", self.texts["before"], self.texts["after"], self.texts["difference"])
        for place, head in enumerate(heads):
            table.add_column(head, justify="right" if place else "left")
        for row in self._rows(group):
            table.add_row(*row)
        return table

    def _rows(self, group: Comparison) -> Iterator[tuple[str, str, str, str]]:
        for measure in MEASURES:
            before, after = group.values(measure)
            if before is None and after is None:
                continue
            label = "convert" if self._journey.converts else "complete"
            difference = group.difference(measure)
            told = "–" if difference is None else self._difference(measure, difference)
            yield (self._simulations[_LABELS.get(measure, label)], self._told(measure, before),
                   self._told(measure, after), told)  # fmt: skip

    def _told(self, measure: Measure, value: float | None) -> str:
        if value is None:
            return "–"
        if measure == "conversion":
            return self._words.percent(round(value, 3))
        if measure == "steps":
            return self._words.number(round(value, 1))
        if measure == "minutes":
            return time_text(self._words, 60 * value)
        return self._words.axis(score_of(self._journey, value), signed=self._journey.emotion_scale[0] < 0)

    def _difference(self, measure: Measure, difference: float) -> str:
        sign = "" if abs(difference) <= _NOTHING else "+" if difference > 0 else "−"
        size = abs(difference)
        if measure == "conversion":
            points = round(100 * size, 1)
            return self.texts.say("points", size=sign + self._words.number(points), n=points)
        if measure == "minutes":
            return sign + time_text(self._words, 60 * size)
        low, high = self._journey.emotion_scale
        return sign + self._words.number(round(size * (1 if measure == "steps" else (high - low) / 4), 1))
