"""The scene: what a map is made of once every place is settled. Drawing formats turn it into bytes.

All places are absolute, in pixels from the top left corner, and physical: right-to-left maps are already
mirrored. Colours are the names of theme tokens. Nothing here knows a file format.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeymap.records import Record

Segment = tuple[str, tuple[float, ...]]
"""One step of a path: M, L, C (two controls and an end) or Z, with its absolute coordinates."""


class Rect(NamedTuple):
    """A rectangle; `radius` rounds its corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    radius: float = 0
    stroke: str | None = None
    stroke_width: float = 1
    dash: tuple[float, ...] = ()
    opacity: float = 1


class Circle(NamedTuple):
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1


class Path(NamedTuple):
    """Lines and curves; filled, stroked or both."""

    segments: list[Segment]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1
    dash: tuple[float, ...] = ()
    opacity: float = 1


class TextLine(NamedTuple):
    """One line of text. It is centred on `middle`, so that a substituted font still sits right.

    `baseline` is its vertical place, `width` its measured width, `rtl` the direction it is read in.
    """

    string: str
    middle: float
    baseline: float
    width: float
    size: float
    weight: int
    fill: str
    rtl: bool


class Group(NamedTuple):
    """Marks that belong together: a band of the map, a touchpoint's or a persona's part of it.

    `data` says to whom the marks belong (`touchpoint`, `persona`, `lane`, …); `title` is the full text
    that a reader can ask for.
    """

    id: str
    kind: str
    data: dict[str, str]
    title: str
    children: list[Element]


class Gradient(NamedTuple):
    """A vertical change of one token's opacity over a rectangle, from `top` to `bottom`."""

    x: float
    y: float
    width: float
    height: float
    token: str
    top: float
    bottom: float


class Hatch(NamedTuple):
    """A rectangle filled with thin diagonal lines."""

    x: float
    y: float
    width: float
    height: float
    token: str


Element = Rect | Circle | Path | TextLine | Group | Gradient | Hatch


class Scene(Record):
    """A whole map. A scene equals itself alone, so that what is made from one can be kept by it."""

    width: float
    height: float
    title: str
    description: str
    language: str
    rtl: bool
    bands: list[Group]

    def elements(self) -> Iterator[Element]:
        """Every element, groups before what they hold, in drawing order."""
        stack: list[Element] = list(reversed(self.bands))
        while stack:
            element = stack.pop()
            yield element
            if isinstance(element, Group):
                stack.extend(reversed(element.children))

    def texts(self) -> Iterator[TextLine]:
        """Every line of text, in drawing order."""
        return (element for element in self.elements() if isinstance(element, TextLine))
