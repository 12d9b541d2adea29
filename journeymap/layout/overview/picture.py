"""An overview: what a journey comes to in ten seconds, on one page of a fixed width, at most as high as its screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from journeymap.insight.highlights import MOST_PAINS
from journeymap.insight.mentions import named_touchpoints
from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.measured import drawn_series
from journeymap.layout.mentions import with_numbers
from journeymap.layout.overview.card_drawing import draw_pain_cards
from journeymap.layout.overview.cards import cards_height, gain_cards, pain_cards
from journeymap.layout.overview.curves import OverviewCurves, strongest
from journeymap.layout.overview.foot import draw_overview_foot
from journeymap.layout.overview.head import draw_overview_head
from journeymap.layout.overview.leaders import Leaders
from journeymap.layout.overview.next_actions import NextActions
from journeymap.layout.overview.spec import MARGIN, SCREEN, OverviewSpec, wall_size
from journeymap.layout.overview.stages import StageBand
from journeymap.layout.overview.stations import DIAMOND, draw_stations
from journeymap.layout.overview.ways_back import draw_ways_back, ways_back
from journeymap.layout.scene import Group, Scene
from journeymap.layout.spec import MapSpec
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

if TYPE_CHECKING:
    from journeymap.layout.logo import LogoPictures

_BELOW_HEAD = 15.0
_FOOT = 30.0
_ABOVE_FOOT = 8.0
_BELOW_CARDS = 7.0


def lay_out_overview(
    journey: Journey,
    *,
    theme: Theme,
    words: Words,
    today: dt.date,
    overlays: Iterable[Overlay[Any]] = (),
    size: tuple[float, float] | None = None,
    logo: LogoPictures | None = None,
) -> Scene:
    """Lays out a journey's overview, of a width and height in pixels; left out, those of a screen, or of a wall.

    `today` is the date that due dates are compared with. The overview shows the values of the `overlays`,
    and the `logo` in its head. A theme for walls draws it in the proportions of the size alone.
    """
    draw = partial(overview_spec, journey, theme=theme, words=words, today=today, overlays=overlays, logo=logo)
    if theme.drawing.overview == "columns":
        return _wall(draw, size)
    return _Picture(draw(size=size or SCREEN)).scene()


def overview_spec(
    journey: Journey,
    *,
    theme: Theme,
    words: Words,
    today: dt.date,
    overlays: Iterable[Overlay[Any]],
    size: tuple[float, float],
    margin: float = MARGIN,
    logo: LogoPictures | None = None,
    pains: int = MOST_PAINS,
    with_quotes: bool = True,
) -> OverviewSpec:
    """What an overview is drawn from; the arguments are those of `lay_out_overview`, and the margin on both sides.

    `pains` is how many it shows at most.
    """
    numbered = with_numbers(journey, words)
    spec = MapSpec(
        journey=numbered,
        words=words,
        theme=theme,
        today=today,
        compact=False,
        overlays=tuple(overlays),
        logo=logo,
    )
    finding = journey.takeaway or journey.title
    named = named_touchpoints(journey, finding)
    width, height = size
    return OverviewSpec(
        map=spec, finding=finding, named=named, width=width, height=height, margin=margin, pains=pains,
        with_quotes=with_quotes,
    )  # fmt: skip


def _wall(draw: Callable[..., OverviewSpec], size: tuple[float, float] | None) -> Scene:
    """The overview for a wall, of the proportions of a size, else of those of the A series."""
    from journeymap.layout.overview.wall import WALL_PAINS, draw_wall  # noqa: PLC0415  few themes have it
    from journeymap.layout.scaling import scaled  # noqa: PLC0415

    width, height = wall_size(size[0] / size[1] if size else None)
    spec = draw(size=(width, height), pains=WALL_PAINS, with_quotes=False)
    by = spec.map.theme.drawing.scale
    spec = spec.replace(width=width / by, height=height / by)
    canvas = Canvas(spec.width, rtl=spec.map.journey.is_rtl)
    draw_wall(canvas, spec, drawn_series(spec.map))
    return scaled(_scene(spec, canvas, spec.height), by)


def _scene(spec: OverviewSpec, canvas: Canvas, height: float) -> Scene:
    journey, words = spec.map.journey, spec.map.words
    return Scene(
        width=spec.width, height=height, title=f"{journey.title} – {words['map']}",
        description=journey.takeaway or "", language=journey.language, rtl=journey.is_rtl,
        bands=[each for each in canvas.elements if isinstance(each, Group)],
    )  # fmt: skip


class _Picture:
    """An overview under construction, from the edges of the page inwards: what is left is the curve's.

    Where that is more than the curve can fill, the page is lower.
    """

    def __init__(self, spec: OverviewSpec) -> None:
        self._spec = spec
        self._canvas = Canvas(spec.width, rtl=spec.map.journey.is_rtl)
        self._series = drawn_series(spec.map)
        strong = strongest(self._series)
        first = strong[0] if strong else None
        ids = {number: touchpoint.id for number, touchpoint in spec.map.journey.touchpoint_by_number.items()}
        extremes = [ids[each] for series in strong for each in (series.peak, series.low) if each in ids]
        self._gains = gain_cards(spec, ids.get(first.peak or 0) if first else None)
        self._pains = pain_cards(spec, extremes, self._gains, with_curves=bool(self._series))
        self._ways, self._more_ways = ways_back(spec)

    def scene(self) -> Scene:
        """The scene of the page."""
        spec, canvas = self._spec, self._canvas
        with canvas.group("band-head", "band"):
            top = draw_overview_head(canvas, spec) + _BELOW_HEAD
        actions = NextActions(spec)
        band = StageBand(spec)
        curves = OverviewCurves(canvas, spec, self._series, self._gains, self._ways)
        leaders = Leaders(self._pains)
        below = leaders.height + cards_height(self._pains) if self._pains else DIAMOND + 6
        below += _BELOW_CARDS + actions.height + _ABOVE_FOOT + _FOOT
        height = min(spec.height, round(top + band.height + curves.most_height + below, 1))
        station = height - below
        actions_top = height - _FOOT - _ABOVE_FOOT - actions.height
        with canvas.group("band-stages", "band"):
            band.draw(canvas, top)
        top += band.height
        with canvas.group("band-feeling", "band"):
            curves.draw(top, station)
        with canvas.group("band-spine", "band"):
            draw_ways_back(canvas, spec, self._ways, station)
            named = {card.column.touchpoint.id for card in (*self._pains, *self._gains)} | set(spec.named)
            if self._pains:
                draw_pain_cards(canvas, spec, self._pains, leaders, station)
            draw_stations(canvas, spec, station, named)
        with canvas.group("band-actions", "band"):
            actions.draw(canvas, actions_top)
        with canvas.group("band-foot", "band"):
            draw_overview_foot(canvas, spec, height - _FOOT, named=len(named), gains=len(self._gains),
                               more_ways=self._more_ways)  # fmt: skip
        return _scene(spec, canvas, height)
