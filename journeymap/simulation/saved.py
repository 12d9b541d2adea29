"""`NAME.simulation.json`: the ranking of a journey's actions, as it stands beside the journey's file.

It is that of `simulate --actions --output-format json`, with the SHA-256 of the journey and its measures under `of`.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from journeymap.errors import UserError
from journeymap.insight.sources import measures_path
from journeymap.io.beside import read_beside
from journeymap.model import Journey
from journeymap.overlays.gains import ActionGain, GainsOverlay
from journeymap.overlays.path import ItemPath

MOST_BYTES = 4_000_000
_MOST_MEASURES = 64_000_000
_NAME = "gains"
SCHEMA = 1


def path_of_saved(journey: Path) -> Path:
    """Returns where the ranking of a journey's file is: `shop.simulation.json` for `shop.journey.yaml`."""
    return journey.with_name(measures_path(journey.name).replace(".measures.json", ".simulation.json"))


def digest_of(data: bytes, journey: Path) -> str:
    """Returns the SHA-256 of a journey's file with this content, whatever its line ends, and of its measures."""
    measures = _bytes(journey.with_name(measures_path(journey.name)), _MOST_MEASURES)
    whole = hashlib.sha256(data.replace(b"\r\n", b"\n"))
    whole.update(b"\0" + hashlib.sha256(measures or b"").digest())
    return whole.hexdigest()


def saved(ranking: dict[str, Any], digest: str) -> bytes:
    """Returns the file of a ranking, of a journey with this digest."""
    return (json.dumps({"of": digest, **ranking}, ensure_ascii=False, indent=1) + "\n").encode()


def gains_beside(journey: Journey, data: bytes, path: Path) -> GainsOverlay | None:
    """Returns what actions should bring, of a journey whose file is at a path with this content; None without a file.

    A file that cannot be read, or is of another version of the journey, has no values, and says that it is stale.
    """
    content = _bytes(path_of_saved(path), MOST_BYTES)
    if content is None:
        return None
    try:
        told = json.loads(content)
        if told["schema"] == SCHEMA and told["of"] == digest_of(data, path):
            return _overlay(journey, told)
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    return GainsOverlay(name=_NAME, title="", values={}, is_stale=True)


def _bytes(path: Path, most: int) -> bytes | None:
    if not os.path.lexists(path):
        return None
    try:
        return read_beside(path.name, os.path.realpath(path.parent), most + 1)
    except UserError:
        return b""


def _overlay(journey: Journey, told: dict[str, Any]) -> GainsOverlay:
    known = {action.id for action in journey.actions}
    found = [_gain(each) for each in told["actions"]]
    best = _gain(told["best"]) if told["best"] is not None else None
    cheapest = next(map(_gain, told["frontier"]), None)
    budget = None if told["budget"] is None else float(told["budget"])
    return GainsOverlay(
        name=_NAME,
        title="",
        values={ItemPath.to(action=each.actions[0]): each for each in found if each.actions[0] in known},
        objective=_text(told["objective"]),
        paid=_text(told["paid_in"]),
        currency=_text(told["currency"]),
        budget=budget,
        best=best if best is not None and known.issuperset(best.actions) else None,
        cheapest=cheapest if cheapest is not None and known.issuperset(cheapest.actions) else None,
    )


def _text(told: object) -> str:
    return told if isinstance(told, str) else ""


def _gain(told: dict[str, Any]) -> ActionGain:
    cost = None if told["cost"] is None else float(told["cost"])
    gain, low, high = (float(told[key]) for key in ("gain", "low", "high"))
    return ActionGain(tuple(str(each) for each in told["actions"]), gain, low, high, cost)
