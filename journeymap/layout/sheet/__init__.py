"""The frame that all sheets have beside the map: head, heads of sections, and the legend with the date at the foot."""

from journeymap.layout.sheet.head import SheetFact, SheetHead, draw_sheet_head
from journeymap.layout.sheet.legend import closing_line, draw_legend_strip, legend_strip_height
from journeymap.layout.sheet.sections import SheetFrame, draw_section
from journeymap.layout.sheet.stations import draw_station

__all__ = [
    "SheetFact",
    "SheetFrame",
    "SheetHead",
    "closing_line",
    "draw_legend_strip",
    "draw_section",
    "draw_sheet_head",
    "draw_station",
    "legend_strip_height",
]
