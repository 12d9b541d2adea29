"""Writes files, all outputs of one input or none of them. No other module writes files.

Files are first written under temporary names in the same folder, and renamed when all of them are written. If a run
ends before that, the earlier files stay as they were. `write_file`, which also replaces what people wrote, first waits
for the disk, so that even a power failure leaves one of the two; outputs can be made again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from journeymap.errors import UserError
from journeymap.records import NamedTuple

_LETTERS, _LONGEST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789"), 64
_DEVICES = {"con", "prn", "aux", "nul", *(port + number for port in ("com", "lpt") for number in "0123456789")}
_LEFTOVER = 3600
"""Seconds after which a temporary file is no longer used: a run has it for moments, and another may be running."""
_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Staged(NamedTuple):
    """The outputs of one input, written under temporary names: these names, by the final names."""

    files: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The final names of the files."""
        return tuple(self.files)


class NameRecord:
    """A file to which a run adds names, one a line, each of which is kept even if the run is killed right after it.

    It replaces an earlier file at its `path`, by way of a `temporary` one. Raises UserError when it cannot be written,
    as `add` does.
    """

    def __init__(self, path: Path, temporary: Path, lines: Iterable[str]) -> None:
        self._path = path
        try:
            _write(temporary, _joined(lines))
            temporary.replace(path)
            self._descriptor = os.open(path, _APPEND)
        except OSError as error:
            raise cannot_write(path, error) from None

    def add(self, lines: Iterable[str]) -> None:
        """Adds lines at its end."""
        try:
            os.write(self._descriptor, _joined(lines))
        except OSError as error:
            raise cannot_write(self._path, error) from None

    def close(self) -> None:
        """Closes the file, and leaves it."""
        os.close(self._descriptor)


class Folder:
    """A folder for outputs. `run_id` is part of the names of this run's temporary files."""

    def __init__(self, path: Path, run_id: str) -> None:
        self.path = path
        self._run_id = run_id
        self._prefix = os.path.join(path, "")
        self._owners: dict[str, str] = {}
        self._existing: dict[str, str] | None = None

    def stage(self, outputs: Mapping[str, bytes]) -> Staged:
        """Writes the outputs under temporary names. Raises UserError when the folder cannot be written to."""
        files: dict[str, str] = {}
        try:
            for name, data in outputs.items():
                check_name(name)
                temporary = f".{name}.{self._run_id}.tmp"
                files[name] = temporary
                _write(self._prefix + temporary, data)
        except BaseException as error:
            self.discard(Staged(files))
            if isinstance(error, OSError):
                raise cannot_write(self.path, error) from None
            raise
        return Staged(files)

    def place(self, staged: Staged, source: str) -> None:
        """Renames all staged outputs of the input called `source` to their final names, or none of them.

        Raises UserError when another input has one of the names, or the folder cannot be written to.
        """
        try:
            self.claim(staged.names, source)
            with _all_or_none(self._prefix, self._run_id, staged.names):
                for name, temporary in staged.files.items():
                    os.replace(self._prefix + temporary, self._prefix + name)
        except BaseException as error:
            self.discard(staged)
            if isinstance(error, OSError):
                raise cannot_write(self.path, error) from None
            raise

    def discard(self, staged: Staged) -> None:
        """Removes the temporary files of staged outputs."""
        for temporary in staged.files.values():
            with suppress(OSError):
                (self.path / temporary).unlink()

    def clear(self) -> None:
        """Removes all temporary files of this run."""
        with suppress(OSError):
            for path in _temporary(self.path, f".{self._run_id}."):
                path.unlink(missing_ok=True)

    def claim(self, names: Iterable[str], source: str) -> None:
        """Reserves the names for the outputs of the input called `source`.

        Raises UserError when another input has one of them, or a file differs from one only in case.
        """
        for name in names:
            self._claim(name, source)

    def remove(self, names: Iterable[str]) -> None:
        """Removes outputs that are no longer made."""
        try:
            for name in names:
                check_name(name)
                (self.path / name).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self.path, error) from None

    def record(self, name: str, lines: Iterable[str]) -> NameRecord:
        """Replaces a file of the folder by a record that starts with these lines."""
        return NameRecord(self.path / name, self.path / f".{self._run_id}.record.tmp", lines)

    def remove_record(self, name: str) -> None:
        """Removes a record, if there is one. Raises UserError when it cannot be removed."""
        try:
            (self.path / name).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self.path, error) from None

    def sweep(self, kind: str) -> None:
        """Removes the temporary files that earlier runs of this kind left when they were killed."""
        with suppress(OSError):
            for path in _temporary(self.path, f".{kind}-"):
                path.unlink(missing_ok=True)

    def _claim(self, name: str, source: str) -> None:
        key = name.casefold()
        if (owner := self._owners.setdefault(key, source)) != source:
            raise UserError(
                f"{source}: its output {name} is already that of {owner}", hint="give each journey an `id` of its own"
            )
        if self._existing is None:
            self._existing = {entry.casefold(): entry for entry in os.listdir(self.path)}
        existing = self._existing.get(key, name)
        if existing != name:
            raise UserError(
                f"{source}: its output {name} differs only in case from {existing}, which is there already",
                hint="some systems take the two for one file; rename or remove the one that is there",
            )


@contextmanager
def folder(path: Path, kind: str = "journeymap") -> Iterator[Folder]:
    """Opens a folder for outputs, creates it if necessary, and removes its temporary files at the end.

    A run that is killed leaves its temporary files; `kind` is part of their names, for `Folder.sweep`.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        file = next(each for each in (path, *path.parents) if os.path.lexists(each))
        raise UserError(f"{file}: this is a file, and a folder is meant", hint="name a folder, or move it") from None
    except OSError as error:
        raise cannot_write(path, error) from None
    _remove_leftovers(path.absolute())
    made = Folder(path, f"{kind}-{os.getpid():x}-{os.urandom(4).hex()}")
    try:
        yield made
    finally:
        made.clear()


def write_file(path: Path, data: bytes, *, overwrite: bool = True) -> None:
    """Writes one file, or leaves the earlier one as it was; an earlier file's permissions are kept.

    What is there and no file, such as `/dev/null` or a pipe, is written to, and not replaced. Raises UserError when the
    file cannot be written, is a folder, or exists and must not be overwritten.
    """
    if path.is_dir():
        raise UserError(f"{path}: this is a folder, and a file is meant", hint="name a file in it")
    if not overwrite and os.path.lexists(path):
        raise UserError(f"{path} is there already", hint="`--force` writes over it")
    temporary = path.with_name(f".{path.name}.journeymap-{os.urandom(4).hex()}.tmp")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(path.parent.absolute())
        _write(temporary, data)
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o7777)
        _sync(temporary)
        temporary.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink()


@cache  # once for each folder of a run
def _remove_leftovers(folder: Path) -> None:
    """Removes temporary files that no run can be using any more, as one leaves them that is killed."""
    with suppress(OSError):
        for path in _temporary(folder, ".journeymap-"):
            if path.lstat().st_mtime < time.time() - _LEFTOVER:
                path.unlink(missing_ok=True)


def _temporary(folder: Path, mark: str) -> list[Path]:
    """The temporary files in a folder whose names have this mark. Raises OSError."""
    return [folder / name for name in os.listdir(folder) if name[0] == "." and mark in name and name.endswith(".tmp")]


def cannot_write(path: Path, error: OSError) -> UserError:
    """Returns the error for a file or folder that the system refuses to write."""
    return UserError(f"{path}: cannot write: {error.strerror or error}", hint="what was there before is untouched")


def check_name(name: str) -> None:
    """Raises UserError for a name that is not made from an id, or that Windows does not allow."""
    stem, *suffixes = name.split(".")
    words = (stem.replace("-", ""), *"-".join(suffixes).split("-"))
    if stem[:1] == "-" or len(stem) > _LONGEST or not all(word and _LETTERS.issuperset(word) for word in words):
        raise UserError(f"{name!r} cannot be the name of a file", hint="the journey's `id` names its files")
    if stem in _DEVICES:
        raise UserError(f"{name} is a name that Windows keeps for a device", hint="give the journey another `id`")


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _write(path: str | Path, data: bytes) -> None:
    with os.fdopen(os.open(path, _CREATE, 0o666), "wb") as file:
        file.write(data)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _all_or_none(prefix: str, run_id: str, names: tuple[str, ...]) -> Iterator[None]:
    """Backs up the files at `prefix` with these names, and restores them when an exception is raised inside."""
    backups: dict[str, str] = {}
    try:
        for name in names:
            copy = f"{prefix}.{name}.{run_id}.old.tmp"
            if _back_up(prefix + name, copy):
                backups[name] = copy
        try:
            yield
        except BaseException:
            for name in names:
                with suppress(OSError):
                    os.replace(backups[name], prefix + name) if name in backups else os.unlink(prefix + name)
            raise
    finally:
        for copy in backups.values():
            with suppress(OSError):
                os.unlink(copy)


def _back_up(path: str, copy: str) -> bool:
    """Whether there was something to back up."""
    try:
        os.link(path, copy)
    except OSError:  # nothing there, or a file system without hard links
        if not os.path.exists(path):
            return False
        if os.path.isdir(path):
            raise IsADirectoryError(21, f"{os.path.basename(path)} is a folder", path) from None
        with open(path, "rb") as file:
            _write(copy, file.read())
    return True
