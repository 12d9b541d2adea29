"""A slide, drawn on in logical places: x counts from the edge at which reading starts."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Literal

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.util import Emu

from journeymap.exchange.export.slides.colours import fill_of
from journeymap.exchange.export.slides.writing import SlideParagraph, Tongue, write_paragraphs
from journeymap.style.theme import Theme

WIDTH, HEIGHT = 1280.0, 720.0
"""The size of a slide in pixels: 16 to 9, at 96 pixels to the inch."""
MARGIN = 40.0
_EMU = 9525
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NAMESPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_ANCHORS = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
SlideAnchor = Literal["top", "middle", "bottom"]
SHAPES = {
    "box": MSO_SHAPE.RECTANGLE,
    "card": MSO_SHAPE.ROUNDED_RECTANGLE,
    "circle": MSO_SHAPE.OVAL,
    "diamond": MSO_SHAPE.DIAMOND,
    "first": MSO_SHAPE.PENTAGON,
    "chevron": MSO_SHAPE.CHEVRON,
}
"""The shapes of slides by what they are here. `first` is the chevron at the start of a band."""
_POINTED, _ONE_LINE = ("first", "chevron"), ("circle", "diamond")


def emu(pixels: float) -> int:
    """A length in pixels in the unit of the file."""
    return round(pixels * _EMU)


class SlideSheet:
    """A slide. All places are in pixels; colours are tokens of the theme."""

    def __init__(self, slide: Any, theme: Theme, tongue: Tongue) -> None:
        self.slide = slide
        self.theme = theme
        self.tongue = tongue

    def left(self, x: float, width: float) -> float:
        """The left edge of what is `width` wide and starts at x."""
        return WIDTH - x - width if self.tongue.rtl else x

    def place(self, x: float, y: float, width: float, height: float) -> tuple[Emu, Emu, Emu, Emu]:
        """A place in the file's own unit, from the left."""
        left, top, across, down = (emu(each) for each in (self.left(x, width), y, width, height))
        return Emu(left), Emu(top), Emu(across), Emu(down)

    def title(self, paragraphs: Sequence[SlideParagraph], place: tuple[float, float, float, float]) -> None:
        """Writes the slide's title."""
        shape = self.slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = self.place(*place)
        self._write(shape.text_frame, paragraphs, (0, 0, 0, 0), "top")

    def text(
        self,
        name: str,
        place: tuple[float, float, float, float],
        paragraphs: Sequence[SlideParagraph],
        *,
        anchor: SlideAnchor = "top",
        inset: tuple[float, float, float, float] = (0, 0, 0, 0),
    ) -> None:
        """A text in a box without a line; `inset` is how far it stays from start, top, end and bottom."""
        box = self.slide.shapes.add_textbox(*self.place(*place))
        box.name = name
        self._write(box.text_frame, paragraphs, inset, anchor)

    def shape(
        self,
        kind: str,
        name: str,
        place: tuple[float, float, float, float],
        *,
        fill: str = "",
        stroke: str = "",
        stroke_width: float = 1,
        radius: float = 0,
        paragraphs: Sequence[SlideParagraph] = (),
        anchor: SlideAnchor = "top",
        inset: tuple[float, float, float, float] = (0, 0, 0, 0),
    ) -> None:
        """A shape of `SHAPES`, with its text in it; `radius` is that of the corners of a card."""
        shape = self.slide.shapes.add_shape(SHAPES[kind], *self.place(*place))
        shape.name = name
        element = shape._element
        element.remove(element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style"))
        if kind == "card":
            shape.adjustments[0] = min(radius / min(place[2:]), 0.5)
        elif kind in _POINTED:
            shape.adjustments[0] = 10 / place[3]
            if self.tongue.rtl:
                element.spPr.find(f"{_MAIN}xfrm").set("flipH", "1")
        ground = parse_xml(f"<a:p {_NAMESPACE}>{fill_of(fill, self.theme)}</a:p>")[0]
        element.spPr.append(ground)
        element.spPr.append(self._stroke(stroke, stroke_width))
        self._write(shape.text_frame, paragraphs, inset, anchor)
        shape.text_frame.word_wrap = kind not in _ONE_LINE
        if kind == "card":  # who adds words to it, or has another font, has them smaller
            shape.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE

    def picture(self, name: str, data: bytes, place: tuple[float, float, float, float]) -> None:
        """A picture, a PNG or JPEG, that fills its place."""
        picture = self.slide.shapes.add_picture(BytesIO(data), *self.place(*place))
        picture.name = name
        picture._element.nvPicPr.cNvPr.set("descr", name)

    def line(self, start: tuple[float, float], end: tuple[float, float], stroke: str, width: float = 1) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = ((self.left(x, 0), y) for x, y in (start, end))
        line = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Emu(emu(each)) for each in (x1, y1, x2, y2)))
        element = line._element
        element.remove(element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style"))
        element.spPr.append(self._stroke(stroke, width))

    def _stroke(self, stroke: str, width: float) -> Any:
        return parse_xml(f'<a:ln {_NAMESPACE} w="{emu(width)}">{fill_of(stroke, self.theme)}</a:ln>')

    def _write(
        self,
        frame: Any,
        paragraphs: Sequence[SlideParagraph],
        inset: tuple[float, float, float, float],
        anchor: SlideAnchor,
    ) -> None:
        start, top, end, bottom = inset
        left, right = (end, start) if self.tongue.rtl else (start, end)
        frame.word_wrap = True
        frame.margin_left, frame.margin_top = Emu(emu(left)), Emu(emu(top))
        frame.margin_right, frame.margin_bottom = Emu(emu(right)), Emu(emu(bottom))
        frame.vertical_anchor = _ANCHORS[anchor]
        write_paragraphs(frame._txBody, paragraphs, self.theme, self.tongue)
