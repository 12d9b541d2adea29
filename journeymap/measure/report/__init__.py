"""The report on measures: one page that says what moved beyond noise, for whom, and whose action it is.

`page.py` has the records of the page, with finished texts; `write.py` makes them. `drawing/` draws the page, and the
templates `report.j2.md` and `report.j2.html` place the same texts.
"""

from journeymap.measure.report.page import ReportPage
from journeymap.measure.report.write import report_page

__all__ = ["ReportPage", "report_page"]
