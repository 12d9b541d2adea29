"""Times of a time zone: the hours that its clocks skip or repeat, in the words of SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journeymap.measure.answers.refusal import refused
from journeymap.model import Source

_YEARS = (1990, 2051)
_STEP = dt.timedelta(days=5)
_FEW = 4
_NEAR = 8
"""The ends of changes before today that are looked at first: those of two years."""

REPEATED, SKIPPED = 1, 2
LATER = 4
"""What a time after today is more."""


class ClockChange(NamedTuple):
    """Local times from `start` until before `end` that clocks show twice (`REPEATED`) or never (`SKIPPED`)."""

    start: dt.datetime
    end: dt.datetime
    kind: int


def zone_of(source: Source) -> ZoneInfo:
    """Returns the time zone of a source. Raises an AnswersError when the machine does not know it."""
    try:
        return ZoneInfo(source.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise refused(source, "timezone", "this time zone is not known here",
                      "write it as `Asia/Jerusalem`; on Windows, install the package tzdata") from None  # fmt: skip


@cache
def clock_changes(zone: ZoneInfo) -> tuple[ClockChange, ...]:
    """Returns all hours that the clocks of a zone skip or repeat, from 1990 to 2050, in order."""
    return tuple(_changes(zone))


def _changes(zone: ZoneInfo) -> Iterator[ClockChange]:
    moment = dt.datetime(_YEARS[0], 1, 1, tzinfo=dt.UTC)
    before = _offset(zone, moment)
    while moment.year < _YEARS[1]:
        following = moment + _STEP
        after = _offset(zone, following)
        if after != before:
            low, high = moment, following
            while high - low > dt.timedelta(minutes=1):
                middle = low + (high - low) / 2
                low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
            turn = _to_the_minute(high)
            local = turn.replace(tzinfo=None)
            first, last = sorted((local + before, local + after))
            yield ClockChange(first, last, SKIPPED if after > before else REPEATED)
        moment, before = following, after


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    found = moment.astimezone(zone).utcoffset()
    assert found is not None
    return found


def _to_the_minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)


def changes_between(zone: ZoneInfo, years: tuple[int, int] | None) -> tuple[ClockChange, ...]:
    """Returns those of `clock_changes` that times of some years, the first and the last, may be in; all for None."""
    low, high = years or _YEARS
    return tuple(each for each in clock_changes(zone) if low <= each.end.year and each.start.year <= high)


def clock_in_sql(changes: Sequence[ClockChange], moment: str, today: dt.date | None) -> str:
    """Returns the SQL of 0, `REPEATED` or `SKIPPED`, for the SQL of a local TIMESTAMP; `LATER` more after `today`.

    Without a day, no time is later. A row takes few comparisons however many changes there are: those shortly before
    `today` are looked at first, as the rows of a file mostly are of that time, and all others are halved.
    """
    turns = {each.end: 0 for each in changes} | {each.start: each.kind for each in changes}
    if today is None:
        return _number_in_sql(sorted(turns.items()), moment, 0)
    morrow = dt.datetime.combine(today + dt.timedelta(days=1), dt.time())
    past = sorted(each for each in turns.items() if each[0] <= morrow)
    future = [(time, kind + LATER) for time, kind in sorted(turns.items()) if time > morrow]
    later = _number_in_sql(future, moment, (past[-1][1] if past else 0) + LATER)
    near = len(past) - min(len(past), _NEAR)
    cases = _cases(past[near:], moment)
    older = _number_in_sql(past[:near], moment, 0)
    return f"CASE WHEN {moment} >= TIMESTAMP '{morrow}' THEN {later} {cases} ELSE {older} END"


def _number_in_sql(turns: Sequence[tuple[dt.datetime, int]], moment: str, before: int) -> str:
    """The SQL of the number of the last of the turns that a time is not before, or the one before all of them."""
    if not turns:
        return str(before)
    if len(turns) <= _FEW:
        return f"CASE {_cases(turns, moment)} ELSE {before} END"
    half = len(turns) // 2
    time, number = turns[half]
    after, until = _number_in_sql(turns[half + 1 :], moment, number), _number_in_sql(turns[:half], moment, before)
    return f"CASE WHEN {moment} >= TIMESTAMP '{time}' THEN {after} ELSE {until} END"


def _cases(turns: Sequence[tuple[dt.datetime, int]], moment: str) -> str:
    return " ".join(f"WHEN {moment} >= TIMESTAMP '{time}' THEN {number}" for time, number in reversed(turns))


def shifts_by_days(changes: Sequence[ClockChange]) -> bool:
    """Whether a time that clocks skip may be moved to another day, so that it may be of another period."""
    return any(
        each.kind == SKIPPED
        and (each.end + (each.end - each.start) - dt.datetime.resolution).date() != each.start.date()
        for each in changes
    )


def is_skipped(clock: str) -> str:
    """Returns the SQL of whether clocks skip a time, for the SQL of what `clock_in_sql` gives."""
    return f"{clock} IN ({SKIPPED}, {SKIPPED + LATER})"


def shift_in_sql(changes: Sequence[ClockChange], moment: str, clock: str) -> str:
    """Returns the SQL of a local time that exists: one that clocks skip is moved forward by what they skip.

    `clock` is the SQL of what `clock_in_sql` gives.
    """
    skips = [each for each in changes if each.kind == SKIPPED]
    if not skips:
        return moment
    lengths = {each.end - each.start for each in skips}
    common = max(lengths, key=lambda length: sum(each.end - each.start == length for each in skips))
    others = " ".join(
        f"WHEN {moment} >= TIMESTAMP '{each.start}' AND {moment} < TIMESTAMP '{each.end}' "
        f"THEN {moment} + INTERVAL '{int((each.end - each.start).total_seconds())} seconds'"
        for each in skips
        if each.end - each.start != common
    )
    moved = f"{moment} + INTERVAL '{int(common.total_seconds())} seconds'"
    inner = f"CASE {others} ELSE {moved} END" if others else moved
    return f"CASE WHEN {is_skipped(clock)} THEN {inner} ELSE {moment} END"


def changes_around(zone: ZoneInfo, years: tuple[int, int] | None) -> tuple[ClockChange, ...]:
    """Returns the `clock_changes` by which the offset of any time in some years (the first, the last) is known.

    These are those of the years, of the years beside them, and the last one before; all for None.
    """
    low, high = years or _YEARS
    found = [each for each in clock_changes(zone) if each.start.year <= high + 1]
    before = sum(each.end.year < low - 1 for each in found)
    return tuple(found[max(before - 1, 0) :])


def utc_in_sql(zone: ZoneInfo, changes: Sequence[ClockChange], moment: str) -> str:
    """Returns the SQL of the time in UTC of a local TIMESTAMP, which is the name of a column.

    A time that clocks show twice has its first offset, and one that they skip is moved forward: both have the offset of
    before the change. An engine's own function takes the second offset.
    """
    return _shifted(_offsets(zone, changes), [each.end for each in changes], moment, "-")


def local_in_sql(zone: ZoneInfo, changes: Sequence[ClockChange], moment: str) -> str:
    """Returns the SQL of the local time of a TIMESTAMP in UTC, which is the name of a column.

    It is a fraction of the time that an engine's own function takes, which asks the zone for each row.
    """
    offsets = _offsets(zone, changes)
    turns = [
        (each.start if each.kind == SKIPPED else each.end) - before
        for each, before in zip(changes, offsets, strict=False)
    ]
    return _shifted(offsets, turns, moment, "+")


def _offsets(zone: ZoneInfo, changes: Sequence[ClockChange]) -> list[dt.timedelta]:
    """The offset before each of some changes that follow one another, and after the last one."""
    minute = dt.timedelta(minutes=1)
    times = [each.start - minute for each in changes]
    times.append(changes[-1].end + minute if changes else dt.datetime(_YEARS[0], 1, 1))  # noqa: DTZ001  local time
    return [zone.utcoffset(each) or dt.timedelta() for each in times]


def _shifted(offsets: Sequence[dt.timedelta], ends: Sequence[dt.datetime], moment: str, sign: str) -> str:
    """The SQL of a time moved by the offset that holds until the first of the ends that it is before."""
    if not ends:
        seconds = int(offsets[0].total_seconds())
        return f"{moment} {sign} INTERVAL '{seconds} seconds'" if seconds else moment
    half = len(ends) // 2
    before = _shifted(offsets[: half + 1], ends[:half], moment, sign)
    after = _shifted(offsets[half + 1 :], ends[half + 1 :], moment, sign)
    return f"CASE WHEN {moment} < TIMESTAMP '{ends[half]}' THEN {before} ELSE {after} END"
