"""What one editor works on: its open texts by their URIs, and which journeys these are."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from journeymap.io.discovery import SUFFIXES
from journeymap.lsp.positions import Positions
from journeymap.workspace import Document, Workspace

_IS_JOURNEY = re.compile(r"(?m)^\ufeff?[\"']?journeymap[\"']?[ \t]*:|^\s*\{\s*[\"']?journeymap[\"']?\s*:")


class Session:
    """The journeys of a workspace as an editor names them: by URIs, and at positions in an encoding."""

    def __init__(self, journeys: Workspace) -> None:
        self.journeys = journeys
        self.encoding = "utf-16"
        self._names: dict[str, str] = {}

    def work_in(self, folders: Sequence[str]) -> None:
        """Takes these URIs of folders for those of the workspace; a folder that is not there has no journeys."""
        self.journeys.search([path for path in map(to_fs_path, folders) if path])

    @property
    def open(self) -> list[str]:
        """The URIs of what is open."""
        return list(self._names)

    def take(self, uri: str, text: str, version: int | None) -> None:
        """Takes the text that the editor has now."""
        path = to_fs_path(uri)
        if uri not in self._names:
            self._names[uri] = os.path.abspath(path) if path else self._name_of_none(uri)  # noqa: PTH100
        self.journeys.open(self._names[uri], text, version, in_file=bool(path))

    def drop(self, uri: str) -> None:
        """Takes what the file has from now on."""
        self.journeys.close(self._names.pop(uri, ""))

    def document(self, uri: str) -> Document:
        """Returns the journey of a URI as it is now."""
        name = self._names.get(uri) or os.path.abspath(to_fs_path(uri) or self._name_of_none(uri))  # noqa: PTH100
        return self.journeys.document(name)

    def uri_of(self, name: str) -> str:
        """Returns the URI of a journey by its name, or of the file at a path."""
        for uri, known in self._names.items():
            if known == name:
                return uri
        return Path(os.path.abspath(name)).as_uri()  # noqa: PTH100  links stay as they are

    def positions(self, document: Document) -> Positions:
        """Returns the positions in a document's text."""
        return Positions(document.source, self.encoding)

    def place(self, uri: str, position: types.Position) -> tuple[Document, Positions, int]:
        """Returns the document of a URI, the positions in it, and the offset of one."""
        document = self.document(uri)
        positions = self.positions(document)
        return document, positions, positions.offset(position)

    def is_journey(self, document: Document) -> bool:
        """Whether a text is a journey, as its name or its first key says; other YAML is left alone."""
        named = document.path is not None and document.path.name.endswith(SUFFIXES)
        return named or _IS_JOURNEY.search(document.source.text) is not None

    def _name_of_none(self, uri: str) -> str:
        """What a text is called that is in no file: as if it were in the first folder, whose settings it has."""
        folder = self.journeys.searched[0] if self.journeys.searched else os.getcwd()  # noqa: PTH109
        name = re.sub(r"[^\w.-]+", "-", uri.rpartition("/")[2].rpartition(":")[2]) or "untitled"
        while os.path.join(folder, name) in self._names.values():  # noqa: PTH118
            name += "-"
        return os.path.join(folder, name)  # noqa: PTH118
