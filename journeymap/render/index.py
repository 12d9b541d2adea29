"""The index of a site as one HTML page: a table of journeys. Its script, which is optional, searches and sorts it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from journeymap.model.journey import reads_rtl
from journeymap.render.environment import Environment
from journeymap.render.sealed import page_head
from journeymap.style.locale import Words
from journeymap.style.signs import keep_signs
from journeymap.style.theme import Theme

_TEMPLATE = "index.j2.html"
_LAST = "\uffff"


@dataclass(frozen=True, slots=True)
class IndexCell:
    """A cell: its text, the value to sort by, a note below the text, and whether it needs attention."""

    text: str
    sort: str | float
    note: str = ""
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A journey in the index. Its texts are in its own language and direction."""

    title: str
    href: str | None
    language: str
    direction: str
    about: str
    state: str
    files: tuple[tuple[str, str], ...]
    search_text: str
    cells: tuple[IndexCell, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """All texts of the page."""

    language: str
    direction: str
    title: str
    summary: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[IndexRow, ...]


def render_index(
    journeys: Sequence[Mapping[str, Any]],
    *,
    columns: Mapping[str, Sequence[str]],
    theme: Theme,
    words: Words,
    today: dt.date,
    environment: Environment,
    logo: str = "",
) -> str:
    """The page of these journeys, in the language of `words`.

    A journey has its facts by name, its `path`, whether it was `drawn`, and its `files` by kind. `columns` gives for
    each column the names of the facts that its cells are made from. The `logo` is the address of a picture.
    """
    index = index_view(journeys, columns, words, today)
    return environment.get_template(_TEMPLATE).render(
        index=index,
        words=words,
        logo=logo,
        head=partial(page_head, theme, "index", whole=False, styles=("logo",) if logo else ()),
    )


def index_view(
    journeys: Sequence[Mapping[str, Any]], columns: Mapping[str, Sequence[str]], words: Words, today: dt.date
) -> IndexView:
    """All texts of the page, finished. The parameters are as for `render_index`."""
    return IndexView(
        language=words.language,
        direction="rtl" if reads_rtl(words.language) else "ltr",
        title=words["title"],
        summary=f"{words.say('count', n=len(journeys))} · {words.say('as-of', date=words.day(today))}",
        columns=tuple((name, words[name]) for name in columns),
        lines=tuple(_RowWriter(journey, columns, words).row() for journey in journeys),
    )


class _RowWriter:
    """Writes the row of one journey."""

    def __init__(self, journey: Mapping[str, Any], columns: Mapping[str, Sequence[str]], words: Words) -> None:
        self.journey = journey
        self.columns = columns
        self.words = words

    def row(self) -> IndexRow:
        journey, words = self.journey, self.words
        title = journey["title"] or journey["path"]
        files: Mapping[str, str] = journey["files"]
        first = next((files[kind] for kind in ("html", "svg") if kind in files), None)
        kind = words[f"kind-{journey['kind']}"] if journey["kind"] else ""
        draft = words["draft"] if journey["draft"] else ""
        return IndexRow(
            title=self.kept(title),
            href=first or next(iter(files.values()), None),
            language=journey["language"] or "",
            direction=journey["direction"] or "auto",
            about=self.kept(" · ".join(filter(None, (kind, draft, journey["organisation"])))),
            state="" if journey["drawn"] else words["not-drawn" if files else "never-drawn"],
            files=tuple((words.get(_FILE_WORDS.get(kind, ""), kind.upper()), name) for kind, name in files.items()),
            search_text=" ".join([title, journey["path"], journey["owner"] or "", *(journey["tags"] or ())]),
            cells=self.cells() if journey["id"] else (self.cell("problems"),),
        )

    def cells(self) -> tuple[IndexCell, ...]:
        """The cells of all columns after the journey's title."""
        return tuple(self.cell(column) for column in self.columns if column != _HEADING)

    def cell(self, column: str) -> IndexCell:
        """The cell of a column, made from the facts of the journey that belong to the column."""
        cell = _CELLS[column](self.words, *(self.journey[name] for name in self.columns[column]))
        return replace(cell, text=self.kept(cell.text), note=self.kept(cell.note))

    def kept(self, text: str) -> str:
        """A text with its signs beside their words in the journey's direction."""
        return keep_signs(text, rtl=self.journey["direction"] == "rtl")


def _unbroken(text: str) -> str:
    """A count and what is counted, which stand in one line."""
    return text.replace(" ", "\u00a0")


def _owner(words: Words, owner: str | None) -> IndexCell:
    return IndexCell(owner or words["no-owner"], owner or _LAST, alarm=owner is None)


def _review(words: Words, last: str | None, due: str | None, overdue: bool) -> IndexCell:
    """The date of the next review, and whether it is overdue."""
    if due is None:
        return IndexCell(words["no-review"], _LAST, alarm=last is None)
    return IndexCell(words.day(dt.date.fromisoformat(due)), due, words["overdue"] if overdue else "", overdue)


def _lowest(
    words: Words, touchpoint: str | None, persona: str | None, score: float, feeling: float | None, signed: bool
) -> IndexCell:
    """The lowest point: the score on the journey's own scale, and where it is; sorted by the feeling, from -2 to 2."""
    if touchpoint is None:
        return IndexCell("", 99)
    text = f"\u2066{words.axis(score, signed=signed)}\u2069"
    where = " · ".join(filter(None, (touchpoint, persona)))
    return IndexCell(text, 99 if feeling is None else feeling, where)


def _problems(words: Words, errors: int | None, warnings: int | None, infos: int | None) -> IndexCell:
    """The number of problems of each severity; an ellipsis where the journey has not been read yet."""
    if errors is None:
        return IndexCell("…", -1)
    counts = [("errors", errors), ("warnings", warnings or 0), ("infos", infos or 0)]
    texts = [_unbroken(words.say(kind, n=count)) for kind, count in counts if count]
    weight = sum(count * 10_000**place for place, (_, count) in enumerate(reversed(counts)))
    return IndexCell(" · ".join(texts) or words["no-problems"], weight, alarm=bool(errors))


def _experiments(words: Words, to_read: int, overdue: int) -> IndexCell:
    """How many experiments have ended and are to be read, and whether that is overdue for any."""
    return IndexCell(words.number(to_read), to_read + overdue / 1000, words["overdue"] if overdue else "", overdue > 0)


def _evidence(words: Words, total: int, beyond: int) -> IndexCell:
    """The share of emotions that are observed or measured, not assumed."""
    if not total:
        return IndexCell("", -1)
    note = _unbroken(words.say("of", n=words.number(beyond), total=words.number(total)))
    return IndexCell(words.percent(beyond / total), beyond / total, note)


def _newest(words: Words, newest: str | None, until: str | None) -> IndexCell:
    """The newest measure: a day or a period, sorted by its last day; measures without a time come after those."""
    if newest is None:
        return IndexCell("", _LAST)
    if until is None:
        return IndexCell(words["all-periods"], _LAST)
    return IndexCell(words.day(dt.date.fromisoformat(until)) if newest == until else f"\u2066{newest}\u2069", until)


def _disagreement(words: Words, touchpoint: str | None, persona: str | None, by: float, feeling: float) -> IndexCell:
    """By how much a feeling is measured other than assumed, on the journey's own scale, and where it is."""
    if touchpoint is None:
        return IndexCell("", -1)
    apart = f"\u2066{words.tenths(abs(by))}\u2069"
    said = words.say("worse-than-assumed" if by < 0 else "better-than-assumed", by=apart)
    return IndexCell(said, abs(feeling), " · ".join(filter(None, (touchpoint, persona))))


def _leak(words: Words, touchpoint: str | None, lost: float) -> IndexCell:
    """The share that is lost before the step that leaks worst, and which step that is."""
    return IndexCell("", -1) if touchpoint is None else IndexCell(words.percent(round(lost, 3)), lost, touchpoint)


def _share(words: Words, total: int, count: int, *, alarm: bool = True) -> IndexCell:
    """A count and its total, sorted by the count. With `alarm`, any count above 0 needs attention."""
    text = _unbroken(words.say("of", n=words.number(count), total=words.number(total))) if total else ""
    return IndexCell(text, count, alarm=alarm and count > 0)


def _count(words: Words, count: int, *, alarm: bool = True) -> IndexCell:
    """A count. With `alarm`, any count above 0 needs attention."""
    return IndexCell(words.number(count), count, alarm=alarm and count > 0)


_HEADING = "journey"
"""The column of the journey's title, which is the heading of each row."""

_CELLS: Mapping[str, Callable[..., IndexCell]] = {
    "owner": _owner,
    "review": _review,
    "lowest": _lowest,
    "actions": partial(_count, alarm=False),
    "overdue-actions": _count,
    "experiments": _experiments,
    "problems": _problems,
    "unowned": _share,
    "severe": _share,
    "evidence": _evidence,
    "old-measures": partial(_share, alarm=False),
    "newest": _newest,
    "disagreement": _disagreement,
    "leak": _leak,
}
"""For each other column, the function that makes its cell from the words and the facts of the column."""

_FILE_WORDS = {
    "html": "to-page", "svg": "to-map", "plan": "plan", "flow": "to-flow", "problems": "problems", "diff": "to-diff",
}  # fmt: skip
