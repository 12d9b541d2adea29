"""The marks of a scene as SVG markup, written once for all formats that show them.

Instead of a colour, the markup has the name of its token in a form that `%` fills in: `fill="%(ink)s"`. A drawing fills
in the colours of the theme, a page its own CSS variables. Filling them in takes a thirtieth of the time of a large map:
markup for one drawing alone is written in the colours of the theme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

from journeymap.layout.scene import (
    Circle,
    Element,
    Gradient,
    Group,
    Hatch,
    Icon,
    Path,
    PlacedPicture,
    Rect,
    Scene,
    TextLine,
)
from journeymap.records import NamedTuple
from journeymap.render.icon_definitions import IconDefinitions
from journeymap.render.links import safe_link
from journeymap.render.markup_texts import attribute, number, steps, text_in_runs, text_line, titled
from journeymap.render.paint import IN_TOKENS, IN_VARIABLES, ROUND, Paint, theme_paint
from journeymap.style.text_faces import depends_on_fonts
from journeymap.style.theme import Theme

MAP = "map"
"""The name of a drawing that stands alone, or is the first on its page."""
_END, _LINK_END = "</g>\n", "</a>\n"
_NO_TAGS = ("", "")


class SceneMarkup(NamedTuple):
    """The marks of a scene in drawing order, each on a line, in parts of at most a band; and what they need.

    The first part has the definitions of its icons, if it has any.
    A part is of ASCII alone, or of lines that are not: ASCII takes less memory, and no time to encode.
    `texts` are all its texts, by the font's weight. `gradients` are in the order of their first use.
    `hatched` is whether any mark is hatched, `linked` whether any is a link. `colours` are those it is written in, by
    token; without them it has tokens.
    """

    parts: list[str]
    texts: Mapping[int, list[str]]
    gradients: tuple[Gradient, ...]
    hatched: bool
    linked: bool
    colours: Mapping[str, str] | None = None

    @property
    def characters(self) -> dict[int, frozenset[str]]:
        """The characters of its texts, by the font's weight."""
        return {weight: frozenset("".join(texts)) for weight, texts in self.texts.items()}

    def painted(self, colours: Mapping[str, str]) -> Iterator[str]:
        """The parts in these colours, which are by token, escaped for an attribute.

        Markup that is written in colours has no others.
        """
        if self.colours is None:
            return (part % colours for part in self.parts)
        assert self.colours == colours
        return iter(self.parts)


class _Last:
    """The last scene that was written, and its markup."""

    scene: Scene | None = None
    name = ""
    markup: SceneMarkup


def scene_markup(scene: Scene, name: str = MAP) -> SceneMarkup:
    """The markup of a scene, whose definitions have ids that begin with the `name` of the drawing.

    The last one is kept, since all formats of a journey show the same scene.
    """
    if _Last.scene is not scene or _Last.name != name:
        _Last.scene, _Last.name, _Last.markup = scene, name, _written(scene, text_line, name)
    return _Last.markup


def write_while_drawing(draw: Callable[[Callable[[Group], None]], Scene], theme: Theme) -> Scene:
    """The scene that `draw` returns, whose markup is kept. `draw` may pass its bands as soon as they are drawn.

    It passes all of them or none. The markup of those that it passes is in the theme's colours.
    """
    writer = _MarkupWriter(text_line, theme_paint(theme), MAP)
    scene = draw(writer.write_band)
    markup = writer.markup()
    if markup.parts:
        _Last.scene, _Last.name, _Last.markup = scene, MAP, markup
    return scene


def write_in_colours(scene: Scene, theme: Theme) -> None:
    """Writes the markup of a scene in the theme's colours, and keeps it as the last, where no other is asked for."""
    _Last.scene, _Last.name, _Last.markup = scene, MAP, _written(scene, text_line, MAP, paint=theme_paint(theme))


def second_markup(scene: Scene, name: str) -> SceneMarkup:
    """The markup of a scene on the page of a map, whose own stays cached; all ids in it begin with its `name`.

    It is in the CSS variables of the page, since no other format shows it.
    """
    return _written(scene, text_line, name, f"{name}-", IN_VARIABLES)


@lru_cache(maxsize=1)
def scene_markup_in_runs(scene: Scene) -> SceneMarkup:
    """The markup of a scene in which each line of text in several faces is cut into runs that name their face."""
    return _written(scene, text_in_runs, MAP)


depends_on_fonts(scene_markup_in_runs.cache_clear)


def _written(
    scene: Scene, text: Callable[[TextLine, Paint], str], name: str, prefix: str = "", paint: Paint = IN_TOKENS
) -> SceneMarkup:
    writer = _MarkupWriter(text, paint, name, prefix)
    for band in scene.bands:
        writer.write_band(band)
    return writer.markup()


class _MarkupWriter:
    """Writes bands, and records the texts, gradients and hatches of their marks, for which a drawing needs more."""

    def __init__(self, text: Callable[[TextLine, Paint], str], paint: Paint, name: str, prefix: str = "") -> None:
        self._marks: dict[type, Callable[[Any, Paint], str]] = {
            **_MARKS,
            TextLine: text,
            PlacedPicture: partial(_picture, prefix=prefix),
        }
        self._prefix = prefix
        self._paint = paint
        self._parts: list[str] = []
        self._texts: defaultdict[int, list[str]] = defaultdict(list)
        self._gradients: dict[str, Gradient] = {}
        self._icons = IconDefinitions(name)
        self._hatched = False
        self._linked = False
        self._lines: list[str] = []

    def write_band(self, band: Group) -> None:
        """Writes the next band."""
        self._write([band])
        written = "".join(self._lines)
        parts = [written]
        if not written.isascii():
            parts = ["".join(lines) for _, lines in groupby(self._lines, str.isascii)]
        if "%" in written and self._paint is not IN_TOKENS:
            parts = [part.replace("%%", "%") for part in parts]
        self._parts += parts
        self._lines.clear()

    def markup(self) -> SceneMarkup:
        """The markup of all bands."""
        colours = None if self._paint is IN_TOKENS else self._paint.colours
        gradients = tuple(self._gradients.values())
        definitions = self._icons.markup()
        parts = [definitions, *self._parts] if definitions else self._parts
        return SceneMarkup(parts, self._texts, gradients, self._hatched, self._linked, colours)

    def _write(self, elements: Iterable[Element]) -> None:
        put, marks, paint = self._lines.append, self._marks, self._paint
        write_text, texts, icons = marks[TextLine], self._texts, self._icons
        for element in elements:
            kind = type(element)
            if kind is TextLine:  # a third of all marks
                put(write_text(element, paint))
                texts[element.weight].append(element.string)  # type: ignore[union-attr]
            elif kind is Group:
                start, end = _group(element, self._prefix)  # type: ignore[arg-type]
                put(start)
                self._write(element.children)  # type: ignore[union-attr]
                put(end)
                self._linked = self._linked or end is _LINK_END
            elif kind is Icon:
                put(_icon(element, icons, paint))  # type: ignore[arg-type]
            else:
                put(marks[kind](element, paint))
                if kind is Gradient:
                    self._gradients[element.token] = element  # type: ignore[union-attr,assignment]
                elif kind is Hatch:
                    self._hatched = True


def _group(group: Group, prefix: str) -> tuple[str, str]:
    """The start tag of a group with its title, and its end tag; neither for a group of which they would say nothing.

    The prefix is that of its id.
    """
    id_, kind, data, title, _, href = group
    attributes = f' id="{prefix}{attribute(id_)}"' if id_ else ""
    if kind or data:
        attributes += _named(kind, data)
    tooltip = titled(title) if title else ""
    if href and (target := safe_link(href)):
        return f'<a{attributes} href="{attribute(target)}" rel="noreferrer">{tooltip}\n', _LINK_END
    return (f"<g{attributes}>{tooltip}\n", _END) if attributes or tooltip else _NO_TAGS


def _named(kind: str, data: dict[str, str]) -> str:
    """The attributes that say what a group or a path is, and what it belongs to."""
    attributes = f' class="{attribute(kind)}"' if kind else ""
    for key, value in data.items():
        if value:
            attributes += f' data-{key}="{attribute(value)}"'
    return attributes


def _rect(rect: Rect, paint: Paint) -> str:
    x, y, width, height, fill, radius, stroke, stroke_width, dash, opacity = rect
    rounded = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"{rounded}'
        f"{paint.shape[fill, stroke, stroke_width, dash, opacity, '']}/>\n"
    )


def _circle(circle: Circle, paint: Paint) -> str:
    x, y, radius, fill, stroke, stroke_width = circle
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        f"{paint.shape[fill, stroke, stroke_width, (), 1, '']}/>\n"
    )


def _path(path: Path, paint: Paint) -> str:
    segments, fill, stroke, stroke_width, dash, opacity, kind, data = path
    named = _named(kind, data or {}) if kind else ""
    ends = ' stroke-linejoin="round" stroke-linecap="butt"' if dash else ROUND
    return f'<path{named} d="{steps(segments)}"{paint.shape[fill, stroke, stroke_width, dash, opacity, ends]}/>\n'


def _icon(icon: Icon, definitions: IconDefinitions, paint: Paint) -> str:
    name, x, y, size, mirrored, stroke = icon
    id_ = definitions[name, size, mirrored]
    return f'<use href="#{id_}" x="{number(x)}" y="{number(y)}" stroke="{paint.colours[stroke]}"/>\n'


def _picture(placed_picture: PlacedPicture, _: Paint, prefix: str) -> str:
    x, y, width, height, picture, title, is_round = placed_picture
    box = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    clip = clipped = ""
    if is_round:
        name = f"{prefix}round-{number(x)}-{number(y)}"
        middle = f'cx="{number(x + width / 2)}" cy="{number(y + height / 2)}" r="{number(width / 2)}"'
        clip, clipped = f'<clipPath id="{name}"><circle {middle}/></clipPath>\n', f' clip-path="url(#{name})"'
    image = f'<image {box} preserveAspectRatio="xMidYMid slice"{clipped} href="{picture.address}"'
    return f"{clip}{image}>{titled(title)}</image>\n" if title else f"{clip}{image}/>\n"


def _gradient(gradient: Gradient, _: Paint) -> str:
    return f'<rect {_box(gradient)} fill="url(#fade-{gradient.token})"/>\n'


def _hatch(hatch: Hatch, _: Paint) -> str:
    return f'<rect {_box(hatch)} fill="url(#hatch)"/>\n'


def _box(element: Gradient | Hatch) -> str:
    x, y, width, height = map(number, element[:4])
    return f'x="{x}" y="{y}" width="{width}" height="{height}"'


_MARKS: dict[type, Callable[[Any, Paint], str]] = {
    Path: _path, Circle: _circle, Rect: _rect, Gradient: _gradient, Hatch: _hatch,
}  # fmt: skip
