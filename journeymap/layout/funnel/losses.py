"""What is written below the ribbons of a funnel: how many left after a step, and where to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.layout.canvas import CAPTION, NAME, Canvas
from journeymap.layout.funnel.spec import FunnelRow, FunnelSpec
from journeymap.records import NamedTuple
from journeymap.simulation.funnel import SolvedStep

LEAST_LOSS = 0.005
"""A smaller part of all who start is not told, but counted with the others."""
_MOST_LINES = 4
_WIDEST = 150.0
_BESIDE_BAR = 9.0
_MARGIN = 20.0


class LossText(NamedTuple):
    """Below the ribbon of the column at `place`: the x of its start, how many, and in which case, in lines."""

    place: int
    x: float
    number: str
    lines: tuple[str, ...]
    is_loss: bool


def losses_of(spec: FunnelSpec, row: FunnelRow) -> tuple[LossText, ...]:
    """The texts below a row: each is as wide as the room before the next."""
    places = [place for place, step in enumerate(row.steps) if step.left >= LEAST_LOSS]
    found = []
    for place, following in zip(places, [*places[1:], None], strict=False):
        x = row.x(place) + _BESIDE_BAR
        end = row.x(following) + _BESIDE_BAR if following is not None else spec.width - _MARGIN
        step = row.steps[place]
        lines = CAPTION.lines(_where(spec, step), min(end - x - 8, _WIDEST), most=_MOST_LINES)
        found.append(LossText(place, x, spec.words.number(_left(spec, step)), lines, spec.is_loss(step)))
    return tuple(found)


def _left(spec: FunnelSpec, step: SolvedStep) -> float:
    """How many of 100 who start leave after a step: as the numbers above the bars fall, where that is more than 0."""
    steps = spec.funnel.steps
    index = next(place for place, each in enumerate(steps) if each is step)
    after = steps[index + 1].still if index + 1 < len(steps) else None
    if after is not None and not any(each.is_end for each in step.lost):
        fallen = round(100 * step.still) - round(100 * after)
        if fallen > 0:
            return fallen
    return round(100 * step.left, 0 if step.left >= 0.01 else 1)


def _where(spec: FunnelSpec, step: SolvedStep) -> str:
    return ", ".join(_parts(spec, step))


def _parts(spec: FunnelSpec, step: SolvedStep) -> Iterator[str]:
    here = sum(each.share for each in step.lost if each.at == step.touchpoint and not each.is_end)
    others = [each for each in step.lost if each.at != step.touchpoint and not each.is_end and each.share >= LEAST_LOSS]
    told = [*([here] if here >= LEAST_LOSS else []), *(each.share for each in others)]
    counts = counts_of(told, step.left - sum(told), _left(spec, step))
    if here >= LEAST_LOSS:
        count = counts.pop(0)
        cases = [way.when for way in spec.touchpoint(step.touchpoint).next if way.to == "exit" and way.when]
        said = " / ".join(dict.fromkeys(cases)) or spec.texts.say("leave", n=count)
        yield f"{spec.words.number(count)} {said}" if others else said
    for each, count in zip(others, counts, strict=True):
        yield spec.texts.say("leave-at", n=count, number=spec.number(each.at))


def counts_of(shares: Sequence[float], untold: float, total: float) -> list[float]:
    """How many of 100 each share is, in whole numbers that add up to `total` with those who are not told of: the
    largest remainders are rounded up. Fewer than one have a decimal."""
    if total < 1:
        return [round(100 * each, 1) for each in shares]
    parts = [*shares, *([untold] if untold >= LEAST_LOSS else [])]
    exact = [each * total / sum(parts) for each in parts]
    counts = [float(int(each)) for each in exact]
    largest = sorted(range(len(parts)), key=lambda place: counts[place] - exact[place])
    for place in largest[: round(total - sum(counts))]:
        counts[place] += 1
    return counts[: len(shares)]


def loss_height(losses: Sequence[LossText]) -> float:
    """The height of the texts, in pixels."""
    return max((NAME.leading + len(loss.lines) * CAPTION.leading for loss in losses), default=0.0)


def draw_loss_text(canvas: Canvas, loss: LossText, top: float) -> None:
    """Draws a text from the y `top` down."""
    y = canvas.lines(loss.x, top, (loss.number,), NAME, "pain" if loss.is_loss else "ink2")
    canvas.lines(loss.x, y, loss.lines, CAPTION, "ink2")
