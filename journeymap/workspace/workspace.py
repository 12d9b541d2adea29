"""The journeys that a process works on for long, as an editor's or a preview's: from files, and from open editors."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from journeymap.errors import UserError
from journeymap.io.discovery import Input, collect_inputs
from journeymap.io.ignoring import FolderRules, RulesOf
from journeymap.io.resources import Stamp, is_settled, stamp_of, stamps_of
from journeymap.pipeline.dependencies import files_named_by
from journeymap.pipeline.severity import severities
from journeymap.records import NamedTuple
from journeymap.settings import Settings, reference_day
from journeymap.workspace.document import Document

Stamps = dict[Path, Stamp]


class SettingsSource(Protocol):
    """Gives each file its settings, from configuration files that it reads once until it is told to forget them."""

    def __call__(self, each: Input) -> Settings:
        """The settings of a file. Raises UserError."""

    def files(self, folder: str) -> list[Path]:
        """The configuration files on which the settings of a folder, an absolute path, depend, there or not."""

    def forget(self) -> None:
        """Reads configuration files anew from now on."""


class Workspace:
    """Journeys in folders and files, each read when it is asked for, and again when something has changed for it.

    A journey is named by the absolute path of its file, with links as they are, or by what `open` was told. Only one
    thread may use a workspace, but each of its documents may be used by another.
    """

    def __init__(self, paths: Sequence[str], rules_of: RulesOf, settings_of: SettingsSource) -> None:
        self.searched = tuple(paths)
        self._rules_of = rules_of
        self._settings_of = settings_of
        self._open: dict[str, _Open] = {}
        self._read: dict[str, _Read] = {}
        self._configuration: dict[str, Stamps] = {}
        self._day = reference_day(None)

    def search(self, paths: Sequence[str]) -> None:
        """Takes the journeys at these paths from now on, in place of those before."""
        self.searched = tuple(paths)

    def inputs(self) -> list[Input]:
        """Returns the journey files of the workspace that are there now, in the order of its paths.

        Raises UserError when a configuration file is wrong.
        """
        found = collect_inputs(self.searched, self._current_rules_of) if self.searched else []
        return [each for each in found if each.problem is None and each.path is not None]

    def paths(self) -> list[str]:
        """Returns the names of the journeys: these files, and then what is open beside them. Raises UserError."""
        found = [os.path.abspath(each.path) for each in self.inputs() if each.path]  # noqa: PTH100  links stay
        return list(dict.fromkeys((*found, *self._open)))

    def document(self, name: str) -> Document:
        """Returns the journey of this name as it is now: the same document as before when nothing has changed for it.

        What changes it is its text, the configuration and the files that this names, pictures, measures, and the day.
        One whose file is gone has no text and a `problem`.
        """
        read = self._read.get(name)
        if read is not None and read.is_current:
            return read.document
        anew = self._read_anew(name, read)
        self._read[name] = anew._replace(document=read.document) if read and anew.is_same_as(read) else anew
        return self._read[name].document

    def is_current(self, name: str) -> bool:
        """Returns whether `document` would give the same document as it did last.

        It is read again only where no stamp tells, just after a change, or while something is wrong with its settings.
        """
        read = self._read.get(name)
        if read is None or not read.has_its_stamps:
            return False
        return not read.unsettled or self.document(name) is read.document

    def depends_on(self, name: str) -> tuple[Path, ...]:
        """Returns the files and folders on which a document depends that was read, there or not; else its own alone."""
        read = self._read.get(name)
        return tuple(read.stamps) if read and read.stamps else (Path(name),)

    def open(self, name: str, text: str, version: int | None = None, *, in_file: bool = True) -> None:
        """Takes a text in place of what the file `name` has, or of the one it took before.

        Without `in_file` there is no such file. `version` is the editor's number of the text.
        """
        self._open[name] = _Open(text.encode("utf-8", "replace"), version, in_file)
        if name in self._read:
            self._read[name] = self._read[name]._replace(stamps=None)

    def close(self, name: str) -> None:
        """Takes the text in the file again."""
        self._open.pop(name, None)
        self._read.pop(name, None)

    def _read_anew(self, name: str, before: _Read | None) -> _Read:
        held = self._open.get(name)
        path = None if held is not None and not held.in_file else Path(name)
        each = Input(_shown(name), path, held.data if held else None)
        settings, problem = self._settings(each)
        stamps = dict(self._configuration[each.folder])
        stamps |= _stamps(files_named_by(settings))
        stamps |= {} if held or path is None else {path: stamp_of(path)}
        try:
            data = each.read()
        except UserError as error:
            data, problem = b"", problem or error
        version = held.version if held else None
        last = before.document if before else None
        document = Document(
            each.name, path, data, settings, version=version, problem=problem,
            last_good=last.last_good if last else None,
        )  # fmt: skip
        stamps |= _stamps(document.beside)
        unsettled = {path for path, stamp in stamps.items() if not is_settled(stamp)}
        if problem is not None:
            unsettled.add(Path(name))  # no stamp tells when it is mended
        return _Read(document, stamps, frozenset(unsettled), self._day)

    def _settings(self, each: Input) -> tuple[Settings, UserError | None]:
        """The settings of a file; the defaults, and what is wrong, where its configuration cannot be used."""
        self._look_at_configuration(each.folder)
        try:
            settings = self._settings_of(each)
            severities(settings)  # which names of rules are wrong
            return settings, None
        except UserError as error:
            return Settings(today=reference_day(None)), error

    def _current_rules_of(self, folder: str) -> FolderRules:
        self._look_at_configuration(folder)
        return self._rules_of(folder)

    def _look_at_configuration(self, folder: str) -> None:
        """Forgets all settings when a configuration file of a folder has changed, appeared or gone, or a day has."""
        now, day = _stamps(self._settings_of.files(folder)), reference_day(None)
        if self._configuration.get(folder, now) != now or day != self._day:
            self._settings_of.forget()
            self._configuration.clear()
        self._configuration[folder], self._day = now, day


class _Open(NamedTuple):
    """What an editor holds in place of a file, if it is `in_file`."""

    data: bytes
    version: int | None
    in_file: bool


class _Read(NamedTuple):
    """A document, and the stamps of all that it depends on, taken on a `day` before it was read.

    They are None where it is known to have changed. A further change may leave those that are `unsettled` as they are.
    """

    document: Document
    stamps: Stamps | None
    unsettled: frozenset[Path]
    day: dt.date

    @property
    def is_current(self) -> bool:
        """Whether nothing has changed for the document."""
        return not self.unsettled and self.has_its_stamps

    @property
    def has_its_stamps(self) -> bool:
        """Whether no stamp says that something has changed."""
        if self.stamps is None or self.day != reference_day(None):
            return False
        return all(stamp_of(path) == stamp for path, stamp in self.stamps.items())

    def is_same_as(self, before: _Read) -> bool:
        """Whether the document is the same as before, and all on which it depends is, too."""
        one, other = self.document, before.document
        if self.stamps is None or before.stamps is None or str(one.problem) != str(other.problem):
            return False
        if (one.data, one.version, one.path) != (other.data, other.version, other.path):
            return False
        if vars(one.settings) != vars(other.settings):
            return False
        others = before.stamps.keys() - {one.path}
        return others.isdisjoint(before.unsettled) and all(
            self.stamps.get(each) == before.stamps[each] for each in others
        )


def _stamps(paths: Sequence[Path]) -> Stamps:
    with suppress(OSError):  # a folder went meanwhile, and its own stamp tells
        return dict(stamps_of(paths))
    return {path: stamp_of(path) for path in paths}


def _shown(name: str) -> str:
    """What a file is called in messages: its path from the working folder where it is below it."""
    path = Path(name)
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()
