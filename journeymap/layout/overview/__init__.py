"""The overview: a drawing of its own that says in ten seconds what a journey comes to, and what is done about it."""

from journeymap.layout.overview.picture import lay_out_overview
from journeymap.layout.overview.small_curve import lay_out_small_curve
from journeymap.layout.overview.spec import WINDOW, sheet_size

__all__ = ["WINDOW", "lay_out_overview", "lay_out_small_curve", "sheet_size"]
