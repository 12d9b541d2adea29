"""What customers do otherwise than the journey says: shares, ways, the worst leak, loops and times between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeymap.measure.events_as_cells import time_of
from journeymap.measure.leaks import worst_leak
from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.measure.moved import CellChange, Moves
from journeymap.measure.overlay import newest_cells
from journeymap.measure.report.page import ReportDisagreements, ReportRemark, ReportWay, ReportWhisker
from journeymap.measure.report.values import ReportValues
from journeymap.measure.ways import LackingWay, UntakenWay, WayFigure, ways_taken

MOST_WAYS = 8
"""How many ways of each kind are told; how many more there are is said."""
MOST_FACTS = 3
LEAST_LOOP = 10.0
"""In percent of the sessions: a loop that is rarer for certain is not told."""


def disagreements(values: ReportValues, measures: Measures, moves: Moves) -> ReportDisagreements | None:
    """Returns what customers do otherwise than the journey says, in the newest period; None where nothing is told.

    Shares that the journey has are told where they are outside the measured interval, of at least `min_n` visits.
    """
    return _Otherwise(values, measures, moves).told()


class _Otherwise:
    def __init__(self, values: ReportValues, measures: Measures, moves: Moves) -> None:
        self._values = values
        self._measures = measures
        self._moves = moves

    def told(self) -> ReportDisagreements | None:
        taken = ways_taken(self._values.journey, self._measures)
        gaps = [each for each in taken.figures if each.is_outside and each.n >= self._measures.options.min_n]
        gaps.sort(key=lambda each: -abs((each.way.share or 0.0) - each.share))
        lacking = sorted(taken.lacking, key=lambda each: -each.measured.value)
        groups = (
            [self._gap(each) for each in gaps],
            [self._lacking(each) for each in lacking],
            [self._untaken(each) for each in taken.untaken],
        )
        ways = tuple(each for group in groups for each in group[:MOST_WAYS])
        more = sum(len(group) for group in groups) - len(ways)
        remarks = tuple(self._remarks())
        if not ways and not remarks:
            return None
        texts, share = self._values.texts, self._values.words.percent(self._measures.options.confidence / 100)
        notes = (texts.say("otherwise-note", share=share), texts.say("more-ways", count=more) if more else "")
        note = self._values.words["list-semicolon"].join(filter(None, notes))
        return ReportDisagreements(ways, note if ways else "", remarks)

    def _gap(self, found: WayFigure) -> ReportWay:
        way = found.way
        assert way.share is not None
        stated = self._whisker(way.share)
        key = "stated-share" if way.n is None else "written-share"
        return ReportWay(
            self._values.step(found.touchpoint.id), self._to(way.to, way.segment), stated,
            self._whisker(found.share, found.low, found.high), self._values.texts.say(key, share=stated.text),
            self._sample(found.n),
        )  # fmt: skip

    def _lacking(self, found: LackingWay) -> ReportWay:
        measured = found.measured
        ends = (None if end is None else end / 100 for end in (measured.low, measured.high))
        return ReportWay(
            self._values.step(found.touchpoint.id), self._to(found.to, found.segment), None,
            self._whisker(measured.value / 100, *ends), self._values.texts["not-on-map"], self._sample(measured.n),
        )  # fmt: skip

    def _untaken(self, found: UntakenWay) -> ReportWay:
        texts, share = self._values.texts, found.way.share
        stated = None if share is None else self._whisker(share)
        most = texts.say("at-most", share=self._percent(found.most)) if found.most else texts["nobody"]
        return ReportWay(
            self._values.step(found.touchpoint.id), self._to(found.way.to, found.way.segment), stated,
            ReportWhisker(0.0, None, None, most, ""),
            texts.say("stated-share", share=stated.text) if stated else texts["on-map"], self._sample(found.n),
        )  # fmt: skip

    def _to(self, to: str, segment: str | None) -> str:
        values = self._values
        return values.listed(filter(None, (values.goes_to(to), values.segment({"": segment}) if segment else "")))

    def _sample(self, n: int) -> str:
        return self._values.words.say("sample", n=n)

    def _percent(self, share: float) -> str:
        return self._values.words.percent(round(share, 3))

    def _whisker(self, share: float, low: float | None = None, high: float | None = None) -> ReportWhisker:
        interval = ""
        if low is not None and high is not None:
            interval = self._values.isolated(self._values.words.between(self._percent(low), self._percent(high)))
        return ReportWhisker(share, low, high, self._percent(share), interval)

    def _remarks(self) -> Iterator[ReportRemark]:
        texts = self._values.texts
        for key, said in (("leak", self._leak()), ("loops", self._loops()), ("times", self._times())):
            if told := tuple(said):
                yield ReportRemark(texts[key], told)

    def _leak(self) -> Iterator[str]:
        values = self._values
        found = worst_leak(self._measures, values.journey, values.words)
        if found is None:
            return
        lost = self._whisker(found.lost.value, found.lost.low, found.lost.high)
        yield values.texts.say(
            "leak-told", share=lost.text, interval=lost.interval, n=found.lost.n, before=values.numbered(found.before),
            at=values.numbered(found.at),
        )  # fmt: skip
        if found.ways:
            ways = (f"{values.goes_to(to)} {self._percent(share.value)}" for to, share in found.ways[:MOST_FACTS])
            yield values.texts.say("leak-to", before=values.numbered(found.before), ways=values.listed(ways))

    def _loops(self) -> Iterator[str]:
        """Where most come back, those of all customers."""
        values, known = self._values, self._values.journey.touchpoint_by_id
        found = [
            cell
            for cell in newest_cells(self._measures)
            if cell.metric == "returns" and not cell.segment and cell.touchpoint in known and self._is_frequent(cell)
        ]
        for cell in sorted(found, key=lambda each: -each.value)[:MOST_FACTS]:
            yield values.texts.say(
                "loop-told", name=values.numbered(cell.touchpoint), share=self._percent(cell.value / 100), n=cell.n
            )

    def _is_frequent(self, cell: MeasuredCell) -> bool:
        return cell.n >= self._measures.options.min_n and cell.low is not None and cell.low > LEAST_LOOP

    def _times(self) -> Iterable[str]:
        return map(self._time, self._moves.times[:MOST_FACTS])

    def _time(self, found: CellChange) -> str:
        values = self._values
        whose = values.segment(found.after.segment) or values.texts["everyone"]
        return values.texts.say(
            "time-told", name=values.numbered(found.after.touchpoint), to=values.numbered(time_of(found.after.metric)),
            whose=whose, before=values.time(found.before.value), after=values.time(found.after.value),
        )  # fmt: skip
