"""The stages of an overview: a band of chevrons, and below each in a sentence what the customer wants there."""

from __future__ import annotations

from journeymap.layout.canvas import Canvas, Type, first_baseline
from journeymap.layout.frame import StageSpan
from journeymap.layout.overview.spec import (
    DURATION,
    SENTENCE,
    STAGE,
    STAGE_NUMBER,
    STAGE_SMALL,
    OverviewSpec,
)
from journeymap.layout.stage_grounds import draw_stage_ground, stage_ground
from journeymap.records import NamedTuple

_HEIGHT, _TALL = 36.0, 44.0
_TIP = 9.0
_INSET = 13.0
_NARROW_INSET = 6.0
_NARROW = 90.0
_ABOVE_SENTENCE, _BELOW_SENTENCE = 8.0, 10.0
_SENTENCE_LINES = 2
_LEAST_SENTENCE = 76.0


class _StageTexts(NamedTuple):
    """The texts of a stage in the band: its number, its name in lines, and its duration if that has room."""

    number: str
    name: tuple[str, ...]
    style: Type
    number_style: Type
    duration: str
    inset: float


class StageBand:
    """The band of an overview, and the sentences below it.

    A `brief` one has no sentences and, unless there is room for all names in whole, the stages' numbers alone. One that
    bleeds runs from edge to edge of the page, without gaps between the stages and without sentences.
    """

    def __init__(self, spec: OverviewSpec, *, brief: bool = False, bleeds: bool = False) -> None:
        self._spec = spec
        self._bleeds = bleeds
        self._spans = spec.row.spans
        self._texts = _brief_texts(spec) if brief else [_stage_texts(spec, span) for span in self._spans]
        self._sentences = [() if brief or bleeds else _sentence(span) for span in self._spans]
        self._band = _TALL if any(len(texts.name) > 1 for texts in self._texts) else _HEIGHT

    @property
    def height(self) -> float:
        """The height of the band and the sentences; 0 without stages."""
        if not self._spans:
            return 0.0
        lines = max(map(len, self._sentences))
        return self._band + (_ABOVE_SENTENCE + lines * SENTENCE.leading + _BELOW_SENTENCE if lines else 0)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws the band from the y `top` down."""
        for index, (span, texts) in enumerate(zip(self._spans, self._texts, strict=True)):
            first, last = index == 0, index == len(self._spans) - 1
            tip = min(_TIP, span.width / 3)
            ground = stage_ground(self._spec.map.theme, span.number)
            with canvas.group(stage=span.stage.id, title=span.stage.name):
                overlap = 0 if first or ground.hue else min(3.0, span.width / 6)
                ends = self._edges(index) if self._bleeds else (span.x - overlap, span.x + span.width)
                draw_stage_ground(
                    canvas, self._spec.map.theme, span.number, ends, top, self._band,
                    pointed=not last, notched=not first, applies=span.stage.applies, tip=tip,
                )  # fmt: skip
                self._draw_name(canvas, span, texts, top)
            y = top + self._band + _ABOVE_SENTENCE
            canvas.lines(span.x + 2, y, self._sentences[index], SENTENCE, "ink")

    def _edges(self, index: int) -> tuple[float, float]:
        """Where the ground of a stage starts and ends in a band that runs from edge to edge."""
        spans = self._spans
        start = (spans[index - 1].x + spans[index - 1].width + spans[index].x) / 2 if index else 0.0
        end = self._spec.width
        if index < len(spans) - 1:
            end = (spans[index].x + spans[index].width + spans[index + 1].x) / 2
        return start, end

    def _draw_name(self, canvas: Canvas, span: StageSpan, texts: _StageTexts, top: float) -> None:
        ground = stage_ground(self._spec.map.theme, span.number)
        ink, ink2, numeral = ground[1:4] if span.stage.applies else ("ink2", "ink2", "ink2")
        x = span.x + texts.inset
        y = top + (self._band - texts.style.leading * max(len(texts.name), 1)) / 2
        x += canvas.text(x, y + first_baseline(texts.style), texts.number, texts.number_style, numeral) + 9
        canvas.lines(x, y, texts.name, texts.style, ink)
        if texts.duration:
            style = self._spec.legible(DURATION)
            baseline = top + self._band / 2 + style.size * 0.355
            canvas.text(span.x + span.width - 14, baseline, texts.duration, style, ink2, align="end")


def _stage_texts(spec: OverviewSpec, span: StageSpan, *, most: int = 2) -> _StageTexts:
    """The texts of a stage, whose name takes `most` lines; with 1, it has a name only if that fits in whole."""
    number, name = spec.map.words.number(span.number), span.stage.name
    inset = _NARROW_INSET if span.width < _NARROW else _INSET
    large, small = spec.map.face("stage", STAGE), spec.map.face("stage", STAGE_SMALL)
    number_style = spec.map.face("stage-number", STAGE_NUMBER)
    after = number_style.width(number) + 9
    room = span.width - inset - after - _TIP
    if large.width(name) <= room:
        duration = span.stage.duration or ""
        fits = large.width(name) + 18 + spec.legible(DURATION).width(duration) <= room - 6
        return _StageTexts(number, (name,), large, number_style, duration if fits else "", inset)
    small_number = Type(small.size, number_style.weight, 0)
    if room < _LEAST_NAME:
        fits = small.width(number) <= span.width - 2
        return _StageTexts(number if fits else "", (), small, small_number, "", min(inset, (span.width - 8) / 2))
    # Asking first saves looking for syllables: reading their dictionary takes a seventh of the time of a page.
    is_left_out = most == 1 and small.width(name) > room
    lines = () if is_left_out else small.lines(name, room, most=most)
    return _StageTexts(number, lines, small, small_number, "", inset)


_LEAST_NAME = 30.0


def _brief_texts(spec: OverviewSpec) -> list[_StageTexts]:
    found = [_stage_texts(spec, span, most=1)._replace(duration="") for span in spec.row.spans]
    if all(texts.name for texts in found):
        return found
    return [texts._replace(name=(), style=STAGE_SMALL) for texts in found]


def _sentence(span: StageSpan) -> tuple[str, ...]:
    """What the customer wants in a stage, else an example of what happens there."""
    said = span.stage.goal or span.stage.example or ""
    if span.width < _LEAST_SENTENCE:
        return ()
    return SENTENCE.lines(said, span.width - 6, most=_SENTENCE_LINES)
