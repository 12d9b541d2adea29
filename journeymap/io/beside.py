"""Reads files that a journey names: those beside it in its project, and no others.

A journey may come from a stranger. So a name is a relative path inside the project, and no link leads out of it.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import PurePath

from journeymap.errors import UserError
from journeymap.io.reading import read_regular

_MARKS = ("journeymap.toml", ".git")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\")


def project_of(folder: str) -> str:
    """The project of a journey in a folder: the nearest folder with a `journeymap.toml`, else git's, else this one."""
    for mark in _MARKS:
        for place in (folder, *map(str, PurePath(folder).parents)):
            if os.path.lexists(os.path.join(place, mark)):  # noqa: PTH118
                return place
    return folder


def read_beside(name: str, folder: str, most: int) -> bytes:
    """Returns the first `most` bytes of the file of this name, a path relative to a folder.

    Raises UserError when it cannot be read, and as `path_beside` does.
    """
    path = path_beside(name, folder)
    try:
        return read_regular(path, most)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            raise UserError(f"there is no file `{name}`", hint=_other_spelling(path)) from None
        raise UserError(f"`{name}` cannot be read: {error.strerror or error}") from None


def path_beside(name: str, folder: str) -> str:
    """Returns the path of the file of this name, a path relative to a folder.

    Raises UserError when it is not inside the folder's project, and when there is a link (of the file system) anywhere
    on the way from the project to it.
    """
    if _ADDRESS.match(name):
        raise UserError(
            f"`{name}` is an address, and nothing is fetched", hint="save the file beside the journey, and name that"
        )
    if _CONTROL.search(name):
        raise UserError(f"no file can be called {name!r}")
    if os.path.isabs(name) or PurePath(name).drive or name.startswith("/"):  # noqa: PTH117
        raise UserError(f"`{name}` is not a relative path", hint="write the path from the journey's folder")
    if "\\" in name:
        raise UserError(f"`{name}` has a backslash", hint=f"write `{name.replace(chr(92), '/')}`")
    path = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118  what is written counts, not where links lead
    project = project_of(folder)
    inner = os.path.relpath(path, project)
    if PurePath(inner).parts[:1] == (os.pardir,):
        raise UserError(f"`{name}` is outside of the project, {project}", hint="put a copy of the file into it")
    straight = os.path.join(os.path.realpath(project), inner)  # noqa: PTH118
    if os.path.normcase(os.path.realpath(path)) != os.path.normcase(straight):
        raise UserError(f"a link leads to `{name}`", hint="put a copy of the file there")
    return path


def _other_spelling(path: str) -> str:
    """A hint for a name that differs in capitals alone, as on a computer that does not tell them apart."""
    wanted = os.path.basename(path)  # noqa: PTH119
    return next((f"did you mean `{each}`?" for each in _names(os.path.dirname(path)) if _same(each, wanted)), "")  # noqa: PTH120


def _same(name: str, wanted: str) -> bool:
    return name.casefold() == wanted.casefold()


def _names(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entry.name for entry in entries)
    except OSError:
        return
