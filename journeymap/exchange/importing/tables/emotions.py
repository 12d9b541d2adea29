"""Gathers the feelings of a table, finds the scale of their scores, and puts them where they are felt."""

from __future__ import annotations

from journeymap.exchange.importing.draft import Draft, Imported
from journeymap.exchange.importing.tables.cells import CellItem
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.grid import GridRow, JourneyGrid
from journeymap.exchange.importing.tables.people import NamedPeople
from journeymap.exchange.importing.tables.scores import (
    FEELING,
    Scale,
    ScoredFeeling,
    likely_scale,
    on_scale,
    scored,
    told_scale,
)


class Emotions:
    """The feelings of the parts of one journey, which are put into its draft at last, when their scale is known."""

    def __init__(self, told: Crosswalk, found: Crosswalk, imported: Imported, language: str) -> None:
        self._told = told
        self._found = found
        self._imported = imported
        self._language = language
        self._scale: Scale | None = None
        self._personas: dict[str, str] = {}
        self._of_all: dict[str, None] = {}  # places of rows, in order
        self._felt: dict[tuple[int, str], tuple[Draft, list[tuple[CellItem, ScoredFeeling]]]] = {}

    def begin(self, grid: JourneyGrid, personas: NamedPeople) -> None:
        """Find the scale of the scores in a grid, and learn whose feelings its rows can have."""
        self._personas = {draft["name"]: draft["id"] for draft in personas.drafts()}
        rows = [row for row in grid.rows if any(_says_feeling(row, item) for item in row.items())]
        feelings = [self._scored(row, item) for row in rows for item in row.items() if _says_feeling(row, item)]
        scores = [each.score for each in feelings if each.score is not None]
        if not scores:
            return
        tops = [each.top for each in feelings if each.top is not None]
        by_label = next((scale for row in rows if (scale := told_scale(row.label))), None)
        self._scale = self._told.scale or by_label or likely_scale(scores, tops)
        low, high = min(scores), max(scores)
        if low < self._scale[0] or high > self._scale[1]:
            self._scale = min(low, self._scale[0]), max(high, self._scale[1])
            self._imported.mended(rows[0].at, f"its scores go beyond the scale; it is now {_written(self._scale)}")
        elif not (self._told.scale or by_label):
            self._imported.mended(rows[0].at, f"its scores are taken to be on a scale of {_written(self._scale)}")
        self._found.scale = self._scale
        if self._scale != FEELING:
            self._imported.journey["emotion_scale"] = [*self._scale]

    def add(self, part: Draft, row: GridRow, item: CellItem) -> None:
        """Add a feeling at a stage or a touchpoint."""
        felt = self._scored(row, item)
        label = row.label.casefold()
        named = [id_ for name, id_ in self._personas.items() if name.casefold() in label]
        everyone = [*self._personas.values()] if len(self._personas) > 1 else [""]
        for persona in named if len(self._personas) > 1 and named else everyone:
            self._felt.setdefault((id(part), persona), (part, []))[1].append((item, felt))
        if len(self._personas) > 1 and not named:
            self._of_all[row.at] = None

    def finish(self) -> None:
        """Put them into the draft."""
        for at in self._of_all:
            self._imported.mended(at, "it does not say who feels so; its feelings are given to all personas")
        for (_, persona), (part, told) in self._felt.items():
            emotion = Draft(**({"persona": persona} if persona else {}))
            score = self._score_of([felt for _, felt in told], told[0][0].at)
            label = ", ".join(dict.fromkeys(felt.label for _, felt in told if felt.label))
            if score is not None:
                emotion["score"] = score
            if label:
                emotion["label"] = label
            if score is None and not label:  # an emoji that is not known
                emotion["label"] = " ".join(item.text for item, _ in told)
            if score is None:
                self._imported.mended(
                    told[0][0].at, f'how good "{emotion["label"]}" feels is not known; it has no score'
                )
            part.add("emotions", emotion)

    def _score_of(self, told: list[ScoredFeeling], at: str) -> float | None:
        scale = self._scale or FEELING
        scores = [each.score for each in told if each.score is not None]
        if len(scores) > 1:
            self._imported.mended(at, f"its score is the mean of {len(scores)} that stand here")
        scores = scores or [on_scale(each.felt, scale) for each in told if each.felt is not None]
        return sum(scores) / len(scores) if scores else None

    def _scored(self, row: GridRow, item: CellItem) -> ScoredFeeling:
        text = item.text if row.meaning == "emotions" else item.feeling
        if item.score is not None:
            return ScoredFeeling(item.score, None, None, text)
        felt = scored(text, self._language, self._told)
        if felt.score is None:
            self._found.feelings[felt.label or text] = felt.felt
        return felt


def _says_feeling(row: GridRow, item: CellItem) -> bool:
    return row.meaning == "emotions" or item.score is not None or bool(item.feeling)


def _written(scale: Scale) -> str:
    return f"{scale[0]:g} to {scale[1]:g}"
