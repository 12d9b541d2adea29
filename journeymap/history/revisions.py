"""Reads the two sides of a comparison.

A side is a file, a folder, `-`, or `REVISION:PATH`. When whole revisions are compared, the newer one may be the working
folder. Revisions come first, then paths, as git has it: what names a revision is one, whatever a file is called, and
after `--` there are only paths. What is left out of a search of the working folder is left out of both sides.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.history.git import Repository, TreeEntry
from journeymap.history.measured_versions import (
    CommittedMeasures,
    MeasuresVersion,
    is_same,
    measures_in_folder,
    with_measures,
)
from journeymap.io.discovery import SUFFIX, SUFFIXES, Input, find_inputs
from journeymap.io.ignoring import RulesOf, Walk, is_forced_out

_RANGE = re.compile(r"(?P<old>.*?)(?P<dots>\.{2,3})(?P<new>.*)", re.DOTALL)


class Version(NamedTuple):
    """One version of one file: its name in messages, its path within its side, and its bytes.

    `file` is where it is; None in a commit. `beside` is what was measured of it, if anything was.
    """

    name: str
    path: str
    data: bytes
    file: Path | None = None
    beside: MeasuresVersion | None = None


class Sides(NamedTuple):
    """The versions to compare. `single` means one file on each side, to be paired whatever their names are.

    `found` is how many versions there are on both sides, with those left out here because both sides have them alike.
    """

    old: list[Version]
    new: list[Version]
    single: bool
    found: int


def sides_of(arguments: Sequence[str], rules_of: RulesOf) -> Sides:
    """The sides that the arguments of `diff` name, after `--` only paths. Raises UserError when they name none.

    `rules_of` says what is left out of a folder.
    """
    named, paths = list(arguments), None
    if "--" in named:
        at = named.index("--")
        named, paths = named[:at], named[at + 1 :]
    revisions = _leading_revisions(named)
    rest = named[len(revisions) :]
    if paths is not None:
        if rest:
            raise UserError(f"{rest[0]!r} is no revision of this repository", hint="after `--` stand the paths")
        return _revisions(revisions, paths, rules_of)
    if revisions or not rest:
        return _revisions(revisions, rest, rules_of)
    if len(rest) == 2 and _is_side(rest[0]) and _is_side(rest[1]):
        return _two_sides(rest[0], rest[1], rules_of)
    if _exists(rest[0]):
        return _revisions([], rest, rules_of)  # the working files against the last commit
    if _is_side(rest[0]):
        raise UserError(f"{rest[0]!r} is to be compared with one other file", hint="`journeymap diff OLD NEW`")
    repository = Repository.containing(Path.cwd())
    parts = _RANGE.fullmatch(rest[0])
    if parts is not None:
        for end in (parts["old"], parts["new"]):
            repository.commit(end or "HEAD")  # says which of them names none
    raise _no_such_thing(rest[0])


def sides_since(revision: str, paths: Sequence[str], rules_of: RulesOf) -> Sides:
    """A revision against the working files at the paths. Raises UserError when there is no such revision."""
    repository = Repository.containing(Path.cwd())
    repository.commit(revision)
    return _revisions([revision], paths, rules_of)


def _leading_revisions(arguments: Sequence[str]) -> list[str]:
    """The arguments that name what to compare: one range, or one or two revisions; none outside of a repository."""
    if not arguments or arguments[0] == "-":
        return []
    try:
        repository = Repository.containing(Path.cwd())
    except UserError:
        return []
    parts = _RANGE.fullmatch(arguments[0])
    if parts is not None and all(repository.has_commit(end or "HEAD") for end in (parts["old"], parts["new"])):
        return [arguments[0]]
    found: list[str] = []
    for argument in arguments[:2]:
        if not repository.has_commit(argument):
            break
        found.append(argument)
    return found


def _no_such_thing(argument: str) -> UserError:
    return UserError(
        f"{argument!r} is neither a file nor a folder nor a revision of this repository",
        hint="compare two files, or REVISION:PATH, or REVISION..REVISION; revisions come before paths",
    )


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


def _two_sides(old: str, new: str, rules_of: RulesOf) -> Sides:
    if old == new == "-":
        raise UserError("both sides cannot be standard input")
    before, after = _side(old, rules_of), _side(new, rules_of)
    single = len(before) == len(after) == 1 and not (_is_folder(old) or _is_folder(new))
    return Sides(before, after, single, len(before) + len(after))


def _is_folder(argument: str) -> bool:
    return _exists(argument) and Path(argument).is_dir()


def _side(argument: str, rules_of: RulesOf) -> list[Version]:
    if _exists(argument):
        folder = Path(argument) if _is_folder(argument) else None
        found = []
        for each in find_inputs([argument], rules_of):
            path = Path(each.name).relative_to(folder).as_posix() if folder else each.name
            beside = measures_in_folder(each.path) if each.path else None
            found.append(Version(each.name, path, each.read(), each.path, beside))
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
    entries = repository.files(commit, with_measures([path]))
    exact = [entry for entry in entries if entry.path == path]
    found = exact or [entry for entry in entries if entry.path.endswith(SUFFIXES)]
    if not found:
        where = f"{revision}:{path}"
        raise UserError(f"{where}: there is no such file there, nor a *{SUFFIX} below it")
    below = f"{path}/" if path and not exact else ""
    measures = CommittedMeasures(repository, revision, entries)
    return [
        Version(
            f"{revision}:{entry.path}", entry.path.removeprefix(below), repository.contents(entry.blob),
            beside=measures.of(entry.path),
        )
        for entry in found
    ]  # fmt: skip


class _Choice:
    """Which files of a repository are compared: those at or under the paths, but for what is left out of folders."""

    def __init__(self, repository: Repository, paths: Sequence[str], rules_of: RulesOf) -> None:
        self.paths = paths
        self._top = str(repository.top)
        self._named = {str(repository.top / path) for path in paths or [""]}
        self._rules_of = rules_of
        self._walks = {
            place: Walk(place, rules_of)
            for place in self._named
            if place == self._top or not is_forced_out(place, rules_of, is_folder=True)
        }

    def has(self, path: str, *, tracked: bool) -> bool:
        """Whether a file is compared, by its path from the top; `.gitignore` does not bind one that is `tracked`."""
        file = os.path.join(self._top, path)  # noqa: PTH118  asked for each file of a commit
        if file in self._named:
            return not is_forced_out(file, self._rules_of)
        return any(
            not walk.passes_by(file, tracked=tracked)
            for place, walk in self._walks.items()
            if file.startswith(place.rstrip(os.sep) + os.sep)
        )

    def committed(self, repository: Repository, commit: str, name: str) -> dict[TreeEntry, MeasuresVersion | None]:
        """The journey files of a commit, called `name` in messages, that are compared, with their measures."""
        entries = repository.files(commit, with_measures(self.paths))
        measures = CommittedMeasures(repository, name, entries)
        return {
            each: measures.of(each.path)
            for each in entries
            if each.path.endswith(SUFFIXES) and self.has(each.path, tracked=True)
        }


def _revisions(named: Sequence[str], paths: Sequence[str], rules_of: RulesOf) -> Sides:
    """The sides of a range or of two revisions, or of one (else the last commit) and the working folder."""
    repository = Repository.containing(Path.cwd())
    inside = {repository.path_in(Path(path)): path for path in paths}
    choice = _Choice(repository, [] if "" in inside else list(inside), rules_of)
    parts = _RANGE.fullmatch(named[0]) if len(named) == 1 else None
    if len(named) < 2 and (parts is None or repository.has_commit(named[0])):
        old = repository.commit(named[0] if named else "HEAD")
        _check_paths(repository, [old], inside)
        before, after = _against_working_folder(repository, (old, named[0] if named else "HEAD"), choice)
        return Sides(before, after, single=False, found=len(before) + len(after))
    old_name, new_name = (parts["old"] or "HEAD", parts["new"] or "HEAD") if parts else named
    old, new = repository.commit(old_name), repository.commit(new_name)
    if parts and parts["dots"] == "...":
        old = repository.fork_point(old, new)
    _check_paths(repository, [old, new], inside)
    old_entries = choice.committed(repository, old, old_name)
    new_entries = choice.committed(repository, new, new_name)
    both = {each for each in old_entries.keys() & new_entries if is_same(old_entries[each], new_entries[each])}
    before, after = (
        [
            Version(f"{name}:{each.path}", each.path, repository.contents(each.blob), beside=found[each])
            for each in sorted(found.keys() - both)
        ]
        for name, found in ((old_name, old_entries), (new_name, new_entries))
    )
    return Sides(before, after, single=False, found=len(old_entries) + len(new_entries))


def _check_paths(repository: Repository, commits: Sequence[str], inside: Mapping[str, str]) -> None:
    """Raise UserError for a path that is neither in the working folder nor in one of the commits."""
    for path, written in inside.items():
        is_here = path == "" or os.path.lexists(repository.top / path)
        if not is_here and not any(repository.files(commit, [path]) for commit in commits):
            raise _no_such_thing(written)


def _is_hidden(path: str) -> bool:
    """Whether a search of the working folder passes a file of this path by, since it is in a hidden folder."""
    return any(part.startswith(".") for part in path.split("/")[:-1])


def _against_working_folder(
    repository: Repository, revision: tuple[str, str], choice: _Choice
) -> tuple[list[Version], list[Version]]:
    commit, name = revision
    entries = {
        entry: beside
        for entry, beside in choice.committed(repository, commit, name).items()
        if not _is_hidden(entry.path)
    }
    old = [
        Version(f"{name}:{entry.path}", entry.path, repository.contents(entry.blob), beside=beside)
        for entry, beside in entries.items()
    ]
    tracked = {entry.path for entry in entries}
    new = []
    for file in sorted({file for path in choice.paths or [""] for file in _journey_files(repository.top / path)}):
        path = file.relative_to(repository.top).as_posix()
        if path in tracked or choice.has(path, tracked=False):
            new.append(Version(path, path, Input(path, file).read(), file, measures_in_folder(file)))
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
