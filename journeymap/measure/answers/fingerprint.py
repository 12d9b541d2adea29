"""A fingerprint of the files of a source: another one as soon as a byte, a name or the number of files is another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from journeymap.measure.answers.locations import AnswerFile
from journeymap.measure.answers.text_files import PIECE, PlainLook


class LookedThrough(NamedTuple):
    """What all bytes of the files show: their fingerprint, and the text files that are not plain (`PlainLook`)."""

    fingerprint: str
    not_plain: frozenset[Path]


def look_through(files: Sequence[AnswerFile]) -> LookedThrough:
    """Reads all bytes of some files, once. Raises OSError when one cannot be read."""
    whole = hashlib.sha256()
    not_plain: set[Path] = set()
    for file in files:
        content = hashlib.sha256()
        look = PlainLook() if file.kind == "csv" else None
        for chunk in _chunks(file.path):
            content.update(chunk)
            if look is not None:
                look.add(chunk)
        if look is not None and not look.is_plain:
            not_plain.add(file.path)
        whole.update(f"{file.name}\0{content.hexdigest()}\n".encode())
    return LookedThrough(f"sha256:{whole.hexdigest()}", frozenset(not_plain))


def fingerprint_of(files: Sequence[AnswerFile]) -> str:
    """Returns the fingerprint of some files: `sha256:` and 64 digits, of their names and what is in them.

    Raises OSError when one cannot be read.
    """
    return look_through(files).fingerprint


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as stream:
        yield from iter(lambda: stream.read(PIECE), b"")
