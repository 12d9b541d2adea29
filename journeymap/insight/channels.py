"""The channels of a journey: which texts mean the same one, how each is shown, and in what order."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from journeymap.insight.channel_kinds import ONE_FORM, UNKNOWN, channel_kind
from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Channel, Journey, Touchpoint
from journeymap.records import Record

_SPELLING = str.maketrans(ONE_FORM | dict.fromkeys("‐‑‒–־", "-") | dict.fromkeys("\u200b\u200c\u200d\u2060\u00ad"))
_LIKE_ONE = "اأإآ"


class UsedChannel(Record):
    """A channel that touchpoints use.

    `name` is the declared one, else as it is first written. `icon` is also its kind. `mark` is a letter or number that
    tells it from the other channels with its icon; it is empty unless one of them is used at the same touchpoint.
    """

    name: str
    icon: str
    declared: Channel | None = None
    mark: str = ""

    @property
    def colour(self) -> str:
        """The colour that the journey gives it; empty for none."""
        return (self.declared and self.declared.colour) or ""


class JourneyChannels(Record):
    """The channels that a journey uses, in the order of the map, and each by every text that is written for it.

    `by_texts` has those of a touchpoint by all its texts.
    """

    in_order: tuple[UsedChannel, ...]
    by_text: dict[str, UsedChannel]
    by_texts: dict[tuple[str, ...], tuple[UsedChannel, ...]]

    def at(self, touchpoint: Touchpoint) -> tuple[UsedChannel, ...]:
        """The channels of a touchpoint, each once, the main one first."""
        return self.by_texts[touchpoint.channel_texts]


def same_channel(text: str) -> str:
    """A text that is equal for all ways to write one channel: in any case, with any hyphens, apostrophes and spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_SPELLING).split())


def declared_channels(journey: Journey) -> dict[str, Channel]:
    """The declared channels by their ids and, where no id is the same, by their names as of `same_channel`."""
    names = {same_channel(channel.name): channel for channel in reversed(journey.channels)}
    return names | {channel.id: channel for channel in reversed(journey.channels)}


def usual_name(journey: Journey, text: str) -> str:
    """The name that a journey has for the channel which a text means; the text itself when it has none yet."""
    used, declared = channels_of(journey), declared_channels(journey)
    folded = same_channel(text)
    found = used.by_text.get(text) or declared.get(text) or declared.get(folded)
    if found:
        return found.name
    return next((channel.name for channel in used.in_order if same_channel(channel.name) == folded), text)


@once_per_journey
def channels_of(journey: Journey) -> JourneyChannels:
    """The channels that the touchpoints of a journey use.

    A touchpoint's text means the declared channel with this id, else the one with this name, else a channel of its own.
    Channels with an `order` come first, by that; the others follow in the order of their first use.
    """
    declared = declared_channels(journey)
    keys: dict[str, str] = {}
    icons: dict[str, str] = {}
    names: dict[str, str] = {}
    steps: dict[tuple[str, ...], list[str]] = {}  # most steps have the channels of an earlier one
    for touchpoint in journey.touchpoints:
        texts = touchpoint.channel_texts
        if texts in steps:
            continue
        for text in texts:
            if text not in keys:
                folded = same_channel(text)
                found = declared.get(text) or declared.get(folded)
                key = keys[text] = f"id {found.id}" if found else f"name {folded}"
                names.setdefault(key, found.name if found else text)
                icons.setdefault(key, _icon(found, names[key], journey.language))
        steps[texts] = list(dict.fromkeys(keys[text] for text in texts))
    marks = _marks(names, icons, steps.values())
    by_id = {f"id {channel.id}": channel for channel in reversed(journey.channels)}
    used = {
        key: UsedChannel(name=name, icon=icons[key], declared=by_id.get(key), mark=marks.get(key, ""))
        for key, name in names.items()
    }
    in_order = tuple(sorted(used.values(), key=_order))
    by_texts = {texts: tuple(used[key] for key in step) for texts, step in steps.items()}
    by_text = {text: used[key] for text, key in keys.items()}
    return JourneyChannels(in_order=in_order, by_text=by_text, by_texts=by_texts)


def _icon(declared: Channel | None, name: str, language: str) -> str:
    if declared and declared.icon:
        return declared.icon
    icon = channel_kind(name, language)
    return channel_kind(declared.id, "en") if declared and icon == UNKNOWN else icon


def _order(channel: UsedChannel) -> tuple[bool, float]:
    order = channel.declared.order if channel.declared else None
    return order is None, order or 0


def _marks(names: dict[str, str], icons: dict[str, str], steps: Iterable[list[str]]) -> dict[str, str]:
    """The marks of the channels that share a touchpoint with another one of their icon, by the channels' keys."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for step in steps:
        there = [icons[key] for key in step]
        if len(set(there)) < len(there):
            for key, icon in zip(step, there, strict=True):
                if there.count(icon) > 1:
                    alike[icon].add(key)
    marks: dict[str, str] = {}
    for keys in alike.values():
        taken: set[str] = set()
        for key, name in names.items():
            if key in keys:
                marks[key] = next(mark for mark in _possible_marks(name) if mark not in taken)
                taken.add(marks[key])
    return marks


def _possible_marks(name: str) -> Iterator[str]:
    """The first letters of a name's words, then its other letters, except those like a 1; then numbers."""
    words = re.findall(r"[^\W\d_]+", name)
    letters = [word[0] for word in words] + [letter for word in words for letter in word[1:]]
    yield from (letter.upper()[0] for letter in letters if letter not in _LIKE_ONE)
    yield from (str(number) for number in range(1, 1000))
