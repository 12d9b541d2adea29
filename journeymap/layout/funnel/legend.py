"""The legend of a funnel: the marks that it has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from journeymap.layout.canvas import Canvas
from journeymap.layout.funnel.columns import draw_whisker
from journeymap.layout.funnel.losses import LEAST_LOSS
from journeymap.layout.funnel.spec import FunnelSpec
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import polygon


def legend_entries(spec: FunnelSpec) -> Iterator[LegendEntry]:
    """Yields the entries for the marks in use."""
    texts, steps = spec.texts, spec.funnel.steps
    measured = [step for step in steps if step.touchpoint in spec.surely_measured]
    if measured:
        yield LegendEntry(8, texts["legend-came"], lambda c, x, y: c.rect(x, y - 6, 8, 12, "ink"))
    if len(measured) < len(steps):
        yield LegendEntry(8, texts["legend-came-assumed"], _assumed)
    if any(100 * (step.still - step.came) > 1 for step in steps):
        yield LegendEntry(
            8, texts["legend-passed"],
            lambda c, x, y: c.rect(x + 0.6, y - 5.4, 6.8, 10.8, "paper", stroke="ink", stroke_width=1.2),
        )  # fmt: skip
    if any(step.low is not None for step in measured):
        yield LegendEntry(9, texts["legend-interval"], lambda c, x, y: draw_whisker(c, x + 4.5, y - 6, y + 6))
    lossy = [step for step in steps if step.left >= LEAST_LOSS]
    if any(spec.is_loss(step) for step in lossy):
        yield LegendEntry(16, texts["legend-lost" if spec.converts else "legend-lost-anywhere"], partial(_lost, spec))
    if any(not spec.is_loss(step) for step in lossy):
        yield LegendEntry(
            16, texts["legend-left"],
            lambda c, x, y: c.rect(x + 0.5, y - 6, 15, 12, "paper", stroke="ink2"),
        )  # fmt: skip
    if spec.returns:
        yield LegendEntry(20, texts["legend-back"], _back)
    if any(spec.touchpoint(step.touchpoint).moment_of_truth for step in steps):
        yield LegendEntry(
            17, spec.words["moment-of-truth"], lambda c, x, y: c.path(polygon(x + 8.5, y, 4, 8.5, -90), "moment")
        )


def _assumed(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x + 0.6, y - 5.4, 6.8, 10.8, "ghost", stroke="ink", stroke_width=1.2, dash=(3.0, 2.4))


def _lost(spec: FunnelSpec, canvas: Canvas, x: float, y: float) -> None:
    line = spec.theme.drawing.pain_outline
    canvas.rect(x, y - 6, 16, 12, "pain-tint", stroke="pain" if line else None, stroke_width=line)
    canvas.rect(x, y + 4, 16, 2, "pain")


def _back(canvas: Canvas, x: float, y: float) -> None:
    canvas.path([("M", (x + 17, y + 6)), ("L", (x + 17, y - 5)), ("L", (x + 4, y - 5)), ("L", (x + 4, y + 1))],
                stroke="ink", stroke_width=1.4)  # fmt: skip
    canvas.path([("M", (x + 4, y + 6)), ("L", (x + 7.4, y - 0.5)), ("L", (x + 0.6, y - 0.5)), ("Z", ())], "ink")
