"""The scene: the elements of a finished layout. The drawing formats turn it into bytes.

All positions are in pixels from the top left corner, and physical: a right-to-left map is already mirrored. Colours are
the names of theme tokens. Nothing here knows a file format.
"""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model import Picture
from journeymap.records import NamedTuple, Record

Segment = tuple[str, tuple[float, ...]]
"""One step of a path: M, L, C (two control points and an end) or Z, with its absolute coordinates."""


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
    """Lines and curves; filled, stroked or both. `kind` and `data` are as for a group."""

    segments: list[Segment]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1
    dash: tuple[float, ...] = ()
    opacity: float = 1
    kind: str = ""
    data: dict[str, str] | None = None


class Icon(NamedTuple):
    """An icon, by its name: a square `size` wide and high whose corner is at (x, y); maybe mirrored left to right."""

    name: str
    x: float
    y: float
    size: float
    mirrored: bool
    stroke: str


class TextLine(NamedTuple):
    """One line of text. It is centred on the x `middle`, so that it is in the right place in any other font too.

    `baseline` is the y of its baseline, `width` its measured width, and `rtl` whether it runs right to left.
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
    """Marks that belong together, such as a band of the map, or the marks of a touchpoint or of a persona.

    `data` gives what they belong to (`touchpoint`, `persona`, `lane`, …). `title` is a tooltip. With `href`, the group
    is a link, whose place is that of its first mark, a rectangle.
    """

    id: str
    kind: str
    data: dict[str, str]
    title: str
    children: list[Element]
    href: str = ""


class PlacedPicture(NamedTuple):
    """A picture that fills a rectangle, or the circle in it if `is_round`; what does not fit is cut off on both sides.

    `title` says what it shows.
    """

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    title: str = ""
    is_round: bool = False


class Gradient(NamedTuple):
    """A rectangle of one colour whose opacity changes from `top` to `bottom`."""

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


Element = Rect | Circle | Path | Icon | TextLine | Group | PlacedPicture | Gradient | Hatch


class Scene(Record):
    """A whole map. A scene is equal only to itself, so it can be the key of a cache."""

    width: float
    height: float
    title: str
    description: str
    language: str
    rtl: bool
    bands: list[Group]

    def elements(self) -> Iterator[Element]:
        """Every element in drawing order; a group comes before its children."""
        stack: list[Element] = list(reversed(self.bands))
        while stack:
            element = stack.pop()
            yield element
            if isinstance(element, Group):
                stack.extend(reversed(element.children))

    def texts(self) -> Iterator[TextLine]:
        """Every line of text, in drawing order."""
        return (element for element in self.elements() if isinstance(element, TextLine))


def box_of(element: Element) -> tuple[float, float, float, float]:
    """The left, top, right and bottom of an element, in pixels; for a group, an empty box."""
    if isinstance(element, Group):
        return (0, 0, -1, -1)
    if isinstance(element, Circle):
        reach = element.radius
        return (element.x - reach, element.y - reach, element.x + reach, element.y + reach)
    if isinstance(element, TextLine):
        half = element.width / 2
        return (element.middle - half, element.baseline - element.size, element.middle + half, element.baseline)
    if isinstance(element, Icon):
        return (element.x, element.y, element.x + element.size, element.y + element.size)
    if isinstance(element, Path):
        xs = [number for _, numbers in element.segments for number in numbers[0::2]]
        ys = [number for _, numbers in element.segments for number in numbers[1::2]]
        return (min(xs), min(ys), max(xs), max(ys))
    return (element.x, element.y, element.x + element.width, element.y + element.height)
