"""A journey file in the making, and what is said about the file that it is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from journeymap.exchange.importing.languages import language_by_letters
from journeymap.model.reading import slug
from journeymap.source.characters import suspect

if TYPE_CHECKING:
    from journeymap.exchange.importing.tables.crosswalk import Crosswalk

_LONGEST_ID = 40
_SHOWN = 60


class Draft(dict[str, Any]):
    """A mapping of a journey file: values by the file's own keys, and comments that are to stand above it.

    A value is a text, a number, true or false, a draft, or a list of them.
    """

    def __init__(self, **values: Any) -> None:
        super().__init__(values)
        self.comments: list[str] = []

    def add(self, key: str, value: Any) -> None:
        """Append a value to the list at a key, which is made if it is not there; nothing happens if it has it."""
        values = self.setdefault(key, [])
        if value not in values:
            values.append(value)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should know: where it is (`line 7`, `cell C5`), and what was done about it."""

    at: str
    text: str


@dataclass(slots=True)
class Imported:
    """What a file was read into: the draft; what was mended or assumed; what has no place in a journey file.

    What has no place stands in the draft as a comment as well. `crosswalk` says which rows and words of a table are
    which of a journey.
    """

    journey: Draft
    remarks: list[Remark] = field(default_factory=list)
    unplaced: list[Remark] = field(default_factory=list)
    crosswalk: Crosswalk | None = None

    def mended(self, at: str, text: str) -> None:
        """Note that something was read otherwise than it is written, or was assumed."""
        self.remarks.append(Remark(at, text))

    def leave(self, at: str, text: str, near: Draft, what: str = "") -> None:
        """Keep a text that has no place in a journey file: as a comment above the part that it belongs to.

        `what` says what it is: `a note`, `the row "Risks"`.
        """
        called = f"{what}: " if what else ""
        near.comments.append(f"not placed ({at}): {called}{text}")
        shown = " ".join(text.split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        self.unplaced.append(Remark(at, f'{called}"{shown}" has no place in a journey; it is a comment in the file'))


class Ids:
    """Gives ids that are not used yet."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._counts: dict[str, int] = {}

    def fresh(self, text: str, otherwise: str) -> str:
        """An id made from the Latin letters of a text; `otherwise` with a number where it has none: `step-3`."""
        near = slug(text)
        if len(near) > _LONGEST_ID:
            near = near[: _LONGEST_ID + 1].rpartition("-")[0] or near[:_LONGEST_ID]
        stem = near if any(letter.isalpha() for letter in near) else ""
        candidate = stem or self._numbered(otherwise)
        while candidate in self._used:
            candidate = self._numbered(stem or otherwise)
        self._used.add(candidate)
        return candidate

    def _numbered(self, stem: str) -> str:
        self._counts[stem] = self._counts.get(stem, 0) + 1
        return f"{stem}-{self._counts[stem]}"


def tidy(text: str) -> str:
    """The text on one line, without pasted marks of direction and without characters that no journey file may hold."""
    return " ".join(suspect().sub("", text).split())


def head_of(imported: Imported, title: str, stem: str, language: str, texts: Iterable[str]) -> None:
    """Set what stands at the top of a journey file: its id, title and language.

    `stem` is the name of the file that is read, in place of a title it does not have. A language that is not given is
    found by the letters of the texts; where they are Latin, English is assumed, and that is noted.
    """
    if not title:
        imported.mended("title", f'it has no title; it is called "{stem}", as the file is')
    found = language or language_by_letters(texts)
    if not found:
        imported.mended("language", "its language is taken for English; `--language` says another one")
    made = next((near for text in (title, stem) if any(map(str.isalpha, near := slug(text)))), "journey")
    imported.journey |= {"journeymap": 1, "id": made, "title": title or stem, "language": found or "en"}
