"""Sets git up for journeys, and undoes it: attributes of their files, a readable diff, and merging by id."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from journeymap.errors import UserError
from journeymap.history.git import configure, path_of_attributes
from journeymap.io.discovery import SUFFIXES
from journeymap.io.output import write_file

_LINES = tuple(f"*{suffix} diff=journeymap merge=journeymap" for suffix in SUFFIXES)
_NOTE = "# journeymap"


def install(folder: Path, *, everywhere: bool) -> Path:
    """Set git up for a repository or, with `everywhere`, for the user; returns the file of attributes."""
    for key, value in _settings().items():
        configure(folder, key, value, everywhere=everywhere)
    path = path_of_attributes(folder, everywhere=everywhere)
    lines = _other_lines(path)
    write_file(path, "".join(f"{line}\n" for line in [*lines, _NOTE, *_LINES]).encode("utf-8", "surrogateescape"))
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
    """What git is to run: this very Python, wherever it is called from, else a `journeymap` on the PATH.

    Where neither is there any more, git merges by lines and compares plain text. The driver says in a word what it has
    done, because Python ends with 1 both for a conflict and without journeymap. `-P` keeps Python from importing what
    lies in the repository.
    """
    python = f"{shlex.quote(Path(sys.executable).as_posix())} -P -m journeymap"
    quietly = 'git textconv "$1" 2>/dev/null'
    merging = "git merge-driver %O %A %B %L %P %S %X %Y"
    return {
        "diff.journeymap.textconv": f'j() {{ {python} {quietly} || journeymap {quietly} || cat "$1"; }}; j',
        "merge.journeymap.name": "journeys, by id",
        "merge.journeymap.driver": (
            'j() { command -v "$1" >/dev/null || return; '
            f'case "$("$@" {merging})" in clean) exit 0;; conflict) exit 1;; esac; }};'
            f" j {python}; j journeymap; echo journeymap does not run here: %P is merged by lines >&2;"
            " git merge-file --marker-size=%L -L HEAD -L base -L theirs %A %O %B"
        ),
    }


def _other_lines(path: Path) -> list[str]:
    """The lines of the file that `install` did not write."""
    try:
        text = path.read_text("utf-8", "surrogateescape")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    return [line for line in text.splitlines() if line not in (*_LINES, _NOTE)]
