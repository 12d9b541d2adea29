"""Differences for machines.

One JSON object, in ASCII, with `version` 1. Keys may be added under the same version; the version
changes when a key is renamed, dropped or changed in meaning.

- `tool`: `name` and `version` of the program.
- `summary`: `journeys` that differ, and `changes` in all.
- `journeys`: `id`, `title`, `status` (`added`, `removed`, `changed`), `old` and `new` (the names of the two versions,
  null where there is none), and `changes`, the most important first.
- A change: `how` (`added`, `removed`, `moved`, `changed`), `what` (`journey`, `stage`, `touchpoint`, `emotion`, `pain`,
  `opportunity`, `metric`, `way`, `action`, `experiment`, `owner`, `persona`, `segment`, `competitor`, `lane`,
  `capability`, `tree`, `question`, `measured`), `id`,
  `name`, `field` (empty where the whole came, went or moved), `old` and `new` (null on a side that says nothing; what
  is referred to is `{"id", "name"}`), `stage`, `touchpoint` and `persona` (`{"id", "name"}` or null), `size`
  (feelings in steps of the scale from -2 to 2, dates in days, shares from 0 to 1), `beyond` (whether it is larger than
  the 95 % intervals explain, or than noise does among all that was measured; null when there are none), `better` (null
  where neither way is), `weight` (0 to 100), `number` (that of its mark on the map, null without one) and `text`, the
  change in words.
- `measured` is the file of measures beside the journey: it came or went, its newest `period` is another, or the `value`
  of a metric is, of all customers or of a `segment` (`{"id", "name"}` or null), which other changes do not have. So are
  the `share` of the way from `touchpoint` to the one that `id` names (or `exit`), the `time` to it in seconds, and the
  share of sessions that came through the `funnel`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from journeymap import __version__
from journeymap.history.changes import Change, Ref, Value
from journeymap.history.describe import Describer
from journeymap.history.pairing import Compared

VERSION = 1


def to_json(compared: Sequence[Compared]) -> str:
    """All differences as JSON. ASCII keeps control characters out of logs."""
    shape = {
        "version": VERSION,
        "tool": {"name": "journeymap", "version": __version__},
        "summary": {
            "journeys": len(compared),
            "changes": sum(len(each.difference.changes) for each in compared),
        },
        "journeys": [_journey(each) for each in compared],
    }
    return json.dumps(shape, indent=2, ensure_ascii=True) + "\n"


def _journey(compared: Compared) -> dict[str, Any]:
    difference = compared.difference
    status = "added" if difference.old is None else "removed" if difference.new is None else "changed"
    describer = Describer(difference, compared.language)
    return {
        "id": difference.journey.id,
        "title": difference.journey.title,
        "status": status,
        "old": compared.old,
        "new": compared.new,
        "changes": [_change(change, describer) for change in difference.changes],
    }


def _change(change: Change, describer: Describer) -> dict[str, Any]:
    place, line = change.place, describer.line(change)
    return {
        "how": change.how,
        "what": change.what,
        "id": change.item.id,
        "name": change.item.name,
        "field": change.field,
        "old": _value(change.old),
        "new": _value(change.new),
        "stage": _value(place.stage) if place else None,
        "touchpoint": _value(place.touchpoint) if place else None,
        "persona": _value(change.persona),
        **({"segment": _value(change.segment)} if change.what == "measured" else {}),
        "size": change.size,
        "beyond": change.beyond,
        "better": change.better,
        "weight": change.weight,
        "number": line.number or None,
        "text": line.whole,
    }


def _value(value: Value) -> Any:
    if isinstance(value, Ref):
        return {"id": value.id, "name": value.name}
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value
