"""Differences and timelines as text, Markdown and JSON: the forms of each, told apart from those that are drawn."""

from journeymap.report import ReportFormat

_TOLD = "journeymap.history.report"

DIFFERENCES = {
    "text": ReportFormat(f"{_TOLD}.text:plain", "For people, in colour on a terminal; `--color` decides otherwise"),
    "markdown": ReportFormat(
        f"{_TOLD}.markdown:markdown",
        "For a comment on a pull request: under 65,536 characters, the weightiest first; what a file says is escaped",
    ),
    "json": ReportFormat(
        f"{_TOLD}.json:to_json", "For machines; `version` 1, described in `journeymap/history/report/json.py`"
    ),
}
TIMELINES = {
    "text": ReportFormat(f"{_TOLD}.log:text", "For people"),
    "markdown": ReportFormat(f"{_TOLD}.log:markdown", "For a page or a comment"),
    "json": ReportFormat(f"{_TOLD}.log:to_json", "For machines"),
}
