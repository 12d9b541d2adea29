"""The worst pains of a journey in columns, and below each what is done about it, by whom and by when."""

from __future__ import annotations

from journeymap.insight.actions import answering, is_open
from journeymap.insight.deadlines import is_overdue
from journeymap.insight.highlights import Highlight
from journeymap.layout.canvas import Canvas, Type, first_baseline
from journeymap.layout.marks import closed_path
from journeymap.layout.overview.figures import OverviewFigure, against_target, leaving
from journeymap.layout.overview.spec import MARGIN, OverviewSpec
from journeymap.layout.overview.stations import draw_number_mark
from journeymap.model import Action
from journeymap.records import NamedTuple
from journeymap.style.fonts import MEDIUM, REGULAR, SEMIBOLD

_FIGURE = Type(30, SEMIBOLD, 33)
_NAME = Type(12, MEDIUM, 15)
_TEXT = Type(13.9, SEMIBOLD, 17.5)
_OWNER = Type(12, REGULAR, 15)
_DUE = Type(12, SEMIBOLD, 15)
_GAP = 12.0
_WIDEST = 320.0
_PAD, _INSIDE = 14.0, 8.0
_TIP, _TIP_HALF = 9.0, 10.0
_LINES = 2
_BETWEEN = 6.0
_MARK, _MARK_ROOM = 0.82, 34.0
_FIVE = 5
_DISC, _BETWEEN_DISCS = 5.2, 4.0
_LEAST_NAME = 30.0
_FIGURE_SCALES = (1.0, 0.8, 0.66, 0.5)
"""The sizes of figures that are tried, for the largest beside which its name is whole."""
_AFTER_FIGURE = 9.0


class _PainColumn(NamedTuple):
    """A pain and the action against it, if there is one, with where they stand."""

    pain: Highlight
    action: Action | None
    figure: OverviewFigure | None
    text: tuple[str, ...]
    title: tuple[str, ...]
    x: float
    width: float


def _draw_severity(canvas: Canvas, x: float, y: float, severity: int, colour: str) -> None:
    """Draws how much a pain matters from an x on: as many discs of five are filled."""
    for place in range(_FIVE):
        middle = x + _DISC + place * (2 * _DISC + _BETWEEN_DISCS)
        if place < severity:
            canvas.circle(middle, y, _DISC, colour)
        else:
            canvas.circle(middle, y, _DISC - 0.7, stroke=colour, stroke_width=1.4)


def _said(figure: OverviewFigure, room: float) -> tuple[str, ...]:
    """What a figure is, and its target on a line of its own; nothing where there is hardly any room."""
    if room < _LEAST_NAME:
        return ()
    name = _NAME.lines(figure.name, room, most=1 if figure.rest else 2)
    return (*name, *_NAME.lines(figure.rest, room, most=1))


def _is_cut(line: str) -> bool:
    return line.endswith("…")


class PainColumns:
    """The columns of the pains that are chosen, in the order of the journey."""

    def __init__(self, spec: OverviewSpec) -> None:
        self._spec = spec
        pains = spec.chosen.pains
        count = max(len(pains), 1)
        self._width = min((spec.room - _GAP * (count - 1)) / count, _WIDEST)
        used: set[str] = set()
        self._columns = []
        for place, pain in enumerate(pains):
            action = self._action(pain, used)
            used.update((action.id,) if action else ())
            self._columns.append(self._column(pain, action, self._start(pains, place)))

    @property
    def height(self) -> float:
        """The height of pains and actions, with the tips that point at the stations; 0 without pains."""
        return _TIP + self._pain_height + _BETWEEN + self._action_height if self._columns else 0.0

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws the columns from the y `top` down."""
        top += _TIP
        for column in self._columns:
            with canvas.group(touchpoint=column.pain.touchpoint.id, title=column.pain.point.text):
                self._draw_pain(canvas, column, top)
            data = {"action": column.action.id} if column.action else {"touchpoint": column.pain.touchpoint.id}
            with canvas.group(title=column.action.title if column.action else "", **data):
                self._draw_action(canvas, column, top + self._pain_height + _BETWEEN)

    @property
    def _pain_height(self) -> float:
        lines = max(len(column.text) for column in self._columns)
        return 2 * _INSIDE + _FIGURE.leading + lines * _TEXT.leading

    @property
    def _action_height(self) -> float:
        lines = max(len(column.title) for column in self._columns)
        return 2 * _INSIDE + lines * _TEXT.leading + 2 + _OWNER.leading

    def _start(self, pains: tuple[Highlight, ...], place: int) -> float:
        """The x of a column: all fill the width or, where they are few, each is as near to its station as can be."""
        pitch = self._width + _GAP
        if pitch * len(pains) - _GAP >= self._spec.room - 1:
            return MARGIN + place * pitch
        wanted = self._spec.column_of[pains[place].touchpoint.id].middle - self._width / 2
        least = MARGIN + place * pitch
        most = self._spec.end - (len(pains) - place) * pitch + _GAP
        before = self._columns[-1].x + pitch if self._columns else least
        return min(max(wanted, least, before), most)

    def _action(self, pain: Highlight, used: set[str]) -> Action | None:
        """What is done about a pain: the first open action that answers it, or what would help at its touchpoint."""
        points = [pain.point, *pain.touchpoint.opportunities]
        found = [each for point in points for each in answering(self._spec.map.journey, point) if is_open(each)]
        found += [each for each in self._spec.map.journey.actions
                  if is_open(each) and pain.touchpoint.id in each.touchpoints]  # fmt: skip
        return next((each for each in found if each.id not in used), next(iter(found), None))

    def _column(self, pain: Highlight, action: Action | None, x: float) -> _PainColumn:
        spec, room = self._spec.map, self._width - 2 * _PAD
        figure = leaving(spec, pain.touchpoint) or against_target(spec, pain.touchpoint, met=False)
        title = action.title if action else spec.words["no-action-yet"]
        beside = room if figure or pain.point.severity else room - _MARK_ROOM
        text, titles = _TEXT.lines(pain.point.text, beside, most=_LINES), _TEXT.lines(title, room, most=_LINES)
        return _PainColumn(pain, action, figure, text, titles, x, self._width)

    def _draw_pain(self, canvas: Canvas, column: _PainColumn, top: float) -> None:
        spec = self._spec
        touchpoint, point = column.pain
        strong = touchpoint.id in spec.chosen.strong
        fill, ink, ink2 = ("pain", "paper", "paper") if strong else ("pain-tint", "pain", "ink")
        outline = spec.map.theme.drawing.pain_outline
        corner = min(spec.map.theme.drawing.corners, self._pain_height / 2)
        stroke = "pain" if outline and not strong else None
        canvas.rect(column.x, top, column.width, self._pain_height, fill, radius=corner, stroke=stroke,
                    stroke_width=outline or 1)  # fmt: skip
        reach = corner + _TIP_HALF
        tip = min(max(spec.column_of[touchpoint.id].middle, column.x + reach), column.x + column.width - reach)
        canvas.path(closed_path([(tip - _TIP_HALF, top + 0.5), (tip + _TIP_HALF, top + 0.5), (tip, top - _TIP)]), fill)
        x, end = column.x + _PAD, column.x + column.width - _PAD
        middle = top + _INSIDE + _FIGURE.leading / 2
        mark, number = ("paper", "pain") if strong else ("pain", "pain-tint")
        draw_number_mark(canvas, spec, touchpoint, end - 12, middle, mark, size=_MARK, ink=number)
        self._draw_figure(canvas, column, (x, end - _MARK_ROOM), middle, ink, ink2)
        y = top + _INSIDE + _FIGURE.leading
        if column.figure is None and point.severity:
            _draw_severity(canvas, x, middle, point.severity, ink)
        elif column.figure is None:
            y = top + (self._pain_height - len(column.text) * _TEXT.leading) / 2
        canvas.lines(x, y, column.text, _TEXT, ink2)

    def _draw_figure(
        self, canvas: Canvas, column: _PainColumn, ends: tuple[float, float], middle: float, ink: str, ink2: str
    ) -> None:
        """Draws the figure of a pain, and beside it in two lines what it is and its target, or what it is alone."""
        figure = column.figure
        if figure is None:
            return
        style = self._spec.map.face("figure", _FIGURE)
        room = ends[1] - ends[0]
        scales = _FIGURE_SCALES[any(map(str.isalpha, figure.value)) :]  # letters may reach down to the text below
        ways = [figure, figure._replace(rest=""), figure._replace(name=figure.short or figure.name, rest="")]
        sizes = [Type(style.size * scale, style.weight, style.leading) for scale in scales] * len(ways)
        said = [way for way in ways for _ in scales]
        beside = [
            _said(each, room - size.width(figure.value) - _AFTER_FIGURE) for each, size in zip(said, sizes, strict=True)
        ]
        whole = (place for place, lines in enumerate(beside) if lines and not any(map(_is_cut, lines)))
        chosen = next(whole, len(sizes) - 1)
        (value, *_) = sizes[chosen].lines(figure.value, room, most=1)
        baseline = middle + sizes[chosen].size * 0.355
        x = ends[0] + canvas.text(ends[0], baseline, value, sizes[chosen], ink) + _AFTER_FIGURE
        lines = beside[chosen]
        canvas.lines(x, middle - len(lines) * _NAME.leading / 2, lines, _NAME, ink2)

    def _draw_action(self, canvas: Canvas, column: _PainColumn, top: float) -> None:
        spec, action = self._spec.map, column.action
        corner, x, end = spec.theme.drawing.corners, column.x + _PAD, column.x + column.width - _PAD
        fill, ink = ("opportunity", "paper") if action else (None, "ink2")
        canvas.rect(column.x, top, column.width, self._action_height, fill, radius=corner,
                    stroke=None if action else "rule2", dash=() if action else (4, 3))  # fmt: skip
        canvas.lines(x, top + _INSIDE, column.title, _TEXT, ink)
        if action is None:
            return
        baseline = top + self._action_height - _INSIDE - _OWNER.leading + first_baseline(_OWNER)
        due = spec.words.day(action.due) if action.due else ""
        late = is_overdue(action, spec.today)
        taken = canvas.text(end, baseline, due, _DUE, "head-accent", align="end") if due else 0.0
        if late:
            canvas.line(end - taken, baseline + 3, end, baseline + 3, "head-accent", 1.4)
        owner = spec.journey.owner_by_id.get(action.answerable or "")
        if owner:
            (name, *_) = _OWNER.lines(owner.name, end - x - taken - 12, most=1)
            canvas.text(x, baseline, name, _OWNER, "paper")
