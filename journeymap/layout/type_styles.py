"""The styles in which a theme sets texts that stand out, on maps and on the sheets beside them."""

from __future__ import annotations

from journeymap.layout.canvas import SUBTITLE, TITLE, Type
from journeymap.records import NamedTuple
from journeymap.style.theme import Theme
from journeymap.style.typography import least_leading

_SMALLER = SUBTITLE.size / TITLE.size
_USUAL_LEADING = 1.25


class TypeStyles(NamedTuple):
    """The styles of texts in a language, by their role in the type of a theme."""

    theme: Theme
    language: str

    def style(self, role: str, plain: Type, *, scale: float = 1) -> Type:
        """The style of texts of a role: the theme's, `scale` times as large, or `plain` where it has none."""
        set_in = self.theme.type.roles.get(role)
        if set_in is None:
            return plain
        size, leading = (set_in.size * scale, set_in.leading * scale) if set_in.size else (plain.size, plain.leading)
        return Type(size, set_in.weight, max(leading, size * least_leading(set_in, self.language)))

    def face(self, role: str, plain: Type) -> Type:
        """A style in the font in which the theme sets a role, if it has one for it, in its own size."""
        set_in = self.theme.type.roles.get(role)
        if set_in is None:
            return plain
        leading = max(plain.leading, plain.size * least_leading(set_in, self.language))
        return Type(plain.size, set_in.weight, leading)

    def title(self, text: str, room: float) -> Type:
        """The style of a title: a smaller one where it has no room of so many pixels on one line."""
        style = self.style("title", TITLE)
        return style if style.width(text) <= room else self.style("title", SUBTITLE, scale=_SMALLER)


def depth_below(style: Type) -> float:
    """How much deeper than usual letters reach below their line in fonts with a wide leading, in pixels."""
    return max(0.0, style.leading - _USUAL_LEADING * style.size) / 2
