"""The finding as the headline of an overview: its first sentence strong, the stations that it names as marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from journeymap.insight.mentions import mentioned
from journeymap.layout.canvas import Canvas, Type, first_baseline
from journeymap.layout.mentions import text_with_numbers
from journeymap.layout.overview.spec import OverviewSpec
from journeymap.layout.overview.stations import draw_number_mark, number_mark_width
from journeymap.model import Touchpoint
from journeymap.records import NamedTuple
from journeymap.style.breaking import first_sentence, line_pieces
from journeymap.style.direction import is_rtl
from journeymap.style.fonts import REGULAR, SEMIBOLD

_MENTION = r"[(\uff08]\[\[([^\[\]]{1,100})\]\][)\uff09]|\[\[([^\[\]]{1,100})\]\]"
_FIRST_MARK = 0xE000
"""Marks stand in the text as characters for private use, one each, beside which a line breaks as beside letters."""
_SIZES = ((25.0, 33.0, 3), (22.0, 29.5, 4), (19.0, 25.0, 5), (17.0, 22.5, 6))
"""The sizes that are tried, each with its leading and the most lines."""
_AROUND = 1.5
_BALANCE_STEPS = 7
_USUAL = 25.0


class _HeadlineRun(NamedTuple):
    """A part of a line in one weight, or a mark; `x` is its distance from the start of the line."""

    text: str
    style: Type
    mark: Touchpoint | None
    x: float
    width: float


class Headline:
    """The finding in lines no wider than `room`, as large as it can be, in one of `sizes`.

    With an `accent`, it is all in the style of what is not strong and in this colour, and its marks are filled with it.
    """

    def __init__(
        self, spec: OverviewSpec, room: float,
        sizes: Sequence[tuple[float, float, int]] = _SIZES, accent: str = "", ground: str = "paper",
    ) -> None:  # fmt: skip
        self._spec = spec
        self._accent, self._ground = accent, ground
        self._marks: list[Touchpoint] = []
        self._text = text = " ".join(self._with_marks(spec.finding).split())
        self._marked = [place for place, character in enumerate(text) if self._mark(character)] if self._marks else []
        self._strong_to = len(first_sentence(text, spec.map.words.locale))
        self._rtl = is_rtl(text, base_rtl=spec.map.journey.is_rtl)
        for size, leading, most in sizes:
            self._size, self._leading = size, leading
            self._styles = {strong: self._style(strong=strong) for strong in (True, False)}
            self._leading = max(style.leading for style in self._styles.values())
            lines = self._broken(room)
            if len(lines) <= most:
                break
        self._lines = [list(self._runs(*ends)) for ends in lines[:most]]
        if len(lines) > most:
            self._cut(room)

    @property
    def height(self) -> float:
        """The height of the lines."""
        return len(self._lines) * self._leading

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draws the lines from a point on."""
        baseline = top + first_baseline(Type(self._size, SEMIBOLD, self._leading))
        for line in self._lines:
            whole = line[-1].x + line[-1].width if line else 0.0
            for run in line:
                start = run.x if self._rtl == canvas.rtl else whole - run.x - run.width
                if run.mark is not None:
                    self._draw_mark(canvas, run.mark, x + start + run.width / 2, baseline - self._size * 0.345)
                else:
                    canvas.text(x + start, baseline, run.text, run.style, self._accent or "ink", rtl=self._rtl)
            baseline += self._leading

    def _draw_mark(self, canvas: Canvas, touchpoint: Touchpoint, x: float, y: float) -> None:
        colour = self._accent or ("pain" if touchpoint.pains else "opportunity")
        with canvas.group(touchpoint=touchpoint.id, title=touchpoint.name):
            draw_number_mark(canvas, self._spec, touchpoint, x, y, colour, size=self._size / _USUAL, ink=self._ground)

    def _with_marks(self, finding: str) -> str:
        journey = self._spec.map.journey

        def replaced(found: re.Match[str]) -> str:
            mention = mentioned(journey, found[1] or found[2])
            if mention is None or mention.kind != "touchpoint":
                return text_with_numbers(found[0], journey, self._spec.map.words)
            self._marks.append(journey.touchpoint_by_id[mention.id])
            return chr(_FIRST_MARK + len(self._marks) - 1)

        return re.sub(_MENTION, replaced, finding) if "[[" in finding else finding

    def _mark(self, character: str) -> Touchpoint | None:
        place = ord(character) - _FIRST_MARK
        return self._marks[place] if 0 <= place < len(self._marks) else None

    def _runs(self, start: int, end: int) -> Iterator[_HeadlineRun]:
        """The runs of the text between two places; what is strong comes before what is not."""
        text, x, at = self._text, 0.0, start
        while at < end:
            mark = self._mark(text[at])
            style = self._styles[at < self._strong_to]
            if mark is not None:
                width = number_mark_width(mark, self._size / _USUAL) + 2 * _AROUND
                yield _HeadlineRun("", style, mark, x, width)
                x, at = x + width, at + 1
                continue
            stop = self._strong_to if at < self._strong_to < end else end
            stop = min([stop, *self._marked[bisect_left(self._marked, at) :][:1]])
            part = text[at:stop]
            inked = part.strip()
            yield _HeadlineRun(inked, style, None, x + (style.width(" ") if part[0] == " " else 0), style.width(inked))
            x, at = x + style.width(part), stop

    def _style(self, *, strong: bool) -> Type:
        is_strong = strong and not self._accent
        plain = Type(self._size, SEMIBOLD if is_strong else REGULAR, self._leading)
        return self._spec.map.face("title" if is_strong else "finding", plain)

    def _width(self, start: int, end: int) -> float:
        """The width of a piece of the text that starts with no space, without the space after it."""
        if (start < self._strong_to) == (end <= self._strong_to) and not self._has_mark(start, end):
            return self._styles[start < self._strong_to].width(self._text[start:end].rstrip())
        return max((run.x + run.width for run in self._runs(start, end)), default=0.0)

    def _has_mark(self, start: int, end: int) -> bool:
        """Whether a mark is in the text between two places."""
        return any(start <= place < end for place in self._marked)

    def _broken(self, room: float) -> list[tuple[int, int]]:
        """The start and end of each line: as few as possible and, so many, as narrow as possible."""
        pieces: list[_Piece] = []
        at, width_of = 0, cache(self._width)
        for piece in line_pieces(self._text, lambda start, end: width_of(start, end) <= room):
            inked, end = at + len(piece.rstrip()), at + len(piece)
            width = width_of(at, inked)
            space = self._styles[end <= self._strong_to].width(" ") * (end - inked)
            pieces.append(_Piece(at, inked, width, width + space))
            at = end
        lines = _filled(pieces, room)
        low, high = max((piece.width for piece in pieces), default=0.0), room
        for _ in range(_BALANCE_STEPS if len(lines) > 1 else 0):
            middle = (low + high) / 2
            narrower = _filled(pieces, middle)
            if len(narrower) == len(lines):
                lines, high = narrower, middle
            else:
                low = middle
        return lines

    def _cut(self, room: float) -> None:
        """Ends the last line with an ellipsis."""
        last = self._lines[-1]
        run = last[-1]
        text = run.text
        while text and run.x + run.style.width(text + "…") > room:
            text = text[:-1].rstrip()
        cut = text + "…"
        last[-1] = run._replace(text=cut, mark=None, width=run.style.width(cut))


class _Piece(NamedTuple):
    """A part of the text between two places at which a line may end: where its letters start and end, and its widths
    without the space after it and with it."""

    start: int
    end: int
    width: float
    whole: float


def _filled(pieces: Sequence[_Piece], room: float) -> list[tuple[int, int]]:
    """The start and end in the text of lines that are filled one after the other."""
    lines: list[tuple[int, int]] = []
    used = 0.0
    for piece in pieces:
        if lines and used + piece.width <= room:
            lines[-1] = (lines[-1][0], piece.end)
        else:
            lines.append((piece.start, piece.end))
            used = 0.0
        used += piece.whole
    return lines
