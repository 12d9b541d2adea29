"""Values that follow from files, kept from one run to the next for as long as these files stay as they are."""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from journeymap.io.owned import read_owned, write_owned
from journeymap.io.resources import is_settled, stamp_of


class KeptValue:
    """What was found out in an earlier run: plain data, as `marshal` writes it.

    `kind` says what it is, and `of` of what, in any characters. It counts for as long as the `sources` have the stamps
    that they had when it was asked for: the files that it follows from, and those of the code that makes it.
    """

    def __init__(self, kind: str, of: str, sources: Iterable[Path]) -> None:
        self._valid_for = (of, [(str(path), stamp_of(path)) for path in sources])
        number = zlib.crc32(repr((of, [path for path, _ in self._valid_for[1]])).encode())
        self._name = f"{kind}-{number:08x}-{sys.implementation.cache_tag}.kept"

    def read(self) -> Any:
        """Returns the value; None if there is none that still counts."""
        data = read_owned(self._name)
        if data is None:
            return None
        valid_for, value = marshal.loads(data)
        return value if valid_for == self._valid_for else None

    def write(self, value: Any) -> None:
        """Keeps the value, unless Python is told to leave no bytecode behind or a source has just changed."""
        if not sys.dont_write_bytecode and all(is_settled(stamp) for _, stamp in self._valid_for[1]):
            write_owned(self._name, marshal.dumps((self._valid_for, value)))
