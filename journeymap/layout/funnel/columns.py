"""The columns of a funnel: bars of who is still there, and ribbons of who left after a step."""

from __future__ import annotations

from journeymap.layout.canvas import Canvas, Type, first_baseline
from journeymap.layout.funnel.losses import draw_loss_text, loss_height, losses_of
from journeymap.layout.funnel.spec import EDGE, FunnelRow, FunnelSpec
from journeymap.layout.icons import CIRCLE_CONTROL
from journeymap.layout.scene import Segment
from journeymap.simulation.funnel import SolvedStep
from journeymap.style.fonts import REGULAR, SEMIBOLD
from journeymap.style.interval_texts import interval_text

BAR = 12.0
MOST_SCALE = 2.2
_VALUE = Type(15, SEMIBOLD, 19)
_INTERVAL = Type(10.5, REGULAR, 13)
_DASH = (3.0, 2.4)
_LEAST_RIBBON = 2.2
_BELOW = 34.0


def scale_of(spec: FunnelSpec) -> float:
    """How many pixels one of a hundred customers is high, and wide as a ribbon: the widest stays in its column, and
    that of the last one on the sheet."""
    scale = MOST_SCALE
    for row in spec.rows:
        rooms = [row.pitch - BAR - 8] * (len(row.steps) - 1) + [row.pitch / 2 + EDGE - BAR - 24]
        for step, room in zip(row.steps, rooms, strict=True):
            if step.left:
                scale = min(scale, room / (100 * step.left))
    return scale


class FunnelBars:
    """Draws the bars of a row and what is written above and below them."""

    def __init__(self, canvas: Canvas, spec: FunnelSpec, row: FunnelRow, scale: float) -> None:
        self._canvas, self._spec, self._row, self._scale = canvas, spec, row, scale
        steps = spec.funnel.steps
        self._following = (*steps[row.first + 1 : row.first + len(row.steps) + 1], None)
        self._interval_beside = all(self._fits_beside(step) for step in row.steps)
        self._losses = losses_of(spec, row)

    def draw(self, top: float) -> float:
        """Draws from the y `top` down; returns the y below."""
        values = _VALUE.leading + (0 if self._interval_beside else _INTERVAL.leading) + 6
        bars = top + values
        base = bars + 100 * self._scale + _BELOW
        for quarter in range(5):
            y = bars + quarter * 25 * self._scale
            self._canvas.line(self._row.start, y, self._row.end, y, "rule", dash=(1.5, 4))
        self._draw_ground(bars)
        for place, step in enumerate(self._row.steps):
            data = {"touchpoint": step.touchpoint}
            with self._canvas.group(f"funnel-{step.touchpoint}", "step", **data):
                self._draw_ribbon(place, bars, base)
                self._draw_bar(place, bars)
                self._draw_value(place, top)
        for loss in self._losses:
            draw_loss_text(self._canvas, loss, base + 4)
        return base + 4 + loss_height(self._losses)

    def _draw_ground(self, bars: float) -> None:
        """What goes on between the bars."""
        row = self._row
        for place, after in enumerate(self._following[: len(row.steps)]):
            if after is not None:
                x, end = row.x(place), row.x(place + 1) if place + 1 < len(row.steps) else row.end
                self._canvas.rect(x, bars, end - x, 100 * after.still * self._scale, "rule", opacity=0.6)

    def _draw_bar(self, place: int, bars: float) -> None:
        step, x = self._row.steps[place], self._row.x(place) - BAR / 2
        still, came = (100 * each * self._scale for each in (step.still, min(step.came, step.still)))
        if step.touchpoint in self._spec.surely_measured:
            self._canvas.rect(x, bars, BAR, came, "ink")
        else:
            inset = 0.6
            self._canvas.rect(x + inset, bars + inset, BAR - 2 * inset, max(came - 2 * inset, 0.1), "ghost",
                              stroke="ink", stroke_width=1.2, dash=_DASH)  # fmt: skip
        if still - came > 1:
            self._canvas.rect(x + 0.6, bars + came, BAR - 1.2, still - came - 0.6, "paper", stroke="ink",
                              stroke_width=1.2)  # fmt: skip
        if step.low is not None and step.high is not None and step.touchpoint in self._spec.surely_measured:
            draw_whisker(
                self._canvas, x + BAR / 2, *(bars + 100 * each * self._scale for each in (step.low, step.high))
            )

    def _draw_ribbon(self, place: int, bars: float, base: float) -> None:
        step = self._row.steps[place]
        if not any(loss.place == place for loss in self._losses):
            return
        wide = max(100 * step.left * self._scale, _LEAST_RIBBON)
        bottom = bars + 100 * step.still * self._scale
        x = self._row.x(place) + BAR / 2 + 3
        outline = _turned_down(x, bottom, wide, base)
        if self._spec.is_loss(step):
            line = self._spec.theme.drawing.pain_outline
            self._canvas.path(outline, "pain-tint", stroke="pain" if line else None, stroke_width=line)
            self._canvas.rect(x, base - 2, wide, 2, "pain")
        else:
            self._canvas.path(outline, "paper", stroke="ink2", stroke_width=1)

    def _draw_value(self, place: int, top: float) -> None:
        step, x = self._row.steps[place], self._row.x(place)
        value, interval = self._texts(step)
        baseline = top + first_baseline(_VALUE)
        if not self._interval_beside:
            self._canvas.text(x, baseline, value, _VALUE, "ink", align="middle")
            below = top + _VALUE.leading + first_baseline(_INTERVAL) - 1
            self._canvas.text(x, below, interval, _INTERVAL, "ink3", align="middle", rtl=False)
            return
        pieces = [(value, _VALUE, "ink"), (interval, _INTERVAL, "ink3")] if interval else [(value, _VALUE, "ink")]
        if self._canvas.rtl:  # a value and its interval are one run from left to right
            pieces.reverse()
        x -= (sum(style.width(text) for text, style, _ in pieces) + 3 * (len(pieces) - 1)) / 2
        for text, style, colour in pieces:
            x += self._canvas.text(x, baseline, text, style, colour, rtl=False) + 3

    def _fits_beside(self, step: SolvedStep) -> bool:
        value, interval = self._texts(step)
        return _VALUE.width(value) + 3 + _INTERVAL.width(interval) <= self._row.pitch - 6

    def _texts(self, step: SolvedStep) -> tuple[str, str]:
        value, words = 100 * step.still, self._spec.words
        if step.low is None or step.high is None or step.touchpoint not in self._spec.surely_measured:
            return words.number(round(value)), ""
        _, interval = interval_text(words, round(value), 100 * step.low, 100 * step.high)
        return words.number(round(value)), interval


def draw_whisker(canvas: Canvas, x: float, y1: float, y2: float) -> None:
    """Draws an upright interval, with paper around it."""
    for colour, wider in (("paper", 2.4), ("ink", 0.0)):
        canvas.line(x, y1 - wider / 2, x, y2 + wider / 2, colour, 1.4 + wider)
        for y in (y1, y2):
            canvas.line(x - 4 - wider / 2, y, x + 4 + wider / 2, y, colour, 1.4 + wider)


def _turned_down(x: float, bottom: float, wide: float, base: float) -> list[Segment]:
    """A ribbon as wide as it is high at a bar: it leaves that at `bottom`, turns down and ends at `base`."""
    k = wide * CIRCLE_CONTROL
    return [
        ("M", (x, bottom - wide)),
        ("C", (x + k, bottom - wide, x + wide, bottom - k, x + wide, bottom)),
        ("L", (x + wide, base)),
        ("L", (x, base)),
        ("Z", ()),
    ]
