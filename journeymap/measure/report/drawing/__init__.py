"""Draws the report on measures as pages of A4: what moved, what customers say, and what actions did."""

from journeymap.measure.report.drawing.draw import report_scenes

__all__ = ["report_scenes"]
