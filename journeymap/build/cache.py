"""Finds the files that need not be made again, by comparing the manifest with the files that exist."""

from __future__ import annotations

import os

from journeymap.build import manifest as manifests
from journeymap.build.drawing import has_content
from journeymap.build.keys import code_key, digest, drawing_key, picture_keys
from journeymap.build.manifest import BuiltFiles, JourneyEntry
from journeymap.build.request import BuildRequest
from journeymap.errors import UserError
from journeymap.io.discovery import Input
from journeymap.pipeline.check import stopping_severity
from journeymap.pipeline.severity import severities


class BuildCache:
    """The manifest and files that earlier builds left in the output folder, compared with the keys of this build."""

    def __init__(self, request: BuildRequest) -> None:
        self.request = request
        self.folder = request.folder
        self.code = code_key()
        self.key = drawing_key(request.settings, self.code)
        self.day = request.settings.today.isoformat()
        self.manifest = manifests.read(request.folder)
        self._least = stopping_severity(request.settings)

    def is_current(self, each: Input) -> bool:
        """Whether all files of an input are the ones that a build would make now."""
        entry = self.manifest.journeys.get(each.name)
        if entry is None or entry.facts is None or entry.key != self.key or not self._is_valid_today(entry):
            return False
        severity_of = severities(self.request.settings.for_journey(each.name))
        if any(severity_of.get(code, 0) >= self._least for code in entry.facts.codes):
            return False  # its findings are reported by each build
        try:
            return digest(each.read()) == entry.source and _has_pictures(entry, each) and self._files_exist(entry)
        except UserError:
            return False

    def are_current(self, built: BuiltFiles, key: str) -> bool:
        """Whether files of the whole site exist that were made with this key, and on the day given if one is."""
        right_day = built.day == self.day or not self.request.day_given
        return built.key == key and right_day and bool(built.files) and self._files_exist(built)

    def other_entries(self) -> dict[str, JourneyEntry]:
        """The entries of journeys that are not part of this build: those of other shards, or not among its paths."""
        request = self.request
        names = {each.name for each in request.shard_inputs}
        others = {name: entry for name, entry in self.manifest.journeys.items() if name not in names}
        if request.shard is not None:
            return others
        root = request.settings.build.root
        return {name: entry for name, entry in others.items() if request.some and (root / name).is_file()}

    def _is_valid_today(self, entry: JourneyEntry) -> bool:
        """Whether files made on an earlier day are right today.

        When the user gives the day, the files must show that day. When it is the current day, files are right as long
        as no fact changes; otherwise every site would be stale every morning.
        """
        if self.request.day_given or entry.facts is None:
            return entry.day == self.day
        return entry.facts.since <= self.day <= entry.facts.until

    def _files_exist(self, built: BuiltFiles) -> bool:
        """Whether the files exist with the content of these digests."""
        return all(has_content(f"{self.folder}{os.sep}{name}", data) for name, data in built.files.items())


def _has_pictures(entry: JourneyEntry, each: Input) -> bool:
    """Whether the pictures of a journey are the ones that its files were made with."""
    if not entry.pictures:
        return True
    from journeymap.pipeline.pictures import digests  # noqa: PLC0415  few journeys have pictures

    return picture_keys(digests(entry.pictures, each.folder)) == entry.pictures
