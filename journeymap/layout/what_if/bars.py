"""What the first place hangs on: a bar for each size that is not known exactly, and in words where the lead is lost."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.layout.canvas import CAPTION, LABEL, TABLE, Canvas
from journeymap.layout.sheet import SheetFrame, draw_section
from journeymap.layout.what_if.spec import EDGE, FIGURE, WIDTH, ChartScale, WhatIfSpec, draw_value
from journeymap.simulation.tornado import Bar, LostLead

_ROW = 50.0
_NAMES = 320.0
_START, _END = EDGE + _NAMES + 80, 980.0
_WORDS = 1070.0
_HEIGHT = 15.0
_MOST_TOLD = 5


def draw_bars(canvas: Canvas, spec: WhatIfSpec, top: float) -> float:
    """Draws the bars from the y `top` down; returns the y below them and the words beside them."""
    best, texts, said = spec.ranking.best, spec.texts, spec.said
    if best is None or not spec.bars:
        return top
    note = texts.say("hangs-on-note", actions=spec.codes(best.actions))
    y = draw_section(canvas, SheetFrame(EDGE, WIDTH - EDGE), top, texts["hangs-on"], note) + 12
    ends = [end for bar in spec.bars for end in (bar.low, bar.high)] + [best.gain]
    room = (max(ends) - min(ends)) * 0.06 or 1.0
    scale = ChartScale(min(ends) - room, max(ends) + room, _START, _END)
    for tick in scale.ticks(7):
        draw_value(canvas, scale.at(tick), y, said.gain(tick))
        canvas.line(scale.at(tick), y + 10, scale.at(tick), y + 16, "rule2")
    first = y + 20
    bottom = first + _ROW * len(spec.bars)
    for place, bar in enumerate(spec.bars):
        _draw_bar(canvas, spec, scale, bar, first + _ROW * (place + 0.5))
    canvas.line(scale.at(best.gain), y + 18, scale.at(best.gain), bottom + 2, "ink", 1.25)
    likely = texts.say("likely-at", gain=said.gain(best.gain))
    canvas.text(scale.at(best.gain), bottom + 16, spec.kept(likely), FIGURE, "ink", align="middle")
    return max(bottom + 26, _draw_words(canvas, spec, y - 8))


def _draw_bar(canvas: Canvas, spec: WhatIfSpec, scale: ChartScale, bar: Bar, y: float) -> None:
    said = spec.said
    name = LABEL.lines(spec.kept(said.input_of(spec.ranking, bar)), _NAMES, most=2)
    below = canvas.lines(EDGE, y - (LABEL.leading * len(name) + CAPTION.leading) / 2, name, LABEL, "ink")
    sizes = spec.kept(said.range_of(spec.ranking, bar))
    canvas.lines(EDGE, below + 1, CAPTION.lines(sizes, _NAMES, most=1), CAPTION, "ink3")
    middle = scale.at(spec.ranking.best.gain) if spec.ranking.best else 0.0
    for end, lost, fill in ((bar.low, bar.lost_low, "rule2"), (bar.high, bar.lost_high, "ink2")):
        left, right = sorted((scale.at(end), middle))
        if right - left > 0.3:
            canvas.rect(left, y - _HEIGHT / 2, right - left, _HEIGHT, "paper" if lost else fill,
                        stroke="pain" if lost else None, stroke_width=1.5)  # fmt: skip
    ends = sorted(((bar.low, bar.lost_low), (bar.high, bar.lost_high)), key=lambda each: each[0])
    for (end, lost), side, away in zip(ends, ("end", "start"), (-7, 7), strict=True):
        fill = "pain" if lost else "ink2"
        draw_value(canvas, scale.at(end) + away, y, said.gain(end), fill=fill, style=FIGURE, align=side)


def _draw_words(canvas: Canvas, spec: WhatIfSpec, top: float) -> float:
    texts, room = spec.texts, WIDTH - EDGE - _WORDS
    turning = spec.turning
    title = texts["lead-lost-head" if turning else "lead-kept-head"]
    y = canvas.lines(_WORDS, top, LABEL.lines(title, room), LABEL, "pain" if turning else "ink") + 6
    lost = list(_lost(spec, turning))
    for told in lost[:_MOST_TOLD]:
        y = canvas.lines(_WORDS, y, TABLE.lines(spec.kept(told), room), TABLE, "ink2") + 6
    if len(lost) > _MOST_TOLD:
        more = texts.say("lead-lost-more", n=len(lost) - _MOST_TOLD)
        y = canvas.lines(_WORDS, y, TABLE.lines(more, room), TABLE, "ink2") + 6
    ahead = spec.ranking.ahead
    if ahead is not None:
        told = texts.say("ahead-in", n=spec.words.number(round(100 * ahead)))
        y = canvas.lines(_WORDS, y, TABLE.lines(told, room), TABLE, "ink2") + 6
    for told in spec.said.to_know_more(spec.ranking):
        y = canvas.lines(_WORDS, y + 4, LABEL.lines(spec.kept(told), room), LABEL, "ink") + 6
    return y


def _lost(spec: WhatIfSpec, turning: tuple[Bar, ...]) -> Iterator[str]:
    """Where another set comes first, or none helps, in words."""
    for bar in turning:
        for lost in filter(None, (bar.lost_low, bar.lost_high)):
            yield _told(spec, bar, lost)


def _told(spec: WhatIfSpec, bar: Bar, lost: LostLead) -> str:
    said = spec.said
    where = {"effect": said.input_of(spec.ranking, bar), "size": said.size_of(spec.ranking, bar, lost.beyond)}
    if not lost.actions:
        return spec.texts.say("lead-to-nothing-told", **where)
    return spec.texts.say("lead-lost-told", actions=spec.codes(lost.actions), gain=said.gain(lost.gain), **where)
