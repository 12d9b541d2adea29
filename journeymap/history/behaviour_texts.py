"""How a change of what customers did is told: the share of a way, who came through the funnel, and a time between."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.history.changes import Change
from journeymap.model import EXIT
from journeymap.style.locale import Words
from journeymap.style.time_texts import time_text

BEHAVIOUR = frozenset({"share", "funnel", "time"})
"""The fields of such changes."""


class BehaviourText(NamedTuple):
    """What changed, from which value to which, and by how much, with its sign."""

    name: str
    old: str
    new: str
    size: str


def behaviour_text(change: Change, words: Words, map_words: Words) -> BehaviourText:
    """Returns the texts of a change of one of the fields `BEHAVIOUR`; `words` are those of stories."""
    name = words.quote(change.item.name)
    what = {
        "share": words["way-exit"] if change.item.id == EXIT else words.say("way-to", name=name),
        "funnel": words["measured-funnel"],
        "time": words.say("measured-time", name=name),
    }[change.field]
    old, new = (each if isinstance(each, float | int) else 0.0 for each in (change.old, change.new))
    size, sign = abs(change.size or 0.0), "+" if (change.size or 0.0) > 0 else "−"
    if change.field == "time":
        texts = (time_text(map_words, old), time_text(map_words, new), time_text(map_words, size))
    else:
        texts = (words.percent(old), words.percent(new), words.number(round(100 * size, 1)))
    return BehaviourText(words.say("measured-figure", metric=what), texts[0], texts[1], f"{sign}{texts[2]}")
