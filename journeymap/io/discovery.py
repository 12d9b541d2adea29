"""From the paths on the command line to the files they mean, and from those to bytes."""

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
    """One journey file to work on, by the name it goes by in messages; without a path, `data` or standard input."""

    name: str
    path: Path | None
    data: bytes | None = None

    def read(self) -> bytes:
        """Its bytes, and at most one more than a journey file may have. Raises UserError when it cannot be read."""
        if self.data is not None:
            return self.data
        try:
            if self.path is None:
                return sys.stdin.buffer.read(MAX_BYTES + 1)
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise UserError(f"{self.name}: cannot be read: {error.strerror or error}") from None


def find(paths: Sequence[str] | None) -> list[Input]:
    """The inputs that the paths mean, each once however it is spelt, in the order given and sorted within a folder."""
    found: dict[str, Input] = {}
    for path in paths or ["."]:
        for each in _meant(path):
            found.setdefault(os.path.realpath(each.path) if each.path else each.name, each)
    return list(found.values())


def _meant(path: str) -> Iterator[Input]:
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
    """The journey files under a folder; links to folders are followed, but none is entered twice."""
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
