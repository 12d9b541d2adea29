"""A lock that lets one build at a time work in an output folder. The system frees it when its process ends."""

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
def locked(folder: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the folder's lock; `on_wait` is called once if another build has it.

    On file systems without locks for folders, such as NFS, builds may run at the same time. Files are still complete,
    and the next build finds files that differ from the manifest by their content.
    """
    descriptor = _open_lock(folder)
    try:
        reported = False
        while not _try_lock(descriptor):
            if not reported:
                on_wait()
                reported = True
            time.sleep(_BETWEEN)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _open_lock(folder: Path) -> int:
        return os.open(folder / _WINDOWS_FILE, os.O_RDWR | os.O_CREAT)

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _open_lock(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)  # the folder itself can be locked, so no lock file is left behind

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # the file system has no locks
        return True
