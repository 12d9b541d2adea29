"""Whose the files of a site are: journeymap's, or somebody's who happened to keep them in the same folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from journeymap.build import manifest as manifests
from journeymap.build.manifest import JourneyEntry
from journeymap.errors import UserError


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
