"""What the rules about measured shares of ways have in common: which shares they judge, and how they tell of them."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey, Next
from journeymap.overlays.measures_file import MeasuresFile, ShareFound
from journeymap.records import NamedTuple
from journeymap.rules.base import Context
from journeymap.rules.wording import percent, quoted


class StatedShare(NamedTuple):
    """A share that a journey states of a way, and what was measured of that; `whose` is its share, from where to where.

    It `is_assumed` unless the file says of how many visits it is.
    """

    way: Next
    whose: str
    is_assumed: bool
    found: ShareFound

    def finding(self, code: str, what: str) -> Finding:
        """Returns the finding that says `what` of the share, and what was measured."""
        return Finding(code, f"{self.whose} {what}", self.way.at("share"), _told(self.found))


def stated_shares(journey: Journey, context: Context) -> Iterator[StatedShare]:
    """Yields the shares of ways that the file states and that were measured, in its order."""
    measures = context.overlay(MeasuresFile)
    for found in measures.shares if measures is not None else ():
        touchpoint = journey.touchpoint_by_id[found.touchpoint]
        way = touchpoint.next[found.place]
        if way.share is not None:
            whose = f"{percent(way.share)} from {quoted(touchpoint.name)} to `{way.to}`"
            yield StatedShare(way, whose, way.n is None, found)


def _told(found: ShareFound) -> str:
    """What was measured, and how it gets into the file."""
    when = f" in {found.period}" if found.period else ""
    measured = f"measured: {percent(found.share)} ({percent(found.low)} to {percent(found.high)}) of {found.n:,}{when}"
    does = "sets it" if found.is_set else "says what keeps it from being set"
    return f"{measured}; `journeymap measure --write` {does}"
