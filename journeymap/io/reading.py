"""Reads files of strangers: regular files only, and no more of one than it may have."""

from __future__ import annotations

import errno
import os
import stat

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_regular(path: str | os.PathLike[str], most: int | None = None, *, streams: bool = False) -> bytes:
    """Returns the bytes of a regular file, or its first `most` bytes.

    Raises OSError when it cannot be read, and when the path leads to anything else: a device has no end, and nobody may
    ever write into a pipe. With `streams`, pipes are read too, as the shell makes one for `<(command)`. A path that no
    system knows, such as one with NUL, is an OSError too.
    """
    try:
        descriptor = os.open(path, _OPEN & ~getattr(os, "O_NONBLOCK", 0) if streams else _OPEN)
    except ValueError as error:  # NUL in the path
        raise OSError(errno.EINVAL, str(error)) from None
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        mode = os.fstat(descriptor).st_mode
        if not (stat.S_ISREG(mode) or (streams and stat.S_ISFIFO(mode))):
            raise OSError(errno.EINVAL, "it is not a file")
        if most is None:
            return file.readall()
        parts: list[bytes] = []
        while most > 0 and (part := file.read(most)):
            parts.append(part)
            most -= len(part)
        return b"".join(parts)
