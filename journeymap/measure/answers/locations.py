"""The files of a source: which they are, and that they are where a journey may name files.

A journey may be somebody's pull request. Its files are inside the project, or below the folder that the user names on
the command line; where a path leads is judged after links, `..` and stars are resolved, and a path that leads out is
refused before anything there is looked at.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.insight.sources import LEADS_OUT, is_pattern, parts_of, wrong_location
from journeymap.io.beside import project_of
from journeymap.io.reading import is_inside
from journeymap.measure.answers.refusal import refused
from journeymap.model import Source

MOST_FILES = 2_000
_MOST_FOLDERS = 20_000
_KINDS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite",
    ".duckdb": "duckdb",
}  # fmt: skip


class AnswerFile(NamedTuple):
    """A file of answers: its place with all links resolved, its path from the base as messages name it, its kind.

    Kinds are `csv`, `xlsx`, `jsonl`, `parquet`, `sqlite` and `duckdb`.
    """

    path: Path
    name: str
    kind: str


def kind_of(path: Path) -> str | None:
    """Returns the kind of a file by the ending of its name; None for an unknown one."""
    return _KINDS.get(path.suffix.lower())


def files_of(source: Source, folder: Path, data: Path | None = None) -> tuple[AnswerFile, ...]:
    """Returns the files of a source, ordered by path; none where no file has such a name.

    `folder` is that of the journey, `data` one that the user names, in which the location is looked for first. Raises
    an AnswersError for a location that leads out of the project and of `data`, and for a file of an unknown kind.
    """
    wrong = wrong_location(source.location)
    if wrong is not None:
        raise refused(source, "location", wrong[0], wrong[1])
    places = [] if data is None else [(data, data)]
    places.append((folder, Path(project_of(str(folder)))))
    for base, root in places:
        found = list(_found(source, base, root))
        if found:
            return tuple(sorted(found, key=lambda file: file.name))
    return ()


def _found(source: Source, base: Path, root: Path) -> Iterator[AnswerFile]:
    beginning, rest = parts_of(source.location)
    start = Path(os.path.normpath(base.joinpath(*beginning)))
    if not is_inside(start, root):
        raise _outside(source)
    seen: set[Path] = set()
    for place in _matches(start, rest, [_MOST_FOLDERS]):
        if not is_inside(place, root):
            raise _outside(source)
        path = place.resolve()
        try:
            is_file = stat.S_ISREG(path.stat().st_mode)
        except OSError:
            continue
        if not is_file or path in seen:
            continue
        seen.add(path)
        if len(seen) > MOST_FILES:
            raise refused(source, "location", f"the location has more than {MOST_FILES:,} files", "name fewer of them")
        name = os.path.relpath(place, base).replace(os.sep, "/")
        kind = kind_of(path)
        if kind is None:
            raise refused(source, "location", f"{name}: this kind of file is not known",
                          f"known are {', '.join(_KINDS)}")  # fmt: skip
        yield AnswerFile(path, name, kind)


def _outside(source: Source) -> UserError:
    return refused(source, "location", *LEADS_OUT)


def _matches(folder: Path, parts: list[str], left: list[int]) -> Iterator[Path]:
    """The places below a folder that the parts of a path with stars name. `left` counts folders that may be read."""
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if not is_pattern(first):
        yield from _matches(folder / first, rest, left)
        return
    left[0] -= 1
    if left[0] < 0:
        raise UserError(f"more than {_MOST_FOLDERS:,} folders to look through", hint="write a path with fewer stars")
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    shown = [entry for entry in entries if not entry.name.startswith(".")]
    if first == "**":
        yield from _matches(folder, rest, left)
        for entry in shown:
            if entry.is_dir(follow_symlinks=False):
                yield from _matches(Path(entry.path), parts, left)
            elif not rest:
                yield Path(entry.path)
        return
    for entry in shown:
        if fnmatchcase(entry.name, first) and not (rest and entry.is_symlink()):
            yield from _matches(Path(entry.path), rest, left)
