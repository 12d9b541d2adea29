"""The sheet of a funnel: head, one or two rows of steps, the segments, and the legend."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, HEADING, Canvas
from journeymap.layout.funnel.columns import FunnelBars, scale_of
from journeymap.layout.funnel.curves import SegmentCurves, differ
from journeymap.layout.funnel.findings import head_of, lead_of
from journeymap.layout.funnel.legend import legend_entries
from journeymap.layout.funnel.spec import EDGE, GUTTER, FunnelRow, FunnelSpec
from journeymap.layout.funnel.stations import StationRow
from journeymap.layout.icons import draw_icon
from journeymap.layout.scene import Group, Scene
from journeymap.layout.sheet import (
    SheetFrame,
    closing_line,
    draw_legend_strip,
    draw_sheet_head,
    legend_strip_height,
)

_TOP = 34.0
_ICON = 15.0
_TITLE_ROOM = GUTTER - 8


def funnel_scene(spec: FunnelSpec) -> Scene:
    """The scene of a funnel."""
    if not differ(spec.segments):
        spec = spec.replace(segments=())
    scale = scale_of(spec)
    end = spec.width - EDGE
    frame = SheetFrame(EDGE, end)
    canvas = Canvas(spec.width, rtl=spec.journey.is_rtl)
    with canvas.group("band-head", "band"):
        head = head_of(spec)
        y = draw_sheet_head(canvas, frame, _TOP, head, spec.styles, lead_most=760, facts_beside=True) + 22
    with canvas.group("band-funnel", "band"):
        for row in spec.rows:
            y = _draw_row(canvas, spec, row, scale, y) + 26
    if spec.segments:
        with canvas.group("band-segments", "band"):
            canvas.line(EDGE, y, end, y, "rule")
            left = _draw_title(canvas, "owners", spec.texts["by-segment"], spec.texts["by-segment-note"], y + 12)
            y = max(SegmentCurves(canvas, spec).draw(y + 16), left) + 18
    entries = list(legend_entries(spec))
    closing = closing_line(spec.journey, spec.words, spec.today)
    with canvas.group("band-legend", "band"):
        draw_legend_strip(canvas, frame, y, entries, closing)
    return Scene(
        width=spec.width,
        height=y + legend_strip_height(frame, entries, closing),
        title=spec.journey.title,
        description=" ".join(lead_of(spec)),
        language=spec.journey.language,
        rtl=spec.journey.is_rtl,
        bands=[element for element in canvas.elements if isinstance(element, Group)],
    )


def _draw_row(canvas: Canvas, spec: FunnelSpec, row: FunnelRow, scale: float, top: float) -> float:
    below = StationRow(canvas, spec, row).draw(top)
    canvas.line(EDGE, below, spec.width - EDGE, below, "rule")
    bottom = FunnelBars(canvas, spec, row, scale).draw(below + 8)
    texts = spec.texts
    left = _draw_title(canvas, "channels", texts["still-here"], texts["still-here-note"], below + 34)
    if not any(step.left for step in row.steps):
        return max(bottom, left)
    beside = max(left + 14, bottom - 100)
    return max(bottom, _draw_title(canvas, "pains", texts["left-here"], texts["left-here-note"], beside))


def _draw_title(canvas: Canvas, icon: str, title: str, note: str, top: float) -> float:
    """Draws the title of a part of the sheet in the gutter, with a note below; returns the y below both."""
    draw_icon(canvas, icon, EDGE, top + 3, "ink2", size=_ICON)
    y = canvas.lines(EDGE + 22, top, HEADING.lines(title, _TITLE_ROOM - 22), HEADING, "ink")
    return canvas.lines(EDGE, y + 2, CAPTION.lines(note, _TITLE_ROOM), CAPTION, "ink3")
