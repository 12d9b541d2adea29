"""The formats of differences and timelines as text, Markdown and JSON; drawings are in `maps`."""

from journeymap.report import ReportFormat

_PACKAGE = "journeymap.history.report"

DIFFERENCES = {
    "text": ReportFormat(f"{_PACKAGE}.text:plain", "For people, in colour on a terminal; `--color` decides otherwise"),
    "markdown": ReportFormat(
        f"{_PACKAGE}.markdown:markdown",
        "For a comment on a pull request: under 65,536 characters, the weightiest first; what a file says is escaped",
    ),
    "json": ReportFormat(
        f"{_PACKAGE}.json:to_json", "For machines; `version` 1, described in `journeymap/history/report/json.py`"
    ),
}
TIMELINES = {
    "text": ReportFormat(f"{_PACKAGE}.log:text", "For people"),
    "markdown": ReportFormat(f"{_PACKAGE}.log:markdown", "For a page or a comment"),
    "json": ReportFormat(f"{_PACKAGE}.log:to_json", "For machines"),
}
