"""The comments of a report: quotes at the steps that moved, or how many comments have each signal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from journeymap.measure.measured import MeasuredComments, MeasuredQuote, Measures
from journeymap.measure.moved import Moves
from journeymap.measure.report.page import ReportFact, ReportQuote, ReportSignals
from journeymap.measure.report.values import ReportValues

MOST_QUOTES = 10


def quotes(values: ReportValues, measures: Measures, moves: Moves) -> tuple[ReportQuote, ...]:
    """Returns up to ten comments of the newest period: of each step that moved in turn, without any of all steps.

    The same text is taken once, where it comes first.
    """
    steps = _steps(moves)
    known = values.journey.touchpoint_by_id
    told = [each for each in measures.quotes if each.touchpoint in known and each.period in (moves.newest, "all")]
    groups = [[each for each in told if each.touchpoint == step] for step in steps or dict.fromkeys(
        each.touchpoint for each in told)]  # fmt: skip
    turns = [each for row in zip_longest(*groups) for each in row if each is not None]
    once: dict[str, MeasuredQuote] = {}
    for each in turns:
        once.setdefault(each.text.casefold(), each)
    chosen = list(once.values())[:MOST_QUOTES]
    order = {step: index for index, step in enumerate(steps)}
    chosen.sort(key=lambda each: order.get(each.touchpoint, 0))
    return tuple(_quote(values, each) for each in chosen)


def comments_at(measures: Measures, moves: Moves) -> int:
    """Returns how many comments of the newest period there are at the steps that moved; 0 where nobody counted."""
    return sum(each.n for each in _counted(measures, moves))


def signals(values: ReportValues, measures: Measures, moves: Moves) -> tuple[ReportSignals, ...]:
    """Returns how many comments of the newest period have each signal, by the steps that moved, else by all steps."""
    names = {each.id: each.name or each.id for each in values.journey.signals}
    found = []
    for each in _counted(measures, moves):
        if each.touchpoint in values.journey.touchpoint_by_id and each.signals:
            counted = sorted(each.signals.items(), key=lambda signal: (-signal[1], signal[0]))
            facts = tuple(ReportFact(names.get(id_, id_), values.words.number(n)) for id_, n in counted)
            note = values.texts.say("signals-of", count=each.n)
            found.append(ReportSignals(values.step(each.touchpoint), facts, note))
    return tuple(found)


def _steps(moves: Moves) -> Sequence[str]:
    return tuple(dict.fromkeys(each.main.after.touchpoint for each in moves.movers))


def _counted(measures: Measures, moves: Moves) -> Iterator[MeasuredComments]:
    """The comments of all customers in the newest period, in the order of the steps that moved."""
    steps = _steps(moves)
    told = [each for each in measures.comments if not each.segment and each.period in (moves.newest, "all")]
    if not steps:
        yield from told
    for step in steps:
        yield from (each for each in told if each.touchpoint == step)


def _quote(values: ReportValues, found: MeasuredQuote) -> ReportQuote:
    words = values.words
    rated = ""
    if found.score is not None and found.scale is not None:
        score, most = words.number(found.score), words.number(found.scale[1])
        rated = values.texts.say("rated", score=score, most=most)
    day = words.day(dt.date.fromisoformat(found.date)) if found.date else ""
    note = " · ".join(filter(None, (values.segment(found.segment), day, rated)))
    return ReportQuote(values.step(found.touchpoint), words.quote(found.text), note)
