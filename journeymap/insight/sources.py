"""Where the sources of a journey may be, and where what is measured is kept."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_JOURNEY = re.compile(r"\.journey\.ya?ml$|(?<=[^/])\.[^./]*$")

WITHOUT_PERCENT = "this form of dates has no `%`, so that no time is read", "write it as in strftime: `%d/%m/%Y`"
"""What is wrong with the form of dates of a source, and what to write."""


def measures_path(journey: str) -> str:
    """Returns the path of the file of measures of a journey's file: `shop.measures.json` for `shop.journey.yaml`."""
    return f"{_JOURNEY.sub('', journey)}.measures.json"


def wrong_location(location: str) -> tuple[str, str] | None:
    """Returns why a location is no path from a journey to files of its project, and what to write; None if it is one.

    Only what is written counts here: where links and `..` lead is known only where the files are.
    """
    if _ADDRESS.match(location):
        return "the location is an address, and nothing is fetched", "save the files in the project, and name those"
    if _CONTROL.search(location):
        return "no file can be called so", "write the path from the journey's folder"
    if location.startswith(("/", "~")) or PureWindowsPath(location).drive:
        return (
            "the location is not a relative path",
            "write the path from the journey's folder, or name the folder with --data",
        )
    if "\\" in location:
        return "the location has a backslash", f"write `{location.replace(chr(92), '/')}`"
    return None
