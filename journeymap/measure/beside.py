"""Reads the file of measures beside a journey.

Both may come from a stranger, so no link is followed to it: it could lead to any file of the reader.
"""

from __future__ import annotations

import os
from pathlib import Path

from journeymap.errors import UserError
from journeymap.io.beside import read_beside
from journeymap.measure.measures import MOST_BYTES, path_of


def bytes_beside(journey: Path) -> bytes | None:
    """Returns the bytes of the measures beside the file of a journey, with one more than they may have at most.

    None without such a file. Raises UserError when it is a link, or cannot be read.
    """
    path = path_of(journey)
    if not os.path.lexists(path):
        return None
    try:
        return read_beside(path.name, os.path.realpath(path.parent), MOST_BYTES + 1)
    except UserError as error:
        raise UserError(f"{path.as_posix()}: {error.message}", hint=error.hint) from None
