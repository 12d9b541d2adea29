"""A canvas with coordinates in millimetres. Sizes of letters and widths of lines remain in pixels."""

from __future__ import annotations

from journeymap.layout.canvas import Align, Canvas, Type
from journeymap.layout.groups import Groups
from journeymap.layout.icons import draw_icon
from journeymap.layout.scene import Group, Scene, Segment
from journeymap.workshop.asks import ASKS
from journeymap.workshop.kit.true_sizes import MM

DASH = (5.0, 4.0)


class MillimetreCanvas:
    """A sheet of paper, `width` by `height` millimetres. With `rtl` everything is mirrored."""

    def __init__(self, width: float, height: float, *, rtl: bool) -> None:
        self.width = width
        self.height = height
        self.canvas = Canvas(width * MM, rtl=rtl)
        self.group = self.canvas.group

    def scene(self, title: str, description: str, language: str) -> Scene:
        """The drawing as a scene of true size."""
        bands = [element for element in self.canvas.elements if isinstance(element, Group)]
        return Scene(
            width=self.width * MM,
            height=self.height * MM,
            title=title,
            description=description,
            language=language,
            rtl=self.canvas.rtl,
            bands=bands,
        )

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        *,
        stroke: str | None = None,
        stroke_width: float = 1,
        dash: tuple[float, ...] = (),
        radius: float = 0,
    ) -> None:
        """Draw a rectangle."""
        self.canvas.rect(
            x * MM, y * MM, width * MM, height * MM, fill,
            stroke=stroke, stroke_width=stroke_width, dash=dash, radius=radius * MM,
        )  # fmt: skip

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        stroke: str,
        width: float = 1,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a straight line, `width` pixels thick."""
        self.canvas.line(x1 * MM, y1 * MM, x2 * MM, y2 * MM, stroke, width, dash)

    def circle(
        self, x: float, y: float, radius: float, fill: str | None = None, *, stroke: str | None = None, width: float = 1
    ) -> None:
        """Draw a circle around a point."""
        self.canvas.circle(x * MM, y * MM, radius * MM, fill, stroke=stroke, stroke_width=width)

    def path(self, segments: list[Segment], fill: str | None = None, *, stroke: str | None = None) -> None:
        """Draw lines and curves."""
        scaled = [(command, tuple(value * MM for value in numbers)) for command, numbers in segments]
        self.canvas.path(scaled, fill, stroke=stroke)

    def icon(self, name: str, x: float, y: float, size: float, colour: str) -> None:
        """Draw one of the map's icons, `size` millimetres wide."""
        draw_icon(self.canvas, name, x * MM, y * MM, colour, size=size * MM)

    def text(
        self, x: float, baseline: float, string: str, style: Type, fill: str = "ink", *, align: Align = "start"
    ) -> float:
        """Draw one line of text; returns its width in millimetres."""
        return self.canvas.text(x * MM, baseline * MM, string, style, fill, align=align) / MM

    def lines(
        self,
        x: float,
        top: float,
        text: str,
        width: float,
        style: Type,
        fill: str = "ink",
        *,
        most: int = 0,
        align: Align = "start",
    ) -> float:
        """Draw a text from `top` down in lines no wider than `width`, at most `most` if given; returns the y below."""
        lines = style.lines(text, width * MM, most=most)
        return self.canvas.lines(x * MM, top * MM, lines, style, fill, align=align) / MM

    def asking(self, lane: str, column: str = "text") -> Groups:
        """A context in which a place to write is drawn. What it asks must come back: by a lane and a column of `ASKS`.

        Raises KeyError for what the form does not take.
        """
        return self.group(kind="ask", field=ASKS[lane, column], lane=lane, column=column)

    def writing_line(self, x: float, y: float, width: float) -> None:
        """Draw a line to write on."""
        self.line(x, y, x + width, y, "ink3", 0.75)
