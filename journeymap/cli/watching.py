"""Runs a build again whenever something that it reads changes, each time as a process that remembers nothing.

It looks at the times of files a few times a second: that needs no library, and works on shared folders and in
containers too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from journeymap.errors import ExitStatus, UserError

_BETWEEN = 0.3
_REST = 9
"""Looking takes at most a tenth of a processor, however many files there are."""


def watched(read: Callable[[], list[Path]]) -> int:
    """Build now and after every change of the files and folders that `read` names, until interrupted."""
    command = [sys.executable, "-m", "journeymap", *(each for each in sys.argv[1:] if each != "--watch")]
    before = None
    try:
        while True:
            begun = time.monotonic()
            now = _state(read)
            looked = time.monotonic() - begun
            if now != before:
                subprocess.run(command, check=False)
                before = now
            time.sleep(max(_BETWEEN, looked * _REST))
    except KeyboardInterrupt:
        return ExitStatus.CLEAN


def _state(read: Callable[[], list[Path]]) -> object:
    """What the files look like from outside; what is wrong with the configuration, while something is."""
    try:
        return {path.as_posix(): (each.st_mtime_ns, each.st_size) for path, each in _stats(read())}
    except UserError as error:
        return error.message
    except OSError:
        return None  # a file went away while it was looked at


def _stats(paths: list[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    for path in paths:
        if path.is_dir():
            yield from _stats(sorted(path.iterdir()))
        elif path.exists():
            yield path, path.stat()
