"""Two journeys simulated side by side as text for a terminal, in the language of the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeymap.cli.directed import directed_lines
from journeymap.insight.feelings import score_of
from journeymap.model import Journey
from journeymap.records import NamedTuple
from journeymap.report.safe import visible
from journeymap.simulation.comparing import MEASURES, Comparison, Measure
from journeymap.style.locale import MAP, Words, load_words, spoken
from journeymap.style.time_texts import time_scale
from journeymap.style.word_files import SIMULATIONS, WHAT_IF

_WIDTH = 110
_NONE = "–"
_LABELS: dict[Measure, str] = {"steps": "steps", "minutes": "time", "emotion": "feeling", "memory": "remembered"}


def compared_text(
    before: Journey, after: Journey, groups: Sequence[Comparison], files: tuple[str, str], *, color: bool
) -> str:
    """Returns a table of all customers and of each segment: both journeys, and the difference.

    Journeys of one title are told apart as what they are, as is or to be, and else by their `files`.
    """
    language = spoken(before.language, (SIMULATIONS, WHAT_IF, MAP))
    words = load_words(language, calendar=before.calendar)
    said = _ComparisonText(before, words, load_words(language, SIMULATIONS), load_words(language, WHAT_IF))
    system: Literal["standard"] | None = "standard" if color else None
    console = Console(width=_WIDTH, force_terminal=color, color_system=system, markup=False, highlight=False,
                      no_color=not color)  # fmt: skip
    with console.capture() as capture:
        console.print(Text(visible(_heading(before, after, words, files)), style="bold"), soft_wrap=True)
        names = {each.id: each.name for journey in (after, before) for each in journey.segments}
        for group in groups:
            name = words["all-customers"] if group.segment is None else names[group.segment]
            console.print()
            console.print(Text(visible(name), style="bold"), soft_wrap=True)
            console.print(said.table(group))
        if any(value is not None for group in groups for value in group.values("minutes")):
            console.print()
            console.print(Text(said.texts["time-of-all"], style="dim"), soft_wrap=True)
        if before.converts != after.converts:
            console.print()
            console.print(Text(said.texts["converts-otherwise"], style="dim"), soft_wrap=True)
    return directed_lines(capture.get(), rtl=before.is_rtl)


def _heading(before: Journey, after: Journey, words: Words, files: tuple[str, str]) -> str:
    if before.title != after.title:
        return f"{before.title} · {after.title}"
    names = files if before.kind == after.kind else (words[f"kind-{before.kind}"], words[f"kind-{after.kind}"])
    return words.labelled(before.title, " · ".join(names))


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
            scale = self._scale(measure, [each for each in (before, after) if each is not None])
            name = self._simulations[_LABELS.get(measure, label)]
            yield name, scale.told(before), scale.told(after), scale.difference(before, after)

    def _scale(self, measure: Measure, values: Sequence[float]) -> _Scale:
        """How a measure with these values is told."""
        words = self._words
        if measure == "conversion":
            return _Scale(lambda share: round(100 * share, 1), lambda size: words.percent(size / 100), self._points)
        if measure == "steps":
            return _Scale(lambda steps: round(steps, 1), words.number, words.number)
        if measure == "minutes":
            scale = time_scale(60 * min(filter(None, values), default=0.0))
            span = partial(words.span, unit=scale.unit)
            return _Scale(lambda minutes: scale.rounded(60 * minutes), span, span)
        axis = partial(words.axis, signed=self._journey.emotion_scale[0] < 0)
        return _Scale(partial(score_of, self._journey), axis, words.number)

    def _points(self, points: float) -> str:
        return self.texts.say("points", size=self._words.number(points), n=points)


class _Scale(NamedTuple):
    """How the values of a measure are told: the size that is shown of one, that as a text, and a difference as one.

    A difference is of the sizes that stand beside it, so that whoever takes one from the other comes to the same.
    """

    size: Callable[[float], float]
    text: Callable[[float], str]
    amount: Callable[[float], str]

    def told(self, value: float | None) -> str:
        return _NONE if value is None else self.text(self.size(value))

    def difference(self, before: float | None, after: float | None) -> str:
        if before is None or after is None:
            return _NONE
        size = round(self.size(after) - self.size(before), 1)
        return ("" if not size else "+" if size > 0 else "−") + self.amount(abs(size))
