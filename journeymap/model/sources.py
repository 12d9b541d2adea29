"""The sources of a journey: the files in which customers answered, and what their columns mean."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from journeymap.model.item import BY_ID, HOW_COUNTED, HOW_READ, INTERNAL, TEXTS, Item
from journeymap.model.kinds import Choice, Id, Number, Text
from journeymap.model.reading import Json, Report, called, exactly, wrong
from journeymap.model.shape import ListOf, MapOf, Struct, declare
from journeymap.model.source_events import EVENT_PRESETS, Case, Event, EventMap, Funnel, SessionGap
from journeymap.source.tree import Node, Scalar

PRESETS = ("google-forms", "medallia", "microsoft-forms", "qualtrics", "surveymonkey", "typeform", "zendesk",
           *EVENT_PRESETS)  # fmt: skip
"""The tools whose exports are known."""

ENCODINGS = (
    "utf-8", "utf-16", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-9", "iso-8859-15",
    "mac-roman", "mac-arabic", "mac-farsi", "mac-latin2", "mac-turkish", "shift-jis", "euc-kr", "gb18030", "big5",
)  # fmt: skip
"""The encodings of text files that can be read, as Python calls them."""

_COLUMN = Text()
_STANDARD_SCALES = {"nps": (0.0, 10.0), "ces": (1.0, 7.0)}
"""The scales that a metric brings itself: the Net Promoter Score is asked from 0 to 10, CES 2.0 from 1 to 7."""


class PeriodName:
    """A period of the Gregorian calendar: `2026-02`, `2026-Q3`, `2026-W07` (ISO 8601) or `2026`. Read as this text."""

    _PATTERN = exactly(r"[1-9][0-9]{3}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|W(?:0[1-9]|[1-4][0-9]|5[0-3])))?")

    def read(self, node: Node, report: Report) -> Any:
        hint = "write a month as 2026-02, a quarter as 2026-Q3, a week as 2026-W07, a year as 2026"
        if not isinstance(node, Scalar) or node.is_null:
            return wrong(node, "a period", report, hint)
        if not re.search(self._PATTERN, node.text):
            return report.add("JM107", f"{called(node)} is not a period", node.span, hint)
        return node.text

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": ["string", "integer"], "pattern": self._PATTERN, "minimum": 1000, "maximum": 9999}


class SourceFormat(Item):
    """How the files are written, where that differs from what the preset says or the file itself shows."""

    NOUN: ClassVar[str] = "a format of files"

    encoding: Annotated[
        str | None,
        Choice(ENCODINGS),
        "How the letters are written; left out, UTF-8, or what the first bytes say.",
        HOW_READ,
    ] = None
    delimiter: Annotated[
        str | None, Choice((",", ";", "tab", "|")), "What stands between two fields; left out, as found.", HOW_READ
    ] = None
    header_rows: Annotated[
        int | None, Number(1, 9, whole=True), "How many rows of headings stand above the answers.", HOW_READ
    ] = None
    date: Annotated[
        str | None, Text(), "How its dates are written, as in strftime: `%d/%m/%Y`; left out, as in ISO 8601.", HOW_READ
    ] = None


class SourceSegment(Item):
    """The column that says which segment an answer is from, for one dimension."""

    NOUN: ClassVar[str] = "a column of segments"

    column: Annotated[str, _COLUMN, "The column's name.", HOW_READ]
    map: Annotated[
        Mapping[str, str],
        MapOf(Id(of="segment"), free=True),
        "The segment's id for each value of the column; any other value counts in all, and as `other`.",
        HOW_READ,
    ] = {}


class AnswerScale(Item):
    """The scale of the answers to a question."""

    NOUN: ClassVar[str] = "a scale of answers"

    to: Annotated[float, Number(-1e6, 1e6), "The highest score that an answer can have.", HOW_READ]
    better: Annotated[
        Literal["higher", "lower"], Choice(("higher", "lower")), "Which end of the scale is better.", HOW_READ
    ] = "higher"
    not_applicable: Annotated[
        tuple[str, ...], TEXTS, "The texts or numbers that are no answer: `0`, `Not used`.", HOW_READ
    ] = ()
    labels: Annotated[
        Mapping[str, float],
        MapOf(Number(-1e6, 1e6), free=True),
        "The score of each answer that the file has in words: `Very satisfied: 5`.",
        HOW_READ,
    ] = {}

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest score."""
        return getattr(self, "from"), self.to


declare(
    AnswerScale,
    "from",
    Annotated[float, Number(-1e6, 1e6), "The lowest score that an answer can have.", HOW_READ],
)


class Question(Item):
    """A question of a survey: the column with its answers, and what is measured by it, where."""

    NOUN: ClassVar[str] = "a question"

    column: Annotated[
        str, _COLUMN, "The column with the answers; in a grid over two rows of headings, `Question/Row`.", HOW_READ
    ]
    touchpoint: Annotated[str, Id(of="touchpoint"), "The id of the touchpoint that it asks about.", HOW_READ]
    metric: Annotated[
        str, Id(), "What it measures: `nps`, `csat`, `ces`, `tgw`, `importance`, or a name of your own.", HOW_READ
    ]
    scale: Annotated[AnswerScale | None, Struct(AnswerScale), "The scale of its answers.", HOW_READ] = None


class CommentColumn(Item):
    """A column of a wide file in which customers wrote something."""

    NOUN: ClassVar[str] = "a column of comments"

    column: Annotated[str, _COLUMN, "The column with the comments.", HOW_READ]
    touchpoint: Annotated[
        str | None,
        Id(of="touchpoint"),
        "The id of the touchpoint that they are about; left out, they are about the whole, and counted to none.",
        HOW_READ,
    ] = None


class Source(Item):
    """Where answers or events of customers are: files of one layout, and what is in their columns."""

    NOUN: ClassVar[str] = "a source"

    id: Annotated[str, Id(), "The source's id, which stands beside all that was measured from it.", INTERNAL]
    kind: Annotated[
        Literal["survey", "events"],
        Choice(("survey", "events")),
        "What it is: a `survey`, what customers answered, or `events`, what they did.",
        HOW_READ,
    ] = "survey"
    preset: Annotated[
        str | None, Choice(PRESETS), "The tool that the files come from, if its exports are known.", HOW_READ
    ] = None
    format: Annotated[SourceFormat | None, Struct(SourceFormat), "How the files are written.", HOW_READ] = None
    location: Annotated[
        str, Text(is_address=True), "The files, relative to the journey's; `*` and `**` stand for any name.", HOW_READ
    ]
    table: Annotated[
        str | None, Text(), "The table, where the location is a database with several, or in an engine.", HOW_READ
    ] = None
    shape: Annotated[
        Literal["wide", "long"],
        Choice(("wide", "long")),
        "`wide`: a column for each question. `long`: a row for each answer.",
        HOW_READ,
    ] = "wide"
    timezone: Annotated[
        str | None, Text(), "The time zone of its times: `Asia/Jerusalem`; left out, UTC.", HOW_READ
    ] = None
    time: Annotated[str | None, _COLUMN, "The column with the time of the answer.", HOW_READ] = None
    period: Annotated[
        str | None, PeriodName(), "The period of all its answers, where the files have no times: `2026-Q3`.", HOW_READ
    ] = None
    week: Annotated[
        Literal["iso", "sunday", "saturday"],
        Choice(("iso", "sunday", "saturday")),
        "The day with which weeks begin: `iso` is Monday.",
        HOW_READ,
    ] = "iso"
    respondent: Annotated[str | None, _COLUMN, "The column that says who answered.", HOW_READ] = None
    repeats: Annotated[
        Literal["latest", "first", "all"] | None,
        Choice(("latest", "first", "all")),
        "Which answers count when one customer answers again within a period; left out, nobody looks for them.",
        HOW_READ,
    ] = None
    weight: Annotated[str | None, _COLUMN, "The column with the weight of the answer.", HOW_READ] = None
    invited: Annotated[
        int | None,
        Number(1, 1e12, whole=True),
        "How many customers were asked, so that the response rate is told.",
        HOW_READ,
    ] = None
    per: Annotated[
        float | None,
        Number(1, 1e9),
        "For how many customers things gone wrong are counted in an answer; left out, for one.",
        HOW_READ,
    ] = None
    feeling: Annotated[bool, Choice((False, True)), "Whether the answers to `nps` say how it feels, too.", HOW_READ] = (
        False
    )
    touchpoint: Annotated[
        str | None, _COLUMN, "Of a long file, the column with the id or name of the touchpoint.", HOW_READ
    ] = None
    metric: Annotated[
        str | None, _COLUMN, "Of a long file, the column with the metric; or the metric of all its answers.", HOW_READ
    ] = None
    score: Annotated[str | None, _COLUMN, "Of a long file, the column with the answer.", HOW_READ] = None
    scale: Annotated[
        AnswerScale | None, Struct(AnswerScale), "The scale of all answers that have none of their own.", HOW_READ
    ] = None
    scales: Annotated[
        Mapping[str, AnswerScale],
        MapOf(Struct(AnswerScale)),
        "The scale of each metric, by the metric's name.",
        HOW_READ,
    ] = {}
    segments: Annotated[
        Mapping[str, SourceSegment],
        MapOf(Struct(SourceSegment)),
        "The columns with the segments of customers, by dimension: `class`, `country`.",
        HOW_READ,
    ] = {}
    questions: Annotated[
        tuple[Question, ...],
        ListOf(Struct(Question), identified_by=(("touchpoint", "metric"), ("column",))),
        "The questions of a wide file.",
        HOW_READ,
    ] = ()
    comments: Annotated[
        tuple[CommentColumn, ...],
        ListOf(Struct(CommentColumn), identified_by=(("column",),)),
        "The columns of a wide file in which customers wrote something.",
        HOW_READ,
    ] = ()
    comment: Annotated[
        str | None, _COLUMN, "Of a long file, the column with what the customer wrote beside the answer.", HOW_READ
    ] = None
    quotes: Annotated[
        bool,
        Choice((False, True)),
        "Whether a few comments may be quoted in the file of measures, with addresses and numbers masked.",
        HOW_READ,
    ] = False

    case: Case = None
    event: Event = None
    map: EventMap = {}
    session_gap: SessionGap = None
    funnel: Funnel = ()

    def scale_of(self, metric: str, question: Question | None = None) -> AnswerScale | None:
        """Returns the scale of the answers to a metric: the question's own, else the metric's, else that of all.

        A metric that brings a scale itself has that, if the file says none; the scale of all is never that of `nps`,
        which is asked from 0 to 10. None where nothing says it.
        """
        own = question.scale if question else None
        written = own or self.scales.get(metric) or (self.scale if metric != "nps" else None)
        if written is not None or metric not in _STANDARD_SCALES:
            return written
        low, high = _STANDARD_SCALES[metric]
        ends: dict[str, Any] = {"from": low, "to": high}
        return AnswerScale(node=self.node, **ends)


class Signal(Item):
    """Something that customers mention, known by words and patterns; how many comments have it is counted."""

    NOUN: ClassVar[str] = "a signal"

    id: Annotated[str, Id(), "The signal's id, under which it is counted.", INTERNAL]
    name: Annotated[str | None, Text(), "What it is called on the page; left out, its id.", HOW_COUNTED] = None
    words: Annotated[
        Mapping[str, tuple[str, ...]],
        MapOf(TEXTS),
        "Whole words or phrases, by language: `en: [late, no show]`. Case, and how a letter is written, do not matter.",
        HOW_COUNTED,
    ] = {}
    patterns: Annotated[
        Mapping[str, tuple[str, ...]],
        MapOf(TEXTS),
        "Regular expressions as RE2 has them, by language: `en: ['(^|[^a-z])delay(s|ed)?']`.",
        HOW_COUNTED,
    ] = {}
    tone: Annotated[
        Literal["positive", "negative", "neutral"] | None,
        Choice(("positive", "negative", "neutral")),
        "How it is meant, if it is always meant so. Nobody guesses it from the text.",
        HOW_COUNTED,
    ] = None


SIGNALS = ListOf(Struct(Signal, each="signal"), identified_by=BY_ID)
