"""The two sides of a comparison, however they are named.

A side is a file, a folder, `-`, or `REVISION:PATH`. Where whole revisions are compared, the newer may be the working
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
from journeymap.io.discovery import SUFFIX, Input, find_inputs

_RANGE = re.compile(r"(?P<old>.*?)(?P<dots>\.{2,3})(?P<new>.*)", re.DOTALL)


class Version(NamedTuple):
    """One version of one file: its name in messages, its path within its side, and its bytes."""

    name: str
    path: str
    data: bytes


class Sides(NamedTuple):
    """The versions to compare; `single` when one file on each side is meant, whatever it is called."""

    old: list[Version]
    new: list[Version]
    single: bool


def sides_of(arguments: Sequence[str]) -> Sides:
    """What the arguments of `diff` mean. Raises UserError when they mean nothing."""
    if not arguments:
        return _revisions("HEAD", [])
    first = arguments[0]
    if len(arguments) == 2 and _is_side(first) and _is_side(arguments[1]):
        return _two(first, arguments[1])
    if _exists(first):
        return _revisions("HEAD", arguments)  # files as they are now, against what was committed last
    if _is_side(first):
        raise UserError(f"{first!r} is to be compared with one other file", hint="`journeymap diff OLD NEW`")
    return _revisions(first, arguments[1:])


def since(revision: str, paths: Sequence[str]) -> Sides:
    """The paths as they are now, against a revision. Raises UserError when there is no such revision."""
    return _revisions(revision, paths)


def _exists(argument: str) -> bool:
    return argument == "-" or Path(argument).exists()


def _is_side(argument: str) -> bool:
    return _exists(argument) or _split(argument) is not None


def _split(argument: str) -> tuple[str, str] | None:
    """`REVISION:PATH` in two: the colon is the first one outside of braces."""
    depth = 0
    for index, character in enumerate(argument):
        depth += (character == "{") - (character == "}")
        if character == ":" and depth == 0:
            return (argument[:index], argument[index + 1 :]) if index else None
    return None


def _two(old: str, new: str) -> Sides:
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
    repository = Repository.around(Path.cwd())
    if path.startswith(("./", "../")) or path in (".", ".."):
        path = repository.within(Path(path))
    path = path.strip("/")
    commit = repository.commit(revision)
    return _committed(repository, commit, revision, path)


def _committed(repository: Repository, commit: str, revision: str, path: str) -> list[Version]:
    entries = repository.files(commit, [path])
    exact = [entry for entry in entries if entry.path == path]
    found = exact or [entry for entry in entries if entry.path.endswith(SUFFIX)]
    if not found:
        where = f"{revision}:{path}"
        raise UserError(f"{where}: there is no such file there, nor a *{SUFFIX} below it")
    below = f"{path}/" if path and not exact else ""
    return [
        Version(f"{revision}:{entry.path}", entry.path.removeprefix(below), repository.contents(entry.blob))
        for entry in found
    ]


def _revisions(revision: str, paths: Sequence[str]) -> Sides:
    """Two revisions, or one and the working folder."""
    repository = Repository.around(Path.cwd())
    within = [repository.within(Path(path)) for path in paths]
    if any(path == "" for path in within):
        within = []
    parts = _RANGE.fullmatch(revision)
    if parts is None:
        if not repository.names(revision):
            raise UserError(
                f"{revision!r} is neither a file nor a folder nor a revision of this repository",
                hint="compare two files, or REVISION:PATH, or REVISION..REVISION",
            )
        old = repository.commit(revision)
        before, after = _against_working(repository, (old, revision), within)
        return Sides(before, after, single=False)
    old_name, new_name = parts["old"] or "HEAD", parts["new"] or "HEAD"
    old, new = repository.commit(old_name), repository.commit(new_name)
    if parts["dots"] == "...":
        old = repository.fork_point(old, new)
    was = {entry for entry in repository.files(old, within) if entry.path.endswith(SUFFIX)}
    now = {entry for entry in repository.files(new, within) if entry.path.endswith(SUFFIX)}
    both = was & now
    before, after = (
        [Version(f"{name}:{each.path}", each.path, repository.contents(each.blob)) for each in sorted(found - both)]
        for name, found in ((old_name, was), (new_name, now))
    )
    return Sides(before, after, single=False)


def _is_looked_for(path: str) -> bool:
    """Whether a file of a commit is one that is found in a working folder too."""
    return path.endswith(SUFFIX) and not any(part.startswith(".") for part in path.split("/")[:-1])


def _against_working(
    repository: Repository, revision: tuple[str, str], within: list[str]
) -> tuple[list[Version], list[Version]]:
    commit, name = revision
    entries = [entry for entry in repository.files(commit, within) if _is_looked_for(entry.path)]
    old = [Version(f"{name}:{entry.path}", entry.path, repository.contents(entry.blob)) for entry in entries]
    files = {file for path in within or [""] for file in _kept(repository.top / path)}
    new = []
    for file in sorted(files):
        path = file.relative_to(repository.top).as_posix()
        new.append(Version(path, path, Input(path, file).read()))
    return old, new


def _kept(place: Path) -> Iterator[Path]:
    """The journey files at or under a place as git would keep them: a link is not what it leads to."""
    if place.is_file() and not place.is_symlink():
        yield place
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            file = Path(folder, name)
            if name.endswith(SUFFIX) and file.is_file() and not file.is_symlink():
                yield file
