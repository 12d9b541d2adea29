"""What experiments need and show as text for a terminal, in the journey's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from rich.console import Capture, Console
from rich.table import Table
from rich.text import Text

from journeymap.cli.directed import directed_lines
from journeymap.experiments.arms import Arm, ShareArm
from journeymap.experiments.curves import power_of_total
from journeymap.experiments.judging import judged
from journeymap.experiments.readings import ArmsReading, SegmentReading, VariantReading
from journeymap.insight.experiments import Verdict, is_exact_alone
from journeymap.layout.experiment import ExperimentPlan
from journeymap.layout.experiment.spec import curve_text, needs_text, plan_texts
from journeymap.layout.experiment_texts import counts_text, experiment_texts
from journeymap.model import Journey
from journeymap.records import NamedTuple
from journeymap.report.safe import visible
from journeymap.style.locale import MAP, spoken
from journeymap.style.word_files import EXPERIMENTS

_WIDTH = 120
_BAR = 40
_PARTS_OF_PLAN = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
NONE = "–"


class HowCountedArms(NamedTuple):
    """What is told of arms that were counted from a source.

    The column of the covariate with the share of the variance that it explains (0 to 1), empty without one, and how
    many people do not have it; how many customers the sessions are of, 0 where these are not more; and the segments
    with fewer than so many people in an arm, which are not told.
    """

    covariate: str = ""
    reduction: float = 0.0
    without: int = 0
    customers: int = 0
    few: tuple[str, ...] = ()
    least: int = 0


class HowRead(NamedTuple):
    """What a reading is told by: the metric's better direction, the smallest effect worth seeing, as a size, the shares
    that were asked for, how many people were planned in each arm (0 where it is not known), the planned last day where
    that is not over, and how it was counted from a source, if it was."""

    better: Literal["higher", "lower"] = "higher"
    smallest: float | None = None
    shares: tuple[float, ...] = (1.0, 1.0)
    planned: tuple[int, ...] = ()
    end: dt.date | None = None
    counted: HowCountedArms | None = None


class ExperimentPage:
    """Texts on experiments in a journey's language. Differences are in points if `is_share`, else in the `unit`."""

    def __init__(
        self, journey: Journey, own: Path | None = None, *, is_share: bool, color: bool, unit: str = ""
    ) -> None:  # fmt: skip
        language = spoken(journey.language, (EXPERIMENTS, MAP), own)
        self.said = experiment_texts(language, journey.calendar, own, is_share=is_share, unit=unit)
        self._texts, self._words = self.said.texts, self.said.words
        self._is_share, self._color = is_share, color
        self._rtl = journey.replace(language=language).is_rtl
        self._console = Console()

    def plan(self, plan: ExperimentPlan) -> str:
        """Returns what an experiment needs, its power by sample, and what half the effect and twice it need."""
        with self._capture() as capture:
            if plan.name:
                self._say(plan.name, "bold")
            self._say(needs_text(plan, self.said), "bold")
            for line in plan_texts(plan, self.said):
                self._say(line)
            self._say("")
            self._console.print(self._by_sample(plan))
            self._say("")
            self._console.print(self._by_effect(plan))
        return directed_lines(capture.get(), rtl=self._rtl)

    def _by_sample(self, plan: ExperimentPlan) -> Table:
        """The curve of power: a bar for each of several samples."""
        unit = self._texts["people-an-arm" if plan.is_even else "people-in-all"]
        table = _table((unit, "right"), (self._texts["power"], "right"), ("", "left"))
        for part in _PARTS_OF_PLAN:
            people = round(part * plan.size.total / plan.parts)
            power = power_of_total(plan.design, people * plan.parts)
            mark = f" {self._texts['planned']}" if part == 1 else ""
            table.add_row(self._words.number(people), self._words.percent(round(power, 3)),
                          "█" * round(power * _BAR) + mark)  # fmt: skip
        return table

    def _by_effect(self, plan: ExperimentPlan) -> Table:
        unit = self._texts["people-an-arm" if plan.is_even else "people-in-all"]
        table = _table((self._texts["effect"], "left"), (unit, "right"))
        for curve in plan.curves:
            needed = NONE if curve.needed is None else self._words.number(
                curve.needed.arms[0] if plan.is_even else curve.needed.total
            )  # fmt: skip
            table.add_row(visible(curve_text(curve, self.said)), needed)
        return table

    def reading(self, reading: ArmsReading, segments: Sequence[SegmentReading], how: HowRead, name: str = "") -> str:
        """Returns what the arms of an experiment show, of all people and of each segment."""
        with self._capture() as capture:
            if name:
                self._say(name, "bold")
            self._console.print(self._arms(reading))
            self._say("")
            for line in self._findings(reading, how):
                self._say(line)
            if segments:
                self._say("")
                self._say(self._texts["by-segment"], "bold")
                self._console.print(self._segments(segments, how))
                self._say("")
                for line in self._on_segments(segments):
                    self._say(line)
            for line in self._on_counting(how.counted):
                self._say(line)
            evened = how.counted is not None and how.counted.covariate
            self._say(self._texts.say("method", method=f"CUPED, {reading.method}" if evened else reading.method))
        return directed_lines(capture.get(), rtl=self._rtl)

    def _arms(self, reading: ArmsReading) -> Table:
        texts = self._texts
        confidence = self.said.percent(round(reading.compared[0].difference.confidence, 2))
        columns: list[tuple[str, Any]] = [(texts["arm"], "left"), (texts["people"], "right")]
        columns.append((texts["share" if self._is_share else "mean"], "right"))
        columns += [
            (texts["difference"], "right"),
            (texts.say("interval", confidence=confidence), "right"),
            ("", "left"),
        ]
        table = _table(*columns)
        for place, arm in enumerate(reading.arms):
            variant = reading.compared[place - 1] if place and not reading.split.mismatch else None
            name = arm.variant if place else texts.say("control", name=arm.variant)
            table.add_row(visible(name), self._words.number(arm.n), self._level(arm), *self._difference(variant))
        return table

    def _level(self, arm: Arm) -> str:
        return self.said.level(100 * arm.share if isinstance(arm, ShareArm) else arm.mean)

    def _difference(self, variant: VariantReading | None) -> tuple[str, str, str]:
        if variant is None:  # control, or a split that is broken: what is not judged tempts nobody
            return "", "", ""
        found = variant.difference
        if found.low is None or found.high is None:  # not judged either, as people do not vary
            return self.said.effect(found.value), NONE, ""
        return self.said.effect(found.value), self.said.interval(found.low, found.high), self.said.p(variant.p_adjusted)

    def _findings(self, reading: ArmsReading, how: HowRead) -> Iterator[str]:
        verdicts = judged(reading, better=how.better, smallest=how.smallest)
        if reading.split.mismatch:
            yield self.said.not_judged(reading.split.p)
            verdicts = ()
        for each, verdict in zip(reading.compared, verdicts, strict=False):
            before = f"{each.variant}{self._words['colon']}" if len(verdicts) > 1 else ""
            yield before + " ".join(self._verdict(reading, each, verdict, how))
        yield self._split(reading, how)
        yield from self._early(reading, how)
        if reading.family > 1:
            yield self._family(reading)

    def _verdict(self, reading: ArmsReading, each: VariantReading, verdict: Verdict, how: HowRead) -> tuple[str, ...]:
        found = each.difference
        ends = None if found.low is None or found.high is None else (found.low, found.high)
        alone = ends is not None and is_exact_alone(ends, each.p_adjusted, each.exact, reading.alpha / 100)
        return self.said.verdict(
            verdict, found.low, found.high, each.p_adjusted, smallest=how.smallest,
            exact=each.exact if alone else None,
        )  # fmt: skip

    def _split(self, reading: ArmsReading, how: HowRead) -> str:
        people = [arm.n for arm in reading.arms]
        expected = [sum(people) * share / sum(how.shares) for share in how.shares]
        key = "split-broken" if reading.split.mismatch else "split-kept"
        told = {"expected": counts_text(self.said, expected)} if reading.split.mismatch else {}
        return self._texts.say(key, counts=counts_text(self.said, people), p=self.said.p(reading.split.p), **told)

    def _early(self, reading: ArmsReading, how: HowRead) -> Iterator[str]:
        alpha = self.said.percent(reading.alpha)
        for arm, planned in zip(reading.arms, how.planned, strict=False):
            if arm.n < planned:
                number = self._words.number
                yield self._texts.say(
                    "few-planned", name=arm.variant, n=number(arm.n), planned=number(planned), alpha=alpha
                )  # fmt: skip
                break
        if how.end is not None:
            yield self._texts.say("before-end", day=self._words.day(how.end), alpha=alpha)

    def _family(self, reading: ArmsReading) -> str:
        confidence = self.said.percent(round(reading.compared[0].difference.confidence, 2))
        alpha = self.said.percent(reading.alpha)
        return self._texts.say("family", n=reading.family, confidence=confidence, alpha=alpha)

    def _segments(self, segments: Sequence[SegmentReading], how: HowRead) -> Table:
        texts = self._texts
        confidence = self.said.percent(round(segments[0].reading.compared[0].difference.confidence, 2))
        table = _table((texts["segment"], "left"), (texts["arm"], "left"), (texts["people"], "right"),
                       (texts["difference"], "right"), (texts.say("interval", confidence=confidence), "right"),
                       ("", "left"), ("", "left"))  # fmt: skip
        for each in segments:
            reading = each.reading
            verdicts = judged(reading, better=how.better, smallest=how.smallest)
            for arm, variant, verdict in zip(reading.arms[1:], reading.compared, verdicts, strict=True):
                people = counts_text(self.said, [reading.arms[0].n, arm.n])
                told = self._difference(None if reading.split.mismatch else variant)
                table.add_row(visible(each.segment), visible(arm.variant), people, *told,
                              self._texts[f"verdict-{verdict.kind}"])  # fmt: skip
        return table

    def _on_segments(self, segments: Sequence[SegmentReading]) -> Iterator[str]:
        for each in segments:
            if each.reading.split.mismatch:
                yield f"{each.segment}{self._words['colon']}{self.said.not_judged(each.reading.split.p)}"
        if segments[0].reading.family > 1:
            yield self._family(segments[0].reading)

    def _on_counting(self, counted: HowCountedArms | None) -> Iterator[str]:
        if counted is None:
            return
        texts = self._texts
        if counted.covariate:
            reduction = self.said.percent(100 * counted.reduction)
            evened = texts.say("evened-out", name=counted.covariate, reduction=reduction)
            without = texts.say("without-before", n=counted.without) if counted.without else ""
            yield f"{evened} {without}".rstrip()
        if counted.customers:
            yield texts.say("sessions", n=counted.customers)
        if counted.few:
            yield texts.say("few-people", n=counted.least, names=self._words["list-comma"].join(counted.few))

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(Text(visible(text), style=style), soft_wrap=True)

    def _capture(self) -> Capture:
        system: Literal["standard"] | None = "standard" if self._color else None
        self._console = Console(
            width=_WIDTH, force_terminal=self._color, color_system=system, markup=False, highlight=False,
            no_color=not self._color,
        )  # fmt: skip
        return self._console.capture()


def _table(*columns: tuple[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, side in columns:
        table.add_column(name, justify=side)
    return table
