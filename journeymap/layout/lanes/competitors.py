"""The competitors lane: a row for each, with a bar from neutral and a score at each touchpoint that has one.

The bar is on a scale that takes the column but for the room of the scores, so that the bars of all can be compared.

The part of customers who consider a competitor stands below its name.
"""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, CAPTION_STRONG, NOTE, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.spec import GUTTER, MARGIN, PAD, MapSpec
from journeymap.model import Competitor

_TITLE_ROOM = 31
_BELOW = 8
_ROW = 22
_BAR = 9
_BESIDE = 5
_NAME_WIDTH = GUTTER - 14


class Competitors:
    """The lane of the competitors' scores at the same touchpoints."""

    name = "competitors"
    icon = "competitors"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-competitors"]

    def height(self, spec: MapSpec, row: Row) -> float:
        shown = self._shown(spec, row)
        return _TITLE_ROOM + sum(_row_height(spec, competitor) for competitor in shown) + _BELOW if shown else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        y = top + _TITLE_ROOM
        for competitor in self._shown(spec, row):
            height = _row_height(spec, competitor)
            lines = NOTE.lines(competitor.name, _NAME_WIDTH)
            share = _share_lines(spec, competitor)
            text_top = y + (height - _name_height(lines, share)) / 2
            text_top = canvas.lines(MARGIN + GUTTER - 10, text_top, lines, NOTE, "ink2", align="end")
            canvas.lines(MARGIN + GUTTER - 10, text_top, share, CAPTION, "ink3", align="end")
            self._draw_scores(canvas, spec, row, competitor, y + height / 2)
            y += height

    def _draw_scores(self, canvas: Canvas, spec: MapSpec, row: Row, competitor: Competitor, y: float) -> None:
        for column in row.columns:
            score = competitor.scores.get(column.touchpoint.id)
            if score is None:
                continue
            feeling = spec.journey.feeling(score)
            reach = feeling / 2 * _scale(spec, column)
            with canvas.group(touchpoint=column.touchpoint.id):
                _draw_scale(canvas, column, _scale(spec, column), y, feeling, spec.score(score))
                if feeling >= 0:
                    canvas.rect(column.middle, y - _BAR / 2, max(reach, 1), _BAR, "ink2")
                else:
                    canvas.rect(column.middle + reach, y - _BAR / 2 + 0.5, -reach, _BAR - 1, "paper", stroke="ink2")
                text = spec.score(score)
                if feeling >= 0:
                    canvas.text(column.middle + reach + _BESIDE, y + 3.7, text, CAPTION_STRONG, "ink2")
                else:
                    canvas.text(column.middle + reach - _BESIDE, y + 3.7, text, CAPTION_STRONG, "ink2", align="end")

    def _shown(self, spec: MapSpec, row: Row) -> list[Competitor]:
        """Those with a score in a row of stages; in the first, also those of which only the share is known."""
        here = {column.touchpoint.id for column in row.columns}
        return [
            competitor
            for competitor in spec.journey.competitors
            if here & competitor.scores.keys()
            or (row.number == 1 and not competitor.scores and competitor.considered is not None)
        ]


def _scale(spec: MapSpec, column: Column) -> float:
    """How far from the middle of a column the best and the worst score reach, in pixels: the score stands beside."""
    scores = max(CAPTION_STRONG.width(spec.score(end)) for end in spec.journey.emotion_scale)
    return column.width / 2 - PAD - _BESIDE - scores


def _draw_scale(canvas: Canvas, column: Column, half: float, y: float, feeling: float, text: str) -> None:
    """Draws the scale from the worst to the best score, with a gap where the score stands, and neutral."""
    start, end = column.middle - half, column.middle + half
    bar = column.middle + feeling / 2 * half
    beyond = _BESIDE + CAPTION_STRONG.width(text) + _BESIDE
    if feeling >= 0:
        canvas.line(start, y, column.middle, y, "rule")
        start = bar + beyond
    else:
        canvas.line(column.middle, y, end, y, "rule")
        end = bar - beyond
    if end > start:
        canvas.line(start, y, end, y, "rule")
    canvas.line(column.middle, y - 8, column.middle, y + 8, "rule2")


def _share_lines(spec: MapSpec, competitor: Competitor) -> tuple[str, ...]:
    if competitor.considered is None:
        return ()
    share = spec.words.percent(competitor.considered)
    return CAPTION.lines(spec.words.labelled(spec.words["considered-by"], share), _NAME_WIDTH)


def _name_height(name: tuple[str, ...], share: tuple[str, ...]) -> float:
    return len(name) * NOTE.leading + len(share) * CAPTION.leading


def _row_height(spec: MapSpec, competitor: Competitor) -> float:
    lines = NOTE.lines(competitor.name, _NAME_WIDTH)
    return max(_ROW, _name_height(lines, _share_lines(spec, competitor)) + 6)
