"""Portraits of the personas in two tones: with the hair style that the journey names, or with their initials."""

from __future__ import annotations

import math

from journeymap.layout.canvas import Canvas, Type, at
from journeymap.layout.icons import CIRCLE_CONTROL, circle_path
from journeymap.layout.scene import Path, Segment
from journeymap.layout.spec import persona_token
from journeymap.model import Persona, Picture
from journeymap.style.fonts import SEMIBOLD

_GRID = 34.0
_BUST, _EYES = 1.12, 0.5
"""How much larger a face is in an arch than in a circle as wide, and where it is between the top and the bottom."""
_FACE: list[Segment] = [
    ("M", (-10, -8)),
    ("C", (-10, 4, -5.5, 10.5, 0, 10.5)),
    ("C", (5.5, 10.5, 10, 4, 10, -8)),
    ("C", (10, -15, -10, -15, -10, -8)),
    ("Z", ()),
]
_NECK: list[Segment] = [
    ("M", (-4.5, 6)),
    ("L", (4.5, 6)),
    ("L", (4.5, 16)),
    ("C", (3, 20, -3, 20, -4.5, 16)),
    ("Z", ()),
]
_LONG_HAIR: list[Segment] = [
    ("M", (-13.5, 15)),
    ("C", (-16, 4, -15.5, -20, 0, -20)),
    ("C", (15.5, -20, 16, 4, 13.5, 15)),
    ("Z", ()),
]
_BOB: list[Segment] = [
    ("M", (-13, 5)),
    ("C", (-15.5, -8, -12, -20, 0, -20)),
    ("C", (12, -20, 15.5, -8, 13, 5)),
    ("C", (8, 7, -8, 7, -13, 5)),
    ("Z", ()),
]
_SCARF: list[Segment] = [
    ("M", (-15, 17)),
    ("C", (-14, 8, -15, -2, -13, -9)),
    ("C", (-10, -21, 10, -21, 13, -9)),
    ("C", (15, -2, 14, 8, 15, 17)),
    ("Z", ()),
]
_FRINGE: list[Segment] = [
    ("M", (-10.5, -5)),
    ("C", (-10, -14, -5, -15.5, 1, -15)),
    ("C", (6, -15, 10, -12, 10.5, -5)),
    ("C", (6, -7, 3, -8.5, 0.5, -11.5)),
    ("C", (-2.5, -8, -6, -6.5, -10.5, -5)),
    ("Z", ()),
]
_SHORT: list[Segment] = [
    ("M", (-11, -3)),
    ("C", (-13.5, -16, -6, -19.5, 1, -19)),
    ("C", (9, -19, 13, -14, 11, -3)),
    ("C", (9.5, -6, 9.5, -9, 8, -10.5)),
    ("C", (3, -9.5, -4, -9.5, -8, -11)),
    ("C", (-9.5, -9, -9.5, -6, -11, -3)),
    ("Z", ()),
]
_SIDE_PARTING: list[Segment] = [
    ("M", (-11, -4)),
    ("C", (-13, -15, -7, -19, 0, -18.5)),
    ("C", (8, -19, 13, -13, 11, -4)),
    ("C", (10, -8, 8, -10, 5, -12)),
    ("C", (1, -9.5, -5, -9, -8.5, -9)),
    ("C", (-9.5, -8, -10, -6, -11, -4)),
    ("Z", ()),
]
_BEARD: list[Segment] = [
    ("M", (-10, -3)),
    ("C", (-10, 7, -5.5, 12.5, 0, 12.5)),
    ("C", (5.5, 12.5, 10, 7, 10, -3)),
    ("C", (8, 2, 5, 3, 0, 3)),
    ("C", (-5, 3, -8, 2, -10, -3)),
    ("Z", ()),
]
_BUN: list[Segment] = circle_path(0, -20, 5.5)
_GLASSES: list[Segment] = [
    *circle_path(-4.6, -3, 3.3),
    *circle_path(4.6, -3, 3.3),
    ("M", (-1.3, -3.4)),
    ("L", (1.3, -3.4)),
]
# The shapes behind the face and the shapes over it, for each hair style.
_Look = tuple[tuple[list[Segment], ...], tuple[list[Segment], ...]]
_LOOKS: dict[str, _Look] = {
    "long-hair": ((_LONG_HAIR,), (_FRINGE,)),
    "short-hair": ((), (_SHORT,)),
    "bob": ((_BOB,), (_FRINGE,)),
    "beard": ((), (_SIDE_PARTING, _BEARD)),
    "bun": ((_BUN, _BOB), (_FRINGE,)),
    "scarf": ((_SCARF,), ()),
    "side-parting": ((), (_SIDE_PARTING,)),
}
_MONOGRAM = Type(22, SEMIBOLD, 24)


def _shoulders() -> list[Segment]:
    """Shoulders that end at the circle around the portrait."""
    angle = math.radians(36)
    x, y = _GRID * math.cos(angle), _GRID * math.sin(angle)
    k = _GRID * 4 / 3 * math.tan((math.pi - 2 * angle) / 8)
    return [
        ("M", (-x, y)),
        ("C", (-19, 12, 19, 12, x, y)),
        ("C", (x - k * math.sin(angle), y + k * math.cos(angle), k, _GRID, 0, _GRID)),
        ("C", (-k, _GRID, -x + k * math.sin(angle), y + k * math.cos(angle), -x, y)),
        ("Z", ()),
    ]


def draw_portrait(
    canvas: Canvas,
    x: float,
    y: float,
    persona: Persona,
    index: int,
    *,
    radius: float = _GRID,
    picture: Picture | None = None,
) -> None:
    """Draws a persona's portrait around a logical point.

    It is the persona's picture in a line of its colour, else the face that its `portrait` describes, else its initials.
    """
    colour, tint = persona_token(index), persona_token(index, tint=True)
    canvas.circle(x, y, radius, tint)
    if picture is not None:
        alt = (persona.image and persona.image.alt) or persona.name
        canvas.picture(x - radius, y - radius, 2 * radius, 2 * radius, picture, alt, is_round=True)
        canvas.circle(x, y, radius, stroke=colour, stroke_width=1.5)
        return
    look = next((_LOOKS[name] for name in persona.portrait if name in _LOOKS), None)
    if look is None:
        style = Type(_MONOGRAM.size * radius / _GRID, SEMIBOLD, _MONOGRAM.leading)
        canvas.text(x, y + style.size * 0.35, monogram(persona.name), style, colour, align="middle")
        return
    _draw_face(canvas, canvas.flip(x), y, persona, look, _shoulders(), colour, radius / _GRID)


def _draw_face(
    canvas: Canvas, middle: float, y: float, persona: Persona, look: _Look, bust: list[Segment], colour: str,
    scale: float,
) -> None:  # fmt: skip
    """Draws a face and what is around it, from grids of pixels, around a physical point."""

    def draw(shape: list[Segment], fill: str | None, stroke: str | None = None) -> None:
        segments = at(shape, middle, y, scale, mirror=canvas.rtl)
        canvas.add(Path(segments, fill, stroke, 1.2 * scale))

    behind, over = look
    for shape in behind:
        draw(shape, colour)
    draw(bust, colour)
    draw(_NECK, "paper")
    draw(_FACE, "paper")
    for shape in over:
        draw(shape, colour)
    if "glasses" in persona.portrait:
        draw(_GLASSES, None, colour)


def draw_arch(
    canvas: Canvas, x: float, top: float, persona: Persona, index: int, *,
    width: float, height: float, picture: Picture | None = None, ground: str = "paper",
) -> None:  # fmt: skip
    """Draws a persona's portrait in an arch from a logical x and a y on: its picture, else its face and shoulders.

    Initials stand in a circle within it. `ground` is the colour around the arch.
    """
    colour, tint = persona_token(index), persona_token(index, tint=True)
    middle, radius, bottom = x + width / 2, width / 2, top + height
    k = radius * CIRCLE_CONTROL
    canvas.path(
        [
            ("M", (x, bottom)), ("L", (x, top + radius)),
            ("C", (x, top + radius - k, middle - k, top, middle, top)),
            ("C", (middle + k, top, x + width, top + radius - k, x + width, top + radius)),
            ("L", (x + width, bottom)), ("Z", ()),
        ],
        tint,
    )  # fmt: skip
    if picture is not None:
        canvas.picture(x, top, width, height, picture, (persona.image and persona.image.alt) or persona.name)
        for edge, towards in ((x, -1), (x + width, 1)):
            beside, over = edge + towards, top - 1
            canvas.path(
                [
                    ("M", (middle, over)), ("L", (middle, top)),
                    ("C", (middle + towards * k, top, edge, top + radius - k, edge, top + radius)),
                    ("L", (beside, top + radius)), ("L", (beside, over)), ("Z", ()),
                ],
                ground,
            )  # fmt: skip
        return
    look = next((_LOOKS[name] for name in persona.portrait if name in _LOOKS), None)
    if look is None:
        draw_portrait(canvas, middle, top + radius + 4, persona, index, radius=radius - 6)
        return
    scale, y = _BUST * width / (2 * _GRID), top + height * _EYES
    across, shoulder = radius / scale, (bottom - y) / scale
    bust: list[Segment] = [
        ("M", (-across, shoulder)), ("C", (-across, 19, -14, 16.5, 0, 16.5)),
        ("C", (14, 16.5, across, 19, across, shoulder)), ("Z", ()),
    ]  # fmt: skip
    _draw_face(canvas, canvas.flip(middle), y, persona, look, bust, colour, scale)


def monogram(name: str) -> str:
    """The first letters of the first two words of a name."""
    return "".join(word[0] for word in name.split()[:2]).upper()
