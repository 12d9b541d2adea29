"""What is previewed: the journeys that are there, what has changed in them, and the pages that show them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from journeymap.build.index import index_files, index_rows, unread_row
from journeymap.errors import UserError
from journeymap.serve.journey import PreviewedJourney, Trouble, trouble_of
from journeymap.serve.pages import PAGES
from journeymap.serve.stream import INDEX
from journeymap.settings import BuildSettings, Settings, reference_day
from journeymap.workspace import Workspace

PROBLEMS = "problems"
KINDS = (*PAGES, PROBLEMS)
"""The pages that a journey has, in the order in which they are offered."""


class Preview:
    """The journeys of a workspace, by name. All of it is used by one thread."""

    def __init__(self, workspace: Workspace, settings_of_index: Callable[[], Settings]) -> None:
        self.journeys: dict[str, PreviewedJourney] = {}
        self.trouble: Trouble | None = None
        self._workspace = workspace
        self._settings_of_index = settings_of_index
        self._index: dict[str, bytes] = {}
        self._is_index_old = True
        self._wants_index = False

    def look(self) -> set[str]:
        """Looks for what has changed; returns the names of the journeys of which something may look otherwise now.

        With any of them, or with one that appeared or went, the index is among the names.
        """
        before = self.trouble
        try:
            paths = self._workspace.paths()
            self.trouble = None
        except UserError as error:
            paths = [each.path for each in self.journeys.values()]
            self.trouble = trouble_of(error)
        named = {_name(path): path for path in paths}
        changed = named.keys() ^ self.journeys.keys()
        self.journeys = {
            name: self.journeys.get(name) or PreviewedJourney(name, path) for name, path in sorted(named.items())
        }
        changed |= self._changed(self.journeys.values())
        if changed or self.trouble != before:
            self._is_index_old = True
            changed.add(INDEX)
        return changed

    def look_at(self, paths: Collection[str]) -> set[str] | None:
        """Looks at journeys alone, where nothing but their files is said to have changed; returns as `look` does.

        Returns None where more has changed, for which only a look at everything will do. What has come and gone
        already, as the file that an editor writes before it renames it, counts for nothing.
        """
        known = {journey.path: journey for journey in self.journeys.values()}
        if any(path not in known and os.path.lexists(path) for path in paths):
            return None
        saved = [known[path] for path in paths if path in known]
        return None if not all(os.path.lexists(each.path) for each in saved) else self._changed(saved)

    def _changed(self, journeys: Iterable[PreviewedJourney]) -> set[str]:
        found = {each.name for each in journeys if not each.is_stale and not self._workspace.is_current(each.path)}
        for name in found:
            self.journeys[name].is_stale = True
        self._is_index_old |= bool(found)
        return found | ({INDEX} if found else set())

    def journey(self, name: str) -> PreviewedJourney | None:
        """Returns a journey as it is now, checked; None where there is none of this name."""
        journey = self.journeys.get(name)
        if journey is not None and journey.is_stale:
            journey.take(self._workspace.document(journey.path))
        return journey

    def index(self) -> tuple[dict[str, bytes], Trouble | None]:
        """Returns the files of the index, by name: of all journeys, with the facts of those that were read so far.

        With it comes why it is one from before; then there may be none.
        """
        self._wants_index = True
        settings, trouble = self.index_settings()
        if self._is_index_old and trouble is None:
            try:
                self._index = index_files([self._row(each, settings) for each in self.journeys.values()], settings)
                self._is_index_old = False
            except Exception as error:
                trouble = trouble_of(error)
        return self._index, trouble

    def index_settings(self) -> tuple[Settings, Trouble | None]:
        """Returns the settings of the index; defaults, and what is wrong, where they cannot be used."""
        try:
            return self._settings_of_index(), self.trouble
        except UserError as error:
            return Settings(today=reference_day(None), build=BuildSettings(themes=("default",))), trouble_of(error)

    def read_another(self) -> bool:
        """Reads one of the journeys of an index that was asked for; returns whether there was any that was not read."""
        unread = next((name for name, each in self.journeys.items() if each.is_stale), None)
        if unread is None or not self._wants_index or self.trouble is not None:
            return False
        journey = self.journey(unread)
        if journey is not None:
            with suppress(UserError):  # which the index tells
                journey.entry(self.index_settings()[0].build.root)
        self._is_index_old = True
        return True

    def folders(self) -> set[Path]:
        """Returns the folders in which something may change: those on the way to all files, and where links lead."""
        found: set[Path] = set()
        tops = {Path(os.path.abspath(path)) for path in self._workspace.searched}  # noqa: PTH100  links stay
        for journey in self.journeys.values():
            for path in self._workspace.depends_on(journey.path):
                if path.parent not in found and path.exists():
                    found |= _on_the_way(path.parent, tops)
                if path.is_symlink():
                    found.add(path.resolve().parent)
        return found | {top if top.is_dir() else top.parent for top in tops}

    def _row(self, journey: PreviewedJourney, settings: Settings) -> dict[str, object]:
        files = {("html" if kind == "map" else kind): address(kind, journey.name) for kind in KINDS}
        if journey.document is None:
            return unread_row(journey.name, files)
        (row,) = index_rows([journey.entry(settings.build.root)], settings)
        return row | {"files": files}


def _name(path: str) -> str:
    """What a file is called in addresses: its path from the working folder, where it is below it."""
    inner = Path(path)
    return (inner.relative_to(Path.cwd()) if inner.is_relative_to(Path.cwd()) else inner).as_posix().lstrip("/")


def address(kind: str, name: str) -> str:
    """Returns the address of a page, from that of the index."""
    return f"{kind}/{quote(name)}"


def _on_the_way(folder: Path, tops: set[Path]) -> set[Path]:
    """A folder, and those above it up to one of the tops, if it is below any."""
    above = next((number for number, each in enumerate((folder, *folder.parents)) if each in tops), 0)
    return {folder, *folder.parents[:above]}
