"""Descriptions of journeys as JSON. docs/assistants.md has its shape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from journeymap.assistants.contents import contents
from journeymap.assistants.description import CurveFacts, DueDay, FeltAt, JourneyDescription
from journeymap.build.facts import in_groups
from journeymap.insight.actions import acting_on, answering
from journeymap.insight.pains import is_severe
from journeymap.insight.transitions import Transition, transitions_from
from journeymap.model import Journey, Metric, Part, Point, Touchpoint
from journeymap.model.metrics import meets_target
from journeymap.report.safe import without_marks

_VERSION = 1
_NO_FIELDS = ("journeymap", "id")


def as_json(descriptions: Sequence[JourneyDescription], today: str) -> str:
    """Returns the descriptions, all of the day `today` in ISO form, as the text of a JSON file."""
    found = {"journeymap": _VERSION, "as_of": today, "journeys": list(map(_journey, descriptions))}
    return without_marks(json.dumps(found, indent=1, ensure_ascii=False)) + "\n"


def _journey(described: JourneyDescription) -> dict[str, Any]:
    journey = described.journey
    return {
        "path": described.path,
        **in_groups(described.values),
        "findings": described.values["codes"],
        "touchpoints": {each.id: _touchpoint(journey, each) for each in journey.touchpoints},
        "feelings": {each.persona: _curve(each) for each in described.curves},
        "pains": [_pain(journey, part, pain) for part, pain in described.pains],
        "due": [_due(each) for each in described.due],
        "measures": [_measure(part, key, metric) for part, key, metric in described.measures],
        "loops": list(map(_way, described.loops)),
        "leaves": list(map(_way, described.leaves)),
        "file": contents(journey, _NO_FIELDS),
    }


def _touchpoint(journey: Journey, touchpoint: Touchpoint) -> dict[str, Any]:
    owner = journey.owner_of(touchpoint)
    return {
        "number": journey.number_of[touchpoint.id],
        "name": touchpoint.name,
        "stage": journey.stage_of[touchpoint.id].id,
        "owner": owner.id if owner else None,
        "moment_of_truth": touchpoint.moment_of_truth,
        "actions": _ids(acting_on(journey, touchpoint)),
        "next": [{"to": way.to, "share": way.share} for way in transitions_from(journey, touchpoint)],
    }


def _curve(curve: CurveFacts) -> dict[str, Any]:
    return {"peak": _felt(curve.peak), "lowest": _felt(curve.lowest), "ends": list(map(_felt, curve.ends))}


def _felt(felt: FeltAt) -> dict[str, Any]:
    emotion = felt.emotion
    return {"touchpoint": felt.touchpoint.id, "score": emotion.score, "label": emotion.label,
            "evidence": emotion.evidence}  # fmt: skip


def _pain(journey: Journey, part: Part, pain: Point) -> dict[str, Any]:
    answers = _ids(answering(journey, pain))
    severe = is_severe(pain)
    return {"at": part.id, "id": pain.id, "text": pain.text, "severity": pain.severity, "severe": severe,
            "answered_by": answers}  # fmt: skip


def _due(each: DueDay) -> dict[str, Any]:
    return {"what": each.kind, "id": each.id or None, "day": each.day.isoformat(), "days_overdue": each.overdue}


def _measure(part: Part, key: str, metric: Metric) -> dict[str, Any]:
    meets = meets_target(key, metric)
    return {"at": part.id, "metric": key, "value": metric.value, "target": metric.target, "meets_target": meets}


def _way(way: Transition) -> dict[str, Any]:
    return {"from": way.source.id, "to": way.to, "share": way.share, "when": way.when}


def _ids(items: Iterable[Any]) -> list[str]:
    return [each.id for each in items]
