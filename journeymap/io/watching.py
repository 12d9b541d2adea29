"""Waits until files may have changed.

The operating system tells it, which is quick and costs nothing. It may miss changes, in a folder of a network or a
container, or below one that was removed and made again, so nobody waits longer than told for it: who is woken looks.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_GATHERED = 2
"""Milliseconds without a further change, after which changes are told: an editor writes, renames and sets a mode."""
_LONGEST_GATHERED = 50
_LOOK = 50
"""Milliseconds after which it looks at whether time is up."""


class FolderWatch:
    """Waits for changes in folders, not in those below them; links among them are followed."""

    def __init__(self) -> None:
        self._folders: dict[str, int] = {}
        self._changes: Iterator[Any] | None = None

    def wait(self, folders: Iterable[Path], seconds: float) -> set[str]:
        """Returns what the system says has changed in the folders, at once; nothing after these seconds.

        What changes between one call and the next is told to the next one.
        """
        until = time.monotonic() + seconds
        self._watch({str(folder): node for folder in folders if (node := _node(folder))})
        while (left := until - time.monotonic()) > 0:
            if self._changes is None:
                time.sleep(left)
                break
            try:
                if changes := next(self._changes):
                    return {path for _, path in changes}
            except (OSError, RuntimeError, StopIteration):  # no more folders can be watched, or one has just gone
                self._folders, self._changes = {}, None
        return set()

    def _watch(self, folders: dict[str, int]) -> None:
        """Watches these, by their paths and what the system calls them: one that was made again is another one."""
        if folders == self._folders:
            return
        from watchfiles import watch  # noqa: PLC0415  only what waits pays for it

        self._folders = folders
        self._changes = watch(
            *folders,
            watch_filter=None,
            debounce=_LONGEST_GATHERED,
            step=_GATHERED,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        ) if folders else None  # fmt: skip


def _node(folder: Path) -> int:
    try:
        return folder.stat().st_ino
    except OSError:
        return 0
