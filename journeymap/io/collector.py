"""Keeps Python's collector of reference cycles from searching where there are none.

Trees, journeys and scenes have no cycles: they go when nothing refers to them. With Python's own threshold, looking for
cycles among them takes a third of the time of a large map.
"""

from __future__ import annotations

import gc

_GARBAGE = 3_000_000
"""So many objects may be created before Python looks for cycles; a map of 5,000 touchpoints has nearly as many."""


def collect_rarely() -> None:
    """Makes this process look for cycles rarely."""
    gc.set_threshold(_GARBAGE)
