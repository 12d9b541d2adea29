"""The attributes of SVG marks that have colours: those of fills and strokes, and of the style of texts."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

from journeymap.render.markup_texts import Written, number
from journeymap.style.theme import Theme

ROUND = ' stroke-linejoin="round" stroke-linecap="round"'
"""The joins and ends of lines, but for dashed ones."""
_RTL, _LTR = "&#x202B;", "&#x202A;"
_MOST_STYLES = 4096
_ShapeStyle = tuple[str | None, str | None, float, tuple[float, ...], float, str]
_TextStyle = tuple[float, int, str, bool]


class Paint:
    """Writes such attributes in the given colours, which are by token and escaped for an attribute.

    `shape` has them by the fill, stroke, width and dashes of the stroke, opacity, and attributes for the joins and ends
    of lines, and `text` by the font's size and weight, the fill, and whether the text runs right to left. The marks of
    a map have few such styles.
    """

    def __init__(self, colours: Mapping[str, str]) -> None:
        self.colours = colours
        self.shape = Written(self._shape, _MOST_STYLES)
        self.text = Written(self._text, _MOST_STYLES)

    def _shape(self, style: _ShapeStyle) -> str:
        """The attributes for the fill and stroke of a shape."""
        fill, stroke, stroke_width, dash, opacity, ends = style
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

    def _text(self, style: _TextStyle) -> str:
        """The attributes of a text's style, the end of its tag, and the control character for its direction."""
        size, weight, fill, rtl = style
        direction, embedding = (' direction="rtl"', _RTL) if rtl else ("", _LTR)
        return (
            f'text-anchor="middle"{direction} font-size="{number(size)}" font-weight="{weight}"'
            f' fill="{self.colours[fill]}">{embedding}'
        )


class _Tokens(dict[str, str]):
    """In place of each colour, its token in the form that `%` fills in."""

    def __missing__(self, token: str) -> str:
        return f"%({token})s"


class _Variables(dict[str, str]):
    """The CSS variables of a page's colours by token."""

    def __missing__(self, token: str) -> str:
        colour = self[token] = f"var(--{token})"
        return colour


IN_TOKENS = Paint(_Tokens())
IN_VARIABLES = Paint(_Variables())


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
