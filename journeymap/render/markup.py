"""The marks of a scene as SVG markup, written once for every format that shows them.

Where a colour stands, the markup has the name of its token, to be filled in by `%`: `fill="%(ink)s"`. A drawing
fills in the theme's colours, a page its own variables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import escape

from journeymap.layout.scene import Circle, Element, Gradient, Group, Hatch, Path, Rect, Scene, Segment, TextLine

_RTL, _LTR, _END = "&#x202B;", "&#x202A;", "&#x202C;"
_MARKS_AT_A_TIME = 1000
_MOST_NUMBERS = 16384


class SceneMarkup(NamedTuple):
    """A scene's marks in drawing order, in parts of about a thousand, each mark on a line; and what they need.

    `characters` are those of its texts, by weight of the font. `gradients` are in the order in which they are met.
    """

    parts: list[str]
    characters: Mapping[int, frozenset[str]]
    gradients: tuple[Gradient, ...]
    hatched: bool

    def painted(self, colours: Mapping[str, str]) -> Iterator[str]:
        """The parts, in colours that are ready to stand in an attribute, by token."""
        return (part % colours for part in self.parts)


@lru_cache(maxsize=1)
def scene_markup(scene: Scene) -> SceneMarkup:
    """The markup of a scene. The last one is kept, since the formats of a journey all show the same scene."""
    writer = _MarkupWriter()
    for band in scene.bands:
        writer.write([band])
        writer.end_part(_MARKS_AT_A_TIME)
    writer.end_part(1)
    characters = {weight: frozenset("".join(strings)) for weight, strings in writer.strings.items()}
    return SceneMarkup(writer.parts, characters, tuple(writer.gradients.values()), writer.hatched)


class _MarkupWriter:
    """Writes marks, and notes what they need."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.strings: dict[int, list[str]] = {}
        self.gradients: dict[str, Gradient] = {}
        self.hatched = False
        self._lines: list[str] = []

    def write(self, elements: Iterable[Element]) -> None:
        """Write the elements, groups with all that they hold."""
        put = self._lines.append
        for element in elements:
            kind = type(element)
            if isinstance(element, Group):
                put(_group(element))
                self.write(element.children)
                put("</g>\n")
            else:
                put(_MARKS[kind](element))
                if isinstance(element, TextLine):
                    self.strings.setdefault(element.weight, []).append(element.string)
                elif isinstance(element, Gradient):
                    self.gradients[element.token] = element
                elif isinstance(element, Hatch):
                    self.hatched = True

    def end_part(self, least: int) -> None:
        """End a part if it has at least so many lines."""
        if len(self._lines) >= least:
            self.parts.append("".join(self._lines))
            self._lines.clear()


def _group(group: Group) -> str:
    _, kind, data, title, _ = group
    attributes = f' id="{_attribute(group.id)}"' if group.id else ""
    if kind:
        attributes += f' class="{_attribute(kind)}"'
    for key, value in data.items():
        if value:
            attributes += f' data-{key}="{_attribute(value)}"'
    return f"<g{attributes}><title>{_escaped(title)}</title>\n" if title else f"<g{attributes}>\n"


def _text(text: TextLine) -> str:
    string, middle, baseline, _, size, weight, fill, rtl = text
    return (
        f'<text x="{number(middle)}" y="{number(baseline)}" {_set(size, weight, fill, rtl)}{_escaped(string)}'
        f"{_END}</text>\n"
    )


@lru_cache(maxsize=1024)
def _set(size: float, weight: int, fill: str, rtl: bool) -> str:
    """How a text is set: the end of its tag, and the control that says its direction."""
    direction, embedding = (' direction="rtl"', _RTL) if rtl else ("", _LTR)
    return (
        f'text-anchor="middle"{direction} font-size="{number(size)}" font-weight="{weight}" fill="%({fill})s">'
        f"{embedding}"
    )


def _rect(rect: Rect) -> str:
    x, y, width, height, fill, radius, stroke, stroke_width, dash, opacity = rect
    rounded = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"{rounded}'
        f"{_painted(fill, stroke, stroke_width, dash, opacity, '')}/>\n"
    )


def _circle(circle: Circle) -> str:
    x, y, radius, fill, stroke, stroke_width = circle
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        f"{_painted(fill, stroke, stroke_width, (), 1, '')}/>\n"
    )


def _path(path: Path) -> str:
    segments, fill, stroke, stroke_width, dash, opacity = path
    ends = ' stroke-linejoin="round" stroke-linecap="butt"' if dash else _ROUND
    return f'<path d="{_steps(segments)}"{_painted(fill, stroke, stroke_width, dash, opacity, ends)}/>\n'


_ROUND = ' stroke-linejoin="round" stroke-linecap="round"'


def _gradient(gradient: Gradient) -> str:
    return f'<rect {_box(gradient)} fill="url(#fade-{gradient.token})"/>\n'


def _hatch(hatch: Hatch) -> str:
    return f'<rect {_box(hatch)} fill="url(#hatch)"/>\n'


def _box(element: Gradient | Hatch) -> str:
    x, y, width, height = map(number, element[:4])
    return f'x="{x}" y="{y}" width="{width}" height="{height}"'


@lru_cache(maxsize=4096)
def _painted(
    fill: str | None, stroke: str | None, stroke_width: float, dash: tuple[float, ...], opacity: float, ends: str
) -> str:
    """The attributes of a shape that say how it is filled and drawn; `ends` says how the ends of its lines are."""
    attributes = f' fill="%({fill})s"' if fill else ' fill="none"'
    if stroke:
        attributes += f' stroke="%({stroke})s"'
        if stroke_width != 1:
            attributes += f' stroke-width="{number(stroke_width)}"'
        attributes += ends
    if dash:
        attributes += f' stroke-dasharray="{" ".join(map(number, dash))}"'
    if opacity != 1:
        attributes += f' opacity="{number(opacity)}"'
    return attributes


def _steps(segments: list[Segment]) -> str:
    steps = []
    for command, numbers in segments:
        if len(numbers) == 2:  # nine of ten steps
            steps.append(f"{command}{number(numbers[0])} {number(numbers[1])}")
        else:
            steps.append(command + " ".join(map(number, numbers)))
    return "".join(steps)


_MARKS: dict[type, Callable[[Any], str]] = {
    TextLine: _text, Path: _path, Circle: _circle, Rect: _rect, Gradient: _gradient, Hatch: _hatch,
}  # fmt: skip


@lru_cache(maxsize=16384)
def _attribute(value: str) -> str:
    """The value of an attribute, escaped: most stand in many groups."""
    return _escaped(value)


def _escaped(text: str) -> str:
    """A text that can stand between tags, or in an attribute, of markup that `%` is applied to.

    Most texts have nothing to escape; looking for it costs a tenth of escaping.
    """
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text or "%" in text:
        return str(escape(text)).replace("%", "%%")
    return text


class _Numbers(dict[float, str]):
    """Numbers as they are written: with at most two decimals, as short as it goes. Most are written many times."""

    def __missing__(self, value: float) -> str:
        if len(self) >= _MOST_NUMBERS:
            self.clear()
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        written = self[value] = "0" if text == "-0" else text
        return written


number = _Numbers().__getitem__
