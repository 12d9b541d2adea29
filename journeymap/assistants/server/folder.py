"""The folder whose journeys an assistant may read and change, and no other file."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

from journeymap.errors import UserError
from journeymap.insight.attachments import images_of
from journeymap.io.discovery import SUFFIX, SUFFIXES, Input, collect_inputs
from journeymap.io.ignoring import FolderRules
from journeymap.io.output import check_name, write_file
from journeymap.io.reading import is_inside, read_regular
from journeymap.model import Journey
from journeymap.source.limits import MAX_BYTES
from journeymap.spelling import did_you_mean


class ServedFolder:
    """A folder. Paths are relative to it, with slashes, and no link leads out of it."""

    def __init__(self, root: Path, rules_of: Callable[[str], FolderRules]) -> None:
        self._root = Path(os.path.realpath(root))
        self._rules_of = rules_of

    def journeys(self) -> list[Input]:
        """The journey files in the folder and below it, by path."""
        return [
            each._replace(name=each.path.relative_to(self._root).as_posix())
            for each in collect_inputs([str(self._root)], self._rules_of)
            if each.problem is None and each.path is not None and is_inside(each.path, self._root)
        ]

    def find(self, said: str) -> Input:
        """The journey file at a path, with its bytes. Raises UserError, in words, for every other."""
        path = self._inside(said)
        try:
            data = read_regular(path, MAX_BYTES + 1)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR):
                near = did_you_mean(said, [each.name for each in self.journeys()])
                raise UserError(f"{said}: there is no such file", hint=near or "`list_journeys` tells them") from None
            raise UserError(f"{said}: cannot be read: {error.strerror or error}") from None
        if len(data) > MAX_BYTES:
            raise UserError(f"{said}: it is larger than the 5 MB that a journey file may have")
        return Input(self._name(said), path, data)

    def new(self, said: str, text: str) -> Input:
        """A journey file that is still to be written. Raises UserError where there is a file, or no folder for one."""
        path = self._inside(said)
        check_name(path.name)
        if os.path.lexists(path):
            raise UserError(
                f"{said}: it is there already", hint="`edit_journey` changes it; a new one needs a new name"
            )
        if not path.parent.is_dir():
            raise UserError(f"{said}: there is no such folder", hint="name one that is there, or none")
        return Input(self._name(said), path, text.encode("utf-8", "surrogatepass"))

    def check_pictures(self, journey: Journey, folder: str) -> None:
        """Raises UserError when a journey names a picture outside of the folder."""
        for _, image in images_of(journey):
            if not is_inside(Path(folder, image.file), self._root):
                raise UserError(f"`{image.file}`: this picture is outside of the folder that is served")

    def write(self, each: Input, data: bytes) -> None:
        """Write a file that `find` or `new` gave, unless it was changed meanwhile. Raises UserError."""
        assert each.path is not None
        try:
            now: bytes | None = read_regular(each.path, MAX_BYTES + 1)
        except OSError:
            now = None
        is_new = now is None and not os.path.lexists(each.path)
        if now != each.data and not is_new:
            raise UserError(
                f"{each.name}: it was changed meanwhile; nothing is written", hint="look at it, and ask again"
            )
        write_file(each.path, data)

    def _name(self, said: str) -> str:
        return PurePosixPath(said).as_posix()

    def _inside(self, said: str) -> Path:
        """The path of a file, with links followed. Raises UserError for all but journey files in the folder."""
        parts = PurePosixPath(said).parts
        if not said.isprintable() or not parts or "\\" in said:
            raise UserError(f"no journey can be called {said!r}", hint=f"name it as `list_journeys` does: shop{SUFFIX}")
        if said.startswith(("/", "~")) or PureWindowsPath(said).drive:
            raise UserError(f"{said}: name it by its path from the folder that is served", hint=f"such as shop{SUFFIX}")
        if ".." in parts:
            raise UserError(f"{said}: it leads out of the folder that is served")
        if any(part.startswith(".") for part in parts):
            raise UserError(f"{said}: what begins with a dot is hidden, and is not served")
        path = Path(os.path.realpath(self._root / said))
        if not is_inside(path, self._root):
            raise UserError(f"{said}: a link leads out of the folder that is served")
        if not said.endswith(SUFFIXES) or not path.name.endswith(SUFFIXES):
            raise UserError(f"{said}: only journeys are served, *{SUFFIX}")
        return path
