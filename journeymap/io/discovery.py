"""Finds the journey files for the paths on the command line, and reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.source.limits import MAX_BYTES

SUFFIX = ".journey.yaml"


class Input(NamedTuple):
    """One journey file. `name` is used in messages; without a path it is `data` or, without that, standard input."""

    name: str
    path: Path | None
    data: bytes | None = None

    def read(self) -> bytes:
        """Returns its bytes, cut one byte after the size limit. Raises UserError when it cannot be read."""
        if self.data is not None:
            return self.data
        try:
            if self.path is None:
                return sys.stdin.buffer.read(MAX_BYTES + 1)
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise UserError(f"{self.name}: cannot be read: {error.strerror or error}") from None


def find_inputs(paths: Sequence[str] | None) -> list[Input]:
    """Returns the journey files at the paths, in their order, sorted within a folder; each file only once.

    Raises UserError when a path does not exist or a folder has no journey file.
    """
    found: dict[str, Input] = {}
    for path in paths or ["."]:
        for each in _inputs_at(path):
            found.setdefault(os.path.realpath(each.path) if each.path else each.name, each)
    return list(found.values())


def _inputs_at(path: str) -> Iterator[Input]:
    if path == "-":
        yield Input("<stdin>", None)
    elif Path(path).is_dir():
        below = sorted(_below(Path(path)))
        if not below:
            raise UserError(
                f"{path}: there is no *{SUFFIX} in this folder or below it", hint="`journeymap new` writes one"
            )
        for file in below:
            yield Input(file.as_posix(), file)
    elif Path(path).exists():
        yield Input(path, Path(path))
    else:
        raise UserError(f"{path}: there is no such file or folder")


def _below(folder: Path) -> Iterator[Path]:
    """Yields the journey files under a folder; links to folders are followed, but no folder is entered twice."""
    entered = set()
    for place, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            file = Path(place, name)
            if name.endswith(SUFFIX) and file.is_file():
                yield file
