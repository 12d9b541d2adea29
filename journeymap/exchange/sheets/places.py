"""Places in a journey file, by ids and not by numbers, so that they hold when rows are moved: `/stages/buys/name`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def inside(place: str, name: str) -> str:
    """The place of a key in the mapping at a place."""
    return f"{place}/{name.replace('~', '~0').replace('/', '~1')}"


def split(place: str) -> tuple[str, str]:
    """The place of the mapping that a key is in, and the key."""
    mapping, _, name = place.rpartition("/")
    return mapping, name.replace("~1", "/").replace("~0", "~")


def names_of_items(ids: Sequence[str | None]) -> list[str]:
    """What the items of a list are called in places: by id or, where there is none of its own, as `#2`."""
    counts = Counter(ids)
    return [each if each and counts[each] == 1 else f"#{number}" for number, each in enumerate(ids, 1)]
