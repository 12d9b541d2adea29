"""Which journeys need no work: what the manifest remembers, held against what is there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from journeymap.build import manifest as manifests
from journeymap.build.drawing import is_there
from journeymap.build.facts import Facts
from journeymap.build.keys import code_key, digest, drawing_key, holds_on
from journeymap.build.manifest import Entry
from journeymap.build.request import Request
from journeymap.errors import UserError
from journeymap.inputs import Input
from journeymap.pipeline.check import stopping
from journeymap.triage import severities


class Memory:
    """What an earlier build left in the folder of a request, and the keys of this build."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.folder = request.folder
        self.code = code_key()
        self.key = drawing_key(request.settings, self.code)
        self.day = request.settings.today.isoformat()
        self.manifest = manifests.read(request.folder)
        on = severities(request.settings)
        least = stopping(request.settings)
        self._stopping = {code for code, severity in on.items() if severity >= least}

    def knows(self, each: Input) -> bool:
        """Whether all files of an input are what a build would make now."""
        entry = self.manifest.journeys.get(each.name)
        if entry is None or entry.key != self.key or not self.holds(entry.facts, entry.day):
            return False
        if self._stopping & entry.facts.codes.keys():
            return False  # what is wrong with it is to be told each time
        try:
            return digest(each.read()) == entry.source and self.stand(entry.files)
        except UserError:
            return False

    def holds(self, facts: Facts, drawn: str) -> bool:
        """Whether what was made of these facts on the day `drawn` is still right."""
        request = self.request
        return holds_on(facts.since, facts.until, drawn, request.settings.today, given=request.day_given)

    def stand(self, files: Mapping[str, str]) -> bool:
        """Whether the files are there with the content of these digests."""
        return all(is_there(f"{self.folder}{os.sep}{name}", data) for name, data in files.items())

    def others(self, root: Path) -> dict[str, Entry]:
        """The entries of journeys that this build has no say in: of other shards, and beside the `some` asked for."""
        request = self.request
        own = {each.name for each in request.own}
        rest = {name: entry for name, entry in self.manifest.journeys.items() if name not in own}
        if request.shard is not None:
            return rest
        return {name: entry for name, entry in rest.items() if request.some and (root / name).is_file()}
