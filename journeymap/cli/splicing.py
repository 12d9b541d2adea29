"""What commands share that change values in a journey's file and leave the rest of its text as it is."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

from journeymap.diagnostics import Severity
from journeymap.errors import UserError
from journeymap.model import Journey
from journeymap.pipeline.check import Checked, check
from journeymap.settings import Settings
from journeymap.source.limits import MAX_BYTES

_SHAPE = ("JM00", "JM10")


def whole_journey(data: bytes, name: str, settings: Settings, folder: str) -> tuple[Checked, Journey]:
    """The file, read and checked, and its journey, whose parts stand where they stand in the file.

    Raises UserError for one that is no journey or has errors in its shape, since parts would be missing.
    """
    checked = check(data, name, settings, folder=folder)
    errors = (each for each in checked.diagnostics if each.severity is Severity.ERROR)
    wrong = next((each for each in errors if each.code.startswith(_SHAPE)), None)
    if checked.journey is None or wrong is not None:
        at = f"{wrong.path}:{wrong.line}: {wrong.message}" if wrong else f"{name}: this is not a journey"
        raise UserError(at, hint=f"mend it first: `journeymap validate {name}` says more")
    return checked, checked.journey


def bytes_of(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file, cut one byte after `most`. Raises UserError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise UserError(f"{path.as_posix()}: cannot be read: {error.strerror or error}") from None


def diff_of(before: bytes, after: bytes, name: str) -> str:
    """The change of a file as a unified diff; empty where nothing changed. The lines keep their line ends."""
    old, new = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (before, after))
    lines = unified_diff(old, new, name, name)
    return "".join(each if each.endswith(("\n", "\r")) else f"{each}\n\\ No newline at end of file\n" for each in lines)
