"""Scenes enlarged as a whole, for themes whose texts are larger than those of the map that is laid out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journeymap.layout.scene import (
    Circle,
    Element,
    Gradient,
    Group,
    Hatch,
    Icon,
    Path,
    PlacedPicture,
    Rect,
    Scene,
    TextLine,
)

_PLACES = ("x", "y", "width", "height")
"""What a group tells of its place, in pixels."""


def scaled(scene: Scene, by: float) -> Scene:
    """The scene enlarged by a factor: all of its places, sizes and strokes."""
    return scene.replace(
        width=round(scene.width * by, 2),
        height=round(scene.height * by, 2),
        bands=[_group(band, by) for band in scene.bands],
    )


def scaled_element(element: Element, by: float) -> Element:
    """An element enlarged by a factor around the corner of the page."""
    made: Element = _SCALE[type(element)](element, by)
    return made


def _group(group: Group, by: float) -> Group:
    data = {key: f"{round(float(value) * by, 2):g}" if key in _PLACES else value for key, value in group.data.items()}
    return group._replace(data=data, children=[scaled_element(child, by) for child in group.children])


def _path(path: Path, by: float) -> Path:
    segments = [(command, tuple([number * by for number in numbers])) for command, numbers in path.segments]
    return path._replace(segments=segments, **_stroke(path, by))


def _stroke(element: Any, by: float) -> dict[str, Any]:
    return {"stroke_width": element.stroke_width * by, "dash": tuple([each * by for each in element.dash])}


def _fields(*names: str, dashed: bool = False) -> Callable[[Any, float], Any]:
    """What enlarges the fields of an element by these names."""

    def scale(element: Any, by: float) -> Any:
        larger = {name: getattr(element, name) * by for name in names}
        return element._replace(**larger, **(_stroke(element, by) if dashed else {}))

    return scale


_SCALE: dict[type, Callable[[Any, float], Any]] = {
    Rect: _fields("x", "y", "width", "height", "radius", dashed=True),
    Circle: _fields("x", "y", "radius", "stroke_width"),
    Icon: _fields("x", "y", "size"),
    TextLine: _fields("middle", "baseline", "width", "size"),
    PlacedPicture: _fields("x", "y", "width", "height"),
    Gradient: _fields("x", "y", "width", "height"),
    Hatch: _fields("x", "y", "width", "height"),
    Group: _group,
    Path: _path,
}
