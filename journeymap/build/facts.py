"""What the index says of a journey: facts to be judged by people, and never added up to one score.

`JourneyFacts` is the one table of them. A line says what a fact is called, its type, how it is computed and where
the index tells it; index.json, index.csv, the page and the reading of the manifest follow from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple, get_type_hints

from journeymap.build.standing import Standing
from journeymap.diagnostics import Diagnostic, Severity
from journeymap.model import Journey


class IndexFact(NamedTuple):
    """How a fact is computed, and where the index tells it.

    `places` are its places in index.json: `key`, or `group.key`. With none, the fact is kept in the manifest only;
    a fact with several is a count for each of them. `page` is the column of index.html that it has a say in.
    """

    compute: Callable[[Standing], Any]
    places: tuple[str, ...] = ()
    in_csv: bool = True
    page: str = ""

    def columns(self, name: str) -> dict[str, str]:
        """The columns of index.csv for the fact of this name, each with its place in index.json."""
        if len(self.places) > 1:
            return {place.rpartition(".")[2]: place for place in self.places}
        return dict.fromkeys((name,), self.places[0]) if self.places else {}


def _fact(
    compute: Callable[[Standing], Any], *places: str, in_csv: bool = True, page: str = ""
) -> Mapping[str, IndexFact]:
    return {"fact": IndexFact(compute, places, in_csv, page)}


_COUNTS = tuple(f"health.{severity.word}s" for severity in sorted(Severity, reverse=True))


@dataclass(frozen=True, kw_only=True)
class JourneyFacts:
    """One journey as the index knows it.

    `codes` counts the findings of every rule by its code, those that are switched off too: which of them count,
    and how much, is for each build to say. The facts hold, and the journey's files say the same, on every
    day from `since` to `until`; dates are ISO texts, so that facts can be kept as JSON.
    """

    id: str = field(metadata=_fact(lambda of: of.journey.id, "id", page="journey"))
    title: str | None = field(metadata=_fact(lambda of: of.title, "title", page="journey"))
    language: str = field(metadata=_fact(lambda of: of.journey.language, "language", page="journey"))
    direction: str = field(metadata=_fact(lambda of: of.direction, "direction", in_csv=False, page="journey"))
    kind: str = field(metadata=_fact(lambda of: of.journey.kind, "kind", page="journey"))
    organisation: str | None = field(metadata=_fact(lambda of: of.journey.organisation, "organisation", page="journey"))
    tags: list[str] = field(metadata=_fact(lambda of: list(of.journey.tags), "tags", page="journey"))
    owner: str | None = field(metadata=_fact(lambda of: of.owner, "owner", page="owner"))
    last_review: str | None = field(metadata=_fact(lambda of: _iso(of.last_review), "review.last", page="review"))
    review_due: str | None = field(metadata=_fact(lambda of: _iso(of.review_due), "review.due", page="review"))
    review_overdue: bool = field(metadata=_fact(lambda of: of.review_overdue, "review.overdue", page="review"))
    lowest_touchpoint: str | None = field(
        metadata=_fact(lambda of: of.lowest_touchpoint, "lowest.touchpoint", page="lowest")
    )
    lowest_persona: str | None = field(metadata=_fact(lambda of: of.lowest_persona, "lowest.persona", page="lowest"))
    lowest_score: int | float | None = field(metadata=_fact(lambda of: of.lowest_score, "lowest.score", page="lowest"))
    lowest_feeling: int | float | None = field(
        metadata=_fact(lambda of: of.lowest_feeling, "lowest.feeling", page="lowest")
    )
    signed_scores: bool = field(
        metadata=_fact(lambda of: of.journey.emotion_scale[0] < 0, "lowest.signed", in_csv=False, page="lowest")
    )
    open_actions: int = field(metadata=_fact(lambda of: of.health.open_actions, "actions.open", page="actions"))
    overdue_actions: int = field(
        metadata=_fact(lambda of: of.health.overdue_actions, "actions.overdue", page="overdue-actions")
    )
    codes: dict[str, int] = field(metadata=_fact(lambda of: of.codes, *_COUNTS, page="problems"))
    touchpoints: int = field(metadata=_fact(lambda of: of.health.touchpoints, "health.touchpoints", page="unowned"))
    touchpoints_without_owner: int = field(
        metadata=_fact(lambda of: of.health.unowned_touchpoints, "health.touchpoints_without_owner", page="unowned")
    )
    severe_pains: int = field(metadata=_fact(lambda of: of.health.severe_pains, "health.severe_pains", page="severe"))
    severe_pains_without_action: int = field(
        metadata=_fact(
            lambda of: of.health.severe_pains_without_action, "health.severe_pains_without_action", page="severe"
        )
    )
    emotions: int = field(metadata=_fact(lambda of: of.health.emotions, "health.emotions", page="evidence"))
    emotions_beyond_assumed: int = field(
        metadata=_fact(lambda of: of.health.emotions_beyond_assumed, "health.emotions_beyond_assumed", page="evidence")
    )
    measures: int = field(metadata=_fact(lambda of: of.health.measures, "health.measures", page="old-measures"))
    measures_older_than_review: int = field(
        metadata=_fact(
            lambda of: of.health.measures_older_than_review, "health.measures_older_than_review", page="old-measures"
        )
    )
    since: str = field(metadata=_fact(lambda of: of.holding[0].isoformat()))
    until: str = field(metadata=_fact(lambda of: of.holding[1].isoformat()))


FACTS: dict[str, IndexFact] = {each.name: each.metadata["fact"] for each in fields(JourneyFacts)}
KINDS: dict[str, Any] = get_type_hints(JourneyFacts)
"""The type of each fact."""


def facts_of(journey: Journey, diagnostics: tuple[Diagnostic, ...], today: dt.date) -> JourneyFacts:
    """The facts of a journey as of a day; `diagnostics` are what all rules find in it."""
    standing = Standing(journey, diagnostics, today)
    return JourneyFacts(**{name: fact.compute(standing) for name, fact in FACTS.items()})


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
