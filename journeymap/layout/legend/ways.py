"""The entries of ways, of steps that may be left out, and of waits."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.insight.first_pass import first_pass, goes_ahead
from journeymap.insight.passing import ways_differ
from journeymap.insight.times import tells_times
from journeymap.insight.transitions import is_taken, transitions, transitions_from
from journeymap.layout.canvas import Canvas
from journeymap.layout.icons import circle_path, draw_icon
from journeymap.layout.lanes.time import WAIT_DOTS
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import (
    closed_path,
)
from journeymap.layout.scene import Segment
from journeymap.layout.spec import MapSpec
from journeymap.layout.spine import OPTIONAL_DASH, way_past
from journeymap.layout.track_labels import DOT, draw_share_dot, is_in_lane
from journeymap.model import EXIT


def way_entries(spec: MapSpec) -> list[LegendEntry]:
    """The kinds of ways that the spine shows, where customers part or go elsewhere than on."""
    words, journey, measured = spec.words, spec.journey, spec.ways
    differ = ways_differ(journey)
    written = [touchpoint for touchpoint in journey.touchpoints if touchpoint.next or differ]
    outgoing = [[each for each in transitions_from(journey, point) if is_taken(each)] for point in written]
    taken = [each for ways in outgoing for each in ways]
    entries: list[LegendEntry] = []
    if any(sum(goes_ahead(journey, each) for each in ways) > 1 for ways in outgoing):
        if not differ or any(to != EXIT for _, to in first_pass(journey).most):
            entries.append(LegendEntry(30, words["way-of-most"], way_line("ink2", 4)))
        if measured is None:
            entries.append(LegendEntry(30, words["other-way"], way_line("way", 1.5)))
    if measured is not None:
        entries.append(LegendEntry(30, words["way-width-measured"], way_line("way", 1.5)))
        entries.append(LegendEntry(2 * DOT, words["share-measured"], _dot(hollow=False)))
        assumed = [each for each in taken if each.share_is_written and each.written and each.written.n is None]
        if assumed or any(each.written is None and each.source.next for each in taken):
            entries.append(LegendEntry(2 * DOT, words["share-assumed"], _dot(hollow=True)))
    if any(each.written is None and each.source.next for each in taken):
        entries.append(LegendEntry(30, words["not-written-way"], way_line("way", 2, (2, 4.5))))
    if any(each.to == EXIT and each.written for each in taken):
        entries.append(LegendEntry(18, words["leaves-for-good"], _leaving))
    if any(each.target is not None and not goes_ahead(journey, each) for each in taken):
        entries.append(LegendEntry(24, words["goes-back"], _loop))
    return entries


def way_line(colour: str, width: float, dash: tuple[float, ...] = ()) -> Callable[[Canvas, float, float], None]:
    """A line of an entry, 30 pixels long."""
    return lambda canvas, x, y: canvas.line(x, y, x + 30, y, colour, width, dash)


def _dot(*, hollow: bool) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: draw_share_dot(canvas, x + DOT, y, "ink2" if hollow else "ink", hollow=hollow)


def _leaving(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y, x + 17, y, "pain", 1.8)
    canvas.line(x + 17, y - 5, x + 17, y + 5, "pain", 2.2)


def _loop(canvas: Canvas, x: float, y: float) -> None:
    curve: list[Segment] = [
        ("M", (x + 22, y + 6)),
        ("L", (x + 22, y - 1)),
        ("C", (x + 22, y - 4, x + 20, y - 6, x + 17, y - 6)),
    ]
    curve += [("L", (x + 9, y - 6)), ("C", (x + 6, y - 6, x + 4, y - 4, x + 4, y - 1)), ("L", (x + 4, y))]
    canvas.path(curve, stroke="ink", stroke_width=1.5)
    canvas.path(closed_path([(x, y), (x + 8, y), (x + 4, y + 6)]), "ink")


def _optional(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y, x + 44, y, "way", 1.5)
    canvas.path(way_past(x + 22, y - 1, 6), stroke="way", stroke_width=1.3, dash=OPTIONAL_DASH)
    canvas.path(circle_path(x + 22, y, 6), "paper", stroke="ink", stroke_width=1.3, dash=OPTIONAL_DASH)


def optional_entries(spec: MapSpec) -> list[LegendEntry]:
    """The mark of a step that some leave out."""
    is_used = any(touchpoint.optional for touchpoint in spec.journey.touchpoints)
    return [LegendEntry(44, spec.words["optional-step"], _optional)] if is_used else []


def time_entries(spec: MapSpec, lanes: set[str]) -> list[LegendEntry]:
    """The marks of a wait: the raised line of the lane of time, and the clock on other ways."""
    if not tells_times(spec.journey):
        return []
    waits = [way for way in transitions(spec.journey) if way.written and way.written.after and is_taken(way)]
    in_lane = [is_in_lane(spec, way) for way in waits]
    entries = [LegendEntry(30, spec.words["wait"], _wait)] if "time" in lanes and any(in_lane) else []
    if not entries and not all(in_lane):
        entries.append(
            LegendEntry(12, spec.words["wait"], lambda c, x, y: draw_icon(c, "time", x, y - 6, "ink2", size=12))
        )
    return entries


def _clock(canvas: Canvas, x: float, y: float) -> None:
    draw_icon(canvas, "time", x, y - 6, "ink2", size=12)


def _wait(canvas: Canvas, x: float, y: float) -> None:
    raised: list[Segment] = [("M", (x, y + 6)), ("L", (x, y - 5)), ("L", (x + 30, y - 5)), ("L", (x + 30, y + 6))]
    canvas.path(raised, stroke="ink2", stroke_width=1.4, dash=WAIT_DOTS)
