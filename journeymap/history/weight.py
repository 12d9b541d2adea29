"""How important a change is, from 0 to 100. Reports show the most important changes first and leave out the least.

The order follows the purpose of a journey map: first steps that are added or removed, changed feelings, severe pains
that are new or healed, and delays of the plan; then measurements and owners, and last the wording.
"""

from __future__ import annotations

from journeymap.history.changes import Change

_WHOLE = {
    "stage": 90,
    "touchpoint": 80,
    "persona": 60,
    "action": 56,
    "segment": 40,
    "emotion": 36,
    "way": 36,
    "metric": 36,
    "competitor": 32,
    "lane": 30,
    "channel": 30,
    "owner": 30,
    "measured": 44,
}
_MOVED = {"stage": 50, "touchpoint": 46, "pain": 24, "gain": 20, "opportunity": 20}
_FIELDS = {
    ("journey", "takeaway"): 70,
    ("journey", "kind"): 62,
    ("journey", "name"): 58,
    ("journey", "owner"): 52,
    ("journey", "language"): 40,
    ("journey", "emotion_scale"): 40,
    ("journey", "tags"): 8,
    ("journey", "links"): 8,
    ("touchpoint", "moment_of_truth"): 52,
    ("action", "status"): 57,
    ("action", "owner"): 50,
    ("metric", "target"): 42,
}
_FIELDS_OF_ANY = {
    "owner": 45,
    "name": 36,
    "goal": 34,
    "severity": 40,
    "channels": 34,
    "message": 30,
    "id": 14,
    "version": 8,
}
_DETAIL = 12
_TEXT = 24
_DETAILS = frozenset({"emotion", "metric", "owner", "way", "measured"})


def weight(change: Change) -> int:
    """The weight of a change, from 0 to 100."""
    if change.how == "moved":
        return _MOVED.get(change.what, 9)
    if change.what in ("pain", "gain", "opportunity") and change.how != "changed":
        return _point(change)
    if change.how != "changed":
        return _WHOLE.get(change.what, 30)
    sized = _sized(change)
    if sized is not None:
        return sized
    known = _FIELDS.get((change.what, change.field)) or _FIELDS_OF_ANY.get(change.field)
    return known or (_DETAIL if change.what in _DETAILS else _TEXT)


def _point(change: Change) -> int:
    severity = change.size or 2
    return int(30 + (8 if change.what == "pain" else 4) * severity)


def _sized(change: Change) -> int | None:
    """The weight of a change by its size; None for changes whose size does not matter."""
    size = abs(change.size or 0)
    if change.field == "score" and change.what in ("emotion", "competitor"):
        start = 42 if change.what == "emotion" else 10
        return int(start + min(44, 20 * size)) - (16 if change.beyond is False else 0)
    if change.field == "value" or (change.what == "measured" and change.size is not None):
        return {True: 66, None: 44, False: 26}[change.beyond]
    if change.field in ("due", "check_date"):
        return int((46 if change.field == "due" else 20) + min(24, size / 3))
    if change.field == "share":
        return int(34 + min(30, size * 100))
    return None
