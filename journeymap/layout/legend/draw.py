"""Draws the legend: the marks that the map uses, its version and date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from journeymap.insight.actions import is_blocked
from journeymap.insight.deadlines import is_overdue
from journeymap.insight.swot import priorities
from journeymap.insight.transitions import Transition
from journeymap.layout.canvas import CAPTION, Canvas
from journeymap.layout.change_marks import draw_change
from journeymap.layout.facing import in_one_order
from journeymap.layout.lanes.whole_stage import bracket
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.legend.feelings import feeling_entries
from journeymap.layout.legend.lanes import blueprint_entries, card_entries, measure_entries, shows_whole_stages
from journeymap.layout.legend.ways import optional_entries, time_entries, way_entries
from journeymap.layout.marks import (
    blocked_ring,
    dots,
    overdue_disc,
    polygon,
)
from journeymap.layout.spec import MARGIN, MapSpec
from journeymap.layout.track_labels import gathered_label
from journeymap.overlays.changes import ChangesOverlay, How

_ABOVE = 18
_BELOW = 22
_GAP = 26
_LINE = 22
_WIDEST_LABEL = 120


def draw_legend(
    canvas: Canvas,
    spec: MapSpec,
    top: float,
    *,
    lanes: set[str],
    column_width: float,
    gathered: Sequence[Transition] = (),
    start: float = MARGIN,
    further: Sequence[LegendEntry] = (),
) -> float:
    """Draws the legend for the lanes that the map shows, from the y `top` down; returns the y below it.

    `column_width` is that of the map, and `gathered` are the transitions whose conditions are in the foot. It begins at
    the x `start`, and ends with the `further` entries. Of a map that faces another one in an open book, it is the
    legend of both, and `gathered` are the transitions of both.
    """
    canvas.line(start, top + 4, canvas.width - MARGIN, top + 4, "rule")
    y = top + 4 + _ABOVE
    closing = CAPTION.lines(_closing(spec), (canvas.width - start - MARGIN) / 3)
    end = canvas.width - MARGIN - max(map(CAPTION.width, closing)) - _GAP
    x = float(start)
    first_line = True
    for entry in (*_all_entries(spec, lanes, column_width, gathered), *further):
        width = entry.width + 8 + CAPTION.width(entry.word)
        limit = end if first_line else canvas.width - MARGIN
        if x > start and x + width > limit:
            x, y, first_line = start, y + _LINE, False
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


def _all_entries(
    spec: MapSpec, lanes: set[str], column_width: float, gathered: Sequence[Transition]
) -> Iterable[LegendEntry]:
    """The entries of a map and of the one that it faces, those of changes last."""
    specs = [spec] if spec.facing is None else [spec.facing.replace(facing=spec), spec]
    yield from _of_both([_entries(each, lanes, column_width, gathered) for each in specs])
    yield from _of_both([_change_entries(each, lanes) for each in specs])


def _of_both(entries: Sequence[Sequence[LegendEntry]]) -> Iterable[LegendEntry]:
    """The entries of one map, or those of two in one order, what both have once."""
    if len(entries) == 1:
        return entries[0]
    first, second = ({entry.word: entry for entry in each} for each in entries)
    return [(first | second)[word] for word in in_one_order(first, second)]


def _entries(spec: MapSpec, lanes: set[str], column_width: float, gathered: Sequence[Transition]) -> list[LegendEntry]:
    words, journey = spec.words, spec.journey
    entries = way_entries(spec)
    own = [each for each in gathered if any(each.source is touchpoint for touchpoint in journey.touchpoints)]
    if own:
        label = gathered_label(spec, own[:1], _WIDEST_LABEL)
        entries.append(LegendEntry(label.width, words["gathered-way"], lambda c, x, y: label.draw(c, x, y + 3.6)))
    if "feeling" in lanes:
        entries.extend(feeling_entries(spec))
    entries += optional_entries(spec)
    entries += time_entries(spec, lanes)
    if any(touchpoint.moment_of_truth for touchpoint in journey.touchpoints):
        entries.append(LegendEntry(16, words["moment-of-truth"], _diamond))
    entries += card_entries(spec, lanes)
    entries += measure_entries(spec, lanes, column_width)
    if "funnel" in lanes:
        entries += _funnel_entries(spec)
    entries += blueprint_entries(spec, lanes)
    entries += _plan_entries(spec)
    if shows_whole_stages(spec, lanes):
        entries.append(LegendEntry(30, words["whole-stage"], lambda c, x, y: bracket(c, x, x + 30, y - 2)))
    return entries


def _funnel_entries(spec: MapSpec) -> Iterable[LegendEntry]:
    """The marks of the funnel, unless the lane of this name is one of the journey's own."""
    behaviour = spec.behaviour
    if behaviour is None:
        return ()
    from journeymap.layout.lanes.funnel import funnel_entries  # noqa: PLC0415  few maps have events

    return funnel_entries(spec, behaviour)


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(polygon(x + 8, y, 4, 8.5, -90), "moment")


def _plan_entries(spec: MapSpec) -> list[LegendEntry]:
    """The marks of actions and of the analysis in the foot, which an open book does not have, and of experiments."""
    words, journey = spec.words, spec.journey
    has_foot = spec.facing is None
    entries: list[LegendEntry] = []
    if has_foot and any(map(is_blocked, journey.actions)):
        entries.append(LegendEntry(12, words["held-up-mark"], lambda c, x, y: blocked_ring(c, x + 6, y)))
    if has_foot and priorities(journey):
        entries.append(LegendEntry(42, words["priority-mark"], lambda c, x, y: dots(c, x, y, 3, 5, "ink")))
    if journey.experiments:
        from journeymap.layout.experiment_marks import experiment_entries  # noqa: PLC0415  few journeys have some

        entries += experiment_entries(spec)
    if has_foot and any(is_overdue(action, spec.today) for action in journey.actions):
        entries.append(LegendEntry(12, words["overdue"], lambda c, x, y: overdue_disc(c, x + 6, y)))
    return entries


def _change_entries(spec: MapSpec, lanes: set[str]) -> list[LegendEntry]:
    """The marks of changes, where the map shows them."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None:
        return []
    entries = [LegendEntry(14, changes.words[how], _change_mark(how)) for how in changes.used]
    if changes.felt_by and "feeling" in lanes:
        entries.append(LegendEntry(34, changes.before, _previous_curve))
    return entries


def _change_mark(how: How) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: draw_change(canvas, x + 7, y, how)


def _previous_curve(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y, x + 34, y, "ink2", 1.6, (1.5, 5))
    canvas.circle(x + 17, y, 2.6, "paper", stroke="ink2", stroke_width=1.1)
