"""What is known of the exports of survey tools, one record each."""

from __future__ import annotations

from typing import NamedTuple


class LeftOutRows(NamedTuple):
    """Rows that a tool writes and that are no answers: those with one of these texts in the column.

    `reason` is the word by which they are counted: `preview`, `unfinished`. Texts are in small letters.
    """

    column: str
    texts: tuple[str, ...]
    reason: str


class ToolPreset(NamedTuple):
    """The layout of a tool's exports.

    `header_rows` is how many rows of headings there are; with `grid`, a second row names the rows of a grid. `times`
    and `respondents` are the names that the columns have had, `dates` the forms of dates (strftime), besides ISO 8601.
    With `utc`, times are in UTC; with `unix`, they are numbers of seconds since 1970, or of parts of them. `never` are
    texts that are no answer. With `asked`, each row is a customer who was asked, so the rows without an answer count
    for the response rate. Exports of events have the columns `events`, with what happened, and `keys`, with an id by
    which an event that was sent twice is known. An unverified layout is called so in the docs.
    """

    header_rows: int = 1
    grid: bool = False
    times: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    utc: bool = False
    until: str = ""
    left_out: tuple[LeftOutRows, ...] = ()
    never: frozenset[str] = frozenset()
    asked: bool = False
    unix: bool = False
    events: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    verified: bool = True


_AMERICAN = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y")

PRESETS: dict[str, ToolPreset] = {
    "qualtrics": ToolPreset(
        header_rows=3,
        times=("RecordedDate", "EndDate"),
        respondents=("ResponseId", "ResponseID"),
        left_out=(
            LeftOutRows("Status", ("1", "survey preview"), "preview"),
            LeftOutRows("Finished", ("0", "false"), "unfinished"),
        ),
    ),
    "surveymonkey": ToolPreset(
        header_rows=2,
        grid=True,
        times=("End Date", "EndDate"),
        respondents=("Respondent ID", "RespondentID"),
        dates=_AMERICAN,
    ),
    "typeform": ToolPreset(times=("Submit Date (UTC)",), respondents=("#",), utc=True),
    "microsoft-forms": ToolPreset(
        times=("Completion time",),
        dates=("%m/%d/%y %H:%M:%S", "%m/%d/%y %H:%M", *_AMERICAN),
        never=frozenset({"anonymous"}),
    ),
    "google-forms": ToolPreset(
        times=("Timestamp",), dates=(*_AMERICAN, "%Y/%m/%d %I:%M:%S %p"), until=" GMT", verified=False
    ),
    "zendesk": ToolPreset(
        times=("created_at", "updated_at"),
        utc=True,
        never=frozenset({"offered", "received"}),
        verified=False,
    ),
    "medallia": ToolPreset(times=("response_received_at", "request_sent_at"), utc=True, asked=True),
    "ga4": ToolPreset(
        times=("event_timestamp",), respondents=("user_pseudo_id",), unix=True, events=("event_name",)
    ),
    "mixpanel": ToolPreset(
        times=("properties/time",), respondents=("properties/distinct_id",), unix=True, events=("event",),
        keys=("properties/$insert_id",),
    ),
    "posthog": ToolPreset(
        times=("timestamp",), respondents=("person_id", "distinct_id"), utc=True, events=("event",), keys=("uuid",)
    ),
    "snowplow": ToolPreset(
        times=("derived_tstamp", "collector_tstamp"), respondents=("domain_userid",), utc=True,
        events=("event_name",), keys=("event_id",),
    ),
}  # fmt: skip
"""The presets by the name that a journey has for them; `journeymap.model.sources.PRESETS` lists the names."""

NO_PRESET = ToolPreset()
