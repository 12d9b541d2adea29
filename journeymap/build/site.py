"""One build: makes what is stale, and writes down what it did when all of it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from journeymap.build import manifest as manifests
from journeymap.build.drawing import Made, is_there, make
from journeymap.build.index import index_files, listed
from journeymap.build.keys import digest, index_key
from journeymap.build.lock import locked
from journeymap.build.manifest import Entry, IndexEntry, Manifest
from journeymap.build.memory import Memory
from journeymap.build.request import Built, Request, Row, Shown
from journeymap.build.since import Since
from journeymap.diagnostics import Severity
from journeymap.errors import UserError
from journeymap.output import Folder, folder
from journeymap.pipeline.batch import Outcome, spread

_KIND = "journeymap-build"
_REMEMBER = 2.0
"""Seconds after which a long build writes down how far it is."""

Told = Callable[[Made], None]


def build(request: Request, *, told: Told, shown: Shown, waiting: Callable[[], None]) -> Built:
    """Make what is stale. `told` gets each journey that was worked on; `waiting` is called when another build runs."""
    # Nothing waits for the disk: should the power go away, the next build finds the files that are not what they were.
    with folder(request.folder, _KIND, durable=False) as target, locked(request.folder, waiting):
        target.sweep(_KIND)
        return _Building(request, target, told).run(shown)


def look(request: Request, *, told: Told) -> Built:
    """Find what is stale, and write nothing."""
    return _Looking(request, told).run()


class _Run:
    """What building and looking share: the journeys of the site as they come to be known."""

    def __init__(self, request: Request, told: Told) -> None:
        self.request = request
        self.told = told
        self.memory = Memory(request)
        self.since = Since(request, request.since) if request.since else None
        self.built = Built()
        self.before = self.memory.manifest.files
        self.entries: dict[str, Entry] = {}

    def keep(self, name: str) -> None:
        """A journey whose files are what they would be."""
        self.entries[name] = self.memory.manifest.journeys[name]
        self.built.unchanged += 1
        self.row(name, self.entries[name])

    def leave(self, made: Made) -> None:
        """A journey that cannot be drawn: its earlier files stay."""
        name = made.outcome.source
        earlier = self.memory.manifest.journeys.get(name)
        if earlier is not None:
            self.entries[name] = earlier
        files = tuple(earlier.files) if earlier else ()
        errors = sum(each.severity is Severity.ERROR for each in made.outcome.diagnostics) or 1
        self.built.rows.append(Row(name=name, facts=made.facts, files=files, drawn=False, errors=errors))

    def row(self, name: str, entry: Entry) -> None:
        """List a drawn journey in the index."""
        self.built.rows.append(Row(name=name, facts=entry.facts, files=tuple(entry.files)))

    def rest(self) -> None:
        """Take in the journeys that this build has no say in."""
        for name, entry in self.memory.others(self.request.settings.build.root).items():
            self.entries[name] = entry
            self.row(name, entry)

    def gone(self) -> dict[str, str]:
        """The files that an earlier build made and this one would not, by their digests."""
        made = {name for entry in self.entries.values() for name in entry.files} | set(manifests.INDEX)
        made |= self.memory.manifest.changes.files.keys()
        return {name: data for name, data in self.before.items() if name not in made}

    def index_key(self) -> str:
        """What the index is made from, beside the day."""
        return index_key(listed(self.built.rows, self.request.settings), self.request.settings, self.memory.code)

    def index_stands(self, key: str) -> bool:
        """Whether the index is there, of the same content, and says the day that it is to say."""
        return self.stands(self.memory.manifest.index, key)

    def changes_key(self) -> str:
        """What the story of changes is made from, beside the day; empty where none is asked for."""
        days = {name: entry.day for name, entry in self.entries.items()}
        return self.since.key(self.memory.code, days) if self.since else ""

    def stands(self, entry: IndexEntry, key: str) -> bool:
        """Whether files are there that were made from this, and say the day that they are to say."""
        right_day = entry.day == self.memory.day or not self.request.day_given
        return entry.key == key and right_day and bool(entry.files) and self.memory.stand(entry.files)

    def link_changes(self) -> None:
        """Let the rows of changed journeys lead to what changed."""
        there = self.memory.manifest.changes.files
        for number, row in enumerate(self.built.rows):
            name = f"{row.facts.id}.diff.html" if row.facts else ""
            if name in there:
                self.built.rows[number] = replace(row, files=(*row.files, name))


class _Building(_Run):
    def __init__(self, request: Request, target: Folder, told: Told) -> None:
        super().__init__(request, told)
        self.target = target
        self.remembered = time.monotonic()

    def run(self, shown: Shown) -> Built:
        request = self.request
        stale = [each for each in request.own if not self.memory.knows(each)]
        names = {each.name for each in stale}
        work = partial(make, settings=request.settings, folder=self.target)
        results = shown(spread(stale, work, request.jobs), len(stale))
        for each in request.own:
            self.take(next(results)) if each.name in names else self.claim(each.name)
        self.rest()
        if request.shard is None:
            self.write_changes()
            self.write_index()
        self.remove(self.gone())
        self.remember()
        return self.built

    def claim(self, name: str) -> None:
        """Keep a journey as it is, unless one before it has its name."""
        try:
            self.target.claim(sorted(self.memory.manifest.journeys[name].files), name)
        except UserError as error:
            made = Made(Outcome(name, error=(error.message, error.hint)))
            self.told(made)
            self.built.rows.append(Row(name=name, drawn=False, errors=1))
        else:
            self.keep(name)

    def take(self, made: Made) -> None:
        """Put the files of a journey in place."""
        outcome = made.outcome
        if outcome.staged is not None:
            try:
                self.target.claim(sorted(made.files or ()), outcome.source)
                self.target.place(outcome.staged, outcome.source)
            except UserError as error:
                self.target.discard(outcome.staged)
                made = made._replace(outcome=outcome._replace(staged=None, error=(error.message, error.hint)))
        self.told(made)
        if made.outcome.staged is None or made.facts is None or made.files is None:
            self.leave(made)
            return
        entry = Entry(source=made.source, key=self.memory.key, day=self.memory.day, files=made.files, facts=made.facts)
        self.entries[outcome.source] = entry
        self.row(outcome.source, entry)
        self.built.drawn += 1
        self.built.written += len(made.outcome.staged.names)
        if time.monotonic() - self.remembered > _REMEMBER:
            self.remember_so_far()

    def write_changes(self) -> None:
        memory = self.memory
        if self.since is None:
            if not self.request.some:
                memory.manifest = replace(memory.manifest, changes=IndexEntry())
        elif not self.stands(memory.manifest.changes, key := self.changes_key()):
            files = self.since.files
            self.built.problems = self.since.problems
            self.built.written += self.put(files, "the changes")
            digests = {name: digest(data) for name, data in files.items()}
            changes = IndexEntry(key=key, day=memory.day, files=digests)
            memory.manifest = replace(memory.manifest, changes=changes)
        self.link_changes()

    def write_index(self) -> None:
        key, memory = self.index_key(), self.memory
        index = memory.manifest.index
        if not self.index_stands(key):
            files = index_files(self.built.rows, self.request.settings)
            self.built.written += self.put(files, "the index")
            index = IndexEntry(key=key, day=memory.day, files={name: digest(data) for name, data in files.items()})
        memory.manifest = replace(memory.manifest, index=index)

    def remove(self, files: Mapping[str, str]) -> None:
        """Remove files that journeymap made and nobody has changed since."""
        own = [name for name, data in files.items() if is_there(self.target.path / name, data)]
        self.target.remove(own)
        self.built.removed += len(own)

    def remember(self) -> None:
        """Write down what the site is, after everything else is in place."""
        request, memory = self.request, self.memory
        if request.shard is not None:
            own = {each.name for each in request.own}
            mine = {name: entry for name, entry in self.entries.items() if name in own}
            self.put({manifests.shard_name(request.shard): manifests.text(Manifest(journeys=mine))}, "the build")
            return
        whole = replace(memory.manifest, journeys=self.entries, shards=())
        self.put({manifests.NAME: manifests.text(whole)}, "the build")
        self.target.remove(memory.manifest.shards)

    def remember_so_far(self) -> None:
        """Write down what is done, and of the rest what was known before: a build that is killed here goes on here."""
        known = {**self.memory.manifest.journeys, **self.entries}
        so_far = replace(self.memory.manifest, journeys=known)
        shard = self.request.shard
        name = manifests.shard_name(shard) if shard else manifests.NAME
        self.put({name: manifests.text(so_far)}, "the build")
        self.remembered = time.monotonic()

    def put(self, files: Mapping[str, bytes], source: str) -> int:
        """Put files in place, save those that are there already; how many."""
        path = self.target.path
        changed = {name: data for name, data in files.items() if not is_there(path / name, digest(data))}
        if changed:
            self.target.place(self.target.stage(changed), source)
        return len(changed)


class _Looking(_Run):
    def run(self) -> Built:
        for each in self.request.own:
            if self.memory.knows(each):
                self.keep(each.name)
                continue
            made = make(each, settings=self.request.settings, folder=None)
            self.told(made)
            self.leave(made)
            if made.facts is not None and not made.outcome.stopped:
                self.built.stale.append(f"{each.name}: its files are not what a build would make")
        self.rest()
        self.built.stale += self.stale_beside()
        return self.built

    def stale_beside(self) -> Iterable[str]:
        """What else is stale than files of journeys."""
        if self.request.shard is not None:
            return
        changes = self.memory.manifest.changes
        if self.since is not None and not self.stands(changes, self.changes_key()):
            yield "what is told of changes is not what a build would tell"
        elif self.since is None and changes.files and not self.request.some:
            yield "what is told of changes is asked for no longer"
        self.link_changes()
        if not self.built.stale and not self.index_stands(self.index_key()):
            yield "the index is not what a build would make"
        for name, data in self.gone().items():
            if is_there(self.memory.folder / name, data):
                yield f"{name}: no journey makes it any longer"
        if self.memory.manifest.shards:
            yield "shards have been built, and not yet put together"
