"""One build: makes the files that are stale, and writes the manifest when all of them are in place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial

from journeymap.build import manifest as manifests
from journeymap.build.drawing import build_journey, has_content
from journeymap.build.index import index_files
from journeymap.build.keys import digest
from journeymap.build.lock import locked
from journeymap.build.manifest import BuiltFiles, JourneyEntry, Manifest
from journeymap.build.ownership import Holders, OwnFiles, check_folder
from journeymap.build.request import BuildRequest
from journeymap.build.site_run import BuildResult, Report, SiteRun
from journeymap.errors import UserError
from journeymap.io.output import Folder, folder
from journeymap.pipeline.batch import Outcome, map_inputs

_KIND = "journeymap-build"
_SAVE_EVERY = 2.0
"""Seconds after which a long build saves the manifest of what it has made so far."""

ShowProgress = Callable[[Iterator[JourneyEntry], int], Iterator[JourneyEntry]]
"""Passes on the entries as they are made, and shows progress; the number is how many there are in all."""


def build(
    request: BuildRequest, *, report: Report, show_progress: ShowProgress, on_wait: Callable[[], None]
) -> BuildResult:
    """Make what is stale.

    `report` is called with each journey that was worked on, and `on_wait` when another build has to finish first.
    Raises UserError when the folder cannot be written or is not a site, or there is no revision `request.since`.
    """
    # Files are not flushed to disk: after a power failure the next build finds and replaces those that are damaged.
    with folder(request.folder, _KIND) as target, locked(request.folder, on_wait):
        target.sweep(_KIND)
        is_new = check_folder(request.folder, force=request.force)
        site = _SiteBuild(request, target, report)
        if is_new:
            site.write_manifest(Manifest())  # even a build that is killed leaves a folder that is known as a site
        with closing(site.own):
            return site.run(show_progress)


class _SiteBuild(SiteRun):
    def __init__(self, request: BuildRequest, target: Folder, report: Report) -> None:
        super().__init__(request, report)
        self.target = target
        self.own = OwnFiles(target, self.manifest, force=request.force)
        self.saved = time.monotonic()

    def run(self, show_progress: ShowProgress) -> BuildResult:
        request = self.request
        stale = [each for each in request.shard_inputs if not self.cache.is_current(each)]
        names = {each.name for each in stale}
        if request.shard is None:
            self.own.check(manifests.INDEX, "the index")
        work = partial(build_journey, settings=request.settings, folder=self.target)
        made = show_progress(map_inputs(stale, work, request.jobs), len(stale))
        self.claim_others()
        for each in request.shard_inputs:
            if each.name not in names:
                self.add_unchanged(self.earlier[each.name])
        self.place_all(made, Holders(self.earlier[name] for name in names if name in self.earlier))
        self.add_others()
        if request.shard is None:
            self.write_changes()
            self.write_index()
        self.remove(self.obsolete_files())
        self.save()
        return self.result

    def claim_others(self) -> None:
        """Claim the files of the journeys that are not part of this build, so that none of this build takes them."""
        for entry in self.cache.other_entries().values() if self.request.shard is None else ():
            with suppress(UserError):  # two of them have one name, which a build of the whole site tells
                self.target.claim(sorted(entry.files), entry.name)

    def place_all(self, made: Iterator[JourneyEntry], holders: Holders) -> None:
        """Put the files of all that was made in place; last those that are called as what another journey made before.

        So two journeys may change names, but one that takes the name of another does not take its files.
        """
        waiting = []
        for entry in made:
            if holders.is_held(entry):
                waiting.append(entry)
            else:
                self.place_files(entry)
                holders.built(entry.name)
        for entry in waiting:
            self.place_files(entry)

    def add_unchanged(self, entry: JourneyEntry) -> None:
        """Add a journey that is up to date; report an error if another journey has already made its files."""
        try:
            self.target.claim(sorted(entry.files), entry.name)
        except UserError as error:
            outcome = Outcome(entry.name, error=(error.message, error.hint))
            undrawn = JourneyEntry(name=entry.name, drawn=False, outcome=outcome)
            self.report(undrawn)
            self.result.journeys.append(undrawn)
        else:
            self.add_current(entry)
            self.result.unchanged += 1

    def place_files(self, entry: JourneyEntry) -> None:
        """Put the staged files of a journey in place, report it and add it."""
        assert entry.outcome is not None
        staged = entry.outcome.staged
        if staged is not None:
            try:
                self.target.claim(sorted(entry.files), entry.name)
                self.own.add(staged.names, entry.name)
                self.target.place(staged, entry.name)
            except UserError as error:
                self.target.discard(staged)
                staged = None
                outcome = entry.outcome._replace(staged=None, error=(error.message, error.hint))
                entry = replace(entry, outcome=outcome)
        self.report(entry)
        if staged is None:
            self.add_undrawn(entry)
            with suppress(UserError):
                self.target.claim(sorted(self.result.journeys[-1].files), entry.name)
            return
        # It has been reported: the outcomes of thousands of journeys would fill the memory.
        self.add_current(replace(entry, key=self.cache.key, day=self.cache.day, drawn=True, outcome=None, remarks=()))
        self.result.drawn += 1
        self.result.written += len(staged.names)
        if time.monotonic() - self.saved > _SAVE_EVERY:
            self.save_so_far()

    def write_changes(self) -> None:
        if self.since is None:
            if not self.request.some:
                self.manifest = replace(self.manifest, changes=BuiltFiles())
        elif not self.cache.are_current(self.manifest.changes, key := self.changes_key()):
            files = self.since.files
            self.result.problems = self.since.problems
            self.manifest = replace(self.manifest, changes=self.write_site_files(files, key, "the changes"))

    def write_index(self) -> None:
        key = self.index_key()
        if not self.cache.are_current(self.manifest.index, key):
            files = index_files(self.index_rows(), self.request.settings)
            self.manifest = replace(self.manifest, index=self.write_site_files(files, key, "the index"))

    def remove(self, files: Mapping[str, str]) -> None:
        """Remove those of the files that nobody has changed since journeymap made them."""
        unchanged = [name for name, data in files.items() if has_content(self.target.path / name, data)]
        self.target.remove(unchanged)
        self.result.removed += len(unchanged)

    def save(self) -> None:
        """Write the manifest, after everything else is in place."""
        if self.request.shard is not None:
            names = {each.name for each in self.request.shard_inputs}
            kept = {name: entry for name, entry in self.entries.items() if name in names}
            manifest = Manifest(journeys=kept)
        else:
            manifest = replace(self.manifest, journeys=self.entries)
        self.write_manifest(manifest)
        self.target.remove(() if self.request.shard else self.manifest.shards)
        self.own.end({*manifest.files, *(self.before if self.request.shard else ())})

    def save_so_far(self) -> None:
        """Write a manifest of what is done, with the earlier entries of the rest, so that a killed build can go on."""
        self.write_manifest(replace(self.manifest, journeys={**self.earlier, **self.entries}))
        self.saved = time.monotonic()

    def write_manifest(self, manifest: Manifest) -> None:
        """Write the manifest of the site, or of this shard of it."""
        shard = self.request.shard
        name = manifests.shard_name(shard) if shard else manifests.NAME
        self.write_files({name: manifests.text(manifest)}, "the build")

    def write_site_files(self, files: Mapping[str, bytes], key: str, source: str) -> BuiltFiles:
        """Write files of the whole site; returns their entry for the manifest."""
        self.own.add(files, source)
        self.result.written += self.write_files(files, source)
        return BuiltFiles(key=key, day=self.cache.day, files={name: digest(data) for name, data in files.items()})

    def write_files(self, files: Mapping[str, bytes], source: str) -> int:
        """Write the files whose content has changed; returns how many."""
        path = self.target.path
        changed = {name: data for name, data in files.items() if not has_content(path / name, digest(data))}
        if changed:
            self.target.place(self.target.stage(changed), source)
        return len(changed)
