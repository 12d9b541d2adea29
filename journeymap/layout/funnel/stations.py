"""The line of stations of a funnel: the band of stages, the ways back above the stations, and the names below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from journeymap.flow import FlowWay
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, STAGE, STAGE_NUMBER, Canvas
from journeymap.layout.funnel.spec import STEP_NAME, FunnelRow, FunnelSpec
from journeymap.layout.scene import Segment
from journeymap.layout.sheet import draw_station
from journeymap.layout.stage_grounds import draw_stage_ground, stage_ground, station_ring
from journeymap.model import Stage
from journeymap.records import NamedTuple

_BAND = 36.0
_TIP = 8.0
_LEVEL = 21.0
_RADIUS = 16.0
_APART = 9.0
_APART_STAGES = 3.0
_CORNER = 6.0


class StationRow:
    """Draws the stations of a row of steps."""

    def __init__(self, canvas: Canvas, spec: FunnelSpec, row: FunnelRow) -> None:
        self._canvas, self._spec, self._row = canvas, spec, row
        self._place = {step.touchpoint: place for place, step in enumerate(row.steps)}
        self._arcs = _arcs_of(spec, row)

    def draw(self, top: float) -> float:
        """Draws from the y `top` down; returns the y below the names."""
        row, canvas = self._row, self._canvas
        self._draw_stages(top)
        levels = max((arc.level + 1 for arc in self._arcs), default=0)
        y = top + _BAND + 22 + levels * _LEVEL + (10 if levels else 0) + _RADIUS
        canvas.line(row.x(0), y, row.x(len(row.steps) - 1), y, "ink3", 1.2)
        for arc in self._arcs:
            self._draw_arc(arc, y)
        names = [STEP_NAME.lines(self._name(step.touchpoint), row.pitch - 6) for step in row.steps]
        for place, step in enumerate(row.steps):
            touchpoint = self._spec.touchpoint(step.touchpoint)
            moment = bool(touchpoint.moment_of_truth)
            ring = station_ring(self._spec.theme, self._spec.journey, touchpoint)
            draw_station(canvas, row.x(place), y, self._spec.number(step.touchpoint), ring=ring, is_moment=moment)
            canvas.lines(row.x(place), y + _RADIUS + 5, names[place], STEP_NAME, "ink", align="middle")
        return y + _RADIUS + 5 + max(map(len, names)) * STEP_NAME.leading + 8

    def _name(self, id_: str) -> str:
        return self._spec.touchpoint(id_).name

    def _draw_stages(self, top: float) -> None:
        row, journey = self._row, self._spec.journey
        stages = [journey.stage_of[step.touchpoint] for step in row.steps]
        bounds = [0, *(at for at in range(1, len(stages)) if stages[at] is not stages[at - 1]), len(stages)]
        for first, last in pairwise(bounds):
            start, end = row.start + first * row.pitch, row.start + last * row.pitch
            stage = stages[first]
            number = journey.stages.index(stage) + 1
            is_first, is_last = not first, last == len(stages)
            draw_stage_ground(
                self._canvas, self._spec.theme, number, (start if is_first else start + _APART_STAGES, end), top, _BAND,
                pointed=not is_last, notched=not is_first, applies=True, tip=_TIP,
            )  # fmt: skip
            self._draw_stage_name(stage, number, start + 16, end - 6, top)

    def _draw_stage_name(self, stage: Stage, place: int, x: float, end: float, top: float) -> None:
        canvas, styles, ground = self._canvas, self._spec.styles, stage_ground(self._spec.theme, place)
        number, numeral = self._spec.words.number(place), styles.face("stage-number", STAGE_NUMBER)
        x += canvas.text(x, top + _BAND / 2 + STAGE.size * 0.355, number, numeral, ground.numeral) + 8
        for style in (styles.face("stage", STAGE), CAPTION_BOLD):
            lines = style.lines(stage.name, end - x)
            if len(lines) * style.leading <= _BAND - 4 and all(style.width(line) <= end - x for line in lines):
                break
        else:
            lines = style.lines(stage.name, end - x, most=2)
        middle = top + _BAND / 2 - len(lines) * style.leading / 2
        canvas.lines(x, middle, lines, style, ground.text)

    def _draw_arc(self, arc: _Arc, y: float) -> None:
        canvas, level = self._canvas, y - _RADIUS - 12 - arc.level * _LEVEL
        start, end, corner = arc.start, arc.end, min(_CORNER, (arc.start - arc.end) / 2)
        tip = y - _RADIUS - 1
        if start == end:
            canvas.line(start, y - _RADIUS, start, level + 6, "ink", 1.4)
            canvas.path(_head(start, level - 2, -1), "ink")
        else:
            self._draw_line(arc, y, level, corner, tip)
        x = arc.label_x
        share, words = arc.texts
        total = CAPTION_BOLD.width(share) + (4 + CAPTION.width(words) if words else 0)
        x -= total / 2
        x += canvas.text(x, level - 4.5, share, CAPTION_BOLD, "ink", rtl=False) + 4
        canvas.text(x, level - 4.5, words, CAPTION, "ink2")

    def _draw_line(self, arc: _Arc, y: float, level: float, corner: float, tip: float) -> None:
        start, end = arc.start, arc.end
        path: list[Segment] = [
            ("M", (start, y - _RADIUS)),
            ("L", (start, level + corner)),
            ("C", (start, level + corner / 2, start - corner / 2, level, start - corner, level)),
            ("L", (end + corner, level)),
            ("C", (end + corner / 2, level, end, level + corner / 2, end, level + corner)),
            ("L", (end, tip - 5)),
        ]
        self._canvas.path(path, stroke="ink", stroke_width=1.4)
        self._canvas.path(_head(end, tip), "ink")


class _Arc(NamedTuple):
    """A way back above a row: the x where it starts and ends, its level from 0, its texts, and the middle of these.

    One to another row ends where it starts.
    """

    start: float
    end: float
    level: int
    texts: tuple[str, str]
    label_x: float


def _share(spec: FunnelSpec, way: FlowWay) -> str:
    if way.measured is not None:
        return way.measured.with_interval
    return spec.words.percent(round(spec.share(way), 3))


def _arcs_of(spec: FunnelSpec, row: FunnelRow) -> tuple[_Arc, ...]:
    """The ways back from a row; shorter ones are nearer to the stations, and legs at one station stand apart."""
    place = {step.touchpoint: at for at, step in enumerate(row.steps)}
    ways = [way for way in spec.returns if way.source in place]
    ways.sort(key=lambda way: (place[way.source] - place.get(way.to, place[way.source]), place[way.source]))
    ends = _legs(row, place, ways)
    found: list[_Arc] = []
    for way, (start, end) in zip(ways, ends, strict=True):
        legs = [leg for other in ends if other != (start, end) for leg in other]
        texts, middle = _label(spec, way, end, start, legs, (row.start - 40, row.end + 20))
        new = _Arc(start, end, 0, texts, middle)
        left, right = _reach(new)
        level = max((each.level + 1 for each in found if end <= each.end and each.start <= start), default=0)
        while any(each.level == level and _reach(each)[0] < right + 6 and left - 6 < _reach(each)[1] for each in found):
            level += 1
        found.append(new._replace(level=level))
    return tuple(found)


def _legs(row: FunnelRow, place: Mapping[str, int], ways: Sequence[FlowWay]) -> list[tuple[float, float]]:
    """The x of both ends of each way: those of one station stand apart."""
    at = [(place[way.source], place.get(way.to)) for way in ways]
    order: dict[int, list[tuple[int, int]]] = {}
    for index, (source, target) in enumerate(at):
        order.setdefault(source, []).append((1, index))
        if target is not None:
            order.setdefault(target, []).append((-1, index))
    x: dict[tuple[int, int], float] = {}
    for station, ends in order.items():
        leaving = [(side, index) for side, index in sorted(ends, reverse=True) if side > 0]
        arriving = [(side, index) for side, index in sorted(ends, reverse=True) if side < 0]
        keys = [*leaving, *arriving]  # towards the start, and from the end: so neither crosses the other, nor its own
        first = row.x(station) - _APART * (len(keys) - 1) / 2
        for number, key in enumerate(keys):
            x[key] = first + _APART * number
    return [(x[1, index], x[1, index] if target is None else x[-1, index]) for index, (_, target) in enumerate(at)]


def _reach(arc: _Arc) -> tuple[float, float]:
    half = (CAPTION_BOLD.width(arc.texts[0]) + 4 + CAPTION.width(arc.texts[1])) / 2
    return min(arc.end, arc.label_x - half), max(arc.start, arc.label_x + half)


def _label(
    spec: FunnelSpec, way: FlowWay, end: float, start: float, legs: Sequence[float], bounds: tuple[float, float]
) -> tuple[tuple[str, str], float]:
    """The share of a way and its case, in the room between the legs of others and the `bounds`; the case only where
    all of it fits: cut in the middle, it could say something else."""
    if start == end:
        return (_share(spec, way), spec.texts.say("back-to", number=spec.number(way.to))), start
    share, whole = _share(spec, way), _words(spec, way)
    wanted = CAPTION_BOLD.width(share) + (4 + CAPTION.width(whole) if whole else 0) + 10
    left, right = max(
        (gap for gap in pairwise(sorted([bounds[0], *legs, bounds[1]])) if gap[0] < start and end < gap[1]),
        key=lambda gap: (gap[1] - gap[0] >= wanted, min(gap[1], start) - max(gap[0], end)),
    )
    said = whole if wanted <= right - left else ""
    half = (CAPTION_BOLD.width(share) + (4 + CAPTION.width(said) if said else 0)) / 2 + 5
    middle = (max(left, end) + min(right, start)) / 2
    return (share, said), min(max(middle, left + half), max(right - half, left + half))


def _words(spec: FunnelSpec, way: FlowWay) -> str:
    """Whose a way is, and in which case they take it."""
    names, when = spec.words["list-comma"].join(way.whose), way.when or ""
    return spec.words.labelled(names, when) if names and when else names or when


def _head(x: float, tip: float, down: int = 1) -> list[Segment]:
    return [("M", (x, tip)), ("L", (x + 3.6, tip - 7 * down)), ("L", (x - 3.6, tip - 7 * down)), ("Z", ())]
