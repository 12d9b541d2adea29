"""The names of a file's columns, from its rows of headings."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

IMPORT_ID = '{"ImportId"'
"""With this begins each cell of the row by which exports of Qualtrics are known."""

_NOT_A_ROW = frozenset({"", "response", "open-ended response"})
"""What SurveyMonkey writes in the second row below a question that is no grid."""


def same_name(name: str) -> str:
    """Returns a name of a column for comparison: NFKC, with single spaces and no invisible marks."""
    shown = "".join(each for each in unicodedata.normalize("NFKC", name) if unicodedata.category(each) != "Cf")
    return " ".join(shown.split())


def names_of(rows: Sequence[Sequence[str]], *, grid: bool) -> tuple[frozenset[str], ...]:
    """Returns the names by which each column can be called.

    With `grid`, the first two rows name questions and the rows of their grids: a column is called `Question/Row`, and
    by the question alone where it has no rows. A name that is left out in the first row is that of the column before.
    """
    if not rows:
        return ()
    first = [same_name(name) for name in rows[0]]
    if not grid or len(rows) < 2:
        return tuple(frozenset([name] if name else []) for name in first)
    second = [same_name(name) for name in rows[1]]
    second += [""] * (len(first) - len(second))
    found = []
    question = ""
    for index, name in enumerate(first):
        question = name or question
        row = second[index]
        is_alone = row.casefold() in _NOT_A_ROW or row.casefold().startswith("other (please")
        called = {f"{question}/{row}"} if row else set()
        if is_alone and name:
            called.add(name)
        found.append(frozenset(called))
    return tuple(found)


def places_of(names: Sequence[frozenset[str]], name: str) -> list[int]:
    """Returns the positions of the columns with a name."""
    wanted = same_name(name)
    return [index for index, called in enumerate(names) if wanted in called]
