"""Scenes as SVG: a file that needs no other, or the same drawing as part of a page.

The parts of the file follow each other in a fixed order, unless a user's template arranges them. Each line of text is
centred on its measured box, and is inside embedding controls of its own direction, written as entities: of the forms
that were tried, only this one was in the right place in every renderer.

Only numbers, colours and escaped texts get into the markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from journeymap.layout.scene import Scene
from journeymap.records import NamedTuple
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment, environment
from journeymap.render.font_faces import font_faces
from journeymap.render.markup import MAP, SceneMarkup, scene_markup, scene_markup_in_runs, second_markup
from journeymap.render.markup_texts import number
from journeymap.render.paint import IN_VARIABLES, theme_paint
from journeymap.style.fallback import (
    beyond_text_face,
    face_family,
    own_family,
    require_all,
)
from journeymap.style.fonts import FAMILY, MEDIUM, REGULAR, SEMIBOLD, css_family
from journeymap.style.theme import Theme

if TYPE_CHECKING:
    pass

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

    In parts, a map of thousands of touchpoints is never in memory as one text. Raises MissingCharactersError when no
    face has a character.
    """
    characters = scene_markup(scene).characters
    require_all(frozenset[str]().union(*characters.values()))
    weights = (*_WEIGHTS, *sorted(characters.keys() - set(_WEIGHTS)))
    fonts = font_faces({weight: characters.get(weight, ()) for weight in weights}, together=True)
    return _render(scene, scene_markup(scene), theme_paint(theme).colours, fonts, templates or environment())


def inline_svg(scene: Scene, templates: Environment | None = None, nth: int = 1) -> str:
    """The scene as SVG for a page, which has to define the font, and each colour as the CSS variable `--TOKEN`.

    On a page of several drawings each is the `nth`, from 1 on.
    """
    return "".join(inline_svg_parts(scene, templates or environment(), MAP if nth == 1 else f"{MAP}-{nth}"))


def inline_svg_parts(scene: Scene, templates: Environment, name: str = MAP) -> Iterator[str]:
    """The parts of such an SVG, whose ids begin with its name."""
    return _render(scene, scene_markup(scene, name), IN_VARIABLES.colours, Markup(), templates, name=name)


def inline_chart(scene: Scene, name: str) -> str:
    """The scene of a chart as SVG for the same page as the map, with a name of its own there, with which its ids begin.

    It has no gradients and no hatches.
    """
    return "".join(inline_chart_parts(scene, name))


def inline_chart_parts(scene: Scene, name: str) -> Iterator[str]:
    """The parts of such an SVG."""
    width, height = number(scene.width), number(scene.height)
    markup = second_markup(scene, name)
    opening = _opening(scene, width, height, css_family(), linked=markup.linked, name=name)
    return chain((opening,), markup.painted(IN_VARIABLES.colours), (_END,))


def plain_svg(scene: Scene, theme: Theme, templates: Environment, family: str = "") -> str:
    """An SVG file of the scene without a font, for renderers that get the font as a file and know it as `family`.

    A line of text in several faces is in an element for each, since such renderers draw an element in one face. Raises
    UserError when the SVG of a user's template is not well-formed, or loads anything from outside itself, and
    MissingCharactersError when no face has a character.
    """
    markup = scene_markup(scene)
    characters = frozenset[str]().union(*markup.characters.values())
    if beyond_text_face(characters) or own_family() is not None:
        require_all(characters)
        markup = scene_markup_in_runs(scene)
    family = family or (FAMILY if own_family() is None else face_family(0))
    svg = "".join(_render(scene, markup, theme_paint(theme).colours, Markup(), templates, family))
    if templates.sandboxed:
        from journeymap.render.selfcontained import check_self_contained  # noqa: PLC0415  built-in templates need no check

        check_self_contained(svg, _TEMPLATE)
    return svg


class _GradientView(NamedTuple):
    id: str
    colour: str
    top: str
    bottom: str


def _render(
    scene: Scene,
    markup: SceneMarkup,
    colours: Mapping[str, str],
    fonts: Markup,
    templates: Environment,
    family: str = "",
    name: str = MAP,
) -> Iterator[str]:
    """The parts of the file, arranged by the user's template if there is one, else in the order of the built-in one."""
    family = family or css_family()
    gradients = [
        _GradientView(f"fade-{token}", colours[token], number(top), number(bottom))
        for *_, token, top, bottom in markup.gradients
    ]
    hatch = colours["hatch"] if markup.hatched else ""
    width, height, paper = number(scene.width), number(scene.height), colours["paper"]
    opening = _opening(scene, width, height, family, linked=markup.linked, name=name)
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


def _opening(scene: Scene, width: str, height: str, family: str, *, linked: bool, name: str) -> Markup:
    """The start tag of the root element, with the scene's title and description. An image could hold no links."""
    role = "group" if linked else "img"
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" aria-labelledby="{name}-title {name}-description"'
        f' lang="{escape(scene.language)}" direction="ltr" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-family="{family}, Arial, sans-serif">\n'
        f'<title id="{name}-title">{escape(scene.title)}</title>\n'
        f'<desc id="{name}-description">{escape(scene.description)}</desc>\n'
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
