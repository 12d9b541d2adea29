"""The index of a site as one HTML page: a table that can be read without a script, and searched and sorted with one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from journeymap.model.journey import RTL_LANGUAGES
from journeymap.render.environment import Environment
from journeymap.render.sealed import colours, part, policy
from journeymap.render.svg import font_faces
from journeymap.style.fonts import MEDIUM, REGULAR, SEMIBOLD
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_TEMPLATE = "index.j2.html"
_LAST = "\uffff"
_COLUMNS = (
    "journey", "owner", "review", "lowest", "actions", "overdue-actions", "problems", "unowned", "severe", "evidence",
    "old-measures",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, what it sorts by, a note below, and whether somebody should look at it."""

    text: str
    sort: str | float
    note: str = ""
    alarm: bool = False
    own_language: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A journey of the index; its texts are in its own language and direction."""

    title: str
    href: str | None
    language: str
    direction: str
    about: str
    standing: str
    files: tuple[tuple[str, str], ...]
    sought: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The whole page."""

    language: str
    direction: str
    title: str
    summary: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def render_index(
    journeys: Sequence[Mapping[str, Any]], *, theme: Theme, words: Words, today: dt.date, environment: Environment
) -> str:
    """The page of these journeys, in the words of the index's own language."""
    script = part("index.js")

    def head(body: str) -> dict[str, Markup]:
        # The fonts are cut to the characters in use, so the body has to be known first.
        characters = set(body)
        fonts = font_faces({weight: characters for weight in (REGULAR, MEDIUM, SEMIBOLD)})  # noqa: C420  all are read
        style = "\n".join((fonts, colours(theme), part("index.css")))
        return {"policy": policy(style, script), "style": Markup(style), "script": Markup(script)}

    index = index_view(journeys, words, today)
    return environment.get_template(_TEMPLATE).render(index=index, words=words, head=head)


def index_view(journeys: Sequence[Mapping[str, Any]], words: Words, today: dt.date) -> IndexView:
    """All that the page says, finished."""
    return IndexView(
        language=words.language,
        direction="rtl" if words.language.split("-")[0] in RTL_LANGUAGES else "ltr",
        title=words["title"],
        summary=f"{words.say('count', n=len(journeys))} · {words.say('as-of', date=words.day(today))}",
        columns=tuple((name, words[name]) for name in _COLUMNS),
        lines=tuple(_Teller(journey, words).line() for journey in journeys),
    )


class _Teller:
    """Puts one journey into a line."""

    def __init__(self, journey: Mapping[str, Any], words: Words) -> None:
        self.journey = journey
        self.words = words
        self.health: Mapping[str, Any] = journey["health"]

    def line(self) -> Line:
        journey, words = self.journey, self.words
        title = journey["title"] or journey["path"]
        files: Mapping[str, str] = journey["files"]
        first = next((files[kind] for kind in ("html", "svg") if kind in files), None)
        kind = words[f"kind-{journey['kind']}"] if journey.get("kind") else ""
        return Line(
            title=title,
            href=first or next(iter(files.values()), None),
            language=journey.get("language") or "",
            direction=journey.get("direction") or "auto",
            about=" · ".join(filter(None, (kind, journey.get("organisation")))),
            standing="" if journey["drawn"] else words["not-drawn" if files else "never-drawn"],
            files=tuple((words.get(_FILE_WORDS.get(kind, ""), kind.upper()), name) for kind, name in files.items()),
            sought=" ".join([title, journey["path"], journey.get("owner") or "", *journey.get("tags", ())]),
            cells=self.cells() if journey["id"] else (self.problems(),),
        )

    def cells(self) -> tuple[Cell, ...]:
        """The cells after the title's."""
        words, journey, health = self.words, self.journey, self.health
        owner, actions = journey["owner"], journey["actions"]
        return (
            Cell(owner or words["no-owner"], owner or _LAST, alarm=owner is None, own_language=owner is not None),
            self.review(),
            self.lowest(),
            Cell(words.number(actions["open"]), actions["open"]),
            self.count(actions["overdue"]),
            self.problems(),
            self.part(health["touchpoints_without_owner"], health["touchpoints"]),
            self.part(health["severe_pains_without_action"], health["severe_pains"]),
            self.evidence(),
            self.part(health["measures_older_than_review"], health["measures"], alarm=False),
        )

    def review(self) -> Cell:
        """When the next review is due."""
        review = self.journey["review"]
        if review is None or review["due"] is None:
            return Cell(self.words["no-review"], _LAST, alarm=review is None)
        note = self.words["overdue"] if review["overdue"] else ""
        return Cell(self.words.day(dt.date.fromisoformat(review["due"])), review["due"], note, review["overdue"])

    def lowest(self) -> Cell:
        """The lowest point: the score on the journey's own scale, and where; sorted by the feeling."""
        lowest = self.journey["lowest"]
        if lowest is None:
            return Cell("", 99)
        score = f"\u2066{self.words.axis(lowest['score'], signed=lowest['signed'])}\u2069"
        where = " · ".join(filter(None, (lowest["touchpoint"], lowest["persona"])))
        feeling = lowest["feeling"]
        return Cell(score, 99 if feeling is None else feeling, where)

    def problems(self) -> Cell:
        """How many problems of each severity."""
        counts = [(kind, self.health.get(kind, 0)) for kind in ("errors", "warnings", "infos")]
        said = [self.words.say(kind, n=count) for kind, count in counts if count]
        weight = sum(count * 10_000**place for place, (_, count) in enumerate(reversed(counts)))
        return Cell(" · ".join(said) or self.words["no-problems"], weight, alarm=bool(counts[0][1]))

    def evidence(self) -> Cell:
        """The share of emotions that are more than assumed."""
        total, beyond = self.health["emotions"], self.health["emotions_beyond_assumed"]
        if not total:
            return Cell("", -1)
        note = self.words.say("of", n=self.words.number(beyond), total=self.words.number(total))
        return Cell(self.words.percent(beyond / total), beyond / total, note)

    def part(self, count: int, total: int, *, alarm: bool = True) -> Cell:
        """How many of how many; the fewer the better."""
        said = self.words.say("of", n=self.words.number(count), total=self.words.number(total)) if total else ""
        return Cell(said, count, alarm=alarm and count > 0)

    def count(self, count: int) -> Cell:
        """How many; none is best."""
        return Cell(self.words.number(count), count, alarm=count > 0)


_FILE_WORDS = {"html": "to-page", "svg": "to-map", "plan": "plan", "diff": "to-diff"}
