"""One journey in the preview: as it is now, as it was when it could last be drawn, and the pages of that."""

from __future__ import annotations

import hashlib
import os
import traceback
from dataclasses import replace
from pathlib import Path

from journeymap.build.facts import facts_of
from journeymap.build.manifest import JourneyEntry
from journeymap.diagnostics import Diagnostic
from journeymap.errors import UserError
from journeymap.layout.mentions import with_numbers
from journeymap.model import Journey
from journeymap.pipeline.batch import Outcome
from journeymap.pipeline.check import stops
from journeymap.records import NamedTuple
from journeymap.serve.pages import page_of
from journeymap.style.locale import load_words
from journeymap.workspace import Document


class DrawnPage(NamedTuple):
    """A page, and a `tag` that differs for any other content."""

    data: bytes
    tag: str


class Trouble(NamedTuple):
    """Why something cannot be shown as it is now, and how to mend it; a `fault` is journeymap's own."""

    message: str
    hint: str = ""
    fault: str = ""


def tagged(data: bytes) -> DrawnPage:
    """Returns a page with its tag."""
    return DrawnPage(data, hashlib.sha256(data).hexdigest()[:16])


def trouble_of(error: Exception) -> Trouble:
    """Returns what to say of an exception."""
    if isinstance(error, UserError):
        return Trouble(error.message, error.hint)
    return Trouble(f"journeymap itself failed: {type(error).__name__}: {error}", "", traceback.format_exc())


class PreviewedJourney:
    """A journey in the preview. `name` is what it is called in addresses and messages.

    It `is_stale` when its document is not that of the files any more, or has not been read yet. `trouble` is why it
    can neither be read nor checked.
    """

    def __init__(self, name: str, path: str) -> None:
        self.name = name
        self.path = path
        self.document: Document | None = None
        self.is_stale = True
        self._good: Document | None = None
        self.trouble: Trouble | None = None
        self._pages: dict[str, tuple[Document, DrawnPage | None, Trouble | None]] = {}
        self._entry: tuple[Document, JourneyEntry] | None = None

    @property
    def file(self) -> Path:
        """Its file, by its absolute path."""
        return Path(self.path)

    def take(self, document: Document) -> None:
        """Takes and checks the document as it is now."""
        self.is_stale = False
        if document is self.document:
            return
        self.document = document
        self.trouble = None
        if document.problem is not None:
            self.trouble = trouble_of(document.problem)
            return
        try:
            drawable = document.checked.journey is not None and not self.stopping
        except Exception as error:
            self.trouble = trouble_of(error)
        else:
            self._good = document if drawable else self._good

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with it now, in the order of its file."""
        document = self.document
        return () if document is None or self.trouble is not None else document.diagnostics

    @property
    def stopping(self) -> tuple[Diagnostic, ...]:
        """What keeps it from being drawn as it is now."""
        return tuple(each for each in self.diagnostics if self.document and stops(each, self.document.settings))

    @property
    def is_current(self) -> bool:
        """Whether its pages show it as it is now."""
        return self.document is not None and self._good is self.document

    @property
    def shown(self) -> Journey | None:
        """The journey that its pages show, or else as far as it can be read."""
        document = self._good
        if document is not None:
            return document.checked.journey
        return self.document.written if self.document is not None and self.trouble is None else None

    def page(self, kind: str) -> tuple[DrawnPage | None, Trouble | None]:
        """Returns a page, one of `PAGES`, and why there is none, or only one from before. It is drawn if need be."""
        good = self._good
        if good is None:
            return None, self.trouble
        before = self._pages.get(kind)
        if before is None or before[0] is not good:
            journey = good.checked.journey
            assert journey is not None
            try:
                self._pages[kind] = (good, tagged(page_of(journey, kind, good.settings)), None)
            except Exception as error:
                self._pages[kind] = (good, before[1] if before else None, trouble_of(error))
        _, page, trouble = self._pages[kind]
        return page, self.trouble or trouble

    def entry(self, root: Path) -> JourneyEntry:
        """Returns the journey for the index of a site, by its path from the folder of the configuration."""
        document = self.document
        assert document is not None
        if self._entry is None or self._entry[0] is not document:
            self._entry = (document, self._made_entry(document, root))
        return self._entry[1]

    def _made_entry(self, document: Document, root: Path) -> JourneyEntry:
        name = Path(os.path.relpath(self.path, root)).as_posix()
        entry = JourneyEntry(name=name, drawn=self.is_current, outcome=Outcome(name, self.diagnostics))
        journey = None if self.trouble is not None else document.checked.journey
        if journey is None:
            return entry
        settings = document.settings
        numbered = with_numbers(journey, load_words(journey.language, own=settings.templates))
        return replace(entry, facts=facts_of(numbered, document.diagnostics, settings.today))
