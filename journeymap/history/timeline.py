"""The history of a journey: its versions in git, the newest first, with facts to compare."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from journeymap.errors import UserError
from journeymap.history.changes import Difference
from journeymap.history.compare import difference
from journeymap.history.git import Commit, Repository
from journeymap.history.measured_versions import CommittedMeasures
from journeymap.history.pairing import read_version
from journeymap.history.revisions import Version
from journeymap.insight import feelings
from journeymap.insight.actions import is_open
from journeymap.insight.deadlines import is_overdue
from journeymap.insight.feelings import lowest, scored_emotions, whose
from journeymap.insight.sources import measures_path
from journeymap.insight.transitions import is_reached
from journeymap.io.discovery import SUFFIXES
from journeymap.layout.mentions import with_numbers
from journeymap.model import Journey
from journeymap.style.locale import load_words

if TYPE_CHECKING:
    from journeymap.measure.measured import Measures


class Low(NamedTuple):
    """The lowest feeling of a version, from -2 to 2, with the names of touchpoint and persona (empty for none)."""

    feeling: float
    touchpoint: str
    persona: str


class VersionFacts(NamedTuple):
    """The facts of one version.

    `lowest` is the first of the lowest feelings, `mean` the arithmetic mean of all feelings of all personas, from -2 to
    2; touchpoints that nobody reaches do not count, and both are None without feelings. `open` and `overdue` count
    actions on the day of the commit. What was measured, in a commit with measures, counts before what the file has.
    """

    lowest: Low | None
    mean: float | None
    open: int
    overdue: int


class Moment(NamedTuple):
    """One commit that changed the journey; `journey` is None when it cannot be read or was removed.

    The journey's mentions are written out as on its map; they are compared as they are typed. Feelings are those that
    its measures in the commit have, where they do.
    `difference` is None for the first version, and when this version or the one before cannot be read.
    """

    commit: Commit
    path: str
    journey: Journey | None
    difference: Difference | None
    facts: VersionFacts | None


def timeline(place: Path, most: int = 0) -> list[Moment]:
    """The versions of a file, the newest first: at most `most`, or all if that is 0.

    A file that was renamed is followed: before the first commit of its path comes the file with the same journey id in
    the commit before. Raises UserError when the file is in no repository, or was never committed.
    """
    repository = Repository.containing(place.parent if place.parent.is_dir() else Path.cwd())
    path = repository.path_in(place)
    if place.is_dir():
        raise UserError(f"{place} is a folder", hint="name one journey file")
    if not repository.has_commits():
        raise UserError(f"{place}: nothing has been committed yet")
    moments = []
    for moment in _moments(repository, repository.commit("HEAD"), path):
        moments.append(moment)
        if len(moments) == most:
            break
    if not moments:
        raise UserError(f"{place}: no commit has a file of this name")
    return moments


def _moments(repository: Repository, start: str, path: str) -> Iterator[Moment]:
    followed: str | None = path
    seen = {path}
    while followed is not None:
        here, followed = followed, None
        commits = list(repository.commits_of(start, here))
        measured = _MeasuredCommits(repository, start, here)
        commits = measured.among(commits)
        for index, commit in enumerate(commits):
            journey = _journey(repository, commit.hash, here)
            parent = commit.parents[0] if commit.parents else None
            before = _journey(repository, parent, here) if parent else None
            if before is None and parent and repository.blob(parent, here) is not None:
                older = (_journey(repository, each.hash, here) for each in commits[index + 1 :])
                before = next((each for each in older if each is not None), None)  # the latest that can be read
            elif before is None and parent and journey and index == len(commits) - 1:
                before, earlier_path = _find_earlier(repository, parent, journey.id, seen)
                if before is not None:
                    start, followed = parent, earlier_path
                    seen.add(earlier_path)
            is_removed = journey is None and repository.blob(commit.hash, here) is None
            measures = (measured.of(parent, before, followed or here), measured.of(commit.hash, journey, here))
            yield _moment(commit, here, journey, before, measures, is_removed=is_removed)


class _MeasuredCommits:
    """The measures beside a file of a repository, in the commits back from one; nothing is looked for without any."""

    def __init__(self, repository: Repository, start: str, path: str) -> None:
        self._repository = repository
        self._start = start
        self._paths = (path, measures_path(path))
        self._is_any = next(repository.commits_of(start, self._paths[1]), None) is not None

    def among(self, commits: list[Commit]) -> list[Commit]:
        """Returns the commits that changed the file, with those since the first of them that changed its measures."""
        if not self._is_any or not commits:
            return commits
        both = list(self._repository.commits_of(self._start, *self._paths))
        return both[: both.index(commits[-1]) + 1] if commits[-1] in both else commits

    def of(self, commit: str | None, journey: Journey | None, path: str) -> Measures | None:
        """Returns the measures of a journey at a path in a commit; None without any, or where they cannot be read."""
        if not self._is_any or commit is None or journey is None or not journey.sources:
            return None
        entries = self._repository.files(commit, [measures_path(path)])
        version = CommittedMeasures(self._repository, commit, entries).of(path)
        try:
            return version.read() if version else None
        except UserError:
            return None


def _moment(
    commit: Commit,
    path: str,
    journey: Journey | None,
    before: Journey | None,
    measures: tuple[Measures | None, Measures | None],
    *,
    is_removed: bool,
) -> Moment:
    if journey is None:
        removed = Difference(before, None, (), {}) if is_removed and before is not None else None
        return Moment(commit, path, None, removed, None)
    changed = difference(before, journey, measures) if before is not None else None
    shown = with_numbers(_as_measured(journey, measures[1]), load_words(journey.language))
    return Moment(commit, path, shown, changed, facts_of(shown, dt.date.fromisoformat(commit.day)))


def _as_measured(journey: Journey, measures: Measures | None) -> Journey:
    """The journey with the feelings that were measured by then, where the commit has measures."""
    if measures is None:
        return journey
    from journeymap.measure.overlay import measures_overlay  # noqa: PLC0415  few journeys are measured

    overlay = measures_overlay(journey, measures, load_words(journey.language))
    return feelings.with_measured(journey, overlay.feelings)


def _journey(repository: Repository, commit: str, path: str) -> Journey | None:
    data = repository.blob(commit, path)
    return read_version(Version(path, path, data)).journey if data is not None else None


def _find_earlier(repository: Repository, commit: str, journey: str, seen: set[str]) -> tuple[Journey | None, str]:
    """The journey with an id in a commit and its path there, or None and an empty path."""
    id_line = re.compile(rb"^[\"']?id[\"']?\s*:\s*[\"']?" + re.escape(journey.encode()) + rb"\b", re.M)
    for entry in repository.files(commit):
        if entry.path.endswith(SUFFIXES) and entry.path not in seen:
            data = repository.contents(entry.blob)
            if id_line.search(data):
                found = read_version(Version(entry.path, entry.path, data)).journey
                if found is not None and found.id == journey:
                    return found, entry.path
    return None, ""


def facts_of(journey: Journey, day: dt.date) -> VersionFacts:
    """The facts of a version on a day."""
    low = lowest(journey)
    persona = whose(journey, low[1]) if low else None
    scores = [
        journey.feeling(emotion.known_score) for part, emotion in scored_emotions(journey) if is_reached(journey, part)
    ]
    return VersionFacts(
        Low(journey.feeling(low[1].known_score), low[0].name, persona.name if persona else "") if low else None,
        sum(scores) / len(scores) if scores else None,
        sum(map(is_open, journey.actions)),
        sum(is_overdue(action, day) for action in journey.actions),
    )


def curves(journey: Journey) -> dict[str, list[float | None]]:
    """The feelings of each persona, by name: from -2 to 2 at each touchpoint, None where there is none."""
    numbers = range(1, len(journey.touchpoints) + 1)
    found: dict[str, list[float | None]] = {}
    for each, curve in feelings.curves(journey).items():
        name = journey.persona_by_id[each].name if each else ""
        found[name] = [journey.feeling(curve[number].known_score) if number in curve else None for number in numbers]
    return found
