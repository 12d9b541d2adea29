"""The versions of the files of measures that lie beside versions of journeys, in commits and in the working folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from journeymap.errors import UserError
from journeymap.history.git import Repository, TreeEntry
from journeymap.insight.sources import measures_path
from journeymap.io.discovery import SUFFIXES

if TYPE_CHECKING:
    from journeymap.measure.measured import Measures


class MeasuresVersion(NamedTuple):
    """A version of a file of measures: a blob of a repository, or with `journey` what is beside that file.

    `name` is what messages call it. `blob` is the hash that git has for its bytes; of a file in a folder, the one that
    git has for it unless it changes line ends or has longer hashes.
    """

    name: str
    blob: str
    repository: Repository | None = None
    journey: Path | None = None

    def read(self) -> Measures | None:
        """Returns the measures; None where the file has gone. Raises UserError where they cannot be read."""
        from journeymap.measure.beside import bytes_beside  # noqa: PLC0415  few journeys are measured
        from journeymap.measure.measures import MOST_BYTES, read_measures  # noqa: PLC0415

        if self.repository is not None:
            return read_measures(self.repository.contents(self.blob, MOST_BYTES), self.name)
        data = bytes_beside(self.journey) if self.journey else None
        return None if data is None else read_measures(data, self.name)


class CommittedMeasures:
    """The files of measures among the files of a commit, which is called `revision` in messages."""

    def __init__(self, repository: Repository, revision: str, entries: Iterable[TreeEntry]) -> None:
        self._repository = repository
        self._revision = revision
        self._blobs = {entry.path: entry.blob for entry in entries if entry.path.endswith(".json")}

    def of(self, path: str) -> MeasuresVersion | None:
        """Returns those of the journey at a path; None without any."""
        if not self._blobs:
            return None
        beside = measures_path(path)
        blob = self._blobs.get(beside)
        return MeasuresVersion(f"{self._revision}:{beside}", blob, self._repository) if blob else None


def with_measures(paths: Sequence[str]) -> list[str]:
    """Returns the paths, and those of the measures of the journeys among them."""
    return [*paths, *(measures_path(path) for path in paths if path.endswith(SUFFIXES))]


def measures_in_folder(journey: Path) -> MeasuresVersion | None:
    """Returns the measures beside the file of a journey; None without any. Links are found, and refused when read."""
    path = journey.with_name(measures_path(journey.name))
    if not os.path.lexists(path):
        return None
    from journeymap.measure.beside import bytes_beside  # noqa: PLC0415  see above

    try:
        data = bytes_beside(journey) or b""
    except UserError:
        data = b""
    blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    return MeasuresVersion(path.as_posix(), blob, journey=journey)


def is_same(one: MeasuresVersion | None, other: MeasuresVersion | None) -> bool:
    """Whether two versions are known to have the same bytes, or are both none."""
    return (one.blob if one else "") == (other.blob if other else "")
