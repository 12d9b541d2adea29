"""Which journey of one side of a comparison is which of the other, and what changed in each.

Journeys are paired by id, then by path; a single one with a single one as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeymap.history.changes import Difference
from journeymap.history.compare import difference
from journeymap.history.matching import by_key
from journeymap.history.revisions import Sides, Version
from journeymap.model import Journey, read_journey
from journeymap.source import load


class Compared(NamedTuple):
    """A journey that differs: the names of its two versions, None where there is none, and what changed."""

    old: str | None
    new: str | None
    difference: Difference

    @property
    def names(self) -> str:
        """Both names, or the one there is."""
        names = [name for name in (self.old, self.new) if name is not None]
        return " → ".join(dict.fromkeys(names))


class Problem(NamedTuple):
    """What is wrong with a version; `fatal` when nothing of it could be compared."""

    text: str
    fatal: bool


class Read(NamedTuple):
    """A version that was read; the journey is None when it cannot be."""

    version: Version
    journey: Journey | None
    problems: tuple[Problem, ...]


def read(version: Version) -> Read:
    """Read one version. Parts that do not fit the format are left out of it, and told."""
    loaded = load(version.data, version.name)
    findings = list(loaded.findings)
    journey = None
    if loaded.tree is not None:
        journey, shape = read_journey(loaded.tree)
        findings += shape
    fatal = journey is None
    result = "cannot be compared" if fatal else "is left out of the comparison"
    problems = []
    for finding in findings[:1] if fatal else findings:
        line, column = loaded.source.place(finding.span.start)
        problems.append(Problem(f"{version.name}:{line}:{column}: {result}: {finding.message}", fatal))
    return Read(version, journey, tuple(problems))


def compare(sides: Sides, problems: list[Problem]) -> Iterator[Compared]:
    """The journeys that differ, in the order of the new side. What is wrong in them is added to `problems`."""
    old, new = list(sides.old), list(sides.new)
    if not sides.single:
        same = {(version.path, version.data) for version in old} & {(version.path, version.data) for version in new}
        old = [version for version in old if (version.path, version.data) not in same]
        new = [version for version in new if (version.path, version.data) not in same]
    was, now = [read(version) for version in old], [read(version) for version in new]
    problems += [problem for each in (*was, *now) for problem in each.problems]
    for before, after in _pairs(was, now, single=sides.single):
        found = _difference(before.journey if before else None, after.journey if after else None)
        if found:
            yield Compared(before.version.name if before else None, after.version.name if after else None, found)


def _difference(old: Journey | None, new: Journey | None) -> Difference | None:
    if old is not None and new is not None:
        return difference(old, new)
    return Difference(old, new, (), {}) if old is not None or new is not None else None


def _pairs(old: list[Read], new: list[Read], *, single: bool) -> Iterator[tuple[Read | None, Read | None]]:
    """Which is which; of one that cannot be read nothing is known, nor of its fellow of the same path."""
    if single:
        if old[0].journey and new[0].journey:
            yield old[0], new[0]
        return
    broken = {each.version.path for each in (*old, *new) if each.journey is None}
    old = [each for each in old if each.version.path not in broken]
    new = [each for each in new if each.version.path not in broken]
    mates = by_key(old, new, lambda each: each.journey.id if each.journey else None)
    left = [index for index in range(len(old)) if index not in set(mates.values())]
    came = [index for index in range(len(new)) if index not in mates]
    rest = by_key([old[index] for index in left], [new[index] for index in came], lambda each: each.version.path)
    mates |= {came[after]: left[before] for after, before in rest.items()}
    for index, after in enumerate(new):
        yield (old[mates[index]] if index in mates else None), after
    taken = set(mates.values())
    for index, before in enumerate(old):
        if index not in taken:
            yield before, None
