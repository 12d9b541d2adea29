"""Reads what a configuration names: regular files only, no more of one than it may have, and none outside its folder.

A configuration, a theme or a folder of templates may come from a stranger, as a journey does.
"""

from __future__ import annotations

import errno
import os
import stat

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_regular(path: str | os.PathLike[str], most: int | None = None) -> bytes:
    """Returns the bytes of a regular file, or its first `most` bytes.

    Raises OSError when it cannot be read, and when the path leads to anything else: a device has no end, and nobody may
    ever write into a pipe. A path that no system knows, such as one with NUL, is an OSError too.
    """
    try:
        descriptor = os.open(path, _OPEN)
    except ValueError:
        raise OSError(errno.EINVAL, "no file can be called so") from None
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        if most is None:
            return file.readall()
        parts: list[bytes] = []
        while most > 0 and (part := file.read(most)):
            parts.append(part)
            most -= len(part)
        return b"".join(parts)


def is_language(code: str) -> bool:
    """Whether a text may be the code of a language: `fa`, `pt-BR`. As files are named by it, it has no slashes."""
    main, *others = code.split("-")
    is_main = code.isascii() and main.isalpha() and len(main) in (2, 3)
    return is_main and len(others) <= 4 and all(each.isalnum() and 2 <= len(each) <= 8 for each in others)


def is_inside(path: str | os.PathLike[str], folder: str | os.PathLike[str]) -> bool:
    """Whether a path leads to a place in a folder or below it, with all links followed."""
    inner, outer = os.path.realpath(path), os.path.realpath(folder)
    return inner == outer or inner.startswith(outer.rstrip(os.sep) + os.sep)
