"""What a build would make, found without writing anything."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.build.drawing import build_journey, has_content
from journeymap.build.request import BuildRequest
from journeymap.build.site_run import BuildResult, Report, SiteRun


def find_stale(request: BuildRequest, *, report: Report) -> BuildResult:
    """List what a build would make, and write nothing."""
    return _StaleSearch(request, report).run()


class _StaleSearch(SiteRun):
    def run(self) -> BuildResult:
        for each in self.request.shard_inputs:
            if self.cache.is_current(each):
                self.add_current(self.earlier[each.name])
                self.result.unchanged += 1
                continue
            entry = build_journey(each, settings=self.request.settings, folder=None)
            self.report(entry)
            self.add_undrawn(entry)
            if entry.facts is not None and not (entry.outcome and entry.outcome.stopped):
                self.result.stale.append(f"{each.name}: its files are not what a build would make")
        self.add_others()
        self.result.stale += self.stale_site_files()
        return self.result

    def stale_site_files(self) -> Iterable[str]:
        """Describe what is stale beside the files of journeys."""
        if self.request.shard is not None:
            return
        changes = self.manifest.changes
        if self.since is not None and not self.cache.are_current(changes, self.changes_key()):
            yield "what is told of changes is not what a build would tell"
        elif self.since is None and changes.files and not self.request.some:
            yield "what is told of changes is asked for no longer"
        if not self.result.stale and not self.cache.are_current(self.manifest.index, self.index_key()):
            yield "the index is not what a build would make"
        for name, data in self.obsolete_files().items():
            if has_content(self.cache.folder / name, data):
                yield f"{name}: no journey makes it any longer"
        if self.manifest.shards:
            yield "shards have been built, and not yet put together"
