"""The channels of a journey: which texts mean the same one, how each is shown, and in what order."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from journeymap.insight.channel_kinds import LOOK_ALIKE, QUOTES, UNKNOWN, channel_kind
from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Channel, Journey, Touchpoint

_HYPHENS = re.compile("[‐‑‒–־]")
_LIKE_ONE = "اأإآ"
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\u00ad]")


class UsedChannel(NamedTuple):
    """A channel that touchpoints use.

    `name` is the declared one, else as it is first written. `icon` is also its kind. `mark` is a letter or number that
    tells it from the other channels with its icon; it is empty unless one of them is used at the same touchpoint.
    """

    name: str
    icon: str
    declared: Channel | None
    mark: str = ""

    @property
    def colour(self) -> str:
        """The colour that the journey gives it; empty for none."""
        return (self.declared and self.declared.colour) or ""


class JourneyChannels(NamedTuple):
    """The channels that a journey uses, in the order of the map, and each by every text that is written for it."""

    in_order: tuple[UsedChannel, ...]
    by_text: dict[str, UsedChannel]

    def at(self, touchpoint: Touchpoint) -> tuple[UsedChannel, ...]:
        """The channels of a touchpoint, each once, the main one first."""
        return tuple(dict.fromkeys(self.by_text[text] for text in touchpoint.channels))


def same_channel(text: str) -> str:
    """A text that is equal for all ways to write one channel: in any case, with any hyphens, apostrophes and spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(LOOK_ALIKE)
    return " ".join(_HYPHENS.sub("-", _INVISIBLE.sub("", QUOTES.sub("", plain))).split())


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
    used: dict[str, UsedChannel] = {}
    steps: dict[tuple[str, ...], tuple[str, ...]] = {}  # most steps have the channels of an earlier one
    for touchpoint in journey.touchpoints:
        if touchpoint.channels in steps:
            continue
        for text in touchpoint.channels:
            if text not in keys:
                folded = same_channel(text)
                found = declared.get(text) or declared.get(folded)
                keys[text] = f"id {found.id}" if found else f"name {folded}"
                if keys[text] not in used:
                    used[keys[text]] = _used(found, text, journey.language)
        steps[touchpoint.channels] = tuple(dict.fromkeys(keys[text] for text in touchpoint.channels))
    marks = _marks(used, steps.values())
    used = {key: channel._replace(mark=marks.get(key, "")) for key, channel in used.items()}
    in_order = tuple(sorted(used.values(), key=_order))
    return JourneyChannels(in_order, {text: used[key] for text, key in keys.items()})


def _used(declared: Channel | None, text: str, language: str) -> UsedChannel:
    if declared is None:
        return UsedChannel(text, channel_kind(text, language), None)
    icon = declared.icon or channel_kind(declared.name, language)
    if icon == UNKNOWN and not declared.icon:
        icon = channel_kind(declared.id, "en")
    return UsedChannel(declared.name, icon, declared)


def _order(channel: UsedChannel) -> tuple[bool, float]:
    order = channel.declared.order if channel.declared else None
    return order is None, order or 0


def _marks(used: dict[str, UsedChannel], steps: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """The marks of the channels that share a touchpoint with another one of the same icon, by the keys of `used`."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for step in steps:
        icons = [used[key].icon for key in step]
        if len(set(icons)) < len(icons):
            for key, icon in zip(step, icons, strict=True):
                if icons.count(icon) > 1:
                    alike[icon].add(key)
    marks: dict[str, str] = {}
    for keys in alike.values():
        taken: set[str] = set()
        for key, channel in used.items():
            if key in keys:
                marks[key] = next(mark for mark in _possible_marks(channel.name) if mark not in taken)
                taken.add(marks[key])
    return marks


def _possible_marks(name: str) -> Iterator[str]:
    """The first letters of a name's words, then its other letters, except those like a 1; then numbers."""
    words = re.findall(r"[^\W\d_]+", name)
    letters = [word[0] for word in words] + [letter for word in words for letter in word[1:]]
    yield from (letter.upper()[0] for letter in letters if letter not in _LIKE_ONE)
    yield from (str(number) for number in range(1, 1000))
