"""The canvas that marks are drawn on. Its positions are logical: x counts from the edge at which reading starts.

Only the canvas mirrors a map. A right-to-left map is laid out by the same code as any other, and the canvas turns each
logical x into a physical one when a mark is drawn. Texts keep their own direction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from journeymap.layout.groups import Groups
from journeymap.layout.scene import (
    Circle,
    Element,
    Gradient,
    Group,
    Hatch,
    Path,
    PlacedPicture,
    Rect,
    Segment,
    TextLine,
)
from journeymap.model import Picture
from journeymap.records import NamedTuple
from journeymap.style.breaking import break_lines
from journeymap.style.direction import is_rtl
from journeymap.style.fonts import MEDIUM, REGULAR, SEMIBOLD, widths_in_ems

T = TypeVar("T")
Align = Literal["start", "middle", "end"]
_BEFORE: dict[Align, float] = {"start": 0, "middle": 0.5, "end": 1}
"""How much of a text's width is before the x at which it is aligned."""
_BASELINE = 0.355
"""How far the baseline of a line is below the middle of its leading, in ems."""
# Marks are many, and a tuple becomes one in half the time that the class takes to make it of arguments.
_new = tuple.__new__


class Type(NamedTuple):
    """A style of text: its size and leading in pixels, and the font's weight."""

    size: float
    weight: int
    leading: float

    def width(self, text: str) -> float:
        """The width of one line of text, in pixels."""
        size, weight, _ = self
        return widths_in_ems(weight)[text] * size

    def lines(self, text: str, width: float, *, most: int = 0) -> tuple[str, ...]:
        """The text in lines no wider than `width` pixels; with `most`, in at most so many lines."""
        size, weight, _ = self
        return break_lines(text, width, size, weight, most)


TITLE = Type(32, SEMIBOLD, 38)
SUBTITLE = Type(26, SEMIBOLD, 32)
NAME = Type(17, SEMIBOLD, 22)
STAGE = Type(16, SEMIBOLD, 19)
STAGE_NUMBER = Type(16, REGULAR, 19)
LEAD = Type(15, REGULAR, 21)
HEADING = Type(15, SEMIBOLD, 20)
STEP = Type(14, SEMIBOLD, 17.5)
BODY = Type(12.5, REGULAR, 16.5)
LABEL = Type(12, SEMIBOLD, 15)
EMOTION = Type(11.5, MEDIUM, 14)
NOTE = Type(11, REGULAR, 14)
TABLE = Type(11.5, REGULAR, 15.5)
TABLE_STRONG = Type(11.5, MEDIUM, 15.5)
CAPTION = Type(10.5, REGULAR, 13)
CAPTION_STRONG = Type(10.5, MEDIUM, 13)
CAPTION_BOLD = Type(10.5, SEMIBOLD, 13)


class Canvas:
    """A page of a known width, in reading direction or mirrored."""

    def __init__(self, width: float, *, rtl: bool) -> None:
        self.width = width
        self.rtl = rtl
        self._groups = Groups()
        self._open = self._groups.children

    @property
    def elements(self) -> list[Element]:
        """The elements outside any group: the outermost groups themselves, and marks drawn outside them."""
        return self._open[0]

    def add(self, element: Element) -> None:
        """Adds an element whose position is already physical."""
        self._open[-1].append(element)

    def group(self, name: str = "", kind: str = "", title: str = "", *, href: str = "", **data: str) -> Groups:
        """A context in which all marks go into one group. A group without marks is left out."""
        children: list[Element] = []
        self._open[-1].append(_new(Group, (name, kind, data, title, children, href)))
        self._open.append(children)
        return self._groups

    def link(self, href: str, title: str, name: str = "") -> Groups:
        """A context in which all marks go into one group that is a link; the first, a rectangle, is its place."""
        return self.group(name, "link", title, href=href)

    @property
    def here(self) -> list[Element]:
        """The elements of the group that is open, in drawing order."""
        return self._open[-1]

    def behind(self, first: int, draw: Callable[[], T]) -> T:
        """Draws behind the elements of the open group from the one with the index `first` on.

        Returns what `draw` does.
        """
        self._open.append([])
        result = draw()
        drawn = self._open.pop()
        self._open[-1][first:first] = drawn
        return result

    def flip(self, x: float, width: float = 0) -> float:
        """The physical left edge of an element `width` wide whose logical start is x."""
        return self.width - x - width if self.rtl else x

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        *,
        radius: float = 0,
        stroke: str | None = None,
        stroke_width: float = 1,
        dash: tuple[float, ...] = (),
        opacity: float = 1,
    ) -> None:
        """Draws a rectangle."""
        left = self.width - x - width if self.rtl else x
        mark = _new(Rect, (left, y, width, height, fill, radius, stroke, stroke_width, dash, opacity))
        self._open[-1].append(mark)

    def picture(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        picture: Picture,
        title: str = "",
        *,
        is_round: bool = False,
    ) -> None:
        """Draws a picture that fills a rectangle, or the circle in it if `is_round`. `title` says what it shows."""
        self.add(PlacedPicture(self.flip(x, width), y, width, height, picture, title, is_round))

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str | None = None,
        *,
        stroke: str | None = None,
        stroke_width: float = 1,
    ) -> None:
        """Draws a circle around a point."""
        middle = self.width - x if self.rtl else x
        self._open[-1].append(_new(Circle, (middle, y, radius, fill, stroke, stroke_width)))

    def path(
        self,
        segments: list[Segment],
        fill: str | None = None,
        *,
        stroke: str | None = None,
        stroke_width: float = 1,
        dash: tuple[float, ...] = (),
        opacity: float = 1,
        kind: str = "",
        data: dict[str, str] | None = None,
    ) -> None:
        """Draws lines and curves. `kind` and `data` name them in the drawing, as they do a group."""
        if self.rtl:
            segments = _mirrored(segments, self.width)
        self._open[-1].append(_new(Path, (segments, fill, stroke, stroke_width, dash, opacity, kind, data)))

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        stroke: str,
        width: float = 1,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draws a straight line."""
        if self.rtl:
            x1, x2 = self.width - x1, self.width - x2
        segments = [("M", (x1, y1)), ("L", (x2, y2))]
        self._open[-1].append(_new(Path, (segments, None, stroke, width, dash, 1, "", None)))

    def gradient(
        self, x: float, y: float, width: float, height: float, token: str, *, top: float, bottom: float
    ) -> None:
        """Draws a rectangle whose opacity changes from `top` to `bottom`."""
        self.add(Gradient(self.flip(x, width), y, width, height, token, top, bottom))

    def hatch(self, x: float, y: float, width: float, height: float, token: str) -> None:
        """Draws a hatched rectangle."""
        self.add(Hatch(self.flip(x, width), y, width, height, token))

    def text(
        self,
        x: float,
        baseline: float,
        string: str,
        style: Type,
        fill: str,
        *,
        align: Align = "start",
        rtl: bool | None = None,
    ) -> float:
        """Draws one line of text whose start, middle or end is at x; returns its width in pixels.

        Its direction follows from its letters, unless `rtl` gives the direction of the paragraph it belongs to.
        """
        if not string:
            return 0
        size, weight, _ = style
        width = widths_in_ems(weight)[string] * size
        if rtl is None:
            rtl = not string.isascii() and is_rtl(string, base_rtl=self.rtl)  # most are, and a call takes long
        start = x - width * _BEFORE[align]
        middle = (self.width - start - width if self.rtl else start) + width / 2
        self._open[-1].append(_new(TextLine, (string, middle, baseline, width, size, weight, fill, rtl)))
        return width

    def lines(
        self,
        x: float,
        top: float,
        lines: tuple[str, ...],
        style: Type,
        fill: str,
        *,
        align: Align = "start",
    ) -> float:
        """Draws the lines of one text below each other, from the y `top` down; returns the y below them."""
        if not lines:
            return top
        text = lines[0] if len(lines) == 1 else " ".join(lines)
        direction = not text.isascii() and is_rtl(text, base_rtl=self.rtl)  # most are, and a call takes long
        size, weight, leading = style
        first = top + (leading / 2 + size * _BASELINE)  # as of `first_baseline`; texts are many
        put, ems = self._open[-1].append, widths_in_ems(weight)
        before, page = _BEFORE[align], self.width if self.rtl else 0
        for index, line in enumerate(lines):
            width = ems[line] * size
            start = x - width * before
            middle = (page - start - width if page else start) + width / 2
            put(_new(TextLine, (line, middle, first + leading * index, width, size, weight, fill, direction)))
        return top + leading * len(lines)


def first_baseline(style: Type) -> float:
    """The distance from the top of a line to its baseline, in pixels; letters are in the middle of the leading."""
    size, _, leading = style
    return leading / 2 + size * _BASELINE


def _mirrored(segments: list[Segment], width: float) -> list[Segment]:
    """Lines and curves mirrored left to right on a page of this width."""
    mirrored: list[Segment] = []
    for command, numbers in segments:
        if len(numbers) == 6:
            x1, y1, x2, y2, x, y = numbers
            mirrored.append((command, (width - x1, y1, width - x2, y2, width - x, y)))
        else:
            mirrored.append((command, (width - numbers[0], numbers[1]) if numbers else ()))
    return mirrored


def at(segments: list[Segment], x: float, y: float, scale: float = 1, *, mirror: bool = False) -> list[Segment]:
    """Returns a path scaled, mirrored left to right if `mirror` is set, and moved so that its origin is at (x, y)."""
    sign = -scale if mirror else scale
    return [
        (command, (x + numbers[0] * sign, y + numbers[1] * scale))
        if len(numbers) == 2  # nine of ten steps: each icon has a dozen
        else (command, tuple([y + v * scale if i % 2 else x + v * sign for i, v in enumerate(numbers)]))
        for command, numbers in segments
    ]
