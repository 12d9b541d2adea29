"""A file with conflict markers as plain lines: both sides as `textconv` writes them, with markers where they differ.

So `git diff` compares it during a conflict with lines of the same kind, and shows what is in conflict and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from journeymap.history.merge.conflicts import Style
from journeymap.history.pairing import read_version
from journeymap.history.revisions import Version
from journeymap.history.textconv import textconv

_MARKER = re.compile(r"(<{7,}|\|{7,}|={7,}|>{7,})(?: (.*))?")


class _Sides(NamedTuple):
    """The two texts that a file with markers was made from, and how its conflicts are written."""

    ours: str
    theirs: str
    style: Style


def conflicted_lines(data: bytes) -> str | None:
    """The lines of a file with conflict markers; None where it has none, or a side is no journey."""
    sides = _sides(data.decode("utf-8", "replace").splitlines(keepends=True))
    if sides is None:
        return None
    journeys = [read_version(Version("", "", text.encode())).journey for text in (sides.ours, sides.theirs)]
    if journeys[0] is None or journeys[1] is None:
        return None
    return "".join(_with_markers(textconv(journeys[0]), textconv(journeys[1]), sides.style))


def _sides(lines: Sequence[str]) -> _Sides | None:
    style: Style | None = None
    now = ""
    ours: list[str] = []
    theirs: list[str] = []
    for line in lines:
        marker = _MARKER.fullmatch(line.rstrip("\r\n"))
        if marker is None or (style is not None and len(marker[1]) != style.size):
            if now in ("", "<"):
                ours.append(line)
            if now in ("", "="):
                theirs.append(line)
            continue
        sign, label = marker[1][0], marker[2] or ""
        if now not in {"<": ("",), "|": ("<",), "=": ("<", "|"), ">": ("=",)}[sign]:
            return None
        now = "" if sign == ">" else sign
        style = style or Style(size=len(marker[1]))
        if sign == "<":
            style = style._replace(ours=label)
        elif sign == ">":
            style = style._replace(theirs=label)
    return _Sides("".join(ours), "".join(theirs), style) if style is not None and not now else None


def _with_markers(ours: str, theirs: str, style: Style) -> Iterator[str]:
    mine, yours = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    for what, i, j, k, m in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        same = "".join(mine[i:j])
        yield same if what == "equal" else style.write("", same, "".join(yours[k:m]))
