"""Temporary folders, in which files are handed to libraries that take nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from journeymap.errors import UserError


def scratch_folder(prefix: str) -> TemporaryDirectory[str]:
    """Returns a new temporary folder. Raises UserError when there is no room for one."""
    with told():
        return TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)


@contextmanager
def told() -> Iterator[None]:
    """Raises UserError for an OSError inside, which comes of writing temporary files."""
    try:
        yield
    except OSError as error:
        where = os.environ.get("TMPDIR") or "the folder for temporary files"
        raise UserError(
            f"{where}: cannot write: {error.strerror or error}",
            hint="make room there, or name another folder with the variable TMPDIR",
        ) from None
