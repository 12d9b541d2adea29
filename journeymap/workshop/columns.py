"""The columns of the form that brings a wall back: a row a note.

The first row holds their headings in the journey's language. It is by these that a form is read, so columns may be
moved, and one that is not needed removed; a heading in another of journeymap's languages, or the column's
own name in English, will do as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.style.locale import Words, load_words


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its name, the word that heads it, its width in characters."""

    name: str
    word: str
    width: int


COLUMNS = (
    FormColumn("ref", "form-ref", 9),
    FormColumn("lane", "form-lane", 18),
    FormColumn("touchpoint", "touchpoint", 24),
    FormColumn("text", "form-text", 56),
    FormColumn("persona", "persona", 18),
    FormColumn("score", "score", 9),
    FormColumn("votes", "card-votes", 9),
    FormColumn("owner", "owner", 20),
    FormColumn("due", "due", 13),
)


def headings(words: Words) -> list[str]:
    """The first row of a form."""
    return [words[column.word] for column in COLUMNS]


def columns_headed(row: list[str], words: Words, name: str) -> list[str]:
    """The name of the column under each heading of a form's first row; empty under no heading.

    `words` are the journey's, and `name` what the form is called in messages. Raises UserError for a heading
    that is not known or stands twice, and when the columns that say what and where are missing.
    """
    known = _known(words)
    found: list[str] = []
    for index, cell in enumerate(row):
        heading = " ".join(cell.split())
        column = known.get(heading.casefold(), "") if heading else ""
        place = f"{name}: row 1: column {chr(ord('A') + index) if index < 26 else index + 1}"
        if heading and not column:
            raise UserError(f"{place} is headed {heading!r}, which is not known", hint=_hint(words))
        if column and column in found:
            raise UserError(f"{place}: {heading!r} stands twice", hint="keep one of the two columns")
        found.append(column)
    if "text" not in found or not {"ref", "touchpoint"} & set(found):
        raise UserError(f"{name}: row 1 does not have the headings of a form", hint=_hint(words))
    return found


def _hint(words: Words) -> str:
    return f"the headings are {', '.join(headings(words))}"


def _known(words: Words) -> dict[str, str]:
    """Column names by heading, where the journey's own language weighs most."""
    known: dict[str, str] = {}
    others = sorted(path.stem for path in (resources.templates() / "locales").glob("*.yaml"))
    for language in reversed(others):
        known.update({load_words(language)[column.word].casefold(): column.name for column in COLUMNS})
    known.update({column.name: column.name for column in COLUMNS})
    known.update({words[column.word].casefold(): column.name for column in COLUMNS})
    return known
