"""The legend of a flow of small cards: the marks that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.layout.canvas import CAPTION_BOLD, Canvas
from journeymap.layout.flow.legend import step_entries, way_entries
from journeymap.layout.flow.small.cards import draw_disc
from journeymap.layout.flow.small.routes import SmallRoutes
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.legend.entry import LegendEntry

_DISC = 22.0


def small_legend(spec: FlowSpec, routes: Sequence[SmallRoutes]) -> list[LegendEntry]:
    """The entries for the marks of all rows."""
    return list(_entries(spec, routes))


def _entries(spec: FlowSpec, routes: Sequence[SmallRoutes]) -> Iterator[LegendEntry]:
    texts, kinds = spec.texts, {port.kind for each in routes for ports in each.ports.values() for port in ports}
    left_out: set[str] = set()
    if not any(each.leaps for each in routes):
        left_out.add(texts["legend-ahead"])
    if not any(each.returns for each in routes):
        left_out.add(texts["legend-back"])
    yield from (entry for entry in way_entries(spec) if entry.word not in left_out)
    number = spec.words.number(len(spec.graph.nodes))
    if "onward" in kinds:
        yield LegendEntry(_DISC, texts["legend-disc"], lambda c, x, y: _disc(c, x, y, number, is_back=False))
    if "return" in kinds:
        yield LegendEntry(
            _DISC, texts["legend-disc-back"], lambda c, x, y: _disc(c, x, y, spec.words.number(1), is_back=True)
        )
    if "more" in kinds:
        yield LegendEntry(12, texts["legend-more"], _plus)
    yield from step_entries(spec)


def _disc(canvas: Canvas, x: float, y: float, number: str, *, is_back: bool) -> None:
    draw_disc(canvas, x, y, number, is_back=is_back, ground="paper")


def _plus(canvas: Canvas, x: float, y: float) -> None:
    canvas.text(x, y + 3.6, "+2", CAPTION_BOLD, "ink2")
