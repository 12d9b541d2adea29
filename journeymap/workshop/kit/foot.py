"""The foot of a workshop canvas: decisions, a parking lot, and a matrix of impact and effort."""

from __future__ import annotations

from journeymap.insight.actions import MIDDLE
from journeymap.style.locale import Words
from journeymap.workshop.asks import DECISIONS, PARKING_LOT
from journeymap.workshop.grid import ACTIONS
from journeymap.workshop.kit.frame import CanvasBox, Frame
from journeymap.workshop.kit.sheet import MillimetreCanvas
from journeymap.workshop.kit.true_sizes import MM
from journeymap.workshop.kit.types import CanvasTypes

_COLUMNS = (("action", "text", 0.5), ("owner", "owner", 0.26), ("due", "due", 0.24))
_HIGHEST = 5


def draw_foot(sheet: MillimetreCanvas, types: CanvasTypes, frame: Frame, words: Words) -> None:
    """Draw the foot of a canvas."""
    box, note, scale = frame.foot, frame.note, frame.note.scale
    top, bottom, gap = box.y + 8 * scale, box.bottom - 12 * scale, 12 * scale
    matrix = min(box.width * 0.34, 2.6 * note.width)
    parking = min(box.width * 0.3, 2.6 * note.width)
    height = bottom - top
    _draw_decisions(sheet, types, words, CanvasBox(box.x, top, box.width - matrix - parking - 2 * gap, height), scale)
    area = CanvasBox(box.end - matrix - gap - parking, top, parking, height)
    y = _heading(sheet, types, words["parking-lot"], area, scale)
    with sheet.asking(PARKING_LOT):
        sheet.rect(area.x, y, area.width, bottom - y, stroke="rule2", radius=1.5)
    _draw_matrix(sheet, types, words, CanvasBox(box.end - matrix, top, matrix, height), scale)
    sheet.text(box.x, box.bottom - 1.5 * scale, words["photo-corners"], types.small, "ink2")


def _heading(sheet: MillimetreCanvas, types: CanvasTypes, text: str, box: CanvasBox, scale: float) -> float:
    """Draw the title of a part of the foot; returns the y below it."""
    return sheet.lines(box.x, box.y, text, box.width, types.lane, most=1) + 2.5 * scale


def _draw_decisions(sheet: MillimetreCanvas, types: CanvasTypes, words: Words, box: CanvasBox, scale: float) -> None:
    """Draw lines to write on: what will be done, by whom, by when."""
    y, x = _heading(sheet, types, words["decisions"], box, scale), box.x
    for key, _, share in _COLUMNS:
        sheet.lines(x, y, words[key], box.width * share - 3, types.label, "ink2", most=1)
        x += box.width * share
    y += types.label.leading / MM
    step = 13 * scale
    while y + step <= box.bottom + 0.01:
        y, x = y + step, box.x
        for _, column, share in _COLUMNS:
            with sheet.asking(DECISIONS, column):
                sheet.writing_line(x, y, box.width * share - 4 * scale)
            x += box.width * share


def _draw_matrix(sheet: MillimetreCanvas, types: CanvasTypes, words: Words, box: CanvasBox, scale: float) -> None:
    """Draw the matrix of impact and effort, with their ratings; the quarter to do first is tinted."""
    y = _heading(sheet, types, words["impact-and-effort"], box, scale)
    row = types.label.leading / MM
    x, end, low = box.x, box.end, box.bottom - 2 * row - 1.5 * scale
    half_x, half_y = x + box.width / 2, (y + low) / 2
    sheet.rect(x, y, box.width / 2, half_y - y, "wash")
    sheet.line(half_x, y, half_x, low, "rule2")
    sheet.line(x, half_y, end, half_y, "rule2")
    sheet.line(x, y, x, low, "ink2", 1.5)
    sheet.line(x, low, end, low, "ink2", 1.5)
    inset, first = 3 * scale, row * 0.75 + 2 * scale
    quarters = (("quick-win", x, y), ("big-bet", half_x, y), ("fill-in", x, half_y), ("time-sink", half_x, half_y))
    for key, left, above in quarters:
        sheet.text(left + inset, above + first, words[key], types.label, "ink2")
    for rating in range(1, _HIGHEST + 1):
        number, part = words.number(rating), _part(rating)
        with sheet.asking(ACTIONS, "impact"):
            baseline = low - part * (low - y) + types.label.size / MM * 0.355
            sheet.text(x - 2 * scale, baseline, number, types.label, "ink2", align="end")
        with sheet.asking(ACTIONS, "effort"):
            sheet.text(x + part * box.width, low + row * 0.85, number, types.label, "ink2", align="middle")
    _draw_axes(sheet, types, words, box, scale)


def _part(rating: int) -> float:
    """Where a rating stands on its axis, from 0 to 1: those below the middle share the first half."""
    if rating < MIDDLE:
        return (rating - 0.5) / (MIDDLE - 1) / 2
    return 0.5 + (rating - MIDDLE + 0.5) / (_HIGHEST - MIDDLE + 1) / 2


def _draw_axes(sheet: MillimetreCanvas, types: CanvasTypes, words: Words, box: CanvasBox, scale: float) -> None:
    """Draw the names of the two axes below the matrix, each with an arrow head."""
    baseline, tip, x, end = box.bottom - 0.5 * scale, 1.5 * scale, box.x, box.end
    middle = baseline - types.label.size / MM * 0.35
    up, down = middle - tip, middle + tip
    sheet.path([("M", (x, down)), ("L", (x + tip, up)), ("L", (x + 2 * tip, down)), ("Z", ())], "ink2")
    sheet.text(x + 2 * tip + 2 * scale, baseline, words["impact"], types.label, "ink2")
    sheet.path([("M", (end - 2 * tip, up)), ("L", (end, middle)), ("L", (end - 2 * tip, down)), ("Z", ())], "ink2")
    sheet.text(end - 2 * tip - 2 * scale, baseline, words["effort"], types.label, "ink2", align="end")
