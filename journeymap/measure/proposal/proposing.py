"""Proposes a journey's source for a file of answers: as data, and as YAML in which each guess has its reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journeymap.errors import UserError
from journeymap.insight.sources import UNIX
from journeymap.measure.answers.presets import NO_PRESET, PRESETS
from journeymap.measure.answers.scores import plain_text
from journeymap.measure.proposal.event_files import events_of, say_events
from journeymap.measure.proposal.exports import MOST_ROWS, SurveyExport, read_export
from journeymap.measure.proposal.lines import ProposalLines, pair_of, text_of
from journeymap.measure.proposal.long_files import LongColumns, long_of
from journeymap.measure.proposal.matching import TouchpointNames
from journeymap.measure.proposal.questions import questions_of
from journeymap.measure.proposal.roles import (
    SegmentColumn,
    TimeColumn,
    is_unix_time,
    respondent_of,
    rest_of,
    segments_of,
    time_of,
    weight_of,
)
from journeymap.measure.proposal.written_comments import comments_of, free_of
from journeymap.model import Journey
from journeymap.model.reading import slug
from journeymap.source.writing import Value

_MOST_NAMES, _LONGEST_NAME = 20, 60


class SourceProposal(NamedTuple):
    """A source as data, its text as YAML below `sources:`, and how many questions it has, decided and open."""

    value: dict[str, Value]
    text: str
    questions: int
    open: int


def propose(path: Path, location: str, name: str, journey: Journey | None = None) -> SourceProposal:
    """Proposes the source of a file of answers.

    `location` is where it is from the journey's folder, `name` what messages call it. With the `journey`, touchpoints
    and segments are looked for in it. A cell is never quoted, save labels that many rows share. Raises UserError for a
    file that cannot be read, or has no headings.
    """
    export = read_export(path, name)
    taken_ids = {each.id for each in journey.sources} if journey else set()
    stem = slug(path.stem) or "survey"
    id_ = next(each for each in (stem, *(f"{stem}-{number}" for number in range(2, 9_999))) if each not in taken_ids)
    try:
        return _Proposing(export, journey).proposed(id_, location)
    except ValueError:
        raise UserError(f"{name}: a heading or the file's name has a character that a journey cannot have",
                        hint="rename it") from None  # fmt: skip


class _Proposing:
    """Writes one proposal, line by line."""

    def __init__(self, export: SurveyExport, journey: Journey | None) -> None:
        self._export = export
        self._lines = ProposalLines()
        self._known = journey.segments if journey else ()
        self._time = time_of(export)
        self._weight = weight_of(export)
        self._who = respondent_of(export)
        by_row = self._who or respondent_of(export, has_several=True)
        names = TouchpointNames(journey)
        rest = rest_of(export, [self._time.column if self._time else None, by_row, self._weight])
        self._events = events_of(export, names, self._time)
        if self._events:
            by_row, rest = self._who, [each for each in rest if each not in self._events.taken]
        self._long = (
            None
            if self._events
            else long_of(export, rest, names, by_row or (self._time.column if self._time else None))
        )
        if self._long:
            self._who = by_row
        elif by_row is not self._who:
            rest = rest_of(export, [self._time.column if self._time else None, self._weight])
        rest = [each for each in rest if self._long is None or each not in self._long.taken]
        divided = [found for each in rest if (found := segments_of(each, journey))]
        self._segments = _best_of_each(divided)
        asked = [each for each in rest if not any(each is found.column for found in self._segments)]
        self._questions = [] if self._long or self._events else questions_of(asked, names, export.preset)
        worded = {question.value["column"] for question in self._questions}
        self._divided = [each for each in divided if each not in self._segments and each.labels
                         and each.column.name not in worded]  # fmt: skip
        used = worded | {each.column.name for each in self._divided}
        free = free_of([each for each in asked if each.name not in used])
        self._comments = [] if self._long or self._events else comments_of(free, names)
        self._comment = free[0] if free and self._long else None
        written = free[:1] if self._long else free
        self._unused = [each.name for each in asked if each.name not in used and each not in written]

    def proposed(self, id_: str, location: str) -> SourceProposal:
        lines = self._lines
        lines.key("id", id_)
        lines.key("kind", "events" if self._events else "survey", self._events.reason if self._events else "")
        self._how_written()
        lines.key("location", location)
        if tables := self._export.tables:
            told = ", ".join(f"`{name}`" for name in tables[1:_MOST_NAMES])
            lines.key("table", tables[0], f"it has the most rows; there are {told}, too")
        if self._long:
            lines.key("shape", "long")
        self._when()
        if self._events is None:
            self._who_answered()
        self._in_segments()
        if self._events is None:
            self._asked()
        else:
            say_events(self._events, lines)
        lines.items("comments", self._comments)
        if self._unused:
            named = ", ".join(f"`{name[:_LONGEST_NAME]}`" for name in self._unused[:_MOST_NAMES])
            lines.say(f"not used: {named}{', …' if len(self._unused) > _MOST_NAMES else ''}")
        rows = f"{self._export.rows:,} rows" if self._export.is_whole else f"the first {MOST_ROWS:,} rows"
        head = f"Proposed from {rows} of the file. Check each guess; what is marked TODO is for you to say."
        unsaid = [each.is_open for each in self._questions] if self._long is None else [self._long.is_open]
        if self._events:
            unsaid = [each.touchpoint is None for each in self._events.places]
        return SourceProposal(lines.value, lines.text(head), unsaid.count(False), unsaid.count(True))

    def _how_written(self) -> None:
        export = self._export
        if export.preset:
            unverified = (
                "" if PRESETS[export.preset].verified else "; the layout is not verified: look at what --dry-run tells"
            )
            self._lines.key("preset", export.preset, f"{export.known_by}{unverified}")
        form: dict[str, Value] = {}
        if export.guess:
            script = export.guess.script.capitalize()
            doubt = "" if export.guess.part > 0.9 else " only: TODO check it"
            made = f"{export.guess.part:.0%} of what is beyond ASCII are words in {script} letters{doubt}"
            self._lines.say(f"not in UTF-8; in {export.guess.name}, {made}")
            form["encoding"] = export.guess.name
        if export.form and export.form.delimiter != ",":
            form["delimiter"] = "tab" if export.form.delimiter == "\t" else export.form.delimiter
        if export.header_rows is not None:
            self._lines.say("the second row has no numbers where all rows below have some: it names the rows of a grid")
            form["header_rows"] = export.header_rows
        dates = self._time.form if self._time else None
        if self._time and self._time.column and dates is None and is_unix_time(self._time.column):
            self._lines.say("times are numbers of seconds since 1970, or of parts of them")
            form["date"] = UNIX
        if dates and (dates.form or dates.is_open):
            self._lines.say(f"dates: {dates.reason}{'; TODO check it' if dates.is_open else ''}")
        if dates and dates.form:
            form["date"] = dates.form
        if form:
            self._lines.key("format", form)

    def _when(self) -> None:
        time = self._time
        if time is None:
            self._lines.open_key(
                "period: 2026-Q3", "TODO no column of times is found; if all answers are of one period, say it:"
            )
            return
        if time.column is not None:
            self._lines.key("time", time.column.name, time.reason)
        zone = self._zone(time)
        if zone:
            self._lines.key("timezone", zone, "the third row says it")
        else:
            preset = PRESETS[self._export.preset] if self._export.preset else NO_PRESET
            is_utc = preset.unix or (time.column is None and preset.utc)
            self._lines.open_key(
                "timezone: Asia/Jerusalem",
                f"times are {'in' if is_utc else 'taken as'} UTC; if they are to count by other clocks, say where:",
            )

    def _zone(self, time: TimeColumn) -> str:
        """The time zone of the times, where a row of headings has one that is known."""
        names = [time.column.name] if time.column else list(PRESETS[self._export.preset or ""].times)
        for column in self._export.columns:
            if column.name in names and column.marks.startswith("{"):
                try:
                    zone = json.loads(column.marks).get("timeZone", "")
                    return ZoneInfo(zone).key if isinstance(zone, str) and zone not in ("", "Z") else ""
                except (ValueError, AttributeError, OSError, ZoneInfoNotFoundError):
                    return ""
        return ""

    def _who_answered(self) -> None:
        who = self._who
        known = PRESETS[self._export.preset].respondents if self._export.preset else ()
        if who is not None:
            if who.name not in known:
                self._lines.key("respondent", who.name, "it tells customers apart, by its heading")
            again = self._long.repeats(who) if self._long else 0 if who.is_many else who.filled - len(who.counts)
            if again:
                rows = f"of the first {len(who.cells):,} rows" if self._long else f"of {who.filled:,} rows"
                what = "a customer who is asked the same there again" if self._long else "a customer who has another"
                self._lines.open_key("repeats: latest", f"{again:,} {rows} are of {what}; which of them count:")
        if self._weight is not None:
            self._lines.key("weight", self._weight.name, "by its heading")
        if not (self._export.preset and PRESETS[self._export.preset].asked):
            self._lines.open_key("invited: 1000", "how many customers were asked, so that the response rate is told:")

    def _in_segments(self) -> None:
        lines = self._lines
        value: dict[str, Value] = {}
        if self._segments or self._divided:
            lines.block("segments", is_open=not self._segments)
        for each in self._segments:
            dimension = _free(each.dimension, value)
            named: dict[str, Value] = {text: segment.id for text, segment in each.map.items()}
            value[dimension] = {"column": each.column.name, "map": named}
            lines.say(_reason_of(each), indent=2)
            if not each.labels:
                lines.item(pair_of(dimension, value[dimension]), is_open=False)
                continue
            lines.item(f"{text_of(dimension)}:", is_open=False)
            lines.item(f"column: {text_of(each.column.name)}", is_open=False, indent=4)
            lines.item("map:", is_open=False, indent=4)
            for text, id_ in named.items():
                lines.item(pair_of(text, id_), is_open=False, indent=6)
            choices = ", ".join(f"`{segment.id}` ({segment.name})" for segment in self._known)
            lines.say(f"TODO or leave them out; the segments are {choices}:", indent=6)
            for text in each.labels:
                lines.item(pair_of(text, "TODO"), is_open=True, indent=6)
        if value:
            lines.value["segments"] = dict(value)
        for each in self._divided:
            dimension = _free(each.dimension, value)
            value[dimension] = {"column": each.column.name, "map": dict.fromkeys(each.labels, "TODO")}
            lines.say("few values; if they are segments, give each its id:", indent=2)
            lines.item(pair_of(dimension, value[dimension]), is_open=True)

    def _asked(self) -> None:
        lines = self._lines
        if self._long:
            lines.say(self._long.reason)
            for key, value in self._long.value.items():
                lines.key(key, value)
            self._placed(self._long)
            if self._comment:
                lines.key("comment", self._comment.name, "what customers wrote, by its heading")
            return
        if not self._questions:
            lines.open_key("questions: [{column: Q1, touchpoint: TODO, metric: csat, scale: {from: 1, to: 5}}]",
                           "TODO no column has answers on a scale; name the questions:")  # fmt: skip
        lines.items("questions", self._questions)

    def _placed(self, long: LongColumns) -> None:
        """Which touchpoint each step of a long file is that is called otherwise."""
        lines = self._lines
        lines.say(long.unnamed)
        placed: dict[str, Value] = {text: id_ for text, id_ in long.map.items() if id_}
        if placed:
            lines.value["map"] = placed
        if long.map:
            lines.block("map", is_open=not placed)
        for text, id_ in long.map.items():
            lines.item(pair_of(text, id_ or "TODO"), is_open=not id_)


def _best_of_each(divided: list[SegmentColumn]) -> list[SegmentColumn]:
    """The columns that divide customers into the journey's segments: of two that name the same, the one with more."""
    found: list[SegmentColumn] = []
    for each in sorted(divided, key=lambda one: (-len(one.map), one.others)):
        named = {segment.id for segment in each.map.values()}
        if named and not any(named & {segment.id for segment in one.map.values()} for one in found):
            found.append(each)
    return [each for each in divided if each in found]


def _reason_of(each: SegmentColumn) -> str:
    near = [f"`{text}` is taken for `{segment.name}`" for text, segment in each.map.items()
            if plain_text(text) not in (segment.id, plain_text(segment.name))]  # fmt: skip
    told = "; ".join(["the journey has segments called so", *near])
    if each.others:
        names = ", ".join(f"`{label}`" for label in each.labels)
        told += f"; {each.others:,} answers have other values{f' ({names})' if names else ''} and count as `other`"
    return told


def _free(name: str, taken: dict[str, Value]) -> str:
    return next(each for each in (name, *(f"{name}-{number}" for number in range(2, 9_999))) if each not in taken)
