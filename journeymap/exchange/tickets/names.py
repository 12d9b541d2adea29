"""What tickets are called: `SHOP-12`, `#12`, `team/shop#12` or a URL; and whether two names are of one ticket."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,49}-[0-9]{1,9}")
_NUMBER = re.compile(r"(?P<place>[\w.-]+(?:/[\w.-]+)*)?(?:#|^)(?P<number>[0-9]{1,12})", re.ASCII)
_IN_PATH = re.compile(
    r"(?P<place>.*?)/(?:-/)?(?:issues|work_items|_workitems/edit|pull)/(?P<number>[0-9]{1,12})(?:/.*)?"
)
_KEY_IN_PATH = re.compile(r".*/(?:browse|issues?)/(?P<key>[A-Za-z][A-Za-z0-9_]{0,49}-[0-9]{1,9})(?:/.*)?")


_OF_AZURE = "ab"
"""`AB#12` is how Azure Boards is named elsewhere, and no place."""


class TicketName(NamedTuple):
    """What a ticket is called: by a `key` that is its alone, or by a number that is its in a `place`, if that is told.

    The place is a host with a project or a project alone, in small letters: `github.com/team/shop`, `team/shop`.
    """

    key: str = ""
    number: str = ""
    place: str = ""

    def is_of_same(self, other: TicketName) -> bool:
        """Whether both can be names of one ticket: a number without a place is one of any place."""
        if self.key or other.key:
            return self.key == other.key
        return self.number == other.number and _is_same_place(self.place, other.place)


def ticket_name(text: str) -> TicketName:
    """The name that a text is. What is written in no known way is the key itself."""
    text = " ".join(text.split())
    if re.match("https?://", text, re.IGNORECASE):
        return _in_url(text)
    if _KEY.fullmatch(text):
        return TicketName(key=text.upper())
    if found := _NUMBER.fullmatch(text):
        place = (found["place"] or "").casefold()
        return TicketName(number=_plain(found["number"]), place="" if place == _OF_AZURE else place)
    return TicketName(key=text.casefold())


def _in_url(text: str) -> TicketName:
    try:
        url = urlsplit(text)
    except ValueError:
        return TicketName(key=text.casefold())
    path = unquote(url.path).rstrip("/")
    if found := _KEY_IN_PATH.fullmatch(path):
        return TicketName(key=found["key"].upper())
    if found := _IN_PATH.fullmatch(path):
        return TicketName(number=_plain(found["number"]), place=f"{url.netloc}{found['place']}".casefold())
    return TicketName(key=f"{url.netloc}{path}".casefold())


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"


def _is_same_place(one: str, other: str) -> bool:
    """Whether two places can be one: the shorter is the end of the longer, from a `/` on. An untold one is any."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return not shorter or longer == shorter or longer.endswith(f"/{shorter}")
