"""Scene to SVG: a file that stands alone, or the same drawing for inside a page.

The file is its parts, one after the other, unless a template of the user's own puts them otherwise. Text
follows one form, which alone stood right in every renderer that was tried: each line is centred on its measured
box and wrapped in embedding controls of its own direction, written as entities.

What enters the markup is a number, a colour, or a text that is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
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
    """The map as a file of its own."""
    file = BytesIO()  # and not a list to be joined, which would have the whole map in memory twice
    file.writelines(part.encode() for part in svg_parts(drawing.scene, drawing.theme, templates))
    return file.getvalue()


def svg_parts(scene: Scene, theme: Theme, templates: Environment | None = None) -> Iterator[str]:
    """The scene as a file of its own, in the theme's colours, with the glyphs it needs inside it; part by part.

    A map of thousands of touchpoints is never in memory as one text.
    """
    characters = scene_markup(scene).characters
    fonts = font_faces({weight: characters.get(weight, ()) for weight in _WEIGHTS})
    return _render(scene, _attributes(theme), fonts, templates or environment())


def render_svg(scene: Scene, theme: Theme, templates: Environment | None = None) -> str:
    """All the parts of the file in one text."""
    return "".join(svg_parts(scene, theme, templates))


def inline_svg(scene: Scene, templates: Environment | None = None) -> str:
    """The scene for inside a page: every colour is `var(--TOKEN)`, and the page brings the font."""
    return "".join(_render(scene, _Variables(), Markup(), templates or environment()))


def plain_svg(scene: Scene, theme: Theme, templates: Environment, family: str = FAMILY) -> str:
    """The scene as a file without its font, for renderers that are given the font as a file and know it as `family`.

    Raises UserError when a user's template drew what such a renderer cannot read, or should not.
    """
    svg = "".join(_render(scene, _attributes(theme), Markup(), templates, family))
    if templates.sandboxed:
        from journeymap.render.selfcontained import check_self_contained  # noqa: PLC0415  built-in ones are known

        check_self_contained(svg, _TEMPLATE)
    return svg


def font_faces(needed: Mapping[int, Collection[str]]) -> Markup:
    """The `@font-face` rules for the characters needed in each weight."""
    rules = []
    for weight, characters in needed.items():
        if characters:
            data = b64encode(subset(weight, characters)).decode("ascii")
            rules.append(
                f"@font-face{{font-family:{FAMILY};font-weight:{weight};"
                f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
            )
    return Markup("\n".join(rules))


def _attributes(theme: Theme) -> dict[str, str]:
    """The theme's colours, ready to stand in attributes, by token."""
    return {token: str(escape(colour)) for token, colour in theme.tokens.items()}


class _Variables(dict[str, str]):
    """A page's own colours by token, as CSS variables."""

    def __missing__(self, token: str) -> str:
        colour = self[token] = f"var(--{token})"
        return colour


class _GradientView(NamedTuple):
    id: str
    colour: str
    top: str
    bottom: str


def _render(
    scene: Scene, colours: Mapping[str, str], fonts: Markup, templates: Environment, family: str = FAMILY
) -> Iterator[str]:
    """The file, by the user's template where there is one; the built-in one puts the same parts one after the other."""
    markup = scene_markup(scene)
    gradients = [
        _GradientView(f"fade-{token}", colours[token], number(top), number(bottom))
        for *_, token, top, bottom in markup.gradients
    ]
    hatch = colours["hatch"] if markup.hatched else ""
    width, height, paper = number(scene.width), number(scene.height), colours["paper"]
    opening = _opening(scene, width, height, family)
    style = Markup(f"<style>\n{fonts}\n</style>\n") if fonts else fonts
    fills = _fills(gradients, hatch)
    ground = Markup(f'<rect width="{width}" height="{height}" fill="{paper}"/>\n')
    drawing = markup.painted(colours)
    if not templates.replaces(_TEMPLATE):
        return chain((opening, style, fills, ground), drawing, (_END,))
    return templates.get_template(_TEMPLATE).generate(
        opening=opening,
        style=style,
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
    """The root element as far as it says what the map is."""
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="map-title map-description"'
        f' lang="{escape(scene.language)}" direction="ltr" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-family="{family}, Arial, sans-serif">\n'
        f'<title id="map-title">{escape(scene.title)}</title>\n'
        f'<desc id="map-description">{escape(scene.description)}</desc>\n'
    )


def _fills(gradients: Sequence[_GradientView], hatch: str) -> Markup:
    """What shapes are filled with beside colours."""
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
