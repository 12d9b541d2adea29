"""By what the exports of survey tools are known: their headings."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.measure.answers.headings import IMPORT_ID, same_name
from journeymap.measure.proposal.words import listed

_KNOWN_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "surveymonkey": (("Respondent ID", "Collector ID"), ("RespondentID", "CollectorID")),
    "ga4": (("event_name", "event_timestamp", "user_pseudo_id"),),
    "mixpanel": (("event", "properties/time", "properties/distinct_id"),),
    "posthog": (("uuid", "event", "distinct_id", "timestamp"),),
    "snowplow": (("event_id", "event_name", "domain_userid", "collector_tstamp"),),
    "typeform": (("#", "Submit Date (UTC)"),),
    "medallia": (("request_id", "request_sent_at"),),
    "zendesk": (("rating/score", "created_at"), ("ticket_id", "score", "created_at")),
    "microsoft-forms": (("Start time", "Completion time"), ("שעת התחלה", "שעת סיום")),
    "google-forms": (("Timestamp",), ("חותמת זמן",)),
}
"""The headings that the exports of a tool have, by its preset; each group is enough, and the first preset counts."""

_BESIDE = frozenset(
    listed("""
    startdate, enddate, status, ipaddress, progress, finished, recordeddate, responseid, recipientlastname,
    recipientfirstname, recipientemail, externalreference, externaldatareference, locationlatitude,
    locationlongitude, distributionchannel, userlanguage, durationinseconds, respondentid, collectorid,
    emailaddress, firstname, lastname, customdata, customdata1, starttime, completiontime, email, name,
    totalpoints, quizfeedback, lastmodifiedtime, timestamp, networkid, id, #, שעתהתחלה, שעתסיום, שם, דואל,
    requestid, requestsentat, requestdeliverystatus, responsereceivedat, createdat, updatedat, ticketid,
    ratingcomment, ratingid, assigneeid, requesterid, groupid, url, tags
""")
)
"""What tools write beside the questions: no answers."""


def tool_of(top: Sequence[Sequence[str]]) -> tuple[str | None, str]:
    """Returns the preset that fits the first rows of a file, and by what it is known; (None, "") for none."""
    for row in top[:3]:
        if next(filter(None, row), "").replace(" ", "").startswith(IMPORT_ID):
            return "qualtrics", "a row of ImportIds stands below the headings"
    names = {same_name(name).casefold() for name in top[0]}
    first = same_name(next(iter(top[0]), "")).casefold()
    for preset, groups in _KNOWN_BY.items():
        for group in groups:
            is_first = preset != "google-forms" or first == group[0].casefold()
            if is_first and all(name.casefold() in names for name in group):
                return preset, f"it has {' and '.join(f'`{name}`' for name in group)}"
    return None, ""


def is_beside_the_answers(name: str) -> bool:
    """Whether a column of this name is what tools write beside the questions."""
    plain = "".join(each for each in name.casefold() if each.isalnum() or each == "#")
    return plain in _BESIDE or name.endswith("_NPS_GROUP") or name.startswith(("Points - ", "Feedback - "))
