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


def without_gutter(elements: Iterable[Element], canvas: Canvas, start: float) -> list[Element]:
    """Returns the elements of a page without those that begin before the logical x `start`: the titles of lanes."""
    kept: list[Element] = []
    for element in elements:
        if isinstance(element, Group):
            kept.append(element._replace(children=without_gutter(element.children, canvas, start)))
        elif _start(element, canvas) >= start:
            kept.append(element)
    return kept


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
