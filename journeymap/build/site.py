"""One build: makes what is stale, and writes down what it did when all of it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from journeymap.build import manifest as manifests
from journeymap.build.cache import BuildCache
from journeymap.build.changes import ChangesSince
from journeymap.build.drawing import is_there, make
from journeymap.build.index import index_files, index_rows
from journeymap.build.keys import digest, index_key
from journeymap.build.lock import locked
from journeymap.build.manifest import BuiltFiles, JourneyEntry, Manifest
from journeymap.build.request import BuildRequest
from journeymap.errors import UserError
from journeymap.io.output import Folder, folder
from journeymap.pipeline.batch import Outcome, map_inputs

_KIND = "journeymap-build"
_SAVE_EVERY = 2.0
"""Seconds after which a long build writes down how far it is."""

Told = Callable[[JourneyEntry], None]
Shown = Callable[[Iterator[JourneyEntry], int], Iterator[JourneyEntry]]
"""Passes on what is made, and how much there is of it, to show how far the build is."""


@dataclass
class BuildResult:
    """What a build came to: the journeys for the index, how many were drawn and left as they were, what else changed.

    `stale` says what a build would do, for one that is only to look; `problems` what could not be compared.
    """

    journeys: list[JourneyEntry] = field(default_factory=list)
    drawn: int = 0
    unchanged: int = 0
    written: int = 0
    removed: int = 0
    stale: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def build(request: BuildRequest, *, told: Told, shown: Shown, waiting: Callable[[], None]) -> BuildResult:
    """Make what is stale. `told` gets each journey that was worked on; `waiting` is called when another build runs."""
    # Nothing waits for the disk: should the power go away, the next build finds the files that are not what they were.
    with folder(request.folder, _KIND, durable=False) as target, locked(request.folder, waiting):
        target.sweep(_KIND)
        return _Building(request, target, told).run(shown)


def look(request: BuildRequest, *, told: Told) -> BuildResult:
    """Find what is stale, and write nothing."""
    return _Looking(request, told).run()


class _Run:
    """What building and looking share: the journeys of the site as they come to be known.

    `entries` are what the manifest is to keep: of a journey that cannot be drawn, what it kept before.
    """

    def __init__(self, request: BuildRequest, told: Told) -> None:
        self.request = request
        self.told = told
        self.cache = BuildCache(request)
        self.manifest = self.cache.manifest
        self.earlier = self.manifest.journeys
        self.before = self.manifest.files
        self.since = ChangesSince(request, request.since) if request.since else None
        self.result = BuildResult()
        self.entries: dict[str, JourneyEntry] = {}

    def keep(self, entry: JourneyEntry) -> None:
        """Take in a journey whose files are what they are to be."""
        self.entries[entry.name] = entry
        self.result.journeys.append(entry)

    def leave(self, entry: JourneyEntry) -> None:
        """Take in a journey that cannot be drawn: its earlier files stay."""
        earlier = self.earlier.get(entry.name)
        if earlier is not None:
            self.entries[entry.name] = earlier
        self.result.journeys.append(replace(entry, files=earlier.files if earlier else {}))

    def keep_others(self) -> None:
        """Take in the journeys that this build has no say in."""
        for entry in self.cache.others().values():
            self.keep(entry)

    def gone(self) -> dict[str, str]:
        """The files that an earlier build made and this one would not, by their digests."""
        made = {name for entry in self.entries.values() for name in entry.files} | set(manifests.INDEX)
        made |= self.manifest.changes.files.keys()
        return {name: data for name, data in self.before.items() if name not in made}

    def index_rows(self) -> list[dict[str, object]]:
        """The journeys as the index tells them."""
        return index_rows(self.result.journeys, self.request.settings, self.manifest.changes.files)

    def index_key(self) -> str:
        """What the index is made from, beside the day."""
        return index_key(self.index_rows(), self.request.settings, self.cache.code)

    def changes_key(self) -> str:
        """What the story of changes is made from, beside the day; empty where none is asked for."""
        days = {name: entry.day for name, entry in self.entries.items()}
        return self.since.key(self.cache.code, days) if self.since else ""


class _Building(_Run):
    def __init__(self, request: BuildRequest, target: Folder, told: Told) -> None:
        super().__init__(request, told)
        self.target = target
        self.saved = time.monotonic()

    def run(self, shown: Shown) -> BuildResult:
        request = self.request
        stale = [each for each in request.own if not self.cache.is_current(each)]
        names = {each.name for each in stale}
        work = partial(make, settings=request.settings, folder=self.target)
        made = shown(map_inputs(stale, work, request.jobs), len(stale))
        for each in request.own:
            self.take(next(made)) if each.name in names else self.claim(self.earlier[each.name])
        self.keep_others()
        if request.shard is None:
            self.write_changes()
            self.write_index()
        self.remove(self.gone())
        self.save()
        return self.result

    def claim(self, entry: JourneyEntry) -> None:
        """Keep a journey as it is, unless one before it has its name."""
        try:
            self.target.claim(sorted(entry.files), entry.name)
        except UserError as error:
            outcome = Outcome(entry.name, error=(error.message, error.hint))
            undrawn = JourneyEntry(name=entry.name, drawn=False, outcome=outcome)
            self.told(undrawn)
            self.result.journeys.append(undrawn)
        else:
            self.keep(entry)
            self.result.unchanged += 1

    def take(self, entry: JourneyEntry) -> None:
        """Put the files of a journey in place."""
        assert entry.outcome is not None
        staged = entry.outcome.staged
        if staged is not None:
            try:
                self.target.claim(sorted(entry.files), entry.name)
                self.target.place(staged, entry.name)
            except UserError as error:
                self.target.discard(staged)
                staged = None
                outcome = entry.outcome._replace(staged=None, error=(error.message, error.hint))
                entry = replace(entry, outcome=outcome)
        self.told(entry)
        if staged is None:
            self.leave(entry)
            return
        # What was to be said has been said: of thousands of journeys only what the site needs is held on to.
        self.keep(replace(entry, key=self.cache.key, day=self.cache.day, drawn=True, outcome=None, remarks=()))
        self.result.drawn += 1
        self.result.written += len(staged.names)
        if time.monotonic() - self.saved > _SAVE_EVERY:
            self.save_so_far()

    def write_changes(self) -> None:
        if self.since is None:
            if not self.request.some:
                self.manifest = replace(self.manifest, changes=BuiltFiles())
        elif not self.cache.stands(self.manifest.changes, key := self.changes_key()):
            files = self.since.files
            self.result.problems = self.since.problems
            self.manifest = replace(self.manifest, changes=self.put_built(files, key, "the changes"))

    def write_index(self) -> None:
        key = self.index_key()
        if not self.cache.stands(self.manifest.index, key):
            files = index_files(self.index_rows(), self.request.settings)
            self.manifest = replace(self.manifest, index=self.put_built(files, key, "the index"))

    def remove(self, files: Mapping[str, str]) -> None:
        """Remove files that journeymap made and nobody has changed since."""
        own = [name for name, data in files.items() if is_there(self.target.path / name, data)]
        self.target.remove(own)
        self.result.removed += len(own)

    def save(self) -> None:
        """Write down what the site is, after everything else is in place."""
        if self.request.shard is not None:
            own = {each.name for each in self.request.own}
            self.put_manifest(Manifest(journeys={name: entry for name, entry in self.entries.items() if name in own}))
            return
        self.put_manifest(replace(self.manifest, journeys=self.entries))
        self.target.remove(self.manifest.shards)

    def save_so_far(self) -> None:
        """Write down what is done, and of the rest what was known before: a build that is killed here goes on here."""
        self.put_manifest(replace(self.manifest, journeys={**self.earlier, **self.entries}))
        self.saved = time.monotonic()

    def put_manifest(self, manifest: Manifest) -> None:
        """Put the manifest of the site, or of this shard of it, in place."""
        shard = self.request.shard
        name = manifests.shard_name(shard) if shard else manifests.NAME
        self.put({name: manifests.text(manifest)}, "the build")

    def put_built(self, files: Mapping[str, bytes], key: str, source: str) -> BuiltFiles:
        """Put files of the whole site in place; what the manifest is to say of them."""
        self.result.written += self.put(files, source)
        return BuiltFiles(key=key, day=self.cache.day, files={name: digest(data) for name, data in files.items()})

    def put(self, files: Mapping[str, bytes], source: str) -> int:
        """Put files in place, save those that are there already; how many."""
        path = self.target.path
        changed = {name: data for name, data in files.items() if not is_there(path / name, digest(data))}
        if changed:
            self.target.place(self.target.stage(changed), source)
        return len(changed)


class _Looking(_Run):
    def run(self) -> BuildResult:
        for each in self.request.own:
            if self.cache.is_current(each):
                self.keep(self.earlier[each.name])
                self.result.unchanged += 1
                continue
            entry = make(each, settings=self.request.settings, folder=None)
            self.told(entry)
            self.leave(entry)
            if entry.facts is not None and not (entry.outcome and entry.outcome.stopped):
                self.result.stale.append(f"{each.name}: its files are not what a build would make")
        self.keep_others()
        self.result.stale += self.stale_beside()
        return self.result

    def stale_beside(self) -> Iterable[str]:
        """What else is stale than files of journeys."""
        if self.request.shard is not None:
            return
        changes = self.manifest.changes
        if self.since is not None and not self.cache.stands(changes, self.changes_key()):
            yield "what is told of changes is not what a build would tell"
        elif self.since is None and changes.files and not self.request.some:
            yield "what is told of changes is asked for no longer"
        if not self.result.stale and not self.cache.stands(self.manifest.index, self.index_key()):
            yield "the index is not what a build would make"
        for name, data in self.gone().items():
            if is_there(self.cache.folder / name, data):
                yield f"{name}: no journey makes it any longer"
        if self.manifest.shards:
            yield "shards have been built, and not yet put together"
