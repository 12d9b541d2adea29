"""The facts that the index shows of a journey. They are for people to judge, and never added up to one score.

`JourneyFacts` is the only table of them. Each line gives the name of a fact, its type, how it is computed and where
the index shows it; index.json, index.csv, the page and the reading of the manifest follow from it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple, get_type_hints

from journeymap.build.standing import Standing
from journeymap.diagnostics import Diagnostic, Severity
from journeymap.insight.drafts import is_draft
from journeymap.model import Journey


class IndexFact(NamedTuple):
    """How a fact is computed, and where the index shows it.

    `places` are its places in index.json: `key`, or `group.key`. A fact without any is kept in the manifest only; one
    with several has a count for each. `page` is the column of index.html that is made from it.
    """

    compute: Callable[[Standing], Any]
    places: tuple[str, ...] = ()
    in_csv: bool = True
    page: str = ""

    def columns(self, name: str) -> dict[str, str]:
        """The columns of index.csv for the fact of this name, with their places in index.json."""
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
    """The facts of one journey.

    `codes` counts the findings of every rule by its code, including rules that are switched off: each build decides
    which of them count, and how much. The facts are the same, and so are the journey's files, on every day from `since`
    to `until`. Dates are ISO texts, so that facts can be kept as JSON.
    """

    id: str = field(metadata=_fact(lambda state: state.journey.id, "id", page="journey"))
    title: str | None = field(metadata=_fact(lambda state: state.title, "title", page="journey"))
    language: str = field(metadata=_fact(lambda state: state.journey.language, "language", page="journey"))
    direction: str = field(metadata=_fact(lambda state: state.direction, "direction", in_csv=False, page="journey"))
    kind: str = field(metadata=_fact(lambda state: state.journey.kind, "kind", page="journey"))
    draft: bool = field(metadata=_fact(lambda state: is_draft(state.journey), "draft", page="journey"))
    organisation: str | None = field(
        metadata=_fact(lambda state: state.journey.organisation, "organisation", page="journey")
    )
    tags: list[str] = field(metadata=_fact(lambda state: list(state.journey.tags), "tags", page="journey"))
    owner: str | None = field(metadata=_fact(lambda state: state.owner, "owner", page="owner"))
    last_review: str | None = field(metadata=_fact(lambda state: _iso(state.last_review), "review.last", page="review"))
    review_due: str | None = field(metadata=_fact(lambda state: _iso(state.review_due), "review.due", page="review"))
    review_overdue: bool = field(metadata=_fact(lambda state: state.review_overdue, "review.overdue", page="review"))
    lowest_touchpoint: str | None = field(
        metadata=_fact(lambda state: state.lowest_touchpoint, "lowest.touchpoint", page="lowest")
    )
    lowest_persona: str | None = field(
        metadata=_fact(lambda state: state.lowest_persona, "lowest.persona", page="lowest")
    )
    lowest_score: int | float | None = field(
        metadata=_fact(lambda state: state.lowest_score, "lowest.score", page="lowest")
    )
    lowest_feeling: int | float | None = field(
        metadata=_fact(lambda state: state.lowest_feeling, "lowest.feeling", page="lowest")
    )
    signed_scores: bool = field(
        metadata=_fact(lambda state: state.journey.emotion_scale[0] < 0, "lowest.signed", in_csv=False, page="lowest")
    )
    open_actions: int = field(metadata=_fact(lambda state: state.health.open_actions, "actions.open", page="actions"))
    overdue_actions: int = field(
        metadata=_fact(lambda state: state.health.overdue_actions, "actions.overdue", page="overdue-actions")
    )
    experiments_to_read: int = field(
        metadata=_fact(lambda state: state.health.experiments_to_read, "experiments.to_read", page="experiments")
    )
    overdue_experiments: int = field(
        metadata=_fact(lambda state: state.health.overdue_experiments, "experiments.overdue", page="experiments")
    )
    codes: dict[str, int] = field(metadata=_fact(lambda state: state.codes, *_COUNTS, page="problems"))
    touchpoints: int = field(
        metadata=_fact(lambda state: state.health.touchpoints, "health.touchpoints", page="unowned")
    )
    touchpoints_without_owner: int = field(
        metadata=_fact(
            lambda state: state.health.unowned_touchpoints, "health.touchpoints_without_owner", page="unowned"
        )
    )
    severe_pains: int = field(
        metadata=_fact(lambda state: state.health.severe_pains, "health.severe_pains", page="severe")
    )
    severe_pains_without_action: int = field(
        metadata=_fact(
            lambda state: state.health.severe_pains_without_action,
            "health.severe_pains_without_action",
            page="severe",
        )
    )
    emotions: int = field(metadata=_fact(lambda state: state.health.emotions, "health.emotions", page="evidence"))
    emotions_beyond_assumed: int = field(
        metadata=_fact(
            lambda state: state.health.emotions_beyond_assumed, "health.emotions_beyond_assumed", page="evidence"
        )
    )
    measures: int = field(metadata=_fact(lambda state: state.health.measures, "health.measures", page="old-measures"))
    measures_older_than_review: int = field(
        metadata=_fact(
            lambda state: state.health.measures_older_than_review,
            "health.measures_older_than_review",
            page="old-measures",
        )
    )
    newest_measure: str | None = field(
        metadata=_fact(lambda state: state.newest_measure, "measured.newest", page="newest")
    )
    newest_measure_until: str | None = field(
        metadata=_fact(lambda state: _iso(state.newest_measure_day), "measured.until", page="newest")
    )
    disagreement_touchpoint: str | None = field(
        metadata=_fact(
            lambda state: state.disagreement and state.disagreement.touchpoint,
            "disagreement.touchpoint",
            page="disagreement",
        )
    )
    disagreement_persona: str | None = field(
        metadata=_fact(
            lambda state: state.disagreement and state.disagreement.persona, "disagreement.persona", page="disagreement"
        )
    )
    disagreement_by: int | float | None = field(
        metadata=_fact(
            lambda state: state.disagreement and state.disagreement.by, "disagreement.by", page="disagreement"
        )
    )
    disagreement_feeling: int | float | None = field(
        metadata=_fact(
            lambda state: state.disagreement and state.disagreement.feeling, "disagreement.feeling", page="disagreement"
        )
    )
    leak_touchpoint: str | None = field(
        metadata=_fact(lambda state: state.leak and state.leak.touchpoint, "leak.touchpoint", page="leak")
    )
    leak_lost: float | None = field(
        metadata=_fact(lambda state: state.leak and state.leak.lost, "leak.lost", page="leak")
    )
    since: str = field(metadata=_fact(lambda state: state.valid_days[0].isoformat()))
    until: str = field(metadata=_fact(lambda state: state.valid_days[1].isoformat()))


FACTS: dict[str, IndexFact] = {each.name: each.metadata["fact"] for each in fields(JourneyFacts)}
KINDS: dict[str, Any] = get_type_hints(JourneyFacts)
"""The type of each fact."""
PLACES: dict[str, str] = {column: place for name, fact in FACTS.items() for column, place in fact.columns(name).items()}
"""The columns of index.csv for the facts, with their places in index.json: `key`, or `group.key`."""
PAGE_COLUMNS: dict[str, tuple[str, ...]] = {
    page: tuple(column for name, fact in FACTS.items() if fact.page == page for column in fact.columns(name))
    for page in dict.fromkeys(fact.page for fact in FACTS.values() if fact.page)
}
"""The columns of the page, each with the values it is made from."""


def facts_of(journey: Journey, diagnostics: tuple[Diagnostic, ...], today: dt.date) -> JourneyFacts:
    """The facts of a journey on a day; `diagnostics` are the findings of all rules."""
    state = Standing(journey, diagnostics, today)
    return JourneyFacts(**{name: fact.compute(state) for name, fact in FACTS.items()})


def values_of(facts: JourneyFacts, severity_of: Mapping[str, Severity]) -> dict[str, Any]:
    """The facts by name, and how many errors, warnings and infos there are among the findings of rules that are on."""
    found: Counter[Severity] = Counter()
    for code, count in facts.codes.items():
        if code in severity_of:
            found[severity_of[code]] += count
    return {**vars(facts), **{f"{severity.word}s": found[severity] for severity in Severity}}


def in_groups(values: Mapping[str, Any], places: Mapping[str, str] = PLACES) -> dict[str, Any]:
    """The values at their places, with groups as objects; a group whose first value is missing is None."""
    nested: dict[str, Any] = {}
    for name, place in places.items():
        group, _, key = place.rpartition(".")
        if not group:
            nested[key] = values[name]
        elif group not in nested:
            nested[group] = None if values[name] is None else {key: values[name]}
        elif nested[group] is not None:
            nested[group][key] = values[name]
    return nested


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
