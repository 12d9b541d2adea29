"""What was measured beside what was assumed: a dumbbell for each way, and what the file does not have."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.flow import FlowWay
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, HEADING, LABEL, Canvas
from journeymap.layout.flow.findings import gaps_of, is_outside, measured_only
from journeymap.layout.flow.labels import words_of
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.marks import arrow_forward
from journeymap.records import NamedTuple

PANEL_WIDTH = 362.0
_ROW = 21.0
_HEAD = 66.0
_SUBHEAD = 34.0
WAY_NAME_WIDTH = 62.0
_SCALE = 118.0
_GAP_TEXT = 46.0
_DOT = 3.8
_MOST = 12


class PanelRows(NamedTuple):
    """The ways of the panel: those whose measure can be compared, and those that were measured alone.

    Both are without those for which there is no room: `more_gaps` and `more_alone` say how many these are.
    """

    gaps: tuple[FlowWay, ...]
    alone: tuple[FlowWay, ...]
    more_gaps: int = 0
    more_alone: int = 0

    @property
    def rows_height(self) -> float:
        """The height of the panel without its foot, in pixels."""
        rows = len(self.gaps) + len(self.alone)
        return _HEAD + rows * _ROW + (_SUBHEAD if self.alone and self.gaps else 0.0)

    @property
    def halves(self) -> tuple[PanelRows, ...]:
        """The two lists, for two panels side by side; one that is empty is left out."""
        found = (PanelRows(self.gaps, (), self.more_gaps), PanelRows((), self.alone, 0, self.more_alone))
        return tuple(each for each in found if each.gaps or each.alone)


def panel_rows(spec: FlowSpec) -> PanelRows | None:
    """What the panel has; None where nothing was measured."""
    gaps, alone = gaps_of(spec.graph), measured_only(spec.graph)
    if not gaps and not alone:
        return None
    shown, others = gaps[:_MOST], alone[: max(_MOST - len(gaps), _MOST // 2)]
    return PanelRows(tuple(shown), tuple(others), len(gaps) - len(shown), len(alone) - len(others))


def panel_height(spec: FlowSpec, rows: PanelRows, width: float) -> float:
    """The height of a panel of a width, in pixels."""
    return rows.rows_height + len(_foot(spec, rows, width)) * CAPTION.leading


def draw_panel(canvas: Canvas, spec: FlowSpec, rows: PanelRows, x: float, top: float, width: float) -> None:
    """Draws the panel `width` pixels wide, from x on and from the y `top` down."""
    texts = spec.texts
    y = canvas.lines(x, top, (texts["measured-beside-assumed"] if rows.gaps else texts["not-in-map"],), HEADING, "ink")
    note = texts["panel-note"] if rows.gaps else texts["of-those-there"]
    canvas.lines(x, y, CAPTION.lines(note, width, most=1), CAPTION, "ink3")
    canvas.line(x, top + 39, x + width, top + 39, "ink", 1.5)
    start = x + width - _GAP_TEXT - _SCALE
    bottom = top + rows.rows_height
    for part in (0.0, 0.5, 1.0):
        at = start + part * _SCALE
        canvas.text(at, top + 54, spec.words.percent(part), CAPTION, "ink2", align="middle", rtl=False)
        canvas.line(at, top + 60, at, bottom - 4, "rule", 1, (1, 4))
    y = top + _HEAD + _ROW / 2
    y = _draw_rows(canvas, spec, rows.gaps, x, y, start)
    if rows.alone and rows.gaps:
        canvas.text(x, y + 8, texts["not-in-map"], LABEL, "ink")
        y += _SUBHEAD
    _draw_rows(canvas, spec, rows.alone, x, y, start)
    canvas.lines(x, bottom + 2, _foot(spec, rows, width), CAPTION, "ink3")


def _foot(spec: FlowSpec, rows: PanelRows, width: float) -> tuple[str, ...]:
    """The lines that say of how many visits to each touchpoint the shares are, and what was left out."""
    sources: dict[int, dict[str, None]] = {}
    for way in (*rows.gaps, *rows.alone):
        assert way.measured is not None
        sources.setdefault(way.measured.n, {})[way.source] = None
    words, places = spec.words, spec.graph.place_of
    said = []
    for n, ids in sorted(sources.items(), key=lambda each: min(places[id_] for id_ in each[1])):
        points = words["list-comma"].join(spec.number(id_) for id_ in sorted(ids, key=lambda id_: places[id_]))
        said.append(spec.texts.say("visits-at", points=points, n=words.number(n)))
    text = words.labelled(spec.texts["visits"], " · ".join(said))
    if more := rows.more_gaps + rows.more_alone:
        text += " · " + spec.texts.say("more-ways", count=more)
    return CAPTION.lines(text, width)


def _draw_rows(canvas: Canvas, spec: FlowSpec, ways: Sequence[FlowWay], x: float, y: float, start: float) -> float:
    for way in ways:
        draw_way_name(canvas, spec, way, x, y)
        room = start - x - WAY_NAME_WIDTH - 14
        target = spec.graph.node_by_id.get(way.to)
        end = spec.texts["way-ends" if way.completes else "leave"]
        words = words_of(spec, way) or (target.touchpoint.name if target else end)
        canvas.lines(x + WAY_NAME_WIDTH, y - CAPTION.leading / 2, CAPTION.lines(words, room, most=1), CAPTION, "ink2")
        _draw_dumbbell(canvas, spec, way, y, start)
        y += _ROW
    return y


def _draw_dumbbell(canvas: Canvas, spec: FlowSpec, way: FlowWay, y: float, start: float) -> None:
    measured = way.measured
    assert measured is not None
    canvas.line(start, y, start + _SCALE, y, "rule")
    at = start + min(measured.value, 1.0) * _SCALE
    text, style = measured.text, CAPTION_BOLD
    if way.assumed is not None:
        other = start + way.assumed * _SCALE
        canvas.line(at, y, other, y, "ink2", 1.4)
        canvas.circle(other, y, _DOT - 0.6, "paper", stroke="ink2", stroke_width=1.2)
        text = spec.words.signed(round(100 * (measured.value - way.assumed)))
        style = CAPTION_BOLD if is_outside(way) else CAPTION
    if measured.low is not None and measured.high is not None:
        low, high = start + measured.low * _SCALE, start + measured.high * _SCALE
        if high - low > 2 * _DOT:
            canvas.line(low, y, high, y, "ink", 1.2)
            for end in (low, high):
                canvas.line(end, y - 3, end, y + 3, "ink", 1.2)
    canvas.circle(at, y, _DOT, "ink")
    canvas.text(start + _SCALE + _GAP_TEXT, y + 3.6, text, style, "ink", align="end", rtl=False)


def draw_way_name(canvas: Canvas, spec: FlowSpec, way: FlowWay, x: float, y: float) -> float:
    """Draws a way as its two numbers with an arrow between, or the mark of an exit; returns the width it takes."""
    number = spec.number(way.source)
    canvas.text(x + 16, y + 3.8, number, CAPTION_BOLD, "ink", align="end", rtl=False)
    arrow_forward(canvas, x + 22, y, "ink2")
    if way.target is not None:
        canvas.text(x + 39, y + 3.8, spec.number(way.target), CAPTION_BOLD, "ink", rtl=False)
    elif spec.graph.is_loss(way):
        canvas.line(x + 42, y - 5, x + 42, y + 5, "pain", 2)
    else:
        canvas.circle(x + 43, y, 4.2, "paper", stroke="ink2", stroke_width=1.4)
        if way.completes:
            canvas.circle(x + 43, y, 1.8, "ink2")
    return WAY_NAME_WIDTH
