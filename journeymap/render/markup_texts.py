"""The texts and numbers of a scene as SVG markup: escaped, in the direction of their letters and in their faces."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from markupsafe import escape

from journeymap.layout.scene import Segment, TextLine
from journeymap.style.direction import is_rtl, may_be_rtl
from journeymap.style.fallback import beyond_text_face, face_family, own_family, typefaces
from journeymap.style.signs import keep_signs
from journeymap.style.text_faces import faces_in_use

if TYPE_CHECKING:
    from journeymap.render.paint import Paint
    from journeymap.style.placed_runs import PlacedRun

Value = TypeVar("Value")

_END = "&#x202C;"
_MOST_WRITTEN = 16384
_HUNDREDTHS = tuple(f".{each:02}".rstrip("0").rstrip(".") for each in range(100))
"""What a number with so many hundredths has after its digits. Looking it up takes half the time of formatting."""


class Written(dict[Value, str]):
    """What values are written as: each is written when it is first asked for, and kept while there are not too many."""

    def __init__(self, write: Callable[[Value], str], most: int = _MOST_WRITTEN) -> None:
        super().__init__()
        self._write: Callable[[Value], str] = write
        self._most = most

    def __missing__(self, value: Value) -> str:
        if len(self) >= self._most:
            self.clear()
        written = self[value] = self._write(value)
        return written


def text_line(text: TextLine, paint: Paint) -> str:
    """A line of text as one element."""
    string, middle, baseline, _, size, weight, fill, rtl = text
    written = placed(string, rtl) if rtl or not string.isascii() else escaped(string)
    return (
        f'<text x="{_shortest(middle)}" y="{number(baseline)}" {paint.text[size, weight, fill, rtl]}'
        f"{written}{_END}</text>\n"
    )


def text_in_runs(text: TextLine, paint: Paint) -> str:
    """A line of text, in several elements where it is in several faces; a renderer knows a face by `face_family`."""
    own = own_family()
    is_whole = not (beyond_text_face(text.string) or faces_in_use())
    if is_whole and (own is None or not own.joins_glyphs(text.string, text.weight)):
        return text_line(text, paint)
    from journeymap.style.placed_runs import placed_runs  # noqa: PLC0415  few maps need another face

    string, middle, _, _, size, weight, _, rtl = text
    runs, width = placed_runs(keep_signs(string, rtl=rtl), weight, rtl=rtl)
    left = middle - width * size / 2
    written = []
    for run in runs:
        if run.text.strip():
            x = left + run.middle * size
            joined = (run.place or own) and typefaces()[run.place].joins_glyphs(run.text, weight)
            written.append(_outlined(run, x, text, paint) if joined else _run(run, x, text, paint))
    return "".join(written)


def _run(run: PlacedRun, x: float, line: TextLine, paint: Paint) -> str:
    face = f' font-family="{face_family(run.place)}"' if run.place else ""
    return (
        f'<text x="{number(x)}" y="{number(line.baseline)}"{face} '
        f"{paint.text[line.size, line.weight, line.fill, run.rtl]}{escaped(run.text)}{_END}</text>\n"
    )


def _outlined(run: PlacedRun, x: float, line: TextLine, paint: Paint) -> str:
    """A run as the outlines of its glyphs: Typst places only the first glyph of a cluster right in a picture."""
    face, size = typefaces()[run.place], line.size
    left = x - face.width(run.text, line.weight) * size / 2
    steps = "".join(
        command
        + " ".join([number(line.baseline + v * size if i % 2 else left + v * size) for i, v in enumerate(values)])
        for command, values in face.outline(run.text, line.weight)
    )
    return f'<path d="{steps}" fill="{paint.colours[line.fill]}"/>\n'


def placed(string: str, rtl: bool) -> str:
    """A line of text or a tooltip, escaped, with the marks that keep its signs beside their words."""
    if not rtl and not may_be_rtl(string):
        return escaped(string)
    return escaped(keep_signs(string, rtl=rtl)).replace("\u200e", "&#x200E;").replace("\u200f", "&#x200F;")


def escaped(text: str) -> str:
    """A text escaped for markup, between tags or in an attribute, and for `%`, which is applied to the markup.

    Most texts need no escaping, and checking for that takes a tenth of the time of escaping.
    """
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text or "%" in text:
        return str(escape(text)).replace("%", "%%")
    return text


def _titled(title: str) -> str:
    plain = title.isascii() or not may_be_rtl(title)
    written = escaped(title) if plain else placed(title, is_rtl(title, base_rtl=True))
    return f"<title>{written}</title>"


def _shortest(value: float) -> str:
    if value < 0:
        text = _shortest(-value)
        return text if text == "0" else f"-{text}"
    hundredths = int(value * 100 + 0.5)
    return _digits(hundredths // 100) + _HUNDREDTHS[hundredths % 100]


_digits = Written[int](str).__getitem__
number = Written[float](_shortest).__getitem__
"""A number in its shortest form with at most two decimals. Most are written many times."""
attribute = Written[str](escaped).__getitem__
"""The value of an attribute, escaped. Most are in many groups."""
titled = Written[str](_titled).__getitem__
"""A tooltip, as an element, in the direction of its letters. A map, its overview and its curves have the same ones."""


def steps(segments: list[Segment]) -> str:
    """The steps of a path."""
    written = ""
    for command, numbers in segments:
        if len(numbers) == 2:  # nine of ten steps
            x, y = numbers
            written += f"{command}{number(x)} {number(y)}"
        else:
            written += command + " ".join(map(number, numbers))
    return written
