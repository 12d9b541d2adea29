"""The owners lane: a pill where an owner's touchpoints start, and a line as far as they reach.

Those who support stand in the pill after the owner.
"""

from __future__ import annotations

from functools import lru_cache

from journeymap.layout.canvas import CAPTION_STRONG, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.plan_texts import owners_named
from journeymap.layout.spec import PAD, MapSpec

_PILL_HEIGHT = 17
_ABOVE = 12
_LEADING = 12


class Owners:
    """The lane of the owners. It is drawn only when a touchpoint or stage has owners of its own."""

    name = "owners"
    icon = "owners"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-owners"]

    def height(self, spec: MapSpec, row: Row) -> float:
        if not _has_other_owners(spec):
            return 0
        tallest = max((self._pill_height(spec, run) for run in self._runs(spec, row)), default=0)
        return tallest + 2 * _ABOVE if tallest else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        for run in self._runs(spec, row):
            name = self._name(spec, run[0])
            x, end = run[0].x + PAD, run[-1].x + run[-1].width - PAD
            lines = self._lines(spec, run)
            width = max(CAPTION_STRONG.width(line) for line in lines) + 14
            height = self._pill_height(spec, run)
            with canvas.group(touchpoint=run[0].touchpoint.id, title=name):
                canvas.rect(x, top + _ABOVE, width, height, None, radius=_PILL_HEIGHT / 2, stroke="rule2")
                for index, line in enumerate(lines):
                    baseline = top + _ABOVE + 12.1 + index * _LEADING
                    canvas.text(x + width / 2, baseline, line, CAPTION_STRONG, "ink2", align="middle")
                if len(run) > 1 and x + width < end:
                    y = top + _ABOVE + height / 2
                    canvas.line(x + width, y, end, y, "rule2")
                    canvas.line(end, y - 4, end, y + 4, "rule2")

    def _name(self, spec: MapSpec, column: Column) -> str:
        return owners_named(spec.journey, spec.words, column.touchpoint)

    def _runs(self, spec: MapSpec, row: Row) -> list[list[Column]]:
        """Neighbouring columns of one stage that have the same owner."""
        runs: list[list[Column]] = []
        for span in row.spans:
            before = ""
            for column in span.columns:
                name = self._name(spec, column)
                if name and name == before:
                    runs[-1].append(column)
                elif name:
                    runs.append([column])
                before = name
        return runs

    def _lines(self, spec: MapSpec, run: list[Column]) -> tuple[str, ...]:
        width = sum(column.width for column in run) - 2 * PAD - 14
        return CAPTION_STRONG.lines(self._name(spec, run[0]), width)

    def _pill_height(self, spec: MapSpec, run: list[Column]) -> float:
        return _PILL_HEIGHT + (len(self._lines(spec, run)) - 1) * _LEADING


@lru_cache(maxsize=1)
def _has_other_owners(spec: MapSpec) -> bool:
    """Whether any touchpoint or stage has owners of its own, or a touchpoint some who support."""
    journey = spec.journey
    if any(stage.owner for stage in journey.stages):
        return True
    return any(touchpoint.owner or getattr(touchpoint, "with") for touchpoint in journey.touchpoints)
