"""What customers did, beside a journey: what its file of measures says of events, in the journey's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from journeymap.insight.transitions import is_taken, transitions
from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.figures.losses import loss, worst
from journeymap.measure.measured import MeasuredFunnelStep, MeasuredTransition, Measures
from journeymap.measure.stated_metrics import last_day_of
from journeymap.measure.unseen import unseen_ways
from journeymap.measure.ways import COMPLETED, LEAST_SHARE, ways_from
from journeymap.model import EXIT, Journey
from journeymap.overlays.behaviour import (
    BehaviourOverlay,
    CustomerGroup,
    FunnelStep,
    MeasuredShare,
    ToldShare,
    ToldTime,
)
from journeymap.style.interval_texts import interval_text
from journeymap.style.locale import Words

ENDS = (EXIT, COMPLETED)
_Cut = tuple[str, str, str]
"""A source, a segment (empty for all customers), and a period."""


def behaviour_overlay(journey: Journey, measures: Measures, words: Words) -> BehaviourOverlay | None:
    """Returns what customers did as an overlay; None where nothing of it was measured.

    What is about touchpoints that the journey no longer has is left out. Of several sources, the first that tells of
    the ways from a touchpoint counts, and the first that has a funnel. The map tells the newest period of each.
    """
    known = journey.touchpoint_by_id
    found = measures._replace(
        transitions=tuple(
            each for each in measures.transitions if each.touchpoint in known and (each.to in known or each.to in ENDS)
        ),
        funnel=tuple(each for each in measures.funnel if each.touchpoint in known),
        times=tuple(each for each in measures.times if each.touchpoint in known and each.to in known),
    )
    if not (found.transitions or found.funnel or found.times):
        return None
    return _Behaviour(journey, found, words).overlay()


class _Behaviour:
    def __init__(self, journey: Journey, measures: Measures, words: Words) -> None:
        self._journey = journey
        self._measures = measures
        self._words = words
        self._newest: dict[str, str] = {}
        records: list[Any] = [*measures.transitions, *measures.funnel, *measures.times]
        for each in records:
            self._newest[each.source] = max(self._newest.get(each.source, ""), each.period)
        order = [source.id for source in measures.sources]
        self._sources = sorted(self._newest, key=lambda id_: (order.index(id_) if id_ in order else len(order), id_))
        self._ways = _by_cut(measures.transitions)
        self._steps = _by_cut(each for each in measures.funnel if each.order == "journey")
        self._cells = _by_cut(cell for cell in measures.cells if cell.source in self._newest)
        self._unseen = unseen_ways(journey, measures)
        taken = [each for each in transitions(journey) if is_taken(each)]
        self._drawn = {(each.source.id, each.to) for each in taken}

    def overlay(self) -> BehaviourOverlay:
        measures, places = self._measures, self._journey.number_of
        told = {id_ for _, id_, _ in (*self._ways, *self._steps)}
        segments = [("", self._words["all-customers"])]
        segments += [(each.id, each.name) for each in self._journey.segments if each.id in told]

        def place(each: Any) -> tuple[object, ...]:
            return places[each.touchpoint], places.get(getattr(each, "to", ""), len(places))

        steps = sorted(measures.funnel, key=place)
        return BehaviourOverlay(
            name="behaviour", title=self._words["what-customers-did"], values={},
            groups=tuple(self._group(id_, name) for id_, name in segments),
            seen=self._unseen.watched, newest=self._newest,
            transitions=tuple(map(self._told, sorted(measures.transitions, key=place))),
            funnel=tuple(self._told(each) for each in steps if each.order == "journey"),
            funnel_any=tuple(self._told(each) for each in steps if each.order == "any"),
            times=tuple(
                ToldTime(
                    each.touchpoint, each.to, each.between, each.source, _segments(each.segment), each.period, each.n,
                    each.cases, each.value, each.low, each.high, self._is_few(each.n),
                )
                for each in sorted(measures.times, key=place)
            ),
        )  # fmt: skip

    def _group(self, segment: str, name: str) -> CustomerGroup:
        ways: dict[tuple[str, str], MeasuredShare] = {}
        flows: dict[tuple[str, str], float] = {}
        gaps: set[str] = set()
        clear: list[tuple[int, tuple[str, str]]] = []
        for (touchpoint, whose), found in ways_from(self._measures).items() if self._ways else ():
            if whose != segment:
                continue
            sessions = self._sessions((found.source, segment, found.period))
            if found.untold:
                gaps.add(touchpoint)
            for to, each in found.ways.items():
                way = (touchpoint, self._unseen.instead.get((touchpoint, to), to))
                ways[way] = self._share(each)
                if sessions:
                    flows[way] = min(each.counted / sessions, 1.0)
                if way not in self._drawn and self._is_clear(each):
                    clear.append((-each.counted, way))
        funnel = next((id_ for id_ in self._sources if (id_, segment, self._newest[id_]) in self._steps), "")
        about = [self._words["sessions"], name]
        period = last_day_of(self._newest[funnel or self._sources[0]])
        about += [self._words.day(period)] if period else []
        return CustomerGroup(
            segment, tuple(about), tuple(self._funnel(funnel, segment)) if funnel else (), ways, flows,
            frozenset(source for source, _ in ways), frozenset(gaps), tuple(way for _, way in sorted(clear)),
        )  # fmt: skip

    def _is_clear(self, each: MeasuredTransition) -> bool:
        """Whether a way that the file lacks is to be told: it is no rare one.

        From where ways lead to touchpoints without events, nobody can tell who went past these.
        """
        is_frequent = each.n >= self._measures.options.min_n and (each.low or 0.0) > LEAST_SHARE
        return is_frequent and each.to not in self._unseen.unclear.get(each.touchpoint, ())

    def _sessions(self, cut: _Cut) -> int:
        """How many sessions there are: as those who came to any touchpoint are a share of, else as many as end."""
        reached = [cell.n for cell in self._cells.get(cut, ()) if cell.metric == "reach"]
        return max(reached, default=0) or sum(each.counted for each in self._ways.get(cut, ()) if each.to in ENDS)

    def _funnel(self, source: str, segment: str) -> Iterator[FunnelStep]:
        cut, places = (source, segment, self._newest[source]), self._journey.number_of
        came = {each.touchpoint: each for each in self._steps[cut]}
        order = sorted(came, key=lambda id_: -came[id_].counted)
        others = {each.touchpoint for each in self._measures.funnel if each.source == source} - came.keys()
        for id_ in sorted(others, key=places.__getitem__):  # held back: each after what it follows on the map
            order.insert(sum(places[each] < places[id_] for each in order), id_)
        lost = [
            self._lost(cut, came.get(before), came.get(id_)) for before, id_ in zip(("", *order), order, strict=False)
        ]
        leak = worst(lost, self._measures.options.min_n)
        for index, id_ in enumerate(order):
            share, missing = came.get(id_), lost[index]
            yield FunnelStep(
                id_,
                self._share(share) if share else None,
                self._share_of(missing, round(missing.value * missing.n)) if missing else None,
                index == leak,
            )

    def _lost(self, cut: _Cut, before: MeasuredFunnelStep | None, here: MeasuredFunnelStep | None) -> Estimate | None:
        """What was lost since the step before, with the interval of the conversion where the file has that."""
        if before is None or here is None:
            return None
        for cell in self._cells.get(cut, ()):
            if (cell.metric, cell.touchpoint, cell.n) == ("conversion", here.touchpoint, before.counted):
                low, high = (None if end is None else 1 - end / 100 for end in (cell.high, cell.low))
                n, independent = cell.n, cell.n_effective
                return Estimate(1 - cell.value / 100, low, high, n, independent, cell.respondents, cell.method)
        return loss(before.counted, here.counted, here.n_effective / here.n, here.confidence)

    def _share(self, each: MeasuredTransition | MeasuredFunnelStep) -> MeasuredShare:
        low, high = (None if end is None else end / 100 for end in (each.low, each.high))
        found = Estimate(each.value / 100, low, high, each.n, each.n_effective, each.cases, each.method)
        return self._share_of(found, each.counted)

    def _share_of(self, found: Estimate, counted: int) -> MeasuredShare:
        decimals, interval = 1, ""
        if found.low is not None and found.high is not None:
            decimals, interval = interval_text(self._words, 100 * found.value, 100 * found.low, 100 * found.high)
        text = self._words.percent(round(found.value, 2 + decimals))
        return MeasuredShare(
            found.value, found.low, found.high, counted, found.n, self._is_few(found.n), text, interval
        )

    def _is_few(self, n: int) -> bool:
        return n < self._measures.options.min_n

    def _told(self, each: MeasuredTransition | MeasuredFunnelStep) -> ToldShare:
        low, high = (None if end is None else end / 100 for end in (each.low, each.high))
        return ToldShare(
            each.touchpoint, getattr(each, "to", ""), each.source, _segments(each.segment), each.period, each.n,
            each.counted, each.cases, each.value / 100, low, high, self._is_few(each.n),
        )  # fmt: skip


def _segments(segment: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(id_ for _, id_ in sorted(segment.items()))


def _by_cut(records: Iterable[Any]) -> dict[_Cut, list[Any]]:
    """Records of all customers, and of segments along one dimension, by source, segment and period."""
    found: dict[_Cut, list[Any]] = {}
    for each in records:
        if len(each.segment) <= 1:
            found.setdefault((each.source, "".join(each.segment.values()), each.period), []).append(each)
    return found
