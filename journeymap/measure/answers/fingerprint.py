"""A fingerprint of the files of a source: another one as soon as a byte, a name or the number of files is another.

It guards against mistakes, not against anybody: who can change the answers can as well change what was counted of them.
So it is XXH3 in 128 bits (Yann Collet, https://xxhash.com), which takes no more time than reading the file does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from journeymap.measure.answers.locations import AnswerFile
from journeymap.measure.answers.text_files import PIECE, PlainLook

_USED = "xxh3-128"
_EARLIER = "sha256"
"""What stands in files of measures of earlier versions."""


class LookedThrough(NamedTuple):
    """What all bytes of the files show: their fingerprint, and the text files that are not plain (`PlainLook`)."""

    fingerprint: str
    not_plain: frozenset[Path]


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


def look_through(files: Sequence[AnswerFile]) -> LookedThrough:
    """Reads all bytes of some files, once. Raises OSError when one cannot be read."""
    return _look_through(files, _USED)


def has_fingerprint(files: Sequence[AnswerFile], fingerprint: str) -> bool:
    """Returns whether some files have a fingerprint, which is of this or of an earlier version of journeymap.

    Raises OSError when one cannot be read.
    """
    kind = fingerprint.partition(":")[0]
    return kind in (_USED, _EARLIER) and _look_through(files, kind).fingerprint == fingerprint


def _look_through(files: Sequence[AnswerFile], kind: str) -> LookedThrough:
    whole = _digest(kind)
    not_plain: set[Path] = set()
    for file in files:
        content = _digest(kind)
        look = PlainLook() if file.kind == "csv" else None
        for chunk in _chunks(file.path):
            content.update(chunk)
            if look is not None:
                look.add(chunk)
        if look is not None and not look.is_plain:
            not_plain.add(file.path)
        whole.update(f"{file.name}\0{content.hexdigest()}\n".encode())
    return LookedThrough(f"{kind}:{whole.hexdigest()}", frozenset(not_plain))


def _digest(kind: str) -> _Digest:
    if kind == _EARLIER:
        return hashlib.sha256()
    import xxhash

    return xxhash.xxh3_128()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as stream:
        yield from iter(lambda: stream.read(PIECE), b"")
