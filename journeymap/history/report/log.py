"""A timeline as text, Markdown and JSON.

The JSON is one object, in ASCII, with `version` 1: `tool` (`name`, `version`), `path`, and `versions`, the newest
first. A version has `commit`, `day`, `author`, `subject`, `path`, `readable`, `changes` (how many; null for the first
version), `change` (the most important one in words), `lowest` (`feeling`, `touchpoint`, `persona`, or null), `mean`,
`open`, `overdue` and `curves` (feelings from -2 to 2 by the persona's name, null where there is none).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from journeymap import __version__
from journeymap.history.describe import Describer
from journeymap.history.plain import cut
from journeymap.history.timeline import Low, Moment, curves
from journeymap.render.markdown import Markdown, escape
from journeymap.report.cells import width
from journeymap.report.safe import visible
from journeymap.style.locale import STORIES, Words, load_words
from journeymap.style.signs import keep_signs

_BARS = "▁▂▃▄▅▆▇█"
_GAP = "·"
_FACTS = ("lowest", "mean", "open", "overdue")
_MOST = 64
VERSION = 1


class _LogPhrases:
    """The texts of the table, in the language of the newest version that can be read."""

    def __init__(self, moments: Sequence[Moment]) -> None:
        newest = next((moment.journey for moment in moments if moment.journey), None)
        self.words: Words = (
            load_words(newest.language, STORIES, newest.calendar) if newest else load_words("en", STORIES)
        )
        self._is_rtl = newest is not None and newest.is_rtl
        self.title = self.words.say("how-it-changed", title=visible(newest.title if newest else moments[0].path))

    def head(self) -> list[str]:
        """The titles of the columns."""
        return [self.words[key] for key in ("commit", "day", "author", "subject", *_FACTS, "change")]

    def row(self, moment: Moment) -> list[str]:
        """The cells of one version, with their signs beside their words."""
        return [keep_signs(cell, rtl=self._is_rtl) for cell in self._cells(moment)]

    def _cells(self, moment: Moment) -> list[str]:
        commit = moment.commit
        day = self.words.day(dt.date.fromisoformat(commit.day))
        who = [commit.short, day, commit.author, cut(commit.subject, _MOST)]
        if moment.facts is None:
            return [*who, *[""] * len(_FACTS), self.change(moment)]
        facts = moment.facts
        numbers = [
            self._lowest(facts.lowest),
            "" if facts.mean is None else self.words.signed(facts.mean),
            self.words.number(facts.open),
            self.words.number(facts.overdue),
        ]
        return [*who, *numbers, self.change(moment)]

    def change(self, moment: Moment) -> str:
        """The most important change, and how many others there are."""
        if moment.difference is None:
            return self.words["unreadable" if moment.journey is None else "first-version"]
        describer = Describer(moment.difference)
        lines = describer.lines()
        if len(lines) < 2:
            return lines[0].whole if lines else describer.headline()
        return f"{lines[0].whole} (+{self.words.number(len(lines) - 1)})"

    def _lowest(self, low: Low | None) -> str:
        if low is None:
            return ""
        parts = (self.words.signed(low.feeling), low.touchpoint, low.persona)
        return cut(" · ".join(part for part in parts if part), _MOST)


def text(moments: Sequence[Moment]) -> str:
    """The table for a terminal, followed by a line of bars for each persona in each version."""
    phrases = _LogPhrases(moments)
    rows = [phrases.head(), *([visible(cell) for cell in phrases.row(moment)] for moment in moments)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [phrases.title, ""]
    lines += ["  ".join(_padded(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines += ["", phrases.words["curves"], ""]
    bars: dict[str, list[str]] = {}
    for moment in moments:
        for name, line in curves(moment.journey).items() if moment.journey else ():
            bars.setdefault(visible(name), []).append(f"{moment.commit.short}  {sparkline(line)}")
    for name, below in bars.items():
        lines += [name, *below, ""] if name else [*below, ""]
    return "\n".join(lines).rstrip() + "\n"


def sparkline(line: Sequence[float | None]) -> str:
    """Feelings from -2 to 2 as bars of eight heights; a dot where there is none."""
    top = len(_BARS) - 1
    heights = [None if value is None else min(max(round((value + 2) / 4 * top), 0), top) for value in line]
    return "".join(_GAP if height is None else _BARS[height] for height in heights)


def markdown(moments: Sequence[Moment]) -> str:
    """The table as Markdown, with the bars in its last column."""
    phrases = _LogPhrases(moments)
    bars = [
        Markdown("<br>".join(sparkline(line) for line in curves(moment.journey).values()) if moment.journey else "")
        for moment in moments
    ]
    rows: list[list[str]] = [
        [*phrases.head(), ""],
        *([*phrases.row(moment), each] for moment, each in zip(moments, bars, strict=True)),
    ]
    written = [f"| {' | '.join(escape(cell) for cell in row)} |" for row in rows]
    rule = f"|{' --- |' * len(rows[0])}"
    return "\n".join([f"## {escape(phrases.title)}", "", written[0], rule, *written[1:]]) + "\n"


def to_json(moments: Sequence[Moment]) -> str:
    """The timeline for machines."""
    phrases = _LogPhrases(moments)
    shape = {
        "version": VERSION,
        "tool": {"name": "journeymap", "version": __version__},
        "path": moments[0].path,
        "versions": [_version(moment, phrases) for moment in moments],
    }
    return json.dumps(shape, indent=2, ensure_ascii=True) + "\n"


def _version(moment: Moment, phrases: _LogPhrases) -> dict[str, Any]:
    facts = moment.facts
    return {
        "commit": moment.commit.hash,
        "day": moment.commit.day,
        "author": moment.commit.author,
        "subject": moment.commit.subject,
        "path": moment.path,
        "readable": moment.journey is not None,
        "changes": len(moment.difference.changes) if moment.difference else None,
        "change": phrases.change(moment),
        "lowest": facts.lowest._asdict() if facts and facts.lowest else None,
        "mean": None if facts is None or facts.mean is None else round(facts.mean, 4),
        "open": facts.open if facts else None,
        "overdue": facts.overdue if facts else None,
        "curves": curves(moment.journey) if moment.journey else {},
    }


def _padded(cell: str, size: int) -> str:
    return cell + " " * (size - width(cell))
