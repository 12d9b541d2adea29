"""Scene to SVG: a file that stands alone, or the same drawing for inside a page.

The template gets the marks as finished markup, and puts the file around them. Text follows one form, which
alone stood right in every renderer that was tried: each line is centred on its measured box and wrapped in
embedding controls of its own direction, written as entities.

What enters the markup is a number, a colour, or a text that is escaped; a large map has half a million of them.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup, escape

from journeymap.layout.scene import Circle, Element, Gradient, Group, Hatch, Path, Rect, Scene, Segment, Text
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment, environment
from journeymap.style.fonts import FAMILY, MEDIUM, REGULAR, SEMIBOLD, subset
from journeymap.style.theme import Theme

_RTL, _LTR, _END = "&#x202B;", "&#x202A;", "&#x202C;"
_TEMPLATE = "map.j2.svg"
_LINES_AT_A_TIME = 1000

Paint = Callable[[str], str]
"""A colour, ready to stand in an attribute, by its token."""


def render(drawing: Drawing, templates: Environment) -> bytes:
    """The map as a file of its own."""
    return b"".join([part.encode() for part in svg_parts(drawing.scene, drawing.theme, templates)])


def svg_parts(scene: Scene, theme: Theme, templates: Environment | None = None) -> Iterator[str]:
    """The scene as a file of its own, in the theme's colours, with the glyphs it needs inside it; part by part.

    A map of thousands of touchpoints is never in memory as one text.
    """
    colours = {token: str(escape(colour)) for token, colour in theme.tokens.items()}
    return _render(scene, colours.__getitem__, font_css(scene), templates or environment())


def render_svg(scene: Scene, theme: Theme, templates: Environment | None = None) -> str:
    """All the parts of the file in one text."""
    return "".join(svg_parts(scene, theme, templates))


def inline_svg(scene: Scene, templates: Environment | None = None) -> str:
    """The scene for inside a page: every colour is `var(--TOKEN)`, and the page brings the font."""
    return "".join(_render(scene, lambda token: f"var(--{token})", Markup(), templates or environment()))


def plain_svg(scene: Scene, theme: Theme, templates: Environment, family: str = FAMILY) -> str:
    """The scene as a file without its font, for renderers that are given the font as a file and know it as `family`.

    Raises UserError when a user's template drew what such a renderer cannot read, or should not.
    """
    colours = {token: str(escape(colour)) for token, colour in theme.tokens.items()}
    svg = "".join(_render(scene, colours.__getitem__, Markup(), templates, family))
    if templates.sandboxed:
        from journeymap.render.selfcontained import check_self_contained  # noqa: PLC0415  built-in ones are known

        check_self_contained(svg, _TEMPLATE)
    return svg


def font_css(scene: Scene, extra_text: str = "") -> Markup:
    """The `@font-face` rules for a scene, and for the regular text around it: subset fonts as data URLs."""
    needed: dict[int, set[str]] = {REGULAR: set(extra_text), MEDIUM: set(extra_text), SEMIBOLD: set(extra_text)}
    for text in scene.texts():
        needed[text.weight].update(text.string)
    return font_faces(needed)


def font_faces(needed: Mapping[int, set[str]]) -> Markup:
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


def _render(scene: Scene, paint: Paint, fonts: Markup, templates: Environment, family: str = FAMILY) -> Iterator[str]:
    return templates.get_template(_TEMPLATE).generate(
        width=_number(scene.width),
        height=_number(scene.height),
        title=scene.title,
        description=scene.description,
        language=scene.language,
        family=family,
        fonts=fonts,
        paper=paint("paper"),
        **_fills(scene, paint),
        drawing=_drawing(scene, paint),
    )


def _drawing(scene: Scene, paint: Paint) -> Iterator[Markup]:
    """The marks in drawing order, a line of markup each, a thousand lines at a time."""
    marks = _marks(scene, paint)
    while lines := list(islice(marks, _LINES_AT_A_TIME)):
        yield Markup("".join([line + "\n" for line in lines]))


class _GradientView(NamedTuple):
    id: str
    colour: str
    top: str
    bottom: str


def _fills(scene: Scene, paint: Paint) -> dict[str, object]:
    """What the scene fills shapes with beside colours: its gradients, and the colour of its hatching if it has any."""
    gradients: dict[str, _GradientView] = {}
    hatch = ""
    for element in scene.elements():
        if isinstance(element, Gradient):
            name = f"fade-{element.token}"
            gradients[name] = _GradientView(name, paint(element.token), _number(element.top), _number(element.bottom))
        elif isinstance(element, Hatch):
            hatch = paint("hatch")
    return {"gradients": list(gradients.values()), "hatch": hatch}


def _marks(scene: Scene, paint: Paint) -> Iterator[str]:
    stack: list[Element | None] = list(reversed(scene.bands))
    while stack:
        element = stack.pop()
        if element is None:
            yield "</g>"
        elif isinstance(element, Group):
            yield _group(element)
            stack.append(None)
            stack.extend(reversed(element.children))
        elif isinstance(element, Text):
            yield _text(element, paint)
        else:
            yield _shape(element, paint)


def _group(group: Group) -> str:
    attributes = f' id="{_escaped(group.id)}"' if group.id else ""
    if group.kind:
        attributes += f' class="{_escaped(group.kind)}"'
    for key, value in group.data.items():
        if value:
            attributes += f' data-{key}="{_escaped(value)}"'
    title = f"<title>{escape(group.title)}</title>" if group.title else ""
    return f"<g{attributes}>{title}"


def _text(text: Text, paint: Paint) -> str:
    direction, embedding = (' direction="rtl"', _RTL) if text.rtl else ("", _LTR)
    return (
        f'<text x="{_number(text.middle)}" y="{_number(text.baseline)}" text-anchor="middle"{direction}'
        f' font-size="{_number(text.size)}" font-weight="{text.weight}" fill="{paint(text.fill)}">'
        f"{embedding}{escape(text.string)}{_END}</text>"
    )


def _shape(element: Rect | Circle | Path | Gradient | Hatch, paint: Paint) -> str:
    if isinstance(element, Path):
        return f'<path d="{_path(element.segments)}"{_painted(element, paint)}/>'
    if isinstance(element, Circle):
        place = f'cx="{_number(element.x)}" cy="{_number(element.y)}" r="{_number(element.radius)}"'
        return f"<circle {place}{_painted(element, paint)}/>"
    x, y, width, height = map(_number, (element.x, element.y, element.width, element.height))
    place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    if isinstance(element, Gradient):
        return f'<rect {place} fill="url(#fade-{element.token})"/>'
    if isinstance(element, Hatch):
        return f'<rect {place} fill="url(#hatch)"/>'
    radius = f' rx="{_number(element.radius)}"' if element.radius else ""
    return f"<rect {place}{radius}{_painted(element, paint)}/>"


def _painted(element: Rect | Circle | Path, paint: Paint) -> str:
    dash = () if isinstance(element, Circle) else element.dash
    attributes = f' fill="{paint(element.fill) if element.fill else "none"}"'
    if element.stroke:
        attributes += f' stroke="{paint(element.stroke)}"'
        if element.stroke_width != 1:
            attributes += f' stroke-width="{_number(element.stroke_width)}"'
        if isinstance(element, Path):
            attributes += f' stroke-linejoin="round" stroke-linecap="{"butt" if dash else "round"}"'
    if dash:
        attributes += f' stroke-dasharray="{" ".join(map(_number, dash))}"'
    if not isinstance(element, Circle) and element.opacity != 1:
        attributes += f' opacity="{_number(element.opacity)}"'
    return attributes


def _path(segments: list[Segment]) -> str:
    return "".join([command + " ".join(map(_number, numbers)) for command, numbers in segments])


@lru_cache(maxsize=16384)
def _escaped(value: str) -> str:
    """The value of an attribute: most stand in many groups."""
    return str(escape(value))


@lru_cache(maxsize=65536)
def _number(value: float) -> str:
    """A number with at most two decimals, as short as it goes."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
