"""Reads the two sides of a comparison.

A side is a file, a folder, `-`, or `REVISION:PATH`. When whole revisions are compared, the newer one may be the working
folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.history.git import Repository
from journeymap.io.discovery import SUFFIX, SUFFIXES, Input, find_inputs

_RANGE = re.compile(r"(?P<old>.*?)(?P<dots>\.{2,3})(?P<new>.*)", re.DOTALL)


class Version(NamedTuple):
    """One version of one file: its name in messages, its path within its side, and its bytes."""

    name: str
    path: str
    data: bytes


class Sides(NamedTuple):
    """The versions to compare. `single` means one file on each side, to be paired whatever their names are."""

    old: list[Version]
    new: list[Version]
    single: bool


def sides_of(arguments: Sequence[str]) -> Sides:
    """The sides that the arguments of `diff` name. Raises UserError when they name none."""
    if not arguments:
        return _revisions("HEAD", [])
    first = arguments[0]
    if len(arguments) == 2 and _is_side(first) and _is_side(arguments[1]):
        return _two_sides(first, arguments[1])
    if _exists(first):
        return _revisions("HEAD", arguments)  # the working files against the last commit
    if _is_side(first):
        raise UserError(f"{first!r} is to be compared with one other file", hint="`journeymap diff OLD NEW`")
    return _revisions(first, arguments[1:])


def sides_since(revision: str, paths: Sequence[str]) -> Sides:
    """A revision against the working files at the paths. Raises UserError when there is no such revision."""
    return _revisions(revision, paths)


def _exists(argument: str) -> bool:
    return argument == "-" or Path(argument).exists()


def _is_side(argument: str) -> bool:
    return _exists(argument) or _split(argument) is not None


def _split(argument: str) -> tuple[str, str] | None:
    """Split `REVISION:PATH` at the first colon outside of braces; None where there is none."""
    depth = 0
    for index, character in enumerate(argument):
        depth += (character == "{") - (character == "}")
        if character == ":" and depth == 0:
            return (argument[:index], argument[index + 1 :]) if index else None
    return None


def _two_sides(old: str, new: str) -> Sides:
    if old == new == "-":
        raise UserError("both sides cannot be standard input")
    before, after = _side(old), _side(new)
    single = len(before) == len(after) == 1 and not (_is_folder(old) or _is_folder(new))
    return Sides(before, after, single)


def _is_folder(argument: str) -> bool:
    return _exists(argument) and Path(argument).is_dir()


def _side(argument: str) -> list[Version]:
    if _exists(argument):
        folder = Path(argument) if _is_folder(argument) else None
        found = []
        for each in find_inputs([argument]):
            path = Path(each.name).relative_to(folder).as_posix() if folder else each.name
            found.append(Version(each.name, path, each.read()))
        return found
    split = _split(argument)
    if split is None:
        raise UserError(f"{argument}: there is no such file or folder")
    revision, path = split
    repository = Repository.containing(Path.cwd())
    if path.startswith(("./", "../")) or path in (".", ".."):
        path = repository.path_in(Path(path))
    path = path.strip("/")
    commit = repository.commit(revision)
    return _committed(repository, commit, revision, path)


def _committed(repository: Repository, commit: str, revision: str, path: str) -> list[Version]:
    entries = repository.files(commit, [path])
    exact = [entry for entry in entries if entry.path == path]
    found = exact or [entry for entry in entries if entry.path.endswith(SUFFIXES)]
    if not found:
        where = f"{revision}:{path}"
        raise UserError(f"{where}: there is no such file there, nor a *{SUFFIX} below it")
    below = f"{path}/" if path and not exact else ""
    return [
        Version(f"{revision}:{entry.path}", entry.path.removeprefix(below), repository.contents(entry.blob))
        for entry in found
    ]


def _revisions(revision: str, paths: Sequence[str]) -> Sides:
    """The sides of `REV..REV` or `REV...REV`, or of one revision and the working folder."""
    repository = Repository.containing(Path.cwd())
    inside = [repository.path_in(Path(path)) for path in paths]
    if any(path == "" for path in inside):
        inside = []
    parts = _RANGE.fullmatch(revision)
    if parts is None:
        if not repository.has_commit(revision):
            raise UserError(
                f"{revision!r} is neither a file nor a folder nor a revision of this repository",
                hint="compare two files, or REVISION:PATH, or REVISION..REVISION",
            )
        old = repository.commit(revision)
        before, after = _against_working_folder(repository, (old, revision), inside)
        return Sides(before, after, single=False)
    old_name, new_name = parts["old"] or "HEAD", parts["new"] or "HEAD"
    old, new = repository.commit(old_name), repository.commit(new_name)
    if parts["dots"] == "...":
        old = repository.fork_point(old, new)
    old_entries = {entry for entry in repository.files(old, inside) if entry.path.endswith(SUFFIXES)}
    new_entries = {entry for entry in repository.files(new, inside) if entry.path.endswith(SUFFIXES)}
    both = old_entries & new_entries
    before, after = (
        [Version(f"{name}:{each.path}", each.path, repository.contents(each.blob)) for each in sorted(found - both)]
        for name, found in ((old_name, old_entries), (new_name, new_entries))
    )
    return Sides(before, after, single=False)


def _would_be_found(path: str) -> bool:
    """Whether a search of the working folder would find a file of this path: no hidden folder is searched."""
    return path.endswith(SUFFIXES) and not any(part.startswith(".") for part in path.split("/")[:-1])


def _against_working_folder(
    repository: Repository, revision: tuple[str, str], inside: list[str]
) -> tuple[list[Version], list[Version]]:
    commit, name = revision
    entries = [entry for entry in repository.files(commit, inside) if _would_be_found(entry.path)]
    old = [Version(f"{name}:{entry.path}", entry.path, repository.contents(entry.blob)) for entry in entries]
    files = {file for path in inside or [""] for file in _journey_files(repository.top / path)}
    new = []
    for file in sorted(files):
        path = file.relative_to(repository.top).as_posix()
        new.append(Version(path, path, Input(path, file).read()))
    return old, new


def _journey_files(place: Path) -> Iterator[Path]:
    """The journey files at or under a place, without links, which git keeps as links."""
    if place.is_file() and not place.is_symlink():
        yield place
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            file = Path(folder, name)
            if name.endswith(SUFFIXES) and file.is_file() and not file.is_symlink():
                yield file
