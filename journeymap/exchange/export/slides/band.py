"""The band of stages: chevrons in a row."""

from __future__ import annotations

from journeymap.exchange.export.slides.content import SlideContent
from journeymap.exchange.export.slides.measuring import cut, lines_of, slide_type
from journeymap.exchange.export.slides.sheet import SlideSheet
from journeymap.exchange.export.slides.writing import paragraph
from journeymap.model import Stage

_TIP = 10.0
_LEAST = 34.0
"""The least room for a name, in pixels; with less, a stage is a number."""
_SIZES = (16.0, 14.0, 13.0, 12.0)


def draw_band(
    sheet: SlideSheet, content: SlideContent, place: tuple[float, float, float, float], *, current: Stage | None = None
) -> None:
    """Draws the stages, each as wide as its touchpoints; with a `current` one, that stands out and all are as wide.

    Their names are of one size, the largest in which all are whole, else the smallest.
    """
    x, y, width, height = place
    stages = content.journey.stages
    counts = [1 if current else max(len(stage.touchpoints), 1) for stage in stages]
    rooms = [width * count / sum(counts) - 3 * _TIP for count in counts]
    names = [f"{content.words.number(number)} {stage.name}" for number, stage in enumerate(stages, 1)]

    def fits(size: float) -> bool:
        style = slide_type(size, bold=True)
        return all(len(lines_of(name, room, style)) == 1 for name, room in zip(names, rooms, strict=True))

    size = next(filter(fits, _SIZES), _SIZES[-1])
    for number, (stage, name, room) in enumerate(zip(stages, names, rooms, strict=True), 1):
        across = room + 3 * _TIP
        is_strong = current is None or stage is current
        text = cut(name, room, slide_type(size, bold=True), 1) if room >= _LEAST else content.words.number(number)
        sheet.shape(
            "first" if number == 1 else "chevron",
            stage.name,
            (x, y, across + (_TIP - 3 if number < len(stages) else 0), height),
            fill="stage" if is_strong else "wash",
            paragraphs=[paragraph(text, size, bold=is_strong, fill="stage-text" if is_strong else "ink2")],
            anchor="middle",
            inset=(_TIP * (0.8 if number == 1 else 1.8), 0, _TIP, 0),
        )
        x += across
