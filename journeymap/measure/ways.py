"""The ways that customers took from each touchpoint, beside those that the journey's file has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from journeymap.insight.share_intervals import wilson
from journeymap.insight.transitions import ROUNDING, Transition, is_taken, shared_out, transitions_from
from journeymap.measure.measured import MeasuredTransition, Measures
from journeymap.measure.thousandths import in_thousandths
from journeymap.measure.unseen import UnseenWays, unseen_ways
from journeymap.model import EXIT, Journey, Next, Touchpoint
from journeymap.records import cached_property

COMPLETED = "completed"
"""Where a transition leads that ended the session after a conversion, or at the end of the journey."""
LEAST_SHARE = 2.0
"""In percent: a way that the file lacks is told where its share is above this for certain, as its interval says."""


class WaysFrom(NamedTuple):
    """What followed the visits to a touchpoint: of one source and segment, in its newest period.

    n is the number of visits, and `ways` has those that are told, by where they lead: a touchpoint's id, or `exit` for
    all that left the journey, with or without a conversion.
    """

    source: str
    period: str
    n: int
    ways: Mapping[str, MeasuredTransition]

    @property
    def untold(self) -> int:
        """How many visits were followed by something that is held back."""
        return max(self.n - sum(each.counted for each in self.ways.values()), 0)


class WayFigure(NamedTuple):
    """A way of the file as it was measured: its place in the `next` of a touchpoint, and its share from 0 to 1.

    The share is of n visits, with the interval from `low` to `high`. Where all other ways that customers took are too
    rare to be ways of the map, n has only the visits that the ways of the file followed. `is_set` says that the share
    can stand in the file: the ways of a touchpoint lead nobody elsewhere then than they do now.
    """

    touchpoint: Touchpoint
    place: int
    share: float
    n: int
    low: float
    high: float
    source: str
    period: str
    is_set: bool

    @property
    def way(self) -> Next:
        """The way as the file has it."""
        return self.touchpoint.next[self.place]

    @property
    def is_outside(self) -> bool:
        """Whether the share that the file has is not within the interval, of which half a thousandth is rounding."""
        share = self.way.share
        return share is not None and not self.low - _HALF <= share <= self.high + _HALF


class LackingWay(NamedTuple):
    """A way that customers, or those of a segment, take and the file lacks, to the touchpoint `to` or the `exit`."""

    touchpoint: Touchpoint
    to: str
    segment: str | None
    measured: MeasuredTransition


class UntakenWay(NamedTuple):
    """A way of the file that nobody takes after n visits; `most` is what the others leave of these, from 0 to 1."""

    touchpoint: Touchpoint
    way: Next
    n: int
    most: float


class KeptWays(NamedTuple):
    """A touchpoint whose shares stay as they are: `lacking` where ways are missing beside them, `over` where those that
    were not measured leave too little, `other` where customers would be led elsewhere than now."""

    touchpoint: Touchpoint
    why: str


class WaysTaken(NamedTuple):
    """All that was measured of ways: the figures of those in the file, in its order; the lacking ones, of each
    touchpoint the most frequent first; those that nobody takes; and the touchpoints whose shares stay."""

    figures: tuple[WayFigure, ...]
    lacking: tuple[LackingWay, ...]
    untaken: tuple[UntakenWay, ...]
    kept: tuple[KeptWays, ...]


_HALF = 0.0005
_Scope = tuple[str, str]
"""A touchpoint's id, and a segment's; empty for all customers."""


def ways_from(measures: Measures) -> dict[_Scope, WaysFrom]:
    """Returns what followed each touchpoint, of all customers and of each segment, in the newest period of each source.

    Of several sources of one touchpoint, the first counts.
    """
    order = {source.id: number for number, source in enumerate(measures.sources)}
    newest: dict[str, str] = {}
    for each in measures.transitions:
        newest[each.source] = max(newest.get(each.source, ""), each.period)
    found: dict[_Scope, list[MeasuredTransition]] = {}
    for each in sorted(measures.transitions, key=lambda each: order.get(each.source, len(order))):
        if each.period == newest[each.source] and len(each.segment) <= 1:
            together = found.setdefault((each.touchpoint, "".join(each.segment.values())), [])
            if not together or together[0].source == each.source:
                together.append(each)
    return {
        scope: WaysFrom(told[0].source, told[0].period, told[0].n, _by_target(told)) for scope, told in found.items()
    }


def as_in_file(found: WaysFrom, touchpoint: Touchpoint, unseen: UnseenWays) -> WaysFrom:
    """Returns the same with ways to what is behind touchpoints without events as ways to these, where that is clear."""
    ways = {unseen.instead.get((touchpoint.id, to), to): each for to, each in found.ways.items()}
    return found._replace(ways=ways)


def _by_target(told: list[MeasuredTransition]) -> dict[str, MeasuredTransition]:
    """The transitions by where they lead; those out of the journey are one."""
    found: dict[str, MeasuredTransition] = {}
    for each in told:
        to = EXIT if each.to == COMPLETED else each.to
        found[to] = _together(found[to], each) if to in found else each._replace(to=to)
    return found


def _together(first: MeasuredTransition, second: MeasuredTransition) -> MeasuredTransition:
    """Two transitions of the same visits as one; of their effective numbers of visits, the lower one is safe."""
    n = min(first.n_effective, second.n_effective)
    value = min(first.value + second.value, 100.0)
    low, high = wilson(value / 100, n, first.confidence)
    return first._replace(
        counted=first.counted + second.counted, n_effective=n, value=value, low=100 * low, high=100 * high
    )


def ways_taken(journey: Journey, measures: Measures) -> WaysTaken:
    """Returns what was measured of the ways of a journey, in the newest period of each source.

    A way to a touchpoint without events is measured by those who came to what is behind it, where that is clear.
    """
    measured = ways_from(measures)
    if not measured:
        return WaysTaken((), (), (), ())
    unseen = unseen_ways(journey, measures)
    parts = [
        _Leaving(journey, touchpoint, measured, unseen, measures.options.min_n) for touchpoint in journey.touchpoints
    ]
    changed = {part.touchpoint.id: part.with_shares() for part in parts}
    after = journey.replace(
        stages=tuple(
            stage.replace(touchpoints=tuple(changed[touchpoint.id] for touchpoint in stage.touchpoints))
            for stage in journey.stages
        )
    )
    for part in parts:
        part.judge(after, changed[part.touchpoint.id])
    return WaysTaken(
        tuple(each for part in parts for each in part.figures),
        tuple(each for part in parts for each in part.lacking),
        tuple(each for part in parts for each in part.untaken),
        tuple(KeptWays(part.touchpoint, part.why_kept) for part in parts if part.why_kept),
    )


class _Leaving:
    """What was measured of the ways from one touchpoint.

    The shares of its ways may not lead customers elsewhere than the file does now: where all have a share and these
    leave a rest, the rest goes to the following touchpoint, though it is those who went ways that the file lacks.
    """

    def __init__(
        self, journey: Journey, touchpoint: Touchpoint, measured: Mapping[_Scope, WaysFrom], unseen: UnseenWays,
        min_n: int,
    ) -> None:  # fmt: skip
        self.touchpoint = touchpoint
        self._journey = journey
        self._unseen = unseen
        self._min_n = min_n
        self.figures: list[WayFigure] = []
        self.lacking: list[LackingWay] = []
        self.untaken: list[UntakenWay] = []
        self.why_kept = ""
        scopes = dict.fromkeys(way.segment for way in touchpoint.next) or {None: None}
        for segment in scopes:
            found = measured.get((touchpoint.id, segment or ""))
            if found is not None:
                self._measure(
                    as_in_file(found, touchpoint, unseen), segment, is_mixed=len(scopes) > 1 and None in scopes
                )

    @cached_property
    def _implied(self) -> frozenset[str]:
        """Where customers go without a way of the file: to the following touchpoint, or out of the journey."""
        return _implied(transitions_from(self._journey, self.touchpoint))

    def _measure(self, found: WaysFrom, segment: str | None, *, is_mixed: bool) -> None:
        ways = self.touchpoint.next
        own = [index for index, way in enumerate(ways) if way.segment == segment]
        known = {way.to for way in ways if is_mixed or way.segment == segment} | self._implied
        unclear = self._unseen.unclear.get(self.touchpoint.id, frozenset())
        lacking = [
            LackingWay(self.touchpoint, to, segment, each)
            for to, each in sorted(found.ways.items(), key=lambda way: (-way[1].counted, way[0]))
            if to not in known
            and (to == EXIT or to in self._journey.touchpoint_by_id)
            and self._is_clear(each)
            and not unclear
        ]
        self.lacking += lacking
        once = [index for index in own if sum(ways[other].to == ways[index].to for other in own) == 1]
        told = [index for index in once if ways[index].to in found.ways and ways[index].to not in unclear]
        if found.n >= self._min_n:
            most = found.untold / found.n
            self.untaken += [
                UntakenWay(self.touchpoint, ways[index], found.n, most)
                for index in once
                if ways[index].to not in found.ways
                and 100 * most <= LEAST_SHARE
                and ways[index].to in (EXIT, *self._unseen.watched)
            ]
        says_all = not self._implied
        is_whole = says_all and not lacking and not is_mixed and len(told) == len(own)
        has_open = any(ways[index].share is None for index in own)
        if says_all and lacking and not has_open and told:
            self.why_kept = "lacking"
        self.figures += self._figures(found, told, is_whole=is_whole)

    def _is_clear(self, measured: MeasuredTransition) -> bool:
        return measured.n >= self._min_n and measured.low is not None and measured.low > LEAST_SHARE

    def _figures(self, found: WaysFrom, told: list[int], *, is_whole: bool) -> Iterator[WayFigure]:
        ways = [(index, found.ways[self.touchpoint.next[index].to]) for index in told]
        n = sum(each.counted for _, each in ways) if is_whole else found.n
        shares = in_thousandths([each.counted for _, each in ways], n)
        for (index, each), share in zip(ways, shares, strict=True):
            low, high = each.low, each.high
            if n != found.n or low is None or high is None:
                low, high = (100 * end for end in wilson(each.counted / n, each.n_effective * n / found.n,
                                                         each.confidence))  # fmt: skip
            is_set = is_whole or self.touchpoint.next[index].share is not None
            yield WayFigure(
                self.touchpoint, index, share, n, low / 100, high / 100, found.source, found.period, is_set
            )  # fmt: skip

    def with_shares(self) -> Touchpoint:
        """The touchpoint with the shares that can stand in the file."""
        if self.why_kept:
            return self.touchpoint
        ways = list(self.touchpoint.next)
        for each in self.figures:
            if each.is_set:
                ways[each.place] = each.way.replace(share=each.share)
        return self.touchpoint.replace(next=tuple(ways))

    def judge(self, journey: Journey, touchpoint: Touchpoint) -> None:
        """Keep the shares that the file has where those of `touchpoint`, in the journey with all shares set, would be
        more than the whole, or would lead somebody elsewhere than now."""
        if not self.why_kept and touchpoint.next != self.touchpoint.next:
            segments = {way.segment for way in touchpoint.next}
            if any(shared_out(touchpoint, segment) > 1 + ROUNDING for segment in (None, *segments)):
                self.why_kept = "over"
            elif _misleads(
                transitions_from(self._journey, self.touchpoint), transitions_from(journey, touchpoint)
            ):  # fmt: skip
                self.why_kept = "other"
        if self.why_kept:
            self.figures = [each._replace(is_set=False) for each in self.figures]


def _implied(ways: tuple[Transition, ...]) -> frozenset[str]:
    return frozenset(way.to for way in ways if way.written is None and is_taken(way))


def _misleads(before: tuple[Transition, ...], after: tuple[Transition, ...]) -> bool:
    """Whether a rest goes to where it did not, or nobody is left for a way of the file that had some."""
    lost = {way.to for way in before if is_taken(way)} - {way.to for way in after if is_taken(way)}
    return bool(_implied(after) - _implied(before) or lost - _implied(before))
