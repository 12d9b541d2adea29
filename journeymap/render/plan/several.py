"""The plans of several journeys in one document: an HTML page, which loads nothing, or a PDF of A4 pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from journeymap.records import NamedTuple
from journeymap.render.environment import Environment
from journeymap.render.plan import PlanView
from journeymap.render.sealed import is_dark, page_head
from journeymap.render.typeset import typeset
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_TEMPLATE = "plan.j2.html"
_TYPST = "plan.typ"
_WORDS = (
    "overdue-actions", "held-up", "no-owner", "blocked-by", "what-hurts-most", "pain", "touchpoint", "severity",
    "card-votes", "lowest-feeling", "addressed-by", "no-action-yet", "lane-opportunities", "opportunity", "stage",
    "what-to-keep", "how-kept", "gain", "matters", "evidence", "actions-by-owner", "due", "no-due-date", "impact",
    "effort", "links", "supports", "actions-by-due-date", "action", "owner", "status", "quadrant", "check-date",
    "actions-by-release", "budget", "impact-and-effort", "actions-by-segment", "pains-without-action",
    "every-pain-addressed", "objections-without-answer", "parking-lot", "fail-points", "swot", "priorities",
    "priority", "leads-to", "lane-competitors", "review",
)  # fmt: skip
"""The words that the template of the PDF asks for."""


class PlanChapter(NamedTuple):
    """The plan of a journey in a document: its language and direction, and the words of its headings.

    `said_in` is their language where that is not the journey's; else it is empty. `prefix` sets the places of a page
    apart from those of other chapters.
    """

    plan: PlanView
    words: Words
    language: str
    direction: str
    said_in: str
    prefix: str


class PlanBook(NamedTuple):
    """A document of plans under a title. Its language is that of the first plan."""

    title: str
    chapters: tuple[PlanChapter, ...]

    @property
    def first(self) -> PlanChapter:
        """The chapter whose language and direction the document has."""
        return self.chapters[0]


def plan_book(plans: Sequence[tuple[PlanView, Words, str]]) -> PlanBook:
    """The document of plans, each with its words and the language of its journey."""
    words = plans[0][1]
    chapters = tuple(
        PlanChapter(
            plan=plan,
            words=own,
            language=language,
            direction="rtl" if plan.is_rtl else "ltr",
            said_in="" if own.is_in(language) else own.language,
            prefix=f"{number}-" if len(plans) > 1 else "",
        )
        for number, (plan, own, language) in enumerate(plans, 1)
    )
    return PlanBook(words["plan"], chapters)


def render_plan_page(book: PlanBook, theme: Theme, environment: Environment) -> bytes:
    """The page of the plans, in UTF-8. Printed, it is on A4."""
    has_trees = any(each.plan.trees for each in book.chapters)
    styles = (*(("trees",) if has_trees else ()), "cards", "plan")
    text = environment.get_template(_TEMPLATE).render(
        book=book,
        scheme="dark" if is_dark(theme) else "",
        head=partial(page_head, theme, "page", styles=styles, has_script=False),
    )
    return text.encode()


def typeset_plans(book: PlanBook, theme: Theme, *, today: dt.date) -> bytes:
    """The PDF of the plans, on A4."""
    first = book.first
    chapters = [
        {
            "plan": _plain(each.plan),
            "words": {key: each.words[key] for key in _WORDS},
            "colon": each.words["colon"].rstrip(),
            "comma": each.words["list-comma"].rstrip(),
            "language": each.language.partition("-")[0],
            "direction": each.direction,
        }
        for each in book.chapters
    ]
    return typeset(
        _TYPST,
        data={
            "kicker": book.title,
            "chapters": chapters,
            "colours": dict(theme.tokens),
            "page": first.words.say("page-of", n="{n}", total="{total}"),
            "digits": "".join(map(first.words.number, range(10))),
        },
        drawings={},
        title=first.plan.title if len(book.chapters) == 1 else book.title,
        language=first.language,
        rtl=first.plan.is_rtl,
        today=today,
    )


def _plain(value: Any) -> Any:
    """Finished texts as JSON has them: records by the names of their fields."""
    if hasattr(value, "_asdict"):
        return {name: _plain(inner) for name, inner in value._asdict().items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
