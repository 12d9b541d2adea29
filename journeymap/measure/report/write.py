"""Writes the report on measures: every text of the page, in the journey's language."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from journeymap.insight.deadlines import is_overdue
from journeymap.layout.mentions import with_numbers
from journeymap.measure.effects import ActionEffect, effects
from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.measured import Measures
from journeymap.measure.moved import CONFIDENCE_OF_CHANGE, Moves, moved
from journeymap.measure.period_days import days_of, week_of
from journeymap.measure.report.comments import comments_at, quotes, signals
from journeymap.measure.report.disagreements import disagreements
from journeymap.measure.report.experiments import experiment_remarks
from journeymap.measure.report.movers import MoverWriter
from journeymap.measure.report.page import (
    ReportDot,
    ReportEffect,
    ReportFact,
    ReportLegend,
    ReportPage,
    ReportTick,
    ReportWhisker,
)
from journeymap.measure.report.standing import standing
from journeymap.measure.report.values import ReportValues
from journeymap.measure.splits import is_mostly_mix
from journeymap.model import Journey
from journeymap.style.locale import MAP, REPORTS, load_words, spoken
from journeymap.style.signs import keep_signs_in
from journeymap.style.word_files import EXPERIMENTS

_HEADINGS = (
    "what-moved", "worse", "better", "signals", "signals-note", "effects", "before", "after", "number", "what-changed",
    "whose", "made-of", "as-text", "standing", "otherwise", "way", "measured-share",
    "experiments",
)  # fmt: skip
_REPEATED = "repeated"
_TICKS = 3
"""How many ticks the axis of changes has on each side of zero."""
_STEPS = (1, 2, 4, 5, 10, 20, 25)


def report_page(journey: Journey, measures: Measures, today: dt.date, own: Path | None = None) -> ReportPage:
    """Returns the report on a journey's measures, with due dates compared with `today`.

    In a language without words for reports its own words are English. `own` is the user's folder, which may have
    words. Needs scipy where a metric is a mean.
    """
    language = spoken(journey.language, (REPORTS, EXPERIMENTS, MAP), own)
    words = load_words(language, calendar=journey.calendar, own=own)
    texts = load_words(language, REPORTS, journey.calendar, own)
    journey = with_numbers(journey, words)
    found = _ReportWriter(ReportValues(journey, words, texts, own), measures, moved(measures, journey), today).page()
    return keep_signs_in(found, rtl=journey.is_rtl)


class _ReportWriter:
    def __init__(self, values: ReportValues, measures: Measures, moves: Moves, today: dt.date) -> None:
        self._values = values
        self._measures = measures
        self._moves = moves
        self._today = today

    def page(self) -> ReportPage:
        values, moves = self._values, self._moves
        journey, words, texts = values.journey, values.words, values.texts
        writer = MoverWriter(values, self._measures, self._today)
        movers = tuple(map(writer.mover, moves.movers))
        dots = tuple(self._dots())
        said = quotes(values, self._measures, moves)
        comments = comments_at(self._measures, moves)
        done = tuple(map(self._effect, effects(self._measures, journey, moves)))
        share = words.percent(CONFIDENCE_OF_CHANGE / 100)
        options = self._measures.options
        kicker = (journey.organisation, journey.title, texts[f"of-{options.period}"])
        return ReportPage(
            language=journey.language,
            said_in=texts.language,
            is_rtl=journey.is_rtl,
            kicker=" · ".join(filter(None, kicker)),
            title=self._title(),
            lead=" ".join(self._lead()),
            facts=tuple(self._facts()),
            words={key: texts[key] for key in _HEADINGS},
            family=texts.say("family", count=len(moves.family), n=options.min_n) if moves.family else "",
            dots=dots,
            ticks=tuple(self._ticks(dots)),
            movers=movers,
            standing=() if movers else tuple(standing(values, self._measures, moves)),
            standing_note=texts.say("standing-note", share=words.percent(options.confidence / 100)),
            quotes=said,
            quotes_heading=texts.say("comments", count=len(said)) if said else "",
            quotes_note=texts.say("comments-note", count=comments) if comments else texts["comments-note-alone"],
            signals=() if said else signals(values, self._measures, moves),
            effects=done,
            effects_note=texts.say("effects-note", share=share),
            experiments=experiment_remarks(values, self._today, self._looked_back()),
            otherwise=disagreements(values, self._measures, moves),
            counted=texts.say("counted-so", min=options.min_n, least=options.hold_back),
            legend=self._legend(
                any(bool(each.unanswered) or (each.task is not None and each.task.is_late) for each in movers)
            ),
            closing=f"{words.day(self._today)} · {words['made-with']}",
        )

    def _looked_back(self) -> dt.date | None:
        """The last day of the period that is compared with; None where nothing is."""
        days = days_of(self._moves.before, week_of(self._values.journey)) if self._moves.before else None
        return days[1] if days else None

    def _title(self) -> str:
        texts, moves = self._values.texts, self._moves
        if not moves.before:
            return texts["one-period"]
        if not moves.family:
            return texts["nothing-comparable"]
        if not moves.movers:
            return texts["nothing-moved"]
        main = moves.movers[0].main
        name = self._values.words.quote(self._values.step(main.after.touchpoint).name)
        key = {1: "better-at", -1: "worse-at", 0: "other-at"}[main.direction]
        finding = texts.say(key, name=name)
        segment = self._values.segment(main.after.segment)
        return texts.say("of-segment", finding=finding, segment=segment) if segment else finding

    def _lead(self) -> Iterator[str]:
        texts, moves, values = self._values.texts, self._moves, self._values
        if not moves.before:
            yield (
                texts.say("one-period-lead", period=values.period(moves.newest)) if moves.newest else texts["undivided"]
            )
        elif not moves.family:
            yield texts.say("nothing-comparable-lead", n=self._measures.options.min_n)
        elif not moves.movers:
            yield texts.say("nothing-moved-lead", count=len(moves.family))
            largest = max(moves.family, key=lambda each: abs(each.points or 0))
            change = values.words.signed(round(largest.change.difference, 1))
            yield texts.say(
                "largest-change",
                change=f"{change} {values.unit(largest.after, largest.change.difference)}",
                name=values.words.quote(values.step(largest.after.touchpoint).name),
            )
        else:
            yield from self._lead_of_movers()

    def _lead_of_movers(self) -> Iterator[str]:
        texts, moves, values = self._values.texts, self._moves, self._values
        count = sum(each.has_moved for each in moves.family)
        yield texts.say("moved-count", count=count, total=len(moves.family))
        steps = {
            "worse-steps": [each for each in moves.movers if each.main.direction < 0],
            "better-steps": [each for each in moves.movers if each.main.direction > 0],
            "mix-steps": [each for each in moves.movers if is_mostly_mix(each.split)],
            "unanswered-steps": [each for each in moves.movers if each.is_unanswered],
        }
        for key, movers in steps.items():
            if movers:
                order = sorted(values.journey.number_of[each.main.after.touchpoint] for each in movers)
                yield texts.say(key, steps=values.listed(map(values.words.number, order)))
        codes = values.journey.action_codes
        late = [
            codes[action.id] for each in moves.movers for action in each.actions[:1] if is_overdue(action, self._today)
        ]
        if late:
            yield texts.say("late-actions", codes=values.listed(late))

    def _facts(self) -> Iterator[ReportFact]:
        values, moves, measures = self._values, self._moves, self._measures
        words, texts = values.words, values.texts
        told = [*((each.period, each.source) for each in measures.cells),
                *((each.period, each.source) for each in measures.transitions)]  # fmt: skip
        source = next((source for period, source in told if period == moves.newest), "")
        if moves.newest:
            yield ReportFact(texts[measures.options.period], values.period(moves.newest, source))
        if moves.before:
            yield ReportFact(texts["against"], values.period(moves.before, source))
        surveys = [each for each in measures.sources if each.sessions is None]
        kept = sum(each.kept for each in surveys)
        asked = sum(each.invited or 0 for each in surveys)
        answers = words.number(kept)
        if asked and all(each.invited for each in surveys):
            share = words.percent(round(kept / asked, 2))
            answers = texts.say("of-asked", n=kept, asked=asked, share=share)
        if surveys or not measures.sources:
            yield ReportFact(texts["answers"], answers)
        if len(surveys) < len(measures.sources):
            yield ReportFact(words["sessions"], words.number(sum(each.sessions or 0 for each in measures.sources)))
        held_back = sum(each.held_back for each in measures.sources)
        hidden = texts.say("held-back-count", count=held_back) if held_back else texts["nothing-left-out"]
        yield ReportFact(texts["held-back"], hidden)
        repeats = sum(each.left_out.get(_REPEATED, 0) for each in measures.sources)
        rows = sum(sum(each.left_out.values()) for each in measures.sources) - repeats
        counts = [
            texts.say("left-out-count", count=rows) if rows else "",
            texts.say("repeats-count", count=repeats) if repeats else "",
        ]
        left_out = values.listed(filter(None, counts)) or texts["nothing-left-out"]
        unchecked = "" if all(each.repeats for each in surveys) else words["repeats-unchecked"]
        yield ReportFact(texts["left-out"], values.words["list-semicolon"].join(filter(None, (left_out, unchecked))))

    def _dots(self) -> Iterator[ReportDot]:
        """All changes in points, each mover once; its other segments are dots of their own."""
        movers = {id(each.main): index for index, each in enumerate(self._moves.movers)}
        for each in self._moves.family:
            if each.points is not None:
                yield ReportDot(each.points, each.has_moved, movers.get(id(each)))

    def _ticks(self, dots: Sequence[ReportDot]) -> Iterator[ReportTick]:
        """An axis with zero in its middle that holds all changes."""
        farthest = max((abs(each.points) for each in dots), default=0.0)
        step = next((each for each in _STEPS if each * _TICKS >= farthest), math.ceil(farthest / _TICKS))
        for number in range(-_TICKS, _TICKS + 1) if dots else ():
            yield ReportTick(number * step, self._values.words.signed(number * step))

    def _effect(self, found: ActionEffect) -> ReportEffect:
        values, action, cell = self._values, found.action, found.cell
        done = values.done(action)
        code = values.journey.action_codes[action.id]
        if cell is None:
            return ReportEffect(code, action.title, done, "", None, None, values.texts["not-measured"], is_said=False)
        step = values.step(cell.touchpoint)
        what = " · ".join((f"{step.number} {step.name}", values.whose(cell)))

        def whisker(estimate: Estimate | None) -> ReportWhisker | None:
            if estimate is None:
                return None
            interval = values.interval(cell, estimate.low, estimate.high)
            return ReportWhisker(
                estimate.value, estimate.low, estimate.high, values.value(cell, estimate.value), interval
            )  # fmt: skip

        return ReportEffect(
            code, action.title, done, what, whisker(found.before), whisker(found.after), self._verdict(found),
            is_said=found.difference is not None,
        )  # fmt: skip

    def _verdict(self, found: ActionEffect) -> str:
        values, texts, cell = self._values, self._values.texts, found.cell
        assert cell is not None
        if found.before is None:
            return texts["not-before"]
        if found.after is None:
            return texts["not-since"]
        if found.difference is None:
            said = [texts.say("cannot-say", n=found.after.n)]
            if found.needed is not None and found.worth_seeing is not None:
                by = values.difference(cell, found.worth_seeing)
                said.append(texts.say("needed", n=found.needed, by=by))
            return " ".join(said)
        low, high = found.difference
        if low <= 0 <= high:
            return texts.say("no-change", by=values.difference(cell, max(-low, high)))
        nearest, farthest = sorted((abs(low), abs(high)))
        key = "higher" if low > 0 else "lower"
        near = values.words.number(round(nearest, 1))
        return texts.say(key, low=near, high=values.difference(cell, farthest))

    def _legend(self, is_late: bool) -> ReportLegend:
        moves, texts, words = self._moves, self._values.texts, self._values.words
        share = words.percent(self._measures.options.confidence / 100)
        known = self._values.journey.touchpoint_by_id
        has_moment = any(known[each.main.after.touchpoint].moment_of_truth for each in moves.movers)
        return ReportLegend(
            parts=texts["within-mix"] if any(each.split for each in moves.movers) else "",
            series=texts.say("look-back", count=len(moves.periods), share=share) if moves.movers else "",
            noise=texts["noise"] if any(not each.has_moved for each in moves.family) else "",
            also=texts["also-mark"] if any(each.others for each in moves.movers) else "",
            moment=words["moment-of-truth"] if has_moment else "",
            late=texts["late-mark"] if moves.movers and is_late else "",
        )
