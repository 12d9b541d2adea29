"""The ways that customers took and that the map does not have: a table of the foot, in words, as they are not drawn."""

from __future__ import annotations

from journeymap.layout.canvas import TABLE_STRONG, Canvas
from journeymap.layout.foot.tables import FootTable, TableCell
from journeymap.layout.spec import MapSpec
from journeymap.model import EXIT
from journeymap.overlays.behaviour import BehaviourOverlay

_MOST = 8


class BesideMap:
    """The ways that the journey's file lacks, those of the most visits first."""

    def __init__(self, spec: MapSpec, behaviour: BehaviourOverlay) -> None:
        words, journey, group = spec.words, spec.journey, behaviour.group
        known = journey.touchpoint_by_id
        ways = [each for each in group.beside_map if each[0] in known and (each[1] in known or each[1] == EXIT)]

        def name(id_: str) -> str:
            if id_ not in known:
                return words["exit"]
            return f"{words.number(journey.number_of[id_])} {known[id_].name}"

        rows = [
            [
                TableCell(name(source), TABLE_STRONG, "ink"),
                TableCell(name(to)),
                TableCell(group.ways[source, to].with_interval, is_number=True),
                TableCell(words.number(group.ways[source, to].n), is_number=True),
            ]
            for source, to in ways[:_MOST]
        ]
        headings = [words[key] for key in ("touchpoint", "next", "measured-heading", "visits")]
        notes = [words.say("not-listed", n=len(ways) - _MOST)] if len(ways) > _MOST else []
        self._table = FootTable(words["seen-beside-map"], headings, rows, 1, notes) if rows else None

    @property
    def least(self) -> float:
        return self._table.least if self._table else 0

    @property
    def most(self) -> float:
        return self._table.most if self._table else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        assert self._table is not None
        return self._table.draw(canvas, x, top, width)
