"""What can be measured of the drawing of a flow: how often labels, ways and discs meet, and how often ways cross."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from journeymap.layout.scene import Element, Group, Path, Rect, Scene, TextLine

Point = tuple[float, float]
Box = tuple[float, float, float, float]
_ASCENT, _DESCENT = 0.72, 0.2
_DISC_RADIUS = 7.5
_STEPS = 16


class FlowMeasures(NamedTuple):
    """What meets: labels that meet labels, ways that run through labels or through discs. And how many ways cross."""

    labels: tuple[str, ...]
    through_labels: tuple[str, ...]
    on_discs: tuple[str, ...]
    crossings: int


class _Parts(NamedTuple):
    strokes: list[tuple[str, float, list[Point]]]
    """The way, half of its width, and its points."""
    labels: list[tuple[str, str, Box]]
    """The way, its text, and the room of that."""
    discs: list[tuple[str, str, Box]]


def flow_measures(scene: Scene) -> FlowMeasures:
    """The measures of a drawing."""
    parts = _parts(scene)
    labels = [
        f"{one[1]!r} meets {other[1]!r}" for one, other in combinations(parts.labels, 2) if _meet(one[2], other[2])
    ]
    through = _run_through(parts.strokes, parts.labels)
    on_discs = _run_through(parts.strokes, parts.discs, but_own=True)
    return FlowMeasures(tuple(labels), tuple(through), tuple(on_discs), crossings_of_ways(parts.strokes))


def _parts(scene: Scene) -> _Parts:
    found = _Parts([], [], [])
    waiting: list[tuple[Element, str]] = [(band, "") for band in scene.bands]
    while waiting:
        element, way = waiting.pop()
        if isinstance(element, Group):
            own = f"{element.data['from']} to {element.data['to']}" if element.kind == "flow-way" else way
            waiting += [(child, own) for child in reversed(element.children)]
        elif not way:
            continue
        elif isinstance(element, Path) and element.stroke:
            found.strokes.append((way, element.stroke_width / 2, list(_points(element))))
        elif isinstance(element, TextLine):
            (found.discs if element.size < 10 else found.labels).append((way, element.string, _box(element)))
        elif isinstance(element, Rect) and element.radius == _DISC_RADIUS:
            box = (element.x, element.y, element.x + element.width, element.y + element.height)
            found.discs.append((way, "disc", box))
    return found


def _box(text: TextLine) -> Box:
    half = text.width / 2
    return (
        text.middle - half,
        text.baseline - text.size * _ASCENT,
        text.middle + half,
        text.baseline + text.size * _DESCENT,
    )


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _points(path: Path) -> Iterator[Point]:
    """The corners of a path, and points along its curves."""
    last: Point = (0.0, 0.0)
    for command, numbers in path.segments:
        if command == "Z":
            continue
        if command == "C":
            controls = [last, *zip(numbers[::2], numbers[1::2], strict=True)]
            yield from (_on_curve(controls, step / _STEPS) for step in range(1, _STEPS))
        last = (numbers[-2], numbers[-1])
        yield last


def _on_curve(controls: Sequence[Point], part: float) -> Point:
    """The point of a curve at a part of it, by de Casteljau's construction."""
    left = list(controls)
    while len(left) > 1:
        left = [(a + (c - a) * part, b + (d - b) * part) for (a, b), (c, d) in pairwise(left)]
    return left[0]


def _run_through(
    strokes: Sequence[tuple[str, float, list[Point]]], things: Sequence[tuple[str, str, Box]], *, but_own: bool = False
) -> Iterator[str]:
    for way, half, points in strokes:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        around = (min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half)
        for owner, said, box in things:
            if (but_own and owner == way) or not _meet(around, box):
                continue
            inner = (box[0] + 1 - half, box[1] + 1 - half, box[2] - 1 + half, box[3] - 1 + half)
            if any(_passes(one, other, inner) for one, other in pairwise(points)):
                yield f"{way} runs through {said!r} of {owner}"


def _passes(one: Point, other: Point, box: Box) -> bool:
    """Whether a line has a point within a box (Liang and Barsky's clipping)."""
    first, last = 0.0, 1.0
    for start, step, low, high in (
        (one[0], other[0] - one[0], box[0], box[2]),
        (one[1], other[1] - one[1], box[1], box[3]),
    ):
        if abs(step) < 1e-9:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, near), min(last, far)
    return first < last


def crossings_of_ways(strokes: Sequence[tuple[str, float, list[Point]]]) -> int:
    """How many pairs of lines of two ways cross; lines that run along each other do not."""
    lines = [(way, one, other) for way, _, points in strokes for one, other in pairwise(points) if one != other]
    lines.sort(key=lambda line: min(line[1][1], line[2][1]))  # rows are one below the other: few lines are beside each
    found: Counter[tuple[str, str]] = Counter()
    for index, (way, one, other) in enumerate(lines):
        bottom, left, right = max(one[1], other[1]), min(one[0], other[0]), max(one[0], other[0])
        for owner, start, stop in lines[index + 1 :]:
            if start[1] > bottom and stop[1] > bottom:
                break
            if max(start[0], stop[0]) < left or min(start[0], stop[0]) > right:
                continue
            if owner != way and _cross(one, other, start, stop):
                found[min(way, owner), max(way, owner)] += 1
    return sum(found.values())


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
