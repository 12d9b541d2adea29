"""A change of a figure split into what its groups changed, and what comes from other groups answering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from journeymap.measure.cell_facts import key_of
from journeymap.measure.figures.mix import ChangeSplit, PartOfPeriod, split
from journeymap.measure.measured import MeasuredCell

_SURE = 2
"""A change is real where within is at least so many times mix, and mostly mix where mix is as many times within."""
_SUMS = 1e-5
"""How far, of the figure, a whole may be from its parts: numbers are rounded in the file."""

Unsplit = Literal["", "held-back", "weighted"]
"""Why a change cannot be split by groups; empty where it can, or where there are none."""
_Parts = Mapping[tuple[str, ...], MeasuredCell]
"""The cells of a cut in one period, by their segments."""


class GroupShift(NamedTuple):
    """A part of a figure in both periods: its segment, share of the answers, and value, None where it has none."""

    segment: Mapping[str, str]
    share_before: float
    share_after: float
    before: float | None
    after: float | None


class MoverSplit(NamedTuple):
    """A change split into what its groups changed and what comes from other groups answering, and these groups."""

    parts: ChangeSplit
    groups: tuple[GroupShift, ...]


def is_real(found: MoverSplit) -> bool:
    """Whether most of a change is one of the groups themselves."""
    return abs(found.parts.within) >= _SURE * abs(found.parts.mix)


def is_mostly_mix(found: MoverSplit | None) -> bool:
    """Whether most of a change comes from other groups answering than before."""
    return found is not None and abs(found.parts.mix) >= _SURE * abs(found.parts.within)


def split_of(
    before: MeasuredCell, after: MeasuredCell, cells: Sequence[MeasuredCell], cuts: Iterable[tuple[str, ...]]
) -> tuple[MoverSplit | None, Unsplit]:
    """Returns the split of a change by its finest groups, or None and why there is none.

    `cells` are all of the figure's metric and source, of every segment and period; `cuts` are the dimensions by which
    answers were told apart. Groups that are not the whole are not split by: where some are `held-back`, and where the
    answers are `weighted`, since the file does not tell weights. Without finer groups the reason is empty.
    """
    finer = sorted((cut for cut in cuts if set(after.segment) < set(cut)), key=len, reverse=True)
    reason: Unsplit = ""
    for cut in finer:
        earlier, later = (_parts(cell, cells, cut) for cell in (before, after))
        reason = _why_not(before, earlier) or _why_not(after, later)
        if not reason:
            return _split_by(earlier, later), ""
    return None, reason


def _parts(cell: MeasuredCell, cells: Sequence[MeasuredCell], cut: tuple[str, ...]) -> _Parts:
    """The cells of a cut in the period of a cell, and within its segment."""
    segment = set(key_of(cell)[3])
    return {
        tuple(each.segment[name] for name in cut): each
        for each in cells
        if each.period == cell.period and set(each.segment) == set(cut) and segment < set(each.segment.items())
    }


def _why_not(cell: MeasuredCell, parts: _Parts) -> Unsplit:
    """Why the parts are not the whole; empty where they are."""
    if sum(part.n for part in parts.values()) != cell.n:
        return "held-back"
    value = sum(part.n * part.value for part in parts.values()) / cell.n
    return "" if abs(value - cell.value) <= _SUMS * max(1.0, abs(cell.value)) else "weighted"


def _split_by(before: _Parts, after: _Parts) -> MoverSplit:
    earlier, later = (
        {"*".join(name): PartOfPeriod(cell.n, cell.value) for name, cell in each.items()} for each in (before, after)
    )
    return MoverSplit(split(earlier, later), tuple(_shifts(before, after)))


def _shifts(before: _Parts, after: _Parts) -> Iterator[GroupShift]:
    totals = [sum(cell.n for cell in each.values()) for each in (before, after)]
    for name in dict.fromkeys((*before, *after)):
        was, is_now = before.get(name), after.get(name)
        one = is_now or was
        assert one is not None
        yield GroupShift(
            one.segment,
            was.n / totals[0] if was else 0.0,
            is_now.n / totals[1] if is_now else 0.0,
            was.value if was else None,
            is_now.value if is_now else None,
        )
