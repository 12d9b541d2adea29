"""The icons of a drawing, of which each is defined once and placed wherever it is drawn."""

from __future__ import annotations

from functools import cache

from journeymap.layout.icons import placed_outline, stroke_width
from journeymap.layout.scene import Icon
from journeymap.render.markup_texts import number, steps
from journeymap.render.paint import ROUND


class IconDefinitions(dict[tuple[str, float, bool], str]):
    """The ids of icons by their name, their size in pixels, and whether they are mirrored.

    An icon gets its id, and its definition, when its id is first asked for. Ids begin with the `name` of the drawing,
    since they have to be unique on a page with several drawings.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, icon: tuple[str, float, bool]) -> str:
        name, size, mirrored = icon
        id_ = self[icon] = f"{self._name}-icon-{name}-{size:g}{'-mirrored' if mirrored else ''}"
        return id_

    def markup(self) -> str:
        """The definitions as SVG, in the order in which they were asked for; they leave the colour of strokes open."""
        if not self:
            return ""
        paths = [f'<path id="{id_}"{_drawn(*icon)}' for icon, id_ in self.items()]
        return f"<defs>\n{''.join(paths)}</defs>\n"


@cache  # there are a few dozen, in a few sizes
def _drawn(name: str, size: float, mirrored: bool) -> str:
    """The attributes of an icon's path, and the end of its tag."""
    outline = steps(placed_outline(Icon(name, 0, 0, size, mirrored, "")))
    return f' d="{outline}" fill="none" stroke-width="{number(stroke_width(size))}"{ROUND}/>\n'
