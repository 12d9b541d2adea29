"""Runs a build again whenever something that it reads changes, each time as a process that remembers nothing.

It looks at the files a few times a second. Waiting for the system's word on them instead would be cheaper, and would
miss changes: behind a linked file, in a folder that was removed and made again, on a shared or a container's folder.
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


def build_again() -> None:
    """Run the build that this process was started for, without `--watch`."""
    command = [sys.executable, "-m", "journeymap", *(each for each in sys.argv[1:] if each != "--watch")]
    subprocess.run(command, check=False)


def watched(read: Callable[[], list[Path]], build: Callable[[], None] = build_again) -> int:
    """Build now and after every change of the files and folders that `read` names, until interrupted."""
    before = None
    try:
        while True:
            begun = time.monotonic()
            now = _state(read)
            looked = time.monotonic() - begun
            if now != before:
                build()
                before = now  # as it was before the build: what changed meanwhile is built next
            time.sleep(max(_BETWEEN, looked * _REST))
    except KeyboardInterrupt:
        return ExitStatus.CLEAN


def _state(read: Callable[[], list[Path]]) -> object:
    """What the files look like from outside; what is wrong with the configuration, while something is."""
    try:
        return {path.as_posix(): _look_of(each) for path, each in _stats(read())}
    except UserError as error:
        return error.message
    except OSError:
        return None  # a file went away while it was looked at


def _look_of(stat: os.stat_result) -> tuple[int, ...]:
    """What changes whenever a file does, even where its time is set back and it is as long as before."""
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def _stats(paths: list[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    for path in paths:
        if path.is_dir():
            yield from _stats(sorted(path.iterdir()))
        elif path.exists():
            yield path, path.stat()
