"""The map's icons, each one path on a grid of 16 with a stroke of 1.4.

`O x y r` is a circle; the other commands are those of a path in a scene. On a right-to-left map, only the icons that
have a direction are mirrored.
"""

from __future__ import annotations

import re
from functools import cache

from journeymap.layout.canvas import Canvas, at
from journeymap.layout.scene import Icon, Segment

SIZE = 16
_STROKE = 1.4
_new = tuple.__new__  # as in the canvas: icons are many
CIRCLE_CONTROL = 0.5523
"""The distance of the control points of a cubic curve from its ends, in radii, for a quarter of a circle."""

_DRAWINGS = {
    "doing": "M3.5 2.5 L12.5 6.7 L8.6 8.3 L7 12.3 Z",
    "thinking": "M2.5 3 L13.5 3 L13.5 10.5 L8 10.5 L5 13.2 L5 10.5 L2.5 10.5 Z",
    "time": "O 8 8 5.8 M8 4.6 L8 8 L10.6 9.6",
    "feeling": "O 8 8 5.8 M5.4 9.4 C6.4 11.3 9.6 11.3 10.6 9.4 M5.9 6.2 L5.9 6.7 M10.1 6.2 L10.1 6.7",
    "metrics": "M3 13.2 L3 9 M6.4 13.2 L6.4 5.5 M9.8 13.2 L9.8 7.5 M13.2 13.2 L13.2 2.8",
    "funnel": "M2.4 3 L13.6 3 L9.4 8.4 L9.4 13.4 L6.6 11.8 L6.6 8.4 Z",
    "pains": "M8 2.6 L14 13 L2 13 Z M8 6.4 L8 9.4 M8 11.2 L8 11.3",
    "gains": "M3 13.4 L3 7.2 L5.4 7.2 L8.2 2.4 C9.8 2.6 9.6 4.2 9 6.2 L13.2 6.2 L12 13.4 Z M5.4 7.2 L5.4 13.4",
    "opportunities": "M5.8 11 L10.2 11 M6.5 13.3 L9.5 13.3 M5.8 11 C5.6 9 3.8 8.6 3.8 6.3 "
    "C3.8 3.9 5.7 2.2 8 2.2 C10.3 2.2 12.2 3.9 12.2 6.3 C12.2 8.6 10.4 9 10.2 11",
    "objections": "M2.5 3 L13.5 3 L13.5 10.5 L8 10.5 L5 13.2 L5 10.5 L2.5 10.5 Z M6.4 5.2 L9.6 8.4 M9.6 5.2 L6.4 8.4",
    "improvements": "M2.5 12.5 L6.5 8.5 L9 11 L13.5 5 M10 5 L13.5 5 L13.5 8.5",
    "channels": "O 3.8 8 1.7 O 12 3.8 1.7 O 12 12.2 1.7 M5.4 7.2 L10.4 4.6 M5.4 8.8 L10.4 11.4",
    "backstage": "M8 2.4 L14 5.4 L8 8.4 L2 5.4 Z M2.6 8.2 L8 10.9 L13.4 8.2 M2.6 10.9 L8 13.6 L13.4 10.9",
    "frontstage": "M2.5 3 L13.5 3 L13.5 10 L2.5 10 Z M8 10 L8 13 M5 13.2 L11 13.2",
    "physical-evidence": "M3 6.2 L8 2.2 L13 6.2 L13 13.6 L3 13.6 Z M8 5 L8 5.1 M5.6 9 L10.4 9 M5.6 11.4 L8.8 11.4",
    "systems": "M2.8 4.5 C2.8 1.9 13.2 1.9 13.2 4.5 C13.2 7.1 2.8 7.1 2.8 4.5 Z M2.8 4.5 L2.8 11.5 "
    "C2.8 14.1 13.2 14.1 13.2 11.5 L13.2 4.5 M2.8 8 C2.8 10.6 13.2 10.6 13.2 8",
    "owners": "O 8 5.2 2.7 M2.8 13.4 C3.2 9.3 12.8 9.3 13.2 13.4",
    "message": "M2.5 6.4 L2.5 9.6 L5 9.6 L11.5 13 L11.5 3 L5 6.4 Z M13.8 6.6 L13.8 9.4",
    "content": "M3.8 2.2 L9.6 2.2 L12.4 5 L12.4 13.8 L3.8 13.8 Z M6 7.4 L10.2 7.4 M6 10.4 L10.2 10.4",
    "goal": "O 8 8 5.8 O 8 8 2.6",
    "focus": "M2.5 5.4 L2.5 2.5 L5.4 2.5 M10.6 2.5 L13.5 2.5 L13.5 5.4 M13.5 10.6 L13.5 13.5 L10.6 13.5 "
    "M5.4 13.5 L2.5 13.5 L2.5 10.6 O 8 8 2",
    "example": "M2.4 3.4 C4.5 2.6 6.6 2.9 8 4.2 C9.4 2.9 11.5 2.6 13.6 3.4 L13.6 12.4 C11.5 11.6 9.4 11.9 8 13.2 "
    "C6.6 11.9 4.5 11.6 2.4 12.4 Z M8 4.2 L8 13.2",
    "competitors": "M4 13.4 L4 2.6 L12.6 2.6 L10.6 5.4 L12.6 8.2 L4 8.2",
    "custom": "M3 4 L13 4 M3 8 L13 8 M3 12 L9 12",
    "social": "M8 13.2 C2.6 9.6 1.6 7 2.6 4.8 C3.7 2.6 6.8 2.6 8 5 C9.2 2.6 12.3 2.6 13.4 4.8 "
    "C14.4 7 13.4 9.6 8 13.2 Z",
    "web": "O 8 8 5.8 M2.2 8 L13.8 8 M8 2.2 C5 5 5 11 8 13.8 C11 11 11 5 8 2.2",
    "app": "M4.8 1.8 L11.2 1.8 L11.2 14.2 L4.8 14.2 Z M7.2 12 L8.8 12",
    "mail": "M2 3.6 L14 3.6 L14 12.4 L2 12.4 Z M2 4.2 L8 8.8 L14 4.2",
    "chat": "M2 2.8 L10.6 2.8 L10.6 8.6 L6 8.6 L3.6 10.8 L3.6 8.6 L2 8.6 Z M8 11 L10.8 11 L12.8 13.2 L12.8 11 "
    "L14 11 L14 6 L12.6 6",
    "call": "M4 2.2 L6.2 2.2 L7 5.6 L5.4 6.8 C6.2 8.6 7.4 9.8 9.2 10.6 L10.4 9 L13.8 9.8 L13.8 12 "
    "C13.8 13 13 13.8 12 13.8 C6.6 13.4 2.6 9.4 2.2 4 C2.2 3 3 2.2 4 2.2 Z",
    "courier": "M1.4 4 L9 4 L9 11.4 L1.4 11.4 Z M9 6.4 L12.4 6.4 L14.6 9 L14.6 11.4 L9 11.4 O 4.4 12 1.4 O 11.8 12 1.4",
    "shop": "M2.8 6.8 L2.8 13.4 L13.2 13.4 L13.2 6.8 M1.8 6.4 L3.4 2.6 L12.6 2.6 L14.2 6.4 Z M6.4 13.4 L6.4 9.4 "
    "L9.6 9.4 L9.6 13.4",
    "search": "O 7 7 4.4 M10.2 10.2 L13.8 13.8",
    "post": "M2 7 L8 2.4 L14 7 L14 13.4 L2 13.4 Z M2 7 L8 10.6 L14 7",
    "kiosk": "M3.4 1.8 L12.6 1.8 L12.6 9 L3.4 9 Z M8 9 L8 14 M5 14.2 L11 14.2",
    "bot": "M3 5.4 L13 5.4 L13 12.6 L3 12.6 Z M8 5.4 L8 2.6 M6 8.4 L6 9.2 M10 8.4 L10 9.2 "
    "M1.4 8.2 L1.4 10 M14.6 8.2 L14.6 10",
    "tv": "M1.8 4.6 L14.2 4.6 L14.2 12.6 L1.8 12.6 Z M5 1.8 L8 4.6 L11 1.8",
    "event": "M2.6 3.6 L13.4 3.6 L13.4 13.4 L2.6 13.4 Z M2.6 6.8 L13.4 6.8 M5.4 2 L5.4 4.6 M10.6 2 L10.6 4.6",
    "partner": "O 5.4 5.4 2.3 O 11 6.2 1.8 M1.4 13 C1.6 8.6 9.2 8.6 9.4 13 M10.4 9.6 C12.8 9 14.4 10.6 14.6 13",
    "review": "M8 2 L9.8 5.9 L14 6.4 L10.9 9.3 L11.7 13.5 L8 11.4 L4.3 13.5 L5.1 9.3 L2 6.4 L6.2 5.9 Z",
    "home": "M2 8 L8 2.6 L14 8 M3.8 6.6 L3.8 13.4 L12.2 13.4 L12.2 6.6",
    "person": "O 8 5.2 2.7 M2.8 13.4 C3.2 9.3 12.8 9.3 13.2 13.4",
    "payment": "M1.8 3.6 L14.2 3.6 L14.2 12.4 L1.8 12.4 Z M1.8 6.6 L14.2 6.6 M4.2 9.8 L7 9.8",
    "place": "M8 14 C4.6 10.4 3.4 8.4 3.4 6.4 C3.4 3.8 5.4 1.8 8 1.8 C10.6 1.8 12.6 3.8 12.6 6.4 "
    "C12.6 8.4 11.4 10.4 8 14 Z O 8 6.4 1.7",
    "video": "M1.6 4.2 L10 4.2 L10 11.8 L1.6 11.8 Z M10 7 L14.4 4.8 L14.4 11.2 L10 9",
    "other": "O 8 8 3.4",
    "storyboard": "M2 3.2 L14 3.2 L14 12.8 L2 12.8 Z M2 11 L6 7.4 L9 10.2 L11 8.6 L14 11.2 O 10.8 6 1.1",
    "link": "M6.6 9.4 L9.4 6.6 M7.4 5 L9.2 3.2 C10.2 2.2 11.8 2.2 12.8 3.2 C13.8 4.2 13.8 5.8 12.8 6.8 L11 8.6 "
    "M8.6 11 L6.8 12.8 C5.8 13.8 4.2 13.8 3.2 12.8 C2.2 11.8 2.2 10.2 3.2 9.2 L5 7.4",
    "face-high": "O 8 8 6.6 M5 9.2 C6.2 11.9 9.8 11.9 11 9.2 M5.8 5.9 L5.8 6.5 M10.2 5.9 L10.2 6.5",
    "face-neutral": "O 8 8 6.6 M5.3 10 L10.7 10 M5.8 6 L5.8 6.6 M10.2 6 L10.2 6.6",
    "face-low": "O 8 8 6.6 M5 11.2 C6.2 8.6 9.8 8.6 11 11.2 M5.8 6 L5.8 6.6 M10.2 6 L10.2 6.6",
}
_DIRECTIONAL = {"doing", "courier", "improvements", "message", "competitors"}
_TOKENS = re.compile(r"[MLCZO]|-?[0-9.]+")
_ARITY = {"M": 2, "L": 2, "C": 6, "Z": 0, "O": 3}


def circle_path(x: float, y: float, radius: float) -> list[Segment]:
    """A circle as a path of four cubic curves."""
    k = radius * CIRCLE_CONTROL
    return [
        ("M", (x + radius, y)),
        ("C", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        ("C", (x - k, y + radius, x - radius, y + k, x - radius, y)),
        ("C", (x - radius, y - k, x - k, y - radius, x, y - radius)),
        ("C", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        ("Z", ()),
    ]


def is_drawn(name: str) -> bool:
    """Whether there is an icon with this name."""
    return name in _DRAWINGS


@cache
def outline(name: str) -> list[Segment]:
    """The path of an icon on its grid. Raises KeyError when there is no such icon."""
    tokens = _TOKENS.findall(_DRAWINGS[name])
    segments: list[Segment] = []
    index = 0
    while index < len(tokens):
        command = tokens[index]
        arity = _ARITY[command]
        numbers = tuple(float(token) for token in tokens[index + 1 : index + 1 + arity])
        index += 1 + arity
        if command == "O":
            segments.extend(circle_path(*numbers))
        else:
            segments.append((command, numbers))
    return segments


def draw_icon(canvas: Canvas, name: str, x: float, y: float, colour: str, *, size: float = SIZE) -> None:
    """Draws an icon whose logical start is x and whose top is y, `size` pixels wide and high."""
    mirrored = canvas.rtl and name in _DIRECTIONAL
    left = canvas.width - x - size if canvas.rtl else x
    canvas.add(_new(Icon, (name, left, y, size, mirrored, colour)))


def stroke_width(size: float) -> float:
    """The width of the strokes of an icon of this size, both in pixels."""
    return _STROKE * max(size / SIZE, 0.8)


def placed_outline(icon: Icon) -> list[Segment]:
    """The path of an icon where it is drawn."""
    left = icon.x + icon.size if icon.mirrored else icon.x
    return at(outline(icon.name), left, icon.y, icon.size / SIZE, mirror=icon.mirrored)
