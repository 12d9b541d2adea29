"""The logo of a brand, at the start of a head."""

from __future__ import annotations

from journeymap.layout.canvas import Canvas, Type
from journeymap.layout.head_colours import head_colours
from journeymap.model import Picture
from journeymap.records import NamedTuple
from journeymap.style.colours import luminance
from journeymap.style.theme import Theme

HEIGHT = 44.0
"""The height of a logo in pixels, unless it is too wide for that."""
CLEAR = HEIGHT / 2
"""How far everything else stays away from a logo, in pixels."""
_WIDEST = 5 * HEIGHT
_MIDDLE = 0.18
"""The luminance that is as far from black as from white (WCAG 2.2)."""
_PLATE, _CORNERS = 8.0, 6.0
_ABOVE_LETTERS = 7.0
"""About the room that the first line below has above its letters."""
_ABOVE_LARGE = 8.0
"""The same of a finding in large letters."""


class LogoPictures(NamedTuple):
    """The pictures of a logo: one for light paper and, if there is one, another for dark grounds."""

    dark: Picture
    light: Picture | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height in a head, in pixels."""
        ratio = self.dark.ratio
        return (HEIGHT * ratio, HEIGHT) if ratio * HEIGHT <= _WIDEST else (_WIDEST, _WIDEST / ratio)

    @property
    def room(self) -> tuple[float, float]:
        """How far it moves the text beside it, and the height of a line that it begins with what is clear below it."""
        return self.size[0] + 2 * CLEAR, HEIGHT + CLEAR - _ABOVE_LETTERS


def draw_logo_line(
    canvas: Canvas, theme: Theme, logo: LogoPictures, start: float, top: float, text: str, style: Type, *, room: float
) -> float:
    """Draws the first line of a head, from the y `top` down: the logo, a hairline and a text; returns the y below it.

    The text has `room` pixels together with the logo, and is in the middle of the line.
    """
    colours = head_colours(theme)
    after = draw_logo(canvas, theme, logo, start, top, ground=colours.ground or "paper") + CLEAR
    lines = style.lines(text, start + room - after - CLEAR)
    if text:
        canvas.line(after, top + 8, after, top + HEIGHT - 8, colours.ink3 if colours.ground else "rule2")
        canvas.lines(after + CLEAR, top + (HEIGHT - len(lines) * style.leading) / 2, lines, style, colours.ink3)
    return top + HEIGHT + CLEAR - _ABOVE_LETTERS


def draw_logo_beside(
    canvas: Canvas, theme: Theme, logo: LogoPictures, top: float, style: Type, *, start: float, ground: str = "paper"
) -> tuple[float, float, float]:
    """Draws a logo as the start of a line that goes on with text in a style.

    Returns where that text starts, its baseline, and the y below the line.
    """
    end = draw_logo(canvas, theme, logo, start, top, ground=ground)
    return end + CLEAR, top + HEIGHT / 2 + style.size * 0.355, top + HEIGHT + CLEAR - _ABOVE_LARGE


def draw_logo(
    canvas: Canvas, theme: Theme, logo: LogoPictures, start: float, top: float, *, ground: str = "paper"
) -> float:
    """Draws a logo in the middle of the line of `HEIGHT` from the y `top` down, on a ground; returns the x after it.

    On a dark ground it is the light one, else the dark one on a plate. On paper a plate in the colour of the paper,
    which nobody sees, is behind any logo: a page may turn from light to dark around it.
    """
    width, height = logo.size
    y = top + (HEIGHT - height) / 2
    is_dark = luminance(theme.tokens[ground]) < _MIDDLE
    picture, plate = logo.dark, "logo-plate"
    if is_dark and logo.light is not None:
        picture, plate = logo.light, "logo-light-plate"
    is_seen = is_dark and logo.light is None
    x = start + (_PLATE if is_seen else 0)
    with canvas.group(kind="logo"):
        if is_seen or ground == "paper":
            canvas.rect(x - _PLATE, y - _PLATE, width + 2 * _PLATE, height + 2 * _PLATE, plate, radius=_CORNERS)
        canvas.picture(x, y, width, height, picture)
    return x + width + (_PLATE if is_seen else 0)
