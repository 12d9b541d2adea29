"""Gives the texts of a stage's cell to its touchpoints, and says how they were dealt out."""

from __future__ import annotations

from journeymap.exchange.importing.draft import Draft, Ids, Imported
from journeymap.exchange.importing.tables.cells import CellItem
from journeymap.exchange.importing.tables.fields import OWN_LANE
from journeymap.exchange.importing.tables.grid import GridRow, JourneyGrid
from journeymap.model.lanes import LANES as ROWS_OF_THE_MAP

_MARKS = ("x", "×", "✓", "✔", "✅", "⭐", "★", "yes", "true", "1")
_MOMENTS = ("zmot", "fmot", "smot", "umot")


class Dealing:
    """What only touchpoints have, and the lanes of a journey's own, which have texts for touchpoints."""

    def __init__(self, imported: Imported) -> None:
        self._imported = imported
        self._own_lanes: dict[str, Draft] = {}
        self._lane_ids = Ids()
        self._dealt: dict[str, dict[str, list[str]]] = {}

    def deal(self, row: GridRow, items: list[CellItem], stage: str, steps: list[Draft]) -> None:
        """Give one item to each touchpoint where there are as many, else all to the first."""
        one_each = len(items) == len(steps) > 1
        if len(steps) > 1:
            how = "one goes to each touchpoint, in order" if one_each else "all stand at the first touchpoint"
            self.note(row, how, stage)
        for place, item in enumerate(items):
            self._put(row, item, steps[place if one_each else 0])

    def note(self, row: GridRow, how: str, stage: str) -> None:
        """Note how the items of a row were dealt out in a stage."""
        self._dealt.setdefault(row.key, {}).setdefault(how, []).append(stage)

    def finish(self, grid: JourneyGrid) -> None:
        """Put the lanes of its own into the journey, and say how items were dealt out."""
        if self._own_lanes:
            self._imported.journey["custom"] = [*self._own_lanes.values()]
        for row in grid.rows:
            for how, stages in self._dealt.pop(row.key, {}).items():
                self._imported.mended(row.at, f'"{row.label}": {how} ({", ".join(stages)})')

    def _put(self, row: GridRow, item: CellItem, step: Draft) -> None:
        if row.meaning == OWN_LANE:
            self._own_lane(row.label)["texts"].setdefault(step["id"], []).append(item.text)
        elif row.meaning == "moment_of_truth":
            plain = item.text.casefold()
            step["moment_of_truth"] = plain if plain in _MOMENTS else True
            if plain not in (*_MOMENTS, *_MARKS):
                self._imported.leave(item.at, item.text, step, row.label)
        else:
            step.add(row.meaning, item.text)

    def _own_lane(self, label: str) -> Draft:
        if label not in self._own_lanes:
            id_ = self._lane_ids.fresh(label, "lane")
            id_ = self._lane_ids.fresh(f"own {id_}", "lane") if id_ in ROWS_OF_THE_MAP else id_
            self._own_lanes[label] = Draft(id=id_, name=label or id_, texts=Draft())
        return self._own_lanes[label]
