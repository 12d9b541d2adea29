"""The two halves of an open book: both maps are measured, and then drawn with each band where the other has it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeymap.layout.blueprint.lanes import lay_blueprint
from journeymap.layout.canvas import Canvas
from journeymap.layout.facing import in_one_order
from journeymap.layout.frame import place_rows
from journeymap.layout.lanes.lane import Lane
from journeymap.layout.lanes.registry import lanes_of
from journeymap.layout.page import BandPlace, MapPage
from journeymap.layout.rows import draw_row
from journeymap.layout.spec import MARGIN, MapSpec
from journeymap.layout.track_placing import lay_tracks, reach
from journeymap.layout.tracks import RowTracks

Lanes = list[tuple[Lane, bool]]


class Half:
    """One of the maps: its rows of stages, in columns of a width in pixels, and the ways above them.

    Both halves go in one direction, that of the book.
    """

    def __init__(self, spec: MapSpec, column_width: float, *, rtl: bool) -> None:
        self.spec = spec
        self._rtl = rtl
        self.rows = place_rows(spec.journey, column_width, spec.most_columns, spec.folded)
        self.end = max([reach(spec, self.rows), *(row.end for row in self.rows)])
        self.width = self.end + MARGIN
        self.tracks: Mapping[int, RowTracks] = lay_tracks(spec, self.rows, self.end)

    def page(
        self,
        lanes: Lanes,
        top: float,
        *,
        places: Mapping[str, BandPlace] = MappingProxyType({}),
        only_measured: bool = False,
    ) -> MapPage:
        """Its bands from the y `top` down, on a page of its own."""
        canvas = Canvas(self.width, rtl=self._rtl)
        page = MapPage(canvas, self.spec, only_measured=only_measured, places=places)
        page.y = top
        for row in self.rows:
            draw_row(page, row, lanes, self.tracks[row.number], lay_blueprint(self.spec, row, lanes))
        return page


def lanes_of_both(one: MapSpec, other: MapSpec) -> Lanes:
    """The lanes of both maps, in one order."""
    found = {lane.name: (lane, is_backstage) for lane, is_backstage in lanes_of(other)}
    first = {lane.name: (lane, is_backstage) for lane, is_backstage in lanes_of(one)}
    return [(first | found)[name] for name in in_one_order(first, found)]


def places_of_both(one: MapPage, other: MapPage, top: float) -> dict[str, BandPlace]:
    """Where each band has to be so that it is at one height on both pages, from the y `top` down."""
    places: dict[str, BandPlace] = {}
    y = top
    gaps = _gaps(one, top) | _gaps(other, top)
    for name in in_one_order(one.bands, other.bands):
        y += gaps[name]
        height = max(page.bands[name].height for page in (one, other) if name in page.bands)
        places[name] = BandPlace(round(y, 2), round(height, 2))
        y += height
    return places


def _gaps(page: MapPage, top: float) -> dict[str, float]:
    """The space over each band of a page, in pixels."""
    found: dict[str, float] = {}
    bottom = top
    for name, place in page.bands.items():
        found[name] = place.top - bottom
        bottom = place.top + place.height
    return found
