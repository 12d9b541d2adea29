"""An overview: what a journey comes to in ten seconds, on one page of a fixed size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import combinations
from typing import Any

from journeymap.insight.highlights import highlights
from journeymap.insight.mentions import MENTION, mentioned
from journeymap.layout.backdrop import draw_vertical, texts_in
from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import sample
from journeymap.layout.feeling.branches import draw_branches
from journeymap.layout.feeling.drawing import draw_curve, draw_markers
from journeymap.layout.feeling.flats import draw_flat_lines
from journeymap.layout.feeling.labels import Label, draw_labels
from journeymap.layout.feeling.measured import drawn_series
from journeymap.layout.feeling.placing import Box
from journeymap.layout.feeling.series import Series
from journeymap.layout.icons import draw_icon
from journeymap.layout.mentions import with_numbers
from journeymap.layout.overview.cards import OverviewCard, cards_height, draw_gain_cards, draw_pain_cards, gain_cards, pain_cards
from journeymap.layout.overview.chain import Chain
from journeymap.layout.overview.field import draw_field
from journeymap.layout.overview.foot import draw_overview_foot
from journeymap.layout.overview.head import draw_overview_head
from journeymap.layout.overview.spec import LEAST_NUMBERED, MARGIN, OverviewSpec, page_size
from journeymap.layout.overview.stages import StageBand
from journeymap.layout.overview.stations import DIAMOND, draw_stations
from journeymap.layout.overview.ways_back import WayBack, draw_ways_back, ways_back, ways_back_height
from journeymap.layout.overview.words import OverviewWords, quote_height, told
from journeymap.layout.scene import Group, Scene, TextLine
from journeymap.layout.spec import MapSpec
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.records import NamedTuple
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_BELOW_HEAD = 15.0
_FOOT = 30.0
_ABOVE_FOOT = 8.0
_CARDS_BELOW_STATION = 30.0
_BELOW_CARDS = 7.0
_GAINS_TOP = 7.0
_BELOW_GAINS = 15.0
_NO_GAINS = 26.0
_ABOVE_STATION = 20.0
_LEAST_SPAN = 1.0
_FACE, _FACE_AT = 16.0, 1.5
_AROUND = 16.0
_SAMPLES = 8
_HALVINGS = 24
_ABOVE_WORDS = 6.0
_LEAST_UNIT = 4.0
_STRONG_MOST = 3
_MARKER = 4.7
_FAINT = 1.2


def lay_out_overview(
    journey: Journey,
    *,
    theme: Theme,
    words: Words,
    today: dt.date,
    overlays: Iterable[Overlay[Any]] = (),
    ratio: float | None = None,
) -> Scene:
    """Lays out a journey's overview: for a screen or, with the `ratio` of its width to its height, for a sheet.

    `today` is the date that due dates are compared with. The overview shows the values of the `overlays`.
    """
    numbered = with_numbers(journey, words)
    spec = MapSpec(
        journey=numbered, words=words, theme=theme, today=today, compact=False, overlays=tuple(overlays)
    )
    finding = journey.takeaway or journey.title
    named = _named(journey, finding)
    width, height = page_size(ratio)
    overview = OverviewSpec(
        map=spec, finding=finding, named=named, chosen=highlights(numbered, named), width=width, height=height
    )
    return _Picture(overview).scene()


def _named(journey: Journey, finding: str) -> tuple[str, ...]:
    """The ids of the touchpoints that the finding mentions, each once."""
    found = (mentioned(journey, each[1]) for each in MENTION.finditer(finding))
    return tuple(dict.fromkeys(each.id for each in found if each is not None and each.kind == "touchpoint"))


class _Picture:
    """An overview under construction, from the edges of the page inwards: what is left is the curve's."""

    def __init__(self, spec: OverviewSpec) -> None:
        self._spec = spec
        self._canvas = Canvas(spec.width, rtl=spec.map.journey.is_rtl)
        self._series = drawn_series(spec.map)
        self._strong = _strongest(self._series)
        first = self._strong[0] if self._strong else None
        ids = {number: touchpoint.id for number, touchpoint in spec.map.journey.touchpoint_by_number.items()}
        extremes = [ids[each] for series in self._strong for each in (series.peak, series.low) if each in ids]
        self._gains = gain_cards(spec, ids.get(first.peak or 0) if first else None)
        self._pains = pain_cards(spec, extremes, self._gains)
        self._ways, self._more_ways = ways_back(spec)

    def scene(self) -> Scene:
        """The scene of the page."""
        spec, canvas = self._spec, self._canvas
        journey, words = spec.map.journey, spec.map.words
        with canvas.group("band-head", "band"):
            top = draw_overview_head(canvas, spec) + _BELOW_HEAD
        chain = Chain(spec)
        chain_top = spec.height - _FOOT - _ABOVE_FOOT - chain.height
        cards_top = chain_top - _BELOW_CARDS - cards_height(self._pains)
        station = cards_top - _CARDS_BELOW_STATION if self._pains else cards_top - DIAMOND - 6
        band = StageBand(spec)
        with canvas.group("band-stages", "band"):
            band.draw(canvas, top)
        top += band.height
        with canvas.group("band-feeling", "band"):
            self._draw_feeling(top, station)
            texts = texts_in(canvas.here)
            canvas.behind(0, partial(self._draw_ground, top, station, texts))
        with canvas.group("band-spine", "band"):
            draw_ways_back(canvas, spec, self._ways, station)
            named = {card.column.touchpoint.id for card in (*self._pains, *self._gains)} | set(spec.named)
            if self._pains:
                draw_pain_cards(canvas, spec, self._pains, station, cards_top)
            draw_stations(canvas, spec, station, named)
        with canvas.group("band-actions", "band"):
            chain.draw(canvas, chain_top)
        with canvas.group("band-foot", "band"):
            draw_overview_foot(canvas, spec, spec.height - _FOOT, named=len(named), more_ways=self._more_ways)
        return Scene(
            width=spec.width, height=spec.height, title=f"{journey.title} – {words['map']}",
            description=journey.takeaway or "", language=journey.language, rtl=journey.is_rtl,
            bands=[each for each in canvas.elements if isinstance(each, Group)],
        )  # fmt: skip

    def _draw_feeling(self, top: float, station: float) -> None:
        """Draws the curves with all that is behind and around them, between the y `top` and the stations."""
        spec, canvas, row = self._spec, self._canvas, self._spec.row
        if not self._series:
            return
        axis = _axis(self._limited(top, station), top + _NO_GAINS, station - DIAMOND - _ABOVE_STATION)
        labels = self._labels(axis, top, station)
        draw_field(canvas, spec.map, self._strong[0], row, axis)
        self._draw_level(axis)
        faint = [series for series in self._series if series not in self._strong]
        for series in reversed(faint):
            with canvas.group(persona=series.persona_id):
                draw_curve(canvas, spec.map, series, row, axis, width=_FAINT)
        for series in reversed(self._strong):
            with canvas.group(persona=series.persona_id):
                draw_branches(canvas, series, row, axis)
                draw_curve(canvas, spec.map, series, row, axis)
        reached = self._reached(axis)
        draw_gain_cards(canvas, spec, self._gains, top + _GAINS_TOP, reached)
        radius = min(_MARKER, spec.column_width * 0.16)
        for series in reversed(self._strong):
            with canvas.group(persona=series.persona_id):
                draw_flat_lines(canvas, spec.map, series.name, series.index, series.flat_lines(row), axis, radius=radius)
                draw_markers(canvas, spec.map, series, row, axis, radius=radius, with_leaving=False)
        draw_labels(canvas, labels)

    def _labels(self, axis: Axis, top: float, station: float) -> list[Label]:
        spec = self._spec
        words = OverviewWords(spec, self._series, axis, Box(MARGIN, top + 4, spec.end, station - DIAMOND - 2))
        reached = self._reached(axis)
        for card in self._gains:
            bottom = top + _GAINS_TOP + card.height
            words.occupy(Box(card.x - 8, top, card.x + card.width + 8, bottom + 4))
            words.surroundings.occupy_line(card.column.middle, bottom, card.column.middle, reached.get(card.column.touchpoint.id, bottom))
        for way in self._ways:
            height = ways_back_height([way])
            words.occupy(Box(way.end.middle - 6, station - height, way.start.middle + 4, station))
        for y in self._faces(axis):
            words.occupy(Box(MARGIN, y - _FACE / 2 - 2, MARGIN + _FACE + 12, y + _FACE / 2 + 2))
        return words.labels(self._strong)

    def _limited(self, top: float, station: float) -> list[_Limit]:
        """The points along the curves with their limits: below the gains there, and above the ways back there."""
        found = []
        for series in self._series:
            points = [sample([(m.column.middle, m.feeling) for m in run], _SAMPLES) for run in series.runs(self._spec.row)]
            points.append([(m.column.middle, m.feeling) for m in series.lone(self._spec.row)])
            points.append([(x, flat.feeling) for flat in series.flat_lines(self._spec.row) for x in (flat.start, flat.end)])
            found += [
                _Limit(mark.feeling, top, station - DIAMOND - _ABOVE_WORDS - quote_height(self._spec, series, mark))
                for mark in told(self._spec, series) if series in self._strong and mark.feeling < 0
            ]  # fmt: skip
            found += [_Limit(feeling, self._highest(x, top), self._lowest(x, station)) for line in points for x, feeling in line]
        return found

    def _highest(self, x: float, top: float) -> float:
        near = (card.height for card in self._gains if card.x - _AROUND <= x <= card.x + card.width + _AROUND)
        return max((top + _GAINS_TOP + height + _BELOW_GAINS for height in near), default=top + _NO_GAINS)

    def _lowest(self, x: float, station: float) -> float:
        over = [way for way in self._ways if way.end.middle - _AROUND <= x <= way.start.middle + _AROUND]
        return station - max(ways_back_height(over) + 8, DIAMOND + _ABOVE_STATION)

    def _reached(self, axis: Axis) -> dict[str, float]:
        """The y above the highest point at each station, to which the line from a gain comes."""
        found: dict[str, float] = {}
        for series in self._strong:
            for mark in series.marks(self._spec.row):
                id_ = mark.column.touchpoint.id
                found[id_] = min(found.get(id_, 1e9), axis.y(mark.feeling) - 9)
        return found

    def _draw_ground(self, top: float, station: float, texts: Sequence[TextLine]) -> None:
        """Draws what is behind the curves: the columns of the moments of truth, and hairlines that pause at `texts`."""
        spec, canvas = self._spec, self._canvas
        canvas.line(MARGIN, top, spec.end, top, "rule")
        for column in spec.row.columns:
            if column.touchpoint.moment_of_truth:
                canvas.rect(column.x, top, column.width, station - top, "moment-wash")
                has_edges = spec.map.theme.drawing.moment_edges and spec.column_width >= LEAST_NUMBERED
                for x in (column.x, column.x + column.width) if has_edges else ():
                    draw_vertical(canvas, x, (top, station), "ghost", texts)
        for one, other in zip(spec.row.spans, spec.row.spans[1:], strict=False):
            x = (one.x + one.width + other.x) / 2
            draw_vertical(canvas, x, (top, station - DIAMOND), "rule", texts)

    def _draw_level(self, axis: Axis) -> None:
        canvas, spec = self._canvas, self._spec
        canvas.line(MARGIN, axis.neutral, spec.end, axis.neutral, "rule2")
        high, low = self._faces(axis)
        draw_icon(canvas, "face-high", MARGIN + 8, high - _FACE / 2, "opportunity", size=_FACE)
        draw_icon(canvas, "face-low", MARGIN + 8, low - _FACE / 2, "pain", size=_FACE)

    def _faces(self, axis: Axis) -> tuple[float, float]:
        """The y of the two faces that say which way is good, within what the curves fill."""
        felt = [value for series in self._series for value in series.feelings.values()]
        best, worst = max([_LEAST_SPAN, *felt]), min([-_LEAST_SPAN, *felt])
        return axis.y(min(best, _FACE_AT)), axis.y(max(worst, -_FACE_AT))


class _Limit(NamedTuple):
    """A point of a curve by its feeling, and the highest and the lowest y at which it may be."""

    feeling: float
    highest: float
    lowest: float


def _axis(limits: Sequence[_Limit], high: float, low: float) -> Axis:
    """The largest scale on which all points are within their limits, and one feeling up and down between two y."""
    limits = [*limits, _Limit(_LEAST_SPAN, high, low), _Limit(-_LEAST_SPAN, high, low)]

    def neutral(unit: float) -> tuple[float, float]:
        """The highest and the lowest y of the neutral line."""
        return max(each.highest + each.feeling * unit for each in limits), min(each.lowest + each.feeling * unit for each in limits)

    small, large = 0.0, low - high
    for _ in range(_HALVINGS):
        unit = (small + large) / 2
        highest, lowest = neutral(unit)
        small, large = (unit, large) if highest <= lowest else (small, unit)
    unit = max(small, _LEAST_UNIT)
    return Axis(sum(neutral(unit)) / 2, unit)


def _strongest(all_series: Sequence[Series]) -> list[Series]:
    """The series that are drawn in full: up to three, or the two that are furthest apart, over the touchpoints of both."""
    if len(all_series) <= _STRONG_MOST:
        return list(all_series)

    def apart(pair: tuple[Series, Series]) -> float:
        one, other = pair
        shared = one.feelings.keys() & other.feelings.keys()
        return sum(abs(one.feelings[each] - other.feelings[each]) for each in shared) / (len(shared) or 1)

    return list(max(combinations(all_series, 2), key=apart))
