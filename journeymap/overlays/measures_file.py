"""What rules ask of the file of measures beside a journey, as an overlay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from journeymap.diagnostics import Span
from journeymap.overlays.overlay import Overlay
from journeymap.records import NamedTuple


class FeelingFound(NamedTuple):
    """What customers feel at the path of an emotion, and the ends of its interval, from -2 to 2; None for no interval.

    `period` is when they were asked, as the file writes it (`2026-Q3`); empty for all times.
    """

    feeling: float
    low: float | None
    high: float | None
    period: str


class ShareFound(NamedTuple):
    """The measured share of a way, from 0 to 1, of n visits, with the ends of its interval.

    The way is the one at `place` in the `next` of a touchpoint. `period` is when customers went, empty for all times.
    `is_outside` says that the share of the file is not within the interval, and `is_set` that `measure --write` can set
    it.
    """

    touchpoint: str
    place: int
    share: float
    low: float
    high: float
    n: int
    period: str
    is_outside: bool
    is_set: bool


class GoneId(NamedTuple):
    """An id in the file that the journey does not have: what it names (`touchpoint`, `segment`, `source`), and where
    it stands first."""

    noun: str
    id: str
    span: Span


class Unreadable(NamedTuple):
    """Why the file cannot be read, how to mend that, and where it is wrong."""

    why: str
    hint: str
    span: Span


class MeasuresFile(Overlay[FeelingFound]):
    """A file of measures as it is to be judged. Values are feelings that rest on as many answers as are wanted.

    `shares` are those of ways, likewise. `asked` are the ids of the touchpoints about which customers were asked,
    `ended` is the last day of the newest period of each source, by id, where a period has one, and `gone` are ids that
    the journey no longer has. A file that cannot be read has only `unreadable`.
    """

    shares: tuple[ShareFound, ...] = ()
    asked: frozenset[str] = frozenset()
    ended: Mapping[str, dt.date] = MappingProxyType({})
    gone: tuple[GoneId, ...] = ()
    unreadable: Unreadable | None = None
