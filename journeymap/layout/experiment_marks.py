"""The marks of experiments: at their touchpoint, at their action, and in the legend.

They differ in shape and not only in colour: a disc with a check helped, one with an arrow down harmed; a ring with two
bars shows no difference, and a cross is a broken split. A dashed ring is planned, a half-filled one runs, and one with
a dot has ended and is to be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from journeymap.insight.experiments import (
    State,
    VerdictKind,
    at_touchpoint,
    is_split_broken,
    name_of,
    of_action,
    state,
    verdict,
)
from journeymap.layout.canvas import CAPTION, CAPTION_STRONG, Canvas
from journeymap.layout.icons import circle_path
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import status_ring
from journeymap.layout.spec import EXPERIMENT_ROW, MapSpec
from journeymap.model import Action, Experiment, Journey, Touchpoint

_RADIUS = 6.0
_GAP = 10.0
_INSIDE = 16.0
_DASH = (2.0, 1.6)

Mark = Literal["planned", "running", "to-read", "helped", "harmed", "no-difference", "split-broken", "not-judged"]
_OF_STATE: dict[State, Mark] = {"planned": "planned", "running": "running", "to-read": "to-read", "overdue": "to-read"}
_OF_VERDICT: dict[VerdictKind, Mark] = {
    "helped": "helped",
    "harmed": "harmed",
    "no-difference": "no-difference",
    "straddles": "no-difference",
    "not-judged": "not-judged",
}
_COLOURS: dict[Mark, str] = {"helped": "opportunity", "harmed": "pain", "split-broken": "pain",
                            "not-judged": "pain", "to-read": "pain"}  # fmt: skip


def mark_of(journey: Journey, experiment: Experiment, today: dt.date) -> Mark:
    """Returns the mark of an experiment on a day: what it tells or, without a result, how far it is."""
    found = verdict(journey, experiment)
    if experiment.result is not None and is_split_broken(experiment.result):
        return "split-broken"
    return _OF_STATE[state(experiment, today)] if found is None else _OF_VERDICT[found.kind]


def draw_experiment(canvas: Canvas, x: float, y: float, mark: Mark) -> None:
    """Draws a mark around a point."""
    colour = _COLOURS.get(mark, "ink2")
    if mark in ("split-broken", "not-judged"):
        for turn in (1, -1):
            canvas.line(x - 4.2, y - 4.2 * turn, x + 4.2, y + 4.2 * turn, colour, 1.9)
        return
    if mark in ("helped", "harmed"):
        canvas.circle(x, y, _RADIUS, colour)
        _draw_sign(canvas, x, y, mark)
        return
    if mark == "planned":
        canvas.path(circle_path(x, y, 5.2), "paper", stroke=colour, stroke_width=1.3, dash=_DASH)
        return
    status_ring(canvas, x, y, {"running": 2, "to-read": 4}.get(mark, 0), colour)
    for step in (-1.4, 1.4) if mark == "no-difference" else ():
        canvas.line(x - 2.5, y + step, x + 2.5, y + step, colour, 1.2)


def _draw_sign(canvas: Canvas, x: float, y: float, mark: Mark) -> None:
    """Draws a check or an arrow down within a disc; the canvas mirrors what is drawn, and a check is never mirrored."""
    side = -1 if canvas.rtl else 1
    if mark == "helped":
        tick = [(x - 2.9 * side, y + 0.2), (x - 0.8 * side, y + 2.4), (x + 3.1 * side, y - 2.3)]
        canvas.path([("M", tick[0]), ("L", tick[1]), ("L", tick[2])], stroke="paper", stroke_width=1.5)
        return
    canvas.line(x, y - 3.2, x, y + 2.6, "paper", 1.5)
    canvas.path([("M", (x - 2.4, y + 0.4)), ("L", (x, y + 2.9)), ("L", (x + 2.4, y + 0.4))],
                stroke="paper", stroke_width=1.5)  # fmt: skip


def rows_at(spec: MapSpec, touchpoint: Touchpoint, room: float) -> list[list[Experiment]]:
    """Returns the experiments at a touchpoint in rows that are `room` pixels wide."""
    rows: list[list[Experiment]] = []
    end = 0.0
    for experiment in at_touchpoint(spec.journey, touchpoint) if spec.journey.experiments else ():
        width = _width(spec, experiment)
        if not rows or end + _GAP + width > room:
            rows.append([])
            end = -_GAP
        rows[-1].append(experiment)
        end += _GAP + width
    return rows


def draw_at(canvas: Canvas, spec: MapSpec, rows: Sequence[Sequence[Experiment]], x: float, top: float) -> None:
    """Draws rows of experiments, each a mark and its code, from the y `top` down."""
    for row in rows:
        start = x
        for experiment in row:
            with canvas.group(title=told(spec, experiment)):
                draw_experiment(
                    canvas, start + _RADIUS, top + EXPERIMENT_ROW / 2, mark_of(spec.journey, experiment, spec.today)
                )
                code = spec.journey.experiment_codes[experiment.id]
                canvas.text(start + _INSIDE, top + EXPERIMENT_ROW / 2 + 3.6, code, CAPTION_STRONG, "ink2")
            start += _width(spec, experiment) + _GAP
        top += EXPERIMENT_ROW


def told(spec: MapSpec, experiment: Experiment) -> str:
    """Returns an experiment in a line: `X1 The bill at breakfast: it helped`."""
    name = f"{spec.journey.experiment_codes[experiment.id]} {name_of(spec.journey, experiment)}"
    return spec.words.labelled(name, spec.words[f"experiment-{mark_of(spec.journey, experiment, spec.today)}"])


def draw_tried(canvas: Canvas, spec: MapSpec, action: Action, edge: tuple[float, float], top: float) -> None:
    """Draws the experiments that try out an action, a row each from the y `top` down: a mark, a code, what it tells.

    `edge` is the x at which the column starts, and its width.
    """
    x, room = edge
    for experiment in of_action(spec.journey, action):
        mark = mark_of(spec.journey, experiment, spec.today)
        text = spec.words.labelled(spec.journey.experiment_codes[experiment.id], spec.words[f"experiment-{mark}"])
        draw_experiment(canvas, x + _RADIUS, top + EXPERIMENT_ROW / 2, mark)
        (line,) = CAPTION.lines(text, room - _INSIDE, most=1)
        canvas.text(x + _INSIDE, top + EXPERIMENT_ROW / 2 + 3.6, line, CAPTION, "ink2")
        top += EXPERIMENT_ROW


def experiment_entries(spec: MapSpec) -> Iterable[LegendEntry]:
    """The marks of the experiments on the map, each once, in the order of the file."""
    words = spec.words
    shown = [each for each in spec.journey.experiments if each.touchpoint not in spec.folded]
    for mark in dict.fromkeys(mark_of(spec.journey, each, spec.today) for each in shown):
        yield LegendEntry(12, words.say("experiment-mark", what=words[f"experiment-{mark}"]), _entry(mark))


def _entry(mark: Mark) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: draw_experiment(canvas, x + 6, y, mark)


def _width(spec: MapSpec, experiment: Experiment) -> float:
    return _INSIDE + CAPTION_STRONG.width(spec.journey.experiment_codes[experiment.id])
