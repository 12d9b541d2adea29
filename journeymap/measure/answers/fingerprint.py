"""A fingerprint of the files of a source: another one as soon as a byte, a name or the number of files is another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from journeymap.measure.answers.locations import AnswerFile

_CHUNK = 1 << 20


def fingerprint_of(files: Sequence[AnswerFile]) -> str:
    """Returns the fingerprint of some files: `sha256:` and 64 digits, of their names and what is in them.

    Raises OSError when one cannot be read.
    """
    whole = hashlib.sha256()
    for file in files:
        content = hashlib.sha256()
        with file.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                content.update(chunk)
        whole.update(f"{file.name}\0{content.hexdigest()}\n".encode())
    return f"sha256:{whole.hexdigest()}"
