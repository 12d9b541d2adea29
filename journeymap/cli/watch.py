"""Runs a build again, each time in a new process, whenever a file that it reads changes.

It looks at the files when the operating system says that something has changed, and a few times a second anyway, since
that misses changes: of the target of a link, deep in folders, and in folders of a network or a container.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from journeymap.errors import ExitStatus, UserError
from journeymap.io.resources import stamps_of
from journeymap.io.watching import FolderWatch

_BETWEEN = 0.3
"""The least pause in seconds."""
_PAUSE_FACTOR = 9
"""The pause is this many times as long as looking took, so that looking takes at most a tenth of a processor."""


def build_again() -> None:
    """Run the build that this process was started for, without `--watch`."""
    command = [sys.executable, "-m", "journeymap", *(each for each in sys.argv[1:] if each != "--watch")]
    subprocess.run(command, check=False)


def build_on_changes(watched_paths: Callable[[], list[Path]], build: Callable[[], None] = build_again) -> int:
    """Build now, and again whenever one of `watched_paths()`, files and folders, changes; until interrupted."""
    before = None
    interrupted = False
    watch = FolderWatch()

    def end(*_: object) -> None:
        nonlocal interrupted
        interrupted = True  # Python drops an exception that arrives while it deletes an object, such as a child process
        raise KeyboardInterrupt

    usual = signal.signal(signal.SIGINT, end)
    try:
        while not interrupted:
            started = time.monotonic()
            now = _state(watched_paths)
            looked = time.monotonic() - started
            if now != before:
                build()
                before = now  # from before the build, so that changes made meanwhile are built next
            watch.wait(_folders(watched_paths), max(_BETWEEN, looked * _PAUSE_FACTOR))
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, usual)
    return ExitStatus.CLEAN


def _state(watched_paths: Callable[[], list[Path]]) -> object:
    """A value that differs whenever a file has changed. While the configuration is wrong, its error message."""
    try:
        return {path.as_posix(): stamp for path, stamp in stamps_of(watched_paths())}
    except UserError as error:
        return error.message
    except OSError:
        return None  # a file was removed meanwhile


def _folders(watched_paths: Callable[[], list[Path]]) -> set[Path]:
    """The folders of what is watched; none while the configuration is wrong."""
    try:
        return {path if path.is_dir() else path.parent for path in watched_paths()}
    except UserError:
        return set()
