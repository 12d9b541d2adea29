"""The index of a site: every journey with who answers for it and how it stands, as a page, a table and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from journeymap import __version__
from journeymap.build.drawing import file_names
from journeymap.build.facts import Facts
from journeymap.build.request import Row
from journeymap.diagnostics import Severity
from journeymap.pipeline.draw import with_templates
from journeymap.settings import Settings
from journeymap.triage import severities

if TYPE_CHECKING:
    from journeymap.render.environment import Environment

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_VERSION = 1
_NO_TITLE = "?"  # what the reader puts where a title is missing


def index_files(rows: Iterable[Row], settings: Settings) -> dict[str, bytes]:
    """The three files of the index."""
    journeys = listed(rows, settings)
    return {
        "index.html": _html(journeys, settings),
        "index.csv": _csv(journeys),
        "index.json": _json(journeys, settings),
    }


def listed(rows: Iterable[Row], settings: Settings) -> list[dict[str, Any]]:
    """The journeys as the index tells them, in the order of their names."""
    on = severities(settings)
    return [_listed(row, settings, on) for row in sorted(rows, key=lambda row: row.name)]


def _listed(row: Row, settings: Settings, on: dict[str, Severity]) -> dict[str, Any]:
    facts = row.facts
    said: dict[str, Any] = {"path": row.name, "drawn": row.drawn}
    if facts is None:
        return {**said, "id": None, "title": None, "files": {}, "health": {"errors": row.errors}}
    wanted = {**file_names(facts.id, settings), "diff": f"{facts.id}.diff.html"}
    return {
        **said,
        "id": facts.id,
        "title": facts.title if facts.title != _NO_TITLE else None,
        "language": facts.language,
        "direction": "rtl" if facts.rtl else "ltr",
        "kind": facts.kind,
        "organisation": facts.organisation,
        "tags": facts.tags,
        "owner": facts.owner,
        "review": _review(facts),
        "lowest": _lowest(facts),
        "actions": {"open": facts.open_actions, "overdue": facts.overdue_actions},
        "health": _health(facts, on),
        "files": {kind: name for kind, name in wanted.items() if name in row.files},
    }


def _review(facts: Facts) -> dict[str, Any] | None:
    if facts.last_review is None:
        return None
    return {"last": facts.last_review, "due": facts.review_due, "overdue": facts.review_overdue}


def _lowest(facts: Facts) -> dict[str, Any] | None:
    if facts.lowest_touchpoint is None:
        return None
    return {
        "touchpoint": facts.lowest_touchpoint,
        "persona": facts.lowest_persona,
        "score": facts.lowest_score,
        "feeling": facts.lowest_feeling,
        "signed": facts.signed_scores,
    }


def _health(facts: Facts, on: dict[str, Severity]) -> dict[str, Any]:
    found: Counter[Severity] = Counter()
    for code, count in facts.codes.items():
        if code in on:
            found[on[code]] += count
    return {
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
        "infos": found[Severity.INFO],
        "touchpoints": facts.touchpoints,
        "touchpoints_without_owner": facts.unowned_touchpoints,
        "severe_pains": facts.severe_pains,
        "severe_pains_without_action": facts.severe_pains_without_action,
        "emotions": facts.emotions,
        "emotions_beyond_assumed": facts.emotions_beyond_assumed,
        "measures": facts.measures,
        "measures_older_than_review": facts.measures_older_than_review,
    }


def _json(journeys: Sequence[dict[str, Any]], settings: Settings) -> bytes:
    said = {
        "version": _VERSION,
        "tool": {"name": "journeymap", "version": __version__},
        "as_of": settings.today.isoformat(),
        "journeys": journeys,
    }
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _csv(journeys: Sequence[dict[str, Any]]) -> bytes:
    """A table that spreadsheets open as it is: with a byte order mark, and no text that they take for a formula."""
    file = io.StringIO()
    writer = csv.DictWriter(file, [*_flat({})], lineterminator="\r\n")
    writer.writeheader()
    for journey in journeys:
        writer.writerow({key: _harmless(value) for key, value in _flat(journey).items()})
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def _flat(journey: dict[str, Any]) -> dict[str, Any]:
    review, lowest = journey.get("review") or {}, journey.get("lowest") or {}
    actions, health = journey.get("actions") or {}, journey.get("health") or {}
    plain = ("path", "drawn", "id", "title", "language", "kind", "organisation", "owner")
    return {
        **{key: journey.get(key) for key in plain},
        "tags": ", ".join(journey.get("tags", ())),
        "last_review": review.get("last"),
        "review_due": review.get("due"),
        "review_overdue": review.get("overdue"),
        **{f"lowest_{key}": lowest.get(key) for key in ("touchpoint", "persona", "score", "feeling")},
        "open_actions": actions.get("open"),
        "overdue_actions": actions.get("overdue"),
        **{key: health.get(key) for key in _HEALTH},
    }


_HEALTH = (
    "errors", "warnings", "infos", "touchpoints", "touchpoints_without_owner", "severe_pains",
    "severe_pains_without_action", "emotions", "emotions_beyond_assumed", "measures", "measures_older_than_review",
)  # fmt: skip


def _harmless(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _html(journeys: Sequence[dict[str, Any]], settings: Settings) -> bytes:
    return with_templates(partial(_page, journeys, settings), settings.templates)["index.html"]


def _page(journeys: Sequence[dict[str, Any]], settings: Settings, environment: Environment) -> dict[str, bytes]:
    from journeymap.render.index import render_index  # noqa: PLC0415  a build without changes draws nothing
    from journeymap.style.locale import load_words  # noqa: PLC0415
    from journeymap.style.theme import load_theme  # noqa: PLC0415

    page = render_index(
        journeys,
        theme=load_theme(settings.build.themes[0]),
        words=load_words(settings.build.language, "indexes"),
        today=settings.today,
        environment=environment,
    )
    return {"index.html": page.encode("utf-8", "backslashreplace")}
