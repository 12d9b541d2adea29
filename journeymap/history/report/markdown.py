"""Differences as Markdown, short enough for the comment of a pull request.

A comment on GitHub may have 65,536 characters. Of a larger difference the most important lines of all journeys are
shown, and the last line says how many are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeymap.history.describe import DescribedChange, Describer
from journeymap.history.pairing import Compared
from journeymap.render.markdown import escape
from journeymap.style.signs import keep_signs

MOST = 65_536
_RESERVE = 600


class _Chapter(NamedTuple):
    """The part for one journey: its heading and its lines."""

    describer: Describer
    head: str
    lines: list[DescribedChange]


def markdown(compared: Sequence[Compared], most: int = MOST) -> str:
    """All differences, in at most `most` characters; an empty text without any."""
    chapters = [_chapter(each) for each in compared]
    chosen = _chosen(chapters, most - _RESERVE)
    parts = [_written(chapter, chosen[number]) for number, chapter in enumerate(chapters) if number in chosen]
    left = sum(max(len(chapter.lines), 1) for chapter in chapters)
    left -= sum(max(len(lines), 1) for lines in chosen.values())
    if left:
        parts.append(f"*{escape(chapters[0].describer.words.say('left-out', count=left))}*\n")
    return "\n".join(parts)


def _chapter(compared: Compared) -> _Chapter:
    describer = Describer(compared.difference, compared.language)
    title = escape(keep_signs(describer.words.say("what-changed", title=describer.title), rtl=describer.is_rtl))
    head = f"## {title}\n\n{escape(compared.names)}: **{escape(describer.headline())}**\n"
    return _Chapter(describer, head, describer.lines())


def _chosen(chapters: Sequence[_Chapter], room: int) -> dict[int, list[DescribedChange]]:
    """The lines to show, by the number of their chapter: the most important that fit into `room` characters.

    A chapter without lines is shown if its heading fits.
    """
    wanted: list[tuple[int, int, DescribedChange | None]] = []
    for number, chapter in enumerate(chapters):
        wanted += [(-line.change.weight, number, line) for line in chapter.lines]
        if not chapter.lines:
            wanted.append((-100, number, None))  # a journey that was added or removed
    found: dict[int, list[DescribedChange]] = {}
    sections: set[tuple[int, str]] = set()
    for _, number, line in sorted(wanted, key=lambda each: each[:2]):
        cost = 0 if number in found else len(chapters[number].head) + 1
        if line is not None:
            cost += len(_bullet(line, chapters[number].describer))
            if (number, line.section) not in sections:
                cost += len(chapters[number].describer.words[f"section-{line.section}"]) + 12
        if cost > room:
            break
        room -= cost
        found.setdefault(number, [])
        if line is not None:
            found[number].append(line)
            sections.add((number, line.section))
    return found


def _written(chapter: _Chapter, lines: list[DescribedChange]) -> str:
    parts = [chapter.head]
    for heading, inside in chapter.describer.sections(lines):
        parts.append(f"\n### {escape(heading)}\n\n")
        parts += [_bullet(line, chapter.describer) for line in inside]
    return "".join(parts)


def _bullet(line: DescribedChange, describer: Describer) -> str:
    subject, text = (escape(keep_signs(each, rtl=describer.is_rtl)) for each in (line.subject, line.text))
    number = f"{describer.words.number(line.number)} · " if line.number else ""
    return f"- `{line.mark}` {number}{f'**{subject}**: ' if subject else ''}{text}\n"
