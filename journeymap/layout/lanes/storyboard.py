"""The storyboard: a picture of each step, and above those of a stage the picture of the stage."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.attachments import images_of
from journeymap.layout.canvas import NOTE, Canvas
from journeymap.layout.frame import Row, StageSpan
from journeymap.layout.spec import CARD_INSET, PAD, MapSpec
from journeymap.layout.stage_grounds import stage_ground
from journeymap.model import Image, Stage, Touchpoint
from journeymap.records import NamedTuple

_ABOVE = 12.0
_BETWEEN = 8.0
_STEP_RATIO = 4 / 3
_HIGHEST_STEP = 180.0
_HIGHEST_STAGE = 196.0
_USUAL_RATIO = 3 / 2
_MOST_CROPPED = 0.3
_FLUSH = 156.0
_HUED = 0.08
"""How much of the hue of its stage is over a picture that is flush with it."""


class _Frame(NamedTuple):
    """Where a picture is in a row of stages: its logical x, the y below the lane's top, its width and its height."""

    of: Stage | Touchpoint
    image: Image
    x: float
    y: float
    width: float
    height: float


class Storyboard:
    """The lane of the pictures."""

    name = "storyboard"
    icon = "storyboard"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-storyboard"]

    def height(self, spec: MapSpec, row: Row) -> float:
        lowest = max((frame.y + frame.height for frame in _frames(spec, row)), default=0)
        return _above(spec) + lowest + _ABOVE if lowest else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        for frame in _frames(spec, row):
            kind = "stage" if isinstance(frame.of, Stage) else "touchpoint"
            with canvas.group(**{kind: frame.of.id}):
                _draw_frame(canvas, spec, frame, top + _above(spec))
                if is_flush(spec):
                    number = next(span.number for span in row.spans if span.stage is frame.of)
                    hue = stage_ground(spec.theme, number).hue or "stage"
                    canvas.rect(frame.x, top, frame.width, frame.height, hue, opacity=_HUED)


def is_flush(spec: MapSpec) -> bool:
    """Whether the pictures are those of stages alone, and fill the width of their stages right below the band."""
    if spec.theme.drawing.pictures != "flush" or not images_of(spec.journey):
        return False
    return not any(touchpoint.image for touchpoint in spec.journey.touchpoints)


def _above(spec: MapSpec) -> float:
    return 0.0 if is_flush(spec) else _ABOVE


def _frames(spec: MapSpec, row: Row) -> Iterator[_Frame]:
    """The frames of the pictures in a row of stages. Those of steps are below all of stages, if a stage has both."""
    if not images_of(spec.journey):
        return
    of_stages = {span.number: frame for span in row.spans if (frame := _of_stage(spec, span))}
    yield from of_stages.values()
    both = any(column.touchpoint.image for span in row.spans if span.number in of_stages for column in span.columns)
    y = max((frame.height for frame in of_stages.values()), default=0) + _BETWEEN if both else 0
    for column in row.columns:
        if column.touchpoint.image:
            width = column.width - 2 * CARD_INSET
            height = min(round(width / _STEP_RATIO), _HIGHEST_STEP)
            yield _Frame(column.touchpoint, column.touchpoint.image, column.x + CARD_INSET, y, width, height)


def _of_stage(spec: MapSpec, span: StageSpan) -> _Frame | None:
    stage = span.stage
    if stage.image is None or span.continues_above:
        return None
    if is_flush(spec):
        return _Frame(stage, stage.image, span.x, 0, span.width, _FLUSH)
    picture = spec.journey.picture_of(stage)
    ratio = picture.ratio if picture else _USUAL_RATIO
    width, height = framed(ratio, span.width - 2 * CARD_INSET, _HIGHEST_STAGE)
    return _Frame(stage, stage.image, span.x + CARD_INSET, 0, width, height)


def framed(ratio: float, width: float, height: float) -> tuple[float, float]:
    """The size of a frame for a picture of this ratio, as large as fits in the room; it cuts off at most 30 %."""
    if ratio * height >= width:
        return width, round(width / ratio, 2)
    return min(width, round(ratio * height / (1 - _MOST_CROPPED), 2)), height


def _draw_frame(canvas: Canvas, spec: MapSpec, frame: _Frame, top: float) -> None:
    """Draws a picture in its frame: it fills it or, where too much would have to be cut off, is whole in its middle."""
    _, image, x, y, width, height = frame
    y += top
    picture = spec.journey.picture_of(frame.of)
    flush = is_flush(spec)
    filled = picture is not None and (flush or _seen(picture.ratio, width / height) >= 1 - _MOST_CROPPED)
    if not filled:
        canvas.rect(x, y, width, height, "wash")
    if picture is None:
        lines = NOTE.lines(image.alt or image.file, width - 2 * PAD, most=int((height - 2 * PAD) // NOTE.leading))
        canvas.lines(x + PAD, y + PAD, lines, NOTE, "ink3")
    elif filled:
        canvas.picture(x, y, width, height, picture, image.alt or "")
    else:
        across = min(width, height * picture.ratio)
        down = across / picture.ratio
        canvas.picture(x + (width - across) / 2, y + (height - down) / 2, across, down, picture, image.alt or "")
    if not flush:
        canvas.rect(x, y, width, height, stroke="rule2", stroke_width=0.75)


def _seen(ratio: float, of_frame: float) -> float:
    """The part of a picture that is seen where it fills a frame, by the ratios of both."""
    return min(ratio, of_frame) / max(ratio, of_frame)
