"""The SWOT of a journey: its entries, and the priorities in which it ends."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.actions import is_dropped
from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Action, Journey, SwotEntry

QUARTERS = (
    ("strengths", "strengths"),
    ("weaknesses", "weaknesses"),
    ("opportunities", "swot-opportunities"),
    ("threats", "threats"),
)
"""The fields of a SWOT, each with the key of its name in the locale."""


def swot_entries(journey: Journey) -> Iterator[tuple[str, SwotEntry]]:
    """Yields every entry of the SWOT with the key of its part's name in the locale, in the order of the file."""
    for name, key in QUARTERS if journey.swot is not None else ():
        for entry in getattr(journey.swot, name):
            yield key, entry


@once_per_journey
def priorities(journey: Journey) -> tuple[tuple[str, SwotEntry], ...]:
    """Returns the entries that have a priority, as `swot_entries` does, the greatest first; equals as in the file."""
    rated = [found for found in swot_entries(journey) if found[1].priority is not None]
    return tuple(sorted(rated, key=lambda found: -(found[1].priority or 0)))


def following(journey: Journey, entry: SwotEntry) -> tuple[Action, ...]:
    """Returns the actions to which an entry leads, without those that were dropped, each once, as it names them."""
    if not entry.leads_to:
        return ()
    known = {action.id: action for action in reversed(journey.actions) if not is_dropped(action)}
    return tuple(known[name] for name in dict.fromkeys(entry.leads_to) if name in known)
