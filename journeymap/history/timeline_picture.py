"""A timeline as a picture: the emotion curves of each version, with those of the version before faint below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from journeymap.history.describe import Describer
from journeymap.history.timeline import Moment, curves
from journeymap.insight import feelings
from journeymap.insight.curve_shape import CurveShape, curve_shapes
from journeymap.insight.feelings import lowest_of
from journeymap.layout import Scene
from journeymap.layout.canvas import BODY, CAPTION, HEADING, LABEL, NOTE, Canvas
from journeymap.layout.feeling.apart import kept_apart
from journeymap.layout.feeling.curve import Point, segments
from journeymap.layout.marks import marker
from journeymap.layout.scene import Group, Segment
from journeymap.layout.spec import persona_token
from journeymap.model import Journey
from journeymap.style.locale import STORIES, load_words

_MARGIN = 40.0
_WIDTH = 260.0
_GAP = 28.0
_PLOT = 96.0
_UNIT = 20.0
_APART = 4.0
_ACROSS = 4
_TEXT_LINES = 3
_HEIGHT = 44 + _PLOT + 20 + _TEXT_LINES * BODY.leading + 40
_KEY = 30.0


class _Curve(NamedTuple):
    """A persona's feelings, from -2 to 2, by the numbers of touchpoints; its shape, and the number of touchpoints."""

    feelings: dict[int, float]
    shape: CurveShape
    touchpoints: int


Curves = dict[str, _Curve]
"""The curves of a version by the names of the personas."""


def multiples(moments: Sequence[Moment]) -> Scene:
    """A picture of the versions from the oldest to the newest, in reading direction, four in a row.

    Raises ValueError when no version can be read.
    """
    versions = [moment for moment in reversed(moments) if moment.journey is not None]
    newest = versions[-1].journey if versions else None
    if newest is None:
        raise ValueError("no version can be read")
    words = load_words(newest.language, STORIES, newest.calendar)
    across = min(_ACROSS, len(versions))
    width = max(2 * _MARGIN + across * _WIDTH + (across - 1) * _GAP, 600.0)
    canvas = Canvas(width, rtl=newest.is_rtl)
    title = words.say("how-it-changed", title=newest.title)
    with canvas.group("band-head", "band"):
        lines = HEADING.lines(title, width - 2 * _MARGIN)
        top = canvas.lines(_MARGIN, 24, lines, HEADING, "ink")
        _draw_key(canvas, versions, top + 18)
    top += _KEY + 10
    before: Curves = {}
    order = {name: index for index, name in enumerate(_names(versions))}
    with canvas.group("band-versions", "band"):
        for number, moment in enumerate(versions):
            row, column = divmod(number, across)
            with canvas.group(title=moment.commit.short):
                x, y = _MARGIN + column * (_WIDTH + _GAP), top + row * _HEIGHT
                before = _Panel(canvas, moment, x, y, order).draw(before)
    height = top + -(-len(versions) // across) * _HEIGHT
    bands = [element for element in canvas.elements if isinstance(element, Group)]
    return Scene(
        width=width,
        height=height,
        title=title,
        description=words["curves"],
        language=newest.language,
        rtl=newest.is_rtl,
        bands=bands,
    )


def _curves(journey: Journey) -> Curves:
    shapes = curve_shapes(journey)
    return {
        journey.persona_by_id[persona].name if persona else "": _Curve(
            {number: journey.feeling(emotion.known_score) for number, emotion in curve.items()},
            shapes[persona],
            len(journey.touchpoints),
        )
        for persona, curve in feelings.curves(journey).items()
    }


def _names(versions: Sequence[Moment]) -> list[str]:
    """The names of the personas of all versions, those of the newest first."""
    return list(dict.fromkeys(name for each in reversed(versions) if each.journey for name in curves(each.journey)))


def _draw_key(canvas: Canvas, versions: Sequence[Moment], y: float) -> None:
    """Draw the key: the name of each persona beside its mark."""
    x = _MARGIN
    for index, name in enumerate(_names(versions)):
        if name:
            marker(canvas, x + 6, y, index, 4.5, persona_token(index))
            x += 18 + canvas.text(x + 16, y + 4, name, LABEL, persona_token(index)) + 20


class _Panel:
    """One version."""

    def __init__(self, canvas: Canvas, moment: Moment, x: float, y: float, order: dict[str, int]) -> None:
        self._canvas = canvas
        self._moment = moment
        self._x = x
        self._y = y
        self._order = order
        journey = moment.journey
        assert journey is not None
        self._journey = journey
        self._words = load_words(journey.language, STORIES, journey.calendar)
        self._neutral = y + 44 + _PLOT / 2

    def draw(self, before: Curves) -> Curves:
        """Draw the version over the curves of the one before; returns its curves."""
        canvas, commit, words = self._canvas, self._moment.commit, self._words
        day = words.day(dt.date.fromisoformat(commit.day))
        canvas.text(self._x, self._y + 14, day, LABEL, "ink")
        canvas.text(self._x + _WIDTH, self._y + 14, commit.short, CAPTION, "ink3", align="end", rtl=False)
        canvas.text(self._x, self._y + 30, NOTE.lines(commit.author or "–", _WIDTH)[0], NOTE, "ink2")
        canvas.line(self._x, self._neutral, self._x + _WIDTH, self._neutral, "rule2")
        for step in (-2, 2):
            y = self._neutral - step * _UNIT
            canvas.line(self._x, y, self._x + _WIDTH, y, "rule", 1, (1, 5))
        current = _curves(self._journey)
        for curve in before.values():
            self._curve(curve, "ghost", 1.4, (2, 4))
        lines = {name: curve.feelings for name, curve in current.items()}
        for name, moved in kept_apart(lines, _APART / _UNIT).items():
            index, curve = self._order[name], current[name]
            self._curve(curve._replace(feelings=moved), persona_token(index), 2, ())
            number = lowest_of({each: value for each, value in lines[name].items() if each in curve.shape.reached})
            if number is not None:  # its mark is there so that curves differ in more than colour
                x, y = self._point(curve, number, moved[number])
                marker(canvas, x, y, index, 4, persona_token(index), halo=1)
        self._facts()
        return current

    def _point(self, curve: _Curve, number: int, value: float) -> Point:
        return self._x + (number - 0.5) * (_WIDTH / curve.touchpoints), self._neutral - value * _UNIT

    def _curve(self, curve: _Curve, colour: str, width: float, dash: tuple[float, ...]) -> None:
        shape = curve.shape
        for joined in (*shape.main, *shape.branches):
            if len(joined) > 1:
                points = [self._point(curve, number, curve.feelings[number]) for number in joined]
                thickness = width / 2 if joined in shape.branches else width
                steps: list[Segment] = [("M", points[0]), *segments(points)]
                self._canvas.path(steps, stroke=colour, stroke_width=thickness, dash=dash)

    def _facts(self) -> None:
        facts, words = self._moment.facts, self._words
        assert facts is not None
        y = self._y + 44 + _PLOT + 12
        parts = [
            f"{words['mean']} {words.signed(facts.mean)}" if facts.mean is not None else "",
            f"{words['open']} {words.number(facts.open)}",
            f"{words['overdue']} {words.number(facts.overdue)}" if facts.overdue else "",
        ]
        line = NOTE.lines(" · ".join(part for part in parts if part), _WIDTH, most=1)
        y = self._canvas.lines(self._x, y, line, NOTE, "ink2")
        self._canvas.lines(self._x, y + 4, BODY.lines(self._main_change(), _WIDTH, most=_TEXT_LINES), BODY, "ink")

    def _main_change(self) -> str:
        if self._moment.difference is None:
            return self._words["first-version"]
        describer = Describer(self._moment.difference)
        lines = describer.lines()
        return lines[0].whole if lines else describer.headline()
