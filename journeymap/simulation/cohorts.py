"""Cohorts: customers who go the same ways, where each touchpoint leads them, and how it feels to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeymap.insight.feelings import by_persona, holding
from journeymap.insight.passing import Traveller, path_of, ways_differ
from journeymap.insight.quantiles import CONFIDENCE, normal_quantile
from journeymap.insight.transitions import ROUNDING, Transition, transitions_from
from journeymap.model import EXIT, Journey, Touchpoint
from journeymap.overlays.behaviour import BehaviourOverlay, CustomerGroup
from journeymap.records import NamedTuple

COMPLETED = "completed"
"""Where a way leads that falls off the last touchpoint of the journey."""
DIVIDED, UNTOLD, MIXED = "divided", "untold", "mixed"
"""What a chain assumes where nothing is known: ways without shares divide what the others leave equally; measured
visits that are held back went where they are known to go, else left;
groups whose part of all is unknown are equally large."""

Shares = dict[tuple[str, float], float]
"""The probability of each way from a touchpoint, by where it leads and the minutes before it."""
WeightedCohort = tuple[tuple[Traveller, ...], float, bool]


class Assumption(NamedTuple):
    """What a chain takes for granted: `kind` is DIVIDED or UNTOLD at a `touchpoint`, its id, or MIXED, of no one."""

    kind: str
    touchpoint: str = ""


def cohort_weights(journey: Journey, whom: Iterable[Traveller]) -> list[WeightedCohort]:
    """The cohorts among some travellers, each with its part of all of them, from 0 to 1, and whether that is known.

    Segments count by their share where all of them have one, and the personas of a segment equally.
    """
    by_segment: dict[str | None, list[Traveller]] = {}
    for who in whom:
        by_segment.setdefault(who.segment, []).append(who)
    shares = {each.id: each.share for each in journey.segments}
    known = [shares.get(each or "") for each in by_segment]
    total = sum(each for each in known if each is not None)
    is_known = None not in known and total > 0
    found: list[WeightedCohort] = []
    for share, together in zip(known, by_segment.values(), strict=True):
        part = (share or 0.0) / total if is_known else 1 / len(by_segment)
        if part:
            says = len(together) == 1 and (is_known or len(by_segment) == 1)
            found += [((who,), part / len(together), says) for who in together]
    return found


class Cohort:
    """Customers who go the same ways: what each touchpoint is to them."""

    def __init__(self, journey: Journey, whom: tuple[Traveller, ...], overlay: BehaviourOverlay | None) -> None:
        self._journey = journey
        self.who = whom[0] if ways_differ(journey) else None
        self._personas = [who.persona or "" for who in whom]
        segments = {who.segment for who in whom}
        segment = segments.pop() if len(segments) == 1 else None
        self._behaved: list[CustomerGroup] = []
        if overlay is not None:
            own = overlay.group_of(segment or "")
            self._behaved = [*([own] if own is not None else []), overlay.groups[0]]
        self.path = journey.touchpoints if self.who is None else path_of(journey, self.who)

    def emotions(self, touchpoint: Touchpoint) -> tuple[float, ...]:
        """How it feels to each persona who says, from -2 to 2; where the step has no score, that of its stage."""
        journey = self._journey
        stage = journey.stage_of[touchpoint.id]
        of_stage = {journey.persona_of(each) or "": each for each in holding(journey, stage)} if stage.emotions else {}
        own = by_persona(journey, touchpoint)
        felt = [own[each] if each in own else of_stage.get(each) for each in self._personas]
        return tuple(journey.feeling(each.score) for each in felt if each is not None and each.score is not None)

    def ways(self, touchpoint: Touchpoint, assumptions: list[Assumption]) -> tuple[Shares, float | None]:
        """Where customers go from a touchpoint: the probability by where a way leads and the minutes before it, and
        whether it is measured."""
        journey = self._journey
        written = transitions_from(journey, touchpoint, self.who) or transitions_from(journey, touchpoint)
        waits = {each.to: _wait(each) for each in reversed(written)}
        is_last = bool(self.path) and touchpoint is self.path[-1]
        group = next((each for each in self._behaved if touchpoint.id in each.sources), None)
        if group is not None:
            shares = self._measured(group, touchpoint, written, assumptions)
            found = {(COMPLETED if to == EXIT and is_last else to, waits.get(to, 0.0)): share
                     for to, share in shares.items() if share > 0}  # fmt: skip
            if found:
                return found, _independent(group, touchpoint)
        ways: Shares = {}
        for each, share in _assumed(touchpoint, written, assumptions):
            to = COMPLETED if each.target is None and each.written is None else each.to
            to = EXIT if each.target is None and each.written is not None else to
            ways[to, _wait(each)] = ways.get((to, _wait(each)), 0.0) + share
        return ways, None

    def stated_visits(self, touchpoint: Touchpoint) -> float | None:
        """How many visits the shares that the file has of a touchpoint's ways rest on; None unless it says of each."""
        written = transitions_from(self._journey, touchpoint, self.who)
        told = [each.written.n for each in written if each.written is not None and each.written.share is not None]
        known = [float(each) for each in told if each]
        return min(known) if known and len(known) == len(told) else None

    def _measured(
        self,
        group: CustomerGroup,
        touchpoint: Touchpoint,
        written: tuple[Transition, ...],
        assumptions: list[Assumption],
    ) -> dict[str, float]:
        """The measured shares of ways, by where they lead; what is held back goes where all customers are seen to go
        and these are not, else where the file has them go, else out of the journey."""
        shares = _shares_of(group, touchpoint)
        left = 1 - sum(shares.values())
        if touchpoint.id in group.gaps and left > ROUNDING:
            assumptions.append(Assumption(UNTOLD, touchpoint.id))
            of_all = _shares_of(self._behaved[-1], touchpoint)
            others = {to: share for to, share in of_all.items() if to not in shares and share > 0}
            others = others or {each.to: 1.0 for each in written if each.to not in shares} or {EXIT: 1.0}
            whole = sum(others.values())
            for to, share in others.items():
                shares[to] = shares.get(to, 0.0) + left * share / whole
        return shares


def _independent(group: CustomerGroup, touchpoint: Touchpoint) -> float:
    """The number of independent visits that the shares from a touchpoint rest on: that with which a plain interval
    would be as wide as the one of the share nearest to a half. Several visits of one customer count for fewer."""
    shares = [each for (source, _), each in group.ways.items() if source == touchpoint.id]
    told = [each for each in shares if each.low is not None and each.high is not None and 0 < each.value < 1]
    n = float(max(each.n for each in shares))
    if not told:
        return n
    most = min(told, key=lambda each: abs(each.value - 0.5))
    assert most.low is not None and most.high is not None
    half = (most.high - most.low) / 2
    return min(n, most.value * (1 - most.value) * (normal_quantile(CONFIDENCE) / half) ** 2) if half else n


def _shares_of(group: CustomerGroup, touchpoint: Touchpoint) -> dict[str, float]:
    return {to: each.value for (source, to), each in group.ways.items() if source == touchpoint.id}


def _assumed(
    touchpoint: Touchpoint, written: tuple[Transition, ...], assumptions: list[Assumption]
) -> Iterator[tuple[Transition, float]]:
    """The ways of the file that anybody takes, with their shares; those without one divide equally what is left."""
    open_ways = [each for each in written if each.share is None]
    left = max(1 - sum(each.share for each in written if each.share is not None), 0.0)
    if open_ways and left > ROUNDING:
        assumptions.append(Assumption(DIVIDED, touchpoint.id))
    for each in written:
        share = left / len(open_ways) if each.share is None else each.share
        if share > ROUNDING * (each.share is None):
            yield each, share


def _wait(way: Transition) -> float:
    after = way.written.after if way.written is not None else None
    return after.minutes if after is not None else 0.0
