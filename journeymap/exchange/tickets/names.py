"""What tickets are called: `SHOP-12`, `#12`, `team/shop#12` or a URL; and whether two names are of one ticket."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,49}-[0-9]{1,9}")
_NUMBER = re.compile(r"(?P<place>[\w.-]+(?:/[\w.-]+)*)?(?:#|^)(?P<number>[0-9]{1,12})", re.ASCII)
_IN_PATH = re.compile(
    r"(?P<place>.*?)/(?:-/)?(?:issues|work_items|(?P<boards>_workitems/edit)|pull)/(?P<number>[0-9]{1,12})(?:/.*)?"
)
_KEY_IN_PATH = re.compile(r".*/(?:browse|issues?)/(?P<key>[A-Za-z][A-Za-z0-9_]{0,49}-[0-9]{1,9})(?:/.*)?")


_OF_AZURE = "ab"
"""`AB#12` is how Azure Boards is named elsewhere, and no place."""
WORK_ITEM, ISSUE = "work item", "issue"
"""What has numbers: the work items of Azure Boards, and the issues of GitHub and GitLab."""


class TicketName(NamedTuple):
    """What a ticket is called: by a `key` that is its alone, or by a number that is its in a `place`, if that is told.

    The place is a host with a project or a project alone, in small letters: `github.com/team/shop`, `team/shop`. What
    has the number is a `WORK_ITEM` or an `ISSUE`, where the name tells.
    """

    key: str = ""
    number: str = ""
    place: str = ""
    kind: str = ""

    def is_of_same(self, other: TicketName) -> bool:
        """Whether both can be names of one ticket: a number without a place is one of any place."""
        if self.key or other.key:
            return self.key == other.key
        if self.kind and other.kind and self.kind != other.kind:
            return False
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
        if place == _OF_AZURE:
            return TicketName(number=_plain(found["number"]), kind=WORK_ITEM)
        return TicketName(number=_plain(found["number"]), place=place, kind=ISSUE if place else "")
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
        place = f"{url.netloc}{found['place']}".casefold()
        return TicketName(number=_plain(found["number"]), place=place, kind=WORK_ITEM if found["boards"] else ISSUE)
    return TicketName(key=f"{url.netloc}{path}".casefold())


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"


def _is_same_place(one: str, other: str) -> bool:
    """Whether two places can be one: the shorter is the end of the longer, from a `/` on. An untold one is any."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return not shorter or longer == shorter or longer.endswith(f"/{shorter}")
