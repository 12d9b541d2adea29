"""Finds circles of references, such as actions that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

_SHOWN = 6


def circles(refers_to: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yields a circle for each group of connected items; `refers_to` has the ids that each item names, by its id.

    Each id of a circle names the next, and the last the first. Ids that are no items are passed over.
    """
    if not any(refers_to.values()):
        return
    stuck = _stuck({name: [other for other in others if other in refers_to] for name, others in refers_to.items()})
    seen: set[str] = set()
    for start in stuck:
        path: dict[str, int] = {}
        name = start
        while name not in seen and name not in path:
            path[name] = len(path)
            name = stuck[name]
        seen.update(path)
        if name in path:
            yield list(path)[path[name] :]


def told(circle: Sequence[str]) -> str:
    """A circle in words, of a long one the first few: `a → b → a`."""
    shown = [f"`{name}`" for name in circle[:_SHOWN]]
    if len(circle) > _SHOWN:
        shown.append(f"{len(circle) - _SHOWN} more")
    return f"{' → '.join(shown)} → `{circle[0]}`"


def _stuck(waits_for: dict[str, list[str]]) -> dict[str, str]:
    """Returns the items that end in a circle whichever way one follows, each with one of its kind that it names."""
    waiting: dict[str, list[str]] = {name: [] for name in waits_for}
    unfinished = {name: len(others) for name, others in waits_for.items()}
    for name, others in waits_for.items():
        for other in others:
            waiting[other].append(name)
    ready = [name for name, count in unfinished.items() if not count]
    for name in ready:
        for other in waiting[name]:
            unfinished[other] -= 1
            if not unfinished[other]:
                ready.append(other)
    return {
        name: next(other for other in others if unfinished[other])
        for name, others in waits_for.items()
        if unfinished[name]
    }
