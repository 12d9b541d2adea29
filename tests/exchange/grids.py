"""Grids of journeys, generated in four languages: as rows of cells, with what is to be found in the file again."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import openpyxl
from hypothesis import strategies as st

WORDS = {"en": "note", "he": "פתק", "fa": "یادداشت", "de": "Notiz"}
LABELS = {
    "en": {"goal": "User goals", "doing": "What they do", "thinking": "Thoughts", "pains": "Pain points:",
           "opportunities": "Ideas", "channels": "Channels", "metrics": "KPIs", "owner": "Process owner",
           "backstage": "Backstage", "focus": "Business goals", "custom": "Weather", "emotions": "Feelings"},
    "he": {"goal": "מטרות", "doing": "פעולות", "thinking": "מחשבות", "pains": "נקודות כאב", "opportunities": "רעיונות",
           "channels": "ערוצים", "metrics": "מדדים", "owner": "אחראי", "backstage": "מאחורי הקלעים",
           "focus": "מטרות עסקיות", "custom": "מזג אוויר", "emotions": "רגשות"},
    "fa": {"goal": "اهداف", "doing": "اقدامات", "thinking": "افکار", "pains": "نقاط درد", "opportunities": "ایده‌ها",
           "channels": "کانال‌ها", "metrics": "شاخص‌ها", "owner": "مسئول", "backstage": "پشت صحنه",
           "focus": "اهداف کسب‌وکار", "custom": "هوا", "emotions": "احساسات"},
    "de": {"goal": "Ziele", "doing": "Handlungen", "thinking": "Gedanken", "pains": "Schmerzpunkte",
           "opportunities": "Ideen", "channels": "Kanäle", "metrics": "Kennzahlen", "owner": "Verantwortlich",
           "backstage": "Backstage", "focus": "Geschäftsziele", "custom": "Wetter", "emotions": "Gefühle"},
}  # fmt: skip
STAGE = {"en": "Stage", "he": "שלב", "fa": "مرحله", "de": "Phase"}
NOTHING = ["—", "-", "[Action]", "n/a", "…"]


@dataclass
class MadeGrid:
    """A grid: its rows, its merged blocks (first row, first column, last row, last column), and its language.

    `items` are the texts that each cell says, by row and column; `scores` the numbers of the row of feelings.
    """

    language: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    items: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    scores: list[float] = field(default_factory=list)

    def turned(self) -> MadeGrid:
        """The same with its stages down."""
        width = max(map(len, self.rows))
        rows = [[row[column] if column < len(row) else "" for row in self.rows] for column in range(width)]
        merged = [(left, top, right, bottom) for top, left, bottom, right in self.merged]
        return MadeGrid(self.language, rows, merged, {(c, r): each for (r, c), each in self.items.items()}, self.scores)

    def titled(self, title: str) -> MadeGrid:
        """The same below a row with a title."""
        rows = [[title, *[""] * (len(self.rows[0]) - 1)], *self.rows]
        merged = [(top + 1, left, bottom + 1, right) for top, left, bottom, right in self.merged]
        items = {(row + 1, column): each for (row, column), each in self.items.items()} | {(0, 0): [title]}
        return MadeGrid(self.language, rows, merged, items, self.scores)

    def csv(self) -> bytes:
        """The grid as CSV."""
        quoted = [['"{}"'.format(cell.replace('"', '""')) for cell in row] for row in self.rows]
        return "\r\n".join(";".join(row) for row in quoted).encode()

    def markdown(self) -> bytes:
        """The grid as a table in Markdown."""
        lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in self.rows]
        return "\n".join([lines[0], "|" + "---|" * len(self.rows[0]), *lines[1:]]).encode()

    def xlsx(self) -> bytes:
        """The grid as a workbook with merged cells."""
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        for number, row in enumerate(self.rows, 1):
            for column, cell in enumerate(row, 1):
                if cell:
                    sheet.cell(number, column, float(cell) if cell in ("1", "2", "3", "4", "5") else cell)
        for top, left, bottom, right in self.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()


@st.composite
def made_grids(draw: st.DrawFn) -> MadeGrid:
    """Grids with stages across: with steps below merged stages, or with stages alone, in one of four languages."""
    language = draw(st.sampled_from([*WORDS]))
    numbers = iter(range(1, 10_000))

    def text() -> str:
        return f"{WORDS[language]} {next(numbers)}"

    steps = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    has_steps = draw(st.booleans()) and max(steps) > 1 and len(steps) > 1
    steps = steps if has_steps else [1] * len(steps)
    names, merged, column = [STAGE[language]], [], 1
    numbered = draw(st.booleans())
    items: dict[tuple[int, int], list[str]] = {}
    for number, count in enumerate(steps, 1):
        name = text()
        items[0, column] = [name]
        names += [f"{number}. {name}" if numbered else name, *[""] * (count - 1)]
        if count > 1:
            merged.append((0, column, 0, column + count - 1))
        column += count
    rows = [names]
    if has_steps:
        under = [text() for _ in range(sum(steps))]
        items |= {(1, place): [name] for place, name in enumerate(under, 1)}
        rows.append(["", *under])
    scores: list[float] = []
    for meaning in draw(st.permutations([*LABELS[language]]))[: draw(st.integers(3, 12))]:
        row = [LABELS[language][meaning]]
        for place in range(1, sum(steps) + 1):
            cell = [text() for _ in range(draw(st.integers(0, 3)))]
            if meaning == "emotions":
                scores += [score := draw(st.integers(1, 5))]
                row.append(str(score))
            elif cell:
                items[len(rows), place] = cell
                row.append(
                    draw(st.sampled_from(["\n".join(cell), "; ".join(cell), "\n".join(f"• {each}" for each in cell)]))
                )
            else:
                row.append(draw(st.sampled_from([*NOTHING, ""])))
        rows.append(row)
    return MadeGrid(language, rows, merged, items, scores)
