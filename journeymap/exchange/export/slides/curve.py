"""The curve of feelings as a chart of PowerPoint, with its data in a workbook: who changes a score there moves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICK_LABELS
from pptx.enum.chart import XL_TICK_MARK as TICKS
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.oxml import parse_xml

from journeymap.exchange.export.slides.colours import SCHEME
from journeymap.exchange.export.slides.content import SlideColumn, SlideContent
from journeymap.exchange.export.slides.curve_words import (
    CurveLine,
    PointWords,
    beyond_scale,
    curve_lines,
    words_at_points,
)
from journeymap.exchange.export.slides.sheet import SlideSheet, emu
from journeymap.exchange.export.slides.writing import (
    paragraph,
    shown_text,
    write_paragraphs,
)
from journeymap.insight.feelings import is_assumed
from journeymap.io.spreadsheet import escape_formula
from journeymap.layout.spec import persona_token
from journeymap.records import NamedTuple

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NAMESPACES = f'xmlns:c="{_CHART}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_MARKERS = (
    XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.STAR, XL_MARKER_STYLE.X,
)  # fmt: skip
_WIDTHS = (3.5, 2.75)
"""The widths of the line of the first persona, and of all others."""
_SIZE, _HOLLOW, _LARGE, _WIDE = 8, 9, 11, 14
"""The sizes of markers, in points: usual ones, hollow ones, those of the highest and the lowest point, those of a whole
stage. One viewer fills a hollow one unless its size is another."""
_AXIS = 12.0
_LEAST_ROOM = 110.0
"""How wide in pixels the words at a point may be where there are words at few."""


class CurvePlace(NamedTuple):
    """Where a chart is, in pixels. Its columns begin `inside` of x and fill the rest.

    Its `head` is above the curves, for the names of personas; without it they have none.
    """

    x: float
    y: float
    width: float
    height: float
    inside: float
    head: float = 0


def has_curve(content: SlideContent, columns: Sequence[SlideColumn]) -> bool:
    """Whether any score is known at these columns."""
    return bool(curve_lines(content, columns))


def draw_curve(
    sheet: SlideSheet, content: SlideContent, columns: Sequence[SlideColumn], place: CurvePlace, *, all_words: bool
) -> None:
    """Draws the feelings at these columns as a chart, with a category for each.

    With `all_words`, the highest and the lowest point of each column say how it feels there, else those of each curve.
    """
    lines = curve_lines(content, columns)
    data = CategoryChartData(number_format="General")
    data.categories = [escape_formula(content.label(column)) for column in columns]
    for line in lines:
        data.add_series(escape_formula(line.name), line.scores)
    box = sheet.place(place.x, place.y, place.width, place.height)
    frame = sheet.slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box, data)
    frame.name = content.words["lane-feeling"]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", _described(content, lines, columns))
    chart = frame.chart
    chart.font.size = emu(_AXIS)
    _paint(chart.font.color, "ink3", content)
    chart.has_title = False
    scale = content.journey.emotion_scale
    room = max((place.width - place.inside) / len(columns) - 6, 0 if all_words else _LEAST_ROOM)
    words = list(words_at_points(lines, columns, sum(scale) / 2, room=room, all_words=all_words))
    beyond = beyond_scale(words, lines, scale, place.height - place.head)
    _set_axes(chart, content, beyond, rtl=sheet.tongue.rtl)
    _set_layout(chart, place, rtl=sheet.tongue.rtl)
    _draw_scale(sheet, content, place, beyond)
    chart.has_legend = place.head > 0 and any(line.series.name for line in lines)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = emu(13)
    for drawn, line in zip(chart.plots[0].series, lines, strict=True):
        _draw_line(drawn, line, content, columns)
    _label(chart, words, content)


def _described(content: SlideContent, lines: Sequence[CurveLine], columns: Sequence[SlideColumn]) -> str:
    """The chart in words, for those who do not see it."""
    told = []
    for line in lines:
        pairs = zip(columns, line.felt, strict=True)
        felt = (f"{content.label(column)}: {content.phrases.felt(each)}" for column, each in pairs if each is not None)
        told.append(content.words.labelled(line.name, content.words["list-semicolon"].join(felt)))
    return "\n".join(shown_text(each, rtl=content.tongue.rtl) for each in told)


def _set_axes(chart: Any, content: SlideContent, beyond: float, *, rtl: bool) -> None:
    """Sets the axes: that of scores is not drawn, and that of touchpoints lies where a feeling is neither good nor bad.

    The chart's own numbers would begin at the end of the axis, which is beyond the scale.
    """
    low, high = content.journey.emotion_scale
    across, along = chart.category_axis, chart.value_axis
    across.reverse_order = rtl
    across.tick_label_position, across.major_tick_mark = TICK_LABELS.NONE, TICKS.NONE
    across.format.line.width = emu(1.25)
    _paint(across.format.line.color, "rule2", content)
    along.minimum_scale, along.maximum_scale = low - beyond, high + beyond
    along.crosses_at = (low + high) / 2
    along.has_major_gridlines = along.visible = False


def _draw_scale(sheet: SlideSheet, content: SlideContent, place: CurvePlace, beyond: float) -> None:
    """Draws the ends and the middle of the scale beside the chart, in the digits of the language."""
    low, high = content.journey.emotion_scale
    height = place.height - place.head
    for token, score in (("opportunity", high), ("ink3", (low + high) / 2), ("pain", low)):
        y = place.y + place.head + height * (high + beyond - score) / (high - low + 2 * beyond)
        told = paragraph(content.phrases.score(score), _AXIS, bold=token != "ink3", fill=token, align="end")
        sheet.text(content.words["score"], (place.x, y - 9, place.inside - 8, 18), [told], anchor="middle")


def _set_layout(chart: Any, place: CurvePlace, *, rtl: bool) -> None:
    """Sets the place of the curves within the chart, so that its categories are above the columns of the slide."""
    left = 0.0 if rtl else place.inside / place.width
    top = place.head / place.height
    layout = (
        f'<c:layout {_NAMESPACES}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{left:.5f}"/><c:y val="{top:.5f}"/>'
        f'<c:w val="{1 - place.inside / place.width:.5f}"/><c:h val="{1 - top:.5f}"/></c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{{{_CHART}}}layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))


def _paint(colour: Any, token: str, content: SlideContent) -> None:
    if token in SCHEME:
        colour.theme_color = MSO_THEME_COLOR.from_xml(SCHEME[token][1])
    else:
        colour.rgb = RGBColor.from_string(content.theme.tokens[token][1:])


def _draw_line(drawn: Any, line: CurveLine, content: SlideContent, columns: Sequence[SlideColumn]) -> None:
    """Draws a curve: dashed between what is only assumed, without a line where the persona goes another way.

    It is not smooth: PowerPoint's smooth lines go beyond the highest and the lowest score.
    """
    series, token = line.series, persona_token(line.series.index)
    drawn.smooth = False
    width = _WIDTHS[min(series.index, len(_WIDTHS) - 1)]
    _stroke(drawn.format.line, token, width, content)
    drawn.marker.style = XL_MARKER_STYLE.DASH if line.is_flat else _MARKERS[series.index % len(_MARKERS)]
    drawn.marker.size = _WIDE if line.is_flat else _SIZE
    _fill_marker(drawn.marker, token, token, content)
    if line.is_flat:
        drawn.format.line.fill.background()
        return
    for index, (column, emotion) in enumerate(zip(columns, line.felt, strict=True)):
        if emotion is None:
            continue
        before = line.felt[index - 1] if index else None
        if is_assumed(emotion) or column.number in (series.peak, series.low):
            marker = drawn.points[index].marker
            marker.style = _MARKERS[series.index % len(_MARKERS)]
            marker.size = _LARGE if column.number in (series.peak, series.low) else _HOLLOW
            _fill_marker(marker, "paper" if is_assumed(emotion) else token, token, content)
        if before is not None:
            _draw_join(drawn, index, line, columns, width, content)


def _draw_join(
    drawn: Any, index: int, line: CurveLine, columns: Sequence[SlideColumn], width: float, content: SlideContent
) -> None:
    """Draws the piece of a curve that leads to a point otherwise, where it is not a plain line."""
    before, emotion = line.felt[index - 1], line.felt[index]
    assert before is not None and emotion is not None
    stroke = None
    if columns[index].number not in line.series.onward.get(columns[index - 1].number, ()):
        drawn.points[index].format.line.fill.background()
    elif is_assumed(before) or is_assumed(emotion):
        stroke = drawn.points[index].format.line
        _stroke(stroke, persona_token(line.series.index), width, content)
        stroke.dash_style = MSO_LINE.DASH


def _stroke(stroke: Any, token: str, width: float, content: SlideContent) -> None:
    stroke.width = emu(width)
    _paint(stroke.color, token, content)


def _fill_marker(marker: Any, fill: str, stroke: str, content: SlideContent) -> None:
    marker.format.fill.solid()
    _paint(marker.format.fill.fore_color, fill, content)
    _stroke(marker.format.line, stroke, 1.75, content)


def _label(chart: Any, words: Sequence[PointWords], content: SlideContent) -> None:
    """Writes the words at their points."""
    for each in words:
        label = chart.plots[0].series[each.point].points[each.column].data_label
        body = label.text_frame._txBody
        body.bodyPr.set("wrap", "none")
        write_paragraphs(body, each.paragraphs, content.theme, content.tongue)
        label.position = XL_LABEL_POSITION.ABOVE if each.is_above else XL_LABEL_POSITION.BELOW
