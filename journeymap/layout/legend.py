"""The legend: explains the marks that the map uses, and gives its version and date."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeymap.insight.actions import answering, is_blocked
from journeymap.insight.blueprint import all_service_steps, lanes_of_boxes
from journeymap.insight.curve_shape import curve_shapes
from journeymap.insight.deadlines import is_overdue
from journeymap.insight.feelings import scored_emotions, stage_feelings, stages_in_words
from journeymap.insight.first_pass import first_pass, goes_ahead
from journeymap.insight.metrics import metrics
from journeymap.insight.pains import pains
from journeymap.insight.passing import ways_differ
from journeymap.insight.swot import priorities
from journeymap.insight.times import tells_times
from journeymap.insight.transitions import Transition, is_taken, transitions, transitions_from
from journeymap.layout.blueprint.boxes import draw_fail_sign
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, Canvas
from journeymap.layout.change_marks import draw_change
from journeymap.layout.feeling.branches import THREAD, THREAD_DASH
from journeymap.layout.icons import circle_path, draw_icon
from journeymap.layout.lanes.time import WAIT_DOTS
from journeymap.layout.lanes.whole_stage import bracket
from journeymap.layout.marks import (
    arrow_up_forward,
    blocked_ring,
    check,
    closed_path,
    dots,
    marker,
    overdue_disc,
    polygon,
    reply,
)
from journeymap.layout.scene import Segment
from journeymap.layout.spec import MARGIN, MapSpec, persona_token
from journeymap.layout.spine import OPTIONAL_DASH, way_past
from journeymap.layout.track_labels import gathered_label, is_in_lane
from journeymap.model import EXIT
from journeymap.model.metrics import meets_target
from journeymap.overlays.changes import ChangesOverlay, How
from journeymap.records import NamedTuple

_ABOVE = 18
_BELOW = 22
_GAP = 26
_LINE = 22
_WIDEST_LABEL = 120


class _Entry(NamedTuple):
    """A mark `width` pixels wide, and its meaning. `draw` gets a canvas, the x of its start and the y of its middle."""

    width: float
    word: str
    draw: Callable[[Canvas, float, float], None]


def draw_legend(
    canvas: Canvas, spec: MapSpec, top: float, *, lanes: set[str], gathered: Sequence[Transition] = ()
) -> float:
    """Draws the legend for the lanes that the map shows, from the y `top` down; returns the y below it.

    `gathered` are the transitions whose conditions are in the foot.
    """
    canvas.line(MARGIN, top + 4, canvas.width - MARGIN, top + 4, "rule")
    y = top + 4 + _ABOVE
    closing = CAPTION.lines(_closing(spec), (canvas.width - 2 * MARGIN) / 3)
    end = canvas.width - MARGIN - max(map(CAPTION.width, closing)) - _GAP
    x = float(MARGIN)
    first_line = True
    for entry in _entries(spec, lanes, gathered):
        width = entry.width + 8 + CAPTION.width(entry.word)
        limit = end if first_line else canvas.width - MARGIN
        if x > MARGIN and x + width > limit:
            x, y, first_line = MARGIN, y + _LINE, False
        entry.draw(canvas, x, y)
        canvas.text(x + entry.width + 8, y + 3.6, entry.word, CAPTION, "ink2")
        x += width + _GAP
    for index, line in enumerate(closing):
        baseline = top + 4 + _ABOVE + 3.6 + index * CAPTION.leading
        canvas.text(canvas.width - MARGIN, baseline, line, CAPTION, "ink3", align="end")
    return max(y, top + 4 + _ABOVE + (len(closing) - 1) * CAPTION.leading) + _BELOW


def _closing(spec: MapSpec) -> str:
    words, journey = spec.words, spec.journey
    version = words.say("version", version=journey.version) if journey.version else ""
    return " · ".join(part for part in (version, words.day(spec.today), words["made-with"]) if part)


def _entries(spec: MapSpec, lanes: set[str], gathered: Sequence[Transition]) -> list[_Entry]:
    words, journey = spec.words, spec.journey
    entries = _way_entries(spec)
    if gathered:
        label = gathered_label(spec, gathered[:1], _WIDEST_LABEL)
        entries.append(_Entry(label.width, words["gathered-way"], lambda c, x, y: label.draw(c, x, y + 3.6)))
    if "feeling" in lanes:
        entries.extend(_feeling_entries(spec))
    if any(touchpoint.optional for touchpoint in journey.touchpoints):
        entries.append(_Entry(44, words["optional-step"], _optional))
    if tells_times(journey):
        entries.extend(_time_entries(spec, lanes))
    if any(touchpoint.moment_of_truth for touchpoint in journey.touchpoints):
        entries.append(_Entry(16, words["moment-of-truth"], _diamond))
    entries += _card_entries(spec, lanes)
    entries += _measure_entries(spec, lanes)
    entries += _blueprint_entries(spec, lanes)
    entries += _plan_entries(spec)
    if _shows_whole_stages(spec, lanes):
        entries.append(_Entry(30, words["whole-stage"], lambda c, x, y: bracket(c, x, x + 30, y - 2)))
    return entries + _change_entries(spec, lanes)


def _card_entries(spec: MapSpec, lanes: set[str]) -> list[_Entry]:
    """The marks on the cards of pains, gains, objections and opportunities."""
    words, journey = spec.words, spec.journey
    entries: list[_Entry] = []
    if "pains" in lanes and any(pain.severity for _, pain in pains(journey)):
        entries.append(_Entry(42, words["severity-legend"], lambda c, x, y: dots(c, x, y, 3, 5, "pain")))
    if "gains" in lanes:
        entries.append(_Entry(11, words["gain-legend"], lambda c, x, y: check(c, x, y - 5.5, "gain")))
    if "objections" in lanes and any(each.answer for point in journey.touchpoints for each in point.objections):
        entries.append(_Entry(12, words["answer-mark"], lambda c, x, y: reply(c, x, y - 5, "opportunity")))
    code = _linked_code(spec, lanes)
    if code:
        entries.append(_Entry(14 + CAPTION_BOLD.width(code), words["linked-opportunity"], _linked(code)))
    return entries


def _measure_entries(spec: MapSpec, lanes: set[str]) -> list[_Entry]:
    """The marks of channels and metrics."""
    words = spec.words
    entries: list[_Entry] = []
    if "channels" in lanes:
        entries.append(_Entry(22, words["main-or-supporting-channel"], _channel_dots))
    if "metrics" in lanes and any(meets_target(key, each) is not None for _, key, each in metrics(spec.journey)):
        entries.append(_Entry(12, words["target-missed"], _missed))
        entries.append(_Entry(12, words["target-met"], _met))
    return entries


def _blueprint_entries(spec: MapSpec, lanes: set[str]) -> list[_Entry]:
    """The marks on the boxes of a blueprint, and between them."""
    words = spec.words
    entries: list[_Entry] = []
    if lanes & lanes_of_boxes(spec.journey):
        parts = [part for _, part in all_service_steps(spec.journey)]
        if any(part.fail for part in parts):
            entries.append(_Entry(11, words["fail-point"], draw_fail_sign))
        if any(part.supports for part in parts):
            entries.append(_Entry(26, words["supports-mark"], _support))
    return entries


def _plan_entries(spec: MapSpec) -> list[_Entry]:
    """The marks of actions and of the analysis in the foot."""
    words, journey = spec.words, spec.journey
    entries: list[_Entry] = []
    if any(map(is_blocked, journey.actions)):
        entries.append(_Entry(12, words["held-up-mark"], lambda c, x, y: blocked_ring(c, x + 6, y)))
    if priorities(journey):
        entries.append(_Entry(42, words["priority-mark"], lambda c, x, y: dots(c, x, y, 3, 5, "ink")))
    if any(is_overdue(action, spec.today) for action in journey.actions):
        entries.append(_Entry(12, words["overdue"], lambda c, x, y: overdue_disc(c, x + 6, y)))
    return entries


def _shows_whole_stages(spec: MapSpec, lanes: set[str]) -> bool:
    """Whether a bracket or a flat line shows something of a stage as a whole."""
    journey = spec.journey
    bracketed = [lane for lane in ("metrics", "pains", "gains", "opportunities") if lane in lanes]
    if any(getattr(stage, lane) for stage in journey.stages for lane in bracketed):
        return True
    return "feeling" in lanes and bool(stage_feelings(journey) or stages_in_words(journey))


def _time_entries(spec: MapSpec, lanes: set[str]) -> list[_Entry]:
    """The marks of a wait: the raised line of the lane of time, and the clock on other ways."""
    waits = [way for way in transitions(spec.journey) if way.written and way.written.after and is_taken(way)]
    in_lane = [is_in_lane(spec, way) for way in waits]
    entries = [_Entry(30, spec.words["wait"], _wait)] if "time" in lanes and any(in_lane) else []
    if not entries and not all(in_lane):
        entries.append(_Entry(12, spec.words["wait"], lambda c, x, y: draw_icon(c, "time", x, y - 6, "ink2", size=12)))
    return entries


def _wait(canvas: Canvas, x: float, y: float) -> None:
    raised: list[Segment] = [("M", (x, y + 6)), ("L", (x, y - 5)), ("L", (x + 30, y - 5)), ("L", (x + 30, y + 6))]
    canvas.path(raised, stroke="ink2", stroke_width=1.4, dash=WAIT_DOTS)


def _optional(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y, x + 44, y, "way", 1.5)
    canvas.path(way_past(x + 22, y - 1, 6), stroke="way", stroke_width=1.3, dash=OPTIONAL_DASH)
    canvas.path(circle_path(x + 22, y, 6), "paper", stroke="ink", stroke_width=1.3, dash=OPTIONAL_DASH)


def _change_entries(spec: MapSpec, lanes: set[str]) -> list[_Entry]:
    """The marks of changes, where the map shows them."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None:
        return []
    entries = [_Entry(14, changes.words[how], _change_mark(how)) for how in changes.used]
    if changes.felt_by and "feeling" in lanes:
        entries.append(_Entry(34, changes.before, _previous_curve))
    return entries


def _change_mark(how: How) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: draw_change(canvas, x + 7, y, how)


def _previous_curve(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y, x + 34, y, "ink2", 1.6, (1.5, 5))
    canvas.circle(x + 17, y, 2.6, "paper", stroke="ink2", stroke_width=1.1)


def _way_entries(spec: MapSpec) -> list[_Entry]:
    """The kinds of ways that the spine shows, where customers part or go elsewhere than on."""
    words, journey = spec.words, spec.journey
    differ = ways_differ(journey)
    written = [touchpoint for touchpoint in journey.touchpoints if touchpoint.next or differ]
    outgoing = [[each for each in transitions_from(journey, point) if is_taken(each)] for point in written]
    taken = [each for ways in outgoing for each in ways]
    entries: list[_Entry] = []
    if any(sum(goes_ahead(journey, each) for each in ways) > 1 for ways in outgoing):
        if not differ or any(to != EXIT for _, to in first_pass(journey).most):
            entries.append(_Entry(30, words["way-of-most"], _way("ink2", 4)))
        entries.append(_Entry(30, words["other-way"], _way("way", 1.5)))
    if any(each.written is None and each.source.next for each in taken):
        entries.append(_Entry(30, words["not-written-way"], _way("way", 2, (2, 4.5))))
    if any(each.to == EXIT and each.written for each in taken):
        entries.append(_Entry(18, words["leaves-for-good"], _leaving))
    if any(each.target is not None and not goes_ahead(journey, each) for each in taken):
        entries.append(_Entry(24, words["goes-back"], _loop))
    return entries


def _way(colour: str, width: float, dash: tuple[float, ...] = ()) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: canvas.line(x, y, x + 30, y, colour, width, dash)


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


def _feeling_entries(spec: MapSpec) -> list[_Entry]:
    words = spec.words
    felt = [emotion for _, emotion in scored_emotions(spec.journey)]
    evidences = {emotion.evidence for emotion in felt}
    entries: list[_Entry] = []
    if evidences & {"measured", "observed"}:
        key = "measured-or-observed" if {"measured", "observed"} <= evidences else min(evidences - {"assumed"})
        entries.append(_Entry(34, words[key], _curve(hollow=False)))
    if "assumed" in evidences:
        entries.append(_Entry(34, words["assumed"], _curve(hollow=True)))
    if any(shape.branches for shape in curve_shapes(spec.journey).values()):
        entries.append(_Entry(34, words["curve-branch"], _way(persona_token(0), 1.5)))
    if any(shape.threads for shape in curve_shapes(spec.journey).values()):
        entries.append(_Entry(34, words["not-here"], _way(persona_token(0), THREAD, THREAD_DASH)))
    if any(emotion.low is not None and emotion.high is not None for emotion in felt):
        entries.append(_Entry(30, words["interval"], _interval))
    return entries


def _curve(*, hollow: bool) -> Callable[[Canvas, float, float], None]:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x + 34, y, "ink2", 2.5, (6, 5) if hollow else ())
        marker(canvas, x + 17, y, 0, 4.8, "ink2", hollow=hollow, halo=1.5)

    return draw


def _interval(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 5, 30, 10, persona_token(0, tint=True))


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(polygon(x + 8, y, 4, 8.5, -90), "moment")


def _linked(code: str) -> Callable[[Canvas, float, float], None]:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        arrow_up_forward(canvas, x, y - 5.5, "opportunity")
        canvas.text(x + 14, y + 3.6, code, CAPTION_BOLD, "opportunity")

    return draw


def _channel_dots(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x + 5, y, 4.6, "ink")
    canvas.circle(x + 17, y, 3.9, "paper", stroke="ink", stroke_width=1.4)


def _support(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y, x + 20, y, "ink2", 1.2)
    canvas.path(closed_path([(x + 20, y - 3.2), (x + 20, y + 3.2), (x + 25.5, y)]), "ink2")


def _triangle(x: float, y: float) -> list[Segment]:
    return closed_path([(x + 6, y + 4), (x + 1.4, y - 4), (x + 10.6, y - 4)])


def _missed(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(_triangle(x, y), "pain", stroke="pain", stroke_width=1.3)


def _met(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(_triangle(x, y), "paper", stroke="opportunity", stroke_width=1.3)


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
