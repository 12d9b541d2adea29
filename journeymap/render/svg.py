"""Scene to SVG: a file that stands alone, or the same drawing for inside a page.

The template gets a flat list of marks whose attributes are finished, and adds the markup around texts. Text
follows one form, which alone stood right in every renderer that was tried: each line is centred on its
measured box and wrapped in embedding controls of its own direction, written as entities.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from journeymap.layout.scene import Circle, Element, Gradient, Group, Hatch, Path, Rect, Scene, Segment, Text
from journeymap.render.environment import environment
from journeymap.style.fonts import FAMILY, MEDIUM, REGULAR, SEMIBOLD, subset
from journeymap.style.theme import Theme

if TYPE_CHECKING:
    import jinja2

_RTL, _LTR, _END = Markup("&#x202B;"), Markup("&#x202A;"), Markup("&#x202C;")
_TEMPLATE = "map.j2.svg"

Paint = Callable[[str], str]


class Mark(NamedTuple):
    """One piece of markup: `kind` names it, `attributes` are escaped and ready, `text` is what it says."""

    kind: str
    attributes: Markup = Markup()
    text: str = ""
    before: Markup = Markup()
    after: Markup = Markup()


def render_svg(scene: Scene, theme: Theme, templates: jinja2.Environment | None = None) -> str:
    """The scene as a file of its own, in the theme's colours, with the glyphs it needs inside it."""
    return _render(scene, theme.tokens.__getitem__, font_css(scene), templates or environment())


def inline_svg(scene: Scene, templates: jinja2.Environment | None = None) -> str:
    """The scene for inside a page: every colour is `var(--TOKEN)`, and the page brings the font."""
    return _render(scene, lambda token: f"var(--{token})", Markup(), templates or environment())


def font_css(scene: Scene, extra_text: str = "") -> Markup:
    """The `@font-face` rules for a scene, and for the regular text around it: subset fonts as data URLs."""
    needed: dict[int, set[str]] = {REGULAR: set(extra_text), MEDIUM: set(extra_text), SEMIBOLD: set(extra_text)}
    for text in scene.texts():
        needed[text.weight].update(text.string)
    rules = []
    for weight, characters in needed.items():
        if characters:
            data = b64encode(subset(weight, characters)).decode("ascii")
            rules.append(
                f"@font-face{{font-family:{FAMILY};font-weight:{weight};"
                f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
            )
    return Markup("\n".join(rules))  # noqa: S704  base64 and constants only


def _render(scene: Scene, paint: Paint, fonts: Markup, templates: jinja2.Environment) -> str:
    return templates.get_template(_TEMPLATE).render(
        width=_number(scene.width),
        height=_number(scene.height),
        title=scene.title,
        description=scene.description,
        language=scene.language,
        family=FAMILY,
        fonts=fonts,
        paper=paint("paper"),
        gradients=_gradients(scene, paint),
        hatch=paint("hatch") if any(isinstance(element, Hatch) for element in scene.elements()) else "",
        marks=_marks(scene, paint),
    )


class _GradientView(NamedTuple):
    id: str
    colour: str
    top: str
    bottom: str


def _gradients(scene: Scene, paint: Paint) -> list[_GradientView]:
    found: dict[str, _GradientView] = {}
    for element in scene.elements():
        if isinstance(element, Gradient):
            name = f"fade-{element.token}"
            found[name] = _GradientView(name, paint(element.token), _number(element.top), _number(element.bottom))
    return list(found.values())


def _marks(scene: Scene, paint: Paint) -> Iterator[Mark]:
    close = Mark("close")
    stack: list[Element | None] = list(reversed(scene.bands))
    while stack:
        element = stack.pop()
        if element is None:
            yield close
        elif isinstance(element, Group):
            yield _group(element)
            stack.append(None)
            stack.extend(reversed(element.children))
        elif isinstance(element, Text):
            yield _text(element, paint)
        else:
            yield _shape(element, paint)


def _group(group: Group) -> Mark:
    data = {f"data-{key}": value for key, value in group.data.items()}
    return Mark("open", _attributes({"id": group.id, "class": group.kind, **data}), group.title)


def _text(text: Text, paint: Paint) -> Mark:
    attributes = {
        "x": _number(text.middle),
        "y": _number(text.baseline),
        "text-anchor": "middle",
        "direction": "rtl" if text.rtl else "",
        "font-size": _number(text.size),
        "font-weight": str(text.weight),
        "fill": paint(text.fill),
    }
    return Mark("text", _attributes(attributes), text.string, _RTL if text.rtl else _LTR, _END)


def _shape(element: Rect | Circle | Path | Gradient | Hatch, paint: Paint) -> Mark:
    if isinstance(element, Path):
        return Mark("path", _attributes({"d": _path(element.segments), **_painted(element, paint)}))
    if isinstance(element, Circle):
        place = {"cx": _number(element.x), "cy": _number(element.y), "r": _number(element.radius)}
        return Mark("circle", _attributes({**place, **_painted(element, paint)}))
    place = {
        "x": _number(element.x),
        "y": _number(element.y),
        "width": _number(element.width),
        "height": _number(element.height),
    }
    if isinstance(element, Gradient):
        return Mark("rect", _attributes({**place, "fill": f"url(#fade-{element.token})"}))
    if isinstance(element, Hatch):
        return Mark("rect", _attributes({**place, "fill": "url(#hatch)"}))
    radius = _number(element.radius) if element.radius else ""
    return Mark("rect", _attributes({**place, "rx": radius, **_painted(element, paint)}))


def _painted(element: Rect | Circle | Path, paint: Paint) -> dict[str, str]:
    attributes = {"fill": paint(element.fill) if element.fill else "none"}
    if element.stroke:
        attributes["stroke"] = paint(element.stroke)
        if element.stroke_width != 1:
            attributes["stroke-width"] = _number(element.stroke_width)
        if isinstance(element, Path):
            attributes["stroke-linejoin"] = "round"
            attributes["stroke-linecap"] = "butt" if element.dash else "round"
    dash = getattr(element, "dash", ())
    if dash:
        attributes["stroke-dasharray"] = " ".join(map(_number, dash))
    opacity = getattr(element, "opacity", 1)
    if opacity != 1:
        attributes["opacity"] = _number(opacity)
    return attributes


def _path(segments: list[Segment]) -> str:
    return "".join(command + " ".join(map(_number, numbers)) for command, numbers in segments)


def _number(value: float) -> str:
    """A number with at most two decimals, as short as it goes."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _attributes(values: dict[str, str]) -> Markup:
    """Attributes, quoted and escaped: the one boundary at which values enter a tag. Empty ones are left out."""
    return Markup("".join(f' {name}="{escape(value)}"' for name, value in values.items() if value))  # noqa: S704
