"""Whose the files of a site are: journeymap's, or somebody's who happened to keep them in the same folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from journeymap.build import manifest as manifests
from journeymap.build.manifest import JourneyEntry, Manifest
from journeymap.errors import UserError
from journeymap.io.output import Folder, NameRecord
from journeymap.io.reading import read_regular

_RECORD = ".journeymap-build.names"
"""The names of the files that a running build makes, until its manifest lists them."""
_MOST_BYTES = 64 * 1024 * 1024


def check_folder(folder: Path, *, force: bool) -> bool:
    """Returns whether the folder is new: it has no manifest of a site yet.

    Raises UserError for a folder that has no manifest but files, which a build might replace; not with `force`. Hidden
    files count for nothing, since no output is hidden.
    """
    names = [name for name in os.listdir(folder) if not name.startswith(".")]  # noqa: PTH208
    if any(map(manifests.is_manifest, names)):
        return False
    if names and not force:
        shown = ", ".join(sorted(names)[:3]) + (" and others" if len(names) > 3 else "")
        raise UserError(
            f"{folder}: this folder is not a site of journeymap's, and has files: {shown}",
            hint="name another with `--output`, or write into it with `--force`",
        )
    return True


class OwnFiles:
    """Which files of a site builds have made: those in its manifest, and those of a build that was killed.

    A build writes the names of new files into a record before it makes them, and removes the record when the manifest
    lists them. Where the manifest cannot be read, or with `force`, every file counts as made by a build.
    """

    def __init__(self, target: Folder, manifest: Manifest, *, force: bool) -> None:
        self._target = target
        self._recorded = _lines(target.path / _RECORD)
        self._own = {*manifest.files, *self._recorded}
        self._all = force or manifest.partial
        self._record: NameRecord | None = None

    def check(self, names: Iterable[str], source: str) -> list[str]:
        """Returns those of the names that no build has made yet; `source` is what the files are made from.

        Raises UserError when there is a file of one of these.
        """
        new = [name for name in names if name not in self._own]
        for name in () if self._all else new:
            if os.path.lexists(self._target.path / name):
                raise UserError(
                    f"{source}: its output {name} is there already, and no build has made it",
                    hint="move it elsewhere, or replace it with `--force`",
                )
        return new

    def add(self, names: Iterable[str], source: str) -> None:
        """Adds the names of files that this build makes next, once they are checked.

        Raises UserError as `check` does, and when the record cannot be written.
        """
        new = self.check(names, source)
        if new:
            if self._record is None:
                self._record = self._target.record(_RECORD, sorted(self._recorded))
            self._record.add(new)
            self._own.update(new)

    def close(self) -> None:
        """Closes the record, and leaves it to the next build."""
        if self._record is not None:
            self._record.close()
        self._record = None

    def end(self, listed: Collection[str]) -> None:
        """Ends the record when the manifest lists these files.

        It is removed, unless it names files of a killed build that the manifest does not list.
        """
        self.close()
        left = [name for name in sorted(self._recorded - set(listed)) if os.path.lexists(self._target.path / name)]
        if left:
            self._target.record(_RECORD, left).close()
        else:
            self._target.remove_record(_RECORD)


def _lines(path: Path) -> set[str]:
    try:
        return set(read_regular(path, _MOST_BYTES).decode("ascii").split())
    except (OSError, ValueError):
        return set()


class Holders:
    """Which journeys hold the files of the site until they have been built again, by the files' names."""

    def __init__(self, entries: Iterable[JourneyEntry]) -> None:
        self._holders = {name: entry.name for entry in entries for name in entry.files}
        self._waiting = set(self._holders.values())

    def built(self, journey: str) -> None:
        """Notes that a journey has been built again, so that it holds what it has claimed and nothing else."""
        self._waiting.discard(journey)

    def is_held(self, entry: JourneyEntry) -> bool:
        """Whether another journey, which has not been built again yet, holds one of the files of this one."""
        holders = {self._holders.get(name, entry.name) for name in entry.files} - {entry.name}
        return not holders.isdisjoint(self._waiting)
