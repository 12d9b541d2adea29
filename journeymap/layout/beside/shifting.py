"""Moves finished marks sideways, from the page on which they were drawn to their place on a wider one."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.layout.canvas import Canvas
from journeymap.layout.scene import Circle, Element, Group, Icon, Path, TextLine


def shifted(elements: Iterable[Element], by: float, prefix: str) -> list[Element]:
    """Returns the elements `by` pixels to the right; the ids of their groups, unique on a page, begin with `prefix`."""
    return [_shifted(element, by, prefix) for element in elements]


def _shifted(element: Element, by: float, prefix: str) -> Element:
    if isinstance(element, Group):
        data = element.data
        if "x" in data:
            data = data | {"x": f"{float(data['x']) + by:g}"}
        name = f"{prefix}{element.id}" if element.id else ""
        return element._replace(id=name, data=data, children=shifted(element.children, by, prefix))
    if isinstance(element, Path):
        return element._replace(
            segments=[
                (command, tuple(number if index % 2 else number + by for index, number in enumerate(numbers)))
                for command, numbers in element.segments
            ]
        )
    if isinstance(element, TextLine):
        return element._replace(middle=element.middle + by)
    if isinstance(element, Circle):
        return element._replace(x=element.x + by)
    return element._replace(x=element.x + by)


def parted(elements: Iterable[Element], canvas: Canvas, start: float) -> tuple[list[Element], list[Element]]:
    """Returns the elements of a page that begin before the logical x `start`, and all others, each in their groups."""
    before: list[Element] = []
    others: list[Element] = []
    for element in elements:
        if isinstance(element, Group):
            inside, rest = parted(element.children, canvas, start)
            if inside:
                before.append(element._replace(id="", data={}, children=inside))
            others.append(element._replace(children=rest))
        else:
            (before if _start(element, canvas) < start else others).append(element)
    return before, others


def _start(element: Element, canvas: Canvas) -> float:
    """The logical x at which an element begins."""
    if isinstance(element, Path):
        across = [number for _, numbers in element.segments for number in numbers[::2]]
        left, right = min(across), max(across)
    elif isinstance(element, TextLine):
        left, right = element.middle - element.width / 2, element.middle + element.width / 2
    elif isinstance(element, Circle):
        left, right = element.x - element.radius, element.x + element.radius
    elif isinstance(element, Icon):
        left, right = element.x, element.x + element.size
    else:
        assert not isinstance(element, Group)
        left, right = element.x, element.x + element.width
    return canvas.width - right if canvas.rtl else left
