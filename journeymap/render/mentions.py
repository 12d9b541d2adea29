"""Writes the mentions in a journey's texts as links in the page to what they name."""

from __future__ import annotations

import re

from journeymap.insight.mentions import Mention, with_mentions
from journeymap.layout.mentions import number_or_code
from journeymap.model import Journey
from journeymap.style.locale import Words

# No file can hold these characters, so no text can pass for a link.
_OPEN, _MIDDLE, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_LINK = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
_AS_LINK, _AS_TEXT = r'<a href="#\1">\2</a>', r"\2"
_WITHOUT_LINKS = re.compile(r"<title>[^<]*</title>|<a\b[^>]*>.*?</a>|<button\b[^>]*>.*?</button>|<[^<>]*>", re.DOTALL)


def with_link_marks(journey: Journey, words: Words) -> Journey:
    """The journey with numbers and codes in place of mentions, between marks that `linked` makes links of."""

    def marked(mention: Mention) -> str:
        return link_mark(target_of(mention), number_or_code(journey, mention, words))

    return with_mentions(journey, marked)


def link_mark(target: str, text: str) -> str:
    """A text between marks of which `linked` makes a link to the element with the id `target`."""
    return f"{_OPEN}{target}{_MIDDLE}{text}{_CLOSE}"


def target_of(mention: Mention) -> str:
    """The id of the element in the page that a mention leads to."""
    return f"text-{mention.id}" if mention.kind == "touchpoint" else f"action-{mention.id}"


def linked(page: str) -> str:
    """The finished HTML with links in place of marks, and numbers alone in attributes, titles and other links."""
    if _OPEN not in page:
        return page
    parts = []
    reached = 0
    for found in _WITHOUT_LINKS.finditer(page):
        parts += [_with_marks_as(_AS_LINK, page[reached : found.start()]), _with_marks_as(_AS_TEXT, found.group())]
        reached = found.end()
    return "".join([*parts, _with_marks_as(_AS_LINK, page[reached:])])


def _with_marks_as(replacement: str, part: str) -> str:
    return _LINK.sub(replacement, part) if _OPEN in part else part  # few of a page's thousands of parts have any
