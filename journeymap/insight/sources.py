"""Where the sources of a journey may be, and where what is measured is kept."""

from __future__ import annotations

import os
import re
from pathlib import PurePath, PureWindowsPath

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_JOURNEY = re.compile(r"\.journey\.ya?ml$|(?<=[^/])\.[^./]*$")

UNIX = "unix"
"""The form of dates that are numbers of seconds since 1970, or of milli-, micro- or nanoseconds."""
_DIRECTIVE = re.compile("%(-?.?)", re.DOTALL)
_DIRECTIVES = frozenset("abcdfghjmnpuwxyzABGHIMSTUVWXYZ%") | {f"-{each}" for each in "djmyHIMS"}
"""What may stand behind a `%` in a form of dates: what the engine reads."""
WITHOUT_PERCENT = "this form of dates has no `%`, so that no time is read", "write it as in strftime: `%d/%m/%Y`"
"""What is wrong with the form of dates of a source, and what to write."""
LEADS_OUT = "the location leads out of the project", "put the files into it, or name their folder with --data"
"""What is wrong with a location that is not inside the journey's project, and what to do."""


def measures_path(journey: str) -> str:
    """Returns the path of the file of measures of a journey's file: `shop.measures.json` for `shop.journey.yaml`."""
    return f"{_JOURNEY.sub('', journey)}.measures.json"


def wrong_date_form(form: str) -> tuple[str, str] | None:
    """Returns why no time is read in a form of dates, as in strftime, and what to write; None if it can be read."""
    if form == UNIX:
        return None
    if "%" not in form:
        return WITHOUT_PERCENT
    unknown = next((each for each in _DIRECTIVE.findall(form) if each not in _DIRECTIVES), None)
    if unknown is None:
        return None
    return f"`%{unknown}` is not known in forms of dates", "write them with %d, %m, %Y, %H, %M and %S: `%d/%m/%Y`"


def wrong_location(location: str, folder: str = "", project: str = "") -> tuple[str, str] | None:
    """Returns why a location is no path from a journey to files of its project, and what to write; None if it is one.

    `folder` is the absolute path of the journey's folder and `project` that of its project, empty where nobody knows.
    Only what is written counts here: where links lead is known only where the files are.
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
    beginning, rest = parts_of(location)
    if ".." in rest:
        return "`..` stands behind a star", "write it at the beginning of the path"
    start = PurePath(os.path.normpath(PurePath(folder, *beginning)))
    return LEADS_OUT if project and not start.is_relative_to(project) else None


def parts_of(location: str) -> tuple[list[str], list[str]]:
    """Returns the parts of the path of a location: those before the first with a star, and those from it on."""
    parts = [part for part in location.split("/") if part not in ("", ".")]
    stars = next((index for index, part in enumerate(parts) if is_pattern(part)), len(parts))
    return parts[:stars], parts[stars:]


def is_pattern(part: str) -> bool:
    """Whether a part of a path stands for several names."""
    return any(sign in part for sign in "*?[")
