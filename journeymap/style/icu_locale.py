"""The names by which ICU knows locales."""

from __future__ import annotations

from journeymap.calendars import CALENDARS

_CALENDAR = "-u-ca-"
_IN_TAGS = {"gregorian": "gregory"}
_NAMES = {_IN_TAGS.get(each, each): each for each in CALENDARS}
"""ICU's name of a calendar by what it is called in a tag."""


def icu_locale(tag: str) -> str:
    """ICU's own name of a locale with a calendar, `fa@calendar=persian`, for its BCP 47 tag, `fa-u-ca-persian`.

    They mean the same, but for the first tag of a process with an extension ICU reads tables for longer than a small
    map takes to draw. A tag without a calendar, or with more than that, is its name.
    """
    language, _, calendar = tag.partition(_CALENDAR)
    return f"{language}@calendar={_NAMES[calendar]}" if calendar in _NAMES else tag
