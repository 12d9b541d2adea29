"""The legend of a ranking: the marks that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from journeymap.insight.experiments import smallest_effect
from journeymap.layout.canvas import Canvas
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import squares
from journeymap.layout.what_if.alone import draw_whisker
from journeymap.layout.what_if.spec import WhatIfSpec
from journeymap.layout.what_if.tried import tried


def legend_entries(spec: WhatIfSpec) -> Iterator[LegendEntry]:
    """Yields the entries for the marks in use."""
    texts, ranking = spec.texts, spec.ranking
    kinds: dict[Literal["declared", "measured", "beside"], str] = {
        "declared": "legend-gain",
        "measured": "legend-measured",
        "beside": "legend-declared",
    }
    used = {"measured", "beside"} if spec.declared else set()
    used |= {"declared"} if len(spec.declared) < len(spec.rows) else set()
    for kind, words in kinds.items():
        if kind in used:
            yield LegendEntry(34, texts[words], _whisker(kind))
    if any(spec.actions[each.actions[0]].effort is not None for each in spec.rows):
        yield LegendEntry(52, texts["legend-effort"], lambda c, x, y: squares(c, x, y, 2, solid=False))
    if ranking.frontier:
        yield LegendEntry(24, texts["legend-frontier"], _frontier)
    if ranking.beaten:
        yield LegendEntry(
            5, texts["legend-beaten"], lambda c, x, y: c.circle(x + 2.5, y, 2, "paper", stroke="ink3", stroke_width=1)
        )
    if ranking.frontier and ranking.best is not None and ranking.best.cost is not None:
        yield LegendEntry(12, texts["legend-chosen"], lambda c, x, y: c.circle(x + 6, y, 6, "opportunity"))
    if spec.bars:
        yield LegendEntry(30, texts["legend-bar"], _bar)
    if any(bar.is_turning for bar in spec.bars):
        yield LegendEntry(
            20, texts["legend-lost"],
            lambda c, x, y: c.rect(x, y - 5, 20, 10, "paper", stroke="pain", stroke_width=1.5),
        )  # fmt: skip
    if any(smallest_effect(each) for each in tried(spec)):
        yield LegendEntry(26, texts["legend-too-small"], _zone)


def _zone(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 7, 26, 14, "wash")
    for end in (x, x + 26):
        canvas.line(end, y - 7, end, y + 7, "ink3", 1, (1.5, 3))


def _whisker(kind: Literal["declared", "measured", "beside"]) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: draw_whisker(canvas, x, x + 17, x + 34, y, kind)


def _frontier(canvas: Canvas, x: float, y: float) -> None:
    canvas.path([("M", (x, y + 4)), ("L", (x + 12, y + 4)), ("L", (x + 12, y - 4)), ("L", (x + 24, y - 4))],
                stroke="ink", stroke_width=1.75)  # fmt: skip
    canvas.circle(x + 12, y - 4, 3.2, "ink")


def _bar(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 5, 15, 10, "rule2")
    canvas.rect(x + 15, y - 5, 15, 10, "ink2")
