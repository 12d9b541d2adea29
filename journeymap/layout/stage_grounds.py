"""How a theme shows stages: in the band, and at their stations."""

from __future__ import annotations

from journeymap.layout.canvas import Canvas
from journeymap.layout.scene import Segment
from journeymap.model import Journey, Touchpoint
from journeymap.records import NamedTuple
from journeymap.style.theme import Theme

_RULE = 4.0
_DASH = (4.0, 3.0)


class StageGround(NamedTuple):
    """The colours of a stage in the band: of its ground, of the texts on it, and of its number.

    `hue` is that of a line above the ground and of the stage's stations; empty where a theme has no hue for stages.
    """

    ground: str
    text: str
    text2: str
    numeral: str
    hue: str = ""


_USUAL = StageGround("stage", "stage-text", "stage-text2", "stage-text2")
_ALTERNATE = _USUAL._replace(ground="stage-alternate")


def stage_ground(theme: Theme, number: int) -> StageGround:
    """The colours of the stage with this number, from 1."""
    if theme.drawing.band == "tints":
        from journeymap.style.stage_hues import hue_of  # noqa: PLC0415  few maps have a hue for each stage

        hue = hue_of(theme.tokens, number)
        return StageGround(f"{hue}-tint", "ink", "ink2", hue, hue)
    return _ALTERNATE if theme.drawing.band == "accents" and number % 2 == 0 else _USUAL


def station_ring(theme: Theme, journey: Journey, touchpoint: Touchpoint) -> str:
    """The colour of the ring of a touchpoint's station: the hue of its stage, or ink."""
    if theme.drawing.band != "tints":
        return "ink"
    return stage_ground(theme, journey.stages.index(journey.stage_of[touchpoint.id]) + 1).hue


def draw_stage_ground(
    canvas: Canvas, theme: Theme, number: int, ends: tuple[float, float], top: float, height: float,
    *, pointed: bool, notched: bool, applies: bool, tip: float,
) -> None:  # fmt: skip
    """Draws the ground of a stage between two x; one that is pointed reaches `tip` pixels farther.

    That of a stage that the journey passes over is an outline. In tints, grounds are plain, below a line of their hue.
    """
    ground = stage_ground(theme, number)
    start, end = ends
    if ground.hue:
        tip = 0.0
        if applies:
            canvas.rect(start, top, end - start, _RULE, ground.hue)
            top, height = top + _RULE, height - _RULE
    middle, bottom = top + height / 2, top + height
    outline: list[Segment] = [("M", (start, top)), ("L", (end, top))]
    if pointed and tip:
        outline.append(("L", (end + tip, middle)))
    outline += [("L", (end, bottom)), ("L", (start, bottom))]
    if notched and tip:
        outline.append(("L", (start + tip, middle)))
    outline.append(("Z", ()))
    if applies:
        canvas.path(outline, ground.ground)
    else:
        canvas.path(outline, "wash", stroke="rule2", dash=_DASH)
