"""The marks of a scene as cells of draw.io: what each is drawn with there, and where.

What draw.io has a shape for is that shape: rectangles, ellipses, rhombuses, pictures, texts. A line is an edge with its
points, and a curve likewise: draw.io draws an edge that is `curved` as quadratic curves between the middles of its
points, so that each cubic curve of the map takes four points. Any other path is a stencil, which is a shape that brings
its own outline.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from journeymap.exchange.export.drawio_texts import Paragraph
from journeymap.layout.icons import placed_outline, stroke_width
from journeymap.layout.scene import Circle, Element, Gradient, Hatch, Icon, Path, PlacedPicture, Rect, Segment
from journeymap.records import NamedTuple

_BOLD = 600
_FAINT = 0.5
"""A rectangle that fades is as opaque throughout as on average, this many times the sum of its ends' opacities: what
fades in draw.io becomes another colour, not clear."""
_HATCH_STEP, _HATCH_WIDTH = 7.0, 0.7
_ALONE = "text;html=1;whiteSpace=nowrap;overflow=visible;verticalAlign=middle;spacing=0;strokeColor=none;fillColor=none"
_LINE = "endArrow=none;html=1;edgeStyle=none"
_NEAR = 0.01
_Point = tuple[float, float]


class Cell(NamedTuple):
    """A cell: its style, and its place in pixels. An edge has the `points` that it leads over, the ends among them."""

    style: str
    x: float
    y: float
    width: float
    height: float
    value: str = ""
    tooltip: str = ""
    points: tuple[tuple[float, float], ...] = ()


def cell_of(element: Element | Paragraph, colours: Mapping[str, str], family: str) -> Cell:
    """A mark as a cell, in these colours by token; texts are in the font `family`."""
    if isinstance(element, Paragraph):
        return _text(element, colours, family)
    return _CELLS[type(element)](element, colours)


def plain(number: float) -> str:
    """A number with two decimals at most."""
    written = f"{number:.2f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))
    return "0" if written == "-0" else written


def _paint(
    colours: Mapping[str, str],
    fill: str | None,
    stroke: str | None,
    width: float = 1,
    *,
    dash: Sequence[float] = (),
    opacity: float = 1,
) -> str:
    """The part of a style that says how a shape is filled and outlined."""
    parts = [f"fillColor={colours[fill] if fill else 'none'}", f"strokeColor={colours[stroke] if stroke else 'none'}"]
    if stroke and width != 1:
        parts.append(f"strokeWidth={plain(width)}")
    if dash:
        parts.append(f"dashed=1;fixDash=1;dashPattern={' '.join(map(plain, dash))}")
    if opacity != 1:
        parts.append(f"opacity={plain(opacity * 100)}")
    return ";".join(parts)


def _text(paragraph: Paragraph, colours: Mapping[str, str], family: str) -> Cell:
    first = paragraph.lines[0]
    weight = "fontStyle=1;" if first.weight >= _BOLD else ""
    font = f"fontFamily={family};fontSize={plain(first.size)};{weight}fontColor={colours[first.fill]}"
    style = f"{_ALONE};align={paragraph.align};{font}"
    return Cell(style, paragraph.x, paragraph.y, paragraph.width, paragraph.height, paragraph.html)


def _rect(rect: Rect, colours: Mapping[str, str]) -> Cell:
    x, y, width, height, fill, radius, stroke, stroke_width, dash, opacity = rect
    corners = f"rounded=1;absoluteArcSize=1;arcSize={plain(2 * radius)}" if radius else "rounded=0"
    paint = _paint(colours, fill, stroke, stroke_width, dash=dash, opacity=opacity)
    return Cell(f"{corners};html=1;{paint}", x, y, width, height)


def _circle(circle: Circle, colours: Mapping[str, str]) -> Cell:
    x, y, radius, fill, stroke, stroke_width = circle
    style = f"ellipse;shape=ellipse;perimeter=ellipsePerimeter;html=1;{_paint(colours, fill, stroke, stroke_width)}"
    return Cell(style, x - radius, y - radius, 2 * radius, 2 * radius)


def _gradient(gradient: Gradient, colours: Mapping[str, str]) -> Cell:
    x, y, width, height, token, top, bottom = gradient
    paint = _paint(colours, token, None, opacity=(top + bottom) * _FAINT)
    return Cell(f"rounded=0;html=1;{paint}", x, y, width, height)


def _icon(icon: Icon, colours: Mapping[str, str]) -> Cell:
    return _stencil(Path(placed_outline(icon), None, icon.stroke, stroke_width(icon.size)), colours)


def _hatch(hatch: Hatch, colours: Mapping[str, str]) -> Cell:
    return _stencil(_hatched(hatch), colours, "")


def _path(path: Path, colours: Mapping[str, str]) -> Cell:
    commands = "".join(command for command, _ in path.segments)
    if not path.fill and set(commands[1:]) in ({"L"}, {"C"}) and "M" not in commands[1:]:
        return _edge(path, colours)
    if commands == "MLLLZ" and (box := _rhombus(path.segments)):
        paint = _paint(colours, path.fill, path.stroke, path.stroke_width, dash=path.dash, opacity=path.opacity)
        return Cell(f"rhombus;shape=rhombus;perimeter=rhombusPerimeter;html=1;{paint}", *box)
    return _stencil(path, colours)


def _edge(path: Path, colours: Mapping[str, str]) -> Cell:
    """A line of straight pieces or of curves, with the points that draw.io wants for it."""
    points = [path.segments[0][1]]
    for command, numbers in path.segments[1:]:
        points += [numbers] if command == "L" else _over(points[-1], numbers)
    curved = path.segments[1][0] == "C"
    if curved:  # the middles between the points of two curves are their joints
        points = [each for index, each in enumerate(points) if index % 5 or index in (0, len(points) - 1)]
    paint = _paint(colours, None, path.stroke, path.stroke_width, dash=path.dash, opacity=path.opacity)
    pairs = tuple((x, y) for x, y in points)
    return Cell(f"{_LINE};curved={int(curved)};rounded=0;{paint}", *_box(pairs), points=pairs)


def _over(start: tuple[float, ...], numbers: tuple[float, ...]) -> list[tuple[float, ...]]:
    """The points of a cubic curve as an edge, without its start and with its end: two of each half of the curve.

    A quadratic curve with its own ends, and with such a point between them, lies within a pixel of a quarter of
    any curve of a map.
    """
    (ax, ay), (bx, by, cx, cy, dx, dy) = start, numbers
    found: list[tuple[float, ...]] = [(dx, dy)]
    for (a, b), (c, d), (e, f), (g, h) in _halves((ax, ay), (bx, by), (cx, cy), (dx, dy)):
        found[-1:-1] = [((a + 3 * c) / 4, (b + 3 * d) / 4), ((3 * e + g) / 4, (3 * f + h) / 4)]
    return found


def _halves(a: _Point, b: _Point, c: _Point, d: _Point) -> list[tuple[_Point, _Point, _Point, _Point]]:
    """The two halves of a cubic curve (de Casteljau)."""
    ab, bc, cd = _middle(a, b), _middle(b, c), _middle(c, d)
    abc, bcd = _middle(ab, bc), _middle(bc, cd)
    joint = _middle(abc, bcd)
    return [(a, ab, abc, joint), (joint, bcd, cd, d)]


def _middle(one: _Point, other: _Point) -> _Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _rhombus(segments: Iterable[Segment]) -> tuple[float, float, float, float] | None:
    """The place of four points that are a rhombus on its tip; None where they are not."""
    points = [(x, y) for _, (x, y) in (each for each in segments if each[1])]
    x, y, width, height = _box(points)
    tips = {(x + width / 2, y), (x + width, y + height / 2), (x + width / 2, y + height), (x, y + height / 2)}
    near = all(any(abs(a - c) + abs(b - d) < _NEAR for c, d in tips) for a, b in points)
    return (x, y, width, height) if near else None


def _box(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _stencil(path: Path, colours: Mapping[str, str], ends: str = "round") -> Cell:
    """Any path, as a shape that brings its outline."""
    values = [numbers for _, numbers in path.segments if numbers]
    points = [pair for numbers in values for pair in zip(numbers[::2], numbers[1::2], strict=True)]
    x, y, width, height = _box(points)
    width, height = max(width, _NEAR), max(height, _NEAR)
    moved = tuple(
        (command, tuple(plain(value - (y if at % 2 else x)) for at, value in enumerate(numbers)))
        for command, numbers in path.segments
    )
    closing = "fillstroke" if path.fill and path.stroke else "fill" if path.fill else "stroke"
    joins = f'<linejoin join="{ends}"/><linecap cap="{"flat" if path.dash else ends}"/>' if ends else ""
    outline = _outline(moved, plain(width), plain(height), closing, joins)
    paint = _paint(colours, path.fill, path.stroke, path.stroke_width, dash=path.dash, opacity=path.opacity)
    return Cell(f"shape=stencil({outline});html=1;{paint}", x, y, width, height)


_STEPS = {
    "M": '<move x="{}" y="{}"/>',
    "L": '<line x="{}" y="{}"/>',
    "C": '<curve x1="{}" y1="{}" x2="{}" y2="{}" x3="{}" y3="{}"/>',
    "Z": "<close/>",
}


@lru_cache(maxsize=1024)
def _outline(steps: tuple[tuple[str, tuple[str, ...]], ...], width: str, height: str, closing: str, joins: str) -> str:
    """A stencil as draw.io keeps it in a style: XML, percent-encoded, deflated and in base 64.

    It is deflated without being made smaller, so that it is the same with every version of zlib.
    """
    path = "".join(_STEPS[command].format(*numbers) for command, numbers in steps)
    xml = (
        f'<shape w="{width}" h="{height}" aspect="variable" strokewidth="inherit"><foreground>{joins}'
        f"<path>{path}</path><{closing}/></foreground></shape>"
    )
    data, blocks = quote(xml, safe="~()*!.'").encode("ascii"), []
    for at in range(0, len(data), 0xFFFF):
        block = data[at : at + 0xFFFF]
        size = len(block).to_bytes(2, "little")
        is_last = at + 0xFFFF >= len(data)
        blocks.append(bytes([is_last]) + size + bytes(each ^ 0xFF for each in size) + block)
    return b64encode(b"".join(blocks)).decode("ascii")


def _hatched(hatch: Hatch) -> Path:
    """The diagonal lines of a hatched rectangle."""
    x, y, width, height, token = hatch
    segments: list[Segment] = []
    at = _HATCH_STEP
    while at < width + height:
        segments += [
            ("M", (x + max(at - height, 0), y + min(at, height))),
            ("L", (x + min(at, width), y + max(at - width, 0))),
        ]
        at += _HATCH_STEP
    return Path(segments or [("M", (x, y)), ("L", (x, y))], None, token, _HATCH_WIDTH)


def _picture(placed: PlacedPicture, _: Mapping[str, str]) -> Cell:
    """A picture, of which what does not fit is cut off on both sides, as `clipPath` has it, in percent."""
    x, y, width, height, picture, title, is_round = placed
    shown = width / height
    across = (1 - shown / picture.ratio) * 50 if picture.ratio > shown else 0.0
    along = (1 - picture.ratio / shown) * 50 if picture.ratio < shown else 0.0
    clip = ""
    if is_round:
        clip = f"clipPath=ellipse({plain(50 - across)}% {plain(50 - along)}% at 50% 50%);"
    elif across or along:
        clip = f"clipPath=inset({plain(along)}% {plain(across)}% {plain(along)}% {plain(across)}%);"
    data = b64encode(picture.data).decode("ascii")  # a style has no `;` within, so `;base64` is left out
    style = f"shape=image;html=1;imageAspect=0;strokeColor=none;{clip}image=data:{picture.media_type},{data}"
    return Cell(style, x, y, width, height, tooltip=title)


_CELLS: dict[type, Callable[[Any, Mapping[str, str]], Cell]] = {
    Circle: _circle, Gradient: _gradient, Hatch: _hatch, Icon: _icon, Path: _path, PlacedPicture: _picture, Rect: _rect,
}  # fmt: skip
