"""The numbers beside the marks of changes, which lead to the story: small discs that cover no text of their band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from journeymap.layout.canvas import Canvas, Type
from journeymap.layout.scene import Circle, Element, Group, Icon, Path, Rect, TextLine
from journeymap.layout.spec import MapSpec
from journeymap.overlays import ItemPath
from journeymap.overlays.changes import ChangesOverlay
from journeymap.records import NamedTuple
from journeymap.style.fonts import SEMIBOLD

_WINDOW, _LEAST_THERE, _LARGEST = 1400, 9.0, 20.0
"""Numbers are so large, in pixels, where the map is as wide as a window; and on the map itself no larger than that."""
_SHARES = (1.0, 0.85, 0.7, 0.6, 0.5)
"""How large a number is, where there is no room for a larger one."""
_UP, _DOWN = 0.76, 0.24
_CLEAR = 1.0
_LANE_PAD = 6.0
"""How much of the room below the texts of every lane a number may take, in pixels."""
_BUCKET = 128.0

Point = tuple[float, float]
_Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """Where a number may stand: a point, and how much of the disc's width and height lies before and above it.

    Both are from 0 to 1: (0.5, 0.5) is around the point.
    """

    x: float
    y: float
    before: float = 0.5
    above: float = 0.5


class Disc(NamedTuple):
    """The size of a disc in pixels: its type, width and height."""

    style: Type
    width: float
    height: float


def disc_of(text: str, size: float) -> Disc:
    """The disc of a number in letters of this size in pixels; a longer number has a wider one."""
    style = Type(size, SEMIBOLD, size)
    height = round(size * 1.3 + 1, 2)
    return Disc(style, max(height, round(style.width(text) + size * 0.7, 2)), height)


def number_size(canvas: Canvas) -> float:
    """How large the numbers on the map should be, in pixels, for readers of the whole map in a window."""
    return min(_LEAST_THERE * canvas.width / _WINDOW, _LARGEST)


def room_below(canvas: Canvas, spec: MapSpec, touchpoints: Iterable[str], lane: str) -> float:
    """The height in pixels that the cells of a lane need below their texts for the numbers of their changes."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None:
        return 0
    has = any(changes.at(ItemPath.to(touchpoint=each, lane=lane)).number for each in touchpoints)
    return disc_of("0", number_size(canvas)).height - _LANE_PAD if has else 0


def draw_disc(
    canvas: Canvas, middle: Point, disc: Disc, text: str, colour: str, *, href: str, title: str, name: str
) -> None:
    """Draws a number around a point; with an address it is a link."""
    x, y = middle
    with canvas.link(href, title, name):
        canvas.rect(
            x - disc.width / 2, y - disc.height / 2, disc.width, disc.height, colour, radius=disc.height / 2,
            stroke="paper",
        )  # fmt: skip
        canvas.text(x, y + disc.style.size * 0.355, text, disc.style, "paper", align="middle")


class ChangeNumbers:
    """Puts numbers into a band whose marks are all drawn, where they cover no text, no mark and no other number."""

    def __init__(self, canvas: Canvas, spec: MapSpec, changes: ChangesOverlay) -> None:
        self._canvas = canvas
        self._words = spec.words
        self._changes = changes
        self._texts: defaultdict[int, list[_Box]] = defaultdict(list)
        self._marks: defaultdict[int, list[_Box]] = defaultdict(list)
        for box, is_text in _boxes(canvas.here, in_change=False):
            self._keep(box, self._texts if is_text else self._marks)

    def put(self, number: int, colour: str, places: Sequence[Place], *, to: str, is_own: bool, most: float = 0) -> None:
        """Draws a number at the first of the places that has room for it, as large as possible.

        Where it stands for an item that has a number of its own, `is_own` is off. A number that the story below the map
        leaves out leads `to` this id on the page. `most` is the largest height of its disc in pixels. Where there is no
        room for any, nothing is drawn.
        """
        text = self._words.number(number)
        size = number_size(self._canvas)
        if most:
            size = min(size, (most - 1) / 1.3)
        found = self._found(text, size, places)
        if found is None:
            return
        middle, disc = found
        href = f"#change-{number}" if number in self._changes.listed else f"#{to}"
        title = self._changes.titles.get(number, "")
        draw_disc(
            self._canvas, middle, disc, text, colour, href=href, title=title, name=f"mark-{number}" if is_own else ""
        )
        self._keep(self._box(middle, disc), self._texts)

    def _found(self, text: str, size: float, places: Sequence[Place]) -> tuple[Point, Disc] | None:
        for avoided in ((self._texts, self._marks), (self._texts,)):
            for share in _SHARES:
                disc = disc_of(text, size * share)
                for place in places:
                    x = place.x + (0.5 - place.before) * disc.width
                    middle = x, place.y + (0.5 - place.above) * disc.height
                    box = self._box(middle, disc)
                    if box[0] > 0 and box[1] < self._canvas.width and not any(_covers(box, each) for each in avoided):
                        return middle, disc
        return None

    def _box(self, middle: Point, disc: Disc) -> _Box:
        """The physical box of a disc: left, right, top, bottom."""
        left = self._canvas.flip(middle[0] - disc.width / 2, disc.width)
        return left, left + disc.width, middle[1] - disc.height / 2, middle[1] + disc.height / 2

    def _keep(self, box: _Box, where: defaultdict[int, list[_Box]]) -> None:
        for bucket in _buckets(box):
            where[bucket].append(box)


def _buckets(box: _Box) -> range:
    return range(int(box[0] // _BUCKET), int(box[1] // _BUCKET) + 1)


def _covers(box: _Box, others: defaultdict[int, list[_Box]]) -> bool:
    left, right, top, bottom = box
    return any(
        other[0] < right + _CLEAR and left - _CLEAR < other[1] and other[2] < bottom and top < other[3]
        for bucket in _buckets(box)
        for other in others.get(bucket, ())
    )


def _boxes(elements: Iterable[Element], *, in_change: bool) -> Iterator[tuple[_Box, bool]]:
    """The physical boxes of texts and of what readers look at: icons, points, and the marks of changes."""
    for each in elements:
        if isinstance(each, TextLine):
            half = each.width / 2
            up, down = each.baseline - _UP * each.size, each.baseline + _DOWN * each.size
            yield (each.middle - half, each.middle + half, up, down), True
        elif isinstance(each, Group):
            yield from _boxes(each.children, in_change=each.kind.startswith("change "))
        elif isinstance(each, Circle):
            yield (each.x - each.radius, each.x + each.radius, each.y - each.radius, each.y + each.radius), False
        elif isinstance(each, Icon):
            yield (each.x, each.x + each.size, each.y, each.y + each.size), False
        elif in_change and isinstance(each, Rect):
            yield (each.x, each.x + each.width, each.y, each.y + each.height), False
        elif in_change and isinstance(each, Path):
            xs = [x for _, numbers in each.segments for x in numbers[::2]]
            ys = [y for _, numbers in each.segments for y in numbers[1::2]]
            yield (min(xs), max(xs), min(ys), max(ys)), False
