"""Scenes as SVG: a file that needs no other, or the same drawing as part of a page.

The parts of the file follow each other in a fixed order, unless a user's template arranges them. Each line of text is
centred on its measured box, and is inside embedding controls of its own direction, written as entities: of the forms
that were tried, only this one was in the right place in every renderer.

Only numbers, colours and escaped texts get into the markup.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup, escape

from journeymap.layout.scene import Scene
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment, environment
from journeymap.render.markup import number, scene_markup
from journeymap.style.fonts import FAMILY, MEDIUM, REGULAR, SEMIBOLD, subset
from journeymap.style.theme import Theme

_TEMPLATE = "map.j2.svg"
_END = "</svg>\n"
_WEIGHTS = (REGULAR, MEDIUM, SEMIBOLD)


def render(drawing: Drawing, templates: Environment) -> bytes:
    """The map as an SVG file in UTF-8."""
    file = BytesIO()  # joining a list would hold the whole map in memory twice
    file.writelines(map(str.encode, svg_parts(drawing.scene, drawing.theme, templates)))
    return file.getvalue()


def svg_parts(scene: Scene, theme: Theme, templates: Environment | None = None) -> Iterator[str]:
    """The parts of an SVG file of the scene, in the theme's colours, with a font of the glyphs that it needs.

    In parts, a map of thousands of touchpoints is never in memory as one text.
    """
    characters = scene_markup(scene).characters
    fonts = font_faces({weight: characters.get(weight, ()) for weight in _WEIGHTS})
    return _render(scene, _attributes(theme), fonts, templates or environment())


def inline_svg(scene: Scene, templates: Environment | None = None) -> str:
    """The scene as SVG for a page, which has to define the font, and each colour as the CSS variable `--TOKEN`."""
    return "".join(_render(scene, _VARIABLES, Markup(), templates or environment()))


def plain_svg(scene: Scene, theme: Theme, templates: Environment, family: str = FAMILY) -> str:
    """An SVG file of the scene without a font, for renderers that get the font as a file and know it as `family`.

    Raises UserError when the SVG of a user's template is not well-formed, or loads anything from outside itself.
    """
    svg = "".join(_render(scene, _attributes(theme), Markup(), templates, family))
    if templates.sandboxed:
        from journeymap.render.selfcontained import check_self_contained  # noqa: PLC0415  built-in templates need no check

        check_self_contained(svg, _TEMPLATE)
    return svg


def font_faces(needed: Mapping[int, Collection[str]]) -> Markup:
    """The `@font-face` rules for the characters that are needed, by the font's weight."""
    return Markup("\n".join(_font_face(weight, frozenset(needed[weight])) for weight in needed if needed[weight]))


@lru_cache(maxsize=64)
def _font_face(weight: int, characters: frozenset[str]) -> str:
    """The rule for one weight. Maps of one language often need the same characters of the weight of their labels."""
    data = b64encode(subset(weight, characters)).decode("ascii")
    return (
        f"@font-face{{font-family:{FAMILY};font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
    )


def _attributes(theme: Theme) -> dict[str, str]:
    """The theme's colours by token, escaped for attributes."""
    return {token: str(escape(colour)) for token, colour in theme.tokens.items()}


class _Variables(dict[str, str]):
    """The CSS variables of a page's colours by token."""

    def __missing__(self, token: str) -> str:
        colour = self[token] = f"var(--{token})"
        return colour


_VARIABLES = _Variables()


class _GradientView(NamedTuple):
    id: str
    colour: str
    top: str
    bottom: str


def _render(
    scene: Scene, colours: Mapping[str, str], fonts: Markup, templates: Environment, family: str = FAMILY
) -> Iterator[str]:
    """The parts of the file, arranged by the user's template if there is one, else in the order of the built-in one."""
    markup = scene_markup(scene)
    gradients = [
        _GradientView(f"fade-{token}", colours[token], number(top), number(bottom))
        for *_, token, top, bottom in markup.gradients
    ]
    hatch = colours["hatch"] if markup.hatched else ""
    width, height, paper = number(scene.width), number(scene.height), colours["paper"]
    opening = _opening(scene, width, height, family)
    style = ("<style>\n", fonts, "\n</style>\n") if fonts else ()
    fills = _fills(gradients, hatch)
    ground = Markup(f'<rect width="{width}" height="{height}" fill="{paper}"/>\n')
    drawing = markup.painted(colours)
    if not templates.replaces(_TEMPLATE):
        return chain((opening, *style, fills, ground), drawing, (_END,))
    return templates.get_template(_TEMPLATE).generate(
        opening=opening,
        style=Markup("").join(map(Markup, style)),
        fills=fills,
        ground=ground,
        drawing=map(Markup, drawing),
        width=width,
        height=height,
        title=scene.title,
        description=scene.description,
        language=scene.language,
        family=family,
        fonts=fonts,
        paper=paper,
        gradients=gradients,
        hatch=hatch,
    )


def _opening(scene: Scene, width: str, height: str, family: str) -> Markup:
    """The start tag of the root element, with the map's title and description."""
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="map-title map-description"'
        f' lang="{escape(scene.language)}" direction="ltr" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-family="{family}, Arial, sans-serif">\n'
        f'<title id="map-title">{escape(scene.title)}</title>\n'
        f'<desc id="map-description">{escape(scene.description)}</desc>\n'
    )


def _fills(gradients: Sequence[_GradientView], hatch: str) -> Markup:
    """The definitions of gradients and of the hatch, with which shapes are filled."""
    fills = [
        f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{colour}"'
        f' stop-opacity="{top}"/><stop offset="1" stop-color="{colour}" stop-opacity="{bottom}"/></linearGradient>\n'
        for name, colour, top, bottom in gradients
    ]
    if hatch:
        fills.append(
            '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse">'
            f'<path d="M-1 8L8 -1M-1 1L1 -1M6 8L8 6" stroke="{hatch}" stroke-width="0.7"/></pattern>\n'
        )
    return Markup(f"<defs>\n{''.join(fills)}</defs>\n") if fills else Markup()
