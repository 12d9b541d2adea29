"""What customers did, for the page: their ways, the funnel, how long it took, and who came, left and returned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeymap.insight.transitions import Transition, is_taken, transitions_from
from journeymap.model import EXIT
from journeymap.overlays.behaviour import BehaviourOverlay, MeasuredShare, ToldShare, ToldTime
from journeymap.overlays.figures import Figure, FigureTable
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.records import NamedTuple
from journeymap.render.about_figures import AboutFigures
from journeymap.render.by_period import PeriodFigure, table_by_period
from journeymap.render.phrases import Phrases
from journeymap.render.tables import Table
from journeymap.render.texts import joined

METRICS = ("reach", "conversion", "drop-off", "returns")
"""The metrics of what customers did at a touchpoint."""
_UNITS = (("day", 86_400.0, 172_800.0), ("hour", 3600.0, 7200.0), ("minute", 60.0, 120.0), ("second", 1.0, 0.0))
"""Units of time, each with its seconds, and from how many on times are told in it."""


class BehaviourTable(NamedTuple):
    """A table of what customers did, of the newest period, with all that is told below it if that is more.

    `id` is that of its heading; `about` says what the figures are of, and `note` what stands out.
    """

    id: str
    name: str
    about: str
    note: str
    newest: Table
    every: Table | None


class BehaviourWriter:
    """Writes the tables of what customers did."""

    def __init__(self, phrases: Phrases, behaviour: BehaviourOverlay, measures: MeasuresOverlay) -> None:
        self._phrases = phrases
        self._words = phrases.words
        self._behaviour = behaviour
        self._interval = measures.interval
        self._about = AboutFigures(phrases, measures)

    def tables(self, cells: Iterable[FigureTable]) -> Iterator[BehaviourTable]:
        """The tables that have anything; `cells` are the figures by touchpoint."""
        group = self._behaviour.group
        about = joined(*group.about)
        if self._behaviour.transitions:
            every = self._all_shares(self._behaviour.transitions)
            yield self._table("ways", "ways-taken", about, self._ways(), every)
        if group.steps:
            note = self._leak(group.leak[0].touchpoint, group.leak[1]) if group.leak else ""
            every = self._all_shares(self._behaviour.funnel)
            yield self._table("funnel", "funnel-in-order", about, self._funnel(), every, note)
        if self._behaviour.funnel_any:
            newest = [each for each in self._behaviour.funnel_any if self._is_newest(each)]
            every = self._all_shares(self._behaviour.funnel_any)
            yield self._table("funnel-any", "funnel-any-order", about, self._shares(newest), every)
        if self._behaviour.times:
            times = [each for each in self._behaviour.times if self._is_newest(each)]
            yield self._table("times", "times-between", about, self._times(times), self._all_times())
        returns = self._here(cells)
        if returns is not None:
            yield self._table("here", "came-and-left", about, returns, None)

    def _table(
        self, id_: str, title: str, about: str, newest: Table, every: Table | None, note: str = ""
    ) -> BehaviourTable:
        return BehaviourTable(f"measured-{id_}", self._words[title], about, note, newest, every)

    def _is_newest(self, each: ToldShare | ToldTime) -> bool:
        shown = self._behaviour.group.segment
        whose = (shown,) if shown else ()
        return each.segments == whose and each.period == self._behaviour.newest[each.source]

    def _leak(self, touchpoint: str, lost: MeasuredShare) -> str:
        said = self._words.say("lost-before", share=f"\u2066{lost.with_interval}\u2069")
        return joined(self._words.labelled(self._words["leak"], said), self._name(touchpoint))

    def _ways(self) -> Table:
        """What was measured of each way beside what was assumed; ways of the map that nobody took are there too."""
        journey, words, group = self._phrases.journey, self._words, self._behaviour.group
        rows = []
        for source in journey.touchpoints:
            drawn: dict[str, list[Transition]] = {}
            for each in transitions_from(journey, source):
                if is_taken(each):
                    drawn.setdefault(each.to, []).append(each)
            seen = {to: share for (from_, to), share in group.ways.items() if from_ == source.id}
            missing = words["held-back-or-not-seen" if source.id in group.gaps else "not-seen"]
            for to in dict.fromkeys((*drawn, *seen)) if seen else ():
                share = seen.get(to)
                if share is None and to != EXIT and to not in self._behaviour.seen:
                    continue  # nobody would have been seen there
                if share is None and to == EXIT and drawn[to][0].written is None:
                    continue  # the end of the journey
                assumed = self._assumed(drawn[to]) if to in drawn else words["seen-beside-map"]
                rows.append((
                    self._name(source.id), self._name(to), share.text if share else missing,
                    self._between(share.low, share.high) if share else "",
                    self._about.n(share.n, few=share.few) if share else "", assumed,
                ))  # fmt: skip
        heads = ("touchpoint", "next", "measured-heading", "", "visits", "assumed-heading")
        return Table(self._heads(*heads), tuple(rows))

    def _assumed(self, ways: Sequence[Transition]) -> str:
        if any(each.share is None for each in ways):
            return ""
        share = self._words.percent(min(sum(each.share or 0.0 for each in ways), 1.0))
        is_written = all(each.share_is_written for each in ways)
        n = [each.written.n for each in ways if each.written is not None and each.written.n is not None]
        if len(n) == len(ways):  # it was measured before
            return joined(self._words["measured"], share, self._words.say("sample", n=max(n)))
        return share if is_written else self._words.say("share-not-written", share=share)

    def _funnel(self) -> Table:
        rows = []
        for step in self._behaviour.group.steps:
            came, lost = step.came, step.lost
            if came is None:
                rows.append((self._name(step.touchpoint), self._words["held-back"], "", "", "", ""))
                continue
            rows.append((
                self._name(step.touchpoint), came.text, self._between(came.low, came.high),
                self._about.n(came.counted, few=came.few), lost.text if lost else "",
                self._between(lost.low, lost.high) if lost else "",
            ))  # fmt: skip
        return Table(self._heads("touchpoint", "came-here", "", "sessions", "lost-since", ""), tuple(rows))

    def _shares(self, told: Sequence[ToldShare]) -> Table:
        rows = tuple(
            (
                self._name(each.touchpoint), self._percent(each.value), self._between(each.low, each.high),
                self._about.n(each.counted, few=each.few),
            )
            for each in told
        )  # fmt: skip
        return Table(self._heads("touchpoint", "came-here", "", "sessions"), rows)

    def _all_shares(self, told: Sequence[ToldShare]) -> Table | None:
        """Shares of all groups, periods and sources; those of ways have the next touchpoint."""
        has_next = any(each.to for each in told)
        found = []
        for each in told:
            ends = (self._name(each.touchpoint), *([self._name(each.to)] if has_next else []))
            found.append((each, ends, (self._percent(each.value), self._between(each.low, each.high))))
        heads = ("touchpoint", "next") if has_next else ("touchpoint",)
        return self._every(heads, ("measured-heading", "", "visits" if has_next else "sessions"), found)

    def _every(
        self,
        heads: Sequence[str],
        caption: Sequence[str],
        told: Sequence[tuple[ToldShare | ToldTime, tuple[str, ...], tuple[str, ...]]],
    ) -> Table | None:
        """The figures of all groups, periods and sources; None where there is one of each.

        Of each: what was told, the first cells of its row, and the figure with its interval.
        """
        groups = {(each.segments, each.period, each.source) for each, _, _ in told}
        if len(groups) < 2:
            return None
        sources = {source for *_, source in groups}
        found = []
        for each, of, (value, interval) in told:
            whose = (self._about.group(each.segments), *([each.source] if len(sources) > 1 else []))
            notes = joined(interval, self._about.counted(each.n, few=each.few))
            found.append(PeriodFigure((*of, *whose), self._about.period(each.period), value, notes))
        heads = self._heads(*heads, "segment", *(["source"] if len(sources) > 1 else []))
        few = self._about.few_marked(any_few=any(each.few for each, _, _ in told))
        said = (*self._heads(*caption), few)
        if len(sources) == 1:
            said += (self._words.labelled(self._words["source"], *sources),)
        return table_by_period(heads, self._words["period"], said, found)

    def _times(self, told: Sequence[ToldTime]) -> Table:
        heads = self._heads("touchpoint", "next", "method", "median", "", "visits")
        return Table(heads, tuple(map(self._time, told)))

    def _all_times(self) -> Table | None:
        found = []
        for each in self._behaviour.times:
            *of, value, interval, _ = self._time(each)
            found.append((each, tuple(of), (value, interval)))
        return self._every(("touchpoint", "next", "method"), ("median", "", "visits"), found)

    def _time(self, each: ToldTime) -> tuple[str, ...]:
        unit, seconds = next((name, size) for name, size, least in _UNITS if each.value >= least)
        digits = 0 if each.value / seconds >= 10 else 1
        interval = ""
        if each.low is not None and each.high is not None:
            low, high = (round(end / seconds, digits) for end in (each.low, each.high))
            interval = self._words.say(
                "from-low-to-high", low=self._words.number(low), high=self._words.span(high, unit)
            )
        return (
            self._name(each.touchpoint), self._name(each.to), self._words[f"time-{each.between}"],
            self._words.span(round(each.value / seconds, digits), unit), interval, self._about.n(each.n, few=each.few),
        )  # fmt: skip

    def _here(self, cells: Iterable[FigureTable]) -> Table | None:
        """Reach, conversion, drop-off and returns of all customers in the newest period, by touchpoint."""
        found: dict[str, dict[str, str]] = {}
        known, shown = self._phrases.journey.touchpoint_by_id, self._behaviour.group.segment
        whose = (shown,) if shown else ()
        for table in cells:
            if (
                table.touchpoint not in known
                or table.metric not in METRICS
                or table.source not in self._behaviour.newest
            ):
                continue
            newest = self._behaviour.newest[table.source]
            for line in table.lines:
                figure = line.figures[table.periods.index(newest)] if newest in table.periods else ""
                if line.segments == whose and isinstance(figure, Figure):
                    interval = (
                        ""
                        if figure.low is None or figure.high is None
                        else (f" ({self._between(figure.low / 100, figure.high / 100)})")
                    )
                    said = self._percent(figure.value / 100) + interval
                    found.setdefault(table.touchpoint, {}).setdefault(table.metric, said)
        if not found:
            return None
        rows = tuple(
            (self._name(each.id), *(found[each.id].get(metric, "") for metric in METRICS))
            for each in self._phrases.journey.touchpoints
            if each.id in found
        )
        return Table(self._heads("touchpoint", *(f"metric-{metric}" for metric in METRICS)), rows)

    def _heads(self, *keys: str) -> tuple[str, ...]:
        return tuple(self._words[key] if key else self._interval for key in keys)

    def _name(self, id_: str) -> str:
        """A touchpoint's name and number, or how a session ends."""
        touchpoint = self._phrases.journey.touchpoint_by_id.get(id_)
        if touchpoint is not None:
            return self._phrases.touchpoint(touchpoint)
        return self._words["exit" if id_ == EXIT else id_]

    def _percent(self, share: float) -> str:
        return self._words.percent(round(share, 3))

    def _between(self, low: float | None, high: float | None) -> str:
        if low is None or high is None:
            return ""
        return self._words.say("from-low-to-high", low=self._percent(low), high=self._percent(high))
