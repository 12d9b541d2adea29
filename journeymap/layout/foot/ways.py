"""The ways whose labels on the spine give no conditions: where each leads, from where, for how many, and when."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from journeymap.insight.transitions import Transition, whose_way
from journeymap.layout.canvas import HEADING, LABEL, TABLE, Canvas, Type
from journeymap.layout.spec import MapSpec

_COLUMN = 320.0
_FEW = 8
_GAP = 28.0
_HANG = 12.0
_BETWEEN = 7.0


class _Line(NamedTuple):
    text: str
    style: Type
    x: float
    opens: bool


class Ways:
    """The list of such ways, by the steps that they lead to, in columns."""

    def __init__(self, spec: MapSpec, ways: Sequence[Transition]) -> None:
        self._spec = spec
        self._ways = ways

    @property
    def least(self) -> float:
        return _COLUMN

    @property
    def most(self) -> float:
        return -(-len(self._ways) // _FEW) * (_COLUMN + _GAP) - _GAP if self._ways else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        canvas.text(x, top + 12, self._spec.words["ways-in-detail"], HEADING, "ink")
        top += 24
        columns = max(int((width + _GAP) / (_COLUMN + _GAP)), 1)
        column = (width - _GAP * (columns - 1)) / columns
        bottom = top
        for at, lines in enumerate(_in_columns(self._lines(column), columns)):
            y = top
            for place, line in enumerate(lines):
                y += _BETWEEN if line.opens and place else 0
                colour = "ink" if line.style is LABEL else "ink2"
                y = canvas.lines(x + at * (column + _GAP) + line.x, y, (line.text,), line.style, colour)
            bottom = max(bottom, y)
        return bottom

    def _by_target(self) -> dict[str, list[Transition]]:
        numbers = self._spec.journey.number_of
        found: dict[str, list[Transition]] = {}
        for way in sorted(self._ways, key=lambda way: (numbers.get(way.to, len(numbers) + 1), numbers[way.source.id])):
            found.setdefault(way.to, []).append(way)
        return found

    def _lines(self, width: float) -> list[_Line]:
        """The lines of all ways: the step that some lead to, and below it each of them."""
        words, numbers = self._spec.words, self._spec.journey.number_of
        lines: list[_Line] = []
        for ways in self._by_target().values():
            target = ways[0].target
            name = f"{words.number(numbers[target.id])} {target.name}" if target else words["exit"]
            where = words.say("goes-to", name=name) if target else name
            lines += [_Line(line, LABEL, 0, not place) for place, line in enumerate(LABEL.lines(where, width))]
            for way in ways:
                texts = TABLE.lines(self._text(way), width - _HANG)
                lines += [_Line(line, TABLE, _HANG, opens=False) for line in texts]
        return lines

    def _text(self, way: Transition) -> str:
        words, measured = self._spec.words, self._spec.ways
        share = words.percent(way.share) if way.share is not None else ""
        if share and not way.share_is_written:
            share = words.say("share-not-written", share=share)
        seen = measured.share((way,)) if measured is not None else None
        if measured is not None and (way.written is None or way.written.n is None):
            share = words.labelled(words["assumed-heading"], share) if share else ""
        if seen is not None:
            told = words.labelled(words["measured-heading"], f"\u2066{seen.with_interval}\u2069")
            share = " · ".join(filter(None, (told, share)))
        source = f"{words.number(self._spec.journey.number_of[way.source.id])} {way.source.name}"
        whose = words["list-comma"].join(whose_way(self._spec.journey, way))
        sample = day = wait = ""
        if (written := way.written) is not None:
            sample = words.say("sample", n=written.n) if written.n is not None else ""
            day = words.say("measured-on", date=words.day(written.date)) if written.date is not None else ""
            after = written.after
            wait = words.labelled(words["wait"], words.span(after.number, after.unit)) if after is not None else ""
        return " · ".join(part for part in (source, share, sample, day, whose, way.when, wait) if part)


def _in_columns(lines: Sequence[_Line], columns: int) -> list[list[_Line]]:
    """The lines in columns of nearly the same length, none of which ends with the name of a step."""
    for most in count(max(-(-len(lines) // columns), 2)):
        found: list[list[_Line]] = [[]]
        for line in lines:
            if len(found[-1]) >= most - line.opens:
                found.append([])
            found[-1].append(line)
        if len(found) <= columns:
            return found
    raise AssertionError("a column takes any number of lines")
