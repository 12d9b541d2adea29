"""The attributes of SVG marks that have colours: those of fills and strokes, and of the style of texts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import escape

from journeymap.render.markup_texts import number
from journeymap.style.theme import Theme

_RTL, _LTR = "&#x202B;", "&#x202A;"


class Paint:
    """Writes such attributes in the given colours, which are by token and escaped for an attribute.

    `shape` and `text` keep what they have written, since the marks of a map have few styles.
    """

    def __init__(self, colours: Mapping[str, str]) -> None:
        self.colours = colours
        self.shape = lru_cache(maxsize=4096)(self._shape)
        self.text = lru_cache(maxsize=1024)(self._text)

    def _shape(
        self,
        fill: str | None,
        stroke: str | None,
        stroke_width: float,
        dash: tuple[float, ...],
        opacity: float,
        ends: str,
    ) -> str:
        """The attributes for the fill and stroke of a shape; `ends` are those for the joins and ends of its lines."""
        attributes = f' fill="{self.colours[fill]}"' if fill else ' fill="none"'
        if stroke:
            attributes += f' stroke="{self.colours[stroke]}"'
            if stroke_width != 1:
                attributes += f' stroke-width="{number(stroke_width)}"'
            attributes += ends
        if dash:
            attributes += f' stroke-dasharray="{" ".join(map(number, dash))}"'
        if opacity != 1:
            attributes += f' opacity="{number(opacity)}"'
        return attributes

    def _text(self, size: float, weight: int, fill: str, rtl: bool) -> str:
        """The attributes of a text's style, the end of its tag, and the control character for its direction."""
        direction, embedding = (' direction="rtl"', _RTL) if rtl else ("", _LTR)
        return (
            f'text-anchor="middle"{direction} font-size="{number(size)}" font-weight="{weight}"'
            f' fill="{self.colours[fill]}">{embedding}'
        )


class _Tokens(dict[str, str]):
    """In place of each colour, its token in the form that `%` fills in."""

    def __missing__(self, token: str) -> str:
        return f"%({token})s"


IN_TOKENS = Paint(_Tokens())


class _LastTheme:
    """The theme of the last map, and its paint: nearly always the next map has the same."""

    theme: Theme | None = None
    paint: Paint


def theme_paint(theme: Theme) -> Paint:
    """The paint in the colours of a theme. That of the last theme is kept."""
    if _LastTheme.theme is not theme:
        _LastTheme.theme, _LastTheme.paint = (
            theme,
            Paint({token: str(escape(each)) for token, each in theme.tokens.items()}),
        )
    return _LastTheme.paint
