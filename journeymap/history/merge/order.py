"""The order of the merged blocks: that of the side that changed it."""

from __future__ import annotations

from collections.abc import Sequence


def merged_order(
    base: Sequence[object], ours: Sequence[object], theirs: Sequence[object], *, is_ordered: bool
) -> list[object] | None:
    """The keys of both sides, in the order of the side that changed it; each further key comes after its neighbour.

    None where both changed it, and not each for other items; without `is_ordered` no order has a meaning, and that of
    ours is taken.
    """
    shared = set(base) & set(ours) & set(theirs)
    common, mine, yours = ([key for key in keys if key in shared] for keys in (base, ours, theirs))
    moved = mine != common
    main, other = (theirs, ours) if yours != common and not moved else (ours, theirs)
    order = list(main)
    if moved and yours not in (common, mine) and is_ordered:
        both = _both_moved(common, mine, yours)
        if both is None:
            return None
        places = iter(both)
        order = [next(places) if key in shared else key for key in main]
    return _with_others(order, other, set(base))


def _both_moved(base: list[object], ours: list[object], theirs: list[object]) -> list[object] | None:
    """The order with what each side moved, or None if both moved one item."""
    mine, yours = _moved(base, ours), _moved(base, theirs)
    if mine & yours:
        return None
    return [theirs[index] if index in yours else ours[index] for index in range(len(base))]


def _moved(base: list[object], side: list[object]) -> set[int]:
    """The places whose items have changed their order with another one."""
    place = {key: index for index, key in enumerate(base)}
    found: set[int] = set()
    start = highest = 0
    for index, key in enumerate(side):
        highest = max(highest, place[key])
        if highest == index:  # all before this place are the same items as in the base
            found.update(range(start, index + 1) if index > start else ())
            start = index + 1
    return found


def _with_others(order: list[object], other: Sequence[object], base: set[object]) -> list[object]:
    known = set(order)
    names = set(other)
    for index, key in enumerate(other):
        if key not in known:
            before = next((each for each in reversed(other[:index]) if each in known), None)
            at = order.index(before) + 1 if before is not None else 0
            while at < len(order) and order[at] not in names and order[at] not in base:
                at += 1  # after those that ours added at the same place
            order.insert(at, key)
            known.add(key)
    return order
