"""Pairs the journeys of the two sides of a comparison, and compares each pair.

Journeys are paired by id, then by path. One file is paired with one file whatever their ids and paths are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from journeymap.errors import UserError
from journeymap.history.changes import Difference
from journeymap.history.compare import difference
from journeymap.history.matching import pair_by_keys
from journeymap.history.revisions import Sides, Version
from journeymap.model import Journey, read_journey
from journeymap.source import load

if TYPE_CHECKING:
    from journeymap.measure.measured import Measures


class Compared(NamedTuple):
    """A journey that differs: the names of its two versions, None for one that does not exist, and what changed.

    It is told in `language`, or in the journey's own. `file` is where the newer version is; None in a commit.
    """

    old: str | None
    new: str | None
    difference: Difference
    language: str = ""
    file: Path | None = None

    @property
    def names(self) -> str:
        """Both names, or one where they are equal or the other does not exist."""
        names = [name for name in (self.old, self.new) if name is not None]
        return " → ".join(dict.fromkeys(names))


class Problem(NamedTuple):
    """What is wrong with a version; `fatal` when it could not be compared at all."""

    text: str
    fatal: bool


class ReadVersion(NamedTuple):
    """A version and its journey, which is None when it cannot be read."""

    version: Version
    journey: Journey | None
    problems: tuple[Problem, ...]


def read_version(version: Version) -> ReadVersion:
    """Read one version. Parts that do not fit the format are left out of the journey, and are among the problems."""
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
    return ReadVersion(version, journey, tuple(problems))


def compare(sides: Sides, problems: list[Problem]) -> Iterator[Compared]:
    """Yield the journeys that differ, in the order of the new side. Adds what is wrong with versions to `problems`."""
    old, new = list(sides.old), list(sides.new)
    if not sides.single:
        same = {_content(version) for version in old} & {_content(version) for version in new}
        old = [version for version in old if _content(version) not in same]
        new = [version for version in new if _content(version) not in same]
    old_read, new_read = [read_version(version) for version in old], [read_version(version) for version in new]
    problems += [problem for each in (*old_read, *new_read) for problem in each.problems]
    for before, after in _pairs(old_read, new_read, single=sides.single):
        found = _difference(before, after, problems)
        if found:
            old_name, new_name = (each.version.name if each else None for each in (before, after))
            yield Compared(old_name, new_name, found, file=after.version.file if after else None)


def in_one_language(compared: Sequence[Compared], language: str = "") -> list[Compared]:
    """The same, to be told in this language or else in that of most journeys; of several, that of the first."""
    languages = Counter(each.difference.journey.language for each in compared)
    chosen = language or next((each for each, _ in languages.most_common(1)), "")
    return [each._replace(language=chosen) for each in compared]


def _content(version: Version) -> tuple[str, bytes, str]:
    return version.path, version.data, version.beside.blob if version.beside else ""


def _difference(before: ReadVersion | None, after: ReadVersion | None, problems: list[Problem]) -> Difference | None:
    old, new = (each.journey if each else None for each in (before, after))
    if old is not None and new is not None:
        measures = (measures_of(before, problems), measures_of(after, problems))
        return difference(old, new, measures)
    return Difference(old, new, (), {}) if old is not None or new is not None else None


def measures_of(read: ReadVersion | None, problems: list[Problem]) -> Measures | None:
    """Returns the measures beside a version whose journey has sources. Adds why they cannot be read to `problems`."""
    if read is None or read.version.beside is None or read.journey is None or not read.journey.sources:
        return None
    try:
        return read.version.beside.read()
    except UserError as error:
        problems.append(Problem(f"{error.message}; it is left out of the comparison", fatal=False))
        return None


def _pairs(
    old: list[ReadVersion], new: list[ReadVersion], *, single: bool
) -> Iterator[tuple[ReadVersion | None, ReadVersion | None]]:
    """Pair the versions. One that cannot be read is left out, and so is one of the same path on the other side."""
    if single:
        if old[0].journey and new[0].journey:
            yield old[0], new[0]
        return
    broken = {each.version.path for each in (*old, *new) if each.journey is None}
    old = [each for each in old if each.version.path not in broken]
    new = [each for each in new if each.version.path not in broken]
    by_id, by_path = (lambda each: each.journey and each.journey.id), (lambda each: each.version.path)
    matches = pair_by_keys(old, new, (by_id, by_path))
    for index, after in enumerate(new):
        yield (old[matches[index]] if index in matches else None), after
    taken = set(matches.values())
    for index, before in enumerate(old):
        if index not in taken:
            yield before, None
