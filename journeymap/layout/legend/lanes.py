"""The entries of cards, channels, metrics and the blueprint, and of what belongs to whole stages."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.insight.actions import answering
from journeymap.insight.blueprint import all_service_steps, lanes_of_boxes
from journeymap.insight.feelings import stage_feelings, stages_in_words
from journeymap.insight.metrics import metrics
from journeymap.insight.pains import pains
from journeymap.layout.blueprint.boxes import draw_fail_sign
from journeymap.layout.canvas import CAPTION_BOLD, Canvas
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import (
    arrow_up_forward,
    check,
    closed_path,
    dots,
    reply,
)
from journeymap.layout.scene import Segment
from journeymap.layout.spec import MapSpec
from journeymap.model import Stage
from journeymap.model.metrics import meets_target
from journeymap.overlays import ItemPath
from journeymap.overlays.measures import MeasuresOverlay


def card_entries(spec: MapSpec, lanes: set[str]) -> list[LegendEntry]:
    """The marks on the cards of pains, gains, objections and opportunities."""
    words, journey = spec.words, spec.journey
    entries: list[LegendEntry] = []
    if "pains" in lanes and any(pain.severity for _, pain in pains(journey)):
        entries.append(LegendEntry(42, words["severity-legend"], lambda c, x, y: dots(c, x, y, 3, 5, "pain")))
    if "gains" in lanes:
        entries.append(LegendEntry(11, words["gain-legend"], lambda c, x, y: check(c, x, y - 5.5, "gain")))
    if "objections" in lanes and any(each.answer for point in journey.touchpoints for each in point.objections):
        entries.append(LegendEntry(12, words["answer-mark"], lambda c, x, y: reply(c, x, y - 5, "opportunity")))
    code = _linked_code(spec, lanes)
    if code:
        entries.append(LegendEntry(14 + CAPTION_BOLD.width(code), words["linked-opportunity"], _linked(code)))
    return entries


def _linked_code(spec: MapSpec, lanes: set[str]) -> str:
    """The code of the first action that answers an opportunity or improvement on the map; empty when none does."""
    journey = spec.journey
    linked = (
        journey.action_codes[action.id]
        for shown in ("opportunities", "improvements")
        if shown in lanes
        for part in journey.parts
        for point in getattr(part, shown, ())
        for action in answering(journey, point)
    )
    return next(linked, "")


def _linked(code: str) -> Callable[[Canvas, float, float], None]:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        arrow_up_forward(canvas, x, y - 5.5, "opportunity")
        canvas.text(x + 14, y + 3.6, code, CAPTION_BOLD, "opportunity")

    return draw


def measure_entries(spec: MapSpec, lanes: set[str], column_width: float) -> list[LegendEntry]:
    """The marks of channels and metrics, in columns that are `column_width` pixels wide."""
    words = spec.words
    entries: list[LegendEntry] = []
    if "channels" in lanes:
        entries.append(LegendEntry(22, words["main-or-supporting-channel"], _channel_dots))
    if "metrics" not in lanes:
        return entries
    measures = spec.overlay(MeasuresOverlay)
    chips = measures.metrics if measures is not None else {}
    has_targets = any(
        meets_target(key, each) is not None
        for part, key, each in metrics(spec.journey)
        if ItemPath.to(touchpoint=part.id, metric=key) not in chips or isinstance(part, Stage)
    )
    if has_targets:
        entries.append(LegendEntry(12, words["target-missed"], _missed))
        entries.append(LegendEntry(12, words["target-met"], _met))
    if measures is not None and chips:
        from journeymap.layout.lanes.chips import chip_entries  # noqa: PLC0415  few maps have measures

        entries += chip_entries(spec, measures, column_width, with_targets=not has_targets)
    return entries


def _channel_dots(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x + 5, y, 4.6, "ink")
    canvas.circle(x + 17, y, 3.9, "paper", stroke="ink", stroke_width=1.4)


def _triangle(x: float, y: float) -> list[Segment]:
    return closed_path([(x + 6, y + 4), (x + 1.4, y - 4), (x + 10.6, y - 4)])


def _missed(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(_triangle(x, y), "pain", stroke="pain", stroke_width=1.3)


def _met(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(_triangle(x, y), "paper", stroke="opportunity", stroke_width=1.3)


def blueprint_entries(spec: MapSpec, lanes: set[str]) -> list[LegendEntry]:
    """The marks on the boxes of a blueprint, and between them."""
    words = spec.words
    entries: list[LegendEntry] = []
    if lanes & lanes_of_boxes(spec.journey):
        parts = [part for _, part in all_service_steps(spec.journey)]
        if any(part.fail for part in parts):
            entries.append(LegendEntry(11, words["fail-point"], draw_fail_sign))
        if any(part.supports for part in parts):
            entries.append(LegendEntry(26, words["supports-mark"], _support))
    return entries


def _support(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y, x + 20, y, "ink2", 1.2)
    canvas.path(closed_path([(x + 20, y - 3.2), (x + 20, y + 3.2), (x + 25.5, y)]), "ink2")


def shows_whole_stages(spec: MapSpec, lanes: set[str]) -> bool:
    """Whether a bracket or a flat line shows something of a stage as a whole."""
    journey = spec.journey
    bracketed = [lane for lane in ("metrics", "pains", "gains", "opportunities") if lane in lanes]
    if any(getattr(stage, lane) for stage in journey.stages for lane in bracketed):
        return True
    return "feeling" in lanes and bool(stage_feelings(journey) or stages_in_words(journey))
