"""The only writer of files: everything of one input is put in place at once, or nothing is.

Files are written whole beside their places under passing names, and moved there when all are on the
disk. Whatever ends a run before that leaves the earlier files as they were.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from journeymap.errors import UserError

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}(\.[a-z0-9]+(-[a-z0-9]+)*)+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\.")
_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Staged(NamedTuple):
    """The outputs of one input, written under passing names: those names, by the names they are to have."""

    files: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the files are to have."""
        return tuple(self.files)


class Folder:
    """A folder that outputs go to. `mark` tells the passing files of this run from another's.

    A `durable` one waits for the disk before files are moved to their places, so that they are whole even after
    the power went away.
    """

    def __init__(self, path: Path, mark: str, *, durable: bool = True) -> None:
        self.path = path
        self._mark = mark
        self._durable = durable
        self._owners: dict[str, str] = {}
        self._existing: dict[str, str] | None = None

    def stage(self, outputs: Mapping[str, bytes]) -> Staged:
        """Write the outputs under passing names; their places are not touched yet."""
        files: dict[str, str] = {}
        try:
            for name, data in outputs.items():
                check_name(name)
                passing = f".{name}.{self._mark}.tmp"
                files[name] = passing
                _write(self.path / passing, data)
            for passing in (
                files.values() if self._durable else ()
            ):  # after all are written, so that the disk can take them together
                _sync(self.path / passing)
        except BaseException as error:
            self.discard(Staged(files))
            if isinstance(error, OSError):
                raise cannot_write(self.path, error) from None
            raise
        return Staged(files)

    def place(self, staged: Staged, source: str) -> None:
        """Move all the staged outputs of the input called `source` to their places, or none of them."""
        try:
            self.claim(staged.names, source)
            with _all_or_none(self.path, self._mark, staged.names):
                for name, passing in staged.files.items():
                    (self.path / passing).replace(self.path / name)
        except OSError as error:
            raise cannot_write(self.path, error) from None
        finally:
            self.discard(staged)

    def discard(self, staged: Staged) -> None:
        """Remove what is left of the staged outputs."""
        for passing in staged.files.values():
            with suppress(OSError):
                (self.path / passing).unlink()

    def clear(self) -> None:
        """Remove every passing file of this run, whoever wrote it."""
        with suppress(OSError):
            for path in list(self.path.glob(f".*.{self._mark}.tmp")):
                path.unlink(missing_ok=True)

    def claim(self, names: Iterable[str], source: str) -> None:
        """Keep the names for the outputs of the input called `source`. Raises UserError when another has one."""
        for name in names:
            self._claim(name, source)

    def remove(self, names: Iterable[str]) -> None:
        """Remove outputs that nothing makes any longer."""
        try:
            for name in names:
                check_name(name)
                (self.path / name).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self.path, error) from None

    def sweep(self, kind: str) -> None:
        """Remove the passing files that runs of this kind left when they were killed."""
        with suppress(OSError):
            for path in list(self.path.glob(f".*.{kind}-*.tmp")):
                path.unlink(missing_ok=True)

    def _claim(self, name: str, source: str) -> None:
        key = name.casefold()
        owner = self._owners.setdefault(key, source)
        if owner != source:
            raise UserError(
                f"{source}: its output {name} is already that of {owner}", hint="give each journey an `id` of its own"
            )
        if self._existing is None:
            self._existing = {entry.casefold(): entry for entry in os.listdir(self.path)}  # noqa: PTH208
        existing = self._existing.get(key, name)
        if existing != name:
            raise UserError(
                f"{source}: its output {name} differs only in case from {existing}, which is there already",
                hint="some systems take the two for one file; rename or remove the one that is there",
            )


@contextmanager
def folder(path: Path, kind: str = "journeymap", *, durable: bool = True) -> Iterator[Folder]:
    """The folder, made where there is none; nothing passing is left in it, however the run ends.

    Unless it is killed: its passing files then tell by `kind` what left them.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from None
    made = Folder(path, f"{kind}-{os.getpid():x}-{os.urandom(4).hex()}", durable=durable)
    try:
        yield made
    finally:
        made.clear()


def write_file(path: Path, data: bytes, *, overwrite: bool = True) -> None:
    """Put one file in place whole, with the permissions of what is there; or leave that as it was."""
    if not overwrite and os.path.lexists(path):
        raise UserError(f"{path} is there already", hint="`--force` writes over it")
    passing = path.with_name(f".{path.name}.journeymap-{os.urandom(4).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(passing, data)
        if path.exists():
            passing.chmod(path.stat().st_mode & 0o7777)
        _sync(passing)
        passing.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from None
    finally:
        with suppress(OSError):
            passing.unlink()


def cannot_write(path: Path, error: OSError) -> UserError:
    """The one line that is said when the system refuses to write."""
    return UserError(f"{path}: cannot write: {error.strerror or error}", hint="what was there before is untouched")


def check_name(name: str) -> None:
    """Refuse a name that is not made from an id, or that some system cannot have. Raises UserError."""
    if not _NAME.fullmatch(name):
        raise UserError(f"{name!r} cannot be the name of a file", hint="the journey's `id` names its files")
    if _RESERVED.match(name):
        raise UserError(f"{name} is a name that Windows keeps for a device", hint="give the journey another `id`")


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, _CREATE, 0o666), "wb") as file:
        file.write(data)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _all_or_none(folder: Path, mark: str, names: tuple[str, ...]) -> Iterator[None]:
    """Keep what stands under the names, and bring it back when the moves inside are not all made."""
    kept = {name: folder / f".{name}.{mark}.old.tmp" for name in names if (folder / name).exists()}
    try:
        for name, copy in kept.items():
            _keep(folder / name, copy)
        yield
    except BaseException:
        for name in names:
            with suppress(OSError):
                kept[name].replace(folder / name) if name in kept else (folder / name).unlink()
        raise
    finally:
        for copy in kept.values():
            with suppress(OSError):
                copy.unlink()


def _keep(path: Path, copy: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(21, f"{path.name} is a folder", str(path))
    try:
        copy.hardlink_to(path)
    except OSError:  # a file system without links
        _write(copy, path.read_bytes())
