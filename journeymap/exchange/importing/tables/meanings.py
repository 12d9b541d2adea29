"""What the rows of a grid mean: as a crosswalk tells, as their labels say, or as what is in them shows."""

from __future__ import annotations

from journeymap.exchange.importing.draft import Imported
from journeymap.exchange.importing.labels import label_of, part_of_label
from journeymap.exchange.importing.tables.cells import CellItem, items_in
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.fields import COMMENT, MEANINGS, OWN_LANE
from journeymap.exchange.importing.tables.grid import JourneyGrid
from journeymap.insight.channel_kinds import UNKNOWN, channel_kind

_MOST_WORDS_OF_A_CHANNEL = 3
_LEAST_CHANNELS = 0.6


class Meanings:
    """Says what rows mean, and notes it in the crosswalk that is `found`. What is assumed is said."""

    def __init__(self, told: Crosswalk, found: Crosswalk, imported: Imported, language: str) -> None:
        self._told = told
        self._found = found
        self._imported = imported
        self._language = language

    def of(self, key: str, label: str, at: str, *, filled: bool, otherwise: str = "") -> str:
        """The meaning of a row that a crosswalk calls `key`; `otherwise` is what it means where it has no own label.

        A row that is not known becomes a lane of the journey's own, or a comment where nothing is in it.
        """
        meaning = self._told.lanes.get(key, "") or otherwise
        if not meaning:
            known = label_of(label, self._language) or part_of_label(label, self._language)
            if not ((known and known.field in MEANINGS) or filled):
                return COMMENT  # and no row of the crosswalk: once something is in it, it is a lane of its own
            meaning = known.field if known and known.field in MEANINGS else OWN_LANE
            if known and known.partial:
                self._imported.mended(at, f'"{label}" is read as "{meaning}"')
            elif meaning == OWN_LANE:
                self._imported.mended(at, f'"{label}" is not known; it becomes a lane of its own')
            elif self._told.lanes:
                self._imported.mended(at, f'"{label}" is not in the crosswalk; it is read as "{meaning}"')
        elif key not in self._told.lanes:
            self._imported.mended(at, f'this row has no label; it is read as "{meaning}"')
        self._found.lanes[key] = meaning
        return meaning

    def tell_channels_from_steps(self, grid: JourneyGrid) -> None:
        """Read a row of touchpoints as channels where it names channels and something else names the steps."""
        if not (any(column.name for column in grid.columns) or any(row.meaning == "doing" for row in grid.rows)):
            return
        for row in grid.rows:
            if row.meaning != "touchpoints" or row.key in self._told.lanes:
                continue
            cells = {place: self._as_channels(cell) for place, cell in row.cells.items()}
            items = [item.text for cell in cells.values() for item in cell]
            named = sum(self._names_a_channel(item) for item in items)
            if items and named >= _LEAST_CHANNELS * len(items):
                row.meaning = self._found.lanes[row.key] = "channels"
                row.cells = cells
                self._imported.mended(row.at, f'"{row.label}" names channels, so it is read as "channels"')

    def _as_channels(self, cell: list[CellItem]) -> list[CellItem]:
        found = []
        for item in cell:
            first, *others = items_in(item.text, "channels", self._language) or [item.text]
            found += [item._replace(text=first), *(CellItem(text, item.at) for text in others)]
        return found

    def _names_a_channel(self, text: str) -> bool:
        return len(text.split()) <= _MOST_WORDS_OF_A_CHANNEL and channel_kind(text, self._language) != UNKNOWN
