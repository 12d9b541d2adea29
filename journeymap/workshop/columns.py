"""The columns of the form in which the notes of a workshop are entered, one note in each row.

The first row has their headings in the journey's language. A form is read by its headings, so columns may be moved or
removed. Headings in the other languages of journeymap, and the names of columns, are accepted too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.style.locale import MAP, Words, load_words


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its name, the key of its heading in the locale, and its width in characters."""

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
    FormColumn("severity", "severity", 9),
    FormColumn("moment", "moment-of-truth", 18),
    FormColumn("owner", "owner", 20),
    FormColumn("due", "due", 13),
    FormColumn("impact", "impact", 9),
    FormColumn("effort", "effort", 9),
    FormColumn("measure", "measure", 30),
)
SAYING = ("text", "persona", "score", "votes", "severity", "moment", "owner", "due", "impact", "effort", "measure")
"""The names of the columns that say something; the others say where it belongs."""


def headings(words: Words) -> list[str]:
    """The headings: the first row of a form."""
    return [words[column.word] for column in COLUMNS]


def columns_in(row: list[str], words: Words, name: str) -> list[str]:
    """The column names for the headings in a form's first row; an empty name for an empty heading.

    `words` are those of the journey's language, and `name` is the form's name in messages. Raises UserError for a
    heading that is unknown or occurs twice, and when the column of texts or both columns of places are missing.
    """
    asked = [" ".join(cell.split()).casefold() for cell in row]
    known = _names_by_heading(words, asked)
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


def _names_by_heading(words: Words, asked: Iterable[str]) -> dict[str, str]:
    """Column names by heading. If languages disagree about a heading, that of the journey decides, then English.

    Other languages are read only if a heading that is `asked` for is not known without them.
    """
    known = {words[column.word].casefold(): column.name for column in COLUMNS}
    languages = sorted(path.stem for path in (resources.templates() / MAP).glob("*.yaml"))
    for language in ("", "en", *languages):
        if all(heading in known for heading in asked if heading):
            break
        for column in COLUMNS:
            heading = load_words(language)[column.word] if language else column.name
            known.setdefault(heading.casefold(), column.name)
    return known
