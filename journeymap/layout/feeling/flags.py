"""Flags where a measured feeling is clearly not the assumed one: a pole over the gap, and a pennant with a rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from journeymap.layout.canvas import LABEL, Canvas, first_baseline
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.measured import measures_of
from journeymap.layout.feeling.placing import Box, Surroundings
from journeymap.layout.feeling.series import Series
from journeymap.layout.frame import Row
from journeymap.layout.scene import Segment
from journeymap.layout.spec import MapSpec
from journeymap.overlays.measures import AssumedOtherwise
from journeymap.records import NamedTuple

_WIDTH, _HEIGHT = 25.0, 16.0
_NOTCH = 5.0
_PAST = (24.0, 34.0, 46.0, 14.0, 60.0, 76.0, 92.0, 108.0)
"""How far beyond the assumed feeling the middle of a pennant may be, in pixels, the best first."""
_AIR = 6.0
_APART = 10.0
"""How far other labels stay from a flag's words at least, in pixels."""


class Flag(NamedTuple):
    """A flag in its place: its pole from a y to another, the box of its pennant with the text beside, and that text.

    The text is empty where there is no room for it; the foot has it.
    """

    what: AssumedOtherwise
    x: float
    start: float
    end: float
    box: Box
    ahead: bool
    text: str


def place_flags(
    spec: MapSpec, series: Series, row: Row, axis: Axis, room: Box, surroundings: Surroundings
) -> list[Flag]:
    """The flags of a persona in a row, off the curves as far as there is room; later labels keep off them."""
    measures = measures_of(spec)
    wanted: list[tuple[AssumedOtherwise, float, float]] = []
    for mark in series.marks(row) if measures else ():
        felt = measures.felt(mark.column.touchpoint.id, series.persona_id) if measures else None
        if felt is not None and felt.assumed_otherwise is not None:
            wanted.append((felt.assumed_otherwise, mark.column.middle, axis.y(mark.feeling)))
    return arranged(wanted, axis, room, surroundings)


def arranged(
    wanted: Sequence[tuple[AssumedOtherwise, float, float]], axis: Axis, room: Box, surroundings: Surroundings
) -> list[Flag]:
    """The flags wanted, each with its x and the y at which its pole starts, as many with their words as can be."""
    occupied = surroundings.mark()
    order = list(range(len(wanted)))
    tries: list[list[Flag]] = [[]]
    for _ in wanted:
        surroundings.back_to(occupied)
        tries.append(_placed(wanted, order, axis, room, surroundings))
        told = {flag.what for flag in tries[-1] if flag.text}
        bare = [at for at in order if wanted[at][0] not in told]
        if not bare:
            break
        order = bare + [at for at in order if at not in bare]  # those without words choose first
    best = max(tries, key=lambda flags: (sum(bool(flag.text) for flag in flags), len(flags)))
    surroundings.back_to(occupied)
    for flag in best:
        _occupy(surroundings, flag)
    return best


def _placed(
    wanted: Sequence[tuple[AssumedOtherwise, float, float]],
    order: Sequence[int],
    axis: Axis,
    room: Box,
    surroundings: Surroundings,
) -> list[Flag]:
    """The flags that find a place, of those wanted with their x and the y at which their poles start, in an order."""
    poles = [_pole(what, x, start, axis) for what, x, start in wanted]
    found = []
    for at in order:
        what, x, start = wanted[at]
        others = [pole for pole in poles if pole is not poles[at]]
        place = partial(_place, what, x, start, axis, room, surroundings, others)
        flag = place(what.text) or place("")
        if flag is not None:
            _occupy(surroundings, flag)
            found.append(flag)
    return found


def _occupy(surroundings: Surroundings, flag: Flag) -> None:
    """Keeps later labels off a flag, and farther from its words than from each other, as they are in one line."""
    box = flag.box
    surroundings.occupy(box._replace(left=box.left - _APART, right=box.right + _APART) if flag.text else box)
    surroundings.occupy_line(flag.x, flag.start, flag.x, flag.end)


def _pole(what: AssumedOtherwise, x: float, start: float, axis: Axis) -> Box:
    """Where the pole of a flag and the shortest pennant on either side of it will be."""
    end = axis.y(what.assumed) + (-1 if what.is_worse else 1) * (min(_PAST) + _HEIGHT)
    return Box(x - _AIR, min(start, end), x + _AIR, max(start, end))


def _place(
    what: AssumedOtherwise,
    x: float,
    start: float,
    axis: Axis,
    room: Box,
    surroundings: Surroundings,
    poles: Sequence[Box],
    text: str,
) -> Flag | None:
    """The best place of a flag with a text, off the poles of others; without one also where it covers something."""
    flags = list(_candidates(what, x, start, axis, room, text))
    boxes = [flag.box for flag in flags if not any(flag.box.overlaps(pole) for pole in poles)]
    clear = surroundings.first_clear(boxes, of_faint=True) or surroundings.first_clear(boxes)
    return next((each for each in flags if each.box == clear), flags[0] if flags and not text else None)


def _candidates(what: AssumedOtherwise, x: float, start: float, axis: Axis, room: Box, text: str) -> Iterator[Flag]:
    width = _WIDTH + (_AIR + LABEL.width(text) if text else 0)
    beyond = -1 if what.is_worse else 1
    for past in _PAST:
        middle = axis.y(what.assumed) + beyond * past
        middle = min(max(middle, room.top + _HEIGHT / 2 + 2), room.bottom - _HEIGHT / 2 - 2)
        end = middle - _HEIGHT / 2 if what.is_worse else middle + _HEIGHT / 2
        for ahead in (True, False):
            left = x if ahead else x - width
            box = Box(left, middle - _HEIGHT / 2, left + width, middle + _HEIGHT / 2)
            if room.left <= box.left and box.right <= room.right:
                yield Flag(what, x, start, end, box, ahead, text)


def draw_flag(canvas: Canvas, spec: MapSpec, flag: Flag) -> None:
    """Draws a flag: filled where it is worse than assumed, outlined where it is better."""
    colour = "pain" if flag.what.is_worse else "opportunity"
    canvas.line(flag.x, flag.start, flag.x, flag.end, colour, 1.6)
    towards = 1 if flag.ahead else -1
    draw_pennant(canvas, flag.x, flag.box.top, towards, spec.words.number(flag.what.rank), worse=flag.what.is_worse)
    top = flag.box.top + (_HEIGHT - LABEL.leading) / 2
    x = flag.box.left + (_WIDTH + _AIR if flag.ahead else 0)
    canvas.text(x, top + first_baseline(LABEL), flag.text, LABEL, colour)


def draw_pennant(canvas: Canvas, x: float, top: float, towards: int, text: str, *, worse: bool) -> None:
    """Draws a swallow-tailed pennant from a pole at x, ahead (1) or back (-1), with a short text."""
    colour = "pain" if worse else "opportunity"
    tip = x + towards * _WIDTH
    outline: list[Segment] = [
        ("M", (x, top)), ("L", (tip, top)), ("L", (tip - towards * _NOTCH, top + _HEIGHT / 2)),
        ("L", (tip, top + _HEIGHT)), ("L", (x, top + _HEIGHT)), ("Z", ()),
    ]  # fmt: skip
    canvas.path(outline, colour if worse else "paper", stroke=colour, stroke_width=1.4)
    baseline = top + (_HEIGHT - LABEL.leading) / 2 + first_baseline(LABEL)
    middle = x + towards * (_WIDTH - _NOTCH) / 2
    canvas.text(middle, baseline, text, LABEL, "paper" if worse else colour, align="middle")
