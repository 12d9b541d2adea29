"""What building a site and checking it share: the journeys of the site, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from journeymap.build import manifest as manifests
from journeymap.build.cache import BuildCache
from journeymap.build.changes import ChangesSince
from journeymap.build.index import index_rows
from journeymap.build.keys import index_key
from journeymap.build.manifest import JourneyEntry
from journeymap.build.request import BuildRequest

Report = Callable[[JourneyEntry], None]


@dataclass
class BuildResult:
    """The result of a build: the journeys for the index, and how many journeys and files were drawn, kept or removed.

    `stale` lists what a build would make, for a run that only checks; `problems` what could not be compared.
    """

    journeys: list[JourneyEntry] = field(default_factory=list)
    drawn: int = 0
    unchanged: int = 0
    written: int = 0
    removed: int = 0
    stale: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class SiteRun:
    """What building and checking share: the journeys of the site, collected one by one.

    `entries` go into the new manifest; for a journey that cannot be drawn that is its earlier entry.
    """

    def __init__(self, request: BuildRequest, report: Report) -> None:
        self.request = request
        self.report = report
        self.cache = BuildCache(request)
        self.manifest = self.cache.manifest
        self.earlier = self.manifest.journeys
        self.before = self.manifest.files
        self.since = ChangesSince(request, request.since) if request.since else None
        self.result = BuildResult()
        self.entries: dict[str, JourneyEntry] = {}

    def add_current(self, entry: JourneyEntry) -> None:
        """Add a journey whose files are up to date."""
        self.entries[entry.name] = entry
        self.result.journeys.append(entry)

    def add_undrawn(self, entry: JourneyEntry) -> None:
        """Add a journey that was not drawn; its earlier files are kept."""
        earlier = self.earlier.get(entry.name)
        if earlier is not None:
            self.entries[entry.name] = earlier
        self.result.journeys.append(replace(entry, files=earlier.files if earlier else {}))

    def add_others(self) -> None:
        """Add the journeys of the site that are not part of this build."""
        for entry in self.cache.other_entries().values():
            self.add_current(entry)

    def obsolete_files(self) -> dict[str, str]:
        """The files that an earlier build made and this one does not, with their digests."""
        made = {name for entry in self.entries.values() for name in entry.files} | set(manifests.INDEX)
        made |= self.manifest.changes.files.keys()
        return {name: data for name, data in self.before.items() if name not in made}

    def index_rows(self) -> list[dict[str, object]]:
        """The rows of the index."""
        return index_rows(self.result.journeys, self.request.settings, self.manifest.changes.files)

    def index_key(self) -> str:
        """The key of everything, except the day, that the index depends on."""
        return index_key(self.index_rows(), self.request.settings, self.cache.code)

    def changes_key(self) -> str:
        """The key of everything, except the day, that the files of changes depend on; empty without `since`."""
        days = {name: entry.day for name, entry in self.entries.items()}
        return self.since.key(self.cache.code, days) if self.since else ""
