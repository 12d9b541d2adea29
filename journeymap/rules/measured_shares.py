"""What the rules about measured shares of ways have in common."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model import Journey, Next, Touchpoint
from journeymap.overlays.measures_file import MeasuresFile, ShareFound
from journeymap.rules.wording import percent


def measured_shares(
    journey: Journey, measures: MeasuresFile | None
) -> Iterator[tuple[Touchpoint, Next, ShareFound]]:  # fmt: skip
    """Yields the ways of the file that have a share and were measured, in its order."""
    for found in measures.shares if measures is not None else ():
        touchpoint = journey.touchpoint_by_id[found.touchpoint]
        way = touchpoint.next[found.place]
        if way.share is not None:
            yield touchpoint, way, found


def told_share(found: ShareFound) -> str:
    """Returns what was measured, and how it gets into the file."""
    when = f" in {found.period}" if found.period else ""
    measured = f"measured: {percent(found.share)} ({percent(found.low)} to {percent(found.high)}) of {found.n:,}{when}"
    does = "sets it" if found.is_set else "says what keeps it from being set"
    return f"{measured}; `journeymap measure --write` {does}"
