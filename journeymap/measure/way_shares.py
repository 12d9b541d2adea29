"""Puts the measured shares of ways into a journey's file, and proposes the ways that it lacks, as YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journeymap.calendars import in_calendar
from journeymap.insight.transitions import transitions_from
from journeymap.measure.measured import Measures
from journeymap.measure.stated_metrics import day_of_writing, last_day_in
from journeymap.measure.thousandths import in_thousandths
from journeymap.measure.unseen import unseen_ways
from journeymap.measure.ways import LackingWay, WayFigure, WaysTaken, as_in_file, ways_from, ways_taken
from journeymap.model import Journey, Next, Touchpoint
from journeymap.source.splice import Edit, ExpandText, Path, SetValue, splice
from journeymap.source.tree import Mapping, Scalar, to_json
from journeymap.source.writing import Value, inline, item

_INDENT = 2


class WayUpdate(NamedTuple):
    """A way whose share is written anew: from a touchpoint to the id `to`, of a segment or all; the share that stood
    there (None for none), the new one, and its n."""

    touchpoint: str
    to: str
    segment: str | None
    old: float | None
    new: float
    n: int


class UpdatedWays(NamedTuple):
    """The bytes of a file with the shares of its ways as measured, those that are written anew, and all that was
    measured of ways."""

    data: bytes
    updates: tuple[WayUpdate, ...]
    taken: WaysTaken


class ProposedWays(NamedTuple):
    """Ways that a touchpoint lacks: `lines` of YAML, which are to be added to its `next` or, if they are `whole`, take
    its place."""

    touchpoint: Touchpoint
    segment: str | None
    n: int
    whole: bool
    lines: tuple[str, ...]


def update_ways(data: bytes, name: str, journey: Journey, measures: Measures, today: dt.date) -> UpdatedWays:
    """Returns the file of a journey with the shares of its ways as measured, with their n and date.

    A share stays in the form that it has, `34%` or 0.34. The date is as of a metric (`measure.metrics`). Raises
    UserError where the file cannot be edited so.
    """
    taken = ways_taken(journey, measures)
    edits: list[Edit] = []
    updates: list[WayUpdate] = []
    for each in taken.figures:
        facts = _facts(each, journey, today) if each.is_set else {}
        changed = {key: fact for key, fact in facts.items() if getattr(each.way, key) != fact}
        if changed:
            way = each.way
            updates.append(WayUpdate(each.touchpoint.id, way.to, way.segment, way.share, each.share, each.n))
            path: Path = (*_path_to(journey, each.touchpoint), "next", each.place)
            edits += _edits(path, way, _written(changed, way, journey))
    return UpdatedWays(splice(data, name, edits) if edits else data, tuple(updates), taken)


def _facts(found: WayFigure, journey: Journey, today: dt.date) -> dict[str, float | dt.date]:
    way, last = found.way, last_day_in(journey, found.source, found.period)
    is_same = (way.share, way.n) == (found.share, found.n) and way.date is not None and (not last or way.date <= last)
    return {
        "share": found.share,
        "n": found.n,
        "date": day_of_writing(last, way.date, today, is_as_measured=is_same),
    }


def _edits(path: Path, way: Next, written: dict[str, Value]) -> Iterator[Edit]:
    if isinstance(way.node, Scalar):
        yield ExpandText(path, "to", written)
    else:
        yield from (SetValue((*path, key), value) for key, value in written.items())


def _written(facts: dict[str, float | dt.date], way: Next, journey: Journey) -> dict[str, Value]:
    """The facts as a file has them: a share as a number where it is one there, and days in the journey's calendar."""
    node = way.node.entries.get("share") if isinstance(way.node, Mapping) else None
    is_number = isinstance(node, Scalar) and isinstance(node.value, float | int)
    return {
        key: in_calendar(fact, journey.calendar) if isinstance(fact, dt.date)
        else _percent(fact) if key == "share" and not is_number else fact
        for key, fact in facts.items()
    }  # fmt: skip


def _percent(share: float) -> str:
    return f"{round(100 * share, 1):g}%"


def _path_to(journey: Journey, touchpoint: Touchpoint) -> Path:
    for number, stage in enumerate(journey.stages):
        if touchpoint in stage.touchpoints:
            return "stages", number, "touchpoints", stage.touchpoints.index(touchpoint)
    raise ValueError(f"no touchpoint {touchpoint.id} in the journey")


def proposed_ways(journey: Journey, measures: Measures, taken: WaysTaken, today: dt.date) -> tuple[ProposedWays, ...]:
    """Returns the ways that the file lacks as YAML, the most frequent first.

    They are the whole `next` of a touchpoint where it has none, and where its shares leave nothing for more ways. Then
    the ways that it has stand among them, with their measured shares; those that were not measured are comments.
    """
    groups: dict[tuple[str, str | None], list[LackingWay]] = {}
    for each in taken.lacking:
        groups.setdefault((each.touchpoint.id, each.segment), []).append(each)
    kept = {each.touchpoint.id for each in taken.kept if each.why == "lacking"}
    writer = _WayProposals(journey, measures, today)
    return tuple(writer.proposal(group, replaces=group[0].touchpoint.id in kept) for group in groups.values())


class _WayProposals:
    def __init__(self, journey: Journey, measures: Measures, today: dt.date) -> None:
        self._journey = journey
        self._measured = ways_from(measures)
        self._unseen = unseen_ways(journey, measures)
        self._today = today

    def proposal(self, group: Sequence[LackingWay], *, replaces: bool) -> ProposedWays:
        touchpoint, segment = group[0].touchpoint, group[0].segment
        found = as_in_file(self._measured[touchpoint.id, segment or ""], touchpoint, self._unseen)
        last = last_day_in(self._journey, found.source, found.period)
        day = in_calendar(day_of_writing(last, None, self._today, is_as_measured=False), self._journey.calendar)
        whole = replaces or not touchpoint.next
        ways = [(each.to, each.measured.counted) for each in group]
        untold: list[dict[str, Value]] = []
        others: list[dict[str, Value]] = []
        stated: dict[str, dict[str, Value]] = {}
        if whole:
            for way in touchpoint.next:
                said = _said(way)
                if way.segment == segment and way.to in found.ways:
                    stated[way.to] = said
                else:
                    (untold if way.segment == segment else others).append(said)
            ways += [(to, found.ways[to].counted) for to in stated or self._following(touchpoint) if to in found.ways]
        ways.sort(key=lambda way: (-way[1], way[0]))
        n = sum(counted for _, counted in ways) if whole else found.n
        shares = in_thousandths([counted for _, counted in ways], n)
        items: list[dict[str, Value]] = []
        for (to, _), share in zip(ways, shares, strict=True):
            facts: dict[str, Value] = {"to": to, "share": _percent(share)}
            facts |= {
                key: value for key, value in stated.get(to, {}).items() if key not in ("to", "share", "n", "date")
            }
            facts |= {"segment": segment} if segment else {}
            items.append(facts | {"n": n, "date": day})
        lines = [line for each in (*items, *others) for line in item(each, _INDENT, _INDENT, block=False)]
        lines += [f"{' ' * _INDENT}# {inline(each)} was not measured" for each in untold]
        return ProposedWays(touchpoint, segment, found.n, whole, tuple(["next:", *lines] if whole else lines))

    def _following(self, touchpoint: Touchpoint) -> tuple[str, ...]:
        """Where customers go from a touchpoint without `next`."""
        return tuple(way.to for way in transitions_from(self._journey, touchpoint))


def _said(way: Next) -> dict[str, Value]:
    """A way as its file has it."""
    if not isinstance(way.node, Mapping):
        return {"to": way.to}
    found = to_json(way.node)
    assert isinstance(found, dict)
    return found
