"""Files kept from one run to the next, in a folder that is the user's alone.

They may be code, so a folder that others own or can use is as good as none: it is not read, and nothing is written
there. So is a folder that cannot be made: whoever asks does the work again. Against others the folder is the guard; the
checksum in each file tells one that is cut off or mixed, as after a power failure. A digest against forgers would guard
nothing here, and importing one takes longer than drawing a small map's overview.
"""

from __future__ import annotations

import os
import stat
import sys
import zlib
from contextlib import suppress
from pathlib import Path

from journeymap.errors import UserError

_CHECKSUM = 4
"""The bytes of a file that come before those that were to be kept."""
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def owned_folder() -> Path:
    """Returns the folder: `journeymap` in what the system has for caches, or in that of `XDG_CACHE_HOME`."""
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if Path(named).is_absolute():
        return Path(named) / "journeymap"
    below = {"darwin": "Library/Caches", "win32": "AppData/Local"}.get(sys.platform, ".cache")
    return Path.home() / below / "journeymap"


def read_owned(name: str) -> bytes | None:
    """Returns the bytes that were written under a name; None if there are none, or not as they were written."""
    try:
        folder = owned_folder()
        if not _is_ours(folder.lstat()):
            return None
        with os.fdopen(os.open(folder / name, _OPEN), "rb") as file:
            found = file.read()
    except (OSError, RuntimeError):  # RuntimeError: there is no home
        return None
    checksum, data = found[:_CHECKSUM], found[_CHECKSUM:]
    return data if _checksum(data) == checksum else None


def write_owned(name: str, data: bytes) -> None:
    """Writes bytes under a name, where the folder is the user's alone or can be made so."""
    from journeymap.io.output import write_file  # noqa: PLC0415  most runs only read

    with suppress(OSError, RuntimeError, UserError):
        folder = owned_folder()
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        if _is_ours(folder.lstat()):
            write_file(folder / name, _checksum(data) + data)


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, "little")


def _is_ours(found: os.stat_result) -> bool:
    """Whether what was found is a folder, no link, that only the user can use.

    Windows gives each user's folder to the user alone, and tells neither owner nor rights in these terms.
    """
    if not stat.S_ISDIR(found.st_mode):
        return False
    return sys.platform == "win32" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)
