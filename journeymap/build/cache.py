"""Which journeys need no work: what the manifest says of them, held against what is there."""

from __future__ import annotations

import os

from journeymap.build import manifest as manifests
from journeymap.build.drawing import is_there
from journeymap.build.keys import code_key, digest, drawing_key
from journeymap.build.manifest import BuiltFiles, JourneyEntry
from journeymap.build.request import BuildRequest
from journeymap.errors import UserError
from journeymap.io.discovery import Input
from journeymap.pipeline.check import stopping_severity
from journeymap.pipeline.severity import severities


class BuildCache:
    """What an earlier build left in the folder of a request, and the keys of this build."""

    def __init__(self, request: BuildRequest) -> None:
        self.request = request
        self.folder = request.folder
        self.code = code_key()
        self.key = drawing_key(request.settings, self.code)
        self.day = request.settings.today.isoformat()
        self.manifest = manifests.read(request.folder)
        on = severities(request.settings)
        least = stopping_severity(request.settings)
        self._stopping = {code for code, severity in on.items() if severity >= least}

    def is_current(self, each: Input) -> bool:
        """Whether all files of an input are what a build would make now."""
        entry = self.manifest.journeys.get(each.name)
        if entry is None or entry.facts is None or entry.key != self.key or not self._holds(entry):
            return False
        if self._stopping & entry.facts.codes.keys():
            return False  # what is wrong with it is to be told each time
        try:
            return digest(each.read()) == entry.source and self._stand(entry)
        except UserError:
            return False

    def stands(self, built: BuiltFiles, key: str) -> bool:
        """Whether files of the whole site are there that were made from this, and say the day that they are to say."""
        right_day = built.day == self.day or not self.request.day_given
        return built.key == key and right_day and bool(built.files) and self._stand(built)

    def others(self) -> dict[str, JourneyEntry]:
        """The entries of journeys that this build has no say in: of other shards, and beside the `some` asked for."""
        request = self.request
        own = {each.name for each in request.own}
        rest = {name: entry for name, entry in self.manifest.journeys.items() if name not in own}
        if request.shard is not None:
            return rest
        root = request.settings.build.root
        return {name: entry for name, entry in rest.items() if request.some and (root / name).is_file()}

    def _holds(self, entry: JourneyEntry) -> bool:
        """Whether what was made of a journey on an earlier day is right today.

        Where the day is given, outputs are to say that day. Where it is the clock's, a day that changes no fact
        changes no file: else every site would be stale every morning.
        """
        if self.request.day_given or entry.facts is None:
            return entry.day == self.day
        return entry.facts.since <= self.day <= entry.facts.until

    def _stand(self, built: BuiltFiles) -> bool:
        """Whether the files are there with the content of these digests."""
        return all(is_there(f"{self.folder}{os.sep}{name}", data) for name, data in built.files.items())
