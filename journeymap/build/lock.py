"""Lets one build at a time work in an output folder; the system frees the lock when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_BETWEEN = 0.05
_WINDOWS_FILE = ".journeymap.lock"


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the folder's lock; `waiting` is called once when another build has it.

    Where a file system knows no locks of folders, as NFS does not, builds race: each file is still put in place
    whole, and the manifest of the last of them speaks true or is found out by the content of the files.
    """
    descriptor = _opened(folder)
    try:
        told = False
        while not _taken(descriptor):
            if not told:
                waiting()
                told = True
            time.sleep(_BETWEEN)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _opened(folder: Path) -> int:
        return os.open(folder / _WINDOWS_FILE, os.O_RDWR | os.O_CREAT)

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)  # a folder can be locked itself, and then nothing is left in it

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # this file system knows no locks
        return True
