"""What `journeymap measure` says of the rows of a source: how many count, and what is left out, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeymap.cli.console import report_problem, say
from journeymap.measure.answers.problems import MUCH
from journeymap.model.reading import short
from journeymap.report import counted
from journeymap.report.safe import visible

if TYPE_CHECKING:
    from journeymap.measure.answers import AnswerReport, Reason
    from journeymap.measure.answers.problems import LikelyDates, UnknownEvent
    from journeymap.measure.measuring import CountedSource
    from journeymap.model import Journey


def tell_rows(name: str, one: CountedSource, *, told: bool) -> None:
    """Say how many rows of a source count, and what is left out, by reason, with the places of the first few."""
    report = one.report
    for warning in _warnings(report):
        report_problem(visible(f"warning: {name}: {one.source.id}: {warning}"))
    if not told:
        return
    files = counted(len(one.source.files), "file")
    say(visible(f"{name}: {one.source.id}: {report.kept:,} of {counted(report.rows, 'row')} in {files} count, "
                f"with {_what(one)}{_said(report)}"))  # fmt: skip
    for reason, column, number, first in report.left_out:
        where = f" in `{column}`" if column else ""
        places = "; ".join(f"{place.file} row {place.row}" for place in first)
        say(visible(f"  left out{where}: {number:,} {_REASONS[reason]}{f' ({places})' if places else ''}"))
    for line in _remarks(one):
        say(visible(f"  note: {line}"))


def what_counts(journey: Journey) -> str:
    """Returns the word for what the sources of a journey have."""
    kinds = {source.kind for source in journey.sources}
    return "answer or event" if len(kinds) > 1 else "event" if "events" in kinds else "answer"


def _what(one: CountedSource) -> str:
    """How many answers count, or of how many customers events do."""
    if one.source.cases is None:
        return counted(one.report.answers, "answer")
    return f"{counted(one.source.sessions or 0, 'session')} of {counted(one.source.cases, 'customer')}"


def _warnings(report: AnswerReport) -> Iterator[str]:
    """What is so often at fault that the source is likely to be described wrongly."""
    for reason, column, number, _ in report.left_out:
        whole = report.rows if reason in _OF_ROWS else report.answers + number
        if reason in _LIKELY and number > whole * MUCH:
            where = f" in `{column}`" if column else ""
            likely = _dates(report.dates) if reason == "bad-time" and report.dates else _LIKELY[reason]
            yield f"{number:,}{where} are left out, {_REASONS[reason]}: {likely}"


def _dates(found: LikelyDates) -> str:
    """Which form of dates fits times that cannot be read."""
    return f"{found.part:.0%} of the first {found.seen:,} are written `{found.form}`: should `date` of `format` say so?"


def _said(report: AnswerReport) -> str:
    """How many comments count, if there is a column of them."""
    return "" if report.comments is None else f" and {counted(report.comments, 'comment')}"


def _remarks(one: CountedSource) -> Iterator[str]:
    report = one.report
    if one.kept_here:
        yield "counted here by DuckDB, and not by `--engine`: the source names no `table` that is there"
    if one.comments_passed_over:
        yield "its comments are not counted, as no engine but DuckDB does so; an export of the table would have them"
    if not report.repeats_checked:
        yield "repeated answers are not looked for; `repeats` and `respondent` would say which count"
    if report.unnamed:
        yield f"{report.unnamed:,} answers say no respondent; each counts as one customer's"
    for dimension, number in one.others.items():
        why = "blank, or a value that its `map` does not name"
        yield f"{counted(number, 'answer')} of no segment of `{dimension}`: {why}"
    if report.about_the_whole:
        yield f"{report.about_the_whole:,} comments are about no touchpoint, and are counted to none"
    if one.open_sessions:
        yield (f"{counted(one.open_sessions, 'session')} may still go on, as the last event of all is less than "
               "`session_gap` later; they count with the rest")  # fmt: skip
    if report.later:
        yield f"{counted(report.later, 'row')} with a time after today count"
    if report.clock_times.repeated:
        yield f"{report.clock_times.repeated:,} times are in an hour that the clocks show twice; the first is meant"
    if report.clock_times.skipped:
        yield f"{report.clock_times.skipped:,} times are in an hour that the clocks skip; they count as an hour later"
    if report.back:
        yield f"{counted(report.back, 'visit')} in a row before an earlier event of the same customer; time decides"
    if report.unknown:
        more = report.unknown_names - len(report.unknown)
        listed = ", ".join(map(_unknown, report.unknown))
        yield f"at no touchpoint: {listed}{f', and {more:,} more' if more > 0 else ''}"


def _unknown(event: UnknownEvent) -> str:
    """An event at no touchpoint, and how often it happened."""
    values = f" with {counted(event.values, 'other value')} of `{event.column}`" if event.column else ""
    return f'"{short(event.name)}"{values} ({event.number:,})'


_OF_ROWS = frozenset({"fields", "encoding", "no-time", "bad-time", "no-case", "no-event"})
_LIKELY: dict[Reason, str] = {
    "fields": "is the `delimiter` of `format` right?",
    "encoding": "is the `encoding` of `format` right?",
    "no-time": "is it the column of times?",
    "bad-time": "does `date` of `format` say how they are written? Are day and month the other way round?",
    "bad-score": "is it the column of answers, and do `labels` name those that are words?",
    "off-scale": "is the `scale` right?",
    "unknown-touchpoint": "are they ids or names of touchpoints?",
    "unknown-metric": "are they names of metrics?",
    "no-case": "is it the column of customers?",
    "no-event": "is it the column of events?",
}
"""The likely cause of what is left out."""
_REASONS: dict[Reason, str] = {
    "fields": "with another number of fields than the headings",
    "encoding": "with letters that the encoding does not have",
    "too-long": "that are longer than a row may be",
    "quote": "with a quote that is not closed",
    "not-json": "that are no JSON object",
    "preview": "that the tool calls previews",
    "unfinished": "that are not finished",
    "unanswered": "of customers who were asked and gave no answer",
    "no-time": "without a time",
    "bad-time": "with a time that is none",
    "bad-weight": "with a weight that is none",
    "bad-score": "that are no score",
    "off-scale": "beyond the scale",
    "not-applicable": "that say it does not apply",
    "blank": "blank",
    "unknown-touchpoint": "of a touchpoint that the journey does not have",
    "unknown-metric": "of a metric that the journey does not know",
    "repeated": "given again by the same customer",
    "no-case": "of nobody",
    "no-event": "in which nothing happened",
    "unknown-event": "at no touchpoint",
    "sent-twice": "that were sent twice",
}
