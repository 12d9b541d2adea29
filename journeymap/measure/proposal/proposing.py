"""Proposes a journey's source for a file of answers: as data, and as YAML in which each guess has its reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journeymap.errors import UserError
from journeymap.measure.answers.presets import NO_PRESET, PRESETS
from journeymap.measure.answers.scores import plain_text
from journeymap.measure.proposal import words
from journeymap.measure.proposal.exports import MOST_ROWS, SurveyExport, read_export
from journeymap.measure.proposal.matching import TouchpointNames
from journeymap.measure.proposal.questions import LongColumns, ProposedQuestion, long_of, questions_of
from journeymap.measure.proposal.roles import (
    SegmentColumn,
    TimeColumn,
    respondent_of,
    rest_of,
    segments_of,
    time_of,
    weight_of,
)
from journeymap.model import Journey
from journeymap.model.reading import slug
from journeymap.source.writing import Value, inline, quoted

_WIDE = 110
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
        self._value: dict[str, Value] = {}
        self._lines: list[str] = []
        self._time = time_of(export)
        self._who = respondent_of(export)
        self._weight = weight_of(export)
        rest = rest_of(export, [self._time.column if self._time else None, self._who, self._weight])
        names = TouchpointNames(journey)
        self._long: LongColumns | None = long_of(export, rest, names)
        rest = [each for each in rest if self._long is None or each not in self._long.taken]
        divided = [found for each in rest if (found := segments_of(each, journey))]
        self._segments = _best_of_each(divided)
        asked = [each for each in rest if not any(each is found.column for found in self._segments)]
        self._questions = [] if self._long else questions_of(asked, names, export.preset)
        worded = {question.value["column"] for question in self._questions}
        scored = {each.column.name for each in self._segments} | worded
        self._free = [each for each in asked if each.name not in scored and words.has_any(each.wording, words.FREE)]
        self._comments: list[Value] = [
            {"column": each.name, "touchpoint": names.find(each.wording, each.name).touchpoint or "TODO"}
            for each in self._free
        ]
        self._unused = [] if self._long else [each.name for each in asked if each.name not in scored
                                              and each not in self._free]  # fmt: skip
        self._divided = [each for each in divided if each not in self._segments and each.labels
                         and each.column.name not in worded]  # fmt: skip

    def proposed(self, id_: str, location: str) -> SourceProposal:
        self._line("id", id_)
        self._line("kind", "survey")
        self._how_written()
        self._line("location", location)
        if self._long:
            self._line("shape", "long")
        self._when()
        self._who_answered()
        self._in_segments()
        self._asked()
        if self._comments:
            self._say("comments, to count what the `signals` of the journey say; see that each has its touchpoint:")
            self._lines.append(f"# comments: {_text(self._comments)}")
        unused = [name for name in self._unused if name not in {each.column.name for each in self._divided}]
        if unused:
            named = ", ".join(f"`{name[:_LONGEST_NAME]}`" for name in unused[:_MOST_NAMES])
            self._say(f"not used: {named}{', …' if len(unused) > _MOST_NAMES else ''}")
        rows = f"{self._export.rows:,} rows" if self._export.is_whole else f"the first {MOST_ROWS:,} rows"
        head = [f"  # Proposed from {rows} of the file. Check each guess; what is marked TODO is for you to say."]
        body = [f"  - {self._lines[0]}", *(f"    {line}" for line in self._lines[1:])]
        decided = len([each for each in self._questions if not each.is_open])
        text = "\n".join(["sources:", *head, *body]) + "\n"
        return SourceProposal(self._value, text, decided + bool(self._long), len(self._questions) - decided)

    def _line(self, key: str, value: Value, reason: str = "") -> None:
        self._say(reason)
        self._value[key] = value
        self._lines.append(f"{key}: {_text(value)}")

    def _say(self, reason: str) -> None:
        """A comment, broken into lines that fit."""
        line = ""
        for word in _shown(reason).split():
            if line and len(line) + len(word) >= _WIDE:
                self._lines.append(f"# {line}")
                line = ""
            line = f"{line} {word}" if line else word
        if line:
            self._lines.append(f"# {line}")

    def _how_written(self) -> None:
        export = self._export
        if export.preset:
            unverified = (
                "" if PRESETS[export.preset].verified else "; the layout is not verified: look at what --dry-run tells"
            )
            self._line("preset", export.preset, f"{export.known_by}{unverified}")
        form: dict[str, Value] = {}
        if export.guess:
            script = export.guess.script.capitalize()
            doubt = "" if export.guess.part > 0.9 else " only: TODO check it"
            made = f"{export.guess.part:.0%} of what is beyond ASCII are words in {script} letters{doubt}"
            self._say(f"not in UTF-8; in {export.guess.name}, {made}")
            form["encoding"] = export.guess.name
        if export.form and export.form.delimiter != ",":
            form["delimiter"] = "tab" if export.form.delimiter == "\t" else export.form.delimiter
        if export.header_rows is not None:
            self._say("the second row has no numbers where all rows below have some: it names the rows of a grid")
            form["header_rows"] = export.header_rows
        dates = self._time.form if self._time else None
        if dates and (dates.form or dates.is_open):
            self._say(f"dates: {dates.reason}{'; TODO check it' if dates.is_open else ''}")
        if dates and dates.form:
            form["date"] = dates.form
        if form:
            self._line("format", form)

    def _when(self) -> None:
        time = self._time
        if time is None:
            self._say("TODO no column of times is found; if all answers are of one period, say it:")
            self._lines.append("# period: 2026-Q3")
            return
        if time.column is not None:
            self._line("time", time.column.name, time.reason)
        zone = self._zone(time)
        if zone:
            self._line("timezone", zone, "the third row says it")
        else:
            preset = PRESETS[self._export.preset] if self._export.preset else NO_PRESET
            is_utc = time.column is None and preset.utc
            self._say(
                f"times are {'in' if is_utc else 'taken as'} UTC; if they are to count by other clocks, say where:"
            )
            self._lines.append("# timezone: Asia/Jerusalem")

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
                self._line("respondent", who.name, "it tells customers apart, by its heading")
            again = who.filled - len(who.counts)
            if again and not who.is_many:
                self._say(f"{again:,} of {who.filled:,} rows are of a customer who has another; which of them count:")
                self._lines.append("# repeats: latest")
        if self._weight is not None:
            self._line("weight", self._weight.name, "by its heading")
        if not (self._export.preset and PRESETS[self._export.preset].asked):
            self._say("how many customers were asked, so that the response rate is told:")
            self._lines.append("# invited: 1000")

    def _in_segments(self) -> None:
        value: dict[str, Value] = {}
        if self._segments:
            self._lines.append("segments:")
        for each in self._segments:
            dimension = _free(each.dimension, value)
            named: dict[str, Value] = {text: segment.id for text, segment in each.map.items()}
            value[dimension] = {"column": each.column.name, "map": named}
            self._say_indented(_reason_of(each))
            self._lines.append(f"  {dimension}: {_text(value[dimension])}")
        if value:
            self._value["segments"] = value
        for each in self._divided:
            named = dict.fromkeys(each.labels, "TODO")
            self._say("few values; if they are segments, give each its id:" if value else
                      "few values; if they are segments, give each its id, below `segments:`")  # fmt: skip
            self._lines.append(f"#   {each.dimension}: {_text({'column': each.column.name, 'map': named})}")

    def _say_indented(self, reason: str) -> None:
        before = len(self._lines)
        self._say(reason)
        self._lines[before:] = [f"  {line}" for line in self._lines[before:]]

    def _asked(self) -> None:
        if self._long:
            self._say(self._long.reason)
            for key, value in self._long.value.items():
                self._line(key, value)
            return
        decided = [question.value for question in self._questions if not question.is_open]
        if not self._questions:
            self._say("TODO no column has answers on a scale; name the questions:")
            self._lines.append("# questions: [{column: Q1, touchpoint: TODO, metric: csat, scale: {from: 1, to: 5}}]")
        if decided:
            self._value["questions"] = list(decided)
        if self._questions:
            self._lines.append("questions:" if decided else "# questions:")
        for question in self._questions:
            self._question(question)

    def _question(self, question: ProposedQuestion) -> None:
        self._say_indented(f"{'TODO ' if question.is_open else ''}{question.reason}")
        self._lines.append(f"{'#' if question.is_open else ' '} - {_text(question.value)}")


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


def _text(value: Value) -> str:
    return quoted(value) if isinstance(value, str) else inline(value)


def _shown(text: str) -> str:
    """A text as a comment may have it: on one line, printable."""
    return "".join(each if each.isprintable() else " " for each in text)
