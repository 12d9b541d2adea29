"""A map under construction: bands below each other on a canvas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from journeymap.layout.canvas import Canvas
from journeymap.layout.scene import Group
from journeymap.layout.spec import MapSpec
from journeymap.records import NamedTuple


class BandPlace(NamedTuple):
    """Where a band of a page is: the y of its top, and its height in pixels."""

    top: float
    height: float


class MapPage:
    """A page under construction: its canvas, the y below its last band, and the names of the lanes that it shows.

    On a page that is only measured, the bands whose height is known without drawing are not drawn. With `take`, that
    gets each band as soon as it is drawn, and the page goes on without the marks of the band. `places` are those of the
    bands that have to stand at one height with those of another page; others follow the last band.
    """

    def __init__(
        self,
        canvas: Canvas,
        spec: MapSpec,
        *,
        only_measured: bool = False,
        take: Callable[[Group], None] | None = None,
        places: Mapping[str, BandPlace] = MappingProxyType({}),
    ) -> None:
        self.canvas = canvas
        self.spec = spec
        self.only_measured = only_measured
        self.places = places
        self._take = take
        self.y = 0.0
        self.lanes: set[str] = set()
        self.empty: set[str] = set()
        """The names of bands that are blank, because only another page has something there."""
        self.bands: dict[str, BandPlace] = {}
        """Where the bands are that were drawn or measured so far, by their names."""

    @property
    def ratio(self) -> float:
        """Its width divided by its height."""
        return self.canvas.width / self.y

    def height(self, name: str, least: float) -> float:
        """The height in pixels that a band has, if it needs at least `least`."""
        place = self.places.get(name)
        return least if place is None else max(least, place.height)

    def band(self, name: str, draw: Callable[[float], float], **data: str) -> None:
        """Draws a band below the last one. `draw` gets the y of its top and returns the y below it."""
        if name in self.places:
            self.y = self.places[name].top
        with self.canvas.group(f"band-{name}", "band", **data) as group:
            bottom = draw(self.y)
        self.bands[name] = BandPlace(self.y, bottom - self.y)
        group.data.update(y=f"{self.y:g}", height=f"{round(bottom - self.y, 2):g}")
        self.y = round(bottom, 2)
        if self._take is not None and group.children:
            self._take(group)
            group.children.clear()
