"""What stands around a page in the live preview: ways to other pages, what is wrong, and a line of the file."""

from __future__ import annotations

import hashlib
from functools import partial

from journeymap.records import NamedTuple
from journeymap.render.environment import Environment
from journeymap.render.sealed import colours, is_dark, page_head
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_OWN_STREAM = ("connect-src 'self'", "frame-src 'self'")
"""What its policy allows beyond that of a page on disk: to ask this server, and to frame its pages."""


class ProblemView(NamedTuple):
    """A problem: where it is, what is wrong, the line with the part that is wrong, and how to mend it."""

    severity: str
    said_severity: str
    where: str
    line: int
    column: int
    code: str
    manual: str
    message: str
    excerpt: tuple[str, str, str]
    hint: str


class PreviewTab(NamedTuple):
    """A way to another page of the journey; `badge` is the number of problems on it, if there are any."""

    label: str
    href: str
    is_current: bool
    badge: str = ""


class PreviewFrame(NamedTuple):
    """The page that is shown: its address, and what it is called."""

    src: str
    title: str


class PreviewView(NamedTuple):
    """All texts around a page. Those of the journey are in its own `language` and direction.

    `note` says why the page is not that of the journey as it is now, and `trouble` what is wrong beyond `problems`.
    """

    name: str
    title: str
    language: str
    is_rtl: bool
    said_in: str
    says_rtl: bool
    tabs: tuple[PreviewTab, ...]
    frame: PreviewFrame | None
    note: str = ""
    trouble: tuple[str, str] | None = None
    problems: tuple[ProblemView, ...] = ()
    editor: str = ""


def render_preview(view: PreviewView, theme: Theme, words: Words, environment: Environment) -> bytes:
    """The page around another one, in UTF-8."""
    head = partial(
        page_head, theme, "preview", whole=False, styles=("problems",), scripts=("kept", "lines"), also=_OWN_STREAM
    )
    look = hashlib.sha256(colours(theme).encode()).hexdigest()[:16]
    return _rendered("preview", theme, words, environment, view=view, look=look, head=head)


def render_problems(view: PreviewView, theme: Theme, words: Words, environment: Environment) -> bytes:
    """The page of all problems of a journey, in UTF-8."""
    head = partial(page_head, theme, "problems", whole=False, has_script=False)
    return _rendered("problems", theme, words, environment, view=view, head=head)


def render_manual(title: str, manual: str, theme: Theme, words: Words, environment: Environment) -> bytes:
    """The page of the manual of a rule, in UTF-8: headings, texts and examples of what is written in Markdown."""
    head = partial(page_head, theme, "problems", whole=False, has_script=False)
    return _rendered("manual", theme, words, environment, title=title, blocks=manual_blocks(manual), head=head)


def manual_blocks(manual: str) -> list[tuple[str, str]]:
    """The parts of a manual, each with the element that it is: `h2`, `p` or `pre`."""
    found: list[tuple[str, str]] = []
    for number, part in enumerate(manual.split("```")):
        if number % 2:
            found.append(("pre", part.partition("\n")[2].rstrip("\n")))
            continue
        texts = filter(None, (each.strip() for each in part.split("\n\n")))
        found += (("h2", text.lstrip("# ")) if text.startswith("#") else ("p", text) for text in texts)
    return found


def _rendered(name: str, theme: Theme, words: Words, environment: Environment, **values: object) -> bytes:
    text = environment.get_template(f"{name}.j2.html").render(
        words=words, scheme="dark" if is_dark(theme) else "", **values
    )
    return text.encode("utf-8", "backslashreplace")
