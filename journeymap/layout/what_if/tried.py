"""What was tried: the difference that each experiment shows, over what is too small to be worth seeing."""

from __future__ import annotations

from journeymap.insight.experiments import (
    VariantDifference,
    comparisons,
    is_of_share,
    metric_of,
    name_of,
    smallest_effect,
    standard_of,
)
from journeymap.layout.canvas import CAPTION, LABEL, Canvas
from journeymap.layout.experiment_texts import ExperimentTexts, counts_text, verdict_texts
from journeymap.layout.lanes.metrics import metric_name
from journeymap.layout.sheet import SheetFrame, draw_section
from journeymap.layout.what_if.spec import EDGE, WIDTH, ChartScale, WhatIfSpec, draw_value
from journeymap.model import Experiment, Metric
from journeymap.style.fonts import SEMIBOLD

MOST_COLUMNS, MOST_TRIED = 3, 12
_GAP = 44.0
_STRIP, _STRIPS_APART = 30.0, 36.0
_BELOW = 26.0
_APART = 8.0
_WHISKER = 5.0
_CROSS = 5.0
_BEYOND = 0.1
"""So much of what is shown is left free at each end of a scale."""


def tried(spec: WhatIfSpec) -> tuple[Experiment, ...]:
    """Returns the experiments with a result, in the order of the file."""
    return tuple([each for each in spec.journey.experiments if each.result is not None])


def draw_tried(canvas: Canvas, spec: WhatIfSpec, top: float) -> float:
    """Draws the experiments from the y `top` down, a column each; returns the y below them."""
    found = tried(spec)
    if not found:
        return top
    frame = SheetFrame(EDGE, WIDTH - EDGE)
    texts = spec.texts
    y = draw_section(canvas, frame, top, texts["what-was-tried"], texts["what-was-tried-note"]) + 8
    scales = _scales(spec, found)
    columns = min(MOST_COLUMNS, len(found))
    width = (frame.room - _GAP * (MOST_COLUMNS - 1)) / MOST_COLUMNS
    shown = found[:MOST_TRIED]
    for first in range(0, len(shown), columns):
        row = shown[first : first + columns]
        tops = [_head(canvas, spec, each, _column(place, width), y) for place, each in enumerate(row)]
        below = max(tops)
        ends = [
            _draw_one(canvas, spec, each, scales[each.id]._replace(start=column.start, end=column.end), column, below)
            for each, column in zip(row, (_column(place, width) for place in range(len(row))), strict=True)
        ]
        y = max(ends) + _BELOW
    y -= _BELOW
    if len(found) > MOST_TRIED:
        more = texts.say("more-tried", n=len(found) - MOST_TRIED)
        y = canvas.lines(EDGE, y + 6, CAPTION.lines(more, frame.room), CAPTION, "ink3")
    return y


def _texts(spec: WhatIfSpec, each: Experiment) -> ExperimentTexts:
    unit = standard_of(spec.journey, each).unit
    return ExperimentTexts(spec.words, spec.experiments, is_share=is_of_share(spec.journey, each), unit=unit)


def _column(place: int, width: float) -> SheetFrame:
    start = EDGE + place * (width + _GAP)
    return SheetFrame(start, start + width)


def _scales(spec: WhatIfSpec, found: tuple[Experiment, ...]) -> dict[str, ChartScale]:
    """A scale for each experiment, around 0: one for all shares, and one for all means in one unit."""
    most: dict[tuple[bool, str], float] = {}
    kinds = {}
    for each in found:
        kind = kinds[each.id] = (is_of_share(spec.journey, each), standard_of(spec.journey, each).unit)
        sizes = [size for one in comparisons(spec.journey, each) if one.verdict.kind != "not-judged"
                 for size in (abs(one.low), abs(one.high), abs(one.difference))]  # fmt: skip
        most[kind] = max(most.get(kind, 0.0), *sizes, smallest_effect(each) or 0.0, 1e-9)
    whole = {kind: size * (1 + _BEYOND) for kind, size in most.items()}
    return {id_: ChartScale(-whole[kind], whole[kind], 0.0, 1.0) for id_, kind in kinds.items()}


def _head(canvas: Canvas, spec: WhatIfSpec, each: Experiment, column: SheetFrame, top: float) -> float:
    """The code and the name of an experiment, its action and how many were counted; returns the y below."""
    texts, journey = spec.texts, spec.journey
    code = journey.experiment_codes[each.id]
    indent = LABEL.width(code) + 10
    canvas.lines(column.start, top, (code,), LABEL, "ink")
    lines = LABEL.lines(spec.kept(name_of(journey, each)), column.room - indent, most=2)
    y = canvas.lines(column.start + indent, top, lines, LABEL, "ink")
    arms = each.result.arms if each.result is not None else ()
    parts = [journey.action_codes[each.action]] if each.action in journey.action_codes else []
    name = metric_name(spec.words, each.metric, metric_of(journey, each) or Metric(node=each.node))
    unit = standard_of(journey, each).unit
    is_share = is_of_share(journey, each)
    parts.append(texts.say("tried-in-points", metric=name) if is_share else f"{name}, {unit}" if unit else name)
    if arms:
        parts.append(texts.say("arms-n", counts=counts_text(_texts(spec, each), [arm.n for arm in arms])))
    told = spec.kept(" · ".join(parts))
    return canvas.lines(column.start, y + 2, CAPTION.lines(told, column.room, most=2), CAPTION, "ink3") + 6


def _draw_one(
    canvas: Canvas, spec: WhatIfSpec, each: Experiment, scale: ChartScale, column: SheetFrame, top: float
) -> float:
    """The strips of an experiment, one for each variant, and what it tells; returns the y below."""
    said = _texts(spec, each)
    for tick in scale.ticks(5):
        draw_value(canvas, scale.at(tick), top + 6, said.gain(tick))
    y = top + 16
    smallest = smallest_effect(each)
    names = {variant.id: variant.called for variant in each.variants}
    judged = {one.variant: one for one in comparisons(spec.journey, each) if one.verdict.kind != "not-judged"}
    told = verdict_texts(spec.journey, each, said)
    for variant, text in told:
        _draw_strip(canvas, scale, column, y, judged.get(variant), smallest)
        whole = text
        if len(told) > 1:
            whole = spec.texts.say("of-variant", variant=names.get(variant, variant), told=text)
        y = _tell(canvas, spec, column, y + _STRIP + 6, whole, "ink" if variant in judged else "pain") + _APART
    return y - _APART


def _draw_strip(
    canvas: Canvas, scale: ChartScale, column: SheetFrame, top: float, one: VariantDifference | None,
    smallest: float | None,
) -> None:  # fmt: skip
    """The line of a scale with 0, the zone of what is too small, the difference, or a cross where nothing is judged."""
    middle, zero = top + _STRIP / 2, scale.at(0.0)
    if smallest:
        low, high = scale.at(-smallest), scale.at(smallest)
        canvas.rect(low, top, high - low, _STRIP, "wash")
        for end in (low, high):
            canvas.line(end, top, end, top + _STRIP, "ink3", 1, (1.5, 3))
    canvas.line(column.start, middle, column.end, middle, "rule2", 1)
    canvas.line(zero, top, zero, top + _STRIP, "ink", 1.2)
    if one is None:
        for turn in (1, -1):
            canvas.line(zero - _CROSS, middle - turn * _CROSS, zero + _CROSS, middle + turn * _CROSS, "pain", 2.2)
        return
    low, high = scale.at(one.low), scale.at(one.high)
    canvas.line(low, middle, high, middle, "ink", 1.6)
    for end in (low, high):
        canvas.line(end, middle - _WHISKER, end, middle + _WHISKER, "ink", 1.6)
    canvas.circle(scale.at(one.difference), middle, 5, "ink")


def _tell(canvas: Canvas, spec: WhatIfSpec, column: SheetFrame, y: float, told: str, fill: str) -> float:
    style = LABEL._replace(weight=SEMIBOLD)
    return canvas.lines(column.start, y, style.lines(spec.kept(told), column.room), style, fill)
