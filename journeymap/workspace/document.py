"""A journey that is worked on: its text, what was read in it, and what is wrong with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from journeymap.diagnostics import Diagnostic, Finding
from journeymap.errors import UserError
from journeymap.fixes.ids import IdsOfFile
from journeymap.insight.attachments import images_of
from journeymap.model import Journey, read_journey
from journeymap.pipeline.check import Checked, check_loaded
from journeymap.pipeline.dependencies import files_beside
from journeymap.pipeline.fonts import use_fonts_of
from journeymap.records import cached_property
from journeymap.rules.rewriting import File
from journeymap.settings import Settings
from journeymap.source import Loaded, Mapping, Node, SourceText, load

_LINE_END = re.compile(r"\r\n|\r|\n")


class Document:
    """One state of a journey's text, which never changes. Everything about it is found when it is first asked for.

    `name` is what it is called in messages. `path` is the absolute path of its file, None for a text that is in no
    file. `version` is the editor's number of its text, None for what is in the file. `problem` is why the file or its
    configuration cannot be read; the settings are the defaults then, and the text is empty if it cannot be read.
    """

    def __init__(
        self,
        name: str,
        path: Path | None,
        data: bytes,
        settings: Settings,
        *,
        version: int | None = None,
        problem: UserError | None = None,
        last_good: Document | None = None,
    ) -> None:
        self.name = name
        self.path = path
        self.version = version
        self.data = data
        self.settings = settings
        self.problem = problem
        self._last_good = last_good

    @cached_property
    def loaded(self) -> Loaded:
        """The text with its tree, as far as it can be read."""
        return load(self.data, self.name)

    @property
    def source(self) -> SourceText:
        """The text, without a byte order mark."""
        return self.loaded.source

    @property
    def tree(self) -> Node | None:
        """The tree of this text; None when it is no YAML."""
        return self.loaded.tree

    @property
    def written(self) -> Journey | None:
        """The journey as it is written, without pictures and measures; None without what every journey needs."""
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[Journey | None, Sequence[Finding]]:
        """The journey as it is written, and what is wrong with its shape."""
        return (None, []) if self.tree is None else read_journey(self.tree, self.source.text)

    @cached_property
    def last_good(self) -> Document | None:
        """This document or, when its text cannot be read, the last one before it that could.

        If there is none, it is what can be read of the beginning of the text; None if nothing can.
        """
        if isinstance(self.tree, Mapping):
            return self
        return self._last_good or self._beginning()

    def now(self, offset: int) -> int:
        """Returns where a place of the text of `last_good` is in this one; the nearest place where it has gone."""
        before, after = self._alike
        end = len(self.last_good.source.text) if self.last_good is not None else 0
        if offset <= before:
            return offset
        if offset >= end - after:
            return offset - end + len(self.source.text)
        return min(offset, len(self.source.text) - after)

    @cached_property
    def _alike(self) -> tuple[int, int]:
        """How many characters the text has in common with that of `last_good` at the beginning, and at the end."""
        good = self.last_good.source.text if self.last_good is not None else ""
        text = self.source.text
        most = min(len(good), len(text))
        before = next((at for at in range(most) if good[at] != text[at]), most)
        after = next((at for at in range(most - before) if good[-1 - at] != text[-1 - at]), most - before)
        return before, after

    def _beginning(self) -> Document | None:
        """The most lines from the first one on that can be read together."""
        starts = [0, *(match.end() for match in _LINE_END.finditer(self.source.text))]

        def cut(lines: int) -> Document:
            return Document(self.name, self.path, self.source.text[: starts[lines]].encode(), self.settings)

        readable = bisect_left(range(1, len(starts)), True, key=lambda lines: cut(lines).tree is None)
        found = cut(readable)
        return found if isinstance(found.tree, Mapping) else None

    @cached_property
    def ids(self) -> IdsOfFile | None:
        """Where the ids of this text stand; None when it cannot be read."""
        return None if self.tree is None else IdsOfFile(File(self.source.text, self.tree, self.settings.today))

    @cached_property
    def checked(self) -> Checked:
        """The journey with its pictures and measures, and the diagnostics. Raises UserError for wrong settings."""
        use_fonts_of(self.settings)
        folder = str(self.path.parent) if self.path is not None else None
        return check_loaded(self.loaded, self.data, self.settings, folder=folder, read=self._read)

    @property
    def checked_already(self) -> bool:
        """Whether it was checked before, so that `checked` takes no time."""
        return "checked" in self.__dict__

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the text, and in the files beside it. Raises UserError for wrong settings."""
        return self.checked.diagnostics

    @cached_property
    def beside(self) -> tuple[Path, ...]:
        """The files beside its own on which `checked` depends, there or not: measures, gains and pictures."""
        if self.path is None or self.written is None:
            return ()
        files = dict.fromkeys(image.file for _, image in images_of(self.written))
        return tuple(files_beside(self.path, files))
