"""Sets git up for journeys, and undoes it: attributes of their files, a readable diff, and merging by id."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from journeymap.errors import UserError
from journeymap.history.git import configure, merge_lines, path_of_attributes
from journeymap.history.merge.merger import Unmergeable, merge
from journeymap.io.discovery import SUFFIX
from journeymap.io.output import write_file

_LINE = f"*{SUFFIX} diff=journeymap merge=journeymap"
_NOTE = "# journeymap"


def install(folder: Path, *, everywhere: bool) -> Path:
    """Set git up for a repository or, with `everywhere`, for the user; returns the file of attributes."""
    for key, value in _settings().items():
        configure(folder, key, value, everywhere=everywhere)
    path = path_of_attributes(folder, everywhere=everywhere)
    lines = _other_lines(path)
    write_file(path, "".join(f"{line}\n" for line in [*lines, _NOTE, _LINE]).encode("utf-8", "surrogateescape"))
    return path


def uninstall(folder: Path, *, everywhere: bool) -> Path:
    """Undo `install`; other settings and attributes stay. Returns the file of attributes."""
    for key in _settings():
        configure(folder, key, None, everywhere=everywhere)
    path = path_of_attributes(folder, everywhere=everywhere)
    if path.exists():
        data = "".join(f"{line}\n" for line in _other_lines(path))
        write_file(path, data.encode("utf-8", "surrogateescape"))
    return path


def _settings() -> dict[str, str]:
    command = "journeymap" if shutil.which("journeymap") else f"{shlex.quote(sys.executable)} -m journeymap"
    return {
        "diff.journeymap.textconv": f"{command} git textconv",
        "merge.journeymap.name": "journeys, by id",
        "merge.journeymap.driver": f"{command} git merge-driver %O %A %B %L",
    }


def _other_lines(path: Path) -> list[str]:
    """The lines of the file that `install` did not write."""
    try:
        text = path.read_text("utf-8", "surrogateescape")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    return [line for line in text.splitlines() if line not in (_LINE, _NOTE)]


def merge_files(base: Path, ours: Path, theirs: Path, size: int) -> bool:
    """Merge three files into `ours`, as a merge driver of git; returns whether there was no conflict.

    `size` is the length of the conflict markers. Files that cannot be merged by id are merged by lines, as git does.
    """
    try:
        data = [path.read_bytes() for path in (base, ours, theirs)]
    except OSError as error:
        raise UserError(f"{error.filename}: cannot be read: {error.strerror}") from None
    try:
        merged = merge(*data, size=size)
    except Unmergeable:
        return merge_lines(Path(os.curdir), (ours, base, theirs), size)
    write_file(ours, merged.text.encode())
    return merged.conflicts == 0
